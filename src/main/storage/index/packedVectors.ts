import { createBitScan } from './bitScan.ts'
import { fitOf, fitTable, rowBytes, signBitsOf } from './signBits.ts'

const page = 65_536
/** Rows of one call to the scan; their distances lie in the first page, behind the query. */
const blockRows = 16_384
const distancesAt = 4096
const rowsAt = page
/** So many candidates by sign bits alone for each result that is asked for. */
const roughPerResult = 33
const roughAtLeast = 1_000
/** Among many rows more of them look near by chance: one further candidate for so many. */
const rowsPerRough = 250

/** Rows that are probably near, and how well each fits a vector that is not rounded itself. */
export interface Fitting { readonly numbers: Int32Array; readonly fits: Float32Array }

/** Sign bits of all vectors of one kind, in memory: what the durable store holds in full is here once more in a 32nd of the room. */
export interface PackedVectors {
  put(n: number, bits: Uint8Array): void
  /** Takes the bits out; the bytes are overwritten at once. */
  remove(n: number): void
  /**
   * Rows that are probably nearest to a vector, many for each result that is wanted, in no order: what they are really worth only their
   * full vectors tell.
   * @param fits which rows may be among them; null for all
   */
  nearest(vector: Float32Array, results: number, fits: ((n: number) => boolean) | null): Fitting
  size(): number
  /** All that is held, as it lies there. */
  bytes(): Uint8Array
}

export function createPackedVectors(dimensions: number): PackedVectors {
  const width = rowBytes(dimensions)
  const usedBytes = Math.ceil(dimensions / 8)
  const { memory, scan } = createBitScan(width / 16)
  let bytes = new Uint8Array(memory.buffer)
  let distances = new Uint16Array(memory.buffer, distancesAt, blockRows)
  let count = 0
  /** The number of each row, and the row of each number (one more than it, so that 0 is none). */
  let numbers = new Int32Array(1024)
  let rows = new Int32Array(1024)
  /** Room for what a search finds, kept from one to the next. */
  let found = new Int32Array(1024)
  let foundAt = new Int32Array(1024)

  const reserve = (): void => {
    const missing = rowsAt + (count + 1) * width - bytes.length
    if (missing > 0) {
      memory.grow(Math.ceil(Math.max(missing, bytes.length / 8) / page))
      bytes = new Uint8Array(memory.buffer)
      distances = new Uint16Array(memory.buffer, distancesAt, blockRows)
    }
    if (count >= numbers.length) numbers = grown(numbers, count + 1)
  }

  /** Rows with the smallest distances: at least `wanted` of them where there are so many, and all that share the last distance. */
  const closest = (wanted: number, fits: ((n: number) => boolean) | null): Int32Array => {
    const perDistance = new Int32Array(dimensions + 1)
    let limit = dimensions
    let kept = 0
    let size = 0
    for (let first = 0; first < count; first += blockRows) {
      const inBlock = Math.min(blockRows, count - first)
      scan(rowsAt + first * width, rowsAt + (first + inBlock) * width, distancesAt)
      if (size + inBlock > found.length) { found = grown(found, size + inBlock); foundAt = grown(foundAt, size + inBlock) }
      for (let at = 0; at < inBlock; at++) {
        const distance = distances[at]!
        if (distance > limit || (fits !== null && !fits(numbers[first + at]!))) continue
        found[size] = first + at
        foundAt[size++] = distance
        perDistance[distance]!++
        kept++
        while (kept - perDistance[limit]! >= wanted) kept -= perDistance[limit--]!
      }
    }
    const near = new Int32Array(kept)
    for (let at = 0, to = 0; at < size; at++) if (foundAt[at]! <= limit) near[to++] = found[at]!
    return near
  }

  return {
    put(n, bits) {
      if (n >= rows.length) rows = grown(rows, n + 1)
      let row = rows[n]! - 1
      if (row < 0) {
        reserve()
        row = count++
        numbers[row] = n
        rows[n] = row + 1
      }
      bytes.set(bits, rowsAt + row * width)
    },
    remove(n) {
      const row = (rows[n] ?? 0) - 1
      if (row < 0) return
      const last = --count
      const lastNumber = numbers[last]!
      bytes.copyWithin(rowsAt + row * width, rowsAt + last * width, rowsAt + (last + 1) * width)
      bytes.fill(0, rowsAt + last * width, rowsAt + (last + 1) * width)
      numbers[row] = lastNumber
      rows[lastNumber] = row + 1
      rows[n] = 0
    },
    nearest(vector, results, fits) {
      if (count === 0 || results <= 0) return { numbers: new Int32Array(0), fits: new Float32Array(0) }
      bytes.set(signBitsOf(vector), 0)
      const table = fitTable(vector)
      const near = closest(Math.max(roughAtLeast, results * roughPerResult) + Math.floor(count / rowsPerRough), fits)
      const values = new Float32Array(near.length)
      for (let at = 0; at < near.length; at++) values[at] = fitOf(table, bytes, rowsAt + near[at]! * width, usedBytes)
      return { numbers: near.map((row) => numbers[row]!), fits: values }
    },
    size: () => count,
    bytes: () => bytes.subarray(rowsAt),
  }
}

function grown(array: Int32Array<ArrayBuffer>, needed: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.max(needed, Math.ceil(array.length * 1.3)))
  larger.set(array)
  return larger
}
