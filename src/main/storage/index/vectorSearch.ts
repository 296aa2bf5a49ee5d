import type { Database } from 'better-sqlite3'
import type { DocList } from './docList.ts'
import { createPackedVectors, type PackedVectors } from './packedVectors.ts'
import type { IndexedKind, SearchOptions } from './searchIndex.ts'
import { signBitsOf } from './signBits.ts'

/** Finds texts by their vectors: a first pass over the sign bits of all, then the full vectors of a few from the durable store. */
export interface VectorSearch {
  /** What was read from the store, or changed in it. */
  put(n: number, kind: IndexedKind, bits: Uint8Array): void
  remove(n: number): void
  search(vector: Float32Array, search: SearchOptions): { n: number; cosine: number }[]
}

export function createVectorSearch(db: Database, docs: DocList, dimensions: number): VectorSearch {
  const shelves: Record<IndexedKind, PackedVectors> = { memory: createPackedVectors(dimensions), message: createPackedVectors(dimensions), session: createPackedVectors(dimensions) }
  const full = db.prepare('SELECT j.value, v.embedding FROM json_each(?) j JOIN vec v ON v.rowid = j.value').raw()
  return {
    put(n, kind, bits) {
      this.remove(n)
      if (bits.length === signBitsOf(new Float32Array(dimensions)).length) shelves[kind].put(n, bits)
    },
    remove(n) { for (const shelf of Object.values(shelves)) shelf.remove(n) },
    search(vector, search) {
      if (vector.length !== dimensions) return []
      const fits = docs.filterOf(search)
      return search.kinds.flatMap((kind) => {
        // In the order in which they lie on the disk.
        const rough = shelves[kind].nearest(vector, search.limit, fits).sort()
        return (full.all(JSON.stringify([...rough])) as [number, Buffer][]).map(([n, embedding]) => ({ n, cosine: cosineWith(vector, vectorOf(embedding)) }))
      })
    },
  }
}

/** The bytes of a stored vector as numbers. */
export function vectorOf(embedding: Buffer): Float32Array {
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
