import type { Health } from '../../../shared/health.ts'
import { formatAgo, formatAmount, formatMoment } from '../../state/formats.ts'

const day = 86_400_000

/** A time of day, with its day where that is another: "14:05", "3 Dec 2026, 14:05". */
export function formatClock(at: number, now: number, locale?: string): string {
  if (Math.abs(at - now) > day) return formatMoment(at, locale)
  return new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }).format(at)
}

/** How a provider or a source stands, in one sentence. @param now the engine's clock */
export function sayHealth(one: Health, now: number): string {
  const why = one.last === null ? '.' : `: ${one.last.message}`
  const times = formatAmount(one.failures, 'failure')
  if (one.state === 'half-open') return `The next call tries it again${one.failures > 0 ? `, after ${times}` : ''}${why}`
  if (one.state === 'open') {
    if (one.retryAt === null || one.retryAt <= now) return `Rested after ${times}; the next call tries it again${why}`
    return `Resting until ${formatClock(one.retryAt, now)} after ${times}${why}`
  }
  if (one.failures > 0) return `Works, but failed ${one.failures === 1 ? 'the last time' : `the last ${one.failures} times`}${why}`
  return one.lastOkAt === null ? 'Not asked yet since the start.' : `Works. Last answered ${formatAgo(one.lastOkAt, now)}.`
}

/** One word for the state, so that its colour carries nothing alone. */
export const stateWords: Record<Health['state'], string> = { 'closed': 'works', 'open': 'resting', 'half-open': 'trying' }
