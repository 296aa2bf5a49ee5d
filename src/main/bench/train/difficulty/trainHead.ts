import { countFeatures, countNames } from '../../../router/difficulty/countFeatures.ts'
import { rowOf } from '../../../router/difficulty/difficultyHead.ts'
import type { HeadParts } from '../../../router/difficulty/headFile.ts'
import { alongAxes, denseRow, hashedScore, linearScore, nearestFailed, standardCounts } from '../../../router/difficulty/scorers.ts'
import { textHashes } from '../../../router/difficulty/textHashes.ts'
import type { Tree } from '../../../router/difficulty/trees.ts'
import { principalAxes } from '../principalAxes.ts'
import { boostTrees } from './boostTrees.ts'
import { fitLinear } from './fitLinear.ts'
import { fitWords, rarityOf } from './fitWords.ts'

export interface Exam { readonly text: string; readonly vector: Float32Array; readonly failed: boolean }
export interface Talk { readonly text: string; readonly vector: Float32Array; readonly level: number }

const axesCount = 48
const innerFolds = 4
const ridge = 60
const talkRidge = 6
const likenessRidge = 3
const optionsAt = countNames.indexOf('hasOptions')
const forest = { rounds: 400, depth: 3, rate: 0.03, leastInLeaf: 40, ridge: 10, rowShare: 0.5, featureShare: 0.25, seed: 1 }

/**
 * Trains a difficulty head: a linear reading of counts and vector, one of hashed words and one of known neighbours, trees over
 * all three with counts and axes, and a linear reading of talk beside them. What the trees see of a prompt comes from
 * readings that were made without it. The same examples give the same head.
 */
export function trainHead(exams: readonly Exam[], talks: readonly Talk[], modelId: string): HeadParts {
  const target = Float64Array.from(exams, ({ failed }) => (failed ? 1 : 0))
  const counts = exams.map(({ text }) => countFeatures(text))
  const [countMeans, countSpreads] = spreadsOf(counts)
  const dense = exams.map(({ vector }, at) => denseRow(standardCounts(counts[at]!, countMeans, countSpreads), vector))
  const buckets = exams.map(({ text }) => textHashes(text))
  const { rarity, step: rarityScale } = asBytes(rarityOf(buckets))
  const rareness = Float64Array.from(rarity, (value) => value * rarityScale)
  const mean = meanOf(exams.map(({ vector }) => vector))
  const axes = Float32Array.from(principalAxes(exams.map(({ vector }) => vector.map((value, at) => value - mean[at]!)), axesCount).flatMap((axis) => [...axis]))
  const along = exams.map(({ vector }) => alongAxes(vector, mean, axes))
  const placeScale = Math.max(...along.map((one) => Math.max(...one.map(Math.abs))))
  const places = Int8Array.from(along.flatMap((one) => Array.from(one, (value) => Math.round(value / placeScale * 127))))
  const neighbours = { places, failed: Uint8Array.from(target), scale: placeScale }

  const apart = readApart(dense, buckets, rareness, target)
  const rows = exams.map((_, at) => rowOf(counts[at]!, along[at]!, [...apart[at]!, nearestFailed(neighbours, along[at]!, at)]))
  const treeStart = Math.log(target.reduce((sum, one) => sum + one, 0) / target.reduce((sum, one) => sum + 1 - one, 0))
  const trees = boostTrees(rows, target, new Float64Array(rows.length).fill(treeStart), forest)

  const words = fitWords(buckets, rareness, target)
  const { values, step: wordScale } = asSignedBytes(words.weights)
  const talkRows = talks.map(({ text, vector }) => denseRow(standardCounts(countFeatures(text), countMeans, countSpreads), vector))
  return {
    meta: { modelId, depth: forest.depth, treeStart, wordScale, wordStart: words.start, rarityScale, placeScale },
    sections: {
      countMeans, countSpreads, linear: fitLinear(dense, target, ridge), words: values, rarity, mean, axes, places, failed: neighbours.failed,
      talk: fitLinear(talkRows, talks.map(({ level }) => level), talkRidge), likeness: fitLikeness(dense.filter((_, at) => counts[at]![optionsAt] === 0), talkRows), ...packTrees(trees),
    },
  }
}

/** Tells questions of an exam that list nothing to choose from, word problems above all, from talk. Without any of them all is talk. */
function fitLikeness(exams: readonly Float64Array[], talks: readonly Float64Array[]): Float32Array {
  if (exams.length === 0) return new Float32Array(talks[0]!.length + 1).with(talks[0]!.length, -20)
  return fitLinear([...exams, ...talks], [...exams.map(() => 1), ...talks.map(() => 0)], likenessRidge)
}

/** What the linear reading and that of words say of each prompt when they were fitted without it. */
function readApart(dense: readonly Float64Array[], buckets: readonly Int32Array[], rarity: Float64Array, target: Float64Array): readonly (readonly number[])[] {
  const read: number[][] = dense.map(() => [])
  for (let fold = 0; fold < innerFolds; fold++) {
    const [kept, left] = [[...dense.keys()].filter((at) => at % innerFolds !== fold), [...dense.keys()].filter((at) => at % innerFolds === fold)]
    const own = kept.map((at) => target[at]!)
    const linear = fitLinear(kept.map((at) => dense[at]!), own, ridge)
    const words = fitWords(kept.map((at) => buckets[at]!), rarity, own)
    for (const at of left) read[at] = [linearScore(linear, dense[at]!), hashedScore(words.weights, rarity, words.start, buckets[at]!)]
  }
  return read
}

function packTrees(trees: readonly Tree[]): Record<'treeFeatures' | 'treeThresholds' | 'treeLeaves', Int16Array | Float32Array> {
  return {
    treeFeatures: Int16Array.from(trees.flatMap(({ feature }) => [...feature])),
    treeThresholds: Float32Array.from(trees.flatMap(({ threshold }) => [...threshold])),
    treeLeaves: Float32Array.from(trees.flatMap(({ leaf }) => [...leaf])),
  }
}

function spreadsOf(rows: readonly Float64Array[]): [means: Float32Array, spreads: Float32Array] {
  const width = rows[0]!.length
  const means = Float32Array.from({ length: width }, (_, at) => rows.reduce((sum, row) => sum + row[at]!, 0) / rows.length)
  return [means, Float32Array.from({ length: width }, (_, at) => Math.sqrt(rows.reduce((sum, row) => sum + (row[at]! - means[at]!) ** 2, 0) / rows.length))]
}

function meanOf(vectors: readonly Float32Array[]): Float32Array {
  const sums = new Float64Array(vectors[0]!.length)
  for (const vector of vectors) for (let at = 0; at < sums.length; at++) sums[at]! += vector[at]!
  return Float32Array.from(sums, (sum) => sum / vectors.length)
}

function asBytes(values: Float64Array): { readonly rarity: Uint8Array; readonly step: number } {
  const step = values.reduce((most, one) => Math.max(most, one), 1e-9) / 255
  return { rarity: Uint8Array.from(values, (value) => Math.round(value / step)), step }
}

function asSignedBytes(values: Float64Array): { readonly values: Int8Array; readonly step: number } {
  const step = values.reduce((most, one) => Math.max(most, Math.abs(one)), 1e-9) / 127
  return { values: Int8Array.from(values, (value) => Math.round(value / step)), step }
}
