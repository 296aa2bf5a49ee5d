import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Embedder } from '../models/ports.ts'
import { silentLog } from '../platform/log.ts'
import { Scope } from '../platform/scope.ts'
import { insertConversation } from '../storage/conversations.ts'
import { transaction, type WriteDb } from '../storage/database.ts'
import { loadIndexable } from '../storage/indexable.ts'
import { openSearchIndex, type SearchIndex } from '../storage/index/searchIndex.ts'
import { insertMessage } from '../storage/messages.ts'
import { openStore } from '../storage/openStore.ts'
import { unwrap } from './askEngine.ts'
import type { Talk } from './locomoData.ts'
import { benchEntries } from './places.ts'

/** A talk in a real store with a real index; closing it removes its folder. */
export interface TalkStore { readonly db: WriteDb; readonly index: SearchIndex; close(): Promise<void> }

/** Puts a talk into a store of its own in a temporary folder, one conversation per session as importing it would, and indexes it. */
export async function openTalk(talk: Talk, embedder: Embedder): Promise<TalkStore> {
  const folder = mkdtempSync(join(tmpdir(), 'casement-bench-'))
  const scope = new Scope()
  scope.onClose(() => { rmSync(folder, { recursive: true, force: true }) })
  try {
    const store = scope.own(unwrap(await openStore({ folder, holder: { host: 'bench', pid: process.pid, since: Date.now() }, now: Date.now, log: silentLog })))
    const db = store.write!
    fillStore(db, talk)
    const { index } = await openSearchIndex({ file: join(folder, 'index.db'), entry: benchEntries.searchThread, modelId: embedder.modelId, dimensions: embedder.dimensions, log: silentLog })
    scope.own(index)
    const items = loadIndexable(db, talk.turns.map((_, place) => messageId(place)))
    const vectors = await embedder.embed(items.map((item) => item.text))
    await index.upsert(items.map((item, at) => ({ ...item, vector: vectors[at]! })))
    return { db, index, close: () => scope.close() }
  } catch (error) {
    await scope.close()
    throw error
  }
}

function fillStore(db: WriteDb, talk: Talk): void {
  const first = talk.turns[0]?.speaker
  transaction(db, () => {
    let session = 0
    talk.turns.forEach((turn, place) => {
      const conversationId = `c_${String(turn.session).padStart(4, '0')}`
      if (turn.session !== session) insertConversation(db, { id: conversationId, title: `Session ${turn.session}`, createdAt: turn.at, updatedAt: turn.at, pinned: false, deletedAt: null, leafId: null, route: 'auto', messageCount: 0, budget: null, goal: '', personaId: null })
      const role = turn.speaker === first ? 'user' as const : 'assistant' as const
      insertMessage(db, { id: messageId(place), conversationId, parentId: turn.session === session ? messageId(place - 1) : null, role, text: turn.text, createdAt: turn.at, status: 'done', turnId: null, label: 'personal', trust: role === 'assistant' ? 'external' : role, speaker: turn.speaker, note: null })
      session = turn.session
    })
  })
}

/** The message that holds a turn of the talk. */
export function messageId(place: number): string {
  return `m_${String(place).padStart(6, '0')}`
}

/** The turn that a message holds. */
export function placeOf(id: string): number {
  return Number(id.slice(2))
}
