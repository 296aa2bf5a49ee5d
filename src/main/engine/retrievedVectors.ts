import { createByteCache, type CacheFigures } from '../cache/byteCache.ts'
import type { SearchIndex } from '../storage/index/searchIndex.ts'

/** Room for about five thousand texts of 384 dimensions: what a lively week of turns asks for again and again. */
const mostBytes = 8 * 1024 * 1024

/** A search index that remembers the vectors which turns asked for, until their texts change. */
export interface RememberingIndex { readonly index: SearchIndex; figures(): CacheFigures }

/**
 * Keeps vectors that were read from the search thread: every turn weighs the same memories again. What is written or removed is forgotten
 * at once; what was on its way meanwhile is passed on and not kept.
 */
export function rememberVectors(index: SearchIndex): RememberingIndex {
  const kept = createByteCache<Float32Array>({ name: 'Vectors of found texts', mostBytes, sizeOf: (vector) => vector.byteLength })
  let changes = 0
  const changed = (ids: readonly string[]): void => {
    changes++
    for (const id of ids) kept.drop(id)
  }
  return {
    figures: () => kept.figures(),
    index: {
      ...index,
      async upsert(items) {
        const ids = items.map((item) => item.id)
        changed(ids)
        // Once more behind it: somebody may have read the old one while it was written.
        try { await index.upsert(items) } finally { changed(ids) }
      },
      async remove(ids) {
        changed(ids)
        try { await index.remove(ids) } finally { changed(ids) }
      },
      async vectors(ids) {
        const found = new Map<string, Float32Array>()
        const missing: string[] = []
        for (const id of ids) {
          const vector = kept.get(id)
          if (vector === undefined) missing.push(id)
          else found.set(id, vector)
        }
        if (missing.length === 0) return found
        const before = changes
        for (const [id, vector] of await index.vectors(missing)) {
          found.set(id, vector)
          if (changes === before) kept.put(id, vector)
        }
        return found
      },
      async close() {
        kept.clear()
        await index.close()
      },
    },
  }
}
