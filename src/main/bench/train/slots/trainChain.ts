import { beginOf, insideOf, isInside, typeOf } from '../../../understand/slots/labels.ts'
import { createRandom } from '../random.ts'

/** A message as rows of features and the labels of its tokens. */
export interface ChainExample { readonly features: readonly Uint32Array[]; readonly labels: Uint8Array }

/** What is learned: for each feature the labels that it speaks for and how strongly, and the steps between labels. */
export interface ChainWeights { readonly byFeature: Map<number, Map<number, number>>; readonly steps: Float32Array }

export interface ChainOptions {
  readonly epochs: number
  readonly rate: number
  /** Strength of the ridge. */
  readonly decay: number
  /** A feature that was seen less often has no weight. */
  readonly minimum: number
  /** Share of the features that are hidden at random in each step, so that none is leaned on alone. */
  readonly hidden: number
}

/**
 * Fits a linear-chain conditional random field by stochastic gradient with a step size of its own for each weight (AdaGrad) and
 * a ridge. A feature has weights only for labels that it was seen with, and only if it was seen often enough.
 */
export function trainChain(examples: readonly ChainExample[], labels: number, { epochs, rate, decay, minimum, hidden }: ChainOptions): ChainWeights {
  const seen = new Map<number, { count: number; labels: Set<number> }>()
  for (const { features, labels: gold } of examples) {
    features.forEach((row, at) => {
      for (const hash of row) {
        const entry = seen.get(hash) ?? { count: 0, labels: new Set([0]) }
        entry.count++
        entry.labels.add(gold[at]!)
        seen.set(hash, entry)
      }
    })
  }
  const ids = new Map<number, number>()
  const starts: number[] = [0]
  const labelOf: number[] = []
  for (const [hash, entry] of seen) {
    if (entry.count < minimum) continue
    ids.set(hash, starts.length - 1)
    labelOf.push(...entry.labels)
    starts.push(labelOf.length)
  }
  const weights = new Float32Array(labelOf.length)
  const squares = new Float32Array(labelOf.length).fill(0.1)
  const steps = new Float32Array(labels * labels)
  const stepSquares = new Float32Array(labels * labels).fill(0.1)
  const rows = examples.map(({ features, labels: gold }) => ({ gold, features: features.map((row) => Uint32Array.from([...row].flatMap((hash) => ids.get(hash) ?? []))) }))
  const random = createRandom(1)
  const order = rows.map((_, at) => at)
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let at = order.length - 1; at > 0; at--) {
      const other = random.below(at + 1);
      [order[at], order[other]] = [order[other]!, order[at]!]
    }
    for (const which of order) update(rows[which]!.gold, rows[which]!.features.map((row) => row.filter(() => !random.chance(hidden))))
  }
  const byFeature = new Map<number, Map<number, number>>()
  for (const [hash, id] of ids) {
    const own = new Map<number, number>()
    for (let at = starts[id]!; at < starts[id + 1]!; at++) own.set(labelOf[at]!, weights[at]!)
    byFeature.set(hash, own)
  }
  return { byFeature, steps }

  function update(gold: Uint8Array, features: readonly Uint32Array[]): void {
    const length = gold.length
    if (length === 0) return
    const factors = features.map((row) => {
      const scores = new Float64Array(labels)
      for (const id of row) for (let at = starts[id]!; at < starts[id + 1]!; at++) scores[labelOf[at]!]! += weights[at]!
      const top = scores.reduce((a, b) => Math.max(a, b))
      return scores.map((score) => Math.exp(score - top))
    })
    const stepFactors = Float64Array.from(steps, Math.exp)
    const forward: Float64Array[] = []
    const scales: number[] = []
    for (let at = 0; at < length; at++) {
      const now = new Float64Array(labels)
      const before = forward[at - 1]
      for (let label = 0; label < labels; label++) {
        let sum = 0
        if (before === undefined) sum = isInside(label) ? 0 : 1
        else if (isInside(label)) {
          const [begin, inside] = [beginOf(typeOf(label)), insideOf(typeOf(label))]
          sum = before[begin]! * stepFactors[begin * labels + label]! + before[inside]! * stepFactors[inside * labels + label]!
        } else for (let previous = 0; previous < labels; previous++) sum += before[previous]! * stepFactors[previous * labels + label]!
        now[label] = sum * factors[at]![label]!
      }
      const scale = now.reduce((a, b) => a + b)
      forward.push(now.map((value) => value / scale))
      scales.push(scale)
    }
    const stepGradient = new Float64Array(labels * labels)
    let backward = new Float64Array(labels).fill(1)
    for (let at = length - 1; at >= 0; at--) {
      const shares = forward[at]!.map((value, label) => value * backward[label]!)
      learn(features[at]!, shares, gold[at]!)
      if (at === 0) break
      const before = forward[at - 1]!
      const weighted = backward.map((value, label) => value * factors[at]![label]! / scales[at]!)
      const next = new Float64Array(labels)
      for (let previous = 0; previous < labels; previous++) {
        const own = before[previous]!
        for (let label = 0; label < labels; label++) {
          if (isInside(label) && (previous === 0 || typeOf(previous) !== typeOf(label))) continue
          const flow = stepFactors[previous * labels + label]! * weighted[label]!
          next[previous]! += flow
          stepGradient[previous * labels + label]! -= own * flow
        }
      }
      stepGradient[gold[at - 1]! * labels + gold[at]!]! += 1
      backward = next
    }
    for (let at = 0; at < stepGradient.length; at++) {
      const gradient = stepGradient[at]! - decay * steps[at]!
      if (Math.abs(gradient) < 1e-6) continue
      stepSquares[at]! += gradient * gradient
      steps[at]! += rate * gradient / Math.sqrt(stepSquares[at]!)
    }
  }

  function learn(row: Uint32Array, shares: Float64Array, gold: number): void {
    for (const id of row) {
      for (let at = starts[id]!; at < starts[id + 1]!; at++) {
        const label = labelOf[at]!
        const gradient = (label === gold ? 1 : 0) - shares[label]! - decay * weights[at]!
        squares[at]! += gradient * gradient
        weights[at]! += rate * gradient / Math.sqrt(squares[at]!)
      }
    }
  }
}
