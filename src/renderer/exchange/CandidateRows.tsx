import { useEffect, useMemo } from 'react'
import type { ImportCandidate } from '../../shared/exchange.ts'
import { useVirtualRows } from '../inspector/useVirtualRows.ts'
import { useAppState } from '../state/AppStateContext.ts'
import { formatDay } from '../state/formats.ts'

type CandidateRowsProps = { items: readonly ImportCandidate[]; total: number; isChosen: (one: ImportCandidate) => boolean; onToggle: (candidateId: string) => void; onMore: () => void }

const guessedHeight = 50
/** The next page is asked for while so many rows are still below the view. */
const rowsAhead = 20

/** The facts that could be learned: only those in view are drawn, and the next ones are read when their turn comes. */
export function CandidateRows({ items, total, isChosen, onToggle, onMore }: CandidateRowsProps) {
  const { window } = useAppState()
  const { attach, measure, first, end, before, after } = useVirtualRows(useMemo(() => items.map((one) => one.candidateId), [items]), guessedHeight)
  const near = end > items.length - rowsAhead
  useEffect(() => { if (near && items.length < total) onMore() }, [near, items.length, total, onMore])
  return (
    <div ref={attach} className="mt-2 max-h-110 overflow-y-auto border-t border-line">
      <ul aria-label="Facts">
        <li aria-hidden style={{ height: before }} />
        {items.slice(first, end).map((one, at) => (
          <li key={one.candidateId} ref={measure} data-row={one.candidateId} aria-setsize={total} aria-posinset={first + at + 1} className="flex items-start gap-2.5 border-b border-line py-1.5 pr-2">
            <label className="flex min-w-0 flex-1 cursor-pointer items-start gap-2.5">
              <input type="checkbox" aria-label={`Learn “${one.text}”`} checked={isChosen(one)} onChange={() => onToggle(one.candidateId)} className="mt-1 size-3.5 shrink-0 accent-accent" />
              <span className="min-w-0 flex-1">
                <span dir="auto" className="block text-snug [overflow-wrap:anywhere]">{one.text}</span>
                {one.quote !== one.text && <span dir="auto" className="line-clamp-2 block text-small text-mute [overflow-wrap:anywhere]">“{one.quote}”</span>}
                <span className="flex gap-x-2 text-small text-faint"><span>{formatDay(one.at)}</span>{one.known && <span>known already</span>}</span>
              </span>
            </label>
            <button type="button" aria-label={`Where it was said: “${one.text}”`} onClick={() => window.getState().openMessage(one.messageId, one.conversationId)} className="mt-0.5 shrink-0 rounded-small text-small text-mute underline decoration-line-strong underline-offset-3 hover:text-text">Where it was said</button>
          </li>
        ))}
        <li aria-hidden style={{ height: after }} />
      </ul>
    </div>
  )
}
