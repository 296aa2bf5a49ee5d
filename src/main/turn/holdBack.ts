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

const asksForAnswers = /\b(?:did you|have you|you(?: have|'ve)? (?:said|told|suggested|recommended|explained|wrote|written|gave|given|answered|advised|mentioned|proposed)|your (?:answer|suggestion|recommendation|advice|explanation|idea|list|plan|draft|text)|hast du|du (?:hast|meintest|sagtest)|deine antwort|tu (?:as|m'as) (?:dit|proposé|conseillé)|dijiste|recomendaste)\b/i

/**
 * Leaves earlier answers of an assistant at home: they were never confirmed, and a weak model's guess of yesterday must not
 * come back as a note of today. They go along when the person asks for what was answered.
 */
export function holdBackAnswers(pieces: readonly Piece[], question: string): { readonly kept: Piece[]; readonly held: LeftOut[] } {
  if (asksForAnswers.test(question.slice(0, 2000))) return { kept: [...pieces], held: [] }
  const isHeld = (piece: Piece) => piece.region === 'memories' && piece.source.kind === 'message' && piece.trust === 'assistant'
  return {
    kept: pieces.filter((piece) => !isHeld(piece)),
    held: pieces.filter(isHeld).map((piece) => ({ piece, code: 'below-threshold', reason: 'Left out: an earlier answer, which nobody confirmed. Ask for what was answered to bring it in.' })),
  }
}
