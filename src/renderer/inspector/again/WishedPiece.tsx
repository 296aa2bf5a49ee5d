import { X } from 'lucide-react'
import type { PieceRecord } from '../../../shared/piece.ts'
import type { ContextChange } from '../../../shared/versions.ts'
import { excerpt } from '../../state/formats.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { joinClasses } from '../../ui/joinClasses.ts'
import { TextArea } from '../../ui/TextField.tsx'
import { wishOf, wishPiece } from '../view/change.ts'

const wishes = { 'off': 'Without', 'pinned': 'Surely with', 'edited': 'In other words', 'as-it-was': '' }
const longest = 200_000

/** One changed piece: what is done with it, its other words where it was edited, and the way back. */
export function WishedPiece({ piece, change, onChange }: { piece: PieceRecord; change: ContextChange; onChange: (change: ContextChange) => void }) {
  const wish = wishOf(change, piece.id)
  const edited = change.edited.find((one) => one.pieceId === piece.id)
  return (
    <li className={joinClasses('rounded-medium border border-line px-2.5 py-1.5', `region-${piece.region}`)}>
      <div className="flex items-start gap-2.5">
        <span aria-hidden className={joinClasses('mt-1.5 size-2.5 shrink-0 rounded-[3px]', wish === 'off' ? 'border border-dashed region-edge' : 'region-fill')} />
        <p className="min-w-0 flex-1 text-snug [overflow-wrap:anywhere]"><span className="text-mute">{wishes[wish]}: </span><span dir="auto" className={wish === 'off' ? 'line-through' : undefined}>{excerpt(piece.text, 90)}</span></p>
        <IconButton small label="Take this change back" side="left" onClick={() => onChange(wishPiece(change, piece.id, 'as-it-was'))}><X size={13} /></IconButton>
      </div>
      {edited !== undefined && <TextArea label="Its text instead" rows={3} maxLength={longest} value={edited.text} onChange={(text) => onChange(wishPiece(change, piece.id, 'edited', text))} />}
    </li>
  )
}
