import { unpackIds } from '../contexts/idList.ts'
import { all, type ReadDb } from '../database.ts'

/** Ids of memories by the id of what holds them. */
export type MemoriesOf = Map<string, Set<string>>

/** What may hold forgotten texts: turns, runs, and the conversations of both and of the messages that hold them. */
export interface Reach { readonly turns: MemoriesOf; readonly runIds: Set<string>; readonly conversations: MemoriesOf }

/**
 * Finds by lineage where memories were looked at: by the uses that turns keep, and by the pieces that their contexts rest on.
 * @param messages messages that say some of the memories: those that they were learned from, and answers that told them
 */
export function reachOf(db: ReadDb, memoryIds: readonly string[], messages: ReadonlyMap<string, ReadonlySet<string>>): Reach {
  const turns: MemoriesOf = new Map()
  const conversations: MemoriesOf = new Map()
  const runIds = new Set<string>()
  const wanted = { memories: JSON.stringify(memoryIds), messages: JSON.stringify([...messages.keys()]) }
  const heldBy = (kind: string, id: string): Iterable<string> => kind === 'memory' ? [id] : messages.get(id) ?? []

  const uses = all<{ turnId: string; conversationId: string; kind: string; sourceId: string }>(db, `SELECT turn_id AS turnId, conversation_id AS conversationId, 'message' AS kind, user_message_id AS sourceId
      FROM turn_trace WHERE user_message_id IN (SELECT value FROM json_each(@messages))
    UNION ALL SELECT u.turn_id, t.conversation_id, u.source_kind, u.source_id FROM piece_use u JOIN turn_trace t ON t.turn_id = u.turn_id
      WHERE (u.source_kind = 'memory' AND u.source_id IN (SELECT value FROM json_each(@memories))) OR (u.source_kind = 'message' AND u.source_id IN (SELECT value FROM json_each(@messages)))`, wanted)
  for (const use of uses) {
    addAll(turns, use.turnId, heldBy(use.kind, use.sourceId))
    addAll(conversations, use.conversationId, heldBy(use.kind, use.sourceId))
  }
  const homes = all<{ id: string; conversationId: string }>(db, 'SELECT id, conversation_id AS conversationId FROM message WHERE id IN (SELECT value FROM json_each(?))', wanted.messages)
  for (const home of homes) addAll(conversations, home.conversationId, messages.get(home.id)!)

  const pieces = all<{ id: number; conversationId: string; kind: string; sourceId: string }>(db, `SELECT id, conversation_id AS conversationId, source_kind AS kind, source_id AS sourceId FROM piece_blob
    WHERE (source_kind = 'memory' AND source_id IN (SELECT value FROM json_each(@memories))) OR (source_kind = 'message' AND source_id IN (SELECT value FROM json_each(@messages)))`, wanted)
  addPieces(db, { turns, runIds, conversations }, pieces.map((piece) => ({ ...piece, memoryIds: heldBy(piece.kind, piece.sourceId) })))
  return { turns, runIds, conversations }
}

/** Adds the turns and runs whose contexts rest on some pieces. */
export function addPieces(db: ReadDb, reach: Reach, pieces: readonly { readonly id: number; readonly conversationId: string; readonly memoryIds: Iterable<string> }[]): void {
  for (const [conversationId, own] of Map.groupBy(pieces, (piece) => piece.conversationId)) {
    const wanted = new Map(own.map((piece) => [piece.id, piece.memoryIds]))
    for (const ids of wanted.values()) addAll(reach.conversations, conversationId, ids)
    for (const row of listsOf(db, conversationId)) {
      const named = readList(row.pieces)
      // A list that is damaged may name anything.
      const found = named === null ? [...wanted.values()] : named.flatMap((id) => { const ids = wanted.get(id); return ids === undefined ? [] : [ids] })
      if (found.length === 0) continue
      for (const ids of found) addAll(reach.turns, row.turnId, ids)
      if (row.runId !== null) reach.runIds.add(row.runId)
    }
  }
}

/** Adds ids to those of an entry. */
export function addAll(map: MemoriesOf, key: string, ids: Iterable<string>): void {
  const set = map.get(key) ?? new Set()
  for (const id of ids) set.add(id)
  map.set(key, set)
}

function listsOf(db: ReadDb, conversationId: string): { turnId: string; runId: string | null; pieces: Buffer }[] {
  return all(db, `SELECT turn_id AS turnId, NULL AS runId, pieces FROM turn_trace WHERE conversation_id = ? AND pieces IS NOT NULL
    UNION ALL SELECT turn_id, id, pieces FROM context_run WHERE conversation_id = ? AND pieces IS NOT NULL`, conversationId, conversationId)
}

function readList(pieces: Buffer): number[] | null {
  try { return unpackIds(pieces) } catch { return null }
}
