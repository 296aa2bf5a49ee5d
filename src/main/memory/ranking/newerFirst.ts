import type { Found } from './found.ts'

/** Two memories say nearly the same when they share so much of their words. */
const sameShare = 0.75

/**
 * Of two memories about one subject that say nearly the same, the newer goes first: where a person changed their mind and it was
 * not noticed as such, what they said last counts. All else keeps its place.
 * @param order best first
 */
export function newerFirst<T extends { readonly one: Found }>(order: readonly T[]): T[] {
  const result = order.map((each) => ({ each, memory: each.one.memory, bases: each.one.memory === null ? noBases : new Set(each.one.bases) }))
  for (let at = 0; at < result.length; at++) {
    const { memory: older, bases } = result[at]!
    if (older === null) continue
    for (let later = at + 1; later < result.length; later++) {
      const { memory: newer, bases: others } = result[later]!
      if (newer === null || newer.subject !== older.subject || newer.learnedAt <= older.learnedAt || !nearlySame(bases, others)) continue
      result.splice(at, 0, ...result.splice(later, 1))
      break
    }
  }
  return result.map(({ each }) => each)
}

const noBases: ReadonlySet<string> = new Set()

function nearlySame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  if (Math.min(one.size, other.size) < sameShare * Math.max(one.size, other.size)) return false
  let shared = 0
  for (const base of one) if (other.has(base)) shared++
  return shared >= sameShare * (one.size + other.size - shared)
}
