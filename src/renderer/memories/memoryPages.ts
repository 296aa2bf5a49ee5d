import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Client, Output } from '../../shared/contract.ts'
import type { Memory } from '../../shared/memory.ts'
import type { Failure, Result } from '../../shared/result.ts'
import { askFor, everything, type MemoryFilter } from './view/filter.ts'

const pageSize = 100
const largestPage = 200
/** A turn may change many memories at once: one reading after the last of them, in milliseconds. */
const pauseMs = 60

export type MemoryPagesState = {
  items: Memory[]
  total: number
  state: 'loading' | 'ready' | 'failed'
  failure: Failure | null
  /** Shows what a filter lets through. What was there stays until the answer comes, so that nothing blinks. */
  show(filter: MemoryFilter): Promise<void>
  loadMore(): Promise<void>
  /** Reads again whenever a memory changes, until the returned function is called. */
  follow(): () => void
}

/** A list of memories over one client, page by page; nothing loads the whole. */
export function createMemoryPages(client: Client): StoreApi<MemoryPagesState> {
  let filter = everything
  let next: string | null = null
  let isLoadingMore = false
  /** Rises with every new reading; the answer to an older one is dropped. */
  let reading = 0

  return createStore<MemoryPagesState>()((set, get) => {
    const read = async (atLeast: number) => {
      const own = ++reading
      isLoadingMore = false
      const items: Memory[] = []
      let cursor: string | null = null
      let total = 0
      do {
        const answer: Result<Output<'memories.list'>> = await client.call('memories.list', askFor(filter, cursor, Math.min(largestPage, Math.max(pageSize, atLeast - items.length))))
        if (own !== reading) return
        if (!answer.ok) { next = null; set({ items: [], total: 0, state: 'failed', failure: answer.error }); return }
        items.push(...answer.value.items)
        cursor = answer.value.next
        total = answer.value.total
      } while (cursor !== null && items.length < atLeast)
      next = cursor
      set({ items, total, state: 'ready', failure: null })
    }
    return {
      items: [], total: 0, state: 'loading', failure: null,
      show: async (wanted) => {
        filter = wanted
        if (get().items.length === 0) set({ state: 'loading' })
        await read(0)
      },
      loadMore: async () => {
        if (next === null || isLoadingMore) return
        isLoadingMore = true
        const own = reading
        const answer = await client.call('memories.list', askFor(filter, next, pageSize))
        if (own !== reading) return
        isLoadingMore = false
        if (!answer.ok) return
        next = answer.value.next
        const known = new Set(get().items.map((one) => one.id))
        set((before) => ({ items: [...before.items, ...answer.value.items.filter((one) => !known.has(one.id))], total: answer.value.total }))
      },
      follow: () => {
        let pause: ReturnType<typeof setTimeout> | undefined
        // As deep as the list already was, or a person who scrolled far would be thrown back.
        const stop = client.listen('memories.changed', () => { clearTimeout(pause); pause = setTimeout(() => void read(get().items.length), pauseMs) })
        return () => { reading += 1; clearTimeout(pause); stop() }
      },
    }
  })
}
