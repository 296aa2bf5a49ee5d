import { Pencil, Trash2 } from 'lucide-react'
import type { LimitState } from '../../shared/spending.ts'
import { formatShare } from '../state/formats.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { joinClasses } from '../ui/joinClasses.ts'
import { barOf, sayAhead, sayStanding, sayUsed } from './view/words.ts'

const tones = { calm: { bar: 'bg-accent', word: 'text-mute' }, warn: { bar: 'bg-warn', word: 'text-warn' }, bad: { bar: 'bg-bad', word: 'text-bad font-medium' } }

/** One limit: its bar with what is used and set aside, where it leads at this pace, and when it starts anew. */
export function LimitCard({ state, onEdit, onRemove }: { state: LimitState; onEdit: (() => void) | null; onRemove: (() => void) | null }) {
  const bar = barOf(state)
  const { word, tone } = sayStanding(state.share)
  return (
    <li className="rounded-medium border border-line bg-panel px-3.5 py-3">
      <div className="flex items-center gap-2">
        <span dir="auto" className="min-w-0 flex-1 font-medium [overflow-wrap:anywhere]">{state.name.charAt(0).toUpperCase() + state.name.slice(1)}</span>
        <span className={joinClasses('text-small whitespace-nowrap', tones[tone].word)}>{word}</span>
        {onEdit !== null && <IconButton small label={`Change the limit ${state.name}`} onClick={onEdit}><Pencil size={13} /></IconButton>}
        {onRemove !== null && <IconButton small label={`Remove the limit ${state.name}`} onClick={onRemove}><Trash2 size={13} /></IconButton>}
      </div>
      <div
        role="meter" aria-label={`Used of the limit ${state.name}`} aria-valuemin={0} aria-valuemax={1} aria-valuenow={bar.used} aria-valuetext={`${formatShare(state.share)} used${bar.reserved > 0 ? `, ${formatShare(bar.reserved)} set aside` : ''}`}
        className="mt-2 flex h-2 overflow-hidden rounded-full bg-line"
      >
        <span className={tones[tone].bar} style={{ width: `${bar.used * 100}%` }} />
        <span className="region-reserve" style={{ width: `${bar.reserved * 100}%` }} />
      </div>
      <p className="mt-1.5 text-small">{sayUsed(state)}</p>
      <p className="text-small text-faint">{sayAhead(state).join(' ')}</p>
    </li>
  )
}
