import type { Memory } from '../../shared/memory.ts'
import type { Conversation, Message } from '../../shared/message.ts'
import { all, type ReadDb } from './database.ts'
import { memoryColumns, notHidden, withParts } from './memoryParts.ts'
import { conversationOf, messageOf, type ConversationRow, type MemoryRow, type MessageRow } from './rows.ts'

/** Everything in an order that stays, for those who write it out. */

/** All conversations, those in the bin too, oldest first; a page at a time. */
export function pageConversations(db: ReadDb, after: Pick<Conversation, 'createdAt' | 'id'> | null, limit: number): Conversation[] {
  return all<ConversationRow>(db, `SELECT * FROM conversation WHERE (created_at, id) > (?, ?) ORDER BY created_at, id LIMIT ?`,
    after?.createdAt ?? Number.MIN_SAFE_INTEGER, after?.id ?? '', limit).map(conversationOf)
}

/** All messages of a conversation with every branch, parents before children. */
export function wholeTree(db: ReadDb, conversationId: string): Message[] {
  const messages = all<MessageRow>(db, 'SELECT * FROM message WHERE conversation_id = ? ORDER BY created_at, id', conversationId).map(messageOf)
  const children = Map.groupBy(messages, (message) => message.parentId)
  const order: Message[] = []
  const waiting = (children.get(null) ?? []).toReversed()
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    order.push(next)
    waiting.push(...(children.get(next.id) ?? []).toReversed())
  }
  return order
}

/** Memories of one kind that are not forgotten, by when they happened or were learned, then by id: the same ones always in the same order. */
export function pageMemories(db: ReadDb, kind: Memory['kind'], after: Memory | null, limit: number): Memory[] {
  return withParts(db, all<MemoryRow>(db, `SELECT ${memoryColumns} FROM memory WHERE kind = ? AND state <> 'forgotten' AND ${notHidden}
    AND (coalesce(event_at, learned_at), id) > (?, ?) ORDER BY coalesce(event_at, learned_at), id LIMIT ?`,
  kind, after === null ? Number.MIN_SAFE_INTEGER : after.eventAt ?? after.learnedAt, after?.id ?? '', limit))
}
