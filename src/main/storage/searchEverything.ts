import type { z } from 'zod'
import type { searchHit } from '../../shared/conversationCommands.ts'
import type { Memory } from '../../shared/memory.ts'
import { getConversation, searchTitles } from './conversations.ts'
import type { ReadDb } from './database.ts'
import { loadMessages } from './messages.ts'
import { foldCase } from './text.ts'

export type SearchHit = z.infer<typeof searchHit>

const snippetChars = 160

/**
 * What a search over everything shows: titles first, then messages and memories in the order in which the index found them.
 * @param ids what the index found, best first
 * @param memories reads the memories among them
 */
export function searchMessages(db: ReadDb, query: string, ids: readonly string[], limit: number, memories: (ids: string[]) => Memory[]): SearchHit[] {
  const titles: SearchHit[] = searchTitles(db, query, limit).map((found) => ({
    kind: 'conversation', id: found.id, conversationId: found.id, title: found.title, snippet: '', at: found.updatedAt,
  }))
  const byId = new Map<string, SearchHit>()
  for (const message of loadMessages(db, ids)) {
    const conversation = getConversation(db, message.conversationId)
    if (conversation === null || conversation.deletedAt !== null) continue
    byId.set(message.id, { kind: 'message', id: message.id, conversationId: conversation.id, title: conversation.title, snippet: snippetOf(message.text, query), at: message.createdAt })
  }
  for (const memory of memories(ids.filter((id) => !byId.has(id)))) {
    byId.set(memory.id, { kind: 'memory', id: memory.id, conversationId: memory.sources[0]?.conversationId ?? null, title: 'Memory', snippet: snippetOf(memory.text, query), at: memory.learnedAt })
  }
  return [...titles, ...ids.flatMap((id) => byId.get(id) ?? [])].slice(0, limit)
}

/** The part of a text around the first word of the query, cut at whole characters. */
function snippetOf(text: string, query: string): string {
  const folded = foldCase(text.slice(0, 100_000))
  const places = foldCase(query).split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 1).map((word) => folded.indexOf(word)).filter((place) => place >= 0)
  const from = Math.max(0, Math.min(...places, text.length) - snippetChars / 4)
  const start = places.length === 0 ? 0 : from
  const cut = text.slice(start, start + snippetChars).toWellFormed().replaceAll('\uFFFD', '').replace(/\s+/g, ' ').trim()
  return `${start > 0 ? '… ' : ''}${cut}${start + snippetChars < text.length ? ' …' : ''}`
}
