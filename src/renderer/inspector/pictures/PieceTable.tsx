import { useEffect, useMemo, useState } from 'react'
import type { PieceRecord } from '../../../shared/piece.ts'
import { useRowsInView } from '../../memories/useRowsInView.ts'
import { excerpt, formatCount, formatScore } from '../../state/formats.ts'
import { joinClasses } from '../../ui/joinClasses.ts'
import { outcomeWords, regionWords } from '../view/names.ts'
import { sizePiece } from '../view/pieces.ts'
import { sortPieces, type PieceOrder } from '../view/sorted.ts'

const rowHeight = 28
const columns: { by: PieceOrder['by']; name: string; left?: boolean }[] = [{ by: 'place', name: 'Piece', left: true }, { by: 'tokens', name: 'Tokens' }, { by: 'score', name: 'Fit' }, { by: 'outcome', name: 'State', left: true }]

/** All pieces as a table that can be sorted; of thousands only the rows in view are drawn. */
export function PieceTable({ pieces, selected, onSelect }: { pieces: readonly PieceRecord[]; selected: string | null; onSelect: (pieceId: string | null) => void }) {
  const [order, setOrder] = useState<PieceOrder>({ by: 'place', down: false })
  const sorted = useMemo(() => sortPieces(pieces, order), [pieces, order])
  const { attach, first, end, reveal } = useRowsInView(rowHeight, sorted.length)
  const at = selected === null ? -1 : sorted.findIndex((piece) => piece.id === selected)
  useEffect(() => { if (at >= 0) reveal(at) }, [at, reveal])
  const sort = (by: PieceOrder['by']) => setOrder((before) => ({ by, down: before.by === by ? !before.down : by !== 'place' }))
  return (
    <div ref={attach} role="region" tabIndex={0} aria-label="Pieces in figures" className="mt-3 max-h-80 overflow-y-auto rounded-medium border border-line">
      <table aria-rowcount={sorted.length + 1} className="w-full table-fixed text-small">
        <caption className="sr-only">The pieces with tokens, fit and state</caption>
        <colgroup><col /><col className="w-15" /><col className="w-11" /><col className="w-20" /></colgroup>
        <thead className="sticky top-0 z-10 bg-panel">
          <tr aria-rowindex={1}>
            {columns.map(({ by, name, left = false }) => (
              <th key={by} scope="col" aria-sort={order.by === by ? (order.down ? 'descending' : 'ascending') : undefined} className={joinClasses('px-1.5 py-1 font-normal', left ? 'text-left' : 'text-right')}>
                <button type="button" onClick={() => sort(by)} className="rounded-small text-tiny text-mute hover:text-text">{name}<span aria-hidden className="inline-block w-2.5 text-center">{order.by === by ? (order.down ? '↓' : '↑') : ''}</span></button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {first > 0 && <tr aria-hidden style={{ height: first * rowHeight }}><td colSpan={4} /></tr>}
          {sorted.slice(first, end).map((piece, offset) => (
            <tr key={piece.id} aria-rowindex={first + offset + 2} aria-current={piece.id === selected || undefined} className={joinClasses('h-7 border-t border-line', `region-${piece.region}`, piece.id === selected ? 'bg-accent-soft' : 'hover:bg-hover')}>
              <th scope="row" className="px-1.5 text-left font-normal">
                <button type="button" aria-pressed={piece.id === selected} title={regionWords[piece.region].name} onClick={() => onSelect(piece.id)} className="flex w-full items-center gap-2 rounded-small">
                  <span aria-hidden className={joinClasses('size-2.5 shrink-0 rounded-[3px]', piece.outcome === 'out' ? 'border border-dashed region-edge' : 'region-fill')} />
                  <span dir="auto" className="min-w-0 truncate">{excerpt(piece.text, 80)}</span><span className="sr-only">, {regionWords[piece.region].name}</span>
                </button>
              </th>
              <td className="px-1.5 text-right">{formatCount(sizePiece(piece))}</td><td className="px-1.5 text-right text-mute">{piece.score === null ? '–' : formatScore(piece.score)}</td><td className="px-1.5 text-mute">{outcomeWords[piece.outcome]}</td>
            </tr>
          ))}
          {end < sorted.length && <tr aria-hidden style={{ height: (sorted.length - end) * rowHeight }}><td colSpan={4} /></tr>}
        </tbody>
      </table>
    </div>
  )
}
