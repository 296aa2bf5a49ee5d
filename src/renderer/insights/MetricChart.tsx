import { useMemo, useState, type KeyboardEvent, type PointerEvent } from 'react'
import type { Metric } from '../../shared/insights.ts'
import { formatAmount, formatDay } from '../state/formats.ts'
import { describeChart, drawChart, formatValue, nearestPoint, type ChartPoint } from './view/chart.ts'

const size = { width: 280, height: 72, edge: 5 }

/** One metric over time: a line with a point per day. A pointer or the arrows tell the days one by one. */
export function MetricChart({ metric, range }: { metric: Metric; range: { from: number; to: number } }) {
  const chart = useMemo(() => drawChart(metric, range, size), [metric, range])
  const [told, setTold] = useState<ChartPoint | null>(null)
  const point = (event: PointerEvent<SVGSVGElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    setTold(nearestPoint(chart.points, ((event.clientX - left) / width) * size.width))
  }
  const press = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    const at = told === null ? (step > 0 ? -1 : chart.points.length) : chart.points.findIndex((one) => one.at === told.at)
    setTold(chart.points[Math.max(0, Math.min(chart.points.length - 1, at + step))] ?? null)
  }
  return (
    <div>
      <svg
        role="img" aria-label={describeChart(metric)} tabIndex={0} viewBox={`0 0 ${size.width} ${size.height}`} preserveAspectRatio="none"
        onPointerMove={point} onPointerLeave={() => setTold(null)} onKeyDown={press} onBlur={() => setTold(null)}
        className="block h-18 w-full rounded-small bg-ground"
      >
        <line x1="0" x2={size.width} y1={size.height - size.edge} y2={size.height - size.edge} className="stroke-line" vectorEffect="non-scaling-stroke" />
        {chart.area !== '' && <path d={chart.area} className="fill-accent-soft" />}
        {chart.points.length > 1 && <path d={chart.line} fill="none" className="stroke-accent" strokeWidth="1.6" strokeLinejoin="round" vectorEffect="non-scaling-stroke" />}
        {told !== null && <line x1={told.x} x2={told.x} y1="0" y2={size.height} className="stroke-line-strong" vectorEffect="non-scaling-stroke" />}
        {/* A line of no length with round ends stays a circle however the picture is stretched. */}
        {chart.points.map((one) => <path key={one.at} d={`M${one.x} ${one.y}h0`} className="stroke-accent" strokeWidth={told?.at === one.at ? 8 : chart.points.length > 40 ? 3 : 5} strokeLinecap="round" vectorEffect="non-scaling-stroke" />)}
      </svg>
      <p role="status" className="mt-1 flex justify-between gap-2 text-tiny text-faint">
        {told === null
          ? <><span>{formatDay(range.from)}</span><span>{formatDay(range.to)}</span></>
          : <><span>{formatDay(told.at)}</span><span>{formatValue(told.value, metric.unit)}, {formatAmount(told.turns, 'turn')}</span></>}
      </p>
    </div>
  )
}
