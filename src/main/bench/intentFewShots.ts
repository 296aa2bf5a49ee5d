import type { Embedder } from '../models/ports.ts'
import { vectorWeight, weighGrams } from '../understand/intent/intentNet.ts'
import { scoreBaseline, trainOn, wideSpace as space } from './intentBaseline.ts'
import { outsideName, type IntentSet } from './intentData.ts'
import { rarityOf } from './train/intent/rarity.ts'

/**
 * What few examples teach: the first rows of each intent, in the order of the set, and nothing else. The vector beside words and
 * letters in a linear machine; the baseline has words and letters alone.
 */
export async function scoreFewShots(set: IntentSet, shots: number, embedder: Embedder): Promise<{ ours: number; baseline: number }> {
  const seen = new Map<string, number>()
  const train = set.train.filter(({ intent }) => {
    const count = (seen.get(intent) ?? 0) + 1
    seen.set(intent, count)
    return count <= shots
  })
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
  const right = test.filter(({ text, intent }) => {
    const scores = margins(rowOf(text))
    return names[scores.reduce((top, value, at) => value > scores[top]! ? at : top, 0)] === intent
  }).length
  return { ours: right / Math.max(1, test.length), baseline: scoreBaseline({ ...set, train }, 0).accuracy }
}
