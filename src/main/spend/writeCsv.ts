/** Signs that make a table program take a cell for a formula, also behind spaces or a control character. */
const formula = /^[\s\p{Cc}]*[=+\-@|%＝＋－＠]/u

/**
 * Comma-separated values as RFC 4180 has them. Texts that a table program would run as a formula get an apostrophe in front;
 * numbers stay numbers.
 */
export function writeCsv(head: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  return [head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n'
}

function cell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = formula.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe
}
