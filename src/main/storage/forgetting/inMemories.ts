import { run, type WriteDb } from '../database.ts'
import { foldName } from '../memoryParts.ts'
import { rereadMemories, touchMemories } from '../memoryTable.ts'
import { decodeText, encodeText, normaliseText, type StoredText } from '../text.ts'
import { cleanJson } from './inColumns.ts'
import type { Forgotten } from './forgotten.ts'
import { eachRow } from './paging.ts'

/** Leaves memories without any content; what is not here is left out. The row stays as forgotten, so that nothing can bring it back. */
export function eraseMemories(db: WriteDb, ids: readonly string[], now: number): void {
  const wanted = JSON.stringify(ids)
  const these = 'IN (SELECT value FROM json_each(?))'
  run(db, `UPDATE memory SET text = '', subject = '', normalised = '', about = '', key = NULL, event_at = NULL, valid_from = NULL, valid_until = NULL, superseded_by = NULL,
    fades_at = NULL, conflicts_with = NULL, forgetting_at = NULL, scope = 'everywhere', scope_id = NULL, pinned = 0, state = 'forgotten', updated_at = ? WHERE id ${these}`, now, wanted)
  run(db, `UPDATE memory SET conflicts_with = NULL WHERE conflicts_with ${these}`, wanted)
  run(db, `UPDATE memory_source SET quote = '', file = NULL WHERE memory_id ${these}`, wanted)
  run(db, `DELETE FROM memory_entity WHERE memory_id ${these}`, wanted)
  run(db, `UPDATE memory_change SET before = NULL, snapshot = NULL, reason = '' WHERE memory_id ${these}`, wanted)
  run(db, `INSERT INTO memory_change (memory_id, number, at, author, action, reason)
    SELECT id, (SELECT coalesce(max(number), 0) + 1 FROM memory_change WHERE memory_id = m.id), ?, 'user', 'forgotten', 'Forgotten by hand' FROM memory m WHERE id ${these}`, now, wanted)
  touchMemories(db, ids)
  rereadMemories(db)
}

interface TextRow { id: string; text: StoredText; subject: StoredText; key: string | null }

/**
 * Erases the words from all other memories that hold them: texts, quotes, names, versions and the reasons of changes.
 * @returns ids of the memories that the index has to look at again
 */
export function cleanMemories(db: WriteDb, forgotten: Forgotten): string[] {
  const changed = new Set<string>()
  for (const row of eachRow<TextRow>(db, 'memory', 'id, text, subject, key', "state <> 'forgotten'")) {
    const [text, subject] = [decodeText(row.text), decodeText(row.subject)]
    const isKeyHit = row.key !== null && forgotten.isIn(row.key)
    if (!isKeyHit && !forgotten.isIn(text) && !forgotten.isIn(subject)) continue
    const kept = { text: forgotten.clean(text), subject: forgotten.clean(subject) }
    run(db, 'UPDATE memory SET text = ?, normalised = ?, subject = ?, about = ?, key = ? WHERE id = ?',
      encodeText(kept.text), normaliseText(kept.text), encodeText(kept.subject), foldName(kept.subject), isKeyHit ? null : row.key, row.id)
    changed.add(row.id)
  }
  for (const row of eachRow<{ quote: StoredText; file: StoredText | null }>(db, 'memory_source', 'quote, file')) {
    const [quote, file] = [decodeText(row.quote), row.file === null ? null : decodeText(row.file)]
    if (forgotten.isIn(quote)) run(db, 'UPDATE memory_source SET quote = ? WHERE rowid = ?', encodeText(forgotten.clean(quote)), row.row)
    if (file !== null && forgotten.isIn(file)) run(db, 'UPDATE memory_source SET file = NULL WHERE rowid = ?', row.row)
  }
  for (const row of eachRow<{ id: string; name: StoredText }>(db, 'memory_entity', 'memory_id AS id, name')) {
    if (!forgotten.isIn(decodeText(row.name))) continue
    run(db, 'DELETE FROM memory_entity WHERE rowid = ?', row.row)
    changed.add(row.id)
  }
  cleanVersions(db, forgotten)
  touchMemories(db, changed)
  return [...changed]
}

function cleanVersions(db: WriteDb, forgotten: Forgotten): void {
  for (const row of eachRow<{ reason: StoredText; before: StoredText | null; snapshot: StoredText | null }>(db, 'memory_change', 'reason, before, snapshot')) {
    const texts = [row.reason, row.before ?? '', row.snapshot ?? ''].map(decodeText) as [string, string, string]
    if (!texts.some((text) => forgotten.isInJson(text))) continue
    run(db, 'UPDATE memory_change SET reason = ?, before = ?, snapshot = ? WHERE rowid = ?', encodeText(forgotten.clean(texts[0])),
      row.before === null ? null : encodeText(forgotten.clean(texts[1])), row.snapshot === null ? null : encodeText(cleanJson(texts[2], forgotten, snapshotTexts)), row.row)
  }
}

/** What of a version a person wrote or a rule took from their words. */
const snapshotTexts = new Set(['text', 'subject', 'key', 'name'])
