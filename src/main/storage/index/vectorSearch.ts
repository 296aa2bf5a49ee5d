import type { Database } from 'better-sqlite3'
import { productWithCode } from './byteCode.ts'
import { createCodeCache } from './codeCache.ts'
import type { DocList } from './docList.ts'
import { createPackedVectors, type Fitting, type PackedVectors } from './packedVectors.ts'
import type { IndexedKind, SearchOptions } from './searchIndex.ts'
import type { RankedDoc } from './rankWords.ts'
import { rowBytes } from './signBits.ts'

/**
 * Finds texts by their vectors: a first pass over the sign bits of all, in memory; then the coarse vectors of some hundreds, and the full
 * ones of those that are left, from the durable store.
 */
export interface VectorSearch {
  /** What was read from the store, or changed in it. */
  put(n: number, kind: IndexedKind, bits: Uint8Array): void
  remove(n: number): void
  search(vector: Float32Array, search: SearchOptions): RankedDoc[]
}

/** Codes are read from the best fit down, so many at first, and at most so many; how soon it ends tells the scatter. */
const firstAtLeast = 32
const mostPerResult = 4
/** Who asks for few wants just those, so more is read; of a long list the last places matter little. */
const few = { upTo: 20, more: 800 }
/** What the codes that were read may take in memory. */
const codeBytes = 32 * 1024 ** 2
/** Full vectors are read of so many more than are wanted: a code may be wrong in the last places. */
const exactBeyond = 16
/** A fit that strays further than so many times the usual is not waited for. */
const strays = 4

export function createVectorSearch(db: Database, docs: DocList, dimensions: number): VectorSearch {
  const shelves: Record<IndexedKind, PackedVectors> = { memory: createPackedVectors(dimensions), message: createPackedVectors(dimensions), session: createPackedVectors(dimensions) }
  const width = rowBytes(dimensions)
  const codes = db.prepare('SELECT n, bytes FROM json_each(?) JOIN code ON n = value').raw()
  const full = db.prepare('SELECT j.value, v.embedding FROM json_each(?) j JOIN vec v ON v.rowid = j.value').raw()

  const known = createCodeCache(dimensions, codeBytes)
  const closely = (vector: Float32Array, some: readonly Fit[]): Scored[] => {
    const scored: Scored[] = []
    const missing = new Map<number, number>()
    for (const { n, fit } of some) {
      const score = known.product(vector, n)
      if (score === null) missing.set(n, fit)
      else scored.push({ n, fit, score })
    }
    if (missing.size === 0) return scored
    for (const [n, code] of codes.all(inOrder([...missing.keys()])) as [number, Buffer][]) {
      known.put(n, code)
      scored.push({ n, fit: missing.get(n)!, score: productWithCode(vector, code) })
    }
    return scored
  }
  const exactly = (vector: Float32Array, some: readonly Scored[]): RankedDoc[] =>
    (full.all(inOrder(some.map((one) => one.n))) as [number, Buffer][]).map(([n, embedding]) => ({ n, score: cosineWith(vector, vectorOf(embedding)) }))

  return {
    put(n, kind, bits) { known.remove(n); if (bits.length === width) shelves[kind].put(n, bits) },
    remove(n) { known.remove(n); for (const shelf of Object.values(shelves)) shelf.remove(n) },
    search(vector, search) {
      if (vector.length !== dimensions) return []
      const fits = docs.filterOf(search)
      const rough = bestOf(search.kinds.map((kind) => shelves[kind].nearest(vector, search.limit, fits)), search.limit * mostPerResult + (search.limit <= few.upTo ? few.more : 0))
      const scored: Scored[] = []
      for (let from = 0; from < rough.length;) {
        const size = from === 0 ? search.limit * 2 + firstAtLeast : Math.max(2 * firstAtLeast, search.limit)
        scored.push(...closely(vector, rough.slice(from, from + size)))
        from += size
        if (from < rough.length && couldReach(scored, search.limit) < rough[from]!.fit) continue
        break
      }
      return exactly(vector, scored.sort((a, b) => b.score - a.score || a.n - b.n).slice(0, search.limit + exactBeyond))
    },
  }
}

interface Fit { readonly n: number; readonly fit: number }
interface Scored extends RankedDoc, Fit {}

/** The best fits of several kinds together, best first. */
function bestOf(found: readonly Fitting[], most: number): Fit[] {
  const sorted = new Float32Array(found.reduce((sum, { fits }) => sum + fits.length, 0))
  let size = 0
  for (const { fits } of found) { sorted.set(fits, size); size += fits.length }
  sorted.sort()
  const least = sorted.at(-most) ?? Number.NEGATIVE_INFINITY
  const best: Fit[] = []
  for (const { numbers, fits } of found) for (let at = 0; at < fits.length; at++) if (fits[at]! >= least) best.push({ n: numbers[at]!, fit: fits[at]! })
  return best.sort((a, b) => b.fit - a.fit || a.n - b.n).slice(0, most)
}

/**
 * The least fit with which a text could still be among the best: how fits turn into cosines, and how far they stray, is read off those
 * whose cosines are known (a line through zero and its scatter).
 */
function couldReach(scored: readonly Scored[], limit: number): number {
  let product = 0
  let square = 0
  for (const { fit, score } of scored) { product += fit * score; square += fit * fit }
  const slope = product / square
  if (!(slope > 0)) return Number.NEGATIVE_INFINITY
  let stray = 0
  for (const { fit, score } of scored) stray += (score - slope * fit) ** 2
  const last = Float64Array.from(scored, (one) => one.score).sort().at(-limit) ?? Number.NEGATIVE_INFINITY
  return (last - strays * Math.sqrt(stray / scored.length)) / slope
}

/** Numbers of rows as a list for SQL, in the order in which they lie on the disk. */
function inOrder(numbers: readonly number[]): string { return `[${Int32Array.from(numbers).sort().join()}]` }

function vectorOf(embedding: Buffer): Float32Array {
  return new Float32Array(embedding.buffer.slice(embedding.byteOffset, embedding.byteOffset + embedding.byteLength))
}

export function bytesOf(vector: Float32Array): Buffer {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength)
}

function cosineWith(a: Float32Array, b: Float32Array): number {
  let product = 0
  let squareA = 0
  let squareB = 0
  for (let at = 0; at < a.length; at++) {
    product += a[at]! * b[at]!
    squareA += a[at]! ** 2
    squareB += b[at]! ** 2
  }
  return product / (Math.sqrt(squareA * squareB) || 1)
}
