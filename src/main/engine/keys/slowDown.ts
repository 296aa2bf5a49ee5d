import type { Clock } from '../../platform/clock.ts'

const longestMs = 60_000

/** Makes guessing slow: after each wrong try the next one has to wait, twice as long every time, a minute at most. */
export interface SlowDown {
  /** Milliseconds until a try is taken; 0: now. */
  waitMs(): number
  wrong(): void
  right(): void
}

/** Counts wrong tries since the program began; by a clock that only grows, so that setting the time shortens no wait. */
export function createSlowDown(clock: Pick<Clock, 'elapsed'>): SlowDown {
  let wrongs = 0
  let openAt = Number.NEGATIVE_INFINITY
  return {
    waitMs: () => Math.max(0, openAt - clock.elapsed()),
    wrong() {
      openAt = clock.elapsed() + Math.min(longestMs, 1000 * 2 ** wrongs)
      wrongs++
    },
    right() { wrongs = 0; openAt = Number.NEGATIVE_INFINITY },
  }
}
