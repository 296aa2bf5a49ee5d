import { mostClaims, type ReadAnswer } from './answer.ts'
import type { MeaningEvidence } from './byMeaning.ts'
import type { WordEvidence } from './byWords.ts'
import type { Given, GivenSentence } from './given.ts'
import { emptyWords, isCommon } from './lexicon.ts'
import { isTurnedAround } from './negation.ts'
import type { Term } from './terms.ts'

/** What a note says and what the answer says instead. */
export interface Contradiction { readonly kind: 'value' | 'negation'; readonly note: string; readonly answer: string }

/** What is known of the piece and the answer beside their texts. */
export interface Compared {
  readonly answer: ReadAnswer
  /** Keys of all given pieces: a value of one of them contradicts nothing, the answer followed that one. */
  readonly known: ReadonlySet<string>
  readonly words: WordEvidence
  readonly meaning: MeaningEvidence | null
}

/** Two sentences whose vectors are this near speak of one matter; opposites are at least half as near as equals. */
const sameMatter = 0.6, oppositesAreNear = 0.5
/** Kinds of value that can stand against each other, by the beginning of their keys; names are told apart by their kind. */
const valueKinds = ['t', 'd', 'wd', 'm', 'n', 'name'] as const
type ValueKind = (typeof valueKinds)[number]

/**
 * Where the answer says another name, number, date, or the opposite of what a piece says about the same matter. A value that
 * stands in the question or in any given piece contradicts nothing.
 */
export function findContradiction(piece: Given, compared: Compared): Contradiction | null {
  const { answer, meaning } = compared
  for (const sentence of piece.sentences.slice(0, piece.claims)) {
    for (const [at, said] of answer.sentences.slice(0, mostClaims).entries()) {
      const near = meaning !== null && meaning.sentence === at ? meaning.nearest : null
      const value = otherValue(sentence, at, near, compared)
      if (value !== null) return value
      if ((meaning === null || (near !== null && near >= oppositesAreNear)) && isTurnedAround(sentence.clauses, answer.clauses[at]!)) return { kind: 'negation', note: sentence.text, answer: said.text }
    }
  }
  return null
}

function otherValue(sentence: GivenSentence, at: number, near: number | null, { answer, known, words }: Compared): Contradiction | null {
  const said = answer.sentences[at]!.text
  const isNear = near !== null && near >= sameMatter
  for (const kind of valueKinds) {
    if (kind === 'name' && writesNounsLarge(said)) continue
    const noted = sentence.terms.filter((term) => isValue(term, kind, sentence.text) && isNew(term, answer.questionKeys))
    if (noted.length === 0 || noted.some((term) => term.keys.some((key) => answer.places.has(key)))) continue
    const instead = answer.terms[at]!.filter((term) => isValue(term, kind, said) && isNew(term, answer.questionKeys) && isNew(term, known))
    const pair = alike(noted, sentence.text, instead, said, kind)
    if (pair === null) continue
    // With the same unit beside it a number is compared wherever both speak of one matter; without, only when nothing else of the note came back.
    const isOneMatter = overlapOf(sentence.terms, answer.terms[at]!, [...noted, ...instead], kind) >= 0.5 || isNear
    if (isOneMatter && (pair.sameUnit || (kind !== 'n' && words.matched < 2) || (isNear && words.matched < 0.8))) return { kind: 'value', note: textOf(pair.noted, sentence.text), answer: textOf(pair.instead, said) }
  }
  return null
}

const textOf = (term: Term, text: string) => text.slice(term.start, term.end)
const isNew = (term: Term, keys: ReadonlySet<string>) => !term.keys.some((key) => keys.has(key))

function isValue(term: Term, kind: ValueKind, text: string): boolean {
  if (kind !== 'name') return term.keys.some((key) => key.startsWith(`${kind}:`))
  if (term.kind === 'name') return true
  // A large letter at the beginning of a sentence may be a name: where the word is no common one it is taken for one.
  const word = textOf(term, text)
  return term.kind === 'word' && term.start === 0 && /^\p{Lu}\p{Ll}/u.test(word) && !isCommon(word.toLowerCase()) && !emptyWords.has(word.toLowerCase())
}

interface Pair { readonly noted: Term; readonly instead: Term; readonly sameUnit: boolean }

/** The two values that stand in the same place: after the same word, or before the same unit. */
function alike(noted: readonly Term[], note: string, instead: readonly Term[], said: string, kind: ValueKind): Pair | null {
  for (const one of noted) for (const other of instead) if (wordAfter(one, note) !== '' && wordAfter(one, note) === wordAfter(other, said)) return { noted: one, instead: other, sameUnit: true }
  const other = instead[0]
  if (other === undefined || noted.length === 0) return null
  if (kind === 'n' && (noted.length > 1 || instead.length > 1 || isYear(noted[0]!) !== isYear(other))) return null
  const byPlace = noted.find((one) => wordBefore(one, note) === wordBefore(other, said))
  return { noted: byPlace ?? noted[0]!, instead: other, sameUnit: false }
}

function isYear(term: Term): boolean {
  return term.keys.some((key) => /^n:(?:19|20)\d\d$/.test(key))
}

function wordAfter(term: Term, text: string): string {
  const word = /^\s*([\p{L}%€$£]{2,}|[%€$£])/u.exec(text.slice(term.end))?.[1]?.toLowerCase() ?? ''
  return emptyWords.has(word) ? '' : word.replace(/s$/, '')
}

function wordBefore(term: Term, text: string): string {
  return /([\p{L}]+)\s*$/u.exec(text.slice(0, term.start))?.[1]?.toLowerCase() ?? ''
}

/** The part of the shorter side's words, without the values in question, that the other side has too. */
function overlapOf(noted: readonly Term[], said: readonly Term[], values: readonly Term[], kind: ValueKind): number {
  const isWord = (term: Term) => !values.includes(term)
  const left = noted.filter(isWord), right = said.filter(isWord)
  const keys = new Set(right.flatMap((term) => term.keys))
  const weight = (terms: readonly Term[]) => terms.reduce((sum, term) => sum + term.weight, 0)
  const both = left.filter((term) => term.keys.some((key) => keys.has(key)))
  const shared = weight(both)
  // Two names beside one and the same third are only against each other where a word says the same of both.
  if (shared < 0.8 || (kind === 'name' && !both.some((term) => term.kind !== 'name' && term.weight >= 0.5))) return 0
  return shared / Math.max(0.1, Math.min(weight(left), weight(right)))
}

/** German writes every noun large: a large letter says nothing of a name there. */
function writesNounsLarge(text: string): boolean {
  return (text.match(/\b(?:der|die|das|den|dem|und|ist|nicht|ein|eine|einen|ich|du|mit|für|deine?|ihr|im|am)\b/giu) ?? []).length >= 2
}
