const thin = '\u2009'

/** A count with thin spaces in thousands: 12 345. */
export function formatCount(count: number): string {
  return Math.round(count).toString().replace(/\B(?=(\d{3})+(?!\d))/g, thin)
}

/** A count in two or three figures: 840, 3.1k, 128k. */
export function formatShort(count: number): string {
  if (count < 1000) return Math.round(count).toString()
  const thousands = count / 1000
  return thousands < 10 ? `${thousands.toFixed(1)}k` : thousands < 1000 ? `${Math.round(thousands)}k` : `${(thousands / 1000).toFixed(1)}M`
}

/** Milliseconds for people: 38 ms, 1.9 s, 2 min 5 s. */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`
}

/** Bytes in decimal units: 0 B, 4.2 kB, 98.4 MB. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = 0
  while (value >= 1000 && unit < units.length - 1) { value /= 1000; unit++ }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`
}

/** Money in US dollars, with enough figures to see a fraction of a cent. */
export function formatCost(dollars: number): string {
  return dollars === 0 ? '$0.00' : dollars < 0.01 ? `$${dollars.toFixed(4)}` : `$${dollars.toFixed(2)}`
}

/** A day as this computer writes it: "3 May 2026"; without the year when it is this one. */
export function formatDay(at: number, now = Date.now()): string {
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return new Date(at).toLocaleDateString(undefined, { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) })
}

/** Day and time of day. */
export function formatMoment(at: number): string {
  return new Date(at).toLocaleString(undefined, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' })
}
