import { ArrowUpRight, Pencil, Pin, PinOff } from 'lucide-react'
import { useState } from 'react'
import { useWindow } from '../state/AppStateContext.ts'
import type { WindowState } from '../state/windowStore.ts'
import { Button } from '../ui/Button.tsx'
import { ForgetDialog } from './ForgetDialog.tsx'
import { LabelSelect } from './LabelSelect.tsx'
import { MemoryEditor } from './MemoryEditor.tsx'
import type { ForgetWish } from './useForgetPreview.ts'
import { useMemory } from './useMemory.ts'
import { useMemoryChanges } from './useMemoryChanges.ts'
import { openableSource } from './view/shaped.ts'

const selectOpenMessage = (state: WindowState) => state.openMessage

/** What one can do with a memory from where it is shown: edit, pin, label, forget. One that is gone says so. */
export function MemoryActions({ memoryId, withSource = false }: { memoryId: string; withSource?: boolean }) {
  const { known, failure } = useMemory(memoryId)
  const { update } = useMemoryChanges()
  const openMessage = useWindow(selectOpenMessage)
  const [editing, setEditing] = useState(false)
  const [forgetting, setForgetting] = useState<ForgetWish | null>(null)
  if (failure?.kind === 'not-found' || known?.memory.state === 'forgotten') return <p className="mt-2 text-small text-mute">This memory was forgotten. This turn’s record keeps what was sent.</p>
  if (failure !== null) return <p role="alert" className="mt-2 text-small text-bad">{failure.message}{failure.next !== undefined && <span className="text-mute"> {failure.next}</span>}</p>
  if (known === null) return null
  const { memory } = known
  const source = openableSource(memory)
  if (editing) return <MemoryEditor memory={memory} onDone={() => setEditing(false)} />
  return (
    <div role="group" aria-label="Memory" className="mt-2 flex flex-wrap items-center gap-1.5">
      <Button size="small" icon={<Pencil size={13} />} onClick={() => setEditing(true)}>Edit</Button>
      <Button size="small" icon={memory.pinned ? <PinOff size={13} /> : <Pin size={13} />} onClick={() => void update({ memoryId, pinned: !memory.pinned })}>{memory.pinned ? 'Unpin' : 'Pin'}</Button>
      {withSource && source !== null && <Button size="small" icon={<ArrowUpRight size={13} />} onClick={() => openMessage(source.messageId, source.conversationId)}>Message</Button>}
      <Button size="small" look="danger" onClick={() => setForgetting({ memoryIds: [memoryId] })}>Forget…</Button>
      <span className="flex basis-full items-center gap-2 text-small text-mute">Who may see it <LabelSelect memory={memory} /></span>
      <ForgetDialog wish={forgetting} onClose={() => setForgetting(null)} />
    </div>
  )
}
