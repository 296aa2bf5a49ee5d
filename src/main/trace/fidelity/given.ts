import type { PieceRecord } from '../../../shared/piece.ts'
import { clausesOf, type Clause } from './negation.ts'
import { sentencesOf, type Sentence } from './sentences.ts'
import { termsOf, type Term } from './terms.ts'

/** Of one piece this many sentences and characters are looked at; of all pieces this many, and this many characters in sum. */
const mostSentences = 40
const mostChars = 20_000
const mostPieces = 400
const mostCharsInAll = 200_000
/** Once the sum is used up, of every further piece still its beginning. */
const beginning = 300
/** Claims are compared for the first sentences of the pieces that fit best. */
const claimSentences = 8, claimPieces = 60

/** Regions that are given for this turn: an answer should use what of them fits. */
const givenRegions: ReadonlySet<string> = new Set(['memories', 'profile', 'documents', 'results', 'summary'])
const talkRegions: ReadonlySet<string> = new Set(['history', 'recent'])

export interface GivenSentence extends Sentence { readonly terms: readonly Term[]; readonly clauses: readonly Clause[] }

/** A piece as it is compared with an answer. */
export interface Given {
  readonly record: PieceRecord
  /** An earlier turn stands in the prompt anyway: it counts only when the answer takes something new from it. */
  readonly isTalk: boolean
  /** How many of its first sentences are looked at for what the answer contradicts. */
  readonly claims: number
  readonly sentences: readonly GivenSentence[]
}

/**
 * The pieces whose use can be told, those of this turn first, best fit first, then the talk, newest first; at most 400 in all
 * and 200,000 characters, of what comes later its beginning.
 */
export function givenOf(pieces: readonly PieceRecord[]): Given[] {
  const inside = pieces.filter((piece) => piece.outcome !== 'out')
  const given = inside.filter((piece) => givenRegions.has(piece.region)).sort((a, b) => (b.score ?? 0) - (a.score ?? 0))
  const talk = inside.filter((piece) => talkRegions.has(piece.region)).reverse()
  let left = mostCharsInAll
  return [...given, ...talk].slice(0, mostPieces).map((record, rank) => {
    const text = record.text.slice(0, Math.min(mostChars, Math.max(beginning, left)))
    left -= text.length
    const isTalk = talkRegions.has(record.region)
    const claims = !isTalk && rank < claimPieces ? claimSentences : 0
    const sentences = sentencesOf(text, mostSentences).map((sentence, at) => ({ ...sentence, terms: termsOf(sentence.text), clauses: at < claims ? clausesOf(sentence.text) : [] }))
    return { record, isTalk, claims, sentences }
  })
}
