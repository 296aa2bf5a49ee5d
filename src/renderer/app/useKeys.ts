import { useEffect, useLayoutEffect } from 'react'
import type { AppState } from '../state/appState.ts'
import { isSomethingFloating } from '../ui/isFloating.ts'
import { actions, matchKeys } from './actions.ts'

/** Hears the shortcuts of the whole window for as long as it is mounted. */
export function useKeys(app: AppState): void {
  // Before the first picture: a key that is pressed as soon as the window is seen must count.
  useLayoutEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      const action = actions.find((one) => one.keys.some((keys) => matchKeys(event, keys)))
      if (action !== undefined) {
        event.preventDefault()
        action.run(app)
        return
      }
      // What floats closes itself on Escape; only then may the page take it.
      if (event.key === 'Escape' && !event.shiftKey && !isSomethingFloating()) {
        const { page, conversationId, cameFrom, showPage } = app.window.getState()
        if (page !== 'chat') showPage('chat')
        else if (app.live.get(conversationId) !== null) void app.thread.getState().stop()
        else if (cameFrom !== null) showPage(cameFrom)
      }
    }
    window.addEventListener('keydown', hear)
    return () => window.removeEventListener('keydown', hear)
  }, [app])
}

/** Runs when another part of the window asks for it by `request`. */
export function useRequest(name: 'focus-composer' | 'toggle-sidebar' | 'toggle-inspector', run: () => void): void {
  useEffect(() => {
    window.addEventListener(`casement:${name}`, run)
    return () => window.removeEventListener(`casement:${name}`, run)
  }, [name, run])
}
