import { unpackIds } from './contexts/idList.ts'
import { all, type ReadDb } from './database.ts'
import type { Forgotten } from './scrub.ts'

/** What may hold a forgotten text: turns, runs, and the conversations of both and of the messages that it was learned from. */
export interface Reach { readonly turnIds: ReadonlySet<string>; readonly runIds: ReadonlySet<string>; readonly conversationIds: ReadonlySet<string> }

/** Finds by lineage where a memory was looked at: by the uses that turns keep, and by the pieces that their contexts rest on. */
export function turnsInReach(db: ReadDb, forgotten: Forgotten): Reach {
  const origins = JSON.stringify([...forgotten.messageIds])
  const turns = all<{ id: string; conversationId: string }>(db, `SELECT turn_id AS id, conversation_id AS conversationId FROM turn_trace WHERE
      user_message_id IN (SELECT value FROM json_each(?)) OR turn_id IN (SELECT turn_id FROM piece_use WHERE
        (source_kind = 'memory' AND source_id = ?) OR (source_kind = 'message' AND source_id IN (SELECT value FROM json_each(?))))`, origins, forgotten.memoryId, origins)
  const turnIds = new Set(turns.map((turn) => turn.id))
  const runIds = new Set<string>()
  const conversationIds = new Set([
    ...turns.map((turn) => turn.conversationId),
    ...all<{ id: string }>(db, 'SELECT conversation_id AS id FROM message WHERE id IN (SELECT value FROM json_each(?))', origins).map((row) => row.id),
  ])

  const pieces = all<{ id: number; conversationId: string }>(db, `SELECT id, conversation_id AS conversationId FROM piece_blob WHERE
      (source_kind = 'memory' AND source_id = ?) OR (source_kind = 'message' AND source_id IN (SELECT value FROM json_each(?)))`, forgotten.memoryId, origins)
  for (const [conversationId, own] of Map.groupBy(pieces, (piece) => piece.conversationId)) {
    conversationIds.add(conversationId)
    const wanted = new Set(own.map((piece) => piece.id))
    for (const row of listsOf(db, conversationId)) {
      if (!namesOneOf(row.pieces, wanted)) continue
      turnIds.add(row.turnId)
      if (row.runId !== null) runIds.add(row.runId)
    }
  }
  return { turnIds, runIds, conversationIds }
}

function listsOf(db: ReadDb, conversationId: string): { turnId: string; runId: string | null; pieces: Buffer }[] {
  return all(db, `SELECT turn_id AS turnId, NULL AS runId, pieces FROM turn_trace WHERE conversation_id = ? AND pieces IS NOT NULL
    UNION ALL SELECT turn_id, id, pieces FROM context_run WHERE conversation_id = ? AND pieces IS NOT NULL`, conversationId, conversationId)
}

/** A list that is damaged may name anything. */
function namesOneOf(pieces: Buffer, wanted: ReadonlySet<number>): boolean {
  try { return unpackIds(pieces).some((id) => wanted.has(id)) } catch { return true }
}
