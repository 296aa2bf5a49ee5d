import { useSyncExternalStore } from 'react'
import { panesIn, type Panes, type PaneWishes } from './panes.ts'

function useWindowWidth(): number {
  return useSyncExternalStore(
    (hear) => {
      addEventListener('resize', hear)
      return () => removeEventListener('resize', hear)
    },
    () => innerWidth,
  )
}

/** Which panes stand beside the page in this window, and how wide. */
export function useRoom(wishes: PaneWishes): Panes {
  return panesIn(useWindowWidth(), wishes)
}
