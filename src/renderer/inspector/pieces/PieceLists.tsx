import { useDeferredValue, useMemo, useState } from 'react'
import type { Context, PieceRecord } from '../../../shared/piece.ts'
import { formatCount } from '../../state/formats.ts'
import { Button } from '../../ui/Button.tsx'
import { joinClasses } from '../../ui/joinClasses.ts'
import { TextField } from '../../ui/TextField.tsx'
import { RowList } from '../RowList.tsx'
import { Section } from '../Section.tsx'
import { regionWords } from '../view/names.ts'
import { countPieces, filterPieces, type Outcome, type PieceFilter } from '../view/pieces.ts'
import { PieceRow } from './PieceRow.tsx'

const lists: { outcome: Outcome; name: string }[] = [{ outcome: 'in', name: 'In' }, { outcome: 'shortened', name: 'Shortened' }, { outcome: 'out', name: 'Out' }]

export type PieceListsProps = {
  context: Context
  region: PieceFilter['region']
  onRegion: (region: PieceFilter['region']) => void
  selected: string | null
  /** True when the chosen piece was chosen here, so that its details open here. */
  opened: boolean
  onSelect: (pieceId: string | null) => void
}

/** What went in, what was shortened and what was left out, as three lists. A piece that is chosen elsewhere is brought into view. */
export function PieceLists({ context, region, onRegion, selected, opened, onSelect }: PieceListsProps) {
  const [only, setOnly] = useState<Outcome | 'all'>('all')
  const [text, setText] = useState('')
  const settled = useDeferredValue(text)
  const counts = useMemo(() => countPieces(context.pieces), [context])
  const found = useMemo(() => filterPieces(context, { outcome: 'all', region, text: settled }), [context, region, settled])
  const chosen = selected === null ? undefined : context.pieces.find((piece) => piece.id === selected)
  return (
    <Section title={`In ${formatCount(counts.in)} · Shortened ${formatCount(counts.shortened)} · Out ${formatCount(counts.out)}`} aside={counts.used > 0 ? `used by the answer: ${formatCount(counts.used)}` : undefined}>
      <div className="mt-2 flex flex-wrap items-center gap-1" role="group" aria-label="Which pieces">
        {[{ outcome: 'all' as const, name: 'All' }, ...lists].map(({ outcome, name }) => (
          <button
            key={outcome} type="button" aria-pressed={only === outcome} onClick={() => setOnly(outcome)}
            className={joinClasses('rounded-full border px-2.5 py-0.5 text-small transition-colors', only === outcome ? 'border-accent bg-accent-soft text-text' : 'border-line text-mute hover:bg-hover')}
          >
            {name} <span className="text-mute">{formatCount(counts[outcome])}</span>
          </button>
        ))}
        {region !== 'all' && <Button look="quiet" size="small" onClick={() => onRegion('all')}>Only {regionWords[region].name} ✕</Button>}
      </div>
      {context.pieces.length > 12 && <TextField className="mt-2" label="Find a piece" labelHidden placeholder="Find a piece or a reason" value={text} onChange={setText} />}
      {lists.filter(({ outcome }) => only === 'all' || only === outcome).map(({ outcome, name }) => (
        <OneList key={outcome} name={name} all={counts[outcome]} found={found} outcome={outcome} chosen={chosen} opened={opened} onSelect={onSelect} context={context} />
      ))}
      {found.length === 0 && <p className="py-3 text-small text-mute">No piece fits these filters.</p>}
    </Section>
  )
}

type OneListProps = { name: string; all: number; outcome: Outcome; found: readonly PieceRecord[]; chosen: PieceRecord | undefined; opened: boolean; onSelect: (pieceId: string | null) => void; context: Context }

function OneList({ name, all, outcome, found, chosen, opened, onSelect, context }: OneListProps) {
  const own = useMemo(() => found.filter((piece) => piece.outcome === outcome), [found, outcome])
  // What was chosen in another picture must stand here too, whatever the filters say.
  const hidden = chosen?.outcome === outcome && !own.includes(chosen) ? chosen : undefined
  const shown = useMemo(() => hidden === undefined ? own : [hidden, ...own], [own, hidden])
  if (shown.length === 0) return null
  return (
    <div className="mt-3">
      <h4 className="mb-0.5 text-tiny font-medium text-mute">{name}{own.length < all && `, ${formatCount(own.length)} of ${formatCount(all)}`}</h4>
      <RowList label={`Pieces: ${name}`} items={shown} keyOf={idOf} sought={chosen?.outcome === outcome ? chosen.id : null} guess={outcome === 'in' ? 54 : 70}>
        {(piece) => <PieceRow piece={piece} context={context} chosen={piece === chosen} open={opened && piece === chosen} onToggle={onSelect} />}
      </RowList>
    </div>
  )
}

const idOf = (piece: PieceRecord) => piece.id
