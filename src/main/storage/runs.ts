import { FailureError } from '../../shared/result.ts'
import { contextRun, type ContextRun } from '../../shared/versions.ts'
import { openLoader, type PieceLoader } from './contexts/pieceBlobs.ts'
import { keepContext, restoreContext, type StoredContext } from './contexts/storedContext.ts'
import { orDamaged, packJson, unpackJson } from './contexts/traceBody.ts'
import { all, first, run, transaction, type ReadDb, type WriteDb } from './database.ts'

interface RunRow { state: ContextRun['state']; pieces: Buffer | null; body: Buffer }

/** Keeps a run in the place of what was kept of it before; its context rests on the texts that are kept once. */
export function saveRun(db: WriteDb, one: ContextRun): void {
  transaction(db, () => {
    const kept = keepContext(db, one.conversationId, one.context)
    run(db, `INSERT INTO context_run (id, turn_id, conversation_id, at, state, pieces, body) VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET state = excluded.state, pieces = excluded.pieces, body = excluded.body`,
    one.runId, one.turnId, one.conversationId, one.at, one.state, kept.pieces, packJson({ ...one, context: kept.stored }))
  })
}

/**
 * A run by its id; null where there is none.
 * @throws FailureError (`storage-corrupt`) with a sentence where it is damaged
 */
export function getRun(db: ReadDb, runId: string): ContextRun | null {
  const row = first<RunRow>(db, 'SELECT state, pieces, body FROM context_run WHERE id = ?', runId)
  return row === undefined ? null : runOf(row, openLoader(db))
}

/** The runs of a turn, oldest first. Damaged ones are passed over. */
export function listRuns(db: ReadDb, turnId: string): ContextRun[] {
  const load = openLoader(db)
  return all<RunRow>(db, 'SELECT state, pieces, body FROM context_run WHERE turn_id = ? ORDER BY at, id', turnId).flatMap((row) => {
    try { return [runOf(row, load)] } catch (error) {
      if (error instanceof FailureError) return []
      throw error
    }
  })
}

/** The state of the row counts: a run that a killed process left is stopped there without being read. */
function runOf(row: RunRow, load: PieceLoader): ContextRun {
  return orDamaged(() => {
    const body = unpackJson(row.body) as { context: StoredContext | null }
    return contextRun.parse({ ...body, state: row.state, context: restoreContext(body.context, row.pieces, load) })
  })
}

/** Marks runs that an earlier start left running as stopped. Returns how many there were. */
export function interruptRuns(db: WriteDb): number {
  return run(db, "UPDATE context_run SET state = 'stopped' WHERE state = 'running'")
}
