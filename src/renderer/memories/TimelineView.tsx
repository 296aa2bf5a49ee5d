import { Minus, Plus } from 'lucide-react'
import { useEffect, useEffectEvent, useState, type KeyboardEvent, type RefObject } from 'react'
import type { MemoryFacets } from '../../shared/memory.ts'
import { Choices } from '../ui/Choices.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Select } from '../ui/Select.tsx'
import { ListFrame } from './ListFrame.tsx'
import { MemoryList, type ListHandle } from './MemoryList.tsx'
import { TimelineRow } from './TimelineRow.tsx'
import { TimelineYears } from './TimelineYears.tsx'
import { useMemoryRows } from './useMemoryRows.ts'
import type { MemoryFilter } from './view/filter.ts'
import { rowOfMonth, zooms, type TimeBasis, type Zoom } from './view/timeline.ts'

const bases: { value: TimeBasis; label: string; detail: string }[] = [
  { value: 'time', label: 'When it happened', detail: 'Where that is not known: when it was learned.' },
  { value: 'changed', label: 'When it changed', detail: 'When it was learned or last changed.' },
]
const zoomNames: Record<Zoom, string> = { years: 'Years', months: 'Months', days: 'Days' }
const rowHeights = { months: 34, days: 52 }

/** Memories by time: years from afar, then months, then days; one presses into a month, or zooms with + and −. */
export function TimelineView({ filter, facets, active, onActive, handle, now }: { filter: MemoryFilter; facets: MemoryFacets | null; active: string | null; onActive: (memoryId: string | null) => void; handle: RefObject<ListHandle | null>; now: number }) {
  const [basis, setBasis] = useState<TimeBasis>('time')
  const [zoom, setZoom] = useState<Zoom>('months')
  const [month, setMonth] = useState<string | null>(null)
  const rows = useMemoryRows(filter, basis)
  const isList = zoom !== 'years'
  const jump = useEffectEvent(() => {
    if (month === null) return
    handle.current?.scrollTo(rowOfMonth(facets?.months ?? [], month, filter))
    handle.current?.focus()
    setMonth(null)
  })
  const isReady = isList && rows.state === 'ready'
  useEffect(() => {
    if (!isReady || month === null) return
    // After the list stands and is as tall as it will be.
    const wait = requestAnimationFrame(() => jump())
    return () => cancelAnimationFrame(wait)
  }, [isReady, month])
  const step = (by: number) => setZoom(zooms[Math.max(0, Math.min(zooms.length - 1, zooms.indexOf(zoom) + by))]!)
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== '+' && event.key !== '-') return
    event.preventDefault()
    step(event.key === '+' ? 1 : -1)
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col" onKeyDown={(event) => { if (!event.defaultPrevented && (event.target as HTMLElement).closest('input') === null) onKey(event) }}>
      <div className="flex shrink-0 flex-wrap items-center gap-2 border-b border-line px-5 py-1.5">
        <Select<TimeBasis> className="w-42" label="By which time" labelHidden value={basis} options={bases} onChange={setBasis} />
        <span className="ml-auto" />
        <IconButton label="Further away" keys="-" disabled={zoom === 'years'} onClick={() => step(-1)}><Minus size={15} /></IconButton>
        <Choices<Zoom> label="How closely" value={zoom} options={zooms.map((value) => ({ value, label: zoomNames[value] }))} onChange={setZoom} />
        <IconButton label="Closer" keys="+" disabled={zoom === 'days'} onClick={() => step(1)}><Plus size={15} /></IconButton>
      </div>
      {isList ? (
        <ListFrame rows={rows} filter={filter}>
          <MemoryList
            rows={rows} label="Memories by time" rowHeight={rowHeights[zoom]} active={active} onActive={onActive} handle={handle}
            draw={(memory, before) => <TimelineRow memory={memory} before={before} zoom={zoom} basis={basis} query={filter.query} now={now} />}
          />
        </ListFrame>
      ) : <TimelineYears months={facets?.months ?? null} filter={filter} onMonth={(chosen) => { setBasis('time'); setMonth(chosen); setZoom('months') }} />}
    </div>
  )
}
