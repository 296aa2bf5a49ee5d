import { ExponentialBackoff, type IBackoff } from 'cockatiel'

/** Five failures one after the other: fewer are bad luck. */
export const failuresToOpen = 5

/** Milliseconds that one answer waits between its tries, all together. A provider that asks for more is not asked again before that time. */
export const mostWaitMs = 8000
/** A time that a provider names is kept to up to an hour: past that it is more likely a mistake than a wish. */
const longestAskedMs = 3_600_000

const firstRestMs = 10_000
/** Also how long a refused account is left alone: 288 requests a day at most. */
export const longestRestMs = 300_000

/**
 * How long a provider is left alone when its breaker opens for the n-th time in a row: 10 seconds, twice as long each time, five
 * minutes at most, and up to a tenth more, so that many programs do not come back in one instant. Never less: the bound on
 * requests in a day rests on it.
 * @param opening 1 for the first time; terminal failures start at the end
 * @param askedMs what the provider itself asked for
 */
export function restMs(opening: number, isTerminal: boolean, askedMs: number, random: () => number): number {
  const grown = isTerminal ? longestRestMs : Math.min(longestRestMs, firstRestMs * 2 ** (opening - 1))
  return Math.max(grown, Math.min(askedMs, longestAskedMs)) * (1 + random() / 10)
}

const firstRetryMs = 400
const longestRetryMs = 4000

/** Waits between tries of one answer: decorrelated jitter, as cockatiel computes it. Each call gives the next. */
export function retryDelays(): () => number {
  let backoff: IBackoff<unknown> | null = null
  const factory = new ExponentialBackoff({ initialDelay: firstRetryMs, maxDelay: longestRetryMs })
  return () => {
    backoff = (backoff ?? factory.next()).next(undefined)
    return backoff.duration
  }
}
