import { memorySnapshot, type Memory, type MemoryChange, type MemorySnapshot, type MemoryVersion } from '../../shared/memory.ts'
import { all, first, run, type ReadDb, type WriteDb } from './database.ts'
import { decodeText, encodeText, type StoredText } from './text.ts'

interface VersionRow { number: number; at: number; author: MemoryChange['author']; action: MemoryChange['action']; reason: StoredText; before: StoredText | null; snapshot: StoredText | null }

/** Adds the next version of a memory: who changed what, and all of it as it is now. Belongs into the transaction that changes it. */
export function addVersion(db: WriteDb, memory: Memory, change: MemoryChange): void {
  run(db, `INSERT INTO memory_change (memory_id, number, at, author, action, reason, before, snapshot)
    VALUES (?, (SELECT coalesce(max(number), 0) + 1 FROM memory_change WHERE memory_id = ?), ?, ?, ?, ?, ?, ?)`,
  memory.id, memory.id, change.at, change.author, change.action, encodeText(change.reason), change.before === null ? null : encodeText(change.before),
  encodeText(JSON.stringify(memorySnapshot.parse(memory))))
}

/** Every version of a memory with who made it and why, oldest first. */
export function historyOf(db: ReadDb, memoryId: string): MemoryVersion[] {
  return all<VersionRow>(db, 'SELECT number, at, author, action, reason, before, snapshot FROM memory_change WHERE memory_id = ? ORDER BY number', memoryId).map((row) => ({
    number: row.number, at: row.at, author: row.author, action: row.action, reason: decodeText(row.reason), before: row.before === null ? null : decodeText(row.before),
    snapshot: snapshotOf(row.snapshot),
  }))
}

/** A memory as it was after one change; null where that is not known any more. */
export function versionOf(db: ReadDb, memoryId: string, number: number): MemorySnapshot | null {
  const row = first<{ snapshot: StoredText | null }>(db, 'SELECT snapshot FROM memory_change WHERE memory_id = ? AND number = ?', memoryId, number)
  return row === undefined ? null : snapshotOf(row.snapshot)
}

/** A damaged version must not hide the others. */
function snapshotOf(stored: StoredText | null): MemorySnapshot | null {
  if (stored === null) return null
  try { return memorySnapshot.parse(JSON.parse(decodeText(stored))) } catch { return null }
}
