import type { Message } from '../../shared/message.ts'
import { all, first, run, transaction, type ReadDb, type WriteDb } from './database.ts'
import { messageOf, type MessageRow } from './rows.ts'
import { checkOf, encodeText } from './text.ts'

export const messageColumns = 'id, conversation_id, parent_id, role, text, created_at, status, turn_id, label, trust, speaker, note, text_check'
/** The same, of a table that is called `m`. */
export const qualifiedMessageColumns = messageColumns.split(', ').map((name) => `m.${name}`).join(', ')

export function getMessage(db: ReadDb, id: string): Message | null {
  const row = first<MessageRow>(db, `SELECT ${messageColumns} FROM message WHERE id = ?`, id)
  return row === undefined ? null : messageOf(row)
}

/** Messages by id, in the order asked for; ids that are not there are left out. */
export function loadMessages(db: ReadDb, ids: readonly string[]): Message[] {
  const rows = all<MessageRow>(db, `SELECT ${messageColumns} FROM message WHERE id IN (SELECT value FROM json_each(?))`, JSON.stringify(ids))
  const found = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => { const row = found.get(id); return row === undefined ? [] : [messageOf(row)] })
}

/** Adds a message to its conversation and counts it there. Which branch is shown (`leafId`) is the caller's to say. */
export function insertMessage(db: WriteDb, message: Message): void {
  const text = encodeText(message.text)
  transaction(db, () => {
    run(db, `INSERT INTO message (${messageColumns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      message.id, message.conversationId, message.parentId, message.role, text, message.createdAt, message.status, message.turnId, message.label, message.trust,
      message.speaker === null ? null : encodeText(message.speaker), message.note, checkOf(text))
    run(db, 'UPDATE conversation SET message_count = message_count + 1 WHERE id = ?', message.conversationId)
  })
}

export type MessagePatch = Partial<Pick<Message, 'text' | 'status' | 'turnId' | 'label' | 'trust' | 'note'>>

/** Changes what the patch names and returns the message as it is now; null where there is none. */
export function updateMessage(db: WriteDb, id: string, patch: MessagePatch): Message | null {
  const before = getMessage(db, id)
  if (before === null) return null
  const now = { ...before, ...patch }
  const text = encodeText(now.text)
  run(db, 'UPDATE message SET text = ?, text_check = ?, status = ?, turn_id = ?, label = ?, trust = ?, note = ? WHERE id = ?',
    text, checkOf(text), now.status, now.turnId, now.label, now.trust, now.note, id)
  return now
}

/**
 * A page of the shown branch, oldest first, walked from its leaf towards the start: the rest of the history is not read.
 * @param ask `before` is a message id: the page ends just before it; null starts at the conversation's leaf
 * @returns `next` is the `before` of the page above, null at the start of the conversation
 */
export function listBranch(db: ReadDb, conversationId: string, ask: { before: string | null; limit: number }): { items: Message[]; next: string | null } {
  const from = ask.before === null
    ? first<{ id: string | null }>(db, 'SELECT leaf_id AS id FROM conversation WHERE id = ?', conversationId)
    : first<{ id: string | null }>(db, 'SELECT parent_id AS id FROM message WHERE id = ? AND conversation_id = ?', ask.before, conversationId)
  const items = typeof from?.id === 'string' ? pathTo(db, from.id, ask.limit) : []
  const oldest = items[0]
  return { items, next: oldest === undefined || oldest.parentId === null ? null : oldest.id }
}

/** Walks parents by their key, so a page costs the same in a history of ten or ten thousand messages. */
export const pathSql = `WITH RECURSIVE up(id, parent_id, depth) AS (
    SELECT id, parent_id, 1 FROM message WHERE id = ?
    UNION ALL SELECT m.id, m.parent_id, up.depth + 1 FROM up JOIN message m ON m.id = up.parent_id WHERE up.depth < ?
  ) SELECT ${qualifiedMessageColumns} FROM up JOIN message m ON m.id = up.id ORDER BY up.depth DESC`

/** A message and its ancestors, oldest first, at most `limit` of the newest. */
export function pathTo(db: ReadDb, messageId: string, limit: number): Message[] {
  return all<MessageRow>(db, pathSql, messageId, limit).map(messageOf)
}

/** The ids of all messages that answer the same parent, this one among them, oldest first. */
export function siblingsOf(db: ReadDb, message: Pick<Message, 'conversationId' | 'parentId'>): string[] {
  return all<{ id: string }>(db, 'SELECT id FROM message WHERE conversation_id = ? AND parent_id IS ? ORDER BY created_at, id', message.conversationId, message.parentId).map((row) => row.id)
}

/** The messages that answer this one, oldest first. */
export function childrenOf(db: ReadDb, messageId: string): Message[] {
  return all<MessageRow>(db, `SELECT ${messageColumns} FROM message WHERE parent_id = ? ORDER BY created_at, id`, messageId).map(messageOf)
}

/** The end of the newest branch below a message; the message itself where nothing follows. */
export function newestLeaf(db: ReadDb, messageId: string): string {
  let leaf = messageId
  for (;;) {
    const child = first<{ id: string }>(db, 'SELECT id FROM message WHERE parent_id = ? ORDER BY created_at DESC, id DESC LIMIT 1', leaf)
    if (child === undefined) return leaf
    leaf = child.id
  }
}

/** Marks answers that a killed process left half written; their text so far stays. Returns how many there were. */
export function interruptStreaming(db: WriteDb, now: number): number {
  const cut = "Casement was closed while this answer was being written."
  return transaction(db, () => {
    run(db, "UPDATE conversation SET updated_at = max(updated_at, ?) WHERE id IN (SELECT conversation_id FROM message WHERE status = 'streaming')", now)
    return run(db, "UPDATE message SET status = 'interrupted', note = ? WHERE status = 'streaming'", cut)
  })
}
