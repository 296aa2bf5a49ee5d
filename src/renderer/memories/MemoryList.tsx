import { useCallback, useEffect, useEffectEvent, useImperativeHandle, useRef, type KeyboardEvent, type ReactNode, type Ref } from 'react'
import type { Memory } from '../../shared/memory.ts'
import { joinClasses } from '../ui/joinClasses.ts'
import { rowAt, rowOf, type MemoryRowsState } from './memoryRows.ts'
import { useChoice, type Choice } from './useChoice.ts'
import { useRowsInView } from './useRowsInView.ts'
import { isChosen } from './view/selection.ts'

/** What a page asks of the list that it shows. */
export type ListHandle = {
  focus(): void
  /** Chooses the first memory, and has the focus from then on. */
  start(): void
  /** The memory beside this one, that takes its place when it goes. */
  neighbourOf(memoryId: string): string | null
  /** Scrolls to a row, wherever in the list. */
  scrollTo(row: number): void
}

export type MemoryListProps = {
  rows: MemoryRowsState
  label: string
  /** In pixels, the same for every row. */
  rowHeight: number
  /** Draws one row; `before` is the memory above it, null for the first of what is in view. */
  draw: (memory: Memory, before: Memory | null) => ReactNode
  /** Stands above the list. */
  bar?: (choice: Choice) => ReactNode
  active: string | null
  onActive: (memoryId: string | null) => void
  /** Hears keys that the list itself has no use for. */
  onKey?: (event: KeyboardEvent, choice: Choice) => void
  handle?: Ref<ListHandle>
}

/** Any number of memories, of which only the rows in view stand in the page and only the pages around them are read. */
export function MemoryList({ rows, label, rowHeight, draw, bar, active, onActive, onKey, handle }: MemoryListProps) {
  const { total, pages, list, need } = rows
  const { attach, first, end, topRow, height, topOf, reveal } = useRowsInView(rowHeight, total)
  const box = useRef<HTMLDivElement>(null)
  const both = useCallback((element: HTMLDivElement | null) => { box.current = element; return attach(element) }, [attach])
  const choice = useChoice(rows, active, onActive, reveal)
  useEffect(() => { if (end > first) need(first, end) }, [need, first, end])
  useEffect(() => { box.current?.scrollTo({ top: 0 }) }, [list])
  // Whoever comes to the page goes on by keys; whoever is at work in it keeps the focus.
  useEffect(() => { if (document.activeElement?.closest('main, [role="dialog"]') === null) box.current?.focus() }, [])
  // What was chosen from outside is shown where it stands, once it is known where that is.
  const place = rowOf(pages, active)
  const isPlaced = place >= 0
  const showPlace = useEffectEvent(() => { if (isPlaced) reveal(place) })
  useEffect(() => showPlace(), [active, isPlaced])
  useImperativeHandle(handle, () => ({
    focus: () => box.current?.focus(),
    start: () => { box.current?.focus(); choice.go(0) },
    neighbourOf: (memoryId) => { const at = rowOf(pages, memoryId); return at < 0 ? null : rowAt(pages, at + 1)?.id ?? rowAt(pages, at - 1)?.id ?? null },
    scrollTo: (row) => { reveal(Math.max(0, total - 1)); reveal(row) },
  }))
  const hear = (event: KeyboardEvent) => {
    choice.onKey(event)
    if (event.defaultPrevented) return
    if (event.key === 'Escape' && choice.count > 1) { event.preventDefault(); choice.clear() } else onKey?.(event, choice)
  }
  const activeRow = choice.at >= first && choice.at < end ? choice.at : null
  return (
    <>
      {bar?.(choice)}
      <div
        ref={both} role="listbox" aria-label={label} aria-multiselectable tabIndex={0} onKeyDown={hear} aria-activedescendant={activeRow === null ? undefined : `memory-row-${activeRow}`}
        className={joinClasses('group min-h-0 flex-1 overflow-y-auto [overflow-anchor:none]', choice.at < 0 ? 'focus-visible:-outline-offset-2' : 'outline-none')}
      >
        <div role="presentation" className="relative" style={{ height }}>
          {Array.from({ length: Math.max(0, end - first) }, (_, offset) => {
            const row = first + offset
            const memory = rowAt(pages, row)
            const chosen = memory === undefined ? choice.selection.all : isChosen(choice.selection, memory.id)
            return (
              <div
                key={row} id={`memory-row-${row}`} role="option" aria-selected={chosen} aria-posinset={row + 1} aria-setsize={total} aria-label={memory === undefined ? 'Being read' : undefined}
                onClick={(event) => choice.onRow(row, event)}
                className={joinClasses('absolute inset-x-0 flex items-center px-5 transition-colors select-none', chosen ? 'bg-accent-soft' : 'hover:bg-hover', row === choice.at && 'group-focus-visible:shadow-[inset_3px_0_var(--color-accent)]')}
                style={{ height: rowHeight, top: topOf(row) }}
              >
                {memory === undefined ? <span className="h-2.5 w-2/5 rounded-small bg-line" /> : draw(memory, row === topRow ? null : rowAt(pages, row - 1) ?? null)}
              </div>
            )
          })}
        </div>
      </div>
    </>
  )
}
