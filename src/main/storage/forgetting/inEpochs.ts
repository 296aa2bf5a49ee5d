import type { Epoch } from '../../../shared/epoch.ts'
import { all, run, type ReadDb, type WriteDb } from '../database.ts'
import { listEpochs } from '../epochs.ts'
import { encodeText, normaliseText } from '../text.ts'
import type { Forgotten } from './forgotten.ts'
import type { MemoriesOf } from './reach.ts'
import { cleanMade } from './scrub.ts'

/**
 * The summaries that hold forgotten memories, as they will be without them. In conversations where they were looked at, sentences
 * that say them in other words go too; elsewhere their very words.
 */
export function epochsThatTell(db: ReadDb, forgotten: Forgotten, conversations: MemoriesOf): Epoch[] {
  return all<{ id: string }>(db, 'SELECT DISTINCT conversation_id AS id FROM epoch').flatMap(({ id }) => {
    const memoryIds = conversations.get(id) ?? new Set<string>()
    const scope = { forgotten, memoryIds, messages: new Map() }
    const clean = (text: string): string => cleanMade(text, scope)
    const parts = [...memoryIds].flatMap((memoryId) => forgotten.memories.get(memoryId)?.words ?? []).map((words) => ` ${normaliseText(words)} `)
    return listEpochs(db, id).flatMap((epoch) => {
      const lost = epoch.lost.filter((detail) => clean(detail.text) === detail.text && !isPartOf(detail.text, parts))
      const now: Epoch = { ...epoch, text: clean(epoch.text), madeText: clean(epoch.madeText), why: clean(epoch.why), lost }
      return now.text === epoch.text && now.madeText === epoch.madeText && now.why === epoch.why && lost.length === epoch.lost.length ? [] : [now]
    })
  })
}

export function writeEpochs(db: WriteDb, epochs: readonly Epoch[]): void {
  for (const one of epochs) {
    run(db, 'UPDATE epoch SET text = ?, made_text = ?, why = ?, lost = ? WHERE id = ?', encodeText(one.text), encodeText(one.madeText), encodeText(one.why), JSON.stringify(one.lost), one.id)
  }
}

/** A detail is a word or two of its source: "Nadia" of "My sister is called Nadia". */
function isPartOf(detail: string, forgotten: readonly string[]): boolean {
  const wanted = normaliseText(detail)
  return wanted !== '' && forgotten.some((words) => words.includes(` ${wanted} `))
}
