import { useEffect, useMemo, useState } from 'react'
import type { Context, PieceRecord } from '../../shared/piece.ts'
import { Button } from '../ui/Button.tsx'
import { joinClasses } from '../ui/joinClasses.ts'
import { TextField } from '../ui/TextField.tsx'
import { PieceRow } from './PieceRow.tsx'
import { formatCount } from './view/format.ts'
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
  onSelect: (pieceId: string | null) => void
}

/** The pieces as a list that opens in place, with filters. A piece selected elsewhere is always shown and opened. */
export function PieceList({ context, region, onRegion, selected, onSelect }: PieceListProps) {
  const [outcome, setOutcome] = useState<PieceFilter['outcome']>('all')
  const [text, setText] = useState('')
  const [limit, setLimit] = useState(step)
  const counts = useMemo(() => countPieces(context.pieces), [context])
  const found = useMemo(() => filterPieces(context, { outcome, region, text }), [context, outcome, region, text])
  const sought = selected === null ? -1 : found.findIndex((piece) => piece.id === selected)
  const isHidden = selected !== null && sought < 0
  useEffect(() => {
    // What was selected in another picture must be visible here, whatever the filters say.
    if (isHidden) { setOutcome('all'); setText(''); onRegion('all') }
  }, [isHidden, onRegion])
  const shown: PieceRecord[] = found.slice(0, Math.max(limit, sought + 1))
  return (
    <>
      <div className="mt-2 flex flex-wrap items-center gap-1" role="group" aria-label="Which pieces">
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
      {context.pieces.length > 12 && <TextField className="mt-2" label="Find a piece" labelHidden placeholder="Find a piece or a reason" value={text} onChange={(next) => { setText(next); setLimit(step) }} />}
      <ul aria-label="Pieces" className="mt-1">
        {shown.map((piece) => <PieceRow key={piece.id} piece={piece} context={context} open={piece.id === selected} onToggle={() => onSelect(piece.id === selected ? null : piece.id)} />)}
      </ul>
      {found.length === 0 && <p className="py-3 text-small text-mute">No piece fits these filters.</p>}
      {shown.length < found.length && <Button className="mt-2" size="small" look="quiet" onClick={() => setLimit(shown.length + step * 5)}>Show {formatCount(Math.min(step * 5, found.length - shown.length))} more of {formatCount(found.length)}</Button>}
    </>
  )
}
