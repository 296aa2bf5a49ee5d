import { insideOf, beginOf, isInside, outside, typeOf } from './labels.ts'

/**
 * The best row of labels: every inside follows a beginning or an inside of its own type.
 * @param scores one row of label scores for each token
 * @param steps score of going from one label to another, row by row
 */
export function bestLabels(scores: readonly Float32Array[], steps: Float32Array, labels: number): Uint8Array {
  const back = scores.map(() => new Uint8Array(labels))
  let before = new Float64Array(labels).fill(-Infinity)
  scores.forEach((row, at) => {
    const now = new Float64Array(labels).fill(-Infinity)
    for (let label = 0; label < labels; label++) {
      if (at === 0) {
        if (!isInside(label)) now[label] = row[label]!
        continue
      }
      let [best, which] = [-Infinity, outside]
      const inside = isInside(label)
      const [first, last] = inside ? [beginOf(typeOf(label)), insideOf(typeOf(label))] : [0, labels - 1]
      for (let previous = first; previous <= last; previous++) {
        const score = before[previous]! + steps[previous * labels + label]!
        if (score > best) { best = score; which = previous }
      }
      now[label] = best + row[label]!
      back[at]![label] = which
    }
    before = now
  })
  const chosen = new Uint8Array(scores.length)
  if (scores.length === 0) return chosen
  let label = before.reduce((best, score, at) => (score > before[best]! ? at : best), 0)
  for (let at = scores.length - 1; at >= 0; at--) {
    chosen[at] = label
    label = back[at]![label]!
  }
  return chosen
}
