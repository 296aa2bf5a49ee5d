/** Vectors of texts seen lately, the one in work included: a turn asks for the same message in several stages. */
export interface RecentVectors {
  get(text: string): Promise<Float32Array> | undefined
  /** A vector that fails is forgotten, so that the next question tries anew. */
  put(text: string, vector: Promise<Float32Array>): void
}

/** Longer texts are chunks of an index run, not messages asked for twice. */
const longestKept = 4000

/** Keeps the newest `size` vectors; asking for one makes it new again. */
export function createRecentVectors(size: number): RecentVectors {
  const kept = new Map<string, Promise<Float32Array>>()
  return {
    get(text) {
      const vector = kept.get(text)
      if (vector !== undefined) { kept.delete(text); kept.set(text, vector) }
      return vector
    },
    put(text, vector) {
      if (text.length > longestKept) return
      kept.set(text, vector)
      const oldest = kept.keys().next()
      if (kept.size > size && !oldest.done) kept.delete(oldest.value)
      vector.catch(() => { if (kept.get(text) === vector) kept.delete(text) })
    },
  }
}
