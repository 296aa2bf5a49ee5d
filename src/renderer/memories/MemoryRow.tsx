import { Pin } from 'lucide-react'
import type { Memory } from '../../shared/memory.ts'
import { excerpt, formatScore } from '../state/formats.ts'
import { useSettings } from '../state/AppStateContext.ts'
import { selectDetail } from '../state/settingsStore.ts'
import { kindWords, labelWords } from '../inspector/view/names.ts'
import { joinClasses } from '../ui/joinClasses.ts'
import { KindMark } from './KindMark.tsx'
import { MarkedText } from './MarkedText.tsx'
import { noteMemory } from './view/detail.ts'

/** One memory in the long list: its words, what it is about and since when, and in Detailed its kind, label and importance. */
export function MemoryRow({ memory, query, now }: { memory: Memory; query: string; now: number }) {
  const isDetailed = useSettings(selectDetail) === 'detailed'
  return (
    <div className="flex h-full min-w-0 flex-1 items-center gap-3 border-b border-line">
      <span className="self-start pt-2.5"><KindMark kind={memory.kind} /></span>
      <div className="min-w-0 flex-1">
        <div dir="auto" className={joinClasses('truncate text-snug', memory.state !== 'active' && 'text-mute')}><MarkedText text={excerpt(memory.text, 160)} query={query} /></div>
        <div className="flex min-w-0 items-center gap-1.5 text-tiny text-mute">{memory.pinned && <Pin size={11} aria-label="pinned" className="shrink-0 text-accent" />}<span className="truncate">{noteMemory(memory, now)}</span></div>
      </div>
      {isDetailed && <span className="hidden w-12 shrink-0 text-tiny text-mute @min-[560px]:block">{kindWords[memory.kind].name}</span>}
      {(isDetailed || memory.label === 'local') && <span title={labelWords[memory.label].hint} className={joinClasses('w-17 shrink-0 rounded-small border px-1.5 py-px text-center text-tiny', memory.label === 'local' ? 'border-good text-good' : 'border-line text-mute')}>{labelWords[memory.label].name}</span>}
      {isDetailed && <span title={`Importance ${formatScore(memory.importance)}`} className="hidden h-1 w-16 shrink-0 overflow-hidden rounded-full bg-line @min-[560px]:block"><span className="block h-full rounded-full bg-accent" style={{ width: `${memory.importance * 100}%` }} /><span className="sr-only">importance {formatScore(memory.importance)}</span></span>}
    </div>
  )
}
