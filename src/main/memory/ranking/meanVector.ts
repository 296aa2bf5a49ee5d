/** The unit vector in the middle of some, each with its weight; null of none. */
export function meanVector(parts: readonly (readonly [Float32Array, number])[]): Float32Array | null {
  const first = parts[0]
  if (first === undefined) return null
  const sum = new Float32Array(first[0].length)
  for (const [vector, weight] of parts) {
    // Kept out of the loop: every turn makes some hundreds of these.
    const { length } = sum
    for (let at = 0; at < length; at++) sum[at] = sum[at]! + weight * vector[at]!
  }
  let square = 0
  for (const value of sum) square += value * value
  const length = Math.sqrt(square)
  if (length === 0) return null
  for (let at = 0; at < sum.length; at++) sum[at]! /= length
  return sum
}
