import type { Insights, Metric } from '../../../shared/insights.ts'
import { formatAmount, formatBytes, formatDay, formatDuration, formatMoney, formatShare } from '../../state/formats.ts'

export type ChartPoint = { x: number; y: number; at: number; value: number; turns: number }
export type Chart = { points: ChartPoint[]; line: string; area: string; low: number; high: number }

/** A metric's value in its unit. */
export function formatValue(value: number, unit: Metric['unit']): string {
  if (unit === 'share') return formatShare(value)
  if (unit === 'ms') return formatDuration(value)
  if (unit === 'bytes') return formatBytes(value)
  return unit === 'money' ? formatMoney(value) : formatAmount(value, 'token')
}

/** Whether more is better, in words. */
export function sayBetter(better: Metric['better']): string {
  return better === 'neither' ? '' : better === 'higher' ? 'higher is better' : 'lower is better'
}

/**
 * Places a metric's days in a picture of the given size, in pixels. Time runs over the whole range, so that a day without
 * turns shows as a gap in width; shares go from nothing to everything, all else from nothing to the highest day.
 */
export function drawChart(metric: Pick<Metric, 'days' | 'unit'>, range: { from: number; to: number }, size: { width: number; height: number; edge: number }): Chart {
  const { width, height, edge } = size
  const highest = Math.max(0, ...metric.days.map((day) => day.value))
  const high = metric.unit === 'share' ? Math.max(1, highest) : highest === 0 ? 1 : highest
  const low = Math.min(0, ...metric.days.map((day) => day.value))
  const span = Math.max(1, range.to - range.from)
  const place = (share: number, length: number) => Number((edge + Math.max(0, Math.min(1, share)) * (length - 2 * edge)).toFixed(2))
  const points = [...metric.days].sort((one, other) => one.at - other.at).map((day) => ({
    x: place((day.at - range.from) / span, width), y: place(1 - (day.value - low) / (high - low), height), at: day.at, value: day.value, turns: day.turns,
  }))
  const line = points.map((point, at) => `${at === 0 ? 'M' : 'L'}${point.x} ${point.y}`).join(' ')
  const first = points[0]
  const last = points.at(-1)
  const area = first === undefined || last === undefined || points.length < 2 ? '' : `${line} L${last.x} ${height - edge} L${first.x} ${height - edge} Z`
  return { points, line, area, low, high }
}

const dayMs = 86_400_000

/** The time that all pictures of a page share: from the beginning of what was asked for to the newest day with a figure, at least one day. */
export function findRange({ since, metrics }: Pick<Insights, 'since' | 'metrics'>): { from: number; to: number } {
  const newest = Math.max(since, ...metrics.flatMap((metric) => metric.days.map((day) => day.at)))
  return { from: since, to: Math.max(since + dayMs, newest) }
}

/** The picture in one sentence, for those who do not see it. */
export function describeChart(metric: Metric): string {
  const first = metric.days[0]
  const last = metric.days.at(-1)
  if (first === undefined || last === undefined) return `${metric.label}: nothing is known yet.`
  const values = metric.days.map((day) => day.value)
  const ends = metric.days.length === 1 ? `${formatValue(last.value, metric.unit)} on ${formatDay(last.at)}` : `from ${formatValue(first.value, metric.unit)} on ${formatDay(first.at)} to ${formatValue(last.value, metric.unit)} on ${formatDay(last.at)}`
  return `${metric.label}: ${ends}; lowest ${formatValue(Math.min(...values), metric.unit)}, highest ${formatValue(Math.max(...values), metric.unit)}.`
}

/** The day of a chart that lies nearest to a place in it, or null where there is none. */
export function nearestPoint(points: readonly ChartPoint[], x: number): ChartPoint | null {
  return points.reduce<ChartPoint | null>((best, point) => best === null || Math.abs(point.x - x) < Math.abs(best.x - x) ? point : best, null)
}
