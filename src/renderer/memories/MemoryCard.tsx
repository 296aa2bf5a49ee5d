import { Pin } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { MemoryKind } from '../../shared/memory.ts'
import { excerpt } from '../state/formats.ts'
import { joinClasses } from '../ui/joinClasses.ts'
import { KindMark } from './KindMark.tsx'
import { MemoryActions } from './MemoryActions.tsx'

/** A memory in the panel: its text and a quiet line; open, it can be changed. */
export function MemoryCard({ memoryId, text, note, kind, pinned = false, aside }: { memoryId: string; text: string; note: string; kind?: MemoryKind; pinned?: boolean; aside?: ReactNode }) {
  const [open, setOpen] = useState(false)
  return (
    <li className={joinClasses('border-t border-line first:border-t-0', open && '-mx-2 rounded-medium border-transparent bg-hover px-2')}>
      <div className="flex items-start gap-2">
        <button type="button" aria-expanded={open} onClick={() => setOpen(!open)} className="flex min-w-0 flex-1 gap-2.5 py-1.5 text-left">
          <KindMark kind={kind} />
          <span className="min-w-0 flex-1">
            <span dir="auto" className="block text-snug leading-[1.4] whitespace-pre-wrap [overflow-wrap:anywhere]">{open ? text : excerpt(text, 120)}</span>
            <span className="flex items-center gap-1.5 text-tiny text-faint">{pinned && <Pin size={11} aria-label="pinned" />}{note}</span>
          </span>
        </button>
        {aside}
      </div>
      {open && <div className="pb-2.5 pl-5"><MemoryActions memoryId={memoryId} withSource /></div>}
    </li>
  )
}
