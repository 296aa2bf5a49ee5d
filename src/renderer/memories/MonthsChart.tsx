import { useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import type { MemoryFacets } from '../../shared/memory.ts'
import { formatAmount } from '../state/formats.ts'
import { joinClasses } from '../ui/joinClasses.ts'
import { listBars } from './view/months.ts'

type Span = { from: number | null; until: number | null }

/**
 * When memories are of, month by month: a press takes a month, dragging or Shift with the arrows a stretch, a second press
 * on the only one takes it away.
 */
export function MonthsChart({ months, span, onSpan }: { months: MemoryFacets['months']; span: Span; onSpan: (span: Span) => void }) {
  const bars = useMemo(() => listBars(months), [months])
  const [at, setAt] = useState<number | null>(null)
  const anchor = useRef<number | null>(null)
  const box = useRef<HTMLDivElement>(null)
  if (bars.length === 0) return null
  const most = Math.max(1, ...bars.map((bar) => bar.count))
  const isIn = (bar: (typeof bars)[number]) => (span.from === null || bar.from >= span.from) && (span.until === null || bar.until <= span.until)
  const isSet = span.from !== null || span.until !== null
  const take = (one: number, other: number) => onSpan({ from: bars[Math.min(one, other)]!.from, until: bars[Math.max(one, other)]!.until })
  const press = (place: number) => {
    const bar = bars[place]!
    if (span.from === bar.from && span.until === bar.until) onSpan({ from: null, until: null })
    else take(place, place)
  }
  const onKey = (event: KeyboardEvent) => {
    const current = at ?? bars.length - 1
    const to = { ArrowLeft: current - 1, ArrowRight: current + 1, Home: 0, End: bars.length - 1 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    const place = Math.max(0, Math.min(bars.length - 1, to))
    if (event.shiftKey) { anchor.current ??= current; take(anchor.current, place) } else anchor.current = null
    setAt(place)
    box.current?.querySelectorAll('button')[place]?.focus()
  }
  const onDown = (event: PointerEvent, place: number) => { anchor.current = event.shiftKey ? anchor.current ?? place : place; setAt(place) }
  const onEnter = (event: PointerEvent, place: number) => { if (event.buttons === 1 && anchor.current !== null && anchor.current !== place) take(anchor.current, place) }
  const shown = at ?? bars.length - 1
  return (
    <div>
      <div ref={box} role="toolbar" aria-label="When" aria-orientation="horizontal" onKeyDown={onKey} className="flex h-13 items-end border-b border-line">
        {bars.map((bar, place) => (
          <button
            key={bar.key} type="button" tabIndex={place === shown ? 0 : -1} aria-pressed={isSet && isIn(bar)} aria-label={`${bar.name}, ${formatAmount(bar.count, 'memory', 'memories')}`} title={`${bar.name}: ${formatAmount(bar.count, 'memory', 'memories')}`}
            onPointerDown={(event) => onDown(event, place)} onPointerEnter={(event) => onEnter(event, place)}
            onClick={(event) => { if (event.shiftKey && anchor.current !== null) take(anchor.current, place); else press(place) }}
            className="group flex h-full max-w-14 min-w-0 flex-1 items-end px-px focus-visible:outline-offset-0"
          >
            <span className={joinClasses('block w-full rounded-t-[2px] transition-colors', isSet && isIn(bar) ? 'bg-accent' : isSet ? 'bg-line-strong group-hover:bg-accent' : 'bg-accent/45 group-hover:bg-accent')} style={{ height: bar.count === 0 ? 0 : `${Math.max(4, bar.count / most * 100)}%` }} />
          </button>
        ))}
      </div>
      <div aria-hidden className={joinClasses('mt-0.5 flex gap-3 text-tiny text-faint', bars.length > 3 && 'justify-between')}><span>{bars[0]!.short}</span>{bars.length > 1 && <span>{bars.at(-1)!.short}</span>}</div>
    </div>
  )
}
