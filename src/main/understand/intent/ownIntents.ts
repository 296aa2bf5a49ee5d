import { cosineOf } from '../../../shared/cosine.ts'
import type { OwnIntent } from '../../../shared/understanding.ts'
import { isQuestion } from '../cues.ts'
import { isPlainWord } from './plainEnglish.ts'
import { wordsOf } from './textGrams.ts'

/** Whether a message asks, or orders and tells. */
type Shape = 'question' | 'other'

/** The user's intents, ready to be compared with. */
export interface OwnIntents {
  readonly all: readonly { readonly intent: OwnIntent; readonly vectors: readonly Float32Array[]; readonly words: readonly ReadonlySet<string>[]; readonly shapes: ReadonlySet<Shape>; readonly spread: number }[]
  /** In how many of the intents a telling word stands. */
  readonly spokenIn: ReadonlyMap<string, number>
}

export const noOwnIntents: OwnIntents = { all: [], spokenIn: new Map() }

/** How near a message must come to the examples at least, whatever they are. */
const nearest = 0.55
/** How much farther a message counts that asks where all examples order, or the other way round. */
const otherShape = 0.2
/** What a word in everyday use tells beside one that is not. */
const plainShare = 0.3
/** So many rare words that are shared speak for an intent by themselves: then it need not be quite as near. */
export const tellingWordsOfOwn = 2
const byWords = 0.08
/** Words that hold sentences together say nothing of what is asked. */
const common = new Set('a an the and or of to in on at for with is are was be it this that i you we they me my your our please can could would will do does did have has what which how when where who why'.split(' '))

/** The texts whose vectors `makeOwnIntents` asks for, each once. */
export function textsOfOwnIntents(intents: readonly OwnIntent[]): string[] {
  return [...new Set(intents.flatMap(({ examples }) => examples))]
}

/** Makes the user's intents ready; takes no training, so that a new one works from the moment it is saved. @param vectorsOf the unit vector of a text of `textsOfOwnIntents` */
export function makeOwnIntents(intents: readonly OwnIntent[], vectorsOf: (text: string) => Float32Array): OwnIntents {
  const all = intents.map((intent) => {
    const vectors = intent.examples.map(vectorsOf)
    return { intent, vectors, words: intent.examples.map(tellingWords), shapes: new Set(intent.examples.map(shapeOf)), spread: spreadOf(vectors) }
  })
  const spokenIn = new Map<string, number>()
  for (const { words } of all) for (const word of new Set(words.flatMap((some) => [...some]))) spokenIn.set(word, (spokenIn.get(word) ?? 0) + 1)
  return { all, spokenIn }
}

/** An own intent beside a message. */
export interface NearIntent {
  readonly intent: OwnIntent
  /** 0 to 1. */
  readonly nearness: number
  /** How many words that are not in everyday use the message shares with the examples of this intent alone; none where they are of another shape. */
  readonly rareWords: number
}

/**
 * The own intent that a message belongs to; null where none is near enough. Near means: as close to its two closest examples as
 * the examples are to each other, or nearly so where it shares their telling words; and farther where it asks and they order.
 */
export function nearestOwnIntent(text: string, vector: Float32Array, own: OwnIntents): NearIntent | null {
  if (own.all.length === 0) return null
  const said = tellingWords(text)
  const shape = shapeOf(text)
  const weightOf = (word: string) => (isPlainWord(word) ? plainShare : 1) / (own.spokenIn.get(word) ?? 1)
  let best: NearIntent | null = null
  for (const { intent, vectors, words, shapes, spread } of own.all) {
    const isAlike = shapes.has(shape)
    const rareWords = isAlike ? [...said].filter((word) => weightOf(word) === 1 && words.some((some) => some.has(word))).length : 0
    const near = vectors.map((example, at) => cosineOf(vector, example) + 0.15 * shareOf(said, words[at]!, weightOf)).sort((a, b) => b - a)
    const nearness = 0.6 * near[0]! + 0.4 * (near[1] ?? near[0]!) - (isAlike ? 0 : otherShape)
    const needed = Math.max(nearest, Math.min(0.8, spread)) - (rareWords >= tellingWordsOfOwn ? byWords : 0)
    if (nearness < needed || nearness <= (best?.nearness ?? 0)) continue
    best = { intent, nearness: Math.min(1, nearness), rareWords }
  }
  return best
}

/** How close the examples are to each other: the middle of what each has as its closest. */
function spreadOf(vectors: readonly Float32Array[]): number {
  const closest = vectors.map((one, at) => Math.max(-1, ...vectors.flatMap((other, place) => place === at ? [] : [cosineOf(one, other)]))).sort((a, b) => a - b)
  return closest[Math.floor(closest.length / 2)] ?? 1
}

/** "Could you …?" is an order, however it is marked. */
function shapeOf(text: string): Shape {
  return isQuestion(text) && !/^\s*(?:(?:please|hey|hi|ok(?:ay)?),? )*(?:can|could|would|will) you(?![\p{L}])/iu.test(text) ? 'question' : 'other'
}

/** Words that tell what is asked, without their endings. Figures tell nothing: another amount is the same request. */
function tellingWords(text: string): ReadonlySet<string> {
  return new Set(wordsOf(text).filter((word) => !common.has(word) && !/^\p{N}/u.test(word)).map(withoutEnding))
}

/** "jogging", "jogged" and "jogs" become "jog". What is left of a word need not be one: it is only compared. */
function withoutEnding(word: string): string {
  if (word.length < 4 || isPlainWord(word)) return word
  return word.replace(/(?<=\p{L}{3})(?:ing|ed|es|(?<!s)s|e)$/u, '').replace(/([bdgmnprt])\1$/u, '$1')
}

/** What share of the words of both is in both, each as much as it tells. */
function shareOf(a: ReadonlySet<string>, b: ReadonlySet<string>, weightOf: (word: string) => number): number {
  let [both, either] = [0, 0]
  for (const word of a) {
    either += weightOf(word)
    if (b.has(word)) both += weightOf(word)
  }
  for (const word of b) if (!a.has(word)) either += weightOf(word)
  return both === 0 ? 0 : both / either
}
