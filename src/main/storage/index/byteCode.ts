/**
 * A vector in one signed byte a dimension, behind the value (a 32-bit float) that 127 stands for: close enough to tell the nearest but
 * for a few, at a quarter of the bytes.
 */
export function byteCodeOf(vector: Float32Array): Buffer {
  const code = Buffer.alloc(4 + vector.length)
  const most = vector.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0)
  code.writeFloatLE(most, 0)
  if (most > 0) for (let at = 0; at < vector.length; at++) code.writeInt8(Math.round(vector[at]! / most * 127), 4 + at)
  return code
}

/** About the product of a vector with the one that a code stands for. */
export function productWithCode(vector: Float32Array, code: Buffer): number {
  const values = new Int8Array(code.buffer, code.byteOffset + 4, code.length - 4)
  let sum = 0
  for (let at = 0; at < vector.length; at++) sum += vector[at]! * values[at]!
  return sum * code.readFloatLE(0) / 127
}

/** Writes the unit vector that a code stands for. */
export function readCode(code: Buffer, into: Float32Array, from: number): void {
  const values = new Int8Array(code.buffer, code.byteOffset + 4, code.length - 4)
  let square = 0
  for (let at = 0; at < values.length; at++) square += values[at]! * values[at]!
  const one = 1 / (Math.sqrt(square) || 1)
  for (let at = 0; at < values.length; at++) into[from + at] = values[at]! * one
}
