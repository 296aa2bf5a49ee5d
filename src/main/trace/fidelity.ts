import type { PieceRecord } from '../../shared/piece.ts'
import type { Fidelity, PieceUse } from '../../shared/trace.ts'
import { keysOf, readAnswer, type ReadAnswer } from './fidelity/answer.ts'
import { evidenceByMeaning, type Embed, type MeaningEvidence } from './fidelity/byMeaning.ts'
import { evidenceByWords, type WordEvidence } from './fidelity/byWords.ts'
import { findContradiction, type Contradiction } from './fidelity/contradiction.ts'
import { flagOf } from './fidelity/flags.ts'
import { asksOfOwn, fitOf, isUnknowing, isWanted } from './fidelity/fit.ts'
import { givenOf, type Given } from './fidelity/given.ts'
import { weigh, type Weighed } from './fidelity/weigh.ts'

const mostFlags = 5
const quoteChars = 200
/** Only what has to do with the question can be contradicted, and only what is surely missing is said to be missing. */
const enoughFit = 0.4, clearlyUnused = 0.25
const enoughBesideUnknowing = 1.5

/**
 * Context Fidelity Score: which of the given pieces the answer used, told by their words and, with an embedder, by their
 * meaning. What the answer contradicts is not used but ignored, and so is what fits the question well and is missing in the
 * answer; both are flagged. The score is the part of the given pieces that was used, weighed by fit.
 *
 * Bounded work: 400 pieces, 40 sentences and 20,000 characters of each, 120 sentences of the answer; 129 texts are embedded.
 * @param ask.embed unit vectors, one per text; null, or one that fails, leaves the words to decide
 */
export async function scoreFidelity(ask: { readonly question: string; readonly answer: string; readonly pieces: readonly PieceRecord[]; readonly embed: Embed | null }): Promise<Fidelity> {
  const given = givenOf(ask.pieces)
  const answer = readAnswer(ask.question, ask.answer)
  if (given.length === 0 || answer.sentences.length === 0) return { score: null, pieces: [], flags: [] }
  const spread = spreadOf(given)
  const words = given.map((piece) => evidenceByWords(piece, answer, spread))
  const meaning = ask.embed === null ? given.map(() => null) : await evidenceByMeaning(ask.question, answer, given, ask.embed).catch(() => given.map(() => null))
  const compared = given.map((piece, at): Looked => ({ piece, words: words[at]!, meaning: meaning[at] ?? null, fit: fitOf(piece, meaning[at] ?? null) }))
  const known = new Set(spread.keys())
  const unknows = isUnknowing(answer)
  const judged = compared.map((looked) => judge(looked, answer, known, unknows))
  const bestUsed = Math.max(0, ...judged.flatMap((one) => one.weighed.used && !one.looked.piece.isTalk ? [one.looked.fit] : []))
  const own = unknows || asksOfOwn(ask.question)
  const all = judged.map((one) => ({ ...one, ignored: isIgnored(one, bestUsed, unknows, own) }))
  const counted = all.filter((one) => !one.looked.piece.isTalk)
  const fits = counted.reduce((sum, one) => sum + one.looked.fit, 0)
  return {
    score: fits === 0 ? null : counted.reduce((sum, one) => sum + (one.weighed.used ? one.looked.fit : 0), 0) / fits,
    pieces: all.filter((one) => !one.looked.piece.isTalk || one.weighed.used).map((one) => useOf(one, one.ignored, answer)),
    flags: counted.filter((one) => one.ignored).slice(0, mostFlags).map((one) => flagOf(one.looked.piece, one.against)),
  }
}

interface Looked { readonly piece: Given; readonly words: WordEvidence; readonly meaning: MeaningEvidence | null; readonly fit: number }
interface Judged { readonly looked: Looked; readonly weighed: Weighed; readonly against: Contradiction | null }

function judge(looked: Looked, answer: ReadAnswer, known: ReadonlySet<string>, unknows: boolean): Judged {
  const { piece, words, meaning, fit } = looked
  const against = piece.isTalk || fit < enoughFit ? null : findContradiction(piece, { answer, known, words, meaning })
  const weighed = weigh(words, meaning, fit, piece.isTalk)
  // An answer that says it does not know repeats the words of the question and of what stands beside it.
  const isEmpty = against !== null || (unknows && !words.hard && words.matched < enoughBesideUnknowing)
  return { looked, against, weighed: isEmpty ? { used: false, score: Math.min(weighed.score, 0.1), how: 'none' } : weighed }
}

/** Contradicted, or missing though it fits at least as well as the best piece that was used. */
function isIgnored({ looked, weighed, against }: Judged, bestUsed: number, unknows: boolean, own: boolean): boolean {
  if (looked.piece.isTalk) return false
  return against !== null || (own && !weighed.used && weighed.score < clearlyUnused && looked.fit >= bestUsed && isWanted(looked.piece, looked.meaning, unknows))
}

/** In how many pieces each key stands. */
function spreadOf(given: readonly Given[]): Map<string, number> {
  const spread = new Map<string, number>()
  for (const piece of given) for (const key of keysOf(piece.sentences.flatMap((sentence) => sentence.terms))) spread.set(key, (spread.get(key) ?? 0) + 1)
  return spread
}

function useOf({ looked: { piece, words, meaning }, weighed }: Judged, ignored: boolean, answer: ReadAnswer): PieceUse {
  const place = !weighed.used ? null : weighed.how === 'meaning' || words.span === null ? answer.sentences[meaning?.sentence ?? 0]! : words.span
  const span = place === null ? null : { start: place.start, end: place.end, quote: answer.text.slice(place.start, Math.min(place.end, place.start + quoteChars)) }
  return { pieceId: piece.record.id, used: weighed.used, score: weighed.score, how: weighed.how, span, ignored }
}
