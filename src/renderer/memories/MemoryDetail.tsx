import { Pencil, Pin, PinOff, Trash2, X } from 'lucide-react'
import type { ReactNode, Ref } from 'react'
import type { Failure } from '../../shared/result.ts'
import { FactList, Section } from '../inspector/Section.tsx'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { FailureNotice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { LabelSelect } from './LabelSelect.tsx'
import { MemoryEditor } from './MemoryEditor.tsx'
import { MemoryHistory } from './MemoryHistory.tsx'
import { MemorySources } from './MemorySources.tsx'
import type { KnownMemory } from './useMemory.ts'
import { tellMemory } from './view/detail.ts'

export type MemoryDetailProps = {
  /** Both are null while it is being read. */
  known: KnownMemory | null
  failure: Failure | null
  editing: boolean
  onEdit: (editing: boolean) => void
  onPin: () => void
  onKeep: () => void
  onForget: () => void
  onClose: () => void
  ref?: Ref<HTMLHeadingElement>
}

/** All about one memory: what is known, where it comes from, what happened to it, which turns it went along in. */
export function MemoryDetail({ known, failure, editing, onEdit, onPin, onKeep, onForget, onClose, ref }: MemoryDetailProps) {
  const frame = (content: ReactNode, footer?: ReactNode) => (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex h-12 shrink-0 items-center justify-between border-b border-line pr-3 pl-4 text-snug font-medium">Memory<IconButton label="Close" keys="Esc" side="left" onClick={onClose}><X size={16} /></IconButton></div>
      <div className="min-h-0 flex-1 overflow-y-auto">{content}</div>
      {footer !== undefined && <div className="flex flex-wrap gap-1.5 border-t border-line px-4 py-2.5">{footer}</div>}
    </div>
  )
  if (failure !== null) return frame(failure.kind === 'not-found' ? <p className="p-4 text-snug text-mute">This memory is gone.</p> : <FailureNotice failure={failure} className="m-4" />)
  if (known === null) return frame(<Skeleton label="Reading the memory" lines={6} className="p-4" />)
  const { memory } = known
  if (memory.state === 'forgotten') return frame(<p className="p-4 text-snug text-mute">This memory was forgotten. Its text is gone.</p>)
  return frame(
    <>
      <div className="border-b border-line px-4 pt-3.5 pb-4">
        {editing ? <MemoryEditor memory={memory} onDone={() => onEdit(false)} />
          : <h2 ref={ref} tabIndex={-1} dir="auto" className="text-base leading-[1.45] font-semibold whitespace-pre-wrap [overflow-wrap:anywhere]">{memory.text}</h2>}
        {memory.state !== 'active' && (
          <p className="mt-2 flex flex-wrap items-center gap-2 text-small text-mute">
            {memory.state === 'candidate' ? 'Waits for review: it is not recalled yet.' : 'Replaced: it is kept but not recalled.'}
            <Button size="small" onClick={onKeep}>{memory.state === 'candidate' ? 'Keep it' : 'Use it again'}</Button>
          </p>
        )}
        <FactList facts={tellMemory(memory, known.readAt)} />
      </div>
      <MemorySources memory={memory} />
      <MemoryHistory known={known} />
      <Section title="Who may see it"><div className="mt-2"><LabelSelect memory={memory} /></div></Section>
    </>,
    <>
      <Button size="small" icon={<Pencil size={13} />} onClick={() => onEdit(true)}>Edit</Button>
      <Button size="small" icon={memory.pinned ? <PinOff size={13} /> : <Pin size={13} />} onClick={onPin}>{memory.pinned ? 'Unpin' : 'Pin'}</Button>
      <Button size="small" look="danger" className="ml-auto" icon={<Trash2 size={13} />} onClick={onForget}>Forget…</Button>
    </>,
  )
}
