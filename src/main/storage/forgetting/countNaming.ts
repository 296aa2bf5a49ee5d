import type { ReadDb } from '../database.ts'
import { decodeText, type StoredText } from '../text.ts'
import type { MessageCut } from './inMessages.ts'
import type { NameFinder } from './nameFinder.ts'
import { eachRow } from './paging.ts'
import type { ForgetPlan } from './planForget.ts'

/** Messages that would still name somebody after a forgetting, and other memories that do. @param cuts how that forgetting cuts messages */
export function countNaming(db: ReadDb, { forgotten }: Pick<ForgetPlan, 'forgotten'>, cuts: ReadonlyMap<string, MessageCut>, names: NameFinder): { namingMessages: number; namingMemories: number } {
  let [namingMessages, namingMemories] = [0, 0]
  for (const row of eachRow<{ id: string; text: StoredText }>(db, 'message', 'id, text')) if (names.isIn(cuts.get(row.id)?.cut.text ?? decodeText(row.text))) namingMessages++
  for (const row of eachRow<{ id: string; text: StoredText }>(db, 'memory', 'id, text', "state <> 'forgotten'")) if (!forgotten.memories.has(row.id) && names.isIn(decodeText(row.text))) namingMemories++
  return { namingMessages, namingMemories }
}
