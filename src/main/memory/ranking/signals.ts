import { cosineOf } from '../../../shared/cosine.ts'
import type { QuestionMeaning } from '../meaning/questionViews.ts'
import type { AskedVectors } from './askedVectors.ts'
import { bm25, countTerms, rarity, termsOf, type Terms } from './bm25.ts'
import type { SessionFound } from './collector.ts'
import { formShare, isFormWord } from './formWords.ts'
import { linksOf, type Found } from './found.ts'
import type { Reading } from './reading.ts'
import { baseOf } from './stems.ts'

/** What words and meaning say of each thing that was found, in the order of the list. */
export interface Signals {
  readonly before: Int32Array
  readonly after: Int32Array
  /** Stems of the question that name one who spoke. */
  readonly named: ReadonlySet<string>
  /** BM25 of the text with what stood before it and who spoke, by the best of the list. */
  readonly words: Float64Array
  /** BM25 of the text alone without the names of speakers. */
  readonly plain: Float64Array
  /** BM25 of the text with two neighbours on each side, without names. */
  readonly window: Float64Array
  /** BM25 of the whole session. */
  readonly session: Float64Array
  /** Share of the question's rarity that the text holds, 0 to 1; half for what only its neighbours hold. */
  readonly covered: Float64Array
  /** The stems of the question that one holds, in the order of the question. */
  held(at: number): string[]
  readonly pairs: Float64Array
  /** The same share of its best sentence that tells something, and of its best that asks for something. */
  readonly told: Float64Array
  readonly asked: Float64Array
  /** Cosines: of the question as if it had been said by the one it asks about, with the text and with its surroundings; of its telling words. */
  readonly meaning: Float64Array
  readonly around: Float64Array
  readonly content: Float64Array
  /** For memories, how they fit the meaning of the question; the plain cosine for messages. */
  readonly adapted: Float64Array
  /** How one fits the meaning of the question, a message too; 0 where there is no vector to compare. Costs time, so only what may come to the front is asked. */
  matters(at: number): number
  readonly meanLength: number
}

export interface SignalsAsk {
  readonly reading: Reading
  readonly found: readonly Found[]
  readonly vectors: AskedVectors | null
  readonly fit: QuestionMeaning['fit'] | null
  readonly sessions: readonly SessionFound[]
  /** In how many of `total` texts a stem stands. */
  readonly counts: ReadonlyMap<string, number>
  readonly total: number
}

const neighbourShare = 0.5

/** Reads the signals of all that was found; everything is compared within this list, so that weights hold for any store. */
export function readSignals(ask: SignalsAsk): Signals {
  const { found, reading } = ask
  const { before, after } = linksOf(found)
  const speakers = new Set(found.flatMap((one) => one.message === null ? [] : speakerBases(one)))
  const named = new Set(reading.stems.filter((stem) => speakers.has(stem)))
  const worth = (stem: string) => rarity(ask.counts.get(stem) ?? 0, ask.total) * (isFormWord(stem) ? formShare : 1)
  const all = termsOf(reading.stems, worth)
  const telling = termsOf(reading.stems.filter((stem) => !named.has(stem)), worth)
  const meanLength = Math.max(1, found.reduce((sum, one) => sum + one.bases.length, 0) / Math.max(1, found.length))
  const words = wordSignals(found, before, after, all, telling, meanLength)
  const session = sessionSignal(found, ask.sessions)
  return {
    before, after, named, ...words, session: byMost(session), pairs: pairSignal(found, reading), meanLength, ...sentenceSignals(found, telling),
    ...meaningSignals(ask, before, after),
  }
}

function wordSignals(found: readonly Found[], before: Int32Array, after: Int32Array, all: Terms, telling: Terms, mean: number) {
  const size = found.length
  const [words, plain, window, covered] = [new Float64Array(size), new Float64Array(size), new Float64Array(size), new Float64Array(size)]
  const allCounts = found.map((one) => countTerms(one.bases, all))
  const tellingCounts = found.map((one) => countTerms(one.bases, telling))
  const lengthAt = (at: number) => at < 0 ? 0 : found[at]!.bases.length
  const total = telling.worth.reduce((sum, one) => sum + one, 0) || 1
  for (let at = 0; at < size; at++) {
    const [up, down] = [before[at]!, after[at]!]
    const [up2, down2] = [up < 0 ? -1 : before[up]!, down < 0 ? -1 : after[down]!]
    const speaker = speakerBases(found[at]!)
    words[at] = bm25(allCounts[at]!.map((count, term) => 2 * count + (up < 0 ? 0 : allCounts[up]![term]!) + (speaker.includes(all.list[term]!) ? 1 : 0)), all, (lengthAt(at) + lengthAt(up)) / (2 * mean), 0.75)
    plain[at] = bm25(tellingCounts[at]!, telling, lengthAt(at) / mean, 0.5)
    const sum = tellingCounts[at]!.map((count, term) => {
      const near = (place: number) => place < 0 ? 0 : tellingCounts[place]![term]!
      return 2 * count + near(up) + near(down) + neighbourShare * (near(up2) + near(down2))
    })
    window[at] = bm25(sum, telling, (lengthAt(at) + lengthAt(up) + lengthAt(down)) / (3 * mean), 0.75)
    for (let term = 0; term < telling.list.length; term++) {
      if (tellingCounts[at]![term]! > 0) covered[at]! += telling.worth[term]! / total
      else if ((up >= 0 && tellingCounts[up]![term]! > 0) || (down >= 0 && tellingCounts[down]![term]! > 0)) covered[at]! += neighbourShare * telling.worth[term]! / total
    }
  }
  return { words: byMost(words), plain: byMost(plain), window: byMost(window), covered, held: (at: number) => all.list.filter((_, term) => allCounts[at]![term]! > 0) }
}

