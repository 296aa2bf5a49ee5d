import { useEffect, type RefObject } from 'react'
import { useAppState, useThread, useWindow } from '../state/AppStateContext.ts'

/** Scrolls to the message that was asked for, on whatever branch it stands, and flashes it. */
export function useSoughtMessage(pane: RefObject<HTMLDivElement | null>): void {
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
        row.scrollIntoView({ block: 'center' })
        row.classList.add('flash', 'rounded-medium')
        row.addEventListener('animationend', () => row.classList.remove('flash', 'rounded-medium'), { once: true })
      })
    }
    void go()
  }, [sought, ready, thread, window, toasts, pane])
}
