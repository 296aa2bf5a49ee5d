import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect } from 'vitest'
import type { Epoch } from '../../../src/shared/epoch.ts'
import type { Memory, MemorySource } from '../../../src/shared/memory.ts'
import type { Conversation, Message } from '../../../src/shared/message.ts'
import type { PieceRecord } from '../../../src/shared/piece.ts'
import type { TurnTrace } from '../../../src/shared/trace.ts'
import type { ContextRun } from '../../../src/shared/versions.ts'
import { silentLog } from '../../../src/main/platform/log.ts'
import { insertConversation, updateConversation } from '../../../src/main/storage/conversations.ts'
import { transaction, type WriteDb } from '../../../src/main/storage/database.ts'
import { insertMessage } from '../../../src/main/storage/messages.ts'
import { openStore, type Store } from '../../../src/main/storage/openStore.ts'
import { plainRoute, plainTrace } from '../../support/traceParts.ts'

export const root = join(import.meta.dirname, '../../..')
export const someTime = Date.UTC(2026, 4, 3, 10, 32)

const closers: (() => void | Promise<void>)[] = []
/** Runs after the test, last first. */
export function afterwards(close: () => void | Promise<void>): void { closers.push(close) }
afterEach(async () => { for (const close of closers.splice(0).reverse()) await close() })

