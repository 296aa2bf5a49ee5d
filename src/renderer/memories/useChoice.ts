import { useEffect, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react'
import { rowAt, rowOf, type MemoryRowsState } from './memoryRows.ts'
import { chooseAll, chooseOnly, chooseThese, countChosen, nothingChosen, toggleChosen, type Selection } from './view/selection.ts'

const pageRows = 8
/** A stretch of more is chosen by Ctrl+A, which reads nothing. */
const longestStretch = 10_000

export type Choice = {
  selection: Selection
  count: number
  /** The row that the keys move from; -1 where none is. */
  at: number
  clear: () => void
  chooseAll: () => void
  onKey: (event: KeyboardEvent) => void
  onRow: (row: number, event: MouseEvent) => void
  /** Goes to a row and chooses it alone. */
  go: (row: number) => void
}

/** `roams`: the keys stand on a row that was not opened by it. */
type Marks = { list: number; many: Selection; focused: number | null; roams: boolean }
const noMarks = { many: nothingChosen, focused: null, roams: false }

/**
 * Choosing one or many rows of a list by mouse and keyboard: arrows choose one, Shift makes a stretch, Ctrl+Space and
 * Ctrl+click take one in or out, Ctrl+A takes all.
 * @param active the memory that is open beside the list
 * @param onActive opens another one
 * @param reveal brings a row into view
 */
export function useChoice(rows: MemoryRowsState, active: string | null, onActive: (memoryId: string | null) => void, reveal: (row: number) => void): Choice {
  const { total, pages, list } = rows
  const [kept, setKept] = useState<Marks>({ list, ...noMarks })
  // Another list: what was chosen in the one before has no meaning in it.
  const { many, focused, roams } = kept.list === list ? kept : noMarks
  const mark = (change: Partial<Omit<Marks, 'list'>>) => setKept((before) => ({ ...(before.list === list ? before : noMarks), list, ...change }))
  const setMany = (chosen: Selection) => mark({ many: chosen })
  const roamTo = (row: number) => mark({ focused: row, roams: true })
  const anchor = useRef<number | null>(null)
  /** A row that was gone to before it was read. */
  const awaited = useRef<number | null>(null)
  const stretches = useRef(0)
  useEffect(() => { anchor.current = null; awaited.current = null; stretches.current++ }, [list])
  useEffect(() => {
    const memory = awaited.current === null ? undefined : rowAt(pages, awaited.current)
    if (memory !== undefined) { awaited.current = null; onActive(memory.id) }
  }, [pages, onActive])

  const found = rowOf(pages, active)
  // A change may have moved the open one: the keys follow it.
  const at = focused === null || (!roams && found >= 0 && rowAt(pages, focused)?.id !== active) ? found : focused
  // What is open beside a list and does not stand in it is not chosen in it.
  const own = active === null || found < 0 ? nothingChosen : chooseOnly(active)
  const isMany = many.all || many.ids.size > 1
  const go = (wanted: number) => {
    const row = Math.max(0, Math.min(total - 1, wanted))
    if (total === 0) return
    stretches.current++
    anchor.current = row
    mark({ many: nothingChosen, focused: row, roams: false })
    reveal(row)
    const memory = rowAt(pages, row)
    awaited.current = memory === undefined ? row : null
    if (memory !== undefined) onActive(memory.id)
  }
  const stretchTo = async (wanted: number) => {
    const from = anchor.current ?? (at < 0 ? Math.max(0, Math.min(total - 1, wanted)) : at)
    const row = Math.max(0, from - longestStretch, Math.min(total - 1, from + longestStretch, wanted))
    anchor.current = from
    roamTo(row)
    reveal(row)
    const first = Math.min(from, row)
    const end = Math.max(from, row) + 1
    const own = ++stretches.current
    const ids = await rows.idsOf(first, end)
    if (ids !== null && own === stretches.current) setMany(chooseThese(ids))
  }
  const toggle = (row: number) => {
    const memory = rowAt(pages, row)
    if (memory === undefined) return
    stretches.current++
    anchor.current = row
    roamTo(row)
    setMany(toggleChosen(isMany || many.ids.size > 0 ? many : own, memory.id))
  }
  const takeAll = () => { stretches.current++; setMany(chooseAll()) }
  const onKey = (event: KeyboardEvent) => {
    const to = { ArrowDown: at + 1, ArrowUp: at < 0 ? 0 : at - 1, Home: 0, End: total - 1, PageDown: at + pageRows, PageUp: at - pageRows }[event.key]
    const isCtrl = event.ctrlKey || event.metaKey
    if (event.altKey || total === 0) return
    if (to !== undefined) {
      event.preventDefault()
      if (event.shiftKey) void stretchTo(to)
      else if (isCtrl) { const row = Math.max(0, Math.min(total - 1, to)); roamTo(row); reveal(row) } else go(to)
    } else if (event.key === ' ' && at >= 0) {
      event.preventDefault()
      toggle(at)
    } else if (isCtrl && event.key.toLowerCase() === 'a' && !event.shiftKey) {
      event.preventDefault()
      takeAll()
    }
  }
  const onRow = (row: number, event: MouseEvent) => {
    if (event.shiftKey) { event.preventDefault(); void stretchTo(row) } else if (event.ctrlKey || event.metaKey) toggle(row)
    else go(row)
  }
  const selection = isMany || many.ids.size === 1 ? many : own
  return { selection, count: countChosen(selection, total), at, clear: () => { setMany(nothingChosen); anchor.current = at }, chooseAll: takeAll, onKey, onRow, go }
}
