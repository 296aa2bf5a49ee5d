import { ChartColumn, Table } from 'lucide-react'
import { useMemo, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { formatAmount, formatMoney } from '../state/formats.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { describeDays, drawBars, sayDay, type DaySpent } from './view/days.ts'

const size = { width: 720, height: 96 }

/** Money per day, as bars or as a table. A pointer or the arrows tell the days one by one. */
export function DayChart({ days }: { days: readonly DaySpent[] }) {
  const [asTable, setAsTable] = useState(false)
  return (
    <div className="relative">
      <IconButton className="absolute -top-8 right-0" label={asTable ? 'Days as a picture' : 'Days as a table'} onClick={() => setAsTable(!asTable)}>{asTable ? <ChartColumn size={15} /> : <Table size={15} />}</IconButton>
      {asTable ? <DayTable days={days} /> : <Bars days={days} />}
    </div>
  )
}

function Bars({ days }: { days: readonly DaySpent[] }) {
  const bars = useMemo(() => drawBars(days, size), [days])
  const [told, setTold] = useState<number | null>(null)
  const point = (event: PointerEvent<SVGSVGElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    setTold(Math.max(0, Math.min(days.length - 1, Math.floor(((event.clientX - left) / width) * days.length))))
  }
  const press = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    setTold((before) => before === null ? (step > 0 ? 0 : days.length - 1) : Math.max(0, Math.min(days.length - 1, before + step)))
  }
  const shown = told === null ? undefined : days[told]
  const slot = size.width / Math.max(1, days.length)
  return (
    <>
      <svg
        role="img" aria-label={describeDays(days)} tabIndex={0} viewBox={`0 0 ${size.width} ${size.height + 1}`} preserveAspectRatio="none"
        onPointerMove={point} onPointerLeave={() => setTold(null)} onKeyDown={press} onBlur={() => setTold(null)} className="mt-2 block h-28 w-full rounded-small"
      >
        {told !== null && <rect x={told * slot} y="0" width={slot} height={size.height} className="fill-hover" />}
        {bars.map((bar) => bar.height > 0 && <rect key={bar.day} x={bar.x} y={size.height - bar.height} width={bar.width} height={bar.height} className="fill-accent" />)}
        <line x1="0" x2={size.width} y1={size.height + 0.5} y2={size.height + 0.5} className="stroke-line-strong" vectorEffect="non-scaling-stroke" />
      </svg>
      <p role="status" className="mt-1 flex justify-between gap-2 text-tiny text-faint">
        {shown === undefined
          ? <><span>{sayDay(days[0]?.day ?? '')}</span><span>{sayDay(days.at(-1)?.day ?? '')}</span></>
          : <><span>{sayDay(shown.day)}</span><span>{formatMoney(shown.costUsd)}, {formatAmount(shown.calls, 'call')}</span></>}
      </p>
    </>
  )
}

function DayTable({ days }: { days: readonly DaySpent[] }) {
  const used = days.filter((one) => one.calls > 0).toReversed()
  return (
    <div className="mt-2 max-h-60 overflow-y-auto" tabIndex={0} role="region" aria-label="Days">
      <table className="w-full text-small">
        <caption className="sr-only">Spent per day, the newest first; days without a call are left out</caption>
        <thead><tr className="text-right text-tiny text-faint [&>th]:font-normal"><th scope="col" className="text-left">Day</th><th scope="col">Calls</th><th scope="col">Cost</th></tr></thead>
        <tbody>{used.map((one) => <tr key={one.day} className="border-t border-line text-right [&>td]:py-0.5"><th scope="row" className="py-0.5 text-left font-normal">{sayDay(one.day)}</th><td>{one.calls}</td><td>{formatMoney(one.costUsd)}</td></tr>)}</tbody>
      </table>
      {used.length === 0 && <p className="py-2 text-small text-mute">No call left this computer in this time.</p>}
    </div>
  )
}
