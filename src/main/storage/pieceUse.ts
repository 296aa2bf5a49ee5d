import type { TurnTrace } from '../../shared/trace.ts'
import { all, run, type ReadDb, type WriteDb } from './database.ts'

/** What became of one source in one turn. `used` is null where nobody looked. */
export interface SourceUse { readonly kind: 'memory' | 'message'; readonly id: string; readonly stood: boolean; readonly used: boolean | null }

/** The memories and messages that a turn looked at. */
export function usesOf(trace: TurnTrace): SourceUse[] {
  const uses = new Map<string, SourceUse>()
  const add = (kind: SourceUse['kind'], id: string, stood: boolean, used: boolean | null) => {
    const before = uses.get(`${kind} ${id}`)
    uses.set(`${kind} ${id}`, { kind, id, stood: stood || before?.stood === true, used: used === null ? before?.used ?? null : used || before?.used === true })
  }
  for (const { source, outcome, used = null } of trace.context?.pieces ?? []) {
    if (source.kind === 'memory') add('memory', source.memoryId, outcome !== 'out', used)
    if (source.kind === 'message') add('message', source.messageId, outcome !== 'out', used)
  }
  if (trace.memoryAnswer !== null) add('memory', trace.memoryAnswer.memoryId, true, null)
  return [...uses.values()]
}

/** Keeps what a turn used, for the list of turns behind a memory and for what later turns make of it. */
export function saveUses(db: WriteDb, trace: TurnTrace): void {
  // The conversation's own earlier messages stand in every turn after them: a row for each would grow with the square of the turns.
  const history = new Set((trace.context?.pieces ?? []).flatMap(({ region, source }) => region === 'history' && source.kind === 'message' ? [source.messageId] : []))
  run(db, 'DELETE FROM piece_use WHERE turn_id = ?', trace.turnId)
  for (const use of usesOf(trace)) {
    if (use.kind === 'message' && history.has(use.id)) continue
    run(db, 'INSERT INTO piece_use (turn_id, source_kind, source_id, stood, used) VALUES (?, ?, ?, ?, ?)', trace.turnId, use.kind, use.id, use.stood ? 1 : 0, use.used === null ? null : use.used ? 1 : 0)
  }
}

/** A past turn in which a source stood, and whether the answer used it. */
export interface PieceFeedback { sourceId: string; turnId: string; userMessageId: string; used: boolean }

/** What past answers made of some sources, the newest turns of each first; only turns in which it stood and somebody looked. */
export function listPieceFeedback(db: ReadDb, sourceIds: readonly string[], limitPerSource: number): PieceFeedback[] {
  const rows = all<Omit<PieceFeedback, 'used'> & { used: number }>(db, `SELECT sourceId, turnId, userMessageId, used FROM (
      SELECT u.source_id AS sourceId, u.turn_id AS turnId, t.user_message_id AS userMessageId, u.used, t.started_at AS at,
        row_number() OVER (PARTITION BY u.source_id ORDER BY t.started_at DESC, t.turn_id DESC) AS place
      FROM piece_use u JOIN turn_trace t ON t.turn_id = u.turn_id
      WHERE u.source_kind IN ('memory', 'message') AND u.source_id IN (SELECT value FROM json_each(?)) AND u.stood = 1 AND u.used IS NOT NULL)
    WHERE place <= ? ORDER BY at DESC, turnId DESC, sourceId`, JSON.stringify(sourceIds), limitPerSource)
  return rows.map((row) => ({ ...row, used: row.used === 1 }))
}
