import type { Memory } from '../../shared/memory.ts'
import { all, emptyLogAfterCommit, first, run, transaction, type ReadDb, type WriteDb } from './database.ts'
import { forgetInContexts } from './forgetContexts.ts'
import type { MemoryRow, SourceRow } from './rows.ts'
import { cleaner, type Forgotten } from './scrub.ts'
import { decodeText, encodeText, type StoredText } from './text.ts'
import { addTombstones, ownFingerprint } from './tombstones.ts'

export { listForgetting, markForgetting, unmarkForgetting } from './forgetting.ts'
export { previewForget } from './previewForget.ts'

/** Normalised forms of what a memory says, by which it is known when it comes again. */
export type FingerprintsOf = (memory: Pick<Memory, 'text' | 'key' | 'subject'>) => readonly string[]

/**
 * Forgets memories for good.
 * @returns ids of the messages whose place in the index changed; the memories themselves have to leave it too
 */
export function forgetMemories(db: WriteDb, ids: readonly string[], now: number, fingerprintsOf: FingerprintsOf): string[] {
  return transaction(db, () => [...new Set(ids.flatMap((id) => forgetMemory(db, id, now, fingerprintsOf)))])
}

/** Forgets one memory for good; see `forgetMemories`. */
export function forgetMemory(db: WriteDb, id: string, now: number, fingerprintsOf: FingerprintsOf): string[] {
  return transaction(db, () => {
    const memory = first<Pick<MemoryRow, 'text' | 'state' | 'key' | 'subject'>>(db, 'SELECT text, state, key, subject FROM memory WHERE id = ?', id)
    if (memory === undefined || memory.state === 'forgotten') return []
    const sources = all<SourceRow>(db, 'SELECT * FROM memory_source WHERE memory_id = ?', id)
    const history = all<{ before: StoredText | null }>(db, 'SELECT before FROM memory_change WHERE memory_id = ?', id)
    const words = [memory.text, ...sources.map((source) => source.quote), ...history.flatMap((change) => change.before ?? [])].map(decodeText)
    const forgotten: Forgotten = {
      memoryId: id, words: [...new Set(words)].filter((word) => word.trim() !== ''),
      messageIds: new Set(sources.flatMap((source) => source.message_id ?? [])),
    }
    const origins = JSON.stringify([...forgotten.messageIds])
    addTombstones(db, forgotten.words.flatMap((text) => [ownFingerprint(text), ...fingerprintsOf({ text, key: memory.key, subject: decodeText(memory.subject) })]), now)

    closeRecall(db, origins, sources, forgetInContexts(db, forgotten))
    eraseMemory(db, forgotten, now)
    emptyLogAfterCommit(db)
    return affectedMessages(db, origins)
  })
}

/** By lineage, not by looking for words: whatever was written with the memory or its origin in view is not recalled. */
function closeRecall(db: WriteDb, origins: string, sources: readonly SourceRow[], turnsInView: readonly string[]): void {
  for (const source of sources) {
    run(db, 'INSERT OR IGNORE INTO forgotten_span (message_id, start, "end") SELECT id, ?, ? FROM message WHERE id = ?', source.start, source.end, source.message_id)
  }
  run(db, `INSERT OR IGNORE INTO unrecallable (message_id, reason) SELECT id, 'forgotten' FROM message WHERE role = 'assistant' AND (
      parent_id IN (SELECT value FROM json_each(?)) OR turn_id IN (SELECT value FROM json_each(?)))`, origins, JSON.stringify(turnsInView))
}

function eraseMemory(db: WriteDb, forgotten: Forgotten, now: number): void {
  const id = forgotten.memoryId
  const nothing = encodeText('')
  run(db, `UPDATE memory SET text = ?, subject = ?, normalised = '', key = NULL, event_at = NULL, valid_from = NULL, valid_until = NULL, superseded_by = NULL,
    about = '', fades_at = NULL, conflicts_with = NULL, forgetting_at = NULL, pinned = 0, state = 'forgotten', updated_at = ? WHERE id = ?`, nothing, nothing, now, id)
  run(db, 'UPDATE memory_source SET quote = ? WHERE memory_id = ?', nothing, id)
  run(db, 'UPDATE memory_change SET before = NULL, snapshot = NULL WHERE memory_id = ?', id)
  run(db, "INSERT INTO memory_change (memory_id, number, at, author, action, reason) VALUES (?, (SELECT coalesce(max(number), 0) + 1 FROM memory_change WHERE memory_id = ?), ?, 'user', 'forgotten', 'Forgotten by hand')", id, id, now)
  run(db, 'DELETE FROM memory_entity WHERE memory_id = ?', id)
  // The history of another memory may name this one: "Replaced by …".
  const clean = cleaner(forgotten)
  for (const { rowid, reason } of all<{ rowid: number; reason: StoredText }>(db, 'SELECT rowid, reason FROM memory_change')) {
    if (clean(decodeText(reason)) !== decodeText(reason)) run(db, 'UPDATE memory_change SET reason = ? WHERE rowid = ?', encodeText(clean(decodeText(reason))), rowid)
  }
}

/** What is cut or closed, and what follows it: the index holds a message together with the one before it. */
function affectedMessages(db: ReadDb, origins: string): string[] {
  return all<{ id: string }>(db, `WITH closed(id) AS (SELECT value FROM json_each(?) UNION SELECT message_id FROM unrecallable)
    SELECT id FROM message WHERE id IN (SELECT id FROM closed) OR parent_id IN (SELECT id FROM closed) ORDER BY id`, origins).map((row) => row.id)
}
