import type { RecallPorts } from '../memory/recall.ts'
import type { ReadDb } from '../storage/database.ts'
import { idsAround } from '../storage/idsAround.ts'
import type { SearchIndex } from '../storage/index/searchIndex.ts'
import { findMemoriesByEntity, findMemoriesByKey, loadMemories } from '../storage/memories.ts'
import { loadRecallableMessages } from '../storage/recallableMessages.ts'

/**
 * Gives recall its eyes: the index for finding, the store for reading. The index knows ids; the text is always the store's.
 * @param embed unit vectors of short texts by the model of the index; without it a question is compared as it stands
 */
export function recallPorts(db: ReadDb, index: SearchIndex, embed?: RecallPorts['embed']): RecallPorts {
  const messages = (ids: string[]) => loadRecallableMessages(db, ids)
  return {
    words: (query, options) => index.words(query, options),
    meaning: (vector, options) => index.meaning(vector, options),
    documentFrequencies: (words) => index.documentFrequencies(words),
    vectors: (ids) => index.vectors(ids),
    memories: (ids) => loadMemories(db, ids),
    byKey: (key) => findMemoriesByKey(db, key),
    byEntity: (names, limit) => findMemoriesByEntity(db, names, limit),
    messages,
    neighbours: (ids, reach) => messages(idsAround(db, ids, reach)),
    ...(embed === undefined ? {} : { embed }),
  }
}
