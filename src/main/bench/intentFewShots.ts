import { cosineOf } from '../../shared/cosine.ts'
import type { Embedder } from '../models/ports.ts'
import { vectorWeight, weighGrams } from '../understand/intent/intentNet.ts'
import { scoreBaseline, trainOn, wideSpace as space } from './intentBaseline.ts'
import { outsideName, type IntentSet } from './intentData.ts'
import { rarityOf } from './train/intent/rarity.ts'

/** How much nearness to the mean of an intent's examples counts beside a margin; found on CLINC150's validation part. */
const nearnessWeight = 2

/**
 * What few examples teach: the first rows of each intent, in the order of the set, and the intent's name as one more example. The
 * vector beside words and letters in a linear machine, and how near the text is to the mean of the examples. The baseline has the
 * words and letters of the rows alone.
 */
export async function scoreFewShots(set: IntentSet, shots: number, embedder: Embedder): Promise<{ ours: number; baseline: number }> {
  const seen = new Map<string, number>()
  const rows = set.train.filter(({ intent }) => {
    const count = (seen.get(intent) ?? 0) + 1
    seen.set(intent, count)
    return count <= shots
  })
  const train = [...rows, ...[...seen.keys()].map((intent) => ({ text: intent.replaceAll('_', ' '), intent }))]
  const test = set.test.filter(({ intent }) => intent !== outsideName)
  const texts = [...new Set([...train, ...test].map(({ text }) => text))]
  const all = await embedder.embed(texts)
  const vectors = new Map(texts.map((text, at) => [text, all[at]!]))
  const rarity = rarityOf(train.map(({ text }) => text), space)
  const rowOf = (text: string) => {
    const { places, values } = weighGrams(text, space, rarity)
    const vector = vectors.get(text)!
    return {
      places: Int32Array.from([...places, ...Array.from(vector, (_, at) => rarity.length + at)]),
      values: Float32Array.from([...values, ...vector.map((value) => value * vectorWeight)]),
    }
  }
  const { names, margins } = trainOn(train, rowOf, rarity.length + embedder.dimensions)
  const means = names.map((name) => meanDirection(train.filter(({ intent }) => intent === name).map(({ text }) => vectors.get(text)!)))
  const right = test.filter(({ text, intent }) => {
    const scores = margins(rowOf(text)).map((margin, at) => margin + nearnessWeight * cosineOf(means[at]!, vectors.get(text)!))
    return names[scores.reduce((top, value, at) => value > scores[top]! ? at : top, 0)] === intent
  }).length
  return { ours: right / Math.max(1, test.length), baseline: scoreBaseline({ ...set, train: rows }, 0).accuracy }
}

/** Of unit length. */
function meanDirection(vectors: readonly Float32Array[]): Float32Array {
  const sum = vectors[0]!.map((_, at) => vectors.reduce((whole, vector) => whole + vector[at]!, 0))
  const length = Math.hypot(...sum)
  return sum.map((value) => value / length)
}
