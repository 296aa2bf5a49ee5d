import { halfShares } from './halfBytes.ts'
import { scorePlainPart, type PlainPart } from './plainPart.ts'
import { gramsOf, type GramSpace } from './textGrams.ts'

/** One output of the net: the intents of one set of examples. */
export interface IntentPart {
  readonly name: string
  /** Ids in the order of the outputs; where `outside` holds, one further output stands for "none of these". */
  readonly ids: readonly string[]
  readonly outside: boolean
  /** Weights of `evidenceOf`, the constant last: above 0 the text is one of these intents. */
  readonly refusal: readonly number[]
  /** Weights of `evidenceOf`, the constant last: the chance, through a logistic curve, that the best intent is right. */
  readonly confidence: readonly number[]
}

/** One trained layer of hidden units with an output for each part. Rows are places of the text, or dimensions of its vector. */
export interface IntentMember {
  /** Half bytes, in rows of one weight for each hidden unit, which are even in number. */
  readonly grams: Uint8Array
  readonly vector: Int8Array
  /** The largest weight of `grams`, and what one step of `vector` is worth, for each hidden unit. */
  readonly gramTops: Float32Array
  readonly vectorSteps: Float32Array
  readonly constants: Float32Array
  /** For each part: a row of weights for each of its outputs, what one step of a row is worth, and constants. */
  readonly outputs: readonly { readonly weights: Int8Array; readonly steps: Float32Array; readonly constants: Float32Array }[]
}

export interface IntentHead {
  readonly modelId: string
  readonly dimensions: number
  readonly hidden: number
  readonly space: GramSpace
  /** How rare each place is among the texts it was trained on; 0 for one that was never seen. */
  readonly rarity: Float32Array
  readonly parts: readonly IntentPart[]
  /** The linear reading of each part. */
  readonly plain: readonly PlainPart[]
  readonly members: readonly IntentMember[]
}

/** How much the vector counts beside words and letters, which have length 1 each. */
export const vectorWeight = 2
/** How much a margin of the linear reading counts beside a score of the net: on the texts kept for checking, both together err least at about this. */
const plainWeight = 3

/** Places of a text with their weights: frequency (logarithmic) times rarity, words and letters each at length 1. */
export function weighGrams(text: string, space: GramSpace, rarity: Float32Array): { places: Int32Array; values: Float32Array; known: number } {
  const { words, letters } = gramsOf(text, space)
  const places: number[] = []
  const values: number[] = []
  let seen = 0
  for (const [counts, offset] of [[words, 0], [letters, space.words]] as const) {
    const from = values.length
    let length = 0
    for (const [place, count] of counts) {
      const value = (1 + Math.log(count)) * rarity[place + offset]!
      if (value === 0) continue
      places.push(place + offset)
      values.push(value)
      length += value * value
    }
    seen += values.length - from
    for (let at = from; at < values.length; at++) values[at]! /= Math.sqrt(length)
  }
  return { places: Int32Array.from(places), values: Float32Array.from(values), known: seen / Math.max(1, words.size + letters.size) }
}

/** What each output of each part is given: the mean of the net's members and the linear reading. */
export function scoreIntents(text: string, vector: Float32Array, head: IntentHead): Float32Array[] {
  const { places, values } = weighGrams(text, head.space, head.rarity)
  const { hidden } = head
  const weighted = vector.map((value) => value * vectorWeight)
  const scores = head.plain.map((part) => scorePlainPart(part, head.rarity.length, places, values, weighted).map((margin) => margin * plainWeight))
  const [sums, others] = [new Float32Array(hidden), new Float32Array(hidden)]
  for (const { grams, vector: turns, gramTops, vectorSteps, constants: starts, outputs } of head.members) {
    sums.fill(0)
    others.fill(0)
    for (let at = 0; at < places.length; at++) addHalves(sums, grams, places[at]!, values[at]!)
    for (let at = 0; at < head.dimensions; at++) addRow(others, turns, at, weighted[at]!)
    for (let unit = 0; unit < hidden; unit++) sums[unit] = Math.max(0, sums[unit]! * gramTops[unit]! + others[unit]! * vectorSteps[unit]! + starts[unit]!)
    outputs.forEach(({ weights, steps, constants }, part) => {
      const own = scores[part]!
      for (let output = 0; output < own.length; output++) {
        let sum = 0
        for (let unit = 0, at = output * hidden; unit < hidden; unit++, at++) sum += weights[at]! * sums[unit]!
        own[output]! += (sum * steps[output]! + constants[output]!) / head.members.length
      }
    })
  }
  return scores
}

function addRow(sums: Float32Array, rows: Int8Array, row: number, value: number): void {
  for (let unit = 0, at = row * sums.length; unit < sums.length; unit++, at++) sums[unit]! += rows[at]! * value
}

function addHalves(sums: Float32Array, rows: Uint8Array, row: number, value: number): void {
  for (let unit = 0, at = row * sums.length / 2; unit < sums.length; unit += 2, at++) {
    const pair = rows[at]!
    sums[unit]! += halfShares[pair & 15]! * value
    sums[unit + 1]! += halfShares[pair >> 4]! * value
  }
}

/** The best intent and what speaks for and against it: its score, that of "none of these", the lead over the next, how spread the scores are, and their whole mass. */
export function evidenceOf(scores: Float32Array, part: Pick<IntentPart, 'ids' | 'outside'>): { best: number; next: number; evidence: readonly number[] } {
  let [best, next] = [0, -1]
  for (let at = 1; at < part.ids.length; at++) {
    if (scores[at]! > scores[best]!) { next = best; best = at } else if (next < 0 || scores[at]! > scores[next]!) next = at
  }
  const top = scores[best]!
  let mass = 0
  for (let at = 0; at < part.ids.length; at++) mass += Math.exp(scores[at]! - top)
  let spread = 0
  for (let at = 0; at < part.ids.length; at++) {
    const share = Math.exp(scores[at]! - top) / mass
    if (share > 1e-9) spread -= share * Math.log(share)
  }
  return { best, next, evidence: [top / 10, (part.outside ? scores[part.ids.length]! : 0) / 10, next < 0 ? 1 : (top - scores[next]!) / 10, spread, Math.log(mass)] }
}

/** A weighted sum with its constant. @param weights one longer than the evidence */
export function weigh(evidence: readonly number[], weights: readonly number[]): number {
  return evidence.reduce((sum, value, at) => sum + value * weights[at]!, weights[evidence.length]!)
}
