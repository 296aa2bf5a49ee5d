import type { Context, PieceRecord } from '../../shared/piece.ts'
import { joinClasses } from '../ui/joinClasses.ts'
import { PieceDetail } from './PieceDetail.tsx'
import { excerpt, formatCount } from '../state/formats.ts'
import { outcomeWords, regionWords } from './view/names.ts'
import { notePiece, sizePiece } from './view/pieces.ts'

/** One piece in the list: its first words, where it comes from, why it is not in. Open, it shows everything. */
export function PieceRow({ piece, context, chosen, open, onToggle }: { piece: PieceRecord; context: Context; chosen: boolean; open: boolean; onToggle: () => void }) {
  const isOut = piece.outcome === 'out'
  return (
    <li aria-current={chosen || undefined} className={joinClasses('border-t border-line first:border-t-0', `region-${piece.region}`, chosen && '-mx-2 rounded-medium border-transparent px-2', chosen && (open ? 'bg-hover' : 'bg-accent-soft'))}>
      <button type="button" aria-expanded={open} onClick={onToggle} className="grid w-full grid-cols-[10px_minmax(0,1fr)_auto] gap-2.5 py-1.5 text-left">
        <span aria-hidden className={joinClasses('mt-1.5 size-2.5 rounded-[3px]', isOut ? 'border border-dashed region-edge' : 'region-fill', piece.outcome === 'shortened' && 'ring-1 ring-text ring-offset-1 ring-offset-panel')} />
        <span className="min-w-0">
          <span dir="auto" className={joinClasses('block text-snug leading-[1.4] [overflow-wrap:anywhere]', isOut && 'text-mute')}>{excerpt(piece.text, 110)}</span>
          <span className="block text-tiny text-faint"><span className="sr-only">{regionWords[piece.region].name}, {outcomeWords[piece.outcome].toLowerCase()}. </span>{piece.outcome === 'in' ? notePiece(piece) : piece.reason}</span>
        </span>
        <span className="text-small text-mute">{formatCount(sizePiece(piece))}<span className="sr-only"> tokens</span></span>
      </button>
      {open && <PieceDetail piece={piece} context={context} />}
    </li>
  )
}
