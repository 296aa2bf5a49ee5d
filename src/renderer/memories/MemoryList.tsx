import { useEffect, type KeyboardEvent, type Ref } from 'react'
import type { Memory } from '../../shared/memory.ts'
import { joinClasses } from '../ui/joinClasses.ts'
import { MemoryRow } from './MemoryRow.tsx'
import { useRowsInView } from './useRowsInView.ts'

const rowHeight = 56
const pageRows = 8
/** So many rows before the end of what is loaded, the next page is asked for. */
const ahead = 30

export type MemoryListProps = {
  items: readonly Memory[]
  total: number
  selected: string | null
  onSelect: (memoryId: string) => void
  onNearEnd: () => void
  ref?: Ref<HTMLDivElement>
}

/** Thousands of memories, of which only the rows in view stand in the page. Arrow keys choose; all other keys are the page's. */
export function MemoryList({ items, total, selected, onSelect, onNearEnd, ref }: MemoryListProps) {
  const { attach, first, end, reveal } = useRowsInView(rowHeight, items.length)
  const isNearEnd = items.length < total && end >= items.length - ahead
  useEffect(() => { if (isNearEnd) onNearEnd() }, [isNearEnd, onNearEnd, items.length])
  const at = items.findIndex((one) => one.id === selected)
  useEffect(() => { if (at >= 0) reveal(at) }, [at, reveal])

  const onKey = (event: KeyboardEvent) => {
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1, PageDown: at + pageRows, PageUp: at - pageRows }[event.key]
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    const next = items[Math.max(0, Math.min(items.length - 1, to))]
    if (next !== undefined) onSelect(next.id)
  }
  return (
    <div ref={attach} className="min-h-0 flex-1 overflow-y-auto">
      <div
        ref={ref} role="listbox" aria-label="Memories" tabIndex={0} onKeyDown={onKey} aria-activedescendant={at >= first && at < end ? `memory-${items[at]!.id}` : undefined}
        className="relative focus-visible:-outline-offset-2" style={{ height: items.length * rowHeight }}
      >
        {items.slice(first, end).map((memory, offset) => (
          <div
            key={memory.id} id={`memory-${memory.id}`} role="option" aria-selected={memory.id === selected} aria-posinset={first + offset + 1} aria-setsize={total} onClick={() => onSelect(memory.id)}
            className={joinClasses('absolute inset-x-0 flex items-center px-5 transition-colors', memory.id === selected ? 'bg-accent-soft' : 'hover:bg-hover')}
            style={{ height: rowHeight, top: (first + offset) * rowHeight }}
          >
            <MemoryRow memory={memory} />
          </div>
        ))}
      </div>
    </div>
  )
}
