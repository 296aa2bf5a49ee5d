import type { Candidate, Memory, MemoryChange, MemorySource } from '../../shared/memory.ts'
import type { Label, Trust } from '../../shared/words.ts'
import { factValue } from './factValue.ts'
import { labelOf } from './labelOf.ts'
import { normaliseFact } from './words.ts'

export interface Merged {
  /** The memory to save: a new one, or the old one made stronger. */
  readonly memory: Memory
  readonly change: MemoryChange
  /** The old memory that no longer holds, to be saved as well with `supersededChange`. */
  readonly superseded: Memory | null
  readonly supersededChange: MemoryChange | null
  readonly outcome: 'learned' | 'strengthened' | 'superseded'
}

/** Where a candidate was said; `at` is the time of that message. */
export interface Origin {
  readonly messageId: string | null
  readonly conversationId: string | null
  readonly at?: number
  readonly trust?: Trust
  readonly label?: Label
}

/** Below this a candidate waits for a person's yes before it is recalled. */
export const reviewBelow = 0.6

/** Several people and things can stand behind such a key, so a second value is a second fact unless it is a correction. */
const shared = /^user\.(?:sister|brother|son|daughter|child|kid|friend|cousin|aunt|uncle|niece|nephew|colleague|coworker|neighbour|neighbor|teacher|twin|dog|cat|puppy|kitten|hamster|rabbit|bird|parrot|horse|fish|turtle|pet)\./

/**
 * Brings a candidate together with what is known. The same fact strengthens the memory that holds it; another value of the
 * same key supersedes the old one, which stays in the history with the time at which it ended; anything else is learned.
 * @param existing memories that may hold the same fact (same key or same text); all others are ignored
 * @param newId makes the id of the memory when it turns out to be new
 * @param origin where it was said; null leaves the sources as they are, for a caller that adds its own
 */
export function merge(candidate: Candidate, existing: readonly Memory[], now: number, newId: () => string, origin: Origin | null = null): Merged {
  const alive = existing.filter((one) => one.state === 'active' || one.state === 'candidate')
  const source = origin === null ? null : sourceOf(candidate, origin, now)
  const since = source?.at ?? now
  const twin = alive.find((one) => sameFact(candidate, one))
  if (twin !== undefined) return strengthen(twin, candidate, source, now)

  const outdated = candidate.key === null || (shared.test(candidate.key) && !candidate.rule.endsWith('.correction'))
    ? undefined
    : alive.filter((one) => one.key === candidate.key).sort((a, b) => b.learnedAt - a.learnedAt || (a.id < b.id ? -1 : 1))[0]
  const memory: Memory = {
    id: newId(), kind: candidate.kind, text: candidate.text, subject: candidate.subject, key: candidate.key,
    importance: candidate.importance, confidence: candidate.confidence, eventAt: candidate.eventAt,
    learnedAt: now, updatedAt: now, validFrom: candidate.key === null ? null : since, validUntil: null, supersededBy: null,
    label: origin?.label ?? labelOf(candidate), trust: origin?.trust ?? 'user', pinned: outdated?.pinned ?? false,
    state: candidate.confidence >= reviewBelow ? 'active' : 'candidate', uses: 0, lastUsedAt: null, sources: source === null ? [] : [source],
  }
  const learned = { at: now, author: 'rule' as const, action: 'learned' as const, before: null }
  if (outdated === undefined || memory.state === 'candidate') {
    return { memory, change: { ...learned, reason: `Learned by the rule “${candidate.rule}”.` }, superseded: null, supersededChange: null, outcome: 'learned' }
  }
  return {
    memory, change: { ...learned, reason: `Learned by the rule “${candidate.rule}”; it takes the place of an older fact.` },
    superseded: { ...outdated, state: 'superseded', validUntil: since, supersededBy: memory.id, updatedAt: now },
    supersededChange: { at: now, author: 'rule', action: 'superseded', reason: 'A newer fact took its place.', before: outdated.text },
    outcome: 'superseded',
  }
}

function sourceOf(candidate: Candidate, origin: Origin, now: number): MemorySource {
  return { messageId: origin.messageId, conversationId: origin.conversationId, start: candidate.start, end: candidate.end, quote: candidate.quote, at: origin.at ?? now }
}

function sameFact(candidate: Candidate, one: Memory): boolean {
  if (normaliseFact(candidate.text) === normaliseFact(one.text)) return candidate.eventAt === one.eventAt || candidate.kind !== 'episodic'
  if (candidate.key === null || candidate.key !== one.key) return false
  const value = factValue(candidate.text, candidate.key)
  return value !== null && value === factValue(one.text, candidate.key)
}

function strengthen(twin: Memory, candidate: Candidate, source: MemorySource | null, now: number): Merged {
  const known = source !== null && twin.sources.some((one) => one.messageId === source.messageId && one.start === source.start && one.end === source.end)
  const confidence = known ? twin.confidence : Math.min(0.99, Math.max(twin.confidence, candidate.confidence) + 0.02)
  return {
    memory: {
      ...twin, confidence, importance: Math.max(twin.importance, candidate.importance), updatedAt: now,
      state: confidence >= reviewBelow ? 'active' : twin.state, sources: known || source === null ? twin.sources : [...twin.sources, source],
    },
    change: { at: now, author: 'rule', action: 'strengthened', reason: 'Said again.', before: twin.text },
    superseded: null, supersededChange: null, outcome: 'strengthened',
  }
}
