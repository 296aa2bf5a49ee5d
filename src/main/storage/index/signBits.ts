/** Bytes of a row of sign bits: whole blocks of 16, as the scan reads them. */
export function rowBytes(dimensions: number): number {
  return Math.ceil(dimensions / 128) * 16
}

/** One bit per dimension, set where the value is above zero: what the first pass over all vectors compares. */
export function signBitsOf(vector: Float32Array): Uint8Array {
  const bits = new Uint8Array(rowBytes(vector.length))
  for (let at = 0; at < vector.length; at++) if (vector[at]! > 0) bits[at >> 3]! |= 1 << (at & 7)
  return bits
}

/**
 * A table that tells how well a row of sign bits fits a vector when the vector itself is not rounded: for each byte of the row the sum
 * of the vector's values there, each with the sign of its bit. One look per byte is all that a row costs then.
 */
export function fitTable(vector: Float32Array): Float32Array {
  const bytes = Math.ceil(vector.length / 8)
  const table = new Float32Array(bytes * 256)
  for (let byte = 0; byte < bytes; byte++) {
    const at = byte * 256
    let least = 0
    for (let bit = 0; bit < 8; bit++) least -= vector[byte * 8 + bit] ?? 0
    table[at] = least
    for (let value = 1; value < 256; value++) {
      // Without its lowest set bit the sum is known already.
      const bit = 31 - Math.clz32(value & -value)
      table[at + value] = table[at + (value & (value - 1))]! + 2 * (vector[byte * 8 + bit] ?? 0)
    }
  }
  return table
}

export function fitOf(table: Float32Array, rows: Uint8Array, from: number, bytes: number): number {
  let sum = 0
  for (let byte = 0; byte < bytes; byte++) sum += table[byte * 256 + rows[from + byte]!]!
  return sum
}
