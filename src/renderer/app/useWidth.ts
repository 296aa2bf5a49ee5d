import { useSyncExternalStore } from 'react'

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (hear) => {
      const media = matchMedia(query)
      media.addEventListener('change', hear)
      return () => media.removeEventListener('change', hear)
    },
    () => matchMedia(query).matches,
  )
}

/** Which panes have room beside the page: below 1,000 px the inspector has none, below 720 px the sidebar neither. */
export function useRoom(): { sidebar: boolean; inspector: boolean } {
  return { sidebar: useMedia('(min-width: 720px)'), inspector: useMedia('(min-width: 1000px)') }
}
