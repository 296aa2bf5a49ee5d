import { inflateRawSync } from 'node:zlib'
import { unpackText, type TextRow } from '../contexts/textBlobs.ts'
import { all, type ReadDb } from '../database.ts'
import { decodeText } from '../text.ts'
import type { Forgotten } from './forgotten.ts'
import { eachRow } from './paging.ts'
import { addAll, addPieces, type Reach } from './reach.ts'

/**
 * Adds the turns and runs whose contexts hold the very words of forgotten memories, by whatever way they came there. Every kept
 * text is looked at once.
 */
export function addExactHits(db: ReadDb, forgotten: Forgotten, reach: Reach): void {
  for (const row of eachRow<{ id: string; conversationId: string; body: Buffer; summary: string | null; figures: string | null }>(db, 'turn_trace', 'turn_id AS id, conversation_id AS conversationId, body, summary, figures')) {
    if (!isInPacked(row.body, forgotten) && ![row.summary, row.figures].some((json) => json !== null && forgotten.isInJson(json))) continue
    addAll(reach.turns, row.id, [])
    addAll(reach.conversations, row.conversationId, [])
  }
  for (const row of eachRow<{ id: string; conversationId: string; body: Buffer }>(db, 'context_run', 'id, conversation_id AS conversationId, body')) {
    if (!isInPacked(row.body, forgotten)) continue
    reach.runIds.add(row.id)
    addAll(reach.conversations, row.conversationId, [])
  }
  addPieces(db, reach, piecesThatHold(db, forgotten).map((piece) => ({ ...piece, memoryIds: [] })))
}

/** What cannot be unpacked holds nothing that could be read. */
function isInPacked(body: Buffer, forgotten: Forgotten): boolean {
  try { return forgotten.isInJson(inflateRawSync(body).toString('utf8')) } catch { return forgotten.isInJson(body.toString('utf8')) }
}

function piecesThatHold(db: ReadDb, forgotten: Forgotten): { id: number; conversationId: string }[] {
  const texts: number[] = []
  for (const row of eachRow<Omit<TextRow, 'hash'>>(db, 'text_blob', 'packed, body')) {
    if (isInText(row, forgotten)) texts.push(row.row)
  }
  const pieces: number[] = []
  for (const row of eachRow<{ body: string | null }>(db, 'piece_blob', 'body')) {
    if (row.body !== null && forgotten.isInJson(row.body)) pieces.push(row.row)
  }
  if (texts.length === 0 && pieces.length === 0) return []
  return all(db, `SELECT id, conversation_id AS conversationId FROM piece_blob WHERE id IN (SELECT value FROM json_each(@pieces))
    OR text_id IN (SELECT value FROM json_each(@texts)) OR original_id IN (SELECT value FROM json_each(@texts))`, { pieces: JSON.stringify(pieces), texts: JSON.stringify(texts) })
}

function isInText(row: Omit<TextRow, 'hash'>, forgotten: Forgotten): boolean {
  try { return forgotten.isIn(unpackText(row)) } catch { return forgotten.isIn(decodeText(row.body)) }
}
