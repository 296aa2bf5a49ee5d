import type { ReadAnswer } from './answer.ts'
import type { Given, GivenSentence } from './given.ts'
import type { Term } from './terms.ts'

export interface WordEvidence {
  /** The weight of what came back in one passage of the answer, and its part of what the sentence could have told. */
  readonly matched: number
  readonly coverage: number
  /** Something came back that is hardly ever there by chance: a name, number, date or code. */
  readonly hard: boolean
  readonly span: { readonly start: number; readonly end: number } | null
}

/** With less than this beside the words of the question a sentence says nothing of its own. */
const leastTelling = 0.5
const none: WordEvidence = { matched: 0, coverage: 0, hard: false, span: null }

/**
 * What of a piece came back in the answer by its words, beyond those of the question: the best sentence of the piece against
 * the best passage (two neighbouring sentences) of the answer.
 * @param spread in how many pieces each key stands: what many notes share tells little of one
 */
export function evidenceByWords(given: Given, answer: ReadAnswer, spread: ReadonlyMap<string, number>): WordEvidence {
  let best = none
  for (const sentence of given.sentences) {
    const found = evidenceOf(sentence, answer, spread)
    if (valueOf(found) > valueOf(best)) best = found
  }
  return best
}

const valueOf = (evidence: WordEvidence) => evidence.matched * (0.5 + evidence.coverage)

function evidenceOf(sentence: GivenSentence, answer: ReadAnswer, spread: ReadonlyMap<string, number>): WordEvidence {
  const beyond = sentence.terms.filter((term) => !term.keys.some((key) => answer.questionKeys.has(key)))
  // A note that says only what was asked ("Does she live in Porto?") is used by an answer that says it again.
  const telling = beyond.reduce((sum, term) => sum + term.weight, 0) < leastTelling ? sentence.terms : beyond
  let all = 0
  const bySentence = new Map<number, { weight: number; hard: boolean; start: number; end: number }>()
  const seen = new Set<string>()
  for (const term of telling) {
    const name = term.keys[0]!
    if (seen.has(name)) continue
    seen.add(name)
    const weight = weightOf(term, spread)
    all += weight
    const places = term.keys.flatMap((key) => answer.places.get(key) ?? [])
    for (const at of new Set(places.map((place) => place.sentence))) {
      const place = places.find((one) => one.sentence === at)!
      const sum = bySentence.get(at) ?? { weight: 0, hard: false, start: place.start, end: place.end }
      sum.weight += weight
      sum.hard ||= isHard(term)
      sum.start = Math.min(sum.start, place.start)
      sum.end = Math.max(sum.end, place.end)
      bySentence.set(at, sum)
    }
  }
  if (all === 0) return none
  let best = none
  for (const [at, own] of bySentence) {
    const next = bySentence.get(at + 1)
    // A thought is often told over two sentences; what the second adds counts for less.
    const matched = Math.min(all, own.weight + (next === undefined ? 0 : 0.5 * next.weight))
    const found = { matched, coverage: matched / all, hard: own.hard || (next?.hard ?? false), span: { start: own.start, end: own.end } }
    if (valueOf(found) > valueOf(best)) best = found
  }
  return best
}

export function weightOf(term: Term, spread: ReadonlyMap<string, number>): number {
  const holders = Math.max(1, ...term.keys.map((key) => spread.get(key) ?? 1))
  return term.weight / (1 + 0.5 * Math.log2(holders))
}

/** True for what is hardly ever in two texts by chance. Small numbers are. */
export function isHard(term: Term): boolean {
  return term.kind === 'name' || term.kind === 'code' || term.kind === 'date' || (term.kind === 'number' && term.weight > 1)
}
