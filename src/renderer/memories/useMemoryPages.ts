import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { useClient } from '../state/AppStateContext.ts'
import { createMemoryPages, type MemoryPagesState } from './memoryPages.ts'
import type { MemoryFilter } from './view/filter.ts'

/** The memories that a filter lets through, kept fresh. Give a filter that keeps its identity while it says the same. */
export function useMemoryPages(filter: MemoryFilter): MemoryPagesState {
  const client = useClient()
  const [pages] = useState(() => createMemoryPages(client))
  useEffect(() => pages.getState().follow(), [pages])
  useEffect(() => void pages.getState().show(filter), [pages, filter])
  return useStore(pages)
}
