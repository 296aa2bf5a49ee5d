import type { PieceRecord } from '../../shared/piece.ts'
import type { Fidelity, PieceUse } from '../../shared/trace.ts'
import { keysOf, readAnswer } from './fidelity/answer.ts'
import { evidenceByMeaning, type Embed, type MeaningEvidence } from './fidelity/byMeaning.ts'
import { evidenceByWords, type WordEvidence } from './fidelity/byWords.ts'
import { findContradiction } from './fidelity/contradiction.ts'
import { flagOf } from './fidelity/flags.ts'
import { fitOf, isWanted } from './fidelity/fit.ts'
import { givenOf, type Given } from './fidelity/given.ts'
import { weigh } from './fidelity/weigh.ts'

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
  const uses: PieceUse[] = []
  const flags: string[] = []
  let fits = 0, used = 0
  given.forEach((piece, at) => {
    const against = piece.isTalk ? null : findContradiction(piece, answer, given, meaning[at] ?? null)
    const use = useOf(piece, words[at]!, meaning[at] ?? null, against !== null, answer.text, answer.sentences)
    if (piece.isTalk) { if (use.used) uses.push(use); return }
    const fit = fitOf(piece, meaning[at] ?? null)
    fits += fit
    if (use.used) used += fit
    const ignored = against !== null || (!use.used && isWanted(piece, meaning[at] ?? null))
    uses.push({ ...use, ignored })
    if (ignored) flags.push(flagOf(piece, against))
  })
  return { score: fits === 0 ? null : used / fits, pieces: uses, flags: flags.slice(0, 5) }
}

/** In how many pieces each key stands. */
function spreadOf(given: readonly Given[]): Map<string, number> {
  const spread = new Map<string, number>()
  for (const piece of given) for (const key of keysOf(piece.sentences.flatMap((sentence) => sentence.terms))) spread.set(key, (spread.get(key) ?? 0) + 1)
  return spread
}

function useOf(piece: Given, words: WordEvidence, meaning: MeaningEvidence | null, contradicted: boolean, answer: string, sentences: ReadonlyArray<{ readonly start: number; readonly end: number }>): PieceUse {
  const weighed = weigh(words, meaning, piece.isTalk)
  if (contradicted || !weighed.used) return { pieceId: piece.record.id, used: false, score: contradicted ? 0 : weighed.score, how: 'none', span: null, ignored: false }
  const span = weighed.how === 'meaning' || words.span === null ? sentences[meaning!.sentence]! : words.span
  return { pieceId: piece.record.id, used: true, score: weighed.score, how: weighed.how, ignored: false, span: { start: span.start, end: span.end, quote: answer.slice(span.start, Math.min(span.end, span.start + 200)) } }
}