function sentenceSignals(found: readonly Found[], telling: Terms) {
  const total = telling.worth.reduce((sum, one) => sum + one, 0) || 1
  const best = (asks: boolean) => Float64Array.from(found, ({ bases, sentences }) => sentences.reduce((most, sentence) => {
    if (sentence.asks !== asks) return most
    const seen = new Set<number>()
    let sum = 0
    for (let at = sentence.from; at < sentence.until; at++) {
      const term = telling.place.get(bases[at]!)
      if (term === undefined || seen.has(term)) continue
      seen.add(term)
      sum += telling.worth[term]!
    }
    return Math.max(most, sum / total)
  }, 0))
  return { told: best(false), asked: best(true) }
}

function meaningSignals({ found, vectors, fit }: SignalsAsk, before: Int32Array, after: Int32Array) {
  const cosines = (vector: Float32Array | null, of: (at: number) => Float32Array | null) => Float64Array.from(found, (_, at) => (vector === null ? 0 : cosineOf(vector, of(at))))
  const own = (at: number) => at < 0 ? null : found[at]!.vector
  const meaning = cosines(vectors?.asSaid ?? null, own)
  // Where no speaker is named, the question as it was said is the question as it stands.
  const plain = vectors === null || vectors.plain === vectors.asSaid ? meaning : cosines(vectors.plain, own)
  return {
    meaning,
    around: Float64Array.from(found, (_, at) => cosineAround(vectors?.asSaid ?? null, own(at), own(before[at]!), own(after[at]!))),
    content: cosines(vectors?.content ?? null, own),
    adapted: Float64Array.from(found, (one, at) => one.memory === null || fit === null ? plain[at]! : fit(one.text, one.vector)),
    matters: (at: number) => fit === null ? 0 : fit(found[at]!.text, found[at]!.vector),
  }
}

/** The cosine with the middle of a text and, at half their weight, its neighbours; made in one pass, since every turn asks it some hundreds of times. */
function cosineAround(asked: Float32Array | null, own: Float32Array | null, before: Float32Array | null, after: Float32Array | null): number {
  if (asked === null || own === null || asked.length !== own.length) return 0
  const [first, last] = [before ?? own, after ?? own]
  const [firstShare, lastShare] = [before === null ? 0 : neighbourShare, after === null ? 0 : neighbourShare]
  let product = 0
  let square = 0
  for (let at = 0; at < own.length; at++) {
    const value = own[at]! + firstShare * first[at]! + lastShare * last[at]!
    product += asked[at]! * value
    square += value * value
  }
  return square === 0 ? 0 : product / Math.sqrt(square)
}

function pairSignal(found: readonly Found[], reading: Reading): Float64Array {
  // Most words begin no pair, and need not be put together with the next one to see that.
  const begins = new Set([...reading.pairs].map((pair) => pair.slice(0, pair.indexOf(' '))))
  return Float64Array.from(found, ({ bases }) => {
    let hits = 0
    if (begins.size > 0) for (let at = 0; at + 1 < bases.length; at++) if (begins.has(bases[at]!) && reading.pairs.has(`${bases[at]} ${bases[at + 1]}`)) hits++
    return Math.min(4, hits)
  })
}

function sessionSignal(found: readonly Found[], sessions: readonly SessionFound[]): Float64Array {
  const byConversation = Map.groupBy(sessions, (session) => session.conversationId)
  return Float64Array.from(found, ({ message }) => message === null ? 0
    : Math.max(0, ...(byConversation.get(message.conversationId) ?? []).filter((session) => session.from <= message.createdAt && message.createdAt <= session.until).map((session) => session.bm25)))
}

function speakerBases(one: Found): string[] {
  return one.speaker === null ? [] : one.speaker.split(/\s+/).map(baseOf)
}

function byMost(values: Float64Array): Float64Array {
  const most = values.reduce((best, value) => Math.max(best, value), 0)
  return most > 0 ? values.map((value) => value / most) : values
}
