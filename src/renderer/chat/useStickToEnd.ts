import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'

const nearPx = 56
const marginPx = 16
/** By these a person takes the scrolling over. */
const signsOfScrolling = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const

/**
 * Keeps a scrolled pane at its end while its content grows, until the person scrolls up; and keeps
 * what is read in its place when older content comes in above (`firstKey` changes then). `goTo` brings one element
 * into view and keeps it there, whatever grows around it, until the person scrolls.
 */
export function useStickToEnd(firstKey: string | null): { pane: RefObject<HTMLDivElement | null>; content: RefObject<HTMLDivElement | null>; atEnd: boolean; goToEnd: () => void; goTo: (element: HTMLElement) => void } {
  const pane = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const [atEnd, setAtEnd] = useState(true)
  const sticking = useRef(true)
  const heightBefore = useRef(0)
  const topBefore = useRef(0)

  /** What was gone to, until the person scrolls. */
  const held = useRef<HTMLElement | null>(null)

  const goToEnd = useCallback(() => {
    held.current = null
    sticking.current = true
    setAtEnd(true)
    if (pane.current !== null) pane.current.scrollTop = pane.current.scrollHeight
  }, [])

  const goTo = useCallback((element: HTMLElement) => {
    held.current = element
    sticking.current = false
    bringIntoView(pane.current!, element)
    setAtEnd(isNearEnd(pane.current!))
  }, [])

  useEffect(() => {
    const box = pane.current!
    const letGo = () => { held.current = null }
    const hear = () => {
      const near = isNearEnd(box)
      // Content that grows moves the end away without anybody scrolling: only a move up lets go.
      if (near && held.current === null) sticking.current = true
      else if (box.scrollTop < topBefore.current - 1) sticking.current = false
      topBefore.current = box.scrollTop
      setAtEnd(sticking.current || near)
    }
    const grown = new ResizeObserver(() => {
      if (held.current?.isConnected === true) bringIntoView(box, held.current)
      else if (sticking.current) box.scrollTop = box.scrollHeight
      heightBefore.current = box.scrollHeight
    })
    box.addEventListener('scroll', hear, { passive: true })
    for (const sign of signsOfScrolling) box.addEventListener(sign, letGo, { passive: true })
    grown.observe(content.current!)
    grown.observe(box)
    return () => { box.removeEventListener('scroll', hear); for (const sign of signsOfScrolling) box.removeEventListener(sign, letGo); grown.disconnect() }
  }, [])

  useLayoutEffect(() => {
    const box = pane.current!
    if (held.current?.isConnected === true) bringIntoView(box, held.current)
    else if (sticking.current) box.scrollTop = box.scrollHeight
    else if (heightBefore.current > 0) box.scrollTop += box.scrollHeight - heightBefore.current
    heightBefore.current = box.scrollHeight
    topBefore.current = box.scrollTop
  }, [firstKey])

  return { pane, content, atEnd, goToEnd, goTo }
}

const isNearEnd = (box: HTMLElement) => box.scrollHeight - box.scrollTop - box.clientHeight < nearPx

/** In the middle of the pane; what is higher than that shows its beginning. */
function bringIntoView(box: HTMLElement, element: HTMLElement): void {
  const top = element.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop
  box.scrollTop = top - Math.max(marginPx, (box.clientHeight - element.offsetHeight) / 2)
}
