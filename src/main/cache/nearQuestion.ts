import { cosineOf } from '../../shared/cosine.ts'
import { plainQuestion } from './normaliseQuestion.ts'

/** Below this two questions of one embedding model may mean different things; found with pairs of our own. */
const nearAtLeast = 0.9
/** What is longer tells too much for two of them to be surely one. */
const longestChars = 500

export interface NearAsk { readonly vector: Float32Array; readonly question: string }

/**
 * The candidate that asks the same in other words; null where none surely does. Vectors alone say that "before" and "after", "2" and "3",
 * and "A beats B" and "B beats A" mean the same: so the words that carry a meaning must be the same ones too, in the same order.
 */
export function nearestQuestion<T extends NearAsk>(ask: NearAsk, candidates: readonly T[]): { readonly candidate: T; readonly similarity: number } | null {
  const own = weightyWords(ask.question)
  if (own === null) return null
  let best: { candidate: T; similarity: number } | null = null
  for (const candidate of candidates) {
    if (candidate.vector.length !== ask.vector.length) continue
    const similarity = cosineOf(ask.vector, candidate.vector)
    if (similarity < nearAtLeast || (best !== null && similarity <= best.similarity)) continue
    if (weightyWords(candidate.question) === own) best = { candidate, similarity }
  }
  return best
}

/** However somebody asks for the way to something. */
const askForWay = /\bwhat(?:['’]s| is) (?:the|a) (?:(?:best|right|easiest|simplest|proper) )?way to\b|\b(?:(?:please )?(?:explain|tell me|show me|describe) )?how (?:can|could|do|does|would|should|might|to|is|are)\b(?: (?:i|you|one|we|people)(?= ))?|\b(?:explain|tell me|show me|describe) how\b/giu
/** Words that a question may have or not have and still be the same: articles, the forms of "be" and "do" of now, and manners. */
const idle = new Set(['the', 'a', 'an', 'of', 'please', 'me', 'is', 'are', 'do', 'does', 'i', 'you', 'there', 'it', 'tell', 'give', 'show', 'actually', 'exactly', 'really', 'just'])
/** Their plural is another word. */
const ownPlural = new Set(['news', 'arms', 'customs', 'goods', 'glasses', 'forces', 'times', 'contents', 'spirits', 'minutes', 'means', 'rights', 'terms', 'brackets', 'woods', 'manners', 'savings', 'stairs', 'shorts', 'irons'])

/** What a question says once its idle words are gone, in its order; null where each sign may count or it is too long to be compared so. */
function weightyWords(question: string): string | null {
  const plain = plainQuestion(question)
  if (plain === null || plain.length > longestChars) return null
  const words = plain.replace(askForWay, 'how').split(' ').map((word) => word.replace(/(?<=[\p{L}\p{N}])[,;:.?]$/u, '').replace(/^which$/iu, 'what'))
  return words.filter((word) => !idle.has(word)).map(withoutPlural).join(' ')
}

function withoutPlural(word: string): string {
  return /^[a-z]{3,}[^s\W]s$/u.test(word) && !ownPlural.has(word) ? word.slice(0, -1) : word
}
