import { useCallback, useMemo, useState, useSyncExternalStore, type RefCallback } from 'react'
import { createRowHeights } from './rowHeights.ts'

export type VirtualRows = {
  /** For the element that scrolls. */
  attach: RefCallback<HTMLElement>
  /** For each row that is drawn: it is measured under its key. */
  measure: RefCallback<HTMLElement>
  first: number
  /** One past the last. */
  end: number
  /** Room above and below the drawn rows, in pixels. */
  before: number
  after: number
  reveal: (row: number) => void
}

const spare = 6

/**
 * Which rows of a long list are drawn, where rows differ in height: those in view and a few more. A row counts with
 * `guess` pixels until it was measured. A row's element carries its key as `data-row`.
 */
export function useVirtualRows(keys: readonly string[], guess: number): VirtualRows {
  const [rows] = useState(createRowHeights)
  const heights = useSyncExternalStore(rows.subscribe, rows.get)
  const [box, setBox] = useState<HTMLElement | null>(null)
  const [view, setView] = useState({ top: 0, height: 0 })
  const tops = useMemo(() => {
    const sums = new Float64Array(keys.length + 1)
    keys.forEach((key, at) => { sums[at + 1] = sums[at]! + (heights.get(key) ?? guess) })
    return sums
  }, [keys, guess, heights])
  const attach = useCallback((element: HTMLElement | null) => {
    if (element === null) return
    const look = () => setView((before) => before.top === element.scrollTop && before.height === element.clientHeight ? before : { top: element.scrollTop, height: element.clientHeight })
    const sized = new ResizeObserver(look)
    sized.observe(element)
    element.addEventListener('scroll', look, { passive: true })
    setBox(element)
    return () => { sized.disconnect(); element.removeEventListener('scroll', look) }
  }, [])
  const measure = useCallback((element: HTMLElement | null) => element === null ? undefined : rows.follow(element), [rows])
  const reveal = useCallback((row: number) => {
    if (box === null) return
    const top = tops[row] ?? 0
    if (top < box.scrollTop) box.scrollTo({ top })
    else if ((tops[row + 1] ?? top) > box.scrollTop + box.clientHeight) box.scrollTo({ top: Math.max(0, (tops[row + 1] ?? top) - box.clientHeight) })
  }, [box, tops])
  const first = Math.max(0, findRow(tops, view.top) - spare)
  const end = Math.min(keys.length, findRow(tops, view.top + view.height) + 1 + spare)
  return { attach, measure, first, end, before: tops[first] ?? 0, after: (tops[keys.length] ?? 0) - (tops[end] ?? 0), reveal }
}

/** The row that holds a height, by halves. */
function findRow(tops: Float64Array, height: number): number {
  let low = 0
  let high = tops.length - 1
  while (low < high - 1) {
    const middle = (low + high) >> 1
    if (tops[middle]! <= height) low = middle
    else high = middle
  }
  return low
}
