import { useCallback, useEffect, useRef, useState } from 'react'
import type { Output } from '../../shared/contract.ts'
import type { Memory } from '../../shared/memory.ts'
import type { Failure, Result } from '../../shared/result.ts'
import { useClient } from '../state/AppStateContext.ts'
import { askFor, type MemoryFilter } from './view/filter.ts'

const pageSize = 100
const largestPage = 200

export type MemoryPages = { items: Memory[]; total: number; state: 'loading' | 'ready' | 'failed'; failure: Failure | null; loadMore: () => void }
type Loaded = Omit<MemoryPages, 'loadMore'> & { next: string | null }

/** The memories that a filter lets through, page by page, read again when any memory changes. Give a filter that keeps its identity. */
export function useMemoryPages(filter: MemoryFilter): MemoryPages {
  const client = useClient()
  const [loaded, setLoaded] = useState<Loaded>({ items: [], total: 0, state: 'loading', failure: null, next: null })
  /** Rises with every new reading; an answer of an older one is dropped. */
  const reading = useRef(0)
  const latest = useRef(loaded)
  latest.current = loaded
  const isMore = useRef(false)

  useEffect(() => {
    const readFrom = async (atLeast: number) => {
      const own = ++reading.current
      isMore.current = false
      const items: Memory[] = []
      let cursor: string | null = null
      let total = 0
      do {
        const answer: Result<Output<'memories.list'>> = await client.call('memories.list', askFor(filter, cursor, Math.min(largestPage, Math.max(pageSize, atLeast - items.length))))
        if (own !== reading.current) return
        if (!answer.ok) { setLoaded({ items: [], total: 0, state: 'failed', failure: answer.error, next: null }); return }
        items.push(...answer.value.items)
        cursor = answer.value.next
        total = answer.value.total
      } while (cursor !== null && items.length < atLeast)
      setLoaded({ items, total, state: 'ready', failure: null, next: cursor })
    }
    setLoaded((before) => ({ ...before, state: before.items.length > 0 ? before.state : 'loading' }))
    void readFrom(0)
    // A turn may change many memories at once: one reading after the last of them, as deep as the list already was.
    let pause: ReturnType<typeof setTimeout> | undefined
    const stop = client.listen('memories.changed', () => {
      clearTimeout(pause)
      pause = setTimeout(() => void readFrom(latest.current.items.length), 60)
    })
    return () => { reading.current += 1; clearTimeout(pause); stop() }
  }, [client, filter])

  const loadMore = useCallback(async () => {
    const { next } = latest.current
    if (next === null || isMore.current) return
    isMore.current = true
    const own = reading.current
    const answer = await client.call('memories.list', askFor(filter, next, pageSize))
    isMore.current = false
    if (own !== reading.current || !answer.ok) return
    setLoaded((before) => {
      const known = new Set(before.items.map((one) => one.id))
      return { ...before, items: [...before.items, ...answer.value.items.filter((one) => !known.has(one.id))], total: answer.value.total, next: answer.value.next }
    })
  }, [client, filter])

  return { items: loaded.items, total: loaded.total, state: loaded.state, failure: loaded.failure, loadMore: () => void loadMore() }
}
