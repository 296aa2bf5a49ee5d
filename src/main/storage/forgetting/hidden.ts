import { all, run, transaction, type ReadDb, type WriteDb } from '../database.ts'
import { touchMemories } from '../memoryTable.ts'

/**
 * Hides memories that are about to be forgotten: as long as it can be taken back nothing is erased, but no list, search or
 * recall finds them, and nothing can change them.
 * @param at when the person asked for it, in milliseconds since 1970
 */
export function markForgetting(db: WriteDb, ids: readonly string[], at: number): void {
  transaction(db, () => { run(db, "UPDATE memory SET forgetting_at = ? WHERE id IN (SELECT value FROM json_each(?)) AND state <> 'forgotten' AND forgetting_at IS NULL", at, JSON.stringify(ids)) })
  touchMemories(db, ids)
}

/** Takes that back: they are where they were. */
export function unmarkForgetting(db: WriteDb, ids: readonly string[]): void {
  transaction(db, () => { run(db, 'UPDATE memory SET forgetting_at = NULL WHERE id IN (SELECT value FROM json_each(?))', JSON.stringify(ids)) })
  touchMemories(db, ids)
}

/** What is hidden and not yet forgotten, the longest first: after a kill it has to be forgotten for good. */
export function listForgetting(db: ReadDb): string[] {
  return all<{ id: string }>(db, 'SELECT id FROM memory WHERE forgetting_at IS NOT NULL ORDER BY forgetting_at, id').map((row) => row.id)
}
