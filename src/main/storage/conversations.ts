import type { Conversation } from '../../shared/message.ts'
import { all, first, run, type ReadDb, type WriteDb } from './database.ts'
import { conversationOf, type ConversationRow } from './rows.ts'
import { encodeText, foldCase } from './text.ts'

const columns = 'id, title, created_at, updated_at, pinned, deleted_at, leaf_id, route, message_count, budget, goal, persona_id, project_id, imported_from'

/**
 * One page of conversations: pinned first, then the ones changed last.
 * @param ask `cursor` is a former page's `next`; `deleted` asks for the bin instead
 */
export function listConversations(db: ReadDb, ask: { cursor: string | null; limit: number; deleted: boolean }): { items: Conversation[]; next: string | null } {
  const after = readCursor(ask.cursor)
  const where = `${ask.deleted ? 'deleted_at IS NOT NULL' : 'deleted_at IS NULL'}${after === null ? '' : ' AND (pinned, updated_at, id) < (?, ?, ?)'}`
  const rows = all<ConversationRow>(db, `SELECT ${columns} FROM conversation WHERE ${where} ORDER BY pinned DESC, updated_at DESC, id DESC LIMIT ?`, ...(after ?? []), ask.limit + 1)
  const items = rows.slice(0, ask.limit).map(conversationOf)
  const last = items.at(-1)
  return { items, next: rows.length > ask.limit && last !== undefined ? `${last.pinned ? 1 : 0}:${last.updatedAt}:${last.id}` : null }
}

function readCursor(cursor: string | null): [number, number, string] | null {
  const found = cursor === null ? null : /^([01]):(-?\d{1,16}):(.+)$/.exec(cursor)
  return found === null ? null : [Number(found[1]), Number(found[2]), found[3]!]
}

export function getConversation(db: ReadDb, id: string): Conversation | null {
  const row = first<ConversationRow>(db, `SELECT ${columns} FROM conversation WHERE id = ?`, id)
  return row === undefined ? null : conversationOf(row)
}

/** Adds a conversation. Its `messageCount` is counted here, from its messages; whatever is stored is not temporary. */
export function insertConversation(db: WriteDb, conversation: Conversation): void {
  run(db, `INSERT INTO conversation (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?)`,
    conversation.id, encodeText(conversation.title), conversation.createdAt, conversation.updatedAt, conversation.pinned ? 1 : 0,
    conversation.deletedAt, conversation.leafId, conversation.route, encodeBudget(conversation.budget), encodeText(conversation.goal), conversation.personaId,
    conversation.projectId, conversation.importedFrom)
}

function encodeBudget(budget: Conversation['budget']): string | null { return budget === null ? null : JSON.stringify(budget) }

export type ConversationPatch = Partial<Omit<Conversation, 'id' | 'createdAt' | 'messageCount' | 'temporary'>>

/** Changes what the patch names and returns the conversation as it is now; null where there is none. */
export function updateConversation(db: WriteDb, id: string, patch: ConversationPatch): Conversation | null {
  const before = getConversation(db, id)
  if (before === null) return null
  const now = { ...before, ...patch }
  run(db, 'UPDATE conversation SET title = ?, updated_at = ?, pinned = ?, deleted_at = ?, leaf_id = ?, route = ?, budget = ?, goal = ?, persona_id = ?, project_id = ?, imported_from = ? WHERE id = ?',
    encodeText(now.title), now.updatedAt, now.pinned ? 1 : 0, now.deletedAt, now.leafId, now.route, encodeBudget(now.budget), encodeText(now.goal), now.personaId,
    now.projectId, now.importedFrom, id)
  return now
}

/** How much a profile holds; what lies in the bin or was forgotten does not count. */
export function countEverything(db: ReadDb): { conversations: number; messages: number; memories: number } {
  return first(db, `SELECT
    (SELECT count(*) FROM conversation WHERE deleted_at IS NULL) AS conversations,
    (SELECT coalesce(sum(message_count), 0) FROM conversation WHERE deleted_at IS NULL) AS messages,
    (SELECT count(*) FROM memory WHERE state = 'active' AND forgetting_at IS NULL) AS memories`)!
}

/** Conversations whose title holds the query, newest first. */
export function searchTitles(db: ReadDb, query: string, limit: number): Conversation[] {
  const wanted = foldCase(query).trim()
  if (wanted === '') return []
  return all<ConversationRow>(db, `SELECT ${columns} FROM conversation WHERE deleted_at IS NULL AND instr(fold_case(title), ?) > 0 ORDER BY updated_at DESC, id DESC LIMIT ?`, wanted, limit).map(conversationOf)
}
