import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { turnSummary, type TurnSummary } from '../../shared/message.ts'
import { turnTrace, type TurnTrace } from '../../shared/trace.ts'
import { all, first, run, transaction, type ReadDb, type WriteDb } from './database.ts'

/**
 * Keeps a turn's whole trace with the figures that lists need, and which sources stood in its context.
 * @param summary the line below the answer, so that a list of messages need not unpack traces
 */
export function saveTrace(db: WriteDb, trace: TurnTrace, summary: TurnSummary | null = null): void {
  transaction(db, () => {
    run(db, `INSERT INTO turn_trace (turn_id, conversation_id, user_message_id, answer_message_id, started_at, total_ms, first_token_ms, status,
        destination, model_id, prompt_tokens, output_tokens, cached_tokens, cost, body, summary) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (turn_id) DO UPDATE SET answer_message_id = excluded.answer_message_id, total_ms = excluded.total_ms, first_token_ms = excluded.first_token_ms,
        status = excluded.status, destination = excluded.destination, model_id = excluded.model_id, prompt_tokens = excluded.prompt_tokens,
        output_tokens = excluded.output_tokens, cached_tokens = excluded.cached_tokens, cost = excluded.cost, body = excluded.body, summary = excluded.summary`,
      trace.turnId, trace.conversationId, trace.userMessageId, trace.answerMessageId, trace.startedAt, trace.totalMs, trace.firstTokenMs, trace.status,
      trace.route?.destination ?? 'none', trace.route?.modelId ?? '', trace.usage?.promptTokens ?? trace.context?.used ?? 0, trace.usage?.outputTokens ?? 0,
      trace.usage?.cachedTokens ?? 0, trace.cost, packTrace(trace), summary === null ? null : JSON.stringify(summary))
    run(db, 'DELETE FROM piece_use WHERE turn_id = ?', trace.turnId)
    for (const use of sourcesOf(trace)) run(db, 'INSERT OR IGNORE INTO piece_use (turn_id, source_kind, source_id, stood) VALUES (?, ?, ?, ?)', trace.turnId, use.kind, use.id, use.stood ? 1 : 0)
  })
}

interface SourceUse { kind: 'memory' | 'message'; id: string; stood: boolean }

function sourcesOf(trace: TurnTrace): SourceUse[] {
  const uses = (trace.context?.pieces ?? []).flatMap((piece): SourceUse[] => {
    const stood = piece.outcome !== 'out'
    if (piece.source.kind === 'memory') return [{ kind: 'memory', id: piece.source.memoryId, stood }]
    if (piece.source.kind === 'message') return [{ kind: 'message', id: piece.source.messageId, stood }]
    return []
  })
  if (trace.memoryAnswer !== null) uses.push({ kind: 'memory', id: trace.memoryAnswer.memoryId, stood: true })
  // What stood in the context counts first, should one source be there twice.
  return uses.sort((a, b) => Number(b.stood) - Number(a.stood))
}

/** A trace as it lies in its column. */
export function packTrace(trace: TurnTrace): Buffer {
  // Level 1: a turn with a message of ten megabytes must not hold up the window.
  return deflateRawSync(JSON.stringify(trace), { level: 1 })
}

export function unpackTrace(body: Buffer): TurnTrace {
  return turnTrace.parse(JSON.parse(inflateRawSync(body).toString('utf8')))
}

export function getTrace(db: ReadDb, turnId: string): TurnTrace | null {
  const row = first<{ body: Buffer }>(db, 'SELECT body FROM turn_trace WHERE turn_id = ?', turnId)
  return row === undefined ? null : unpackTrace(row.body)
}

/** The trace of the turn that began last in a conversation. */
export function latestTrace(db: ReadDb, conversationId: string): TurnTrace | null {
  const row = first<{ body: Buffer }>(db, 'SELECT body FROM turn_trace WHERE conversation_id = ? ORDER BY started_at DESC, turn_id DESC LIMIT 1', conversationId)
  return row === undefined ? null : unpackTrace(row.body)
}

/** The lines below the answers of some turns, by turn id; turns without one are left out. */
export function loadSummaries(db: ReadDb, turnIds: readonly string[]): Map<string, TurnSummary> {
  const rows = all<{ id: string; summary: string }>(db, 'SELECT turn_id AS id, summary FROM turn_trace WHERE summary IS NOT NULL AND turn_id IN (SELECT value FROM json_each(?))', JSON.stringify(turnIds))
  return new Map(rows.map((row) => [row.id, turnSummary.parse(JSON.parse(row.summary))]))
}

export interface TurnCost { turnId: string; at: number; promptTokens: number; outputTokens: number; cachedTokens: number; cost: number; destination: string }

/** The newest turns of a conversation with what they took, newest first. */
export function listTurnCosts(db: ReadDb, conversationId: string, limit: number): TurnCost[] {
  return all<TurnCost>(db, `SELECT turn_id AS turnId, started_at AS at, prompt_tokens AS promptTokens, output_tokens AS outputTokens, cached_tokens AS cachedTokens, cost, destination
    FROM turn_trace WHERE conversation_id = ? ORDER BY started_at DESC, turn_id DESC LIMIT ?`, conversationId, limit)
}

/** What turns took together: of one conversation or of all (null), since a moment. */
export function sumCosts(db: ReadDb, ask: { conversationId: string | null; since: number }): { cost: number; promptTokens: number; outputTokens: number; turns: number } {
  const columns = 'coalesce(sum(cost), 0.0) AS cost, coalesce(sum(prompt_tokens), 0) AS promptTokens, coalesce(sum(output_tokens), 0) AS outputTokens, count(*) AS turns'
  return ask.conversationId === null
    ? first(db, `SELECT ${columns} FROM turn_trace WHERE started_at >= ?`, ask.since)!
    : first(db, `SELECT ${columns} FROM turn_trace WHERE conversation_id = ? AND started_at >= ?`, ask.conversationId, ask.since)!
}
