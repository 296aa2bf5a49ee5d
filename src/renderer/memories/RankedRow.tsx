import { ArrowUpRight } from 'lucide-react'
import { useState } from 'react'
import type { RankedItem } from '../../shared/memory.ts'
import { ScoreBars } from '../inspector/pieces/ScoreBars.tsx'
import { excerpt, formatScore } from '../state/formats.ts'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { joinClasses } from '../ui/joinClasses.ts'
import { noteRanked } from './view/ranking.ts'

/** One line of a ranking: its place, its words, why it stands there; the parts of its score on demand. */
export function RankedRow({ item, place, best, detailed, onOpen }: { item: RankedItem; place: number; best: number; detailed: boolean; onOpen: () => void }) {
  const [isOpen, setOpen] = useState(false)
  const share = best > 0 ? Math.max(0, Math.min(1, item.score / best)) : 0
  return (
    <li className="border-t border-line py-2 first:border-t-0">
      <div className="flex items-start gap-3">
        <span className="w-6 shrink-0 pt-px text-right text-small text-mute">{place}</span>
        <div className="min-w-0 flex-1">
          <p dir="auto" className={joinClasses('text-snug whitespace-pre-wrap [overflow-wrap:anywhere]', item.leftOut !== null && 'text-mute')}>{isOpen ? item.text : excerpt(item.text, 200)}</p>
          <p className="text-tiny text-mute [overflow-wrap:anywhere]">{noteRanked(item)}</p>
          {item.leftOut !== null && <p className="text-small [overflow-wrap:anywhere]">{item.leftOut}</p>}
          {isOpen && <div className="max-w-120"><ScoreBars scores={item.scores} total={item.score} /></div>}
        </div>
        {detailed && <span title={`Fit ${formatScore(item.score)}`} className="mt-2 hidden h-1 w-16 shrink-0 overflow-hidden rounded-full bg-line @min-[560px]:block"><span className="block h-full rounded-full bg-accent" style={{ width: `${share * 100}%` }} /></span>}
        <Button size="small" look="quiet" aria-expanded={isOpen} aria-label={`The parts of place ${place}`} onClick={() => setOpen(!isOpen)}>{isOpen ? 'Less' : 'Why here'}</Button>
        <IconButton small label={item.kind === 'memory' ? 'Open the memory' : 'Open the message'} side="left" onClick={onOpen}><ArrowUpRight size={14} /></IconButton>
      </div>
    </li>
  )
}
