import { createStore, type StoreApi } from 'zustand/vanilla'
import type { MemoryOrder } from '../../shared/memory.ts'
import { everything, type MemoryFilter } from './view/filter.ts'

/** The faces of the memory page. */
export type BrowseView = 'list' | 'timeline' | 'graph' | 'review' | 'fading' | 'try'

/** What the memory page shows; it outlives the page, so that one comes back to where one was. */
export type BrowseState = {
  view: BrowseView
  /** All but the words of the search, which settle while they are typed. */
  filter: MemoryFilter
  typed: string
  /** Null: best first for a search, else newest first. */
  order: MemoryOrder | null
  /** The question of the try-it box. */
  question: string
  /** What of the open memory is shown. */
  face: 'memory' | 'why'
  show(view: BrowseView): void
  type(typed: string): void
  narrow(change: Partial<MemoryFilter>): void
  /** Takes every filter away, and the search. */
  clear(): void
  sort(order: MemoryOrder | null): void
  ask(question: string): void
  turn(face: BrowseState['face']): void
}
export type BrowseStore = StoreApi<BrowseState>

/** Makes the store of the memory page. */
export function createBrowseStore(): BrowseStore {
  return createStore<BrowseState>()((set) => ({
    view: 'list', filter: everything, typed: '', order: null, question: '', face: 'memory',
    show: (view) => set({ view }),
    type: (typed) => set({ typed }),
    narrow: (change) => set((before) => ({ filter: { ...before.filter, ...change } })),
    clear: () => set({ filter: everything, typed: '' }),
    sort: (order) => set({ order }),
    ask: (question) => set({ question }),
    turn: (face) => set({ face }),
  }))
}
