/**
 * Codes of texts that were looked at, kept in memory within a bound, so that what is near again and again is not read from the disk
 * each time. A text has one place by its number; whichever of those that share it was read last stands there.
 */
export interface CodeCache {
  /** About the product of a vector with the one that the code of this text stands for; null where it is not kept. */
  product(vector: Float32Array, n: number): number | null
  put(n: number, code: Buffer): void
  remove(n: number): void
}

/** Places are made in blocks of so many, when one of them is needed first. */
const blockPlaces = 1024
interface Block { readonly numbers: Int32Array; readonly most: Float32Array; readonly values: Int8Array }

/** @param mostBytes what all codes may take together */
export function createCodeCache(dimensions: number, mostBytes: number): CodeCache {
  const blocks: (Block | undefined)[] = Array.from({ length: Math.max(1, Math.floor(mostBytes / (dimensions * blockPlaces))) })
  const places = blocks.length * blockPlaces
  const blockOf = (n: number): Block | undefined => blocks[Math.floor(n % places / blockPlaces)]
  return {
    product(vector, n) {
      const [block, at] = [blockOf(n), n % blockPlaces]
      // Numbers are kept one more than they are, so that 0 is an empty place.
      if (block === undefined || block.numbers[at] !== n + 1) return null
      const { values } = block
      let sum = 0
      for (let from = at * dimensions, dimension = 0; dimension < dimensions; dimension++) sum += vector[dimension]! * values[from + dimension]!
      return sum * block.most[at]! / 127
    },
    put(n, code) {
      const place = Math.floor(n % places / blockPlaces)
      const block = blocks[place] ??= { numbers: new Int32Array(blockPlaces), most: new Float32Array(blockPlaces), values: new Int8Array(blockPlaces * dimensions) }
      const at = n % blockPlaces
      block.numbers[at] = n + 1
      block.most[at] = code.readFloatLE(0)
      block.values.set(new Int8Array(code.buffer, code.byteOffset + 4, dimensions), at * dimensions)
    },
    remove(n) {
      const block = blockOf(n)
      const at = n % blockPlaces
      if (block === undefined || block.numbers[at] !== n + 1) return
      block.numbers[at] = 0
      block.values.fill(0, at * dimensions, (at + 1) * dimensions)
    },
  }
}
