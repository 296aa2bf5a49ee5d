import type { TurnTrace } from '../../shared/trace.ts'
import { bareTrace } from './contexts/bareTrace.ts'
import { emptyContext } from './contexts/emptyContext.ts'
import { packIds, unpackIds } from './contexts/idList.ts'
import { openLoader } from './contexts/pieceBlobs.ts'
import { keepContext, withoutTexts, type StoredTrace } from './contexts/storedContext.ts'
import { sweepContexts } from './contexts/sweep.ts'
import { packJson, readTraceOrNull, unpackJson, type TraceRow } from './contexts/traceBody.ts'
import { all, run, transaction, type WriteDb } from './database.ts'
import { letGoRuns } from './runs.ts'

/** So many turns are done in one transaction: the person can write in between. */
const batch = 500

interface WholeRow extends TraceRow { turn_id: string; conversation_id: string }

/**
 * Lets the texts of contexts go that are older than a moment: of pieces, of what they were before shortening, of the prompt.
 * What was chosen and why, and every figure, stays. A text that a younger context rests on stays for that one.
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
  const rows = all<WholeRow>(db, 'SELECT turn_id, conversation_id, body, pieces, whole FROM turn_trace WHERE whole = 1 AND started_at < ? ORDER BY conversation_id, started_at LIMIT ?', before, batch)
  for (const row of rows) {
    const { body, pieces } = emptied(row) ?? rebuilt(db, row)
    run(db, 'UPDATE turn_trace SET body = ?, pieces = ?, whole = 0, context_bytes = ? WHERE turn_id = ?', body, pieces, body.length + (pieces?.length ?? 0), row.turn_id)
  }
  letGoRuns(db, rows.map((row) => row.turn_id))
  for (const conversationId of new Set(rows.map((row) => row.conversation_id))) sweepContexts(db, conversationId)
  return rows.length
}

/** The row without its texts, made without reading them; null where it has another form or is damaged. */
function emptied(row: WholeRow): { body: Buffer; pieces: Buffer | null } | null {
  if (row.pieces === null) return null
  try {
    const trace = unpackJson(row.body) as StoredTrace
    if (trace.context === null) return null
    const ids = unpackIds(row.pieces).slice(0, trace.context.fateOf.length)
    return { body: packJson({ ...withoutFocus(trace), context: withoutTexts(trace.context) }), pieces: packIds(ids) }
  } catch { return null }
}

/** The same by way of the whole trace. A damaged one has to let go of what is left of its texts, too. */
function rebuilt(db: WriteDb, row: WholeRow): { body: Buffer; pieces: Buffer | null } {
  const trace = withoutFocus(readTraceOrNull(row, openLoader(db)) ?? bareTrace(db, row.turn_id))
  const kept = keepContext(db, row.conversation_id, trace.context === null ? null : emptyContext(trace.context))
  return { body: packJson({ ...trace, context: kept.stored }), pieces: kept.pieces }
}

/** The focus stood in the prompt, and so it goes with it. */
function withoutFocus<T extends Pick<TurnTrace, 'focus'>>(trace: T): T {
  return { ...trace, focus: trace.focus === null ? null : { ...trace.focus, text: '' } }
}
