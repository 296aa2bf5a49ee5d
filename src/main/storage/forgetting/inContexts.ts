import { turnSummary, type TurnSummary } from '../../../shared/message.ts'
import type { TurnTrace } from '../../../shared/trace.ts'
import { bareTrace } from '../contexts/bareTrace.ts'
import { openLoader } from '../contexts/pieceBlobs.ts'
import { keepContext } from '../contexts/storedContext.ts'
import { sweepContexts } from '../contexts/sweep.ts'
import { packJson, readTraceOrNull, type TraceRow } from '../contexts/traceBody.ts'
import { first, run, type WriteDb } from '../database.ts'
import { readFigures } from '../figures.ts'
import type { Cut } from './cut.ts'
import { forgetInRuns } from './inRuns.ts'
import type { Reach } from './reach.ts'
import { scrubSummary, scrubTrace, type Scope } from './scrub.ts'

interface ReachedRow extends TraceRow { conversation_id: string; answer_message_id: string | null; summary: string | null; figures: string | null }

/**
 * Erases what was forgotten from the contexts of turns and runs that it reached, and then the texts that none of them rests on any more.
 * @param cuts how messages were cut, by their ids
 */
export function forgetInContexts(db: WriteDb, reach: Reach, scopeOf: (conversationId: string) => Scope, cuts: ReadonlyMap<string, Cut>): void {
  for (const turnId of reach.turns.keys()) {
    const row = first<ReachedRow>(db, 'SELECT conversation_id, answer_message_id, body, pieces, whole, summary, figures FROM turn_trace WHERE turn_id = ?', turnId)!
    const scope = scopeOf(row.conversation_id)
    const trace = readTraceOrNull(row, openLoader(db)) ?? bareTrace(db, turnId)
    rewrite(db, turnId, row, scrubTrace(trace, scope, row.answer_message_id === null ? null : cuts.get(row.answer_message_id) ?? null), scope)
  }
  forgetInRuns(db, [...reach.turns.keys()], reach.runIds, scopeOf)
  for (const conversationId of reach.conversations.keys()) sweepContexts(db, conversationId)
}

function rewrite(db: WriteDb, turnId: string, row: ReachedRow, trace: TurnTrace, scope: Scope): void {
  const kept = keepContext(db, row.conversation_id, trace.context)
  // Advice on the quality of a context may quote it.
  const { strategy, ...figures } = readFigures(row.figures)
  run(db, 'UPDATE turn_trace SET body = ?, pieces = ?, summary = ?, figures = ? WHERE turn_id = ?',
    packJson({ ...trace, context: kept.stored }), kept.pieces, scrubbedSummary(row.summary, scope), JSON.stringify({ ...figures, strategy: scope.forgotten.clean(strategy), quality: trace.quality }), turnId)
}

function scrubbedSummary(stored: string | null, scope: Scope): string | null {
  if (stored === null) return null
  let summary: TurnSummary
  // What cannot be read cannot be scrubbed, so it leaves.
  try { summary = turnSummary.parse(JSON.parse(stored)) } catch { return null }
  return JSON.stringify(scrubSummary(summary, scope))
}
