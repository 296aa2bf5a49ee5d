import type { Found } from './found.ts'

/** Two memories say nearly the same when they share so much of their words. */
const sameShare = 0.75

/**
 * Of two memories about one subject that say nearly the same, the newer goes first: where a person changed their mind and it was
 * not noticed as such, what they said last counts. All else keeps its place.
 * @param order best first
 */
export function newerFirst<T extends { readonly one: Found }>(order: readonly T[]): T[] {
  const result = [...order]
  for (let at = 0; at < result.length; at++) {
    const older = result[at]!.one.memory
    if (older === null) continue
    for (let later = at + 1; later < result.length; later++) {
      const newer = result[later]!.one.memory
      if (newer === null || newer.subject !== older.subject || newer.learnedAt <= older.learnedAt || !nearlySame(result[at]!.one, result[later]!.one)) continue
      result.splice(at, 0, ...result.splice(later, 1))
      break
    }
  }
  return result
}

function nearlySame(one: Found, other: Found): boolean {
  const [a, b] = [new Set(one.bases), new Set(other.bases)]
  let shared = 0
  for (const base of a) if (b.has(base)) shared++
  return shared >= sameShare * (a.size + b.size - shared)
}
