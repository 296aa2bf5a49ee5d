import type { TurnTrace } from '../../../shared/trace.ts'
import { first, type ReadDb } from '../database.ts'

/** A trace of what the columns of its row say, for a turn whose own body is damaged and whose texts have to leave. */
export function bareTrace(db: ReadDb, turnId: string): TurnTrace {
  const row = first<Pick<TurnTrace, 'conversationId' | 'userMessageId' | 'answerMessageId' | 'startedAt' | 'totalMs' | 'firstTokenMs' | 'status' | 'cost' | 'epochId'>>(db,
    `SELECT conversation_id AS conversationId, user_message_id AS userMessageId, answer_message_id AS answerMessageId, started_at AS startedAt,
      total_ms AS totalMs, first_token_ms AS firstTokenMs, status, cost, epoch_id AS epochId FROM turn_trace WHERE turn_id = ?`, turnId)!
  return {
    turnId, ...row, failure: null, stages: [], understanding: null, plan: null, route: null, context: null, usage: null, memoryAnswer: null, learned: [],
    notices: ['The context of this turn was damaged on disk. Its figures are what is left of it.'],
    focus: null, strategy: '', fidelity: null, quality: null, tightened: null, fullHistoryTokens: null,
    costKnown: true, attempts: [], sources: [], cached: null, near: null, squeezed: [],
  }
}
