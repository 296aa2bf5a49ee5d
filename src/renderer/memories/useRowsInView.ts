import { useCallback, useState, type RefCallback } from 'react'
import { placeRows, scrollFor } from './view/placeRows.ts'

export type RowsInView = {
  /** For the element that scrolls. */
  attach: RefCallback<HTMLElement>
  first: number
  /** One past the last. */
  end: number
  /** The first that is wholly in view. */
  topRow: number
  /** Height of all rows as the element has to scroll through them, in pixels. */
  height: number
  /** Where a row stands in that height. */
  topOf: (row: number) => number
  /** Scrolls as little as needed for a row to be wholly in view. */
  reveal: (row: number) => void
}

const spare = 8

/** Which rows of equal height (in pixels) stand in view, with a few to spare above and below. */
export function useRowsInView(rowHeight: number, count: number): RowsInView {
  const [box, setBox] = useState<HTMLElement | null>(null)
  const [view, setView] = useState({ top: 0, height: 0 })
  const attach = useCallback((element: HTMLElement | null) => {
    if (element === null) return
    const measure = () => setView((before) => before.top === element.scrollTop && before.height === element.clientHeight ? before : { top: element.scrollTop, height: element.clientHeight })
    const watch = new ResizeObserver(measure)
    watch.observe(element)
    element.addEventListener('scroll', measure, { passive: true })
    setBox(element)
    return () => { watch.disconnect(); element.removeEventListener('scroll', measure) }
  }, [])
  const reveal = useCallback((row: number) => {
    if (box === null) return
    const top = scrollFor(row, { rowHeight, count, viewTop: box.scrollTop, viewHeight: box.clientHeight })
    if (top !== null) box.scrollTo({ top })
  }, [box, rowHeight, count])
  const { offset, height } = placeRows({ rowHeight, count, viewTop: view.top, viewHeight: view.height })
  return {
    attach, reveal, height, topOf: (row) => row * rowHeight - offset + view.top,
    first: Math.max(0, Math.floor(offset / rowHeight) - spare),
    topRow: Math.ceil(offset / rowHeight),
    end: Math.min(count, Math.ceil((offset + view.height) / rowHeight) + spare),
  }
}
