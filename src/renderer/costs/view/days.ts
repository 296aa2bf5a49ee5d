import type { SpendingReport } from '../../../shared/spending.ts'
import { formatAmount, formatDay, formatMoney } from '../../state/formats.ts'

export type DaySpent = { day: string; costUsd: number; calls: number }

/** Noon of a day by its name (`2026-11-21`), by this computer's clock. NaN where it is no day. */
export function momentOfDay(day: string): number {
  const [year = NaN, month = NaN, date = NaN] = day.split('-').map(Number)
  return new Date(year, month - 1, date, 12).getTime()
}

/** The name of the day that lies so many days from a moment. */
function nameDay(at: number, distance: number): string {
  const from = new Date(at)
  const day = new Date(from.getFullYear(), from.getMonth(), from.getDate() + distance)
  return `${String(day.getFullYear()).padStart(4, '0')}-${String(day.getMonth() + 1).padStart(2, '0')}-${String(day.getDate()).padStart(2, '0')}`
}

/** A day as people read it: `21 Nov 2026`. */
export function sayDay(day: string): string {
  const at = momentOfDay(day)
  return Number.isNaN(at) ? day : formatDay(at)
}

/**
 * Every day of a report up to its last, in order; days without a call count as nothing.
 * @param count how many days were asked for
 */
export function fillDays(days: SpendingReport['days'], until: number, count: number): DaySpent[] {
  const known = new Map(days.map((one) => [one.day, one]))
  return Array.from({ length: count }, (_, at) => {
    const day = nameDay(until, at + 1 - count)
    const found = known.get(day)
    return { day, costUsd: found?.costUsd ?? 0, calls: found?.calls ?? 0 }
  })
}

export type Bar = DaySpent & { x: number; width: number; height: number }

/** Places one bar per day in a picture of the given size. A day that cost more than nothing is at least a pixel high. */
export function drawBars(days: readonly DaySpent[], size: { width: number; height: number }): Bar[] {
  const highest = Math.max(0, ...days.map((one) => one.costUsd))
  const slot = size.width / Math.max(1, days.length)
  const width = Number(Math.max(0.6, slot * 0.72).toFixed(2))
  return days.map((one, at) => ({
    ...one, x: Number((at * slot + (slot - width) / 2).toFixed(2)), width,
    height: one.costUsd <= 0 || highest === 0 ? 0 : Number(Math.max(1, (one.costUsd / highest) * size.height).toFixed(2)),
  }))
}

/** The picture in one sentence, for those who do not see it. */
export function describeDays(days: readonly DaySpent[]): string {
  const spent = days.filter((one) => one.costUsd > 0)
  const dearest = spent.reduce<DaySpent | null>((best, one) => best === null || one.costUsd > best.costUsd ? one : best, null)
  if (dearest === null) return 'Spent per day: nothing in this time.'
  const total = spent.reduce((sum, one) => sum + one.costUsd, 0)
  return `Spent per day: ${formatMoney(total)} on ${formatAmount(spent.length, 'day')}; most on ${sayDay(dearest.day)}, ${formatMoney(dearest.costUsd)}.`
}
