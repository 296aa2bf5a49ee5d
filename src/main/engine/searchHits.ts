import type { z } from 'zod'
import type { searchHit } from '../../shared/contract.ts'
import { searchTitles } from '../storage/conversations.ts'
import type { ReadDb } from '../storage/database.ts'
import { loadMemories } from '../storage/memories.ts'
import { loadMessages } from '../storage/messages.ts'
import { getConversation } from '../storage/conversations.ts'

export type SearchHit = z.infer<typeof searchHit>

const snippetChars = 140

/**
 * What "search everything" shows: titles first, then memories and messages in the order in which the index found them.
 * @param ids of memories and messages, best first
 */
export function searchHits(db: ReadDb, query: string, ids: readonly string[], limit: number): SearchHit[] {
  const titles: SearchHit[] = searchTitles(db, query, limit).map((conversation) => ({
    kind: 'conversation', id: conversation.id, conversationId: conversation.id, title: conversation.title, snippet: '', at: conversation.updatedAt,
  }))
  const memories = new Map(loadMemories(db, ids).filter((memory) => memory.state === 'active').map((memory) => [memory.id, memory]))
  const messages = new Map(loadMessages(db, ids).map((message) => [message.id, message]))
  const found = ids.flatMap((id): SearchHit[] => {
    const memory = memories.get(id)
    if (memory !== undefined) return [{ kind: 'memory', id, conversationId: null, title: 'Memory', snippet: snippetOf(memory.text, query), at: memory.learnedAt }]
    const message = messages.get(id)
    const conversation = message === undefined ? null : getConversation(db, message.conversationId)
    if (message === undefined || conversation === null || conversation.deletedAt !== null) return []
    return [{ kind: 'message', id, conversationId: message.conversationId, title: conversation.title, snippet: snippetOf(message.text, query), at: message.createdAt }]
  })
  return [...titles, ...found].slice(0, limit)
}

/** The part of a text around the first word of the query that stands in it. */
function snippetOf(text: string, query: string): string {
  const flat = text.slice(0, 100_000).replace(/\s+/g, ' ').trim()
  if (flat.length <= snippetChars) return flat
  const lower = flat.toLowerCase()
  const places = query.toLowerCase().split(/\s+/).map((word) => lower.indexOf(word)).filter((at) => at >= 0)
  const start = Math.max(0, Math.min(...(places.length > 0 ? places : [0])) - 40)
  return `${start > 0 ? '…' : ''}${flat.slice(start, start + snippetChars).toWellFormed()}…`
}
