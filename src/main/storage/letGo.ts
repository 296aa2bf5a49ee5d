import type { Context } from '../../shared/piece.ts'
import { FailureError } from '../../shared/result.ts'
import type { TurnTrace } from '../../shared/trace.ts'
import { bareTrace } from './contexts/bareTrace.ts'
import { openLoader, type PieceLoader } from './contexts/pieceBlobs.ts'
import { sweepContexts } from './contexts/sweep.ts'
import { keepContext } from './contexts/storedContext.ts'
import { packJson, readTrace, type TraceRow } from './contexts/traceBody.ts'
import { all, run, transaction, type WriteDb } from './database.ts'

/** So many turns are done in one transaction: the person can write in between. */
const batch = 200

/**
 * Lets the texts of contexts go that are older than a moment: of pieces, of what they were before shortening, of the prompt.
 * What was chosen and why, and every figure, stays. Runs of those turns leave whole.
 * @returns how many contexts were let go
 */
export function letGoContexts(db: WriteDb, before: number): number {
  let done = 0
  for (;;) {
    const turns = transaction(db, () => letGoSome(db, before))
    done += turns
    if (turns < batch) return done
  }
}

function letGoSome(db: WriteDb, before: number): number {
  const rows = all<TraceRow & { turn_id: string; conversation_id: string }>(db, 'SELECT turn_id, conversation_id, body, pieces FROM turn_trace WHERE whole = 1 AND started_at < ? ORDER BY started_at LIMIT ?', before, batch)
  const load = openLoader(db)
  for (const row of rows) {
    const trace = withoutTexts(readOrBare(db, row.turn_id, row, load))
    const kept = keepContext(db, row.conversation_id, trace.context)
    const body = packJson({ ...trace, context: kept.stored })
    run(db, 'UPDATE turn_trace SET body = ?, pieces = ?, whole = 0, context_bytes = ? WHERE turn_id = ?', body, kept.pieces, kept.bytes + body.length + (kept.pieces?.length ?? 0), row.turn_id)
    run(db, "DELETE FROM context_run WHERE turn_id = ? AND state <> 'running'", row.turn_id)
  }
  for (const conversationId of new Set(rows.map((row) => row.conversation_id))) sweepContexts(db, conversationId)
  return rows.length
}

/** A damaged trace has to let go of what is left of its texts, too. */
function readOrBare(db: WriteDb, turnId: string, row: TraceRow, load: PieceLoader): TurnTrace {
  try { return readTrace(row, load) } catch (error) {
    if (error instanceof FailureError) return bareTrace(db, turnId)
    throw error
  }
}

function withoutTexts(trace: TurnTrace): TurnTrace {
  return {
    ...trace, context: trace.context === null ? null : emptied(trace.context),
    focus: trace.focus === null ? null : { ...trace.focus, text: '' },
  }
}

function emptied(context: Context): Context {
  return {
    ...context,
    pieces: context.pieces.map(({ original: _original, ...piece }) => ({ ...piece, text: '' })),
    prompt: context.prompt.map(({ role }) => ({ role, text: '', spans: [] })),
  }
}
