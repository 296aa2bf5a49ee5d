import { adaptQuestion, unit } from '../../memory/meaning/adaptQuestion.ts'
import type { Associations } from '../../memory/meaning/associations.ts'
import { createRandom } from './random.ts'

/** The trained part of the associations. */
export type Adapter = Pick<Associations, 'down' | 'up' | 'shift'>
export interface Pair { readonly questions: readonly Float32Array[]; readonly preference: number }

const rank = 32
const temperature = 0.1
const learningRate = 0.001
const decay = 0.01
const batchSize = 128

/**
 * Trains the adapter: of all preferences, the one that belongs to the question shall lie nearest (InfoNCE over the whole set,
 * Adam, cosine schedule). The wording of both sides is drawn anew each time.
 * @param others texts that state no preference, as further wrong answers
 * @param onEpoch sees the adapter after each pass; true ends the training
 */
export function trainByContrast(
  pairs: readonly Pair[], preferences: readonly (readonly Float32Array[])[], others: readonly Float32Array[], epochs: number, seed: number, onEpoch: (adapter: Adapter, epoch: number) => boolean,
): Adapter {
  const size = pairs[0]!.questions[0]!.length
  const random = createRandom(seed)
  const gauss = () => Math.sqrt(-2 * Math.log(random.next() + 1e-12)) * Math.cos(2 * Math.PI * random.next())
  const down = Array.from({ length: rank }, () => Float32Array.from({ length: size }, () => gauss() * 4 / Math.sqrt(size)))
  const up = Array.from({ length: size }, () => new Float32Array(rank))
  const shift = new Float32Array(size)
  const adapter: Adapter = { down, up, shift }
  const step = createAdam([...down, ...up, shift])
  const order = [...pairs]
  const drawn = (from: readonly Float32Array[]) => random.pick(from)
  for (let epoch = 1; epoch <= epochs; epoch++) {
    for (let at = order.length - 1; at > 0; at--) {
      const other = random.below(at + 1);
      [order[at], order[other]] = [order[other]!, order[at]!]
    }
    const rate = learningRate * (0.02 + 0.5 * (1 + Math.cos(Math.PI * (epoch - 1) / epochs)))
    for (let begin = 0; begin < order.length; begin += batchSize) {
      const batch = order.slice(begin, begin + batchSize)
      const answers = [...preferences.map(drawn), ...others]
      const slopes = { down: down.map(() => new Float32Array(size)), up: up.map(() => new Float32Array(rank)), shift: new Float32Array(size) }
      for (const pair of batch) addSlopes(adapter, slopes, drawn(pair.questions), answers, pair.preference, batch.length)
      step([...slopes.down, ...slopes.up, slopes.shift], rate)
    }
    if (onEpoch(adapter, epoch)) break
  }
  return adapter
}

function addSlopes({ down, up, shift }: Adapter, slopes: { down: Float32Array[]; up: Float32Array[]; shift: Float32Array }, question: Float32Array, answers: readonly Float32Array[], right: number, share: number): void {
  const inner = Float32Array.from(down, (row) => dot(row, question))
  const moved = Float32Array.from(question, (value, at) => value + shift[at]! + dot(up[at]!, inner))
  const length = Math.sqrt(dot(moved, moved)) || 1
  const turned = moved.map((value) => value / length)
  const scores = Float64Array.from(answers, (answer) => dot(turned, answer) / temperature)
  const most = scores.reduce((best, value) => Math.max(best, value), -Infinity)
  const chances = scores.map((score) => Math.exp(score - most))
  const sum = chances.reduce((total, value) => total + value, 0)
  const pull = new Float32Array(question.length)
  answers.forEach((answer, at) => {
    const off = (chances[at]! / sum - (at === right ? 1 : 0)) / (temperature * share)
    if (Math.abs(off) > 1e-7) for (let place = 0; place < pull.length; place++) pull[place]! += off * answer[place]!
  })
  const along = dot(pull, turned)
  const before = new Float32Array(rank)
  for (let at = 0; at < pull.length; at++) {
    const slope = (pull[at]! - along * turned[at]!) / length
    slopes.shift[at]! += slope
    for (let place = 0; place < rank; place++) {
      slopes.up[at]![place]! += slope * inner[place]!
      before[place]! += slope * up[at]![place]!
    }
  }
  for (let place = 0; place < rank; place++) for (let at = 0; at < pull.length; at++) slopes.down[place]![at]! += before[place]! * question[at]!
}

/** Adam (Kingma, Ba 2015) with decoupled weight decay. */
function createAdam(parameters: readonly Float32Array[]) {
  const first = parameters.map((one) => new Float32Array(one.length))
  const second = parameters.map((one) => new Float32Array(one.length))
  let count = 0
  return (slopes: readonly Float32Array[], rate: number): void => {
    count++
    const [early, late] = [1 - 0.9 ** count, 1 - 0.999 ** count]
    parameters.forEach((parameter, which) => {
      const [mean, spread, slope] = [first[which]!, second[which]!, slopes[which]!]
      for (let at = 0; at < parameter.length; at++) {
        mean[at] = 0.9 * mean[at]! + 0.1 * slope[at]!
        spread[at] = 0.999 * spread[at]! + 0.001 * slope[at]! ** 2
        parameter[at]! -= rate * (mean[at]! / early / (Math.sqrt(spread[at]! / late) + 1e-8) + decay * parameter[at]!)
      }
    })
  }
}

/** Inner product of two vectors of one length. */
export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let at = 0; at < a.length; at++) sum += a[at]! * b[at]!
  return sum
}

/** Mean of vectors at length 1. */
export function middleOf(vectors: readonly Float32Array[]): Float32Array {
  return unit(sumOf(vectors))
}

/** Mean of vectors. */
export function meanOf(vectors: readonly Float32Array[]): Float32Array {
  return sumOf(vectors).map((value) => value / vectors.length)
}

function sumOf(vectors: readonly Float32Array[]): Float32Array {
  const sum = new Float32Array(vectors[0]!.length)
  for (const vector of vectors) for (let at = 0; at < sum.length; at++) sum[at]! += vector[at]!
  return sum
}

/** The same adapter with what `adaptQuestion` needs around it. */
export function adaptWith(adapter: Adapter, vector: Float32Array): Float32Array {
  return adaptQuestion(vector, { ...adapter, dimensions: vector.length } as Associations)
}
