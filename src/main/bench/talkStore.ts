import type { Conversation } from '../../shared/message.ts'
import type { Embedder } from '../models/ports.ts'
import { insertConversation } from '../storage/conversations.ts'
import { transaction, type WriteDb } from '../storage/database.ts'
import { loadIndexable } from '../storage/indexable.ts'
import { insertMessage } from '../storage/messages.ts'
import { pageSessions } from '../storage/sessions.ts'
import { withBenchStore, type BenchStore } from './benchStore.ts'
import type { Talk } from './locomoData.ts'

/** One message of a store: turns of one session follow each other. `speaker` is null in a chat with an assistant. */
export interface StoredTurn { readonly session: string | number; readonly role: 'user' | 'assistant'; readonly speaker: string | null; readonly text: string; readonly at: number }

/** Puts a talk into a store of its own, one conversation per session as importing it would, and indexes it. */
export function openTalk(talk: Talk, embedder: Embedder): Promise<BenchStore> {
  const first = talk.turns[0]?.speaker
  return openTurns(talk.turns.map((turn) => ({ ...turn, role: turn.speaker === first ? 'user' as const : 'assistant' as const })), embedder)
}

/** Puts messages into a store of its own in a temporary folder, and indexes them and their sessions as the engine does. */
export function openTurns(turns: readonly StoredTurn[], embedder: Embedder): Promise<BenchStore> {
  return withBenchStore(embedder, async ({ db, index, close }) => {
    fillStore(db, turns)
    const items = loadIndexable(db, turns.map((_, place) => messageId(place)))
    const vectors = await embedder.embed(items.map((item) => item.text))
    await index.upsert(items.map((item, at) => ({ ...item, vector: vectors[at]! })))
    // Sessions are found by their words alone here: their vectors stand in no ranking, and would double the time of filling.
    const sessions = loadIndexable(db, pageSessions(db, null, turns.length + 1).sessions.map((session) => session.id))
    await index.upsert(sessions.map((item) => ({ ...item, vector: null })))
    return { db, index, close }
  })
}

function fillStore(db: WriteDb, turns: readonly StoredTurn[]): void {
  transaction(db, () => {
    let last: StoredTurn | null = null
    for (const [place, turn] of turns.entries()) {
      const begins = turn.session !== last?.session
      if (begins) insertConversation(db, newConversation(conversationId(turn.session), turn))
      insertMessage(db, {
        id: messageId(place), conversationId: conversationId(turn.session), parentId: begins ? null : messageId(place - 1), role: turn.role, text: turn.text, createdAt: turn.at, status: 'done', turnId: null,
        label: 'personal', trust: turn.role === 'assistant' ? 'external' : turn.role, speaker: turn.speaker, note: null,
      })
      last = turn
    }
  })
}

function newConversation(id: string, { session, at }: StoredTurn): Conversation {
  return {
    id, title: `Session ${session}`, createdAt: at, updatedAt: at, pinned: false, deletedAt: null, leafId: null, route: 'auto', messageCount: 0, budget: null, goal: '', personaId: null,
    projectId: null, importedFrom: null, temporary: false,
  }
}

function conversationId(session: string | number): string {
  return `c_${String(session).padStart(4, '0')}`
}

/** The message that holds a turn of the talk. */
export function messageId(place: number): string {
  return `m_${String(place).padStart(6, '0')}`
}

/** The turn that a message holds. */
export function placeOf(id: string): number {
  return Number(id.slice(2))
}
