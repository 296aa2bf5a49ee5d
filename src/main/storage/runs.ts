import { contextRun, type ContextRun } from '../../shared/versions.ts'
import { emptyContext } from './contexts/emptyContext.ts'
import { openLoader, type PieceLoader } from './contexts/pieceBlobs.ts'
import { keepContext, restoreContext, type StoredContext } from './contexts/storedContext.ts'
import { nullIfDamaged, orDamaged, packJson, unpackJson } from './contexts/traceBody.ts'
import { all, first, run, transaction, type ReadDb, type WriteDb } from './database.ts'

interface RunRow { state: ContextRun['state']; pieces: Buffer | null; body: Buffer }

/** Keeps a run in the place of what was kept of it before; its context rests on the texts that are kept once. */
export function saveRun(db: WriteDb, one: ContextRun): void {
  transaction(db, () => {
    const kept = keepContext(db, one.conversationId, one.context)
    run(db, `INSERT INTO context_run (id, turn_id, conversation_id, at, state, pieces, body, cost) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET state = excluded.state, pieces = excluded.pieces, body = excluded.body, cost = excluded.cost`,
    one.runId, one.turnId, one.conversationId, one.at, one.state, kept.pieces, packJson({ ...one, context: kept.stored }), one.cost)
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
  const rows = all<RunRow>(db, 'SELECT state, pieces, body FROM context_run WHERE turn_id = ? ORDER BY at, id', turnId)
  return rows.flatMap((row) => nullIfDamaged(() => runOf(row, load)) ?? [])
}

/** The state of the row counts: a run that a killed process left is stopped there without being read. */
function runOf(row: RunRow, load: PieceLoader): ContextRun {
  return orDamaged(() => {
    const body = unpackJson(row.body) as { context: StoredContext | null }
    return contextRun.parse({ ...body, state: row.state, context: restoreContext(body.context, row.pieces, true, load) })
  })
}

/** Marks runs that an earlier start left running as stopped. Returns how many there were. */
export function interruptRuns(db: WriteDb): number {
  return run(db, "UPDATE context_run SET state = 'stopped' WHERE state = 'running'")
}

/** Lets the texts of the contexts of runs go; what was asked and answered stays. */
export function letGoRuns(db: WriteDb, turnIds: readonly string[]): void {
  rewriteRuns(db, turnIds, (one) => ({ ...one, context: one.context === null ? null : emptyContext(one.context), diff: null, change: { ...one.change, edited: [] } }))
}

/** Changes every run of some turns, or of some ids. One that cannot be read leaves: nobody knows what it holds. */
export function rewriteRuns(db: WriteDb, turnIds: readonly string[], change: (one: ContextRun) => ContextRun, runIds: readonly string[] = []): void {
  const load = openLoader(db)
  const rows = all<RunRow & { id: string }>(db, `SELECT id, state, pieces, body FROM context_run
    WHERE turn_id IN (SELECT value FROM json_each(?)) OR id IN (SELECT value FROM json_each(?))`, JSON.stringify(turnIds), JSON.stringify(runIds))
  for (const row of rows) {
    const found = nullIfDamaged(() => runOf(row, load))
    if (found === null) run(db, 'DELETE FROM context_run WHERE id = ?', row.id)
    else saveRun(db, change(found))
  }
}
