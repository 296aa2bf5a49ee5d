/** So many vectors are remembered, 0.5 KB each; the oldest make room. */
const most = 8192

/**
 * Remembers what was made of a vector, by the vector's own numbers: recall meets the same texts turn after turn, each time in a new
 * copy, and to bring one into another space costs as much as to read it. No text is held.
 */
export function rememberByVector<T>(make: (vector: Float32Array) => T): (vector: Float32Array) => T {
  const known = new Map<number, T>()
  return (vector) => {
    const key = keyOf(vector)
    let made = known.get(key)
    if (made !== undefined) return made
    made = make(vector)
    if (known.size >= most) known.delete(known.keys().next().value!)
    known.set(key, made)
    return made
  }
}

/** 53 bits of all its bits, mixed in two ways (FNV-1a over words, and a multiplicative sum): two vectors never share them in practice. */
function keyOf(vector: Float32Array): number {
  const words = new Int32Array(vector.buffer, vector.byteOffset, vector.length)
  let [one, other] = [0x811c9dc5 | 0, vector.length]
  for (let at = 0; at < words.length; at++) {
    one = Math.imul(one ^ words[at]!, 0x01000193)
    other = Math.imul(other + words[at]!, 0x5bd1e995) ^ (other >>> 15)
  }
  return (one >>> 0) * 0x200000 + (other >>> 11)
}
