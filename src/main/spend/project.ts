import { boundsOf } from './calendar.ts'
import type { LimitUse } from './limits.ts'
import { toUsd } from './nano.ts'

/** Less than this of a period says nothing about the rest of it: three days of a month, two and a half hours of a day. */
const enough = 0.1

/**
 * Where the running period ends if money is spent on at the mean rate so far, in US dollars. Null for a budget that never
 * starts anew, where nothing was spent, and while too little of the period is over.
 */
export function project({ limit, usedNano }: Pick<LimitUse, 'limit' | 'usedNano'>, now: number): number | null {
  const { start, end } = boundsOf(limit.period, now)
  if (start === null || end === null || usedNano === 0) return null
  const over = (now - start) / (end - start)
  return over < enough ? null : toUsd(usedNano) / Math.min(1, over)
}
