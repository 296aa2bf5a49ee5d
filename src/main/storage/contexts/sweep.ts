import { all, type WriteDb } from '../database.ts'
import { unpackIds } from './idList.ts'
import { releaseTrace } from './lastTrace.ts'
import { sweepPieces } from './pieceBlobs.ts'

/**
 * Removes the pieces and texts of a conversation that none of its turns and runs names any more, and the texts of pieces that
 * only turns name whose texts were let go. Belongs into a transaction. What is in use is marked anew each time, so that no
 * counter can be wrong. A damaged list names nothing: its turn cannot be shown any more.
 */
export function sweepContexts(db: WriteDb, conversationId: string): void {
  releaseTrace(db)
  const lists = all<{ pieces: Buffer; whole: number }>(db, `SELECT pieces, whole FROM turn_trace WHERE conversation_id = ? AND pieces IS NOT NULL
    UNION ALL SELECT pieces, 1 FROM context_run WHERE conversation_id = ? AND pieces IS NOT NULL`, conversationId, conversationId)
  const named = new Set<number>()
  const whole = new Set<number>()
  for (const list of lists) {
    for (const id of readList(list.pieces)) (list.whole === 1 ? whole : named).add(id)
  }
  sweepPieces(db, conversationId, (id) => whole.has(id) ? 'whole' : named.has(id) ? 'named' : 'unused')
}

function readList(pieces: Buffer): number[] {
  try { return unpackIds(pieces) } catch { return [] }
}
