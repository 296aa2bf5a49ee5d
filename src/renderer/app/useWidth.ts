import { useSyncExternalStore } from 'react'
import { panesIn, sidebarFrom, type Panes, type PaneWishes } from './panes.ts'

function useWindowWidth(): number {
  return useSyncExternalStore(
    (hear) => {
      addEventListener('resize', hear)
      return () => removeEventListener('resize', hear)
    },
    () => innerWidth,
  )
}

/** Whether the list of conversations has room beside the page. */
export function useSidebarRoom(): boolean {
  return useWindowWidth() >= sidebarFrom
}

/** Which panes stand beside the page in this window, and how wide. */
export function useRoom(wishes: PaneWishes): Panes {
  return panesIn(useWindowWidth(), wishes)
}
