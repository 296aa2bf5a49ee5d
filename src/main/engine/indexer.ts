import type { Embedder } from '../models/ports.ts'
import type { Log } from '../platform/log.ts'
import { loadIndexable, pageIndexable, type Indexable } from '../storage/indexable.ts'
import type { ReadDb } from '../storage/database.ts'
import type { SearchIndex } from '../storage/index/searchIndex.ts'

/** Texts per step: small, so that a turn's own embedding never waits long behind a rebuild. */
const batch = 16
/** Words need no model, so they come first and in large steps: what was said is findable long before every vector is there. */
const wordBatch = 400
/** How long a turn waits for words, and for the rest: a rebuild of a large store goes on behind it, a small one is soon done. */
const wordsWithinMs = 5000
const restWithinMs = 1000
const fewWithinMs = 6000
const few = 300

/**
 * Keeps the derived index in step with the store, in the background. Text is the truth: what is missing or changed is
 * made again, what is gone is removed, and deleting `index.db` costs only this.
 */
export interface Indexer {
  /** Compares the whole store with the index and mends the difference. */
  catchUp(): Promise<void>
  /** What changed in a turn or an edit: indexed at once, ahead of any rebuild. */
  changed(ids: readonly string[]): void
  /**
   * Resolves when all that was said before is findable, or after a short while.
   * @returns a sentence for the turn when the index is still incomplete; null when nothing is missing
   */
  settled(): Promise<string | null>
  state(): { state: 'ready' | 'building' | 'failed'; done: number; total: number }
  close(): Promise<void>
}

async function within(milliseconds: number, work: Promise<unknown>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  await Promise.race([work, new Promise<void>((resolve) => { timer = setTimeout(resolve, milliseconds) })])
  clearTimeout(timer)
}

export function createIndexer(db: ReadDb, index: SearchIndex, embedder: Embedder, log: Log, onChange: () => void): Indexer {
  // Until it was compared with the store once, nobody knows whether it is whole.
  let state: ReturnType<Indexer['state']> = { state: 'building', done: 0, total: 0 }
  let urgent: Promise<void> = Promise.resolve()
  let background: Promise<void> = Promise.resolve()
  /** True when a change could not be indexed (a full disk, say): the next one that can be brings the rest along. */
  let behind = false
  let closing = false
  let started = false
  let wordsReady = (): void => {}
  const words = new Promise<void>((resolve) => { wordsReady = resolve })

  const putWords = (items: readonly Indexable[]): Promise<void> => items.length === 0 ? Promise.resolve() : index.upsert(items.map((item) => ({ ...item, vector: null })))

  const put = async (items: readonly Indexable[]): Promise<void> => {
    if (items.length === 0) return
    // Words must be findable even when no vector can be made; the hash then says that it is still missing.
    const vectors = closing ? items.map(() => null) : await embedder.embed(items.map((item) => item.text)).catch((error: unknown) => {
      log.warn(`indexing without vectors: ${String(error)}`)
      return items.map(() => null)
    })
    await index.upsert(items.map((item, at) => ({ ...item, vector: vectors[at] ?? null })))
  }

  const compare = async (): Promise<{ wordless: string[]; missing: string[] }> => {
    const known = await index.known()
    const wordless: string[] = []
    const missing: string[] = []
    let after: string | null = null
    for (;;) {
      const page: Indexable[] = pageIndexable(db, after, 500)
      if (page.length === 0 || closing) break
      for (const item of page) {
        const hash = known.get(item.id)
        if (hash !== item.hash) missing.push(item.id)
        if (hash !== item.hash && hash !== `${item.hash}~`) wordless.push(item.id)
        known.delete(item.id)
      }
      after = page.at(-1)!.id
      // The event loop breathes between pages: a start with 100,000 messages stays usable.
      await new Promise((resolve) => { setImmediate(resolve) })
    }
    if (!closing && known.size > 0) await index.remove([...known.keys()])
    return { wordless, missing }
  }

  const mend = async (): Promise<void> => {
    const { wordless, missing } = await compare()
    if (missing.length > 0 && !closing) {
      state = { state: 'building', done: 0, total: missing.length }
      onChange()
    }
    // One step holds its words already when its vectors are made right after.
    for (let at = 0; wordless.length > batch && at < wordless.length && !closing; at += wordBatch) await putWords(loadIndexable(db, wordless.slice(at, at + wordBatch)))
    wordsReady()
    for (let at = 0; at < missing.length && !closing; at += batch) {
      await put(loadIndexable(db, missing.slice(at, at + batch)))
      state = { ...state, done: Math.min(missing.length, at + batch) }
      if (at % (batch * 16) === 0) onChange()
    }
  }

  const catchUp = (): Promise<void> => {
    started = true
    background = background.then(mend).then(
      () => { state = { ...state, state: 'ready' }; onChange() },
      (error: unknown) => {
        wordsReady()
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
        const items = loadIndexable(db, [...ids])
        const gone = ids.filter((id) => !items.some((item) => item.id === id))
        if (gone.length > 0) await index.remove([...gone])
        // Many at once are an import: found by their words now, by their meaning soon.
        if (items.length > batch) { await putWords(items); void catchUp(); return }
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
      if (!started) void catchUp()
      await within(wordsWithinMs, Promise.all([urgent, words]))
      await within(state.total - state.done <= few ? fewWithinMs : restWithinMs, Promise.all([urgent, background]))
      if (state.state !== 'building' || state.total === 0) return null
      return `The search index is still being built (${state.done} of ${state.total}), so this turn may have missed something that was said before.`
    },
    state: () => state,
    async close() {
      closing = true
      await Promise.allSettled([urgent, background])
    },
  }
}
