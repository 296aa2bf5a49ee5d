import { createByteCache, type CacheFigures } from '../../cache/byteCache.ts'

/** Vectors of texts seen lately, the one in work included: a turn asks for the same message in several stages. */
export interface RecentVectors {
  get(text: string): Promise<Float32Array> | undefined
  /** A vector that fails is forgotten, so that the next question tries anew. */
  put(text: string, vector: Promise<Float32Array>): void
  figures(): CacheFigures
}

/** Longer texts are chunks of an index run, not messages asked for twice. */
const longestKept = 4000
const mostBytes = 2 * 1024 * 1024

/** Keeps the newest vectors that two megabytes hold; asking for one makes it new again. */
export function createRecentVectors(dimensions: number): RecentVectors {
  const kept = createByteCache<Promise<Float32Array>>({ name: 'Vectors of recent texts', mostBytes, sizeOf: () => dimensions * 4 })
  return {
    get: kept.get,
    put(text, vector) {
      if (text.length > longestKept) return
      kept.put(text, vector)
      vector.catch(() => kept.drop(text, vector))
    },
    figures: kept.figures,
  }
}
