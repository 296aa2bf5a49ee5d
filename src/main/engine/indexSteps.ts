import type { Embedder } from '../models/ports.ts'
import type { Log } from '../platform/log.ts'
import { loadIndexable, pageStamps, type Indexable, type IndexStamp } from '../storage/indexable.ts'
import { pageSessions, sessionsAround } from '../storage/sessions.ts'
import type { ReadDb } from '../storage/database.ts'
import type { Known, Place, SearchIndex } from '../storage/index/searchIndex.ts'

/** Texts per step with vectors: small, so that a turn's own embedding never waits long behind a rebuild. */
export const batch = 16
/** Words need no model, so they come first and in large steps: what was said is findable long before every vector is there. */
const wordBatch = 400
const comparePage = 500
const conversationsPerPage = 20
/** Sessions that are mended in one step: every removal empties the log of the index, which costs the same for one as for many. */
const sessionBatch = 500

interface Work {
  readonly db: ReadDb
  readonly index: SearchIndex
  readonly embedder: Embedder
  readonly log: Log
  isClosing(): boolean
  /** Between steps: whoever waits comes first. */
  breathe(): Promise<void>
}

/** The single pieces of work of an indexer, each of which can end early and be begun again. */
export function createIndexSteps({ db, index, embedder, log, isClosing, breathe }: Work) {
  /** @returns the ids of those that had any words to put */
  const putWords = async (ids: readonly string[]): Promise<ReadonlySet<string>> => {
    const found = new Set<string>()
    for (let at = 0; at < ids.length && !isClosing(); at += wordBatch) {
      const items = loadIndexable(db, ids.slice(at, at + wordBatch))
      for (const item of items) found.add(item.id)
      if (items.length > 0) await index.upsert(items.map((item) => ({ ...item, vector: null })))
    }
    return found
  }

  const put = async (items: readonly Indexable[]): Promise<number> => {
    if (items.length === 0) return 0
    // Words must be findable even when no vector can be made; the hash then says that it is still missing.
    const vectors = isClosing() ? items.map(() => null) : await embedder.embed(items.map((item) => item.meaningText ?? item.text)).catch((error: unknown) => {
      log.warn(`indexing without vectors: ${String(error)}`)
      return items.map(() => null)
    })
    // What was cut or edited while the model read it must not come back as it was: its words of now go in, and its vector follows.
    const now = new Map(loadIndexable(db, items.map((item) => item.id)).map((item) => [item.id, item]))
    await index.upsert(items.flatMap((read, at) => {
      const item = now.get(read.id)
      return item === undefined ? [] : [{ ...item, vector: saysTheSame(item, read) ? vectors[at] ?? null : null }]
    }))
    return vectors.filter((vector) => vector !== null).length
  }

  /** Mends one stretch: what is stored, against what is indexed there. */
  const mend = async (stored: readonly IndexStamp[], known: readonly Known[]): Promise<void> => {
    const hashes = new Map(known.map((one) => [one.id, one.hash]))
    const wordless = stored.filter(({ id, hash }) => { const own = hashes.get(id); return own !== hash && own !== `${hash}~` })
    const ids = new Set(stored.map((one) => one.id))
    // Also on closing: what is forgotten must not stay until the next start. What only changed is put again then.
    const changed = new Set(isClosing() ? wordless.map((one) => one.id) : [])
    const gone = known.filter((one) => !ids.has(one.id) || changed.has(one.id))
    if (gone.length > 0) await index.remove(gone.map((one) => one.id))
    const wanted = new Set(wordless.map((one) => one.id))
    const found = await putWords([...wanted])
    // A session of which nothing is left to say has no words to put over those that it had.
    const emptied = known.filter((one) => wanted.has(one.id) && !found.has(one.id) && !changed.has(one.id))
    if (emptied.length > 0) await index.remove(emptied.map((one) => one.id))
  }

  return {
    putWords,
    /** Puts texts with their vectors. @returns how many have theirs now */
    put,

    /** Compares memories and messages with the index, in the order of their ids, and mends their words. */
    async compareTexts(): Promise<void> {
      for (let after: string | null = null, isLast = false; !isLast && !isClosing();) {
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
    },

    /** The same for sessions, conversation by conversation. */
    async compareSessions(): Promise<void> {
      for (let after: string | null = null, isLast = false; !isLast && !isClosing();) {
        const { sessions, last }: ReturnType<typeof pageSessions> = pageSessions(db, after, conversationsPerPage)
        await mend(sessions, await index.knownSessions(after, last))
        isLast = last === null
        after = last
        await breathe()
      }
    },

    /**
     * Makes the vectors that are missing.
     * @param heard how many of how many are done, at the beginning and after each step
     */
    async fillVectors(heard: (done: number, total: number) => void): Promise<void> {
      const { lacking } = await index.counts()
      heard(0, lacking)
      let done = 0
      for (let after: number | null = 0; after !== null && !isClosing();) {
        const page: { ids: string[]; after: number | null } = await index.lacking(after, batch)
        const items = loadIndexable(db, page.ids)
        // One that cannot be made now is passed over; the next start tries it again.
        if (items.length > 0 && await put(items) === 0) break
        done += page.ids.length
        heard(Math.min(lacking, done), lacking)
        after = page.after
        await breathe()
      }
    },

    /** Sessions around what changed get their words anew at once, so that nothing forgotten stays in them; their vectors follow. */
    async reviseSessions(places: readonly Place[]): Promise<void> {
      let stored: IndexStamp[] = []
      let known: Known[] = []
      const mendThem = async (): Promise<void> => {
        await mend(stored, known)
        stored = []
        known = []
      }
      for (const [conversationId, own] of Map.groupBy(places, (place) => place.conversationId)) {
        let reached = Number.NEGATIVE_INFINITY
        for (const { at } of own.toSorted((a, b) => a.at - b.at)) {
          if (at <= reached) continue
          const stretch = sessionsAround(db, conversationId, at)
          reached = stretch.until
          stored.push(...stretch.sessions)
          known.push(...await index.sessionsBetween(conversationId, stretch.from, stretch.until))
          if (stored.length + known.length > sessionBatch) await mendThem()
        }
      }
      await mendThem()
    },
  }
}

function saysTheSame(one: Indexable, other: Indexable): boolean {
  return one.hash === other.hash && one.text === other.text && one.around === other.around && one.meaningText === other.meaningText
}
