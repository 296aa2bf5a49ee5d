import type { Insights, Metric, TurnFigures } from '../../shared/insights.ts'
import { adviseOn } from './advice.ts'
import { metricDefinitions, type MetricDefinition } from './metricDefinitions.ts'

/**
 * The success metrics over all turns since a moment, whole and per day of this computer's calendar.
 * @param rows figures of turns in any order; those before `since` are left out
 * @param since milliseconds since 1970-01-01 UTC
 */
export function sumMetrics(rows: readonly TurnFigures[], since: number): Insights {
  const counted = rows.filter((row) => row.at >= since)
  const byDay = daysOf(counted)
  const metrics = metricDefinitions.map((definition) => measure(definition, counted, byDay))
  return {
    since, turns: counted.length, conversations: new Set(counted.map((row) => row.conversationId)).size,
    metrics, advice: adviseOn(metrics, counted),
  }
}

function measure(definition: MetricDefinition, rows: readonly TurnFigures[], byDay: ReadonlyMap<number, readonly TurnFigures[]>): Metric {
  const { name, label, unit, better, about } = definition
  const known = rows.filter((row) => definition.knows(row))
  const days = [...byDay].flatMap(([at, all]) => {
    const own = all.filter((row) => definition.knows(row))
    const value = own.length === 0 ? null : definition.over(own)
    return value === null ? [] : [{ at, value, turns: own.length }]
  })
  return { name, label, unit, better, about, value: known.length === 0 ? null : definition.over(known), turns: known.length, days }
}

/** Rows by the beginning of their day, oldest first. */
function daysOf(rows: readonly TurnFigures[]): Map<number, TurnFigures[]> {
  const days = new Map<number, TurnFigures[]>()
  for (const row of [...rows].sort((a, b) => a.at - b.at)) {
    const day = new Date(row.at).setHours(0, 0, 0, 0)
    const known = days.get(day)
    if (known === undefined) days.set(day, [row])
    else known.push(row)
  }
  return days
}
