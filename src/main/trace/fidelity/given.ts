import type { PieceRecord } from '../../../shared/piece.ts'
import { sentencesOf, type Sentence } from './sentences.ts'
import { termsOf, type Term } from './terms.ts'

/** Of one piece this many sentences and characters are looked at, and of all pieces this many. */
const mostSentences = 40
const mostChars = 20_000
const mostPieces = 400

/** Regions that are given for this turn: an answer should use what of them fits. */
const givenRegions: ReadonlySet<string> = new Set(['memories', 'profile', 'documents', 'results', 'summary'])
const talkRegions: ReadonlySet<string> = new Set(['history', 'recent'])

export interface GivenSentence extends Sentence { readonly terms: readonly Term[] }

/** A piece as it is compared with an answer. */
export interface Given {
  readonly record: PieceRecord
  /** An earlier turn stands in the prompt anyway: it counts only when the answer takes something new from it. */
  readonly isTalk: boolean
  readonly sentences: readonly GivenSentence[]
}

/** The pieces whose use can be told, those of this turn first, best fit first, then the talk, newest first; at most 400 in all. */
export function givenOf(pieces: readonly PieceRecord[]): Given[] {
  const inside = pieces.filter((piece) => piece.outcome !== 'out')
  const given = inside.filter((piece) => givenRegions.has(piece.region)).sort((a, b) => (b.score ?? 0) - (a.score ?? 0))
  const talk = inside.filter((piece) => talkRegions.has(piece.region)).reverse()
  return [...given, ...talk].slice(0, mostPieces).map((record) => ({
    record, isTalk: talkRegions.has(record.region),
    sentences: sentencesOf(record.text.slice(0, mostChars), mostSentences).map((sentence) => ({ ...sentence, terms: termsOf(sentence.text) })),
  }))
}
