import type { SearchIndex } from '../storage/index/searchIndex.ts'
import type { Indexer } from './indexer.ts'
import type { ServingIndex } from './indexSwitch.ts'

/** What serves now. While one index takes the place of another, `moving` resolves when it stands. */
export interface Serving<P extends ServingIndex = ServingIndex> { part: P; generation: number; moving: Promise<void> | null }

/**
 * The index that serves, whichever that is at the time of a call; calls wait while it changes.
 * @param generation vectors of this one alone are understood: after a change they find nothing; null takes any of fitting dimensions
 */
export function indexOf(serving: Serving, generation: number | null): SearchIndex {
  const now = async (): Promise<SearchIndex> => {
    while (serving.moving !== null) await serving.moving
    return serving.part.index
  }
  const isOld = (): boolean => generation !== null && generation !== serving.generation
  return {
    upsert: async (items) => (await now()).upsert(items),
    remove: async (ids) => (await now()).remove(ids),
    erase: async () => (await now()).erase(),
    words: async (query, options) => (await now()).words(query, options),
    meaning: async (vector, options) => { const index = await now(); return isOld() ? [] : index.meaning(vector, options) },
    vectors: async (ids) => { const index = await now(); return isOld() ? new Map() : index.vectors(ids) },
    knownBetween: async (afterId, upToId, limit) => (await now()).knownBetween(afterId, upToId, limit),
    knownSessions: async (afterId, upToId) => (await now()).knownSessions(afterId, upToId),
    sessionsBetween: async (conversationId, from, until) => (await now()).sessionsBetween(conversationId, from, until),
    places: async (ids) => (await now()).places(ids),
    lacking: async (after, limit) => (await now()).lacking(after, limit),
    counts: async () => (await now()).counts(),
    documentFrequencies: async (words) => (await now()).documentFrequencies(words),
    // Whoever opened it closes it.
    close: async () => {},
  }
}

interface Others { changed(ids: readonly string[]): void; giveWay(turn: Promise<unknown>): void; caughtUp(): void }

/** The indexer of what serves now; what it hears, the index that is made beside hears too. */
export function indexerOf(serving: Serving, others: Others): Indexer {
  const now = async (): Promise<Indexer> => {
    while (serving.moving !== null) await serving.moving
    return serving.part.indexer
  }
  return {
    catchUp: async () => { await (await now()).catchUp(); others.caughtUp() },
    changed(ids) {
      if (serving.moving === null) serving.part.indexer.changed(ids)
      else void now().then((indexer) => indexer.changed(ids))
      others.changed(ids)
    },
    giveWay(turn) { serving.part.indexer.giveWay(turn); others.giveWay(turn) },
    settled: async () => (await now()).settled(),
    taken: async () => (await now()).taken(),
    whole: async () => (await now()).whole(),
    state: () => serving.part.indexer.state(),
    close: async () => {},
  }
}
