import { asReadDb, asWriteDb, first, openInMemory, type ReadDb } from './database.ts'
import { migrate } from './migrate.ts'
import type { Store } from './openStore.ts'

/** A store of the same shape that lies in memory alone: what is said there is gone when it is closed. */
export function openTemporaryStore(): Store {
  const connection = openInMemory()
  try {
    migrate(connection)
  } catch (error) {
    connection.close()
    throw error
  }
  return {
    folder: '', readOnly: null, readOnlySince: null, read: asReadDb(connection), write: asWriteDb(connection), isNew: true,
    displaced: () => null, close: () => { connection.close() },
  }
}

/** True when a conversation, a message, a turn, a summary or a run of this id lies here. */
export function holdsTalk(db: ReadDb, id: string): boolean {
  return first(db, `SELECT 1 FROM (SELECT id FROM conversation UNION ALL SELECT id FROM message UNION ALL SELECT turn_id FROM message
    UNION ALL SELECT turn_id FROM turn_trace UNION ALL SELECT id FROM epoch UNION ALL SELECT id FROM context_run) WHERE id = ?`, id) !== undefined
}
