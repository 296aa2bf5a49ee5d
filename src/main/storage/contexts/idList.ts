import { deflateRawSync, inflateRawSync } from 'node:zlib'

/** Longer lists are worth packing: the steps of a conversation repeat. */
const packedFrom = 64

/**
 * A list of row numbers in few bytes: each as its distance from the one before, in groups of seven bits. Pieces of one
 * conversation were mostly kept one after the other, so most distances take one byte.
 */
export function packIds(ids: readonly number[]): Buffer {
  const bytes: number[] = []
  let before = 0
  for (const id of ids) {
    const step = id - before
    before = id
    // The sign goes into the lowest bit. Division, since a shift would cut a number to 32 bits.
    let rest = step < 0 ? -step * 2 - 1 : step * 2
    while (rest >= 128) {
      bytes.push((rest % 128) + 128)
      rest = Math.floor(rest / 128)
    }
    bytes.push(rest)
  }
  // The first byte says which of the two forms follows.
  return bytes.length < packedFrom ? Buffer.from([0, ...bytes]) : Buffer.concat([Buffer.from([1]), deflateRawSync(Buffer.from(bytes), { level: 1 })])
}

/** The list that `packIds` was given. Throws where the bytes are of no such list, or end within a number. */
export function unpackIds(packed: Buffer): number[] {
  if (packed[0] !== 0 && packed[0] !== 1) throw new Error('this is no list of pieces')
  const bytes = packed[0] === 0 ? packed.subarray(1) : inflateRawSync(packed.subarray(1))
  const ids: number[] = []
  let before = 0
  let value = 0
  let unit = 1
  for (const byte of bytes) {
    value += (byte % 128) * unit
    unit *= 128
    if (byte >= 128) continue
    before += value % 2 === 1 ? -(value + 1) / 2 : value / 2
    ids.push(before)
    value = 0
    unit = 1
  }
  if (unit !== 1) throw new Error('a list of pieces is cut off')
  return ids
}
