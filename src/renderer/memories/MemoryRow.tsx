import { Pin } from 'lucide-react'
import type { Memory } from '../../shared/memory.ts'
import { excerpt, formatScore } from '../state/formats.ts'
import { kindWords, labelWords } from '../inspector/view/names.ts'
import { joinClasses } from '../ui/joinClasses.ts'
import { KindMark } from './KindMark.tsx'
import { noteMemory } from './view/detail.ts'

/** One memory in the long list: its words, where it comes from, its kind, its label and how important it is. */
export function MemoryRow({ memory }: { memory: Memory }) {
  return (
    <div className="flex min-w-0 flex-1 items-center gap-3 border-b border-line py-2">
      <span className="self-start"><KindMark kind={memory.kind} /></span>
      <div className="min-w-0 flex-1">
        <div dir="auto" className={joinClasses('truncate text-snug', memory.state !== 'active' && 'text-mute')}>{excerpt(memory.text, 160)}</div>
        <div className="flex items-center gap-1.5 truncate text-tiny text-mute">{memory.pinned && <Pin size={11} aria-label="pinned" className="shrink-0 text-accent" />}{noteMemory(memory)}</div>
      </div>
      <span className="hidden w-12 shrink-0 text-tiny text-mute @min-[560px]:block">{kindWords[memory.kind].name}</span>
      <span title={labelWords[memory.label].hint} className={joinClasses('w-17 shrink-0 rounded-small border px-1.5 py-px text-center text-tiny', memory.label === 'local' ? 'border-good text-good' : 'border-line text-mute')}>{labelWords[memory.label].name}</span>
      <span title={`Importance ${formatScore(memory.importance)}`} className="hidden h-1 w-16 shrink-0 overflow-hidden rounded-full bg-line @min-[640px]:block"><span className="block h-full rounded-full bg-accent" style={{ width: `${memory.importance * 100}%` }} /><span className="sr-only">importance {formatScore(memory.importance)}</span></span>
    </div>
  )
}
