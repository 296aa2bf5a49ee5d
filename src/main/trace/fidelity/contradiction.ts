import { keysOf, type ReadAnswer } from './answer.ts'
import type { MeaningEvidence } from './byMeaning.ts'
import type { Given, GivenSentence } from './given.ts'
import { negations } from './lexicon.ts'
import type { Term, TermKind } from './terms.ts'

/** What a note says and what the answer says instead. */
export interface Contradiction { readonly kind: 'value' | 'negation'; readonly note: string; readonly answer: string }

const valueKinds: readonly TermKind[] = ['name', 'number', 'date', 'code']

/**
 * Where the answer says another name, number, date or the opposite of what a piece says about the same thing. A value that
 * stands in the question or in another given piece contradicts nothing: then the answer followed that.
 */
export function findContradiction(piece: Given, answer: ReadAnswer, all: readonly Given[], meaning: MeaningEvidence | null): Contradiction | null {
  for (const sentence of piece.sentences.slice(0, 6)) {
    for (const [at, said] of answer.sentences.entries()) {
      const terms = answer.terms[at]!
      const shared = sharedWords(sentence, terms)
      const near = meaning !== null && meaning.sentence === at && meaning.nearest >= 0.5
      if (shared.length < 2 && !near) continue
      const value = otherValue(sentence, terms, answer, all, said.text)
      if (value !== null) return value
      if (shared.length >= 2 && isTurnedAround(sentence, said.text, shared.length)) return { kind: 'negation', note: sentence.text, answer: said.text }
    }
  }
  return null
}

function sharedWords(sentence: GivenSentence, terms: readonly Term[]): string[] {
  const own = new Set(terms.filter((term) => term.kind === 'word').flatMap((term) => term.keys))
  return [...keysOf(sentence.terms.filter((term) => term.kind === 'word'))].filter((key) => own.has(key))
}

function otherValue(sentence: GivenSentence, terms: readonly Term[], answer: ReadAnswer, all: readonly Given[], said: string): Contradiction | null {
  for (const kind of valueKinds) {
    const noted = sentence.terms.filter((term) => term.kind === kind && !term.keys.some((key) => answer.questionKeys.has(key)))
    if (noted.length === 0 || noted.some((term) => term.keys.some((key) => answer.places.has(key)))) continue
    const instead = terms.find((term) => term.kind === kind && !term.keys.some((key) => answer.questionKeys.has(key) || isKnown(key, all)))
    if (instead === undefined) continue
    const before = noted[0]!
    return { kind: 'value', note: sentence.text.slice(before.start, before.end), answer: said.slice(instead.start, instead.end) }
  }
  return null
}

function isKnown(key: string, all: readonly Given[]): boolean {
  return all.some((piece) => piece.sentences.some((sentence) => sentence.terms.some((term) => term.keys.includes(key))))
}

function isTurnedAround(sentence: GivenSentence, said: string, shared: number): boolean {
  const words = sentence.terms.filter((term) => term.kind === 'word' || term.kind === 'name').length
  return shared / Math.max(1, words) >= 0.6 && isNegated(sentence.text) !== isNegated(said)
}

function isNegated(text: string): boolean {
  return (text.toLowerCase().match(/[\p{L}]+/gu) ?? []).some((word) => negations.has(word))
}
