import { useEffect, type RefObject } from 'react'
import { useAppState, useThread, useWindow } from '../state/AppStateContext.ts'

const marks = ['flash', 'sought', 'rounded-medium'] as const

/** Goes to the message that was asked for, on whatever branch it stands: it comes into view, has the focus, and is marked until that leaves it. */
export function useSoughtMessage(pane: RefObject<HTMLDivElement | null>, goTo: (element: HTMLElement) => void): void {
  const { thread, window, toasts } = useAppState()
  const sought = useWindow((state) => state.soughtMessageId)
  const conversationId = useWindow((state) => state.conversationId)
  const ready = useThread((state) => state.state === 'ready' && state.conversationId === conversationId)
  useEffect(() => {
    if (sought === null || !ready) return
    const go = async () => {
      const there = await thread.getState().reach(sought)
      window.getState().clearSoughtMessage()
      if (!there) { toasts.getState().notify({ level: 'warning', message: 'That message is not there any more.' }); return }
      requestAnimationFrame(() => {
        const row = pane.current?.querySelector<HTMLElement>(`[data-message="${CSS.escape(sought)}"]`) ?? null
        if (row === null) return
        goTo(row)
        row.tabIndex = -1
        row.focus({ preventScroll: true })
        row.classList.add(...marks)
        row.addEventListener('blur', () => { row.classList.remove(...marks); row.removeAttribute('tabindex') }, { once: true })
      })
    }
    void go()
  }, [sought, ready, thread, window, toasts, pane, goTo])
}
