import { forgottenMark } from '../../../shared/names.ts'
import type { ReadDb } from '../database.ts'
import { normaliseText, decodeText, type StoredText } from '../text.ts'
import { readForgotten, type Forgotten, type ForgottenMemory } from './forgotten.ts'
import { eachRow } from './paging.ts'

/**
 * The memories with all that say nothing else than one of them: without its words nothing would be left of these. They go with it,
 * but what they said in earlier versions is not looked for elsewhere.
 */
export function withDuplicates(db: ReadDb, memories: readonly ForgottenMemory[], forgotten: Forgotten): ForgottenMemory[] {
  const same: string[] = []
  for (const row of eachRow<{ id: string; state: string; text: StoredText }>(db, 'memory', 'id, state, text')) {
    if (row.state === 'forgotten' || forgotten.memories.has(row.id)) continue
    const text = decodeText(row.text)
    if (forgotten.isIn(text) && normaliseText(forgotten.clean(text).replaceAll(forgottenMark, ' ')) === '') same.push(row.id)
  }
  return [...memories, ...readForgotten(db, same).map((memory) => ({ ...memory, words: memory.words.filter((word) => forgotten.isIn(word)) }))]
}
