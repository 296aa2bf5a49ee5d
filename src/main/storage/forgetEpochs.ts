import type { Epoch } from '../../shared/epoch.ts'
import { all, run, type WriteDb } from './database.ts'
import { listEpochs } from './epochs.ts'
import { cleaner, madeCleaner, type Forgotten } from './scrub.ts'
import { encodeText, normaliseText } from './text.ts'

/**
 * Erases what was forgotten from summaries. In conversations where it was looked at, sentences that say it in other words go too;
 * elsewhere its very words.
 * @returns ids of the epochs that changed
 */
export function forgetInEpochs(db: WriteDb, forgotten: Forgotten, conversationIds: ReadonlySet<string>): Set<string> {
  const changed = new Set<string>()
  const conversations = all<{ id: string }>(db, 'SELECT DISTINCT conversation_id AS id FROM epoch')
  for (const { id } of conversations) {
    const isReached = conversationIds.has(id)
    const clean = isReached ? madeCleaner(forgotten) : cleaner(forgotten)
    for (const epoch of listEpochs(db, id)) {
      const lost = epoch.lost.filter((detail) => clean(detail.text) === detail.text && !(isReached && isPartOf(detail.text, forgotten)))
      const now: Epoch = { ...epoch, text: clean(epoch.text), madeText: clean(epoch.madeText), why: clean(epoch.why), lost }
      if (now.text === epoch.text && now.madeText === epoch.madeText && now.why === epoch.why && lost.length === epoch.lost.length) continue
      changed.add(epoch.id)
      run(db, 'UPDATE epoch SET text = ?, made_text = ?, why = ?, lost = ? WHERE id = ?', encodeText(now.text), encodeText(now.madeText), encodeText(now.why), JSON.stringify(lost), epoch.id)
    }
  }
  return changed
}

/** A detail is a word or two of its source: "Nadia" of "My sister is called Nadia". */
function isPartOf(detail: string, forgotten: Forgotten): boolean {
  const wanted = normaliseText(detail)
  return wanted !== '' && forgotten.words.some((words) => ` ${normaliseText(words)} `.includes(` ${wanted} `))
}
