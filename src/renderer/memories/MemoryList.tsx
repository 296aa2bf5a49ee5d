import { useCallback, useEffect, type KeyboardEvent, type RefObject } from 'react'
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
  ref?: RefObject<HTMLDivElement | null>
}

/** Thousands of memories, of which only the rows in view stand in the page. Arrow keys choose; all other keys are the page's. */
export function MemoryList({ items, total, selected, onSelect, onNearEnd, ref }: MemoryListProps) {
  const { attach, first, end, reveal } = useRowsInView(rowHeight, items.length)
  const both = useCallback((element: HTMLDivElement | null) => {
    if (ref !== undefined) ref.current = element
    return attach(element)
  }, [attach, ref])
  const isNearEnd = items.length < total && end >= items.length - ahead
  useEffect(() => { if (isNearEnd) onNearEnd() }, [isNearEnd, onNearEnd, items.length])
  const at = items.findIndex((one) => one.id === selected)
  useEffect(() => { if (at >= 0) reveal(at) }, [at, reveal])

  const onKey = (event: KeyboardEvent) => {
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1, PageDown: at + pageRows, PageUp: at - pageRows }[event.key]
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    const row = Math.max(0, Math.min(items.length - 1, to))
    const next = items[row]
    if (next === undefined) return
    onSelect(next.id)
    // Also when it was chosen before: it may have been scrolled away by hand.
    reveal(row)
  }
  return (
    <div
      ref={both} role="listbox" aria-label="Memories" tabIndex={0} onKeyDown={onKey} aria-activedescendant={at >= first && at < end ? `memory-${items[at]!.id}` : undefined}
      className={joinClasses('group min-h-0 flex-1 overflow-y-auto [overflow-anchor:none]', at < 0 ? 'focus-visible:-outline-offset-2' : 'outline-none')}
    >
      <div role="presentation" className="relative" style={{ height: items.length * rowHeight }}>
        {items.slice(first, end).map((memory, offset) => (
          <div
            key={memory.id} id={`memory-${memory.id}`} role="option" aria-selected={memory.id === selected} aria-posinset={first + offset + 1} aria-setsize={total} onClick={() => onSelect(memory.id)}
            className={joinClasses('absolute inset-x-0 flex items-center px-5 transition-colors', memory.id === selected ? 'bg-accent-soft group-focus-visible:shadow-[inset_3px_0_var(--color-accent)]' : 'hover:bg-hover')}
            style={{ height: rowHeight, top: (first + offset) * rowHeight }}
          >
            <MemoryRow memory={memory} />
          </div>
        ))}
      </div>
    </div>
  )
}
