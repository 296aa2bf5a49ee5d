const steps = 7
/** What each half byte stands for, as a share of the largest weight: few weights matter much and most hardly, so the steps grow with their square. */
export const halfShares = Float32Array.from({ length: 16 }, (_, code) => Math.sign(code - 8) * (code - 8) ** 2 / steps ** 2)

/**
 * Rounds weights to half bytes, two to a byte, the first of them in the lower half.
 * @param topOf the largest size among the weights that share a scale with the one at a place
 */
export function packHalves(weights: Float32Array, topOf: (at: number) => number): Uint8Array {
  const packed = new Uint8Array(Math.ceil(weights.length / 2))
  weights.forEach((weight, at) => {
    const code = 8 + Math.sign(weight) * Math.round(steps * Math.sqrt(Math.abs(weight) / (topOf(at) || 1)))
    packed[at >> 1]! |= code << (4 * (at & 1))
  })
  return packed
}
