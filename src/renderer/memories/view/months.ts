/** Months as the engine counts them: "2026-11", by the calendar of this computer, as days are shown. */

const pattern = /^(-?\d{1,6})-(\d{2})$/

/** The first moment of a month and of the next, in milliseconds; null for what is no month. */
export function spanOfMonth(month: string): { from: number; until: number } | null {
  const found = pattern.exec(month)
  if (found === null) return null
  const start = (at: number) => { const day = new Date(2000, 0, 1); day.setFullYear(Number(found[1]), at, 1); return day.getTime() }
  const at = Number(found[2]) - 1
  return { from: start(at), until: start(at + 1) }
}

/** The month that a moment lies in. */
export function monthOf(at: number): string {
  const date = new Date(at)
  return `${String(date.getFullYear()).padStart(4, '0')}-${String(date.getMonth() + 1).padStart(2, '0')}`
}

/** True where a span begins with a month and ends with one. */
export function isWholeMonths(from: number, until: number): boolean {
  return spanOfMonth(monthOf(from))?.from === from && spanOfMonth(monthOf(until))?.from === until
}

const longNames = new Map<string, Intl.DateTimeFormat>()

/** A month in the reader's language: "November 2026", or short: "Nov 2026". */
export function nameMonth(month: string, form: 'long' | 'short' = 'long', locale?: string): string {
  const span = spanOfMonth(month)
  if (span === null) return month
  const key = `${form} ${locale ?? ''}`
  const format = longNames.get(key) ?? new Intl.DateTimeFormat(locale, { month: form, year: 'numeric' })
  longNames.set(key, format)
  return format.format(span.from)
}

/** The names of the twelve months, short: "Jan". */
export function monthNames(locale?: string): string[] {
  const format = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' })
  return Array.from({ length: 12 }, (_, at) => format.format(Date.UTC(2026, at, 1)))
}

/** A span of whole months: "Nov 2026", "Mar 2025 to Nov 2026". */
export function nameMonths(from: number, until: number, locale?: string): string {
  const first = monthOf(from)
  const last = monthOf(until - 1)
  return first === last ? nameMonth(first, 'long', locale) : `${nameMonth(first, 'short', locale)} to ${nameMonth(last, 'short', locale)}`
}

/** One bar of a picture of time: a month, or a year where there are too many months. */
export type TimeBar = { key: string; name: string; /** For the edge of the picture. */ short: string; from: number; until: number; count: number }

/**
 * The months of a facet as bars without gaps, oldest first; by years where there would be more than `most` months, and by
 * the nearest `most` years where even those are too many.
 */
export function listBars(months: readonly { value: string; count: number }[], most = 48, locale?: string): TimeBar[] {
  const counts = new Map(months.flatMap(({ value, count }) => spanOfMonth(value) === null ? [] : [[value, count] as const]))
  const known = [...counts.keys()].map((month) => spanOfMonth(month)!.from)
  if (known.length === 0) return []
  const first = new Date(Math.min(...known))
  const last = new Date(Math.max(...known))
  const places = (last.getFullYear() - first.getFullYear()) * 12 + last.getMonth() - first.getMonth() + 1
  if (places <= most) {
    return Array.from({ length: places }, (_, at) => {
      const start = new Date(first)
      start.setMonth(first.getMonth() + at)
      const key = monthOf(start.getTime())
      return { key, name: nameMonth(key, 'long', locale), short: nameMonth(key, 'short', locale), ...spanOfMonth(key)!, count: counts.get(key) ?? 0 }
    })
  }
  const years = new Map<number, number>()
  for (const [month, count] of counts) { const year = new Date(spanOfMonth(month)!.from).getFullYear(); years.set(year, (years.get(year) ?? 0) + count) }
  const newest = last.getFullYear()
  const oldest = Math.max(first.getFullYear(), newest - most + 1)
  return Array.from({ length: newest - oldest + 1 }, (_, at) => {
    const year = oldest + at
    const padded = String(year).padStart(4, '0')
    return { key: padded, name: padded, short: padded, from: spanOfMonth(`${padded}-01`)!.from, until: spanOfMonth(`${padded}-12`)!.until, count: years.get(year) ?? 0 }
  })
}
