import { ConsecutiveBreaker } from 'cockatiel'
import type { Health } from '../../shared/health.ts'
import type { Failure } from '../../shared/result.ts'
import { failuresToOpen, mostWaitMs, restMs } from './delays.ts'
import { sortFailure, type FailureSort } from './sortFailure.ts'
import type { ResilienceClock } from './time.ts'

/** One call that was let through. What became of it is told once; what is told after that counts for nothing. */
export interface Passage {
  /** True for the one call that tries whether a rest was long enough. */
  readonly isProbe: boolean
  /** Something came: the others need not wait for the end of a probe. */
  alive(): void
  /** It ended well (null), by a failure, or was left by us (`cancelled` says nothing about the other side). */
  end(outcome: Failure | null): void
}

export type BreakerFacts = Pick<Health, 'state' | 'failures' | 'retryAt' | 'last' | 'lastAt' | 'lastOkAt'>

export interface Breaker {
  facts(): BreakerFacts
  /** Milliseconds until the next call is let through; 0 when it may go now. */
  restLeftMs(): number
  /** Lets a call through, or null: it rests, or another call is trying. */
  pass(): Passage | null
  /** Forgets every failure: the next call is let through. */
  reset(): void
}

export interface BreakerOptions {
  readonly clock: ResilienceClock
  readonly onChange: () => void
  readonly random?: (() => number) | undefined
  /** What a failure says about the other side; as for providers unless given. */
  readonly sort?: ((failure: Failure) => FailureSort) | undefined
}

/**
 * Counts failures one after the other (cockatiel's ConsecutiveBreaker) and leaves the other side alone after the fifth, after one
 * that only a person can mend, or after one that names a time which no answer can wait for. The state is kept here, because the library measures rests by the calendar, where a clock that
 * is set back a month would make a rest last a month.
 */
export function createBreaker({ clock, onChange, random = Math.random, sort: sortOf = sortFailure }: BreakerOptions): Breaker {
  const counter = new ConsecutiveBreaker(failuresToOpen)
  let open: { readonly since: number; readonly restMs: number } | null = null
  let openings = 0
  let probe: Passage | null = null
  /** Grows at each opening and closing: calls that began before tell nothing about now. */
  let era = 0
  let last: { readonly failure: Failure; readonly at: number } | null = null
  let lastOkAt: number | null = null

  const restLeftMs = () => open === null ? 0 : Math.max(0, open.since + open.restMs - clock.elapsed())

  const close = () => { open = null; probe = null; era++ }

  function fail(failure: Failure, isProbe: boolean): void {
    const isTerminal = sortOf(failure) === 'terminal'
    last = { failure, at: clock.now() }
    const askedMs = (failure.retryAfterSeconds ?? 0) * 1000
    if (counter.failure() || isTerminal || isProbe || askedMs > mostWaitMs) {
      openings++
      open = { since: clock.elapsed(), restMs: restMs(openings, isTerminal, askedMs, random) }
      probe = null
      era++
    }
    onChange()
  }

  function succeed(): void {
    const isNews = counter.state > 0 || open !== null
    counter.success()
    openings = 0
    lastOkAt = clock.now()
    if (open !== null) close()
    if (isNews) onChange()
  }

  return {
    restLeftMs,
    facts: () => ({
      // A rest that is over lets one call try: whoever chooses among models may choose this one again.
      state: open === null ? 'closed' : restLeftMs() > 0 ? 'open' : 'half-open',
      failures: counter.state, retryAt: open === null ? null : clock.now() + Math.ceil(restLeftMs()),
      last: last?.failure ?? null, lastAt: last?.at ?? null, lastOkAt,
    }),
    pass() {
      if (restLeftMs() > 0 || probe !== null) return null
      const isProbe = open !== null
      let mine = era
      let isOver = false
      const passage: Passage = {
        isProbe,
        alive() {
          if (isOver || probe !== passage || mine !== era) return
          // The others may go, but the next failure opens again, and for longer.
          close()
          mine = era
          counter.state = failuresToOpen - 1
          onChange()
        },
        end(outcome) {
          if (isOver) return
          isOver = true
          const wasProbe = probe === passage
          if (wasProbe) probe = null
          if (mine !== era) return
          const sort = outcome === null ? 'answered' : sortOf(outcome)
          if (sort === 'answered') succeed()
          else if (sort !== 'ours') fail(outcome!, wasProbe)
        },
      }
      if (isProbe) { probe = passage; onChange() }
      return passage
    },
    reset() {
      close()
      counter.success()
      openings = 0
      last = null
      onChange()
    },
  }
}
