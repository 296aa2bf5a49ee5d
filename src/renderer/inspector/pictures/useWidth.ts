import { useEffect, useRef, useState, type RefObject } from 'react'

/** The width of an element in whole pixels, as it is now; 0 before the first layout. */
export function useWidth(): [RefObject<HTMLDivElement | null>, number] {
  const ref = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  useEffect(() => {
    if (ref.current === null) return
    const watch = new ResizeObserver(([entry]) => { if (entry !== undefined) setWidth(Math.floor(entry.contentRect.width)) })
    watch.observe(ref.current)
    return () => watch.disconnect()
  }, [])
  return [ref, width]
}
