import { turnSummary, type TurnSummary } from '../../shared/message.ts'
import type { TurnTrace } from '../../shared/trace.ts'
import { keepContext } from './contexts/storedContext.ts'
import { heldTrace, holdTrace } from './contexts/lastTrace.ts'
import { openLoader } from './contexts/pieceBlobs.ts'
import { packJson, readTrace, readTraceOrNull, type TraceRow } from './contexts/traceBody.ts'
import { all, first, run, transaction, type ReadDb, type WriteDb } from './database.ts'
import { figuresOf } from './figures.ts'
import { saveUses } from './pieceUse.ts'

export { listContexts } from './contextVersions.ts'
export { listTurnFigures } from './figures.ts'
export { letGoContexts } from './letGo.ts'
export { listPieceFeedback } from './pieceUse.ts'

/**
 * Keeps a turn's whole trace with the figures that lists need, and which sources stood in its context. Texts that are kept
 * already are not kept again, so that saving a turn once more, when more is known of it, is cheap.
 * @param summary the line below the answer, so that a list of messages need not unpack traces
 */
export function saveTrace(db: WriteDb, trace: TurnTrace, summary: TurnSummary | null = null): void {
  transaction(db, () => {
    const kept = keepContext(db, trace.conversationId, trace.context)
    const body = packJson({ ...trace, context: kept.stored })
    const bytes = kept.bytes + body.length + (kept.pieces?.length ?? 0)
    run(db, `INSERT INTO turn_trace (turn_id, conversation_id, user_message_id, answer_message_id, started_at, total_ms, first_token_ms, status,
        destination, model_id, prompt_tokens, output_tokens, cached_tokens, cost, body, pieces, epoch_id, figures, context_bytes, summary)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (turn_id) DO UPDATE SET answer_message_id = excluded.answer_message_id, total_ms = excluded.total_ms, first_token_ms = excluded.first_token_ms,
        status = excluded.status, destination = excluded.destination, model_id = excluded.model_id, prompt_tokens = excluded.prompt_tokens,
        output_tokens = excluded.output_tokens, cached_tokens = excluded.cached_tokens, cost = excluded.cost,
        context_bytes = max(0, context_bytes - length(body) - coalesce(length(pieces), 0)) + excluded.context_bytes,
        body = excluded.body, pieces = excluded.pieces, epoch_id = excluded.epoch_id, figures = excluded.figures, summary = excluded.summary`,
      trace.turnId, trace.conversationId, trace.userMessageId, trace.answerMessageId, trace.startedAt, trace.totalMs, trace.firstTokenMs, trace.status,
      trace.route?.destination ?? 'none', trace.route?.modelId ?? '', trace.usage?.promptTokens ?? trace.context?.used ?? 0, trace.usage?.outputTokens ?? 0,
      trace.usage?.cachedTokens ?? 0, trace.cost, body, kept.pieces, trace.epochId, JSON.stringify(figuresOf(trace)), bytes, summary === null ? null : JSON.stringify(summary))
    saveUses(db, trace)
    holdTrace(db, { turnId: trace.turnId, body, pieces: kept.pieces, trace })
  })
}

/**
 * The trace of a turn; null where there is none. Where its texts were let go, they are empty.
 * @throws FailureError (`storage-corrupt`) with a sentence where it is damaged
 */
export function getTrace(db: ReadDb, turnId: string): TurnTrace | null {
  const row = first<TraceRow>(db, 'SELECT body, pieces, whole FROM turn_trace WHERE turn_id = ?', turnId)
  return row === undefined ? null : readTrace(row, openLoader(db))
}

/**
 * The same for the turn that was kept a moment ago, without unpacking it: as it was given to be kept, so that damage to its texts
 * since then is not seen.
 */
export function getTraceJustKept(db: ReadDb, turnId: string): TurnTrace | null {
  const row = first<TraceRow>(db, 'SELECT body, pieces, whole FROM turn_trace WHERE turn_id = ?', turnId)
  return row === undefined ? null : heldTrace(db, turnId, row) ?? readTrace(row, openLoader(db))
}

