import { X } from 'lucide-react'
import type { Context } from '../../../shared/piece.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { joinClasses } from '../../ui/joinClasses.ts'
import type { ChosenIn, Selection } from '../selection.ts'
import { outcomeWords, regionWords } from '../view/names.ts'
import { PieceDetail } from './PieceDetail.tsx'

/** The details of the chosen piece, under the picture in which it was chosen, so that nothing scrolls away. */
export function ChosenPiece({ context, selection, from, onClose }: { context: Context; selection: Selection; from: ChosenIn; onClose: () => void }) {
  const piece = selection?.from === from ? context.pieces.find((one) => one.id === selection.pieceId) : undefined
  if (piece === undefined) return null
  return (
    <div role="region" aria-label="The chosen piece" className={joinClasses('mt-2.5 rounded-medium bg-hover px-2 pt-1.5', `region-${piece.region}`)}>
      <div className="mb-1 flex items-center gap-2.5 text-small">
        <span aria-hidden className={joinClasses('size-2.5 rounded-[3px]', piece.outcome === 'out' ? 'border border-dashed region-edge' : 'region-fill')} />
        <span className="font-medium">{regionWords[piece.region].name}</span><span className="text-mute">{outcomeWords[piece.outcome].toLowerCase()}</span>
        <IconButton className="ml-auto" label="Close the piece" side="left" onClick={onClose}><X size={14} /></IconButton>
      </div>
      <PieceDetail key={piece.id} piece={piece} context={context} />
    </div>
  )
}
