import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'

const nearPx = 56

/**
 * Keeps a scrolled pane at its end while its content grows, until the person scrolls up; and keeps
 * what is read in its place when older content comes in above (`firstKey` changes then).
 */
export function useStickToEnd(firstKey: string | null): { pane: RefObject<HTMLDivElement | null>; content: RefObject<HTMLDivElement | null>; atEnd: boolean; goToEnd: () => void } {
  const pane = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const [atEnd, setAtEnd] = useState(true)
  const sticking = useRef(true)
  const heightBefore = useRef(0)
  const topBefore = useRef(0)

  const goToEnd = useCallback(() => {
    sticking.current = true
    setAtEnd(true)
    if (pane.current !== null) pane.current.scrollTop = pane.current.scrollHeight
  }, [])

  useEffect(() => {
    const box = pane.current!
    const hear = () => {
      const near = box.scrollHeight - box.scrollTop - box.clientHeight < nearPx
      // Content that grows moves the end away without anybody scrolling: only a move up lets go.
      if (near) sticking.current = true
      else if (box.scrollTop < topBefore.current - 1) sticking.current = false
      topBefore.current = box.scrollTop
      setAtEnd(sticking.current)
    }
    const grown = new ResizeObserver(() => {
      if (sticking.current) box.scrollTop = box.scrollHeight
      heightBefore.current = box.scrollHeight
    })
    box.addEventListener('scroll', hear, { passive: true })
    grown.observe(content.current!)
    grown.observe(box)
    return () => { box.removeEventListener('scroll', hear); grown.disconnect() }
  }, [])

  useLayoutEffect(() => {
    const box = pane.current!
    if (sticking.current) box.scrollTop = box.scrollHeight
    else if (heightBefore.current > 0) box.scrollTop += box.scrollHeight - heightBefore.current
    heightBefore.current = box.scrollHeight
    topBefore.current = box.scrollTop
  }, [firstKey])

  return { pane, content, atEnd, goToEnd }
}
