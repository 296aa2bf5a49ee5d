import { useMemo, useState } from 'react'
import type { Context } from '../../shared/piece.ts'
import { Button } from '../ui/Button.tsx'
import { joinClasses } from '../ui/joinClasses.ts'
import { TextField } from '../ui/TextField.tsx'
import { PieceRow } from './PieceRow.tsx'
import { formatCount } from '../state/formats.ts'
import { regionWords } from './view/names.ts'
import { countPieces, filterPieces, type PieceFilter } from './view/pieces.ts'

const step = 40
const outcomes: { value: PieceFilter['outcome']; label: string }[] = [
  { value: 'all', label: 'All' }, { value: 'in', label: 'In' }, { value: 'shortened', label: 'Shortened' }, { value: 'out', label: 'Out' },
]

export type PieceListProps = {
  context: Context
  region: PieceFilter['region']
  onRegion: (region: PieceFilter['region']) => void
  selected: string | null
  /** True when the chosen piece was chosen here, so that its details open here. */
  opened: boolean
  onSelect: (pieceId: string | null) => void
}

/** The pieces as a list that opens in place, with filters. A piece selected elsewhere is always shown and opened. */
export function PieceList({ context, region, onRegion, selected, opened, onSelect }: PieceListProps) {
  const [outcome, setOutcome] = useState<PieceFilter['outcome']>('all')
  const [text, setText] = useState('')
  const [limit, setLimit] = useState(step)
  const counts = useMemo(() => countPieces(context.pieces), [context])
  const found = useMemo(() => filterPieces(context, { outcome, region, text }), [context, outcome, region, text])
  const shown = found.slice(0, limit)
  // What was selected in another picture must stand here too, whatever the filters and the limit say.
  const missing = selected === null || shown.some((piece) => piece.id === selected) ? undefined : context.pieces.find((piece) => piece.id === selected)
  if (missing !== undefined) shown.unshift(missing)
  return (
    <>
      <div className="mt-3 flex flex-wrap items-center gap-1" role="group" aria-label="Which pieces">
        {outcomes.map(({ value, label }) => (
          <button
            key={value} type="button" aria-pressed={outcome === value} onClick={() => { setOutcome(value); setLimit(step) }}
            className={joinClasses('rounded-full border px-2.5 py-0.5 text-small transition-colors', outcome === value ? 'border-accent bg-accent-soft text-text' : 'border-line text-mute hover:bg-hover')}
          >
            {label} <span className="text-mute">{formatCount(counts[value])}</span>
          </button>
        ))}
        {region !== 'all' && <Button look="quiet" size="small" onClick={() => onRegion('all')}>Only {regionWords[region].name} ✕</Button>}
      </div>
      <p className="mt-1.5 text-tiny text-faint">The answer shares words or numbers with {formatCount(counts.used)} of them.</p>
      {context.pieces.length > 12 && <TextField className="mt-2" label="Find a piece" labelHidden placeholder="Find a piece or a reason" value={text} onChange={(next) => { setText(next); setLimit(step) }} />}
      <ul aria-label="Pieces" className="mt-1">
        {shown.map((piece) => <PieceRow key={piece.id} piece={piece} context={context} chosen={piece.id === selected} open={opened && piece.id === selected} onToggle={() => onSelect(piece.id)} />)}
      </ul>
      {found.length === 0 && <p className="py-3 text-small text-mute">No piece fits these filters.</p>}
      {limit < found.length && <Button className="mt-2" size="small" look="quiet" onClick={() => setLimit(limit + step * 5)}>Show {formatCount(Math.min(step * 5, found.length - limit))} more of {formatCount(found.length)}</Button>}
    </>
  )
}
