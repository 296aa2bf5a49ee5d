import type { Message } from '../../shared/message.ts'
import type { RecallPorts } from '../memory/recall.ts'
import { loadIndexable } from '../storage/indexable.ts'
import type { SearchIndex } from '../storage/index/searchIndex.ts'
import { findMemoriesByKey, loadMemories } from '../storage/memories.ts'
import { loadMessages } from '../storage/messages.ts'
import type { ReadDb } from '../storage/database.ts'

/** Gives recall its eyes: the index for finding, the store for reading. The index knows ids; the text is always the store's. */
export function recallPorts(db: ReadDb, index: SearchIndex): RecallPorts {
  return {
    words: (query, options) => index.words(query, options),
    meaning: (vector, options) => index.meaning(vector, options),
    documentFrequencies: (words) => index.documentFrequencies(words),
    vectors: (ids) => index.vectors(ids),
    memories: (ids) => loadMemories(db, ids),
    byKey: (key) => findMemoriesByKey(db, key),
    messages: (ids) => {
      // What may no longer be recalled, or lies in a deleted conversation, is gone here even if the index lags behind.
      const allowed = new Map(loadIndexable(db, ids).map((item) => [item.id, item]))
      return loadMessages(db, ids).flatMap((message: Message) => {
        const item = allowed.get(message.id)
        return item === undefined ? [] : [{ ...message, text: item.text, around: item.around }]
      })
    },
  }
}
