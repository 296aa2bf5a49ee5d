import type { Piece } from '../../shared/piece.ts'
import type { LeftOut } from '../privacy/screen.ts'
import type { Label } from '../../shared/words.ts'

const ownWords: readonly Piece['region'][] = ['message', 'history', 'recent']

/**
 * Whether a piece holds the whole turn on this computer, as a label for the route. Words typed into this conversation
 * are open to the destination that the person picked for it, unless they are marked `local`; a note that must stay
 * local always counts; a merely personal note does not hold the turn back: it stays behind itself.
 */
export function bindingLabel(piece: Piece): Label {
  return piece.label === 'local' ? 'local' : 'open'
}

/**
 * Leaves personal notes at home when the turn goes to the cloud without consent for them. What was said in this very
 * conversation goes along: the person sent it there.
 */
export function holdBackPersonal(pieces: readonly Piece[]): { readonly kept: Piece[]; readonly held: LeftOut[] } {
  const isHeld = (piece: Piece) => piece.label === 'personal' && !ownWords.includes(piece.region)
  return {
    kept: pieces.filter((piece) => !isHeld(piece)),
    held: pieces.filter(isHeld).map((piece) => ({ piece, code: 'label', reason: 'Left out: personal, and not allowed to leave for this kind of task.' })),
  }
}
