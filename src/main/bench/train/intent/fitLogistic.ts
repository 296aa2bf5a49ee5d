/** One observation: what was seen, whether it held, and how much it counts. */
export interface Observation { readonly evidence: readonly number[]; readonly holds: boolean; readonly weight: number }

/**
 * Fits a logistic curve over a few pieces of evidence by gradient descent on standardised values.
 * @returns weights for the plain values, the constant last
 */
export function fitLogistic(seen: readonly Observation[], passes = 2000): number[] {
  const size = seen[0]!.evidence.length
  const means = Array.from({ length: size }, (_, at) => seen.reduce((sum, { evidence }) => sum + evidence[at]!, 0) / seen.length)
  const spreads = means.map((mean, at) => Math.sqrt(seen.reduce((sum, { evidence }) => sum + (evidence[at]! - mean) ** 2, 0) / seen.length) || 1)
  const rows = seen.map(({ evidence, holds, weight }) => ({ values: evidence.map((value, at) => (value - means[at]!) / spreads[at]!), goal: holds ? 1 : 0, weight }))
  const whole = rows.reduce((sum, { weight }) => sum + weight, 0)
  const weights = new Float64Array(size + 1)
  for (let pass = 0; pass < passes; pass++) {
    const slopes = new Float64Array(size + 1)
    for (const { values, goal, weight } of rows) {
      let sum = weights[size]!
      for (let at = 0; at < size; at++) sum += values[at]! * weights[at]!
      const off = weight * (1 / (1 + Math.exp(-sum)) - goal)
      for (let at = 0; at < size; at++) slopes[at]! += off * values[at]!
      slopes[size]! += off
    }
    for (let at = 0; at <= size; at++) weights[at]! -= slopes[at]! / whole + (at < size ? 0.003 * weights[at]! : 0)
  }
  const plain = Array.from({ length: size }, (_, at) => weights[at]! / spreads[at]!)
  return [...plain, weights[size]! - plain.reduce((sum, weight, at) => sum + weight * means[at]!, 0)]
}
