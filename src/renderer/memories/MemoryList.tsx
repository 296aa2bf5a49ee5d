import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, type KeyboardEvent, type Ref } from 'react'
import type { Memory } from '../../shared/memory.ts'
import { joinClasses } from '../ui/joinClasses.ts'
import { MemoryRow } from './MemoryRow.tsx'

const rowHeight = 56
const pageRows = 8

export type MemoryListProps = {
  items: readonly Memory[]
  total: number
  selected: string | null
  onSelect: (memoryId: string) => void
  onNearEnd: () => void
  ref?: Ref<HTMLDivElement>
}

/** Thousands of memories, of which only the rows in view stand in the page. Arrow keys choose; the rest of the keys are the page's. */
export function MemoryList({ items, total, selected, onSelect, onNearEnd, ref }: MemoryListProps) {
  const box = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({ count: items.length, getScrollElement: () => box.current, estimateSize: () => rowHeight, overscan: 8 })
  const drawn = rows.getVirtualItems()
  const last = drawn.at(-1)?.index ?? -1
  const isNearEnd = items.length > 0 && items.length < total && last >= items.length - 20
  useEffect(() => { if (isNearEnd) onNearEnd() }, [isNearEnd, onNearEnd, items.length])
  const at = items.findIndex((one) => one.id === selected)
  useEffect(() => { if (at >= 0) rows.scrollToIndex(at, { align: 'auto' }) }, [at, rows])

  const onKey = (event: KeyboardEvent) => {
    const to = { ArrowDown: at + 1, ArrowUp: Math.max(0, at - 1), Home: 0, End: items.length - 1, PageDown: at + pageRows, PageUp: Math.max(0, at - pageRows) }[event.key]
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    const next = items[Math.min(items.length - 1, to)]
    if (next !== undefined) onSelect(next.id)
  }
  return (
    <div ref={box} className="min-h-0 flex-1 overflow-y-auto">
      <div
        ref={ref} role="listbox" aria-label="Memories" tabIndex={0} onKeyDown={onKey} aria-activedescendant={at >= 0 && drawn.some((row) => row.index === at) ? `memory-${items[at]!.id}` : undefined}
        className="relative focus-visible:-outline-offset-2" style={{ height: rows.getTotalSize() }}
      >
        {drawn.map((row) => {
          const memory = items[row.index]
          return memory === undefined ? null : (
            <div
              key={memory.id} id={`memory-${memory.id}`} role="option" aria-selected={memory.id === selected} aria-posinset={row.index + 1} aria-setsize={total} onClick={() => onSelect(memory.id)}
              className={joinClasses('absolute inset-x-0 flex items-center px-5 transition-colors', memory.id === selected ? 'bg-accent-soft' : 'hover:bg-hover')}
              style={{ height: row.size, transform: `translateY(${row.start}px)` }}
            >
              <MemoryRow memory={memory} />
            </div>
          )
        })}
      </div>
    </div>
  )
}
