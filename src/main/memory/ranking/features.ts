import type { Found, Sentence } from './found.ts'
import type { Reading } from './reading.ts'
import type { Signals } from './signals.ts'
import { baseOf } from './stems.ts'

/** What the ranking weighs, in the order of the columns. Each is compared within what was found for one question. */
export const featureNames = [
  'words', 'plain', 'window', 'session', 'covered', 'pairs', 'told', 'asked',
  'meaning', 'meaningRaw', 'around', 'aroundRaw', 'content', 'contentRaw', 'adapted',
  'spoken', 'spokenSure', 'mentions',
  'length', 'short', 'asks', 'tells', 'time', 'number', 'name', 'first', 'afterQuestion', 'opening', 'inTime', 'assistant',
] as const
export type FeatureName = (typeof featureNames)[number]
export interface Finds { readonly found: readonly Found[]; readonly signals: Signals; readonly reading: Reading }
/** One column for each feature, one row for each thing that was found. */
export type Features = Readonly<Record<FeatureName, Float64Array>>

const timeWords = /\b(?:today|tonight|tomorrow|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december|(?:next|last|this|past|few) (?:week|weekend|month|year|summer|winter|spring|autumn|fall|night|days?|weeks?|months?|years?)|ago|recently|(?:19|20)\d\d|just|since|months?|weeks?|years?)\b/i
const numberWords = /\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozen|couple|twice)\b/i
const nameInside = /[\p{Ll},;] \p{Lu}\p{Ll}{2,}/u
const firstPerson = new Set(['i', 'my', 'we', 'our', 'me', 'mine', "i'm", "i've", "i'd", "i'll", "we're", 'ich', 'mein', 'wir', 'je', 'mon', 'nous', 'yo', 'mi'])

/** Reads all features of what was found. The same finds give the same features. */
export function readFeatures({ found, signals, reading }: Finds): Features {
  const column = (read: (one: Found, at: number) => number) => Float64Array.from(found, read)
  return {
    words: signals.words, plain: signals.plain, window: signals.window, session: signals.session, covered: signals.covered, pairs: signals.pairs, told: signals.told, asked: signals.asked,
    meaning: spread(signals.meaning), meaningRaw: signals.meaning, around: spread(signals.around), aroundRaw: signals.around, content: spread(signals.content), contentRaw: signals.content, adapted: signals.adapted,
    ...speakerFeatures(found, signals),
    length: column((one) => Math.log(1 + one.bases.length) / 5),
    short: column((one) => (one.bases.length < 8 ? 1 : 0)),
    asks: column((one) => (one.text.includes('?') ? 1 : 0)),
    tells: column((one) => (one.sentences.some((sentence) => !sentence.asks && speaksOfSelf(one.bases, sentence)) ? 1 : 0)),
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

function speaksOfSelf(bases: readonly string[], { from, until }: Sentence): boolean {
  for (let at = from; at < until; at++) if (firstPerson.has(bases[at]!)) return true
  return false
}

/**
 * Whether the one who is named said it. People mix up who said what, so the name counts for as much as what the named one says
 * fits better than what the others say.
 */
function speakerFeatures(found: readonly Found[], signals: Signals) {
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

/** Standard scores by four, so that most lie between -1 and 1. */
function spread(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length))
  return deviation < 1e-9 ? values.map(() => 0) : values.map((value) => (value - mean) / deviation / 4)
}
