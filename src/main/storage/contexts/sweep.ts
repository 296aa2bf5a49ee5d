import { all, type WriteDb } from '../database.ts'
import { unpackIds } from './idList.ts'
import { dropUnusedPieces } from './pieceBlobs.ts'

/**
 * Removes the pieces and texts of a conversation that none of its turns and runs names any more. Belongs into a transaction.
 * What is in use is marked anew each time, so that no counter can be wrong. A damaged list names nothing: its turn cannot be shown any more.
 */
export function sweepContexts(db: WriteDb, conversationId: string): void {
  const lists = all<{ pieces: Buffer }>(db, `SELECT pieces FROM turn_trace WHERE conversation_id = ? AND pieces IS NOT NULL
    UNION ALL SELECT pieces FROM context_run WHERE conversation_id = ? AND pieces IS NOT NULL`, conversationId, conversationId)
  const used = new Set<number>()
  for (const { pieces } of lists) {
    for (const id of readList(pieces)) used.add(id)
  }
  dropUnusedPieces(db, conversationId, (id) => used.has(id))
}

function readList(pieces: Buffer): number[] {
  try { return unpackIds(pieces) } catch { return [] }
}
