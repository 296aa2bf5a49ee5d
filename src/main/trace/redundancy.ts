import type { PieceRecord } from '../../shared/piece.ts'
import { cosineOf, ramp, wordRuns } from './textMeasures.ts'

/** Vectors of at most this many pieces are compared with each other; words are compared for all. */
const mostVectors = 200
/** From the lower cosine on two sentences begin to say the same, at the upper one they do. */
const alike = { low: 0.8, high: 0.95 } as const

/**
 * How much of each piece repeats a piece before it, 0 to 1, in the order given: the part of its runs of three words that one
 * earlier piece holds too, or how near its vector is to that of an earlier piece, whichever says more.
 */
export function repetitionOf(pieces: readonly PieceRecord[], vectors: ReadonlyMap<string, Float32Array>): number[] {
  const holders = new Map<string, number[]>()
  const earlier: Float32Array[] = []
  return pieces.map((piece, at) => {
    const runs = wordRuns(piece.text)
    const shared = new Map<number, number>()
    for (const run of runs) {
      const known = holders.get(run)
      // What many pieces share is a turn of phrase, and counting it piece by piece would cost more than it tells.
      for (const holder of known?.slice(0, 32) ?? []) shared.set(holder, (shared.get(holder) ?? 0) + 1)
      if (known === undefined) holders.set(run, [at])
      else known.push(at)
    }
    const byWords = runs.size === 0 ? 0 : Math.max(0, ...shared.values()) / runs.size
    const vector = vectors.get(piece.id)
    let byMeaning = 0
    if (vector !== undefined) {
      for (const other of earlier) byMeaning = Math.max(byMeaning, ramp(cosineOf(vector, other), alike.low, alike.high))
      if (earlier.length < mostVectors) earlier.push(vector)
    }
    return Math.max(byWords, byMeaning)
  })
}

/** The mean of some values weighed by their pieces' tokens; null where there are no tokens. */
export function byTokens(pieces: readonly PieceRecord[], values: readonly number[]): number | null {
  const tokens = pieces.reduce((sum, piece) => sum + piece.tokens, 0)
  return tokens === 0 ? null : pieces.reduce((sum, piece, at) => sum + piece.tokens * values[at]!, 0) / tokens
}
