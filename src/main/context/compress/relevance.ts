import type { CompressAsk } from './compressText.ts'
import { meaningOf, windowsOf } from './meaning.ts'
import { readQuery } from './queryWords.ts'
import type { Span, SplitText } from './sentences.ts'
import { spreadMean, spreadSum, standardise } from './smoothing.ts'
import { isTalk, withoutEmpty } from './speech.ts'
import { termsOf } from './terms.ts'

export interface RelevanceAsk {
  readonly text: string
  readonly split: SplitText
  /** Tokens of each sentence. */
  readonly sizes: readonly number[]
  readonly empty: readonly Span[]
  readonly query: CompressAsk['query']
  readonly embed: CompressAsk['embed']
  /** Tokens that may stay. */
  readonly target: number
}

/** What is known about each sentence, as columns by name; most in standard deviations from the text's mean. */
export type Features = Readonly<Record<string, readonly number[]>>

/** How far around a sentence its subject is looked for, in tokens: what people ask about is talked about in passages. */
const subjectReach = 650
const meaningReach = 260
const speakerReach = 130

/** The columns from which relevance is judged: words and meaning of the query around each sentence, who speaks there, and where in a talk it stands. */
export async function readFeatures(ask: RelevanceAsk): Promise<Features> {
  const { split, sizes } = ask
  const total = sizes.reduce((sum, size) => sum + size, 0)
  const places: number[] = []
  let passed = 0
  for (const size of sizes) { places.push(passed + size / 2); passed += size }
  const terms = split.sentences.map((one) => termsOf(textOf(ask, one)))
  const shorter = (reach: number, share: number) => Math.max(20, Math.min(reach, total * share))
  const talk = isTalk(split)
  const speakers = talk ? split.sentences.map((one) => split.lines[one.line]!.speaker ?? '') : []
  const query = ask.query === null ? null : readQuery(ask.query.text, [...new Set(speakers)])
  const weightOf = rarity(terms)
  const features: Record<string, readonly number[]> = {}

  const wide = query === null ? null : wordsAround(terms, query.terms, weightOf, places, shorter(subjectReach, 1 / 8))
  if (query !== null && wide !== null) {
    features['words'] = standardise(wide)
    features['covered'] = covered(terms, query.terms, weightOf)
    const named = speakers.map((speaker) => query.speakers.has(speaker) ? 1 : 0)
    features['speaker'] = talk ? standardise(spreadMean(places, named, sizes, shorter(speakerReach, 1 / 20))) : sizes.map(() => 0)
  }
  if (ask.embed !== null) {
    const meaning = await meaningOf({
      windows: windowsOf(split, sizes, places), places, embed: ask.embed,
      textOf: (window) => split.sentences.slice(window.from, window.to).map((one) => textOf(ask, one)).join(' '),
      rank: (window) => wide === null ? -window.from : wide[Math.floor((window.from + window.to) / 2)]!,
    })
    if (meaning !== null) {
      const around = (wanted: Float32Array) => standardise(spreadMean(places, meaning.likeness(wanted), sizes, shorter(meaningReach, 1 / 16)))
      if (query !== null && ask.query !== null) {
        const [topic, question] = await ask.embed([query.topic, ask.query.text]) as [Float32Array, Float32Array]
        features['meaning'] = around(topic)
        features['question'] = around(ask.query.vector ?? question)
        features['passage'] = meaning.likeness(ask.query.vector ?? question)
      }
      features['centre'] = around(meaning.centre)
    }
  }
  features['shared'] = standardise(sharedWords(terms))
  features['opening'] = places.map((place) => talk && place < total * 0.06 ? 1 : 0)
  features['closing'] = places.map((place) => talk && place > total * 0.96 ? 1 : 0)
  features['lead'] = places.map((place) => talk ? 0 : Math.max(0, 1 - place / Math.min(total, 600)))
  return features
}

function textOf(ask: RelevanceAsk, sentence: Span): string {
  return withoutEmpty(ask.text, sentence, ask.empty).map((part) => ask.text.slice(part.start, part.end)).join(' ')
}

/** How telling a word is: rare ones more. The usual inverse document frequency of BM25, over sentences. */
function rarity(terms: readonly (readonly string[])[]): (term: string) => number {
  const frequency = new Map<string, number>()
  for (const list of terms) for (const term of new Set(list)) frequency.set(term, (frequency.get(term) ?? 0) + 1)
  return (term) => { const found = frequency.get(term) ?? 0; return Math.log(1 + (terms.length - found + 0.5) / (found + 0.5)) }
}

/** How much of the query's words stands around each sentence; a word said often counts a little more than once said. */
function wordsAround(terms: readonly (readonly string[])[], wanted: readonly string[], weightOf: (term: string) => number, places: readonly number[], reach: number): number[] {
  const sums = places.map(() => 0)
  const enough = 0.5 + reach / 130
  for (const term of wanted) {
    const counts = terms.map((list) => list.reduce((count, one) => one === term ? count + 1 : count, 0))
    if (counts.every((count) => count === 0)) continue
    const weight = weightOf(term)
    spreadSum(places, counts, reach).forEach((value, at) => { sums[at]! += (weight * value) / (value + enough) })
  }
  return sums
}

/** The part of the query's words, by how telling they are, that a sentence holds by itself. */
function covered(terms: readonly (readonly string[])[], wanted: readonly string[], weightOf: (term: string) => number): number[] {
  const all = wanted.reduce((sum, term) => sum + weightOf(term), 0)
  return terms.map((list) => all === 0 ? 0 : wanted.reduce((sum, term) => list.includes(term) ? sum + weightOf(term) : sum, 0) / all)
}

/** How much of a sentence is said elsewhere too: a cheap measure of how central it is. */
function sharedWords(terms: readonly (readonly string[])[]): number[] {
  const frequency = new Map<string, number>()
  for (const list of terms) for (const term of new Set(list)) frequency.set(term, (frequency.get(term) ?? 0) + 1)
  return terms.map((list) => [...new Set(list)].reduce((sum, term) => sum + Math.log(frequency.get(term)!), 0) / Math.sqrt(4 + list.length))
}
