import type { Clock } from '../../platform/clock.ts'

/** A process that dies this often within the window is not brought back on its own. */
const manyDeaths = 5
const windowMs = 60_000
/** Waits before the first, second, … start after a death; all below the three seconds that a person may wait. */
const delaysMs = [50, 400, 1500, 2500]

/** Decides how long to wait before a process that died is started again. */
export interface Restarts {
  noteDeath(): void
  /** Milliseconds from now; 0 when nothing died lately. */
  delay(): number
  tooMany(): boolean
}

/** Counts the deaths of one process over the last minute. */
export function createRestarts(clock: Clock): Restarts {
  let deaths: number[] = []
  const recent = () => (deaths = deaths.filter((at) => clock.elapsed() - at < windowMs))
  return {
    noteDeath() { deaths.push(clock.elapsed()) },
    delay() {
      const last = recent().at(-1)
      if (last === undefined) return 0
      const wait = delaysMs[Math.min(deaths.length, delaysMs.length) - 1] ?? 0
      return Math.max(0, wait - (clock.elapsed() - last))
    },
    tooMany: () => recent().length >= manyDeaths,
  }
}
