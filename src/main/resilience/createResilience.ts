import type { Health } from '../../shared/health.ts'
import { createGuard, type Guard, type GuardLimits } from './guard.ts'
import type { ResilienceClock } from './time.ts'

/** Every guard of a profile, by provider and by source of context. */
export interface Resilience {
  /** The guard of a provider; the same one for the same id. */
  provider(id: string, name: string): Guard
  /** The guard of a source of context; the same one for the same id, with the limits it was first given. */
  source(id: string, name: string, limits: Partial<GuardLimits>): Guard
  list(): Health[]
  /** Lets the next call through at once: after a new key, or because the person wants it. False where nothing of this kind has this id. */
  retry(kind: Health['kind'], id: string): boolean
  /** Forgets a provider that was removed. */
  drop(id: string): void
  /** Hears that something stands differently now, until the returned function is called. */
  onChange(hear: () => void): () => void
}

export interface ResilienceOptions {
  readonly clock: ResilienceClock
  readonly log: { warn(what: string): void }
  /** 0 to 1, for tests; the system's chance unless given. */
  readonly random?: () => number
}

/** So many ask one provider at once, so many wait; the same bounds as for answers over all. */
const providerLimits: GuardLimits = { timeLimitMs: 60_000, atOnce: 8, waiting: 32 }
const sourceLimits: GuardLimits = { timeLimitMs: 2000, atOnce: 8, waiting: 32 }

/** Nothing is opened and nothing has to be closed: timers run only while something waits. */
export function createResilience({ clock, log, random }: ResilienceOptions): Resilience {
  const guards = new Map<string, Guard>()
  const hearing = new Set<() => void>()
  const changed = () => { for (const hear of hearing) hear() }

  function guardOf(kind: Health['kind'], id: string, name: string, limits: GuardLimits): Guard {
    const key = `${kind}:${id}`
    const known = guards.get(key)
    if (known !== undefined) {
      known.rename(name)
      return known
    }
    const onThrow = (error: unknown) => log.warn(`${kind} ${id}: ${error instanceof Error ? error.message : String(error)}`)
    const guard = createGuard({ kind, id, name, limits, clock, random, onThrow, onChange: changed })
    guards.set(key, guard)
    return guard
  }

  return {
    provider: (id, name) => guardOf('provider', id, name, providerLimits),
    source: (id, name, limits) => guardOf('source', id, name, { ...sourceLimits, ...limits }),
    list: () => [...guards.values()].map((guard) => guard.health()),
    retry(kind, id) {
      const guard = guards.get(`${kind}:${id}`)
      guard?.breaker.reset()
      return guard !== undefined
    },
    drop(id) {
      if (guards.delete(`provider:${id}`)) changed()
    },
    onChange(hear) {
      hearing.add(hear)
      return () => { hearing.delete(hear) }
    },
  }
}
