import type { Conversation, Message } from '../../shared/message.ts'
import { all, type ReadDb } from './database.ts'
import { conversationOf, messageOf, type ConversationRow, type MessageRow } from './rows.ts'

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
