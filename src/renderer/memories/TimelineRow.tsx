import { Pin } from 'lucide-react'
import type { Memory } from '../../shared/memory.ts'
import { excerpt, formatDay } from '../state/formats.ts'
import { joinClasses } from '../ui/joinClasses.ts'
import { KindMark } from './KindMark.tsx'
import { MarkedText } from './MarkedText.tsx'
import { noteMemory } from './view/detail.ts'
import { groupName, timeOf, type TimeBasis, type Zoom } from './view/timeline.ts'

/** One memory on the timeline; the first of a day or month carries its name. */
export function TimelineRow({ memory, before, zoom, basis, query, now }: { memory: Memory; before: Memory | null; zoom: Zoom; basis: TimeBasis; query: string; now: number }) {
  const at = timeOf(memory, basis)
  const name = groupName(at, zoom)
  const isFirst = before === null || groupName(timeOf(before, basis), zoom) !== name
  return (
    <div className="flex h-full min-w-0 flex-1 items-stretch gap-3">
      <span className={joinClasses('flex w-26 shrink-0 items-center text-small whitespace-nowrap', isFirst ? 'font-medium text-text' : 'text-transparent')}>{isFirst ? name : <span className="sr-only">{name}</span>}</span>
      <span aria-hidden className={joinClasses('w-px shrink-0 bg-line-strong', isFirst && before !== null && 'mt-2')} />
      <span className="flex min-w-0 flex-1 items-center gap-2.5">
        <span className="-mt-1.5"><KindMark kind={memory.kind} /></span>
        <span className="min-w-0 flex-1">
          <span dir="auto" className={joinClasses('block truncate text-snug', memory.state !== 'active' && 'text-mute')}><MarkedText text={excerpt(memory.text, 160)} query={query} /></span>
          {zoom === 'days' && <span className="flex min-w-0 items-center gap-1.5 text-tiny text-mute">{memory.pinned && <Pin size={11} aria-label="pinned" className="shrink-0 text-accent" />}<span className="truncate">{noteMemory(memory, now, false)}</span></span>}
        </span>
        {zoom === 'months' && <span className="shrink-0 text-tiny text-faint">{formatDay(at)}</span>}
      </span>
    </div>
  )
}
