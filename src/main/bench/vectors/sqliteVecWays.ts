import Database from 'better-sqlite3'
import { load } from 'sqlite-vec'

/** The ways that sqlite-vec has by itself, over the same vectors: what Casement's own is compared with. */
export interface SqliteVecWays {
  add(vectors: readonly Float32Array[]): void
  /** Nearest by full vectors, all of them read. */
  floats(vector: Float32Array, limit: number): number[]
  /** Nearest 400 by its own bits, then by their full vectors. */
  bits(vector: Float32Array, limit: number): number[]
  close(): void
}

const candidates = 400

export function openSqliteVecWays(file: string, dimensions: number): SqliteVecWays {
  const db = new Database(file)
  load(db)
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;
    CREATE VIRTUAL TABLE plain USING vec0(embedding float[${dimensions}] distance_metric=cosine);
    CREATE VIRTUAL TABLE coarse USING vec0(bits bit[${dimensions}])`)
  const addPlain = db.prepare('INSERT INTO plain (rowid, embedding) VALUES (?, ?)')
  const addCoarse = db.prepare('INSERT INTO coarse (rowid, bits) VALUES (?, vec_quantize_binary(?))')
  const byFloats = db.prepare('SELECT rowid FROM plain WHERE embedding MATCH ? AND k = ?').pluck()
  const byBits = db.prepare(`SELECT p.rowid FROM (SELECT rowid FROM coarse WHERE bits MATCH vec_quantize_binary(?) AND k = ${candidates}) c JOIN plain p ON p.rowid = c.rowid
    ORDER BY vec_distance_cosine(p.embedding, ?) LIMIT ?`).pluck()
  let count = 0
  const bytes = (vector: Float32Array): Buffer => Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength)
  return {
    add: db.transaction((vectors: readonly Float32Array[]) => {
      for (const vector of vectors) {
        count++
        addPlain.run(BigInt(count), bytes(vector))
        addCoarse.run(BigInt(count), bytes(vector))
      }
    }),
    floats: (vector, limit) => (byFloats.all(bytes(vector), limit) as number[]).map((row) => row - 1),
    bits: (vector, limit) => (byBits.all(bytes(vector), bytes(vector), limit) as number[]).map((row) => row - 1),
    close() { db.close() },
  }
}
