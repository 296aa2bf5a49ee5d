import type { Memory, MemoryKind } from '../../shared/memory.ts'
import { lastTime } from '../../shared/words.ts'

/** Days after which half of a memory's strength is gone, by kind; null: it never fades. */
export type FadingDays = Readonly<Record<MemoryKind, number | null>>

const dayMs = 86_400_000
/** A memory fades when this many half-lives passed since it was last learned, said again or used. */
const halfLives = 3

type Fading = Pick<Memory, 'kind' | 'pinned' | 'importance' | 'uses' | 'learnedAt' | 'lastUsedAt'>

/**
 * The half-life of a memory in milliseconds: that of its kind, longer for what matters and for what was used often
 * (each doubling of the uses adds one half-life, as spaced repetition suggests). Null: it never fades.
 */
export function halfLifeOf(memory: Fading, days: FadingDays): number | null {
  const base = days[memory.kind]
  if (base === null || memory.pinned) return null
  return base * dayMs * (0.5 + memory.importance) * (1 + Math.log2(1 + memory.uses))
}

/** When a memory fades unless it is used or said again before; null: never. */
export function fadesAt(memory: Fading, days: FadingDays): number | null {
  const halfLife = halfLifeOf(memory, days)
  return halfLife === null ? null : Math.min(lastTime, Math.round(touchedAt(memory) + halfLives * halfLife))
}

/** What is left of a memory's strength, 1 when it was just learned or used, 0.5 after one half-life. */
export function strengthAt(memory: Fading, days: FadingDays, now: number): number {
  const halfLife = halfLifeOf(memory, days)
  return halfLife === null ? 1 : 0.5 ** (Math.max(0, now - touchedAt(memory)) / halfLife)
}

function touchedAt(memory: Fading): number {
  return Math.max(memory.learnedAt, memory.lastUsedAt ?? 0)
}
