import { useEffect, useImperativeHandle, useRef, useState, type Ref } from 'react'
import { ForgetDialog } from './ForgetDialog.tsx'
import { MemoryDetail } from './MemoryDetail.tsx'
import { SplitDialog } from './SplitDialog.tsx'
import type { ForgetWish } from './useForgetPreview.ts'
import { useMemory } from './useMemory.ts'
import { useMemoryChanges } from './useMemoryChanges.ts'
import { useReadOnly } from './useReadOnly.ts'

/** What the keys of the page do with the memory that is open. */
export type ChosenHandle = { read(): void; edit(): void; pin(): void; keep(): void; forget(): void }

/** The memory that is open beside the list, with all that can be done to it. */
export function ChosenMemory({ memoryId, reading, onClose, onSelect, onSplit, onForgotten, onDone, handle }: { memoryId: string; /** It has the focus as soon as it is there. */ reading: boolean; onClose: () => void; onSelect: (memoryId: string) => void; onSplit: (memoryId: string) => void; onForgotten: (memoryId: string) => void; onDone: () => void; handle: Ref<ChosenHandle> }) {
  const { known, failure } = useMemory(memoryId)
  const { update, decideHere } = useMemoryChanges()
  const readOnly = useReadOnly()
  const [editing, setEditing] = useState(false)
  const [splitting, setSplitting] = useState(false)
  const [forgetting, setForgetting] = useState<ForgetWish | null>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const memory = known?.memory
  const isThere = memory !== undefined
  useEffect(() => { if (reading && isThere) heading.current?.focus() }, [reading, isThere])
  const isOpen = memory !== undefined && memory.state !== 'forgotten' && !readOnly
  const pin = () => { if (isOpen) void update({ memoryId, pinned: !memory.pinned }) }
  const keep = () => { if (isOpen) void (memory.state === 'candidate' ? decideHere(memoryId, 'accept') : update({ memoryId, state: 'active' })) }
  const forget = () => { if (isOpen) setForgetting({ memoryIds: [memoryId] }) }
  useImperativeHandle(handle, () => ({ read: () => heading.current?.focus(), edit: () => { if (isOpen) setEditing(true) }, pin, keep, forget }))
  return (
    <aside aria-label="The chosen memory" className="flex min-h-0 min-w-0 flex-none basis-1/2 flex-col border-t border-line bg-panel @min-[820px]:w-98 @min-[820px]:basis-auto @min-[820px]:border-t-0 @min-[820px]:border-l">
      <MemoryDetail
        ref={heading} known={known} failure={failure} editing={editing} onEdit={(on) => { setEditing(on); if (!on) onDone() }}
        onPin={pin} onKeep={keep} onSplit={() => setSplitting(true)} onForget={forget} onClose={onClose} onSelect={onSelect}
      />
      {memory !== undefined && splitting && <SplitDialog memory={memory} onClose={() => setSplitting(false)} onSplit={onSplit} />}
      <ForgetDialog wish={forgetting} onClose={() => setForgetting(null)} onForgotten={() => onForgotten(memoryId)} />
    </aside>
  )
}
