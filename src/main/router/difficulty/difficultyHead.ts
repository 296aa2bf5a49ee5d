import { countFeatures, countNames } from './countFeatures.ts'
import { unpackHead, type HeadParts, type Section } from './headFile.ts'
import { alongAxes, denseRow, hashedScore, linearScore, nearestFailed, standardCounts, type Neighbours } from './scorers.ts'
import { hashBuckets, textHashes } from './textHashes.ts'
import { leafValue, type Tree } from './trees.ts'

/** How hard a message is: 0 easy to 1 hard, rising with the chance that a small model's answer is wrong. */
export interface DifficultyHead {
  /** @param vector unit vector of the text, of the embedding model that the head was trained over */
  difficultyOf(text: string, vector: Float32Array): number
}

/**
 * Reads a trained head.
 * @returns null where the bytes are damaged, of another version, or of another embedding model
 */
export function readDifficultyHead(bytes: Uint8Array, modelId: string): DifficultyHead | null {
  const parts = unpackHead(bytes)
  return parts === null || parts.meta['modelId'] !== modelId ? null : openHead(parts)
}

/** What a tree sees of a text. */
export function rowOf(counts: Float64Array, along: Float64Array, readings: readonly number[]): Float64Array {
  return Float64Array.from([...counts, ...along, ...readings])
}

/** What is known from exams: which of them a small model failed. */
interface ExamParts {
  readonly countMeans: Float32Array
  readonly countSpreads: Float32Array
  readonly linear: Float32Array
  readonly words: ArrayLike<number>
  readonly rarity: ArrayLike<number>
  readonly wordStart: number
  readonly mean: Float32Array
  readonly axes: Float32Array
  readonly neighbours: Neighbours
}

const optionsAt = countNames.indexOf('hasOptions')
/** Below this likeness to an exam, what exams say weighs nothing and is not worked out. */
const leastShare = 0.01

function openHead({ meta, sections }: HeadParts): DifficultyHead | null {
  const numbers = (name: string) => sections[name] ?? new Float32Array(0)
  const scale = (name: string) => Number(meta[name])
  const raised = (section: Section, factor: number) => Float32Array.from(section, (value) => value * factor)
  const exam: ExamParts = {
    countMeans: raised(numbers('countMeans'), 1), countSpreads: raised(numbers('countSpreads'), 1), linear: raised(numbers('linear'), 1),
    words: raised(numbers('words'), scale('wordScale')), rarity: raised(numbers('rarity'), scale('rarityScale')), wordStart: scale('wordStart'),
    mean: raised(numbers('mean'), 1), axes: raised(numbers('axes'), 1),
    neighbours: { places: Int8Array.from(numbers('places')), failed: Uint8Array.from(numbers('failed')), scale: scale('placeScale') },
  }
  const [talk, likeness] = [raised(numbers('talk'), 1), raised(numbers('likeness'), 1)]
  const trees = treesOf(sections, scale('depth'))
  const start = scale('treeStart')
  const dimensions = exam.mean.length
  const isWhole = exam.countMeans.length === countNames.length && exam.linear.length === countNames.length + dimensions + 1 && talk.length === exam.linear.length && likeness.length === exam.linear.length
    && exam.words.length === hashBuckets && dimensions > 0 && trees.length > 0 && [start, exam.wordStart, exam.neighbours.scale].every(Number.isFinite)
  if (!isWhole) return null
  return {
    difficultyOf(text, vector) {
      if (vector.length !== dimensions) throw new RangeError(`A vector of ${dimensions} numbers is needed, not ${vector.length}.`)
      const counts = countFeatures(text)
      const dense = denseRow(standardCounts(counts, exam.countMeans, exam.countSpreads), vector)
      // A list to choose from is an exam for sure; whatever else is like one by so much is read by both.
      const examShare = counts[optionsAt] === 1 ? 1 : chance(linearScore(likeness, dense))
      const examined = () => {
        const along = alongAxes(vector, exam.mean, exam.axes)
        const readings = [linearScore(exam.linear, dense), hashedScore(exam.words, exam.rarity, exam.wordStart, textHashes(text)), nearestFailed(exam.neighbours, along)]
        const row = rowOf(counts, along, readings)
        return chance(trees.reduce((sum, tree) => sum + leafValue(tree, row), start))
      }
      return examShare * (examShare < leastShare ? 0 : examined()) + (1 - examShare) * chance(linearScore(talk, dense))
    },
  }
}

function treesOf(sections: HeadParts['sections'], depth: number): Tree[] {
  const [features, thresholds, leaves] = [sections['treeFeatures'], sections['treeThresholds'], sections['treeLeaves']]
  if (!(features instanceof Int16Array) || !(thresholds instanceof Float32Array) || !(leaves instanceof Float32Array)) return []
  const inner = 2 ** depth - 1
  return Array.from({ length: Math.floor(features.length / inner) }, (_, at) => ({
    feature: features.subarray(at * inner, (at + 1) * inner), threshold: thresholds.subarray(at * inner, (at + 1) * inner), leaf: leaves.subarray(at * (inner + 1), (at + 1) * (inner + 1)),
  }))
}

function chance(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds))
}
