import type { Embedder } from '../models/ports.ts'
import type { Log } from '../platform/log.ts'
import { loadIndexable, pageStamps, type Indexable, type IndexStamp } from '../storage/indexable.ts'
import { pageSessions, sessionsAround } from '../storage/sessions.ts'
import type { ReadDb } from '../storage/database.ts'
import type { Known, Place, SearchIndex } from '../storage/index/searchIndex.ts'

/** Texts per step: small, so that a turn's own embedding never waits long behind a rebuild. */
const batch = 16
/** Words need no model, so they come first and in large steps: what was said is findable long before every vector is there. */
const wordBatch = 400
const comparePage = 500
/** How long a turn waits for words, and for the rest: a rebuild of a large store goes on behind it, a small one is soon done. */
const wordsWithinMs = 5000
const restWithinMs = 1000
const fewWithinMs = 6000
const few = 300

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

  const putWords = async (ids: readonly string[]): Promise<void> => {
    for (let at = 0; at < ids.length && !closing; at += wordBatch) {
      const items = loadIndexable(db, ids.slice(at, at + wordBatch))
      if (items.length > 0) await index.upsert(items.map((item) => ({ ...item, vector: null })))
    }
  }

  /** @returns how many have their vector now */
  const put = async (items: readonly Indexable[]): Promise<number> => {
    if (items.length === 0) return 0
    // Words must be findable even when no vector can be made; the hash then says that it is still missing.
    const vectors = closing ? items.map(() => null) : await embedder.embed(items.map((item) => item.meaningText ?? item.text)).catch((error: unknown) => {
      log.warn(`indexing without vectors: ${String(error)}`)
      return items.map(() => null)
    })
    await index.upsert(items.map((item, at) => ({ ...item, vector: vectors[at] ?? null })))
    return vectors.filter((vector) => vector !== null).length
  }

  /** Mends one stretch: what is stored, against what is indexed there. */
  const mend = async (stored: readonly IndexStamp[], known: readonly Known[]): Promise<void> => {
    const hashes = new Map(known.map((one) => [one.id, one.hash]))
    const wordless = stored.filter(({ id, hash }) => { const own = hashes.get(id); return own !== hash && own !== `${hash}~` })
    const ids = new Set(stored.map((one) => one.id))
    const gone = known.filter((one) => !ids.has(one.id))
    if (gone.length > 0 && !closing) await index.remove(gone.map((one) => one.id))
    await putWords(wordless.map((one) => one.id))
  }

  const compareTexts = async (): Promise<void> => {
    for (let after: string | null = null, isLast = false; !isLast && !closing;) {
      const stored: IndexStamp[] = pageStamps(db, after, comparePage)
      isLast = stored.length < comparePage
      const upTo: string | null = isLast ? null : stored.at(-1)!.id
      const known: Known[] = []
      for (let from = after; ;) {
        const page: Known[] = await index.knownBetween(from, upTo, comparePage * 2)
        known.push(...page)
        if (page.length < comparePage * 2) break
        from = page.at(-1)!.id
      }
      await mend(stored, known)
      after = upTo
      await breathe()
    }
  }

  const compareSessions = async (): Promise<void> => {
    for (let after: string | null = null, isLast = false; !isLast && !closing;) {
      const { sessions, last }: ReturnType<typeof pageSessions> = pageSessions(db, after, 20)
      await mend(sessions, await index.knownSessions(after, last))
      isLast = last === null
      after = last
      await breathe()
    }
  }

  const fillVectors = async (): Promise<void> => {
    const { lacking } = await index.counts()
    const isMuch = lacking > batch
    if (isMuch) { state = { state: 'building', done: 0, total: lacking }; onChange() }
    let done = 0
    for (let after: number | null = 0, steps = 1; after !== null && !closing; steps++) {
      const page: { ids: string[]; after: number | null } = await index.lacking(after, batch)
      const items = loadIndexable(db, page.ids)
      // One that cannot be made now is passed over; the next start tries it again.
      if (items.length > 0 && await put(items) === 0) break
      done += page.ids.length
      if (isMuch) state = { ...state, done: Math.min(lacking, done) }
      if (isMuch && steps % 16 === 0) onChange()
      after = page.after
      await breathe()
    }
  }

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
      await compareTexts()
      wordsReady()
      await compareSessions()
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

  /** Sessions around what changed get their words anew at once, so that nothing forgotten stays in them; their vectors follow. */
  const reviseSessions = async (places: readonly Place[]): Promise<void> => {
    for (const [conversationId, own] of Map.groupBy(places, (place) => place.conversationId)) {
      let reached = Number.NEGATIVE_INFINITY
      for (const { at } of own.toSorted((a, b) => a.at - b.at)) {
        if (at <= reached) continue
        const stretch = sessionsAround(db, conversationId, at)
        reached = stretch.until
        await mend(stretch.sessions, await index.sessionsBetween(conversationId, stretch.from, stretch.until))
      }
    }
  }

  const take = async (ids: readonly string[]): Promise<void> => {
    const items = loadIndexable(db, ids)
    const found = new Set(items.map((item) => item.id))
    const gone = ids.filter((id) => !found.has(id))
    const places: Place[] = gone.length === 0 ? [] : await index.places(gone)
    if (gone.length > 0) await index.remove(gone)
    for (const { id, kind, conversationId, at } of items) if (kind === 'message') places.push({ id, conversationId: conversationId!, at })
    // Many at once are an import: found by their words now, by their meaning soon.
    if (items.length > batch) { await putWords(items.map((item) => item.id)); void catchUp(); return }
    await put(items)
    await reviseSessions(places)
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
        await within(state.total - state.done <= few ? fewWithinMs : restWithinMs, Promise.all([urgent, background]))
      } finally { waiting-- }
      if (state.state !== 'building' || state.total === 0) return null
      return `The search index is still being built (${state.done} of ${state.total}), so this turn may have missed something that was said before.`
    },
    state: () => state,
    async close() {
      closing = true
      wake()
      await Promise.allSettled([urgent, background])
    },
  }
}
