import type { Piece } from '../../shared/piece.ts'
import type { LeftOut } from '../privacy/screen.ts'
import type { Label } from '../../shared/words.ts'

const ownWords: readonly Piece['region'][] = ['message', 'history', 'recent', 'summary']

/**
 * Whether a piece holds the whole turn on this computer, as a label for the route. Words typed into this conversation
 * are open to the destination that the person picked for it, unless they are marked `local`; a note that must stay
 * local always counts; a merely personal note does not hold the turn back: it stays behind itself.
 */
export function bindingLabel(piece: Piece): Label {
  return piece.label === 'local' ? 'local' : 'open'
}

/** The label that a rule sees: what was typed here counts as open unless it is `local`, a note with its own label. */
export function carriedLabel(piece: Piece): Label {
  return ownWords.includes(piece.region) ? bindingLabel(piece) : piece.label
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

const request = /^(?:(?:please|now|ok(?:ay)?|and|so|then)[\s,]+)*(?:(?:can|could|would|will) you (?:please )?|i(?:'d| would) like you to |i want you to )?(?:write|tell|explain|give|translate|summari[sz]e|show|make|create|list|name|describe|help|say|count|draft|plan|find|compare|rewrite|continue|go on|calculate|compute|solve|fix|suggest|recommend|hello|hi|hey|thanks?|thank you|good (?:morning|afternoon|evening|night))\b/i
const interrogative = /^(?:(?:and|so|but|ok(?:ay)?|please)[\s,]+)*(?:what|who|whom|whose|where|when|why|how|which|is|are|was|were|do|does|did|can|could|would|will|should|may|have|has|am)\b/i
const firstPerson = /\b(?:i|my|mine|we|our|ours|me)\b/i
const sentences = new Intl.Segmenter('en', { granularity: 'sentence' })

/** True for a message that only asks or orders: nothing in it can be a note for another day. */
function onlyAsks(text: string): boolean {
  const all = [...sentences.segment(text.slice(0, 2000))].map((one) => one.segment.trim()).filter((one) => one !== '')
  return all.every((one) => one.endsWith('?') || interrogative.test(one) || (request.test(one) && !(firstPerson.test(one) && one.length > 200)))
}

/**
 * Leaves at home what an earlier talk with the assistant holds no fact in: its own answers, which nobody confirmed, so that a
 * weak model's guess of yesterday does not come back as a note of today; and the person's earlier questions and orders,
 * which would crowd out what answers them. Answers go along when the person asks for what was answered.
 */
export function holdBackTalk(pieces: readonly Piece[], question: string): { readonly kept: Piece[]; readonly held: LeftOut[] } {
  const reasonOf = (piece: Piece): string | null => piece.region !== 'memories' || piece.source.kind !== 'message' ? null : tellHeldBack(piece, question)
  return {
    kept: pieces.filter((piece) => reasonOf(piece) === null),
    held: pieces.flatMap((piece) => {
      const reason = reasonOf(piece)
      return reason === null ? [] : [{ piece, code: 'below-threshold' as const, reason }]
    }),
  }
}

/** Why a turn leaves an earlier message at home when this is asked; null where it may go along. */
export function tellHeldBack({ text, trust }: Pick<Piece, 'text' | 'trust'>, question: string): string | null {
  if (trust === 'external') return null
  if (trust === 'assistant') return asksForAnswers.test(question.slice(0, 2000)) ? null : 'Left out: an earlier answer, which nobody confirmed. Ask for what was answered to bring it in.'
  return onlyAsks(text) ? 'Left out: an earlier question or order of yours, which holds no answer.' : null
}
