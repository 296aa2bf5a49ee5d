import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Client, Output } from '../../shared/contract.ts'
import type { Memory, MemoryOrder } from '../../shared/memory.ts'
import type { Failure, Result } from '../../shared/result.ts'
import { askFor, everything, type MemoryFilter } from './view/filter.ts'

const pageSize = 100
const largestPage = 200
/** So many pages stay in memory: those nearest to what is in view. */
const keptPages = 30
/** So many are asked for at a time: whoever drags through a long list passes by most of it. */
const mostAtOnce = 2
/** A turn may change many memories at once: one reading after the last of them, in milliseconds. */
const pauseMs = 60

export type MemoryRowsState = {
  /** Pages of a hundred by their place; what is not in view may be missing. */
  pages: ReadonlyMap<number, readonly Memory[]>
  total: number
  state: 'loading' | 'ready' | 'failed'
  failure: Failure | null
  /** Rises with every list that is another one, not with its pages. */
  list: number
  /** Shows what a filter lets through. What was there stays until the answer comes, so that nothing blinks. */
  show(filter: MemoryFilter, order: MemoryOrder | null): Promise<void>
  /** Reads what of these rows is missing, soon. */
  need(first: number, end: number): void
  /** The ids of these rows, in their order, whether they were read before or not; null where that failed. */
  idsOf(first: number, end: number): Promise<string[] | null>
  /** Reads again whenever a memory changes, until the returned function is called. */
  follow(): () => void
}
export type MemoryRows = StoreApi<MemoryRowsState>

/** The memory in a row; undefined while it is not read. */
export function rowAt(pages: MemoryRowsState['pages'], at: number): Memory | undefined {
  return pages.get(Math.floor(at / pageSize))?.[at % pageSize]
}

/** The row of a memory among what is read; -1 where it is not. */
export function rowOf(pages: MemoryRowsState['pages'], memoryId: string | null): number {
  if (memoryId === null) return -1
  for (const [page, items] of pages) {
    const at = items.findIndex((one) => one.id === memoryId)
    if (at >= 0) return page * pageSize + at
  }
  return -1
}

/** A list of memories of any length over one client: it reads the pages around what is in view, wherever that is. */
export function createMemoryRows(client: Client): MemoryRows {
  let filter = everything
  let order: MemoryOrder | null = null
  let view = { first: 0, end: pageSize }
  /** Rises with every new reading; the answer to an older one is dropped. */
  let reading = 0
  const inFlight = new Set<number>()

  return createStore<MemoryRowsState>()((set, get) => {
    const ask = (offset: number, limit: number): Promise<Result<Output<'memories.list'>>> => client.call('memories.list', askFor(filter, order, limit, { offset }))
    const missing = () => pagesIn(view).filter((page) => !get().pages.has(page) && !inFlight.has(page) && page * pageSize < get().total)
    const fill = () => {
      for (const page of missing().slice(0, mostAtOnce - inFlight.size)) void load(page)
    }
    const load = async (page: number) => {
      const own = reading
      inFlight.add(page)
      const answer = await ask(page * pageSize, pageSize)
      if (own !== reading) return
      inFlight.delete(page)
      if (!answer.ok) { set({ failure: answer.error }); return }
      const pages = new Map(get().pages).set(page, answer.value.items)
      set({ pages: nearest(pages, view), total: answer.value.total, failure: null })
      fill()
    }
    /** Reads these pages anew, in the place of all that is there. */
    const read = async (wanted: readonly number[], isNew: boolean) => {
      const own = ++reading
      inFlight.clear()
      const answers = await Promise.all(wanted.map((page) => ask(page * pageSize, pageSize)))
      if (own !== reading) return
      const pages = new Map<number, readonly Memory[]>()
      let total = 0
      for (const [at, answer] of answers.entries()) {
        if (!answer.ok) { set({ pages: new Map(), total: 0, state: 'failed', failure: answer.error }); return }
        pages.set(wanted[at]!, answer.value.items)
        total = answer.value.total
      }
      set((before) => ({ pages, total, state: 'ready', failure: null, list: isNew ? before.list + 1 : before.list }))
      fill()
    }
    return {
      pages: new Map(), total: 0, state: 'loading', failure: null, list: 0,
      show: async (wanted, wantedOrder) => {
        filter = wanted
        order = wantedOrder
        view = { first: 0, end: pageSize }
        if (get().pages.size === 0) set({ state: 'loading' })
        await read([0], true)
      },
      need: (first, end) => { view = { first, end }; if (get().state === 'ready') fill() },
      idsOf: async (first, end) => {
        const own = reading
        const ids: string[] = []
        while (first + ids.length < end) {
          const at = first + ids.length
          const known = rowAt(get().pages, at)
          if (known !== undefined) { ids.push(known.id); continue }
          const answer = await ask(at, Math.min(largestPage, end - at))
          if (own !== reading || !answer.ok) return null
          if (answer.value.items.length === 0) break
          ids.push(...answer.value.items.map((one) => one.id))
        }
        return ids.slice(0, end - first)
      },
      follow: () => {
        let pause: ReturnType<typeof setTimeout> | undefined
        const stop = client.listen('memories.changed', () => { clearTimeout(pause); pause = setTimeout(() => void read(pagesIn(view), false), pauseMs) })
        return () => { reading += 1; clearTimeout(pause); stop() }
      },
    }
  })
}

function pagesIn({ first, end }: { first: number; end: number }): number[] {
  const from = Math.floor(first / pageSize)
  return Array.from({ length: Math.max(1, Math.ceil(end / pageSize) - from) }, (_, at) => from + at)
}

/** The pages nearest to what is in view, as many as are kept. */
function nearest(pages: Map<number, readonly Memory[]>, { first, end }: { first: number; end: number }): Map<number, readonly Memory[]> {
  if (pages.size <= keptPages) return pages
  const middle = (first + end) / 2 / pageSize
  return new Map([...pages].sort(([one], [other]) => Math.abs(one - middle) - Math.abs(other - middle)).slice(0, keptPages))
}
