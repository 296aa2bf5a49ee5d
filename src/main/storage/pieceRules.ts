import { all, run, type ReadDb, type WriteDb } from './database.ts'

/** What a person decided on one piece for all further turns of a conversation. */
export interface PieceRule { pieceId: string; rule: 'pin' | 'leave-out' }

export function listPieceRules(db: ReadDb, conversationId: string): PieceRule[] {
  return all<PieceRule>(db, 'SELECT piece_id AS pieceId, rule FROM piece_rule WHERE conversation_id = ? ORDER BY piece_id', conversationId)
}

/** The ids of the pieces that a person left out of a conversation. */
export function leftOutOf(db: ReadDb, conversationId: string): ReadonlySet<string> {
  return new Set(listPieceRules(db, conversationId).flatMap((one) => one.rule === 'leave-out' ? [one.pieceId] : []))
}

/** Keeps a rule in the place of the one before; null removes it. */
export function setPieceRule(db: WriteDb, conversationId: string, pieceId: string, rule: PieceRule['rule'] | null): void {
  if (rule === null) run(db, 'DELETE FROM piece_rule WHERE conversation_id = ? AND piece_id = ?', conversationId, pieceId)
  else run(db, 'INSERT INTO piece_rule (conversation_id, piece_id, rule) VALUES (?, ?, ?) ON CONFLICT (conversation_id, piece_id) DO UPDATE SET rule = excluded.rule', conversationId, pieceId, rule)
}
