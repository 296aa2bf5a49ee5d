/** Reading single fields of a value that may be anything at all. */

export type Fields = Readonly<Record<string, unknown>>

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** A text that says something, or null. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null
}

/** An id or name of a thing: short, or it is none. */
export function nameOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' && value.length <= 500 ? value : null
}

/** Nobody talked to an assistant before 1990; what claims so is a missing time in disguise. */
const earliest = Date.UTC(1990, 0, 1)
const dayMs = 86_400_000

/**
 * A time in whichever way exports write one: seconds since 1970 as a number or a text, or an ISO date (without a zone: UTC).
 * @param latest nothing was said after this moment (and a day for other clocks)
 * @returns milliseconds since 1970, or null for what is no time at which something can have been said
 */
export function timeOf(value: unknown, latest: number): number | null {
  const at = typeof value === 'number' ? value * 1000 : typeof value === 'string' ? parseTime(value.trim()) : Number.NaN
  return Number.isFinite(at) && at >= earliest && at <= latest + dayMs ? Math.round(at) : null
}

function parseTime(text: string): number {
  if (/^\d{1,12}(?:\.\d+)?$/.test(text)) return Number(text) * 1000
  if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return Number.NaN
  return Date.parse(/T.*(?:Z|[+-]\d{2}:?\d{2})$/i.test(text) || !text.includes('T') ? text : `${text}Z`)
}

/** One line of at most 200 characters for a list of conversations; empty where there is nothing to show. */
export function titleOf(value: unknown): string {
  const line = typeof value === 'string' ? value.slice(0, 1000).replace(/[\s\p{Cc}]+/gu, ' ').trim() : ''
  return line.length > 200 ? `${line.slice(0, 199).trimEnd()}…` : line
}

/** Text that is no speech, fenced so that nothing takes it for the words of the one who sent it. */
export function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`{3,}/g)].map((found) => found[0].length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}${/^[\w+#.-]{1,30}$/.test(language) ? language : ''}\n${text}${text.endsWith('\n') ? '' : '\n'}${fence}`
}
