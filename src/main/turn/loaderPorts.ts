import type { Memory } from '../../shared/memory.ts'
import type { LoaderPorts } from '../knowledge/loader.ts'
import type { ReadDb } from '../storage/database.ts'
import type { SearchIndex } from '../storage/index/searchIndex.ts'
import { memoriesByKeys, memoriesHappening, memoriesSince, proceduralMemories } from '../storage/loaderQueries.ts'
import { loadMemories } from '../storage/memories.ts'

/**
 * Gives sources their eyes: the store by its indexes, and the words of the search index. Only what holds in this conversation is seen.
 * @param isHere whether a memory may be recalled in this conversation
 */
export function loaderPorts(db: ReadDb, index: SearchIndex, isHere: (memory: Memory) => boolean, now: number): LoaderPorts {
  return {
    byKeys: (keys) => memoriesByKeys(db, keys).filter(isHere),
    wishes: (limit) => proceduralMemories(db, limit).filter(isHere),
    happening: (from, until, limit) => memoriesHappening(db, from, until, limit).filter(isHere),
    learnedSince: (since, limit) => memoriesSince(db, since, now, limit).filter(isHere),
    async byWords(words, limit) {
      const hits = await index.words(words.join(' '), { kinds: ['memory'], limit })
      return loadMemories(db, hits.map(({ id }) => id)).filter((memory) => memory.state === 'active' && isHere(memory))
    },
  }
}