/** The trace of the newest turn of a message that the person wrote, also where no answer came of it. Throws as `getTrace` does. */
export function getTraceOfMessage(db: ReadDb, message: { readonly id: string; readonly conversationId: string }): TurnTrace | null {
  const row = first<TraceRow>(db, 'SELECT body, pieces, whole FROM turn_trace WHERE conversation_id = ? AND user_message_id = ? ORDER BY started_at DESC, turn_id DESC LIMIT 1', message.conversationId, message.id)
  return row === undefined ? null : readTrace(row, openLoader(db))
}

/** The trace of the turn that began last in a conversation. Throws as `getTrace` does. */
export function latestTrace(db: ReadDb, conversationId: string): TurnTrace | null {
  const row = first<TraceRow>(db, 'SELECT body, pieces, whole FROM turn_trace WHERE conversation_id = ? ORDER BY started_at DESC, turn_id DESC LIMIT 1', conversationId)
  return row === undefined ? null : readTrace(row, openLoader(db))
}

/** The newest traces whose texts are there, of one conversation or of all (null), newest first. Damaged ones are passed over. */
export function recentTraces(db: ReadDb, ask: { conversationId: string | null; limit: number }): TurnTrace[] {
  const where = ask.conversationId === null ? 'whole = 1' : 'whole = 1 AND conversation_id = ?'
  const rows = all<TraceRow>(db, `SELECT body, pieces, whole FROM turn_trace WHERE ${where} ORDER BY started_at DESC, turn_id DESC LIMIT ?`, ...(ask.conversationId === null ? [] : [ask.conversationId]), ask.limit)
  const load = openLoader(db)
  return rows.flatMap((row) => readTraceOrNull(row, load) ?? [])
}

/** The lines below the answers of some turns, by turn id; turns without a readable one are left out. */
export function loadSummaries(db: ReadDb, turnIds: readonly string[]): Map<string, TurnSummary> {
  const rows = all<{ id: string; summary: string; thumb: TurnSummary['thumb'] }>(db, 'SELECT turn_id AS id, summary, thumb FROM turn_trace WHERE summary IS NOT NULL AND turn_id IN (SELECT value FROM json_each(?))', JSON.stringify(turnIds))
  return new Map(rows.flatMap(({ id, summary, thumb }): [string, TurnSummary][] => {
    try { return [[id, { ...turnSummary.parse(JSON.parse(summary)), thumb }]] } catch { return [] }
  }))
}

/** Keeps what the person thinks of a turn's answer; null takes it back. Returns false where there is no such turn. */
export function setThumb(db: WriteDb, turnId: string, thumb: 'up' | 'down' | null): boolean {
  return run(db, 'UPDATE turn_trace SET thumb = ? WHERE turn_id = ?', thumb, turnId) > 0
}

export interface TurnCost { turnId: string; at: number; promptTokens: number; outputTokens: number; cachedTokens: number; cost: number; destination: string }

/** The newest turns of a conversation with what they took, newest first. */
export function listTurnCosts(db: ReadDb, conversationId: string, limit: number): TurnCost[] {
  return all<TurnCost>(db, `SELECT turn_id AS turnId, started_at AS at, prompt_tokens AS promptTokens, output_tokens AS outputTokens, cached_tokens AS cachedTokens, cost, destination
    FROM turn_trace WHERE conversation_id = ? ORDER BY started_at DESC, turn_id DESC LIMIT ?`, conversationId, limit)
}

/** What turns took together: of one conversation or of all (null), since a moment. Comparisons that a model answered cost money too. */
export function sumCosts(db: ReadDb, ask: { conversationId: string | null; since: number }): { cost: number; promptTokens: number; outputTokens: number; turns: number } {
  const where = ask.conversationId === null ? '' : ' AND conversation_id = ?'
  const values = ask.conversationId === null ? [ask.since] : [ask.since, ask.conversationId]
  return first(db, `SELECT coalesce(sum(cost), 0.0) + (SELECT coalesce(sum(cost), 0.0) FROM context_run WHERE at >= ?${where}) AS cost,
      coalesce(sum(prompt_tokens), 0) AS promptTokens, coalesce(sum(output_tokens), 0) AS outputTokens, count(*) AS turns
    FROM turn_trace WHERE started_at >= ?${where}`, ...values, ...values)!
}
