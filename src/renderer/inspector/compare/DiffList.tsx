import { ArrowUpDown, Minus, Plus, PenLine } from 'lucide-react'
import { useState } from 'react'
import { excerpt, formatCount } from '../../state/formats.ts'
import { joinClasses } from '../../ui/joinClasses.ts'
import { RowList } from '../RowList.tsx'
import { Section } from '../Section.tsx'
import type { DiffList as List, DiffItem } from '../view/compared.ts'
import { regionWords } from '../view/names.ts'

const icons = { left: Minus, came: Plus, changed: PenLine, moved: ArrowUpDown }
const idOf = (item: DiffItem) => item.pieceId

/** One list of a comparison: its name says what happened, each row which piece and why. A press shows the whole text. */
export function DiffList({ list }: { list: List }) {
  const [open, setOpen] = useState<string | null>(null)
  const Icon = icons[list.kind]
  return (
    <Section title={<span className="inline-flex items-center gap-1.5"><Icon size={13} aria-hidden className={list.kind === 'left' ? 'text-bad' : list.kind === 'came' ? 'text-good' : 'text-mute'} />{list.name} {formatCount(list.items.length)}</span>} aside={list.hint}>
      <div className="mt-1">
        <RowList label={list.name} items={list.items} keyOf={idOf}>
          {(item) => (
            <button type="button" aria-expanded={open === item.pieceId} onClick={() => setOpen(open === item.pieceId ? null : item.pieceId)} className={joinClasses('grid w-full grid-cols-[10px_minmax(0,1fr)_auto] gap-2.5 border-t border-line py-1.5 text-left hover:bg-hover', `region-${item.region}`)}>
              <span aria-hidden className={joinClasses('mt-1.5 size-2.5 rounded-[3px]', list.kind === 'left' ? 'border border-dashed region-edge' : 'region-fill')} />
              <span className="min-w-0">
                <span dir="auto" className={joinClasses('block text-snug leading-[1.4] [overflow-wrap:anywhere]', open === item.pieceId && 'whitespace-pre-wrap')}>{item.text === '' ? 'Its text was let go.' : open === item.pieceId ? item.text : excerpt(item.text, 110)}</span>
                <span className="block text-tiny text-faint"><span className="sr-only">{regionWords[item.region].name}. </span>{item.note}</span>
              </span>
              <span className="text-small text-mute">{item.size}<span className="sr-only"> tokens</span></span>
            </button>
          )}
        </RowList>
      </div>
    </Section>
  )
}
