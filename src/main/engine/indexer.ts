import type { Embedder } from '../models/ports.ts'
import type { Log } from '../platform/log.ts'
import { loadIndexable, pageIndexable, type Indexable } from '../storage/indexable.ts'
import type { ReadDb } from '../storage/database.ts'
import type { SearchIndex } from '../storage/index/searchIndex.ts'

/** Texts per step: small, so that a turn's own embedding never waits long behind a rebuild. */
const batch = 16
const settleMs = 300

/**
 * Keeps the derived index in step with the store, in the background. Text is the truth: what is missing or changed is
 * made again, what is gone is removed, and deleting `index.db` costs only this.
 */
export interface Indexer {
  /** Compares the whole store with the index and mends the difference. */
  catchUp(): Promise<void>
  /** What changed in a turn or an edit: indexed at once, ahead of any rebuild. */
  changed(ids: readonly string[]): void
  /** Resolves when all that was said before is findable, or after a short while. */
  settled(): Promise<void>
  state(): { state: 'ready' | 'building' | 'failed'; done: number; total: number }
  close(): Promise<void>
}

export function createIndexer(db: ReadDb, index: SearchIndex, embedder: Embedder, log: Log, onChange: () => void): Indexer {
  // Until it was compared with the store once, nobody knows whether it is whole.
  let state: ReturnType<Indexer['state']> = { state: 'building', done: 0, total: 0 }
  let urgent: Promise<void> = Promise.resolve()
  let background: Promise<void> = Promise.resolve()
  /** True when a change could not be indexed (a full disk, say): the next one that can be brings the rest along. */
  let behind = false
  let closing = false

  const put = async (items: readonly Indexable[]): Promise<void> => {
    if (items.length === 0) return
    // Words must be findable even when no vector can be made; the hash then says that it is still missing.
    const vectors = await embedder.embed(items.map((item) => item.text)).catch((error: unknown) => {
      log.warn(`indexing without vectors: ${String(error)}`)
      return items.map(() => null)
    })
    await index.upsert(items.map((item, at) => ({ ...item, vector: vectors[at] ?? null })))
  }

  const mend = async (): Promise<void> => {
    const known = await index.known()
    const missing: string[] = []
    let after: string | null = null
    for (;;) {
      const page: Indexable[] = pageIndexable(db, after, 500)
      if (page.length === 0 || closing) break
      for (const item of page) {
        if (known.get(item.id) !== item.hash) missing.push(item.id)
        known.delete(item.id)
      }
      after = page.at(-1)!.id
      // The event loop breathes between pages: a start with 100,000 messages stays usable.
      await new Promise((resolve) => { setImmediate(resolve) })
    }
    if (closing) return
    if (known.size > 0) await index.remove([...known.keys()])
    if (missing.length === 0) return
    state = { state: 'building', done: 0, total: missing.length }
    onChange()
    for (let at = 0; at < missing.length && !closing; at += batch) {
      await put(loadIndexable(db, missing.slice(at, at + batch)))
      state = { ...state, done: Math.min(missing.length, at + batch) }
      if (at % (batch * 16) === 0) onChange()
    }
  }

  const catchUp = (): Promise<void> => {
    background = background.then(mend).then(
      () => { state = { ...state, state: 'ready' }; onChange() },
      (error: unknown) => {
        if (closing) return
        state = { ...state, state: 'failed' }
        behind = true
        log.warn(`indexing failed: ${String(error)}`)
        onChange()
      },
    )
    return background
  }

  return {
    catchUp,
    changed(ids) {
      urgent = urgent.then(async () => {
        if (closing) return
        const items = loadIndexable(db, [...ids])
        const gone = ids.filter((id) => !items.some((item) => item.id === id))
        if (gone.length > 0) await index.remove([...gone])
        await put(items)
        if (!behind) return
        behind = false
        void catchUp()
      }).catch((error: unknown) => {
        if (closing) return
        behind = true
        log.warn(`indexing a change failed: ${String(error)}`)
      })
    },
    async settled() {
      let timer: ReturnType<typeof setTimeout> | undefined
      await Promise.race([urgent, new Promise<void>((resolve) => { timer = setTimeout(resolve, settleMs) })])
      clearTimeout(timer)
    },
    state: () => state,
    async close() {
      closing = true
      await Promise.allSettled([urgent, background])
    },
  }
}
