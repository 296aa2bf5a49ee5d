import { importJob, type ImportJob } from '../../shared/exchange.ts'
import type { Memory, MemoryVersion } from '../../shared/memory.ts'
import { all, first, run, transaction, type ReadDb, type WriteDb } from './database.ts'
import { saveMemory } from './memories.ts'
import { decodeText, encodeText, type StoredText } from './text.ts'

/** Readings of archives, and what each of them brought. */

/** What it takes to go on where a reading ended: the place, and the file's size and time, so that another file starts anew. */
export interface ImportMark { readonly file: string; readonly index: number; readonly stamp: string }
export interface StoredImport { readonly job: ImportJob; readonly mark: ImportMark | null }

interface JobRow { id: string; path: StoredText; body: string; started_at: number }

/** Adds or changes a reading. */
export function saveImport(db: WriteDb, { job, mark }: StoredImport): void {
  const { id, path, startedAt, ...rest } = job
  run(db, `INSERT INTO import_job (id, path, body, started_at) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET path = excluded.path, body = excluded.body`,
    id, encodeText(path), JSON.stringify({ ...rest, mark }), startedAt)
}

/** All readings, the newest first; one whose record is damaged is left out. */
export function listImports(db: ReadDb): StoredImport[] {
  return all<JobRow>(db, 'SELECT id, path, body, started_at FROM import_job ORDER BY started_at DESC, id DESC').flatMap((row) => importOf(row) ?? [])
}

export function getImport(db: ReadDb, id: string): StoredImport | null {
  const row = first<JobRow>(db, 'SELECT id, path, body, started_at FROM import_job WHERE id = ?', id)
  return row === undefined ? null : importOf(row)
}

function importOf(row: JobRow): StoredImport | null {
  try {
    const { mark, ...rest } = JSON.parse(row.body) as { mark: ImportMark | null }
    return { job: importJob.parse({ ...rest, id: row.id, path: decodeText(row.path), startedAt: row.started_at }), mark }
  } catch {
    return null
  }
}

/** Says that a reading brought (or met) a conversation; false where that was said before. */
export function linkImport(db: WriteDb, importId: string, conversationId: string): boolean {
  return run(db, 'INSERT OR IGNORE INTO import_conversation (import_id, conversation_id) VALUES (?, ?)', importId, conversationId) > 0
}

/** The ids of all messages of a conversation. */
export function messageIdsOf(db: ReadDb, conversationId: string): Set<string> {
  return new Set(all<{ id: string }>(db, 'SELECT id FROM message WHERE conversation_id = ?', conversationId).map((row) => row.id))
}

/** True when one of these messages stands in another conversation. */
export function standElsewhere(db: ReadDb, conversationId: string, messageIds: readonly string[]): boolean {
  return first(db, 'SELECT 1 FROM message WHERE id IN (SELECT value FROM json_each(?)) AND conversation_id <> ? LIMIT 1', JSON.stringify(messageIds), conversationId) !== undefined
}

/** True when a message is the other or stands above it. */
export function isAbove(db: ReadDb, messageId: string, belowId: string): boolean {
  return first(db, `WITH RECURSIVE up(id, parent_id) AS (
      SELECT id, parent_id FROM message WHERE id = ? UNION SELECT m.id, m.parent_id FROM up JOIN message m ON m.id = up.parent_id
    ) SELECT 1 FROM up WHERE id = ?`, belowId, messageId) !== undefined
}

/** What the person typed in the conversations of a reading, oldest first: ids alone, for there may be very many. Nothing from the bin. */
export function typedInImport(db: ReadDb, importId: string): string[] {
  return all<{ id: string }>(db, `SELECT m.id FROM import_conversation i JOIN conversation c ON c.id = i.conversation_id JOIN message m ON m.conversation_id = c.id
    WHERE i.import_id = ? AND c.deleted_at IS NULL AND m.role = 'user' AND m.trust = 'user' ORDER BY m.created_at, m.id`, importId).map((row) => row.id)
}

/**
 * Puts a memory there as it was elsewhere, with all its versions in the place of those that it has here.
 * @returns false where it was forgotten here, and stays so
 */
export function putMemory(db: WriteDb, memory: Memory, history: readonly MemoryVersion[]): boolean {
  return transaction(db, () => {
    if (!saveMemory(db, memory, null)) return false
    run(db, 'DELETE FROM memory_change WHERE memory_id = ?', memory.id)
    for (const version of history) {
      run(db, 'INSERT INTO memory_change (memory_id, number, at, author, action, reason, before, snapshot) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
        memory.id, version.number, version.at, version.author, version.action, encodeText(version.reason), version.before === null ? null : encodeText(version.before),
        version.snapshot === null ? null : encodeText(JSON.stringify(version.snapshot)))
    }
    return true
  })
}
