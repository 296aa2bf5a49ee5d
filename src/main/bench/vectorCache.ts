import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Embedder } from '../models/ports.ts'

const hashBytes = 16
/** Kept on disk after this many new texts, so that a run that is stopped loses little. */
const pageSize = 256

/**
 * An embedder that remembers every text in a file: the public sets are embedded once, not once a run. A file that ends in the
 * middle of an entry is read up to there.
 * @param path null for a file in the temporary folder that later runs find again
 */
export function openVectorCache(embedder: Embedder, path: string | null = null): Embedder & { readonly made: () => number } {
  const file = path ?? join(tmpdir(), `casement-bench-vectors-${createHash('sha1').update(embedder.modelId).digest('hex').slice(0, 8)}.bin`)
  const entryBytes = hashBytes + embedder.dimensions * 4
  const known = new Map<string, Float32Array>()
  if (existsSync(file)) {
    const bytes = readFileSync(file)
    for (let at = 0; at + entryBytes <= bytes.length; at += entryBytes) {
      const start = bytes.byteOffset + at + hashBytes
      known.set(bytes.toString('latin1', at, at + hashBytes), new Float32Array(bytes.buffer.slice(start, start + embedder.dimensions * 4)))
    }
  }
  let made = 0
  return {
    modelId: embedder.modelId,
    dimensions: embedder.dimensions,
    made: () => made,
    async embed(texts) {
      const keys = texts.map((text) => createHash('sha1').update(text).digest().subarray(0, hashBytes).toString('latin1'))
      const missing = [...new Map(keys.map((key, at) => [key, texts[at]!] as const).filter(([key]) => !known.has(key)))]
      for (let at = 0; at < missing.length; at += pageSize) {
        const page = missing.slice(at, at + pageSize)
        const vectors = await embedder.embed(page.map(([, text]) => text))
        appendFileSync(file, Buffer.concat(page.flatMap(([key], place) => {
          const vector = vectors[place]!
          known.set(key, vector)
          return [Buffer.from(key, 'latin1'), Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength)]
        })))
        made += page.length
      }
      return keys.map((key) => known.get(key)!)
    },
  }
}
