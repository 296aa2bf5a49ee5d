import { cosineOf } from '../../../shared/cosine.ts'
import type { Associations } from './associations.ts'

/**
 * The question as a preference that matters for it would lie: a unit vector of the same length, so that stored vectors stay
 * as they are. A low-rank residual trained by contrast (InfoNCE, van den Oord et al. 2018) on pairs written for Casement.
 */
export function adaptQuestion(vector: Float32Array, associations: Associations): Float32Array {
  if (vector.length !== associations.dimensions) return vector
  const inner = Float32Array.from(associations.down, (row) => cosineOf(row, vector))
  return unit(Float32Array.from(vector, (value, at) => value + associations.shift[at]! + cosineOf(associations.up[at]!, inner)))
}

/** The same direction at length 1. */
export function unit(vector: Float32Array): Float32Array {
  let square = 0
  for (const value of vector) square += value * value
  const length = Math.sqrt(square) || 1
  return vector.map((value) => value / length)
}
