import { cosineOf } from '../../../shared/cosine.ts'
import type { Gathered } from '../gather.ts'
import { bm25, countTerms, termsOf } from './bm25.ts'
import { roughOrder, spread } from './expansion.ts'
import type { Found } from './found.ts'
import { meanVector } from './meanVector.ts'
import { baseOf } from './stems.ts'

/** What the ranking weighs, in the order of the columns. Each is compared within what was found for one question. */
export const featureNames = [
  'words', 'plain', 'window', 'session', 'covered', 'pairs',
  'meaning', 'meaningRaw', 'around', 'aroundRaw', 'content', 'contentRaw', 'adapted',
  'spoken', 'spokenSure', 'mentions',
  'before', 'after', 'talk', 'talkBest',
  'expanded', 'like', 'likeBest',
  'length', 'short', 'asks', 'time', 'number', 'name', 'first', 'afterQuestion', 'opening', 'inTime', 'assistant',
] as const
export type FeatureName = (typeof featureNames)[number]
/** One column for each feature, one row for each thing that was found. */
export type Features = Readonly<Record<FeatureName, Float64Array>>

const timeWords = /\b(?:today|tonight|tomorrow|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december|(?:next|last|this|past|few) (?:week|weekend|month|year|summer|winter|spring|autumn|fall|night|days?|weeks?|months?|years?)|ago|recently|(?:19|20)\d\d|just|since|months?|weeks?|years?)\b/i
const numberWords = /\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozen|couple|twice)\b/i
const nameInside = /[\p{Ll},;] \p{Lu}\p{Ll}{2,}/u
const firstPerson = new Set(['i', 'my', 'we', 'our', 'me', 'mine', "i'm", "i've", "i'd", "i'll", "we're", 'ich', 'mein', 'wir', 'je', 'mon', 'nous', 'yo', 'mi'])
const likeFirst = 5
const learnedFirst = 8
/** What the best finds share with themselves says nothing: they get this instead. */
const ownExpansion = 0.7

/** Reads all features of what was found. The same finds give the same features. */
export function readFeatures(gathered: Gathered): Features {
  const { found, signals, reading } = gathered
  const column = (read: (one: Found, at: number) => number) => Float64Array.from(found, read)
  const { rough, order } = roughOrder(found, signals)
  const beside = (links: Int32Array) => column((_, at) => (links[at]! < 0 ? 0 : rough[links[at]!]!))
  return {
    words: signals.words, plain: signals.plain, window: signals.window, session: signals.session, covered: signals.covered, pairs: signals.pairs,
    meaning: spread(signals.meaning), meaningRaw: signals.meaning, around: spread(signals.around), aroundRaw: signals.around, content: spread(signals.content), contentRaw: signals.content, adapted: signals.adapted,
    ...speakerFeatures(gathered),
    before: beside(signals.before), after: beside(signals.after), ...talkFeatures(found, rough),
    ...likenessFeatures(gathered, order),
    length: column((one) => Math.log(1 + one.bases.length) / 5),
    short: column((one) => (one.bases.length < 8 ? 1 : 0)),
    asks: column((one) => (one.text.includes('?') ? 1 : 0)),
    time: column((one) => (reading.askedFor === 'time' && timeWords.test(one.text) ? 1 : 0)),
    number: column((one) => (reading.askedFor === 'number' && numberWords.test(one.text) ? 1 : 0)),
    name: column((one) => ((reading.askedFor === 'person' || reading.askedFor === 'place') && nameInside.test(one.text) ? 1 : 0)),
    first: column((one) => Math.min(1, one.bases.reduce((sum, base) => sum + (firstPerson.has(base) ? 1 : 0), 0) / 3)),
    afterQuestion: column((_, at) => (signals.before[at]! >= 0 && found[signals.before[at]!]!.text.includes('?') ? 1 : 0)),
    opening: column((one) => (one.message !== null && one.message.parentId === null ? 1 : 0)),
    inTime: column((one) => (reading.range !== null && one.at >= reading.range.from && one.at < reading.range.until ? 1 : 0)),
    assistant: column((one) => (one.message !== null && one.message.role === 'assistant' && one.message.speaker === null ? 1 : 0)),
  }
}

/**
 * Whether the one who is named said it. People mix up who said what, so the name counts for as much as what the named one says
 * fits better than what the others say.
 */
function speakerFeatures({ found, signals }: Gathered) {
  const isNamed = found.map((one) => one.speaker !== null && one.speaker.split(/\s+/).some((name) => signals.named.has(baseOf(name))))
  let [own, others] = [0, 0]
  found.forEach((one, at) => {
    if (one.speaker === null) return
    if (isNamed[at]) own = Math.max(own, signals.window[at]!)
    else others = Math.max(others, signals.window[at]!)
  })
  const sure = others > 0 ? Math.min(1, own / others - 1) : 0
  const named = [...signals.named]
  return {
    spoken: Float64Array.from(isNamed, (is) => (is ? 1 : 0)),
    spokenSure: Float64Array.from(isNamed, (is) => (is ? sure : 0)),
    mentions: Float64Array.from(found, (one) => (named.some((name) => one.bases.includes(name)) ? 1 : 0)),
  }
}

/** How well a conversation fits: the mean of its three best, and the best of it beside this one. */
function talkFeatures(found: readonly Found[], rough: Float64Array) {
  const talks = new Map<string, number[]>()
  found.forEach((one, at) => {
    if (one.message === null) return
    const list = talks.get(one.message.conversationId)
    if (list === undefined) talks.set(one.message.conversationId, [rough[at]!])
    else list.push(rough[at]!)
  })
  for (const list of talks.values()) list.sort((a, b) => b - a)
  const listOf = (at: number) => talks.get(found[at]!.message?.conversationId ?? '')
  return {
    // A memory stands alone: it counts as its own talk.
    talk: Float64Array.from(found, (_, at) => { const list = listOf(at); return list === undefined ? rough[at]! : list.slice(0, 3).reduce((sum, value) => sum + value, 0) / 3 }),
    talkBest: Float64Array.from(found, (_, at) => { const list = listOf(at); return list === undefined ? rough[at]! : rough[at] === list[0] ? list[1] ?? 0 : list[0]! }),
  }
}

/** How much a text has in common with the best first finds, in words and in meaning. */
function likenessFeatures({ found, signals, expansion, reading }: Gathered, order: readonly number[]) {
  const weights = new Map(expansion.map(({ word, weight }) => [word, weight]))
  const terms = termsOf(expansion.map(({ word }) => word), (word) => weights.get(word) ?? 0)
  const best = new Set(order.slice(0, learnedFirst))
  const raw = Float64Array.from(found, (one) => bm25(countTerms(one.bases, terms), terms, one.bases.length / signals.meanLength, 0.75))
  const most = raw.reduce((top, value, at) => (best.has(at) ? top : Math.max(top, value)), 0) || 1
  const first = order.slice(0, likeFirst)
  const middle = meanVector(first.flatMap((at, rank) => { const { vector } = found[at]!; return vector === null ? [] : [[vector, 1 / (rank + 1)] as const] }))
  const like = Float64Array.from(found, (one) => cosineOf(middle, one.vector))
  return {
    expanded: reading.stems.length === 0 ? raw.map(() => 0) : raw.map((value, at) => (best.has(at) ? ownExpansion : Math.min(1, value / most))),
    like: spread(like),
    likeBest: Float64Array.from(found, (one, at) => first.reduce((top, other) => (other === at ? top : Math.max(top, cosineOf(found[other]!.vector, one.vector))), 0)),
  }
}
