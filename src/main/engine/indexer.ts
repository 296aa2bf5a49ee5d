import type { Embedder } from '../models/ports.ts'
import type { Log } from '../platform/log.ts'
import { loadIndexable } from '../storage/indexable.ts'
import type { ReadDb } from '../storage/database.ts'
import type { Place, SearchIndex } from '../storage/index/searchIndex.ts'
import { batch, createIndexSteps } from './indexSteps.ts'

/** The window hears of progress after so many texts. */
const heardEvery = 256
/** How long a turn waits for words, and for the rest: a rebuild of a large store goes on behind it, a small one is soon done. */
const wordsWithinMs = 5000
const restWithinMs = 1000
const fewWithinMs = 6000
const few = 300
/** How long a search waits for the changes before it. */
const takenWithinMs = 2000

/**
 * Keeps the derived index in step with the store, in the background. Text is the truth: what is missing or changed is
 * made again, what is gone is removed, and deleting `index.db` costs only this. What was done stays done: after a kill it goes on there.
 */
export interface Indexer {
  /** Compares the whole store with the index and mends the difference. */
  catchUp(): Promise<void>
  /** What changed in a turn or an edit: indexed at once, ahead of any rebuild. */
  changed(ids: readonly string[]): void
  /** The background stands still until this has ended, however it ends; not while `settled` waits for it. */
  giveWay(turn: Promise<unknown>): void
  /**
   * Resolves when all that was said before is findable, or after a short while.
   * @returns a sentence for the turn when the index is still incomplete; null when nothing is missing
   */
  settled(): Promise<string | null>
  /** Resolves when what changed before is found as it is now, or after a short while: for a search right behind a change. No rebuild is waited for. */
  taken(): Promise<void>
  /** Resolves when nothing goes on any more, however long that takes: all that was removed has left by then, unless it failed. */
  whole(): Promise<void>
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
  let isFillQueued = false
  let wordsReady = (): void => {}
  const words = new Promise<void>((resolve) => { wordsReady = resolve })
  const turns = new Set<Promise<unknown>>()
  let waiting = 0
  let wake = (): void => {}

  /** A breath between steps, and a long one while somebody is answered. */
  const breathe = async (): Promise<void> => {
    await new Promise((resolve) => { setImmediate(resolve) })
    while (turns.size > 0 && waiting === 0 && !closing) await new Promise<void>((resolve) => { wake = resolve })
  }

  const steps = createIndexSteps({ db, index, embedder, log, breathe, isClosing: () => closing })

  const fillVectors = (): Promise<void> => steps.fillVectors((done, total) => {
    if (total <= batch) return
    state = { state: 'building', done, total }
    if (done % heardEvery < batch) onChange()
  })

  const failed = (error: unknown): void => {
    wordsReady()
    if (closing) return
    state = { ...state, state: 'failed' }
    behind = true
    log.warn(`indexing failed: ${String(error)}`)
    onChange()
  }

  const catchUp = (): Promise<void> => {
    started = true
    background = background.then(async () => {
      await steps.compareTexts()
      wordsReady()
      await steps.compareSessions()
      await fillVectors()
      state = { ...state, state: 'ready' }
      onChange()
    }).catch(failed)
    return background
  }

  const fillSoon = (): void => {
    if (isFillQueued || closing) return
    isFillQueued = true
    background = background.then(() => { isFillQueued = false; return fillVectors() }).then(() => { if (started) state = { ...state, state: 'ready' }; onChange() }).catch(failed)
  }

  const take = async (ids: readonly string[]): Promise<void> => {
    const items = loadIndexable(db, ids)
    const found = new Set(items.map((item) => item.id))
    const gone = ids.filter((id) => !found.has(id))
    const places: Place[] = gone.length === 0 ? [] : await index.places(gone)
    if (gone.length > 0) await index.remove(gone)
    for (const { id, kind, conversationId, at } of items) if (kind === 'message') places.push({ id, conversationId: conversationId!, at })
    // Many at once are an import: found by their words now, by their meaning soon.
    if (items.length > batch) {
      await steps.putWords(items.map((item) => item.id))
      // Cut short: what they said before must not stay. The next start puts what they say now.
      if (closing) await index.remove(items.map((item) => item.id))
      // Before anything else goes on: sessions hold the same words, and a close would end the comparing of all of them.
      await steps.reviseSessions(places)
      if (!closing) void catchUp()
      return
    }
    await steps.put(items)
    await steps.reviseSessions(places)
    fillSoon()
    if (!behind) return
    behind = false
    void catchUp()
  }

  return {
    catchUp,
    changed(ids) {
      urgent = urgent.then(() => take(ids)).catch((error: unknown) => {
        if (closing) return
        behind = true
        log.warn(`indexing a change failed: ${String(error)}`)
      })
    },
    giveWay(turn) {
      const over = (): void => { turns.delete(turn); wake() }
      turns.add(turn)
      turn.then(over, over)
    },
    async settled() {
      if (!started) void catchUp()
      waiting++
      wake()
      try {
        await within(wordsWithinMs, Promise.all([urgent, words]))
        // What is left once all is there, as the vector of the talk that just went on, keeps no turn waiting.
        if (state.state === 'building') await within(state.total - state.done <= few ? fewWithinMs : restWithinMs, Promise.all([urgent, background]))
      } finally { waiting-- }
      if (state.state !== 'building' || state.total === 0) return null
      return `The search index is still being built (${state.done} of ${state.total}), so this turn may have missed something that was said before.`
    },
    taken: () => within(takenWithinMs, urgent),
    async whole() {
      if (!started) void catchUp()
      for (let known: readonly unknown[] = []; known[0] !== urgent || known[1] !== background;) {
        known = [urgent, background]
        await Promise.allSettled(known)
      }
    },
    state: () => state,
    async close() {
      closing = true
      wake()
      await Promise.allSettled([urgent, background])
    },
  }
}
