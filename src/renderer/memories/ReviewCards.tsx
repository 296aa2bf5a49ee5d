import type { KeyboardEvent } from 'react'
import type { Memory } from '../../shared/memory.ts'
import { kindWords } from '../inspector/view/names.ts'
import { formatDay } from '../state/formats.ts'
import { TextArea } from '../ui/TextField.tsx'
import { SourceQuote } from './MemorySources.tsx'

/** A candidate with its sources, and beside it what it may contradict with its own. */
export function ReviewCards({ candidate, conflict, edited, onEdit, onAccept }: { candidate: Memory; conflict: Memory | null; edited: string | null; onEdit: (text: string | null) => void; onAccept: () => void }) {
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') { event.preventDefault(); event.stopPropagation(); onEdit(null) }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); onAccept() }
  }
  return (
    <div className="grid gap-4 p-5 @min-[640px]:grid-cols-2">
      <section aria-label="New" className={conflict === null ? '@min-[640px]:col-span-2' : ''}>
        <h2 className="text-small font-semibold">New</h2>
        {edited === null ? <p dir="auto" className="mt-1 text-title leading-[1.4] whitespace-pre-wrap [overflow-wrap:anywhere]">{candidate.text}</p>
          : <div className="mt-1" onKeyDown={onKey}><TextArea label="In your words" hint="Ctrl+Enter accepts, Esc leaves it as it was." rows={3} maxLength={4000} value={edited} onChange={onEdit} autoFocus /></div>}
        <Sources memory={candidate} />
      </section>
      {conflict !== null && (
        <section aria-label="Known" className="@min-[640px]:border-l @min-[640px]:border-line @min-[640px]:pl-4">
          <h2 className="text-small font-semibold">Known</h2>
          <p dir="auto" className="mt-1 text-title leading-[1.4] whitespace-pre-wrap [overflow-wrap:anywhere]">{conflict.text}</p>
          <Sources memory={conflict} />
        </section>
      )}
    </div>
  )
}

function Sources({ memory }: { memory: Memory }) {
  return (
    <>
      <p className="mt-1 text-small text-mute">{kindWords[memory.kind].name}, learned {formatDay(memory.learnedAt)}{memory.eventAt !== null && `, for ${formatDay(memory.eventAt)}`}{memory.sources.length === 0 && ', written by hand'}</p>
      {memory.sources.map((source, at) => <SourceQuote key={`${source.messageId}-${at}`} source={source} />)}
    </>
  )
}
