/** Days as half-open spans of local time: built from year, month and day, so that hours lost or won in spring and autumn never show. */

/** From (included) until (not included), milliseconds since 1970. */
export interface Days { readonly from: number; readonly until: number }
export type Leaning = 'past' | 'future'

/** The years that a person means; what lies beyond is a number. */
const firstYear = 1800
const lastYear = 2200

export function isYear(year: number): boolean {
  return Number.isInteger(year) && year >= firstYear && year <= lastYear
}

/** Midnight of a day; month 0 to 11, and every part may overflow into the next. */
function midnight(year: number, month: number, day: number): number {
  return new Date(year, month, day).getTime()
}

export function daySpan(year: number, month: number, day: number, length = 1): Days {
  return { from: midnight(year, month, day), until: midnight(year, month, day + length) }
}

/** Null for a day that does not exist, such as 31 February. */
export function realDay(year: number, month: number, day: number): Days | null {
  const from = new Date(year, month, day)
  return isYear(year) && from.getMonth() === month && from.getDate() === day && from.getFullYear() === year ? daySpan(year, month, day) : null
}

export function monthSpan(year: number, month: number, months = 1): Days {
  return { from: midnight(year, month, 1), until: midnight(year, month + months, 1) }
}

export function yearSpan(year: number, years = 1): Days {
  return { from: midnight(year, 0, 1), until: midnight(year + years, 0, 1) }
}

/** The day of `at`, moved by whole days. */
export function dayAt(at: number, move = 0, length = 1): Days {
  const day = new Date(at)
  return daySpan(day.getFullYear(), day.getMonth(), day.getDate() + move, length)
}

/** The week (Monday to Sunday) of `at`, moved by whole weeks. */
export function weekAt(at: number, move = 0): Days {
  return dayAt(at, move * 7 - ((new Date(at).getDay() + 6) % 7), 7)
}

/** Saturday and Sunday of the week of `at`, moved by whole weeks. */
export function weekendAt(at: number, move = 0): Days {
  return dayAt(at, move * 7 + 5 - ((new Date(at).getDay() + 6) % 7), 2)
}

/** Seasons of the northern half by whole months: 0 spring (March to May) … 3 winter (December to February). */
export function seasonSpan(year: number, season: number): Days {
  return monthSpan(year, 2 + season * 3, 3)
}

/** Easter Sunday by the Gregorian rule (Meeus 1991, chapter 8). */
export function easterOf(year: number): { month: number; day: number } {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114
  return { month: Math.floor(f / 31) - 1, day: (f % 31) + 1 }
}

/**
 * Which year a part of the year without one means: the latest that has begun, or the next that has not ended.
 * @param spanOf the span in a year
 */
export function leanYear(at: number, leaning: Leaning, spanOf: (year: number) => Days): Days {
  const year = new Date(at).getFullYear()
  const today = dayAt(at)
  if (leaning === 'future') return [year - 1, year].map(spanOf).find((span) => span.until > today.from) ?? spanOf(year + 1)
  return [year, year - 1].map(spanOf).find((span) => span.from < today.until) ?? spanOf(year - 2)
}
