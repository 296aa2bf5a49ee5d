import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Embedder } from '../../../src/main/models/ports.ts'
import type { Conversation, Message } from '../../../src/shared/message.ts'
import { silentLog } from '../../../src/main/platform/log.ts'
import { Scope } from '../../../src/main/platform/scope.ts'
import { insertConversation } from '../../../src/main/storage/conversations.ts'
import { transaction, type WriteDb } from '../../../src/main/storage/database.ts'
import { insertMessage } from '../../../src/main/storage/messages.ts'
import { openStore } from '../../../src/main/storage/openStore.ts'

export const entry = join(import.meta.dirname, '../../../src/main/storage/index/searchThread.ts')
export const someTime = Date.UTC(2026, 4, 3, 10)

/** An embedder whose vectors tell which words a text has; it counts what it made, can be held, and can break. */
export interface ScriptedEmbedder extends Embedder {
  readonly made: string[]
  /** What it was asked for, held or not. */
  readonly asked: string[]
  /** Waits before each call from now on, or after so many texts in all, until the returned function is called. */
  hold(after?: number): () => void
  breakDown(broken: boolean): void
}

export function scriptedEmbedder(modelId: string, dimensions: number): ScriptedEmbedder {
  const made: string[] = []
  const asked: string[] = []
  let held: Promise<void> = Promise.resolve()
  let heldAfter = 0
  let broken = false
  return {
    modelId, dimensions, made, asked,
    async embed(texts) {
      asked.push(...texts)
      if (made.length >= heldAfter) await held
      if (broken) throw new Error('the model is gone')
      made.push(...texts)
      return texts.map((text) => vectorOf(text, dimensions))
    },
    hold(after = 0) {
      heldAfter = after
      let release = (): void => {}
      held = new Promise((resolve) => { release = resolve })
      return release
    },
    breakDown(now) { broken = now },
  }
}

/** Every word adds one to a place of its own. */
export function vectorOf(text: string, dimensions: number): Float32Array {
  const vector = new Float32Array(dimensions).fill(0.001)
  for (const word of text.toLowerCase().match(/\p{L}+|\d+/gu) ?? []) {
    let place = 0
    for (const letter of word) place = (place * 31 + letter.codePointAt(0)!) % dimensions
    vector[place]! += 1
  }
  const length = Math.hypot(...vector)
  return vector.map((value) => value / length)
}

/** A store in a folder of its own; closing it removes the folder. */
export async function openWorld(): Promise<{ folder: string; index: string; write: WriteDb; scope: Scope; close(): Promise<void> }> {
  const scope = new Scope()
  const folder = mkdtempSync(join(tmpdir(), 'casement-indexer-'))
  scope.onClose(() => { rmSync(folder, { recursive: true, force: true }) })
  const opened = await openStore({ folder, holder: { host: 'test', pid: process.pid, since: someTime }, now: () => someTime, log: silentLog })
  if (!opened.ok) throw new Error(opened.error.message)
  const store = scope.own(opened.value)
  return { folder, index: join(folder, 'index.db'), write: store.write!, scope, close: () => scope.close() }
}

const conversation: Omit<Conversation, 'id'> = {
  title: 'A talk', createdAt: someTime, updatedAt: someTime, pinned: false, deletedAt: null, leafId: null, route: 'auto', messageCount: 0, budget: null, goal: '', personaId: null,
  projectId: null, importedFrom: null, temporary: false,
}
const message: Omit<Message, 'id' | 'conversationId' | 'parentId' | 'text'> = {
  role: 'user', createdAt: someTime, status: 'done', turnId: null, label: 'personal', trust: 'user', speaker: null, note: null,
}

/** A conversation with a message a minute; ids are `ID_000` and so on. */
export function addTalk(db: WriteDb, id: string, texts: readonly string[]): string[] {
  const ids = texts.map((_, at) => `${id}_${String(at).padStart(3, '0')}`)
  transaction(db, () => {
    insertConversation(db, { ...conversation, id })
    texts.forEach((text, at) => insertMessage(db, { ...message, id: ids[at]!, conversationId: id, parentId: ids[at - 1] ?? null, text, createdAt: someTime + at * 60_000 }))
  })
  return ids
}
