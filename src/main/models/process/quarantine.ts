import { fail, ok, type Result } from '../../../shared/result.ts'
import type { Clock } from '../../platform/clock.ts'

const deathsToQuarantine = 3
const windowMs = 60_000

/** Model files that are set aside because the model process kept dying with them. */
export interface Quarantine {
  /** Fails with `model-quarantined` for a file that is set aside. */
  check(path: string): Result<null>
  has(path: string): boolean
  list(): readonly string[]
  /** Counts a death with this file loaded; the third within a minute sets it aside. */
  noteDeath(path: string): void
  /** Takes a file back, because the person asked for it. */
  release(path: string): void
}

/**
 * @param known files that were set aside in earlier runs
 * @param onQuarantine keeps the news for the next start
 */
export function createQuarantine(clock: Clock, known: readonly string[], onQuarantine: (path: string, reason: string) => void): Quarantine {
  const aside = new Set(known)
  const deaths = new Map<string, number[]>()
  return {
    has: (path) => aside.has(path),
    list: () => [...aside],
    check(path) {
      return aside.has(path) ? fail('model-quarantined', 'This model was set aside: the model process stopped three times within a minute while it was loaded.', 'Choose another model, or remove this one and add it again.') : ok(null)
    },
    noteDeath(path) {
      const recent = [...(deaths.get(path) ?? []), clock.elapsed()].filter((at) => clock.elapsed() - at < windowMs)
      deaths.set(path, recent)
      if (recent.length < deathsToQuarantine || aside.has(path)) return
      aside.add(path)
      onQuarantine(path, `The model process stopped ${recent.length} times within a minute while this file was loaded.`)
    },
    release(path) {
      aside.delete(path)
      deaths.delete(path)
    },
  }
}
