import { turnSummary, type TurnSummary } from '../../shared/message.ts'
import type { TurnTrace } from '../../shared/trace.ts'
import { bareTrace } from './contexts/bareTrace.ts'
import { openLoader } from './contexts/pieceBlobs.ts'
import { keepContext } from './contexts/storedContext.ts'
import { sweepContexts } from './contexts/sweep.ts'
import { packJson, readTraceOrNull, type TraceRow } from './contexts/traceBody.ts'
import { all, run, type ReadDb, type WriteDb } from './database.ts'
import { readFigures } from './figures.ts'
import { forgetInEpochs } from './forgetEpochs.ts'
import { forgetInRuns } from './forgetRuns.ts'
import { turnsInReach } from './forgetReach.ts'
import { usesOf } from './pieceUse.ts'
import { isForgotten, scrubSummary, scrubTrace, type Forgotten } from './scrub.ts'

interface ReachedRow extends TraceRow { turn_id: string; conversation_id: string; epoch_id: string | null; summary: string | null; figures: string | null }

/**
 * Erases what was forgotten from every kept context, by lineage: the turns that looked at the memory or at a message that it was
 * learned from, the summaries of their conversations, the turns that rest on such a summary, and runs of any of them.
 * @returns ids of the turns that were answered with it in view
 */
export function forgetInContexts(db: WriteDb, forgotten: Forgotten): string[] {
  const reached = turnsInReach(db, forgotten)
  const epochs = forgetInEpochs(db, forgotten, reached.conversationIds)
  const onEpochs = all<{ turn_id: string }>(db, 'SELECT turn_id FROM turn_trace WHERE epoch_id IN (SELECT value FROM json_each(?))', JSON.stringify([...epochs])).map((row) => row.turn_id)
  const turnIds = [...new Set([...reached.turnIds, ...onEpochs])]

  const load = openLoader(db)
  const inView: string[] = []
  for (const turnId of turnIds) {
    const row = readRow(db, turnId)
    const trace = readTraceOrNull(row, load)
    // Of a damaged turn nobody knows what was in view.
    if (trace === null || (row.epoch_id !== null && epochs.has(row.epoch_id)) || wasInView(trace, forgotten)) inView.push(turnId)
    rewrite(db, row, scrubTrace(trace ?? bareTrace(db, turnId), forgotten), forgotten)
  }
  forgetInRuns(db, forgotten, turnIds, reached.runIds)
  for (const conversationId of reached.conversationIds) sweepContexts(db, conversationId)
  return inView
}

function readRow(db: ReadDb, turnId: string): ReachedRow {
  return all<ReachedRow>(db, 'SELECT turn_id, conversation_id, epoch_id, body, pieces, whole, summary, figures FROM turn_trace WHERE turn_id = ?', turnId)[0]!
}

function wasInView(trace: TurnTrace, forgotten: Forgotten): boolean {
  return usesOf(trace).some((use) => use.stood && (use.kind === 'memory' ? use.id === forgotten.memoryId : forgotten.messageIds.has(use.id)))
    || (trace.context?.pieces ?? []).some((piece) => piece.outcome !== 'out' && isForgotten(piece.source, forgotten))
}

function rewrite(db: WriteDb, row: ReachedRow, trace: TurnTrace, forgotten: Forgotten): void {
  const kept = keepContext(db, row.conversation_id, trace.context)
  // Advice on the quality of a context may quote it.
  const figures = JSON.stringify({ ...readFigures(row.figures), quality: trace.quality })
  run(db, 'UPDATE turn_trace SET body = ?, pieces = ?, summary = ?, figures = ? WHERE turn_id = ?',
    packJson({ ...trace, context: kept.stored }), kept.pieces, scrubbedSummary(row.summary, forgotten), figures, row.turn_id)
}

function scrubbedSummary(stored: string | null, forgotten: Forgotten): string | null {
  if (stored === null) return null
  let summary: TurnSummary
  // What cannot be read cannot be scrubbed, so it leaves.
  try { summary = turnSummary.parse(JSON.parse(stored)) } catch { return null }
  return JSON.stringify(scrubSummary(summary, forgotten))
}
