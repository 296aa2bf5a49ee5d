import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Conversation } from '../../shared/message.ts'
import type { Embedder } from '../models/ports.ts'
import { silentLog } from '../platform/log.ts'
import { Scope } from '../platform/scope.ts'
import { insertConversation } from '../storage/conversations.ts'
import { transaction, type WriteDb } from '../storage/database.ts'
import { loadIndexable } from '../storage/indexable.ts'
import { openSearchIndex, type SearchIndex } from '../storage/index/searchIndex.ts'
import { insertMessage } from '../storage/messages.ts'
import { openStore } from '../storage/openStore.ts'
import { pageSessions } from '../storage/sessions.ts'
import { unwrap } from './askEngine.ts'
import type { Talk } from './locomoData.ts'
import { benchEntries } from './places.ts'

/** A talk in a real store with a real index; closing it removes its folder. */
export interface TalkStore { readonly db: WriteDb; readonly index: SearchIndex; close(): Promise<void> }

/** One message of a store: turns of one session follow each other. `speaker` is null in a chat with an assistant. */
export interface StoredTurn { readonly session: string | number; readonly role: 'user' | 'assistant'; readonly speaker: string | null; readonly text: string; readonly at: number }

/** Puts a talk into a store of its own, one conversation per session as importing it would, and indexes it. */
export function openTalk(talk: Talk, embedder: Embedder): Promise<TalkStore> {
  const first = talk.turns[0]?.speaker
  return openTurns(talk.turns.map((turn) => ({ ...turn, role: turn.speaker === first ? 'user' as const : 'assistant' as const })), embedder)
}

/** Puts messages into a store of its own in a temporary folder, and indexes them and their sessions as the engine does. */
export async function openTurns(turns: readonly StoredTurn[], embedder: Embedder): Promise<TalkStore> {
  const folder = mkdtempSync(join(tmpdir(), 'casement-bench-'))
  const scope = new Scope()
  scope.onClose(() => { rmSync(folder, { recursive: true, force: true }) })
  try {
    const store = scope.own(unwrap(await openStore({ folder, holder: { host: 'bench', pid: process.pid, since: Date.now() }, now: Date.now, log: silentLog })))
    const db = store.write!
    fillStore(db, turns)
    const { index } = await openSearchIndex({ file: join(folder, 'index.db'), entry: benchEntries.searchThread, modelId: embedder.modelId, dimensions: embedder.dimensions, log: silentLog })
    scope.own(index)
    const items = loadIndexable(db, turns.map((_, place) => messageId(place)))
    const vectors = await embedder.embed(items.map((item) => item.text))
    await index.upsert(items.map((item, at) => ({ ...item, vector: vectors[at]! })))
    // Sessions are found by their words alone here: their vectors stand in no ranking, and would double the time of filling.
    const sessions = loadIndexable(db, pageSessions(db, null, turns.length + 1).sessions.map((session) => session.id))
    await index.upsert(sessions.map((item) => ({ ...item, vector: null })))
    return { db, index, close: () => scope.close() }
  } catch (error) {
    await scope.close()
    throw error
  }
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
