import { clausesOf, type Clause } from './negation.ts'
import { sentencesOf, type Sentence } from './sentences.ts'
import { termsOf, type Term } from './terms.ts'

const mostSentences = 120
const mostChars = 40_000
/** Sentences of an answer that are compared with the claims of notes. */
export const mostClaims = 24

/** An answer and its question, read once for all pieces. */
export interface ReadAnswer {
  readonly text: string
  readonly sentences: readonly Sentence[]
  /** For each key the places where the answer has it: the sentence and the units of the whole answer. */
  readonly places: ReadonlyMap<string, ReadonlyArray<{ readonly sentence: number; readonly start: number; readonly end: number }>>
  readonly terms: readonly (readonly Term[])[]
  /** Of the first sentences. */
  readonly clauses: readonly (readonly Clause[])[]
  readonly questionKeys: ReadonlySet<string>
}

/** @param answer its first 40,000 characters and 120 sentences are looked at */
export function readAnswer(question: string, answer: string): ReadAnswer {
  const sentences = sentencesOf(answer.slice(0, mostChars), mostSentences)
  const terms = sentences.map((sentence) => termsOf(sentence.text))
  const places = new Map<string, Array<{ sentence: number; start: number; end: number }>>()
  terms.forEach((own, sentence) => {
    for (const term of own) {
      const place = { sentence, start: sentences[sentence]!.start + term.start, end: sentences[sentence]!.start + term.end }
      for (const key of term.keys) {
        const known = places.get(key)
        if (known === undefined) places.set(key, [place])
        else known.push(place)
      }
    }
  })
  return {
    text: answer, sentences, places, terms, clauses: sentences.slice(0, mostClaims).map((sentence) => clausesOf(sentence.text)),
    questionKeys: keysOf(termsOf(question.slice(0, mostChars))),
  }
}

export function keysOf(terms: readonly Term[]): Set<string> {
  return new Set(terms.flatMap((term) => term.keys))
}
