import type { Health } from '../../shared/health.ts'
import { FailureError, type Failure, type Result } from '../../shared/result.ts'
import { createBreaker, type Breaker } from './breaker.ts'
import { waitWithin, type ResilienceClock } from './time.ts'
import { createWaitingLine, type Place } from './waitingLine.ts'
import { inWords } from './words.ts'

/** Stands before one provider or one source of context: counts its failures, leaves it alone when it needs rest, and lets so many in at once. */
export interface Guard {
  readonly id: string
  readonly name: string
  readonly kind: Health['kind']
  readonly clock: ResilienceClock
  readonly breaker: Breaker
  /** Called otherwise from now on; what is known of it stays. */
  rename(name: string): void
  state(): Health['state']
  health(): Health
  /** Why nothing is asked now, with the seconds it lasts; null when something may be. */
  resting(): Failure | null
  /** A place among those that ask at once; null where too many wait. */
  join(): Place | null
  /** Runs work within the time limit; what it throws is a failure of the source, and never rejects. */
  run<T>(signal: AbortSignal, work: (signal: AbortSignal) => PromiseLike<T>): Promise<Result<T, SourceTrouble>>
}

/** Why a source gave nothing. */
export interface SourceTrouble {
  readonly why: 'late' | 'failed' | 'skipped' | 'cancelled'
  readonly failure: Failure
}

export interface GuardLimits {
  /** Milliseconds that `run` waits for its work. */
  readonly timeLimitMs: number
  readonly atOnce: number
  readonly waiting: number
}

export interface GuardOptions {
  readonly id: string
  readonly name: string
  readonly kind: Health['kind']
  readonly clock: ResilienceClock
  readonly limits: GuardLimits
  readonly random?: (() => number) | undefined
  readonly onChange: () => void
  /** What a thrown value was, for the developer's eyes. */
  readonly onThrow: (error: unknown) => void
}

/** A guard that lets everything in until the first failures. Nothing has to be closed. */
export function createGuard(options: GuardOptions): Guard {
  const { id, kind, clock, limits } = options
  let { name } = options
  // Whatever ends a source's work is its failure; what a provider says is looked at closer.
  const sort = kind === 'source' ? ({ kind: how }: Failure) => how === 'cancelled' ? 'ours' as const : 'broken' as const : undefined
  const breaker = createBreaker({ clock, onChange: options.onChange, random: options.random, sort })
  const line = createWaitingLine({ most: limits.atOnce, waiting: limits.waiting })
  const trouble = (why: SourceTrouble['why'], failure: Failure): Result<never, SourceTrouble> => ({ ok: false, error: { why, failure } })

  const guard: Guard = {
    id, kind, clock, breaker,
    get name() { return name },
    rename(next) { name = next },
    state: () => breaker.facts().state,
    health: () => ({ id, name, kind, ...breaker.facts() }),
    join: () => line.join(),
    resting() {
      const { state, last, failures } = breaker.facts()
      if (state !== 'open') return null
      const seconds = Math.ceil(breaker.restLeftMs() / 1000)
      return restingFailure(name, last, failures, seconds)
    },
    async run(signal, work) {
      const place = line.join()
      if (place === null) return trouble('skipped', { kind: 'busy', message: `${name} is asked too often just now.`, next: 'Wait a moment and try again.' })
      const leave = () => place.leave()
      signal.addEventListener('abort', leave)
      try {
        if (signal.aborted || !await place.ready) return trouble('cancelled', cancelled)
        const passage = breaker.pass()
        if (passage === null) return trouble('skipped', guard.resting() ?? trying(name))
        const hangUp = new AbortController()
        let failure: Failure = cancelled
        try {
          const waited = await waitWithin(clock, work(AbortSignal.any([signal, hangUp.signal])), limits.timeLimitMs, signal)
          if (waited.how === 'done') { passage.end(null); return { ok: true, value: waited.value } }
          if (waited.how === 'cancelled') return trouble('cancelled', cancelled)
          failure = { kind: 'provider-silent', message: `${name} took longer than ${inWords(limits.timeLimitMs / 1000)}.`, next: 'Try again.' }
          return trouble('late', failure)
        } catch (error) {
          if (signal.aborted) return trouble('cancelled', cancelled)
          options.onThrow(error)
          failure = error instanceof FailureError ? error.failure : { kind: 'provider-failed', message: `${name} did not work.`, next: 'Try again.' }
          return trouble('failed', failure)
        } finally {
          passage.end(failure)
          hangUp.abort()
        }
      } finally {
        signal.removeEventListener('abort', leave)
        place.leave()
      }
    },
  }
  return guard
}

/** What is said while one other call tries whether a rest was long enough. */
export function trying(name: string): Failure {
  return { kind: 'provider-failed', message: `${name} failed before, and one request is trying now whether it works again.`, next: 'Wait a moment, or answer with the local model.', retryAfterSeconds: 1 }
}

export const cancelled: Failure = { kind: 'cancelled', message: 'This was stopped.' }

function restingFailure(name: string, last: Failure | null, failures: number, seconds: number): Failure {
  const often = failures > 1 ? ` after ${failures} failures in a row` : ''
  const why = last === null ? '' : ` ${last.message}`
  return {
    kind: last?.kind ?? 'provider-failed', message: `${name} is left alone for another ${inWords(seconds)}${often}.${why}`,
    next: last?.retryAfterSeconds !== undefined ? `Try again in ${inWords(seconds)}, or answer with the local model.` : last?.next ?? 'Try it now in Settings, or answer with the local model.', retryAfterSeconds: seconds, ...(last?.status === undefined ? {} : { status: last.status }),
  }
}