export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'casement-storage-'))
  afterwards(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export function storeOptions(folder: string, now: () => number = () => someTime) {
  return { folder, holder: { host: 'test', pid: process.pid, since: someTime }, now, log: silentLog }
}

export async function openOk(folder: string, now?: () => number): Promise<Store> {
  const opened = await openStore(storeOptions(folder, now))
  if (!opened.ok) throw new Error(`${opened.error.kind}: ${opened.error.message}`)
  afterwards(() => opened.value.close())
  return opened.value
}

export async function openToWrite(folder: string, now?: () => number): Promise<Store & { write: WriteDb }> {
  const store = await openOk(folder, now)
  expect(store.readOnly).toBeNull()
  return store as Store & { write: WriteDb }
}

export function conversation(id: string, patch: Partial<Conversation> = {}): Conversation {
  return { id, title: `Talk ${id}`, createdAt: someTime, updatedAt: someTime, pinned: false, deletedAt: null, leafId: null, route: 'auto', messageCount: 0, budget: null, goal: '', personaId: null, projectId: null, importedFrom: null, temporary: false, ...patch }
}

export function message(id: string, conversationId: string, parentId: string | null, text: string, patch: Partial<Message> = {}): Message {
  return { id, conversationId, parentId, role: 'user', text, createdAt: someTime, status: 'done', turnId: null, label: 'personal', trust: 'user', speaker: null, note: null, ...patch }
}

export function memory(id: string, text: string, patch: Partial<Memory> = {}): Memory {
  return {
    id, kind: 'semantic', text, subject: 'user', key: null, importance: 0.5, confidence: 0.9, eventAt: null, learnedAt: someTime, updatedAt: someTime,
    validFrom: null, validUntil: null, supersededBy: null, label: 'personal', trust: 'user', pinned: false, state: 'active', uses: 0, lastUsedAt: null,
    scope: 'everywhere', scopeId: null, entities: [], fadesAt: null, conflictsWith: null, sources: [], ...patch,
  }
}

/** Where a quote stands in a message that the person wrote. */
export function sourceIn(text: string, quote: string, messageId: string, conversationId: string): MemorySource {
  const start = text.indexOf(quote)
  return { messageId, conversationId, start, end: start + quote.length, quote, at: someTime, role: 'user', file: null }
}

/** Stands for the fingerprints that the memory room makes. */
export const fingerprintsOf = (one: Pick<Memory, 'text' | 'key' | 'subject'>): string[] => [`text:${one.text.toLowerCase()}`, ...(one.key === null ? [] : [`fact:${one.key}=${one.text.split(' ').at(-1)}`])]

/** A conversation of messages in one line, user and assistant by turns; ids are `ID_0`, `ID_1` … */
export function addTalk(db: WriteDb, id: string, texts: readonly string[], patch: Partial<Message> = {}): string[] {
  const ids = texts.map((_, at) => `${id}_${String(at).padStart(6, '0')}`)
  transaction(db, () => {
    insertConversation(db, conversation(id))
    texts.forEach((text, at) => insertMessage(db, message(ids[at]!, id, ids[at - 1] ?? null, text, { role: at % 2 === 0 ? 'user' : 'assistant', createdAt: someTime + at, ...patch })))
    updateConversation(db, id, { leafId: ids.at(-1) ?? null })
  })
  return ids
}

export function piece(id: string, text: string, source: PieceRecord['source'], patch: Partial<PieceRecord> = {}): PieceRecord {
  return {
    id, region: 'memories', text, tokens: 5, source, label: 'personal', trust: 'user', score: 0.5, scores: { words: 0.5 }, stability: 'volatile', marks: [],
    outcome: 'in', code: null, reason: 'Recalled', wantedTokens: 5, ...patch,
  }
}

export function trace(turnId: string, conversationId: string, userMessageId: string, answerMessageId: string | null, pieces: PieceRecord[], patch: Partial<TurnTrace> = {}): TurnTrace {
  let text = 'Notes:\n'
  const spans = pieces.filter((one) => one.outcome !== 'out').map((one) => {
    const start = text.length + 2
    text += `- ${one.text}\n`
    return { start, end: start + one.text.length, region: one.region, pieceId: one.id }
  })
  return {
    turnId, conversationId, userMessageId, answerMessageId, startedAt: someTime, totalMs: 12.5, firstTokenMs: 4, status: 'done', failure: null,
    stages: [{ name: 'recall', startMs: 0, ms: 1, note: '1 candidate', failed: null }],
    understanding: null, plan: null,
    route: { destination: 'local', modelId: 'local:small', modelName: 'small', rule: 'default-local', reason: 'Local by default', label: 'personal', task: 'chat', fallback: null, ...plainRoute },
    context: {
      window: 2048, reserve: 256, used: 100, counting: 'exact', tokenizer: 'small', regions: [], pieces, label: 'personal', keptPrefix: 0,
      prompt: [{ role: 'user', text, spans }], time: null, trusted: null, cutBy: [],
    },
    usage: { promptTokens: 100, evaluatedTokens: 60, cachedTokens: 40, outputTokens: 20, reported: true },
    cost: 0.25, memoryAnswer: null, learned: [], notices: [], focus: null, epochId: null, strategy: '', fidelity: null, quality: null,
    tightened: null, fullHistoryTokens: null, ...plainTrace, ...patch,
  }
}

export function epoch(id: string, conversationId: string, upToMessageId: string, patch: Partial<Epoch> = {}): Epoch {
  return {
    id, conversationId, number: 1, upToMessageId, afterMessageId: upToMessageId, previousId: null, kind: 'compaction', reason: 'share', why: 'Earlier turns took 72 % of the window',
    text: 'They talked.', madeText: 'They talked.', by: 'rules', messages: 2, tokensBefore: 100, tokensAfter: 10, lost: [], createdAt: someTime, editedAt: null, undoneAt: null,
    turns: 0, label: 'personal', trust: 'derived', ...patch,
  }
}

/** A turn that was answered once more, with all of its context. */
export function contextRun(runId: string, of: TurnTrace, patch: Partial<ContextRun> = {}): ContextRun {
  return {
    runId, turnId: of.turnId, conversationId: of.conversationId, at: someTime, change: { off: [], pinned: [], edited: [], strategy: null, modelId: null }, state: 'done',
    modelId: 'local:small', modelName: 'small', context: of.context,
    diff: { came: [], left: [], changed: [], moved: [], same: 1, tokensBefore: 100, tokensAfter: 100, regions: [] },
    answer: '', usage: of.usage, cost: 0, firstTokenMs: 3, totalMs: 9, failure: null, ...patch,
  }
}

/** How often a text stands in the files of a folder, in UTF-8, UTF-16 and JSON escapes; copies in `backups` count too. */
export function occurrences(folder: string, text: string): number {
  const forms = [Buffer.from(text), Buffer.from(text, 'utf16le'), Buffer.from(JSON.stringify(text).slice(1, -1).replace(/[^\x20-\x7e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`))]
  const distinct = forms.filter((form, at) => forms.findIndex((other) => other.equals(form)) === at)
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)).filter((file) => statSync(file).isFile()).reduce((sum, file) => {
    const bytes = readFileSync(file)
    return sum + distinct.reduce((found, form) => {
      let here = 0
      for (let at = bytes.indexOf(form); at !== -1; at = bytes.indexOf(form, at + 1)) here++
      return found + here
    }, 0)
  }, 0)
}

/** Starts a script of this folder in a process of its own; it is killed after the test. */
export function startChild(script: string, ...args: string[]): ChildProcess {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'children', script), ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  afterwards(() => { child.kill('SIGKILL') })
  return child
}

/** The lines that a child says, one by one. */
export async function* linesOf(child: ChildProcess): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of child.stdout!) {
    rest += String(chunk)
    const lines = rest.split('\n')
    rest = lines.pop()!
    yield* lines
  }
}

export async function exited(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  await new Promise((resolve) => { child.once('exit', resolve) })
}
