import { useId, useState } from 'react'
import type { Metric } from '../../shared/insights.ts'
import { formatAmount, formatCount, formatDay } from '../state/formats.ts'
import { MetricChart } from './MetricChart.tsx'
import { formatValue, sayBetter } from './view/chart.ts'

/** One metric: its value over the whole time, what it says, its days as a picture and as a table. */
export function MetricCard({ metric, range }: { metric: Metric; range: { from: number; to: number } }) {
  const [table, setTable] = useState(false)
  const id = useId()
  const other = table ? 'Days as a picture' : 'Days as a table'
  const better = sayBetter(metric.better)
  return (
    <section aria-labelledby={`${id}-name`} className="flex min-w-0 flex-col gap-2 rounded-medium border border-line bg-panel p-3.5">
      <div className="flex items-baseline justify-between gap-3">
        <h3 id={`${id}-name`} className="text-snug font-medium">{metric.label}</h3>
        <span className="shrink-0 text-title font-medium">{metric.value === null ? <span className="text-small font-normal text-faint">not known yet</span> : formatValue(metric.value, metric.unit)}</span>
      </div>
      <p className="text-small text-mute">{metric.about}{better !== '' && <span className="text-faint"> {better.charAt(0).toUpperCase() + better.slice(1)}.</span>}</p>
      {metric.days.length === 0
        ? <p className="mt-auto rounded-small bg-ground px-3 py-4 text-center text-small text-faint">No day in this time has a figure.</p>
        : (
          <div className="mt-auto">
            {table ? <DayTable metric={metric} /> : <MetricChart metric={metric} range={range} />}
            <div className="mt-1 flex items-center justify-between text-tiny text-faint">
              <span>{formatAmount(metric.turns, 'turn')}</span>
              <button type="button" aria-label={`${other}: ${metric.label}`} onClick={() => setTable(!table)} className="rounded-small underline decoration-line-strong underline-offset-3 hover:text-text">{other}</button>
            </div>
          </div>
        )}
    </section>
  )
}

/** The days in words, as high as the picture that they stand for. */
function DayTable({ metric }: { metric: Metric }) {
  return (
    <div tabIndex={0} role="region" aria-label={`${metric.label} by day`} className="h-[92px] overflow-y-auto rounded-small bg-ground px-2">
      <table className="w-full text-small">
        <caption className="sr-only">{metric.label} by day</caption>
        <thead><tr className="text-right text-tiny text-faint [&>th]:pt-1 [&>th]:font-normal"><th scope="col" className="text-left">Day</th><th scope="col">Value</th><th scope="col">Turns</th></tr></thead>
        <tbody>{[...metric.days].reverse().map((day) => <tr key={day.at} className="border-t border-line text-right"><th scope="row" className="py-0.5 text-left font-normal">{formatDay(day.at)}</th><td>{formatValue(day.value, metric.unit)}</td><td className="text-mute">{formatCount(day.turns)}</td></tr>)}</tbody>
      </table>
    </div>
  )
}
