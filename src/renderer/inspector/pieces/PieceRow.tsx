import { Ban, Pin } from 'lucide-react'
import { memo } from 'react'
import type { Context, PieceRecord } from '../../../shared/piece.ts'
import { excerpt, formatCount } from '../../state/formats.ts'
import { joinClasses } from '../../ui/joinClasses.ts'
import { useDesk } from '../desk.ts'
import { outcomeWords, regionWords } from '../view/names.ts'
import { notePiece, sizePiece } from '../view/pieces.ts'
import { PieceDetail } from './PieceDetail.tsx'
import { UseMark } from './UseMark.tsx'

export type PieceRowProps = { piece: PieceRecord; context: Context; chosen: boolean; open: boolean; onToggle: (pieceId: string) => void }

/** One piece in a list: its first words, its reason, where it comes from, how well it fits. Open, it shows everything. */
export const PieceRow = memo(function PieceRow({ piece, context, chosen, open, onToggle }: PieceRowProps) {
  const { uses, rules } = useDesk()
  const isOut = piece.outcome === 'out'
  const use = uses.get(piece.id)
  const rule = rules.get(piece.id)
  return (
    <div className={joinClasses('border-t border-line', `region-${piece.region}`, chosen && '-mx-2 rounded-medium border-transparent px-2', chosen && (open ? 'bg-hover' : 'bg-accent-soft'))}>
      <button type="button" aria-expanded={open} onClick={() => onToggle(piece.id)} className="grid w-full grid-cols-[10px_minmax(0,1fr)_auto] gap-2.5 py-1.5 text-left">
        <span aria-hidden className={joinClasses('mt-1.5 size-2.5 rounded-[3px]', isOut ? 'border border-dashed region-edge' : 'region-fill', piece.outcome === 'shortened' && 'ring-1 ring-text ring-offset-1 ring-offset-panel')} />
        <span className="min-w-0">
          <span dir="auto" className={joinClasses('block text-snug leading-[1.4] [overflow-wrap:anywhere]', isOut && 'text-mute')}>{excerpt(piece.text, 110)}</span>
          {piece.outcome !== 'in' && <span className="block text-tiny text-mute">{piece.reason}</span>}
          <span className="block text-tiny text-faint">
            <span className="sr-only">{regionWords[piece.region].name}, {outcomeWords[piece.outcome].toLowerCase()}. </span>
            {notePiece(piece)}
            {use !== undefined && !isOut && <span className="ml-1.5"><UseMark use={use} /></span>}
            {(rule === 'pin' || piece.pinned === true) && <span className="ml-1.5 inline-flex items-center gap-1"><Pin size={11} aria-hidden />pinned</span>}
            {rule === 'leave-out' && <span className="ml-1.5 inline-flex items-center gap-1"><Ban size={11} aria-hidden />left out by you</span>}
          </span>
        </span>
        <span className="text-small text-mute">{formatCount(sizePiece(piece))}<span className="sr-only"> tokens</span></span>
      </button>
      {open && <PieceDetail piece={piece} context={context} />}
    </div>
  )
})
