import type { AttemptReport } from '../../shared/health.ts'
import type { Failure } from '../../shared/result.ts'
import { mostWaitMs, retryDelays } from './delays.ts'
import { cancelled, trying, type Guard } from './guard.ts'
import { sortFailure } from './sortFailure.ts'
import { pause, waitWithin } from './time.ts'
import { inWords } from './words.ts'

export interface GuardableRequest {
  readonly signal: AbortSignal
  readonly onAttempt?: (report: AttemptReport) => void
}

export interface GuardedAnswers<R, E> { generate(request: R): AsyncIterable<E> }

/** Limits of one answer; each has a value that fits a person who waits. */
export interface ModelGuardOptions {
  /** Times that one answer is asked for, the first included; 3. */
  readonly mostTries?: number
  /** Milliseconds of waiting between tries, all together; 8,000. */
  readonly mostWaitMs?: number
  /** Milliseconds since the first try after which no other begins; 45,000. */
  readonly patienceMs?: number
  /** Milliseconds until the first sign of an answer, whatever bytes come; 60,000. */
  readonly firstMs?: number
  /** Milliseconds between two signs of it; 60,000. */
  readonly betweenMs?: number
}

const usual = { mostTries: 3, mostWaitMs, patienceMs: 45_000, firstMs: 60_000, betweenMs: 60_000 } as const

/** Milliseconds that a stream has for closing its connection. */
const closingMs = 2000

interface Try { readonly failure: Failure | null; readonly hasBegun: boolean; readonly wasProbe: boolean }

/**
 * Puts a guard before a model behind HTTP, whatever else it does. A failure that may pass is tried again, but only while nothing
 * was shown: after that the part that came stays, and nothing is asked twice. While the provider rests, it fails at once.
 */
export function guardModel<R extends GuardableRequest, E extends { readonly type: string }, M extends GuardedAnswers<R, E>>(model: M & GuardedAnswers<R, E>, guard: Guard, options: ModelGuardOptions = {}): M {
  const limits = { ...usual, ...options }
  return { ...model, generate: (request: R) => guarded(model, request, guard, limits) }
}

async function* guarded<R extends GuardableRequest, E extends { readonly type: string }>(model: GuardedAnswers<R, E>, request: R, guard: Guard, limits: Required<ModelGuardOptions>): AsyncGenerator<E> {
  const { clock } = guard
  const { signal } = request
  const began = clock.elapsed()
  const nextDelay = retryDelays()
  let [retries, waitedMs] = [0, 0]
  let failure: Failure | null = cancelled
  const place = guard.resting() === null ? guard.join() : null
  const leave = () => place?.leave()
  signal.addEventListener('abort', leave)
  if (signal.aborted) leave()
  try {
    if (place === null) {
      failure = guard.resting() ?? tooMany(guard.name)
      yield failed<E>(failure)
      return
    }
    const isMyTurn = await place.ready
    waitedMs += clock.elapsed() - began
    const firstTryAt = clock.elapsed()
    for (let waitedToRetryMs = 0; ; retries++) {
      const tried: Try = isMyTurn && !signal.aborted ? yield* tryOnce(model, request, guard, limits) : { failure: cancelled, hasBegun: false, wasProbe: false }
      failure = tried.failure
      if (failure === null) return
      const delay = retryIn(failure, nextDelay)
      const mayRetry = sortFailure(failure) === 'passing' && !tried.hasBegun && !tried.wasProbe && guard.resting() === null && retries + 1 < limits.mostTries
        && waitedToRetryMs + delay <= limits.mostWaitMs && clock.elapsed() - firstTryAt <= limits.patienceMs
      if (!mayRetry) {
        failure = withTime(failure)
        yield failed<E>(failure)
        return
      }
      waitedToRetryMs += delay
      waitedMs += delay
      await pause(clock, delay, signal)
    }
  } catch (error) {
    // Nobody cancelled it: what threw is a fault, and the report says so.
    failure = threw(guard.name)
    throw error
  } finally {
    signal.removeEventListener('abort', leave)
    place?.leave()
    request.onAttempt?.({ retries, breaker: guard.state(), waitedMs: Math.round(waitedMs), failure })
  }
}

