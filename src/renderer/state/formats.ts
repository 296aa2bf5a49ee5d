/** Numbers, times and money as people read them. Every function gives the unit with the number. */

/** A narrow space that never breaks: thousands are set apart with it, and units stand behind it. */
const thin = '\u202f'
const gap = '\u00a0'

/** A whole number with thin spaces between thousands: `3 118`. */
export function formatCount(count: number): string {
  const digits = String(Math.abs(Math.round(count)))
  return (count <= -0.5 ? '−' : '') + digits.replaceAll(/\B(?=(\d{3})+$)/g, thin)
}

/** A count with its noun in the right number: `1 token`, `3 118 tokens`. The plural is the noun with an `s` unless given. */
export function formatAmount(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatCount(count)}${gap}${Math.round(count) === 1 ? noun : plural}`
}

/** A count in two or three figures, where a thousand more or less is no matter: `840`, `3.1k`, `128k`. */
export function formatShort(count: number): string {
  if (count < 1000) return String(Math.round(count))
  const thousands = count / 1000
  if (thousands < 9.95) return `${thousands.toFixed(1)}k`
  return thousands < 999.5 ? `${Math.round(thousands)}k` : `${(thousands / 1000).toFixed(1)}M`
}

/** A duration in milliseconds, in two or three figures: `0.4 ms`, `367 ms`, `1.9 s`, `2 min 5 s`. */
export function formatDuration(ms: number): string {
  if (ms < 9.95) return `${Number(Math.max(0, ms).toFixed(1))}${gap}ms`
  if (ms < 999.5) return `${Math.round(ms)}${gap}ms`
  const seconds = ms / 1000
  if (seconds < 59.95) return `${seconds.toFixed(1)}${gap}s`
  const whole = Math.round(seconds)
  return `${formatCount(Math.floor(whole / 60))}${gap}min${gap}${whole % 60}${gap}s`
}

/** A score or a confidence between 0 and 1, with two digits: `.83`. What lies outside is shown as the nearer end. */
export function formatScore(score: number): string {
  const shown = Math.max(0, Math.min(1, score)).toFixed(2)
  if (shown === '0.00') return '0'
  return shown === '1.00' ? '1' : shown.slice(1)
}

/** A share of 0 to 1 as a percentage; what is more than nothing never reads as nothing: `<1 %`. */
export function formatShare(share: number): string {
  const percent = share * 100
  if (percent > 0 && percent < 0.95) return `<1${gap}%`
  return `${Math.round(percent)}${gap}%`
}

/** US dollars: two decimals, and for less than a cent as many as its first two digits need: `$0.0042`. */
export function formatMoney(dollars: number): string {
  if (dollars === 0 || dollars >= 0.0995) return `$${groupDecimals(dollars.toFixed(2))}`
  const decimals = Math.min(8, 1 - Math.floor(Math.log10(dollars)))
  return `$${dollars.toFixed(decimals)}`
}

function groupDecimals(number: string): string {
  const [whole = '0', rest = '00'] = number.split('.')
  return `${formatCount(Number(whole))}.${rest}`
}

/** Bytes in the decimal units that networks use: `0 B`, `4.2 kB`, `1.3 MB`. */
export function formatBytes(bytes: number): string {
  let size = bytes
  for (const unit of ['B', 'kB', 'MB', 'GB', 'TB']) {
    if (size < 999.5 || unit === 'TB') return `${unit === 'B' || size >= 99.5 ? formatCount(size) : Number(size.toFixed(1))}${gap}${unit}`
    size /= 1000
  }
  return ''
}

/** A day in the reader's own language: `12 Mar 2025`. */
export function formatDay(at: number, locale?: string): string {
  return formatterFor(days, locale, { day: 'numeric', month: 'short', year: 'numeric' }).format(at)
}

/** A day and a time of day in the reader's own language. */
export function formatMoment(at: number, locale?: string): string {
  return formatterFor(moments, locale, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' }).format(at)
}

// Making a formatter takes longer than drawing a row of a list; each is made once.
const days = new Map<string | undefined, Intl.DateTimeFormat>()
const moments = new Map<string | undefined, Intl.DateTimeFormat>()

function formatterFor(known: Map<string | undefined, Intl.DateTimeFormat>, locale: string | undefined, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const found = known.get(locale) ?? new Intl.DateTimeFormat(locale, options)
  known.set(locale, found)
  return found
}

/** How long ago, in words: `just now`, `5 minutes ago`, `yesterday`, and a day when it is over a week. */
export function formatAgo(at: number, now: number, locale?: string): string {
  const minutes = Math.floor((now - at) / 60_000)
  if (minutes < 1) return 'just now'
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  if (minutes < 60) return relative.format(-minutes, 'minute')
  if (minutes < 24 * 60) return relative.format(-Math.floor(minutes / 60), 'hour')
  const days = Math.floor(minutes / (24 * 60))
  return days <= 7 ? relative.format(-days, 'day') : formatDay(at, locale)
}

/** The start of a text on one line, cut at a word with an ellipsis where it is longer than `limit` characters. */
export function excerpt(text: string, limit = 90): string {
  const line = text.slice(0, limit * 4).replaceAll(/\s+/g, ' ').trim()
  if (line.length <= limit) return line.length > 0 ? line : '(empty)'
  const cut = Array.from(line.slice(0, limit)).slice(0, -1).join('')
  const word = cut.lastIndexOf(' ')
  return `${word > limit / 2 ? cut.slice(0, word) : cut}…`
}

const dayMs = 86_400_000
const weekdays = new Map<string | undefined, Intl.DateTimeFormat>()

/** A moment as people name it: within the last six days by its weekday, `Tuesday 14:02`; before that by its day. */
export function formatWhen(at: number, now = Date.now(), locale?: string): string {
  if (now - at >= 6 * dayMs || at > now) return formatMoment(at, locale)
  return formatterFor(weekdays, locale, { weekday: 'long', hour: '2-digit', minute: '2-digit' }).format(at)
}
