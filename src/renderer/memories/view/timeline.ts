import type { Memory, MemoryFacets } from '../../../shared/memory.ts'
import { formatDay } from '../../state/formats.ts'
import { monthOf, nameMonth, spanOfMonth } from './months.ts'

/** How closely a timeline is looked at. */
export type Zoom = 'years' | 'months' | 'days'
export const zooms: readonly Zoom[] = ['years', 'months', 'days']
/** By which of its times a memory has its place. */
export type TimeBasis = 'time' | 'changed'

/** When it happens or, where that is not told, when it was first said; what was written by hand, when it was written. */
export function timeOf(memory: Pick<Memory, 'eventAt' | 'learnedAt' | 'updatedAt' | 'sources'>, basis: TimeBasis): number {
  if (basis === 'changed') return memory.updatedAt
  const said = memory.sources.flatMap((source) => source.role === 'user' ? [source.at] : [])
  return memory.eventAt ?? (said.length > 0 ? Math.min(...said) : memory.learnedAt)
}

/** The name of the day or the month that a time lies in. */
export function groupName(at: number, zoom: Zoom, locale?: string): string {
  return zoom === 'days' ? formatDay(at, locale) : nameMonth(monthOf(at), 'long', locale)
}

/** One year of a timeline seen from afar: its months from January to December, null where it has none. */
export type TimelineYear = { year: string; count: number; months: ({ month: string; name: string; count: number } | null)[] }

/** Years of a timeline, newest first, each with its twelve months; only months within the filter's time. */
export function listYears(months: MemoryFacets['months'], span: { from: number | null; until: number | null }, locale?: string): TimelineYear[] {
  const years = new Map<string, TimelineYear>()
  for (const { value, count } of within(months, span)) {
    const year = value.slice(0, -3)
    const known = years.get(year) ?? { year, count: 0, months: Array.from({ length: 12 }, () => null) }
    known.months[Number(value.slice(-2)) - 1] = { month: value, name: nameMonth(value, 'long', locale), count }
    known.count += count
    years.set(year, known)
  }
  return [...years.values()].sort((one, other) => Number(other.year) - Number(one.year))
}

/** The row at which a month begins in a list of the newest first. */
export function rowOfMonth(months: MemoryFacets['months'], month: string, span: { from: number | null; until: number | null }): number {
  const start = spanOfMonth(month)?.from ?? 0
  return within(months, span).reduce((row, one) => (spanOfMonth(one.value)?.from ?? 0) > start ? row + one.count : row, 0)
}

function within(months: MemoryFacets['months'], { from, until }: { from: number | null; until: number | null }): MemoryFacets['months'] {
  return months.filter(({ value }) => {
    const span = spanOfMonth(value)
    return span !== null && (from === null || span.until > from) && (until === null || span.from < until)
  })
}