/** Asks once and passes on what comes, except the failure, which is returned. */
async function* tryOnce<R extends GuardableRequest, E extends { readonly type: string }>(model: GuardedAnswers<R, E>, request: R, guard: Guard, limits: Required<ModelGuardOptions>): AsyncGenerator<E, Try> {
  const { clock, name } = guard
  const passage = guard.breaker.pass()
  if (passage === null) return { failure: guard.resting() ?? trying(name), hasBegun: false, wasProbe: true }
  const { isProbe: wasProbe } = passage
  const hangUp = new AbortController()
  const stream = model.generate({ ...request, signal: AbortSignal.any([request.signal, hangUp.signal]) })[Symbol.asyncIterator]()
  let hasBegun = false
  let outcome: Failure | null = cancelled
  const ended = (failure: Failure | null): Try => { outcome = failure; return { failure, hasBegun, wasProbe } }
  try {
    for (;;) {
      const limitMs = hasBegun ? limits.betweenMs : limits.firstMs
      // The adapter hears the signal itself and says how it ended; only the clock may cut it short here.
      const waited = await waitWithin(clock, stream.next(), limitMs, neverAborted)
      if (waited.how !== 'done') return ended(silent(name, hasBegun, limitMs))
      if (waited.value.done === true) throw new Error('a model ended its stream without saying how')
      const event = waited.value.value
      if (isFailed(event)) return ended(event.failure)
      if (event.type === 'end') {
        if (!request.signal.aborted) outcome = null
        yield event
        return { failure: null, hasBegun, wasProbe }
      }
      hasBegun = true
      passage.alive()
      yield event
    }
  } finally {
    passage.end(outcome)
    hangUp.abort()
    // What it still writes down is written when this ends; one that hangs is left to its signal.
    await waitWithin(clock, Promise.resolve(stream.return?.()), closingMs, neverAborted)
  }
}

const neverAborted = new AbortController().signal

/** A failure ends a stream, `end` ends it, anything else was shown. */
function isFailed(event: { readonly type: string }): event is { readonly type: 'failed'; readonly failure: Failure } {
  return event.type === 'failed'
}

function failed<E>(failure: Failure): E {
  return { type: 'failed', failure } as E
}

/** What the provider asked for counts, where it said so. */
function retryIn(failure: Failure, nextDelay: () => number): number {
  const jittered = nextDelay()
  return failure.retryAfterSeconds === undefined ? jittered : failure.retryAfterSeconds * 1000
}

/** The time that the provider named stands in what a person reads; a number alone may be a status or the name of a model. */
function withTime(failure: Failure): Failure {
  const { retryAfterSeconds } = failure
  if (retryAfterSeconds === undefined || /\d (?:second|minute|hour|day)s?\b/.test(`${failure.message} ${failure.next ?? ''}`)) return failure
  return { ...failure, next: `Try again in ${inWords(retryAfterSeconds)}, or answer with the local model.` }
}

function silent(name: string, hasBegun: boolean, limitMs: number): Failure {
  const next = 'Try again, or answer with the local model.'
  return hasBegun ? { kind: 'provider-silent', message: `${name} stopped in the middle of the answer.`, next }
    : { kind: 'provider-silent', message: `${name} sent no word of an answer within ${inWords(limitMs / 1000)}.`, next }
}

function threw(name: string): Failure {
  return { kind: 'provider-failed', message: `${name} ended by a fault.`, next: 'Try again, or answer with the local model.' }
}

function tooMany(name: string): Failure {
  return { kind: 'busy', message: `Too many requests to ${name} are waiting already.`, next: 'Wait until some of them end, or answer with the local model.' }
}
