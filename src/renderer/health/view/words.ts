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
  // Only the last is known: those before it may have failed in another way.
  const why = one.last === null ? '.' : one.failures > 1 ? `, the last: ${one.last.message}` : `: ${one.last.message}`
  const times = formatAmount(one.failures, 'failure')
  if (one.state === 'half-open') return `The next call tries it again${one.failures > 0 ? `, after ${times}` : ''}${why}`
  if (one.state === 'open') {
    if (one.retryAt === null || one.retryAt <= now) return `Rested after ${times}${why === '.' ? '' : why.replace(/\.$/, '')}; the next call tries it again.`
    return `Resting until ${formatClock(one.retryAt, now)} after ${times}${why}`
  }
  if (one.failures > 0) return `Works, but failed ${one.failures === 1 ? 'the last time' : `${one.failures} times in a row`}${why}`
  return one.lastOkAt === null ? 'Not asked yet since the start.' : `Works. Last answered ${formatAgo(one.lastOkAt, now)}.`
}

/** One word for the state, so that its colour carries nothing alone. */
export const stateWords: Record<Health['state'], string> = { 'closed': 'works', 'open': 'resting', 'half-open': 'trying' }
