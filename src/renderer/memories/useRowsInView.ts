import { useCallback, useState, type RefCallback } from 'react'

export type RowsInView = {
  /** For the element that scrolls. */
  attach: RefCallback<HTMLElement>
  first: number
  /** One past the last. */
  end: number
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
    const measure = () => setView({ top: element.scrollTop, height: element.clientHeight })
    const watch = new ResizeObserver(measure)
    watch.observe(element)
    element.addEventListener('scroll', measure, { passive: true })
    setBox(element)
    return () => { watch.disconnect(); element.removeEventListener('scroll', measure) }
  }, [])
  const reveal = useCallback((row: number) => {
    if (box === null) return
    const top = row * rowHeight
    if (top < box.scrollTop) box.scrollTo({ top })
    else if (top + rowHeight > box.scrollTop + box.clientHeight) box.scrollTo({ top: top + rowHeight - box.clientHeight })
  }, [box, rowHeight])
  return {
    attach, reveal,
    first: Math.max(0, Math.floor(view.top / rowHeight) - spare),
    end: Math.min(count, Math.ceil((view.top + view.height) / rowHeight) + spare),
  }
}
