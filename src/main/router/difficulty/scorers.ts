/** The simple readings that the trees build on. Each is shared by the head and by its training, so that both read alike. */

/** Counts brought to about -4 to 4 by the mean and spread that the training saw. */
export function standardCounts(counts: Float64Array, means: Float32Array, spreads: Float32Array): Float64Array {
  return counts.map((value, at) => Math.max(-4, Math.min(4, (value - means[at]!) / (spreads[at]! + 1e-6))))
}

/** Counts and vector side by side: what a linear reading weighs. A unit vector's parts are small, so they are raised to the size of counts. */
export function denseRow(counts: Float64Array, vector: Float32Array): Float64Array {
  const row = new Float64Array(counts.length + vector.length)
  row.set(counts)
  for (let at = 0; at < vector.length; at++) row[counts.length + at] = vector[at]! * 10
  return row
}

/** Weighted sum; the last weight stands alone. */
export function linearScore(weights: Float32Array, row: Float64Array): number {
  let sum = weights[row.length]!
  for (let at = 0; at < row.length; at++) sum += weights[at]! * row[at]!
  return sum
}

/** Log-odds of the words of a text: rare ones (`rarity`) count more, and long texts no more than short ones. */
export function hashedScore(weights: ArrayLike<number>, rarity: ArrayLike<number>, start: number, buckets: Int32Array): number {
  let [sum, squares] = [0, 0]
  for (const bucket of buckets) {
    sum += weights[bucket]! * rarity[bucket]!
    squares += rarity[bucket]! ** 2
  }
  return squares === 0 ? start : start + sum / Math.sqrt(squares)
}

/** Where a vector lies along the main directions of the training's vectors; `axes` holds them one after the other. */
export function alongAxes(vector: Float32Array, mean: Float32Array, axes: Float32Array): Float64Array {
  const size = vector.length
  return Float64Array.from({ length: axes.length / size }, (_, axis) => {
    let sum = 0
    for (let at = 0; at < size; at++) sum += axes[axis * size + at]! * (vector[at]! - mean[at]!)
    return sum
  })
}

/** Known prompts: their places along the axes in 127ths of `scale`, and whether the weak model failed. */
export interface Neighbours { readonly places: Int8Array; readonly failed: Uint8Array; readonly scale: number }
const nearestCount = 60

/**
 * Share of failures among the 60 known prompts that lie closest, near ones counting more.
 * @param without a known prompt that is left out: the one that is asked about
 */
export function nearestFailed({ places, failed, scale }: Neighbours, along: Float64Array, without = -1): number {
  const width = along.length
  const step = scale / 127
  const distances = new Float64Array(failed.length)
  for (let known = 0; known < failed.length; known++) {
    let sum = 0
    for (let at = 0; at < width; at++) sum += (along[at]! - places[known * width + at]! * step) ** 2
    distances[known] = known === without ? Infinity : sum
  }
  const sorted = Float64Array.from(distances).sort()
  const farthest = sorted[Math.min(nearestCount, sorted.length) - 1] ?? 0
  let [sum, all] = [0, 0]
  for (let known = 0; known < failed.length; known++) {
    if (distances[known]! > farthest) continue
    const weight = Math.exp(-6 * distances[known]!)
    sum += weight * failed[known]!
    all += weight
  }
  return all === 0 ? 0.5 : sum / all
}
