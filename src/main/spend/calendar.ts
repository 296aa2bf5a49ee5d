import type { SpendLimit } from '../../shared/spending.ts'

type Period = SpendLimit['period']

const two = (number: number) => String(number).padStart(2, '0')

/** The day of the person's own calendar, as "2026-05-03". */
export function dayOf(time: number): string {
  const date = new Date(time)
  return `${monthOf(time)}-${two(date.getDate())}`
}

/** The month of the person's own calendar, as "2026-05". */
export function monthOf(time: number): string {
  const date = new Date(time)
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}`
}

/** The name of the period that runs: the day, the month, or "always". */
export function periodOf(period: Period, time: number): string {
  return period === 'day' ? dayOf(time) : period === 'month' ? monthOf(time) : 'always'
}

/** When the running period began and when the next one begins; nulls for a budget that never starts anew. */
export function boundsOf(period: Period, time: number): { readonly start: number | null; readonly end: number | null } {
  if (period === 'always') return { start: null, end: null }
  const date = new Date(time)
  const at = (months: number, day: number) => new Date(date.getFullYear(), date.getMonth() + months, day).getTime()
  // By the calendar and not by hours: the day on which clocks change has 23 or 25.
  return period === 'day' ? { start: at(0, date.getDate()), end: at(0, date.getDate() + 1) } : { start: at(0, 1), end: at(1, 1) }
}

/** Midnight at the beginning of the first of so many days that end with this one. */
export function startOfDays(days: number, time: number): number {
  const date = new Date(time)
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - days + 1).getTime()
}
