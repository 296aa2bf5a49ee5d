import { unit } from '../../memory/meaning/adaptQuestion.ts'
import { dot } from './contrast.ts'
import { createRandom } from './random.ts'

const rounds = 25

/** The directions in which vectors differ most, as unit rows at right angles: orthogonal iteration over their products. */
export function principalAxes(vectors: readonly Float32Array[], count: number): Float32Array[] {
  const size = vectors[0]!.length
  const products = Array.from({ length: size }, () => new Float32Array(size))
  for (const vector of vectors) {
    for (let row = 0; row < size; row++) {
      const [line, value] = [products[row]!, vector[row]!]
      for (let column = 0; column < size; column++) line[column]! += value * vector[column]!
    }
  }
  const random = createRandom(7)
  let axes = straighten(Array.from({ length: count }, () => Float32Array.from({ length: size }, () => random.next() - 0.5)))
  for (let round = 0; round < rounds; round++) axes = straighten(axes.map((axis) => Float32Array.from(products, (row) => dot(row, axis))))
  return axes
}

/** Gram-Schmidt. */
function straighten(axes: readonly Float32Array[]): Float32Array[] {
  const done: Float32Array[] = []
  for (const axis of axes) {
    const own = Float32Array.from(axis)
    for (const before of done) {
      const along = dot(before, own)
      for (let at = 0; at < own.length; at++) own[at]! -= along * before[at]!
    }
    done.push(unit(own))
  }
  return done
}
