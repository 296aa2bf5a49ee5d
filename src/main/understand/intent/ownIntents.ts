import { cosineOf } from '../../../shared/cosine.ts'
import type { OwnIntent } from '../../../shared/understanding.ts'
import { wordsOf } from './textGrams.ts'

/** The user's intents, ready to be compared with. */
export interface OwnIntents {
  readonly all: readonly { readonly intent: OwnIntent; readonly vectors: readonly Float32Array[]; readonly words: readonly ReadonlySet<string>[]; readonly spread: number }[]
}

export const noOwnIntents: OwnIntents = { all: [] }

/** How near a message must come to the examples at least, whatever they are. */
const nearest = 0.55
/** Words that hold sentences together say nothing of what is asked. */
const common = new Set('a an the and or of to in on at for with is are was be it this that i you we they me my your our please can could would will do does did have has what which how when where who why'.split(' '))

/** The texts whose vectors `makeOwnIntents` asks for, each once. */
export function textsOfOwnIntents(intents: readonly OwnIntent[]): string[] {
  return [...new Set(intents.flatMap(({ examples }) => examples))]
}

/** Makes the user's intents ready; takes no training, so that a new one works from the moment it is saved. @param vectorsOf the unit vector of a text of `textsOfOwnIntents` */
export function makeOwnIntents(intents: readonly OwnIntent[], vectorsOf: (text: string) => Float32Array): OwnIntents {
  return { all: intents.map((intent) => {
    const vectors = intent.examples.map(vectorsOf)
    return { intent, vectors, words: intent.examples.map(tellingWords), spread: spreadOf(vectors) }
  }) }
}

/**
 * The own intent that a message belongs to, with how near it is from 0 to 1; null where none is near enough. Near means: as close to
 * its two closest examples as the examples are to each other, or nearly so where it shares their telling words.
 */
export function nearestOwnIntent(text: string, vector: Float32Array, own: OwnIntents): { intent: OwnIntent; nearness: number } | null {
  const said = tellingWords(text)
  let best: { intent: OwnIntent; nearness: number } | null = null
  for (const { intent, vectors, words, spread } of own.all) {
    const near = vectors.map((example, at) => cosineOf(vector, example) + 0.15 * shareOf(said, words[at]!)).sort((a, b) => b - a)
    const nearness = 0.6 * near[0]! + 0.4 * (near[1] ?? near[0]!)
    const needed = Math.max(nearest, Math.min(0.8, spread))
    if (nearness >= needed && nearness > (best?.nearness ?? 0)) best = { intent, nearness: Math.min(1, nearness) }
  }
  return best
}

/** How close the examples are to each other: the middle of what each has as its closest. */
function spreadOf(vectors: readonly Float32Array[]): number {
  const closest = vectors.map((one, at) => Math.max(-1, ...vectors.flatMap((other, place) => place === at ? [] : [cosineOf(one, other)]))).sort((a, b) => a - b)
  return closest[Math.floor(closest.length / 2)] ?? 1
}

function tellingWords(text: string): ReadonlySet<string> {
  return new Set(wordsOf(text).filter((word) => !common.has(word)))
}

/** What share of the words of both is in both. */
function shareOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let both = 0
  for (const word of a) if (b.has(word)) both++
  return both === 0 ? 0 : both / (a.size + b.size - both)
}
