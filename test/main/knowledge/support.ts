import type { Memory } from '../../../src/shared/memory.ts'
import type { Message } from '../../../src/shared/message.ts'
import type { Piece } from '../../../src/shared/piece.ts'
import { understanding, type Understanding } from '../../../src/shared/understanding.ts'
import type { Loader, LoaderAsk, LoaderPorts } from '../../../src/main/knowledge/loader.ts'

export const now = new Date(2026, 10, 21, 12).getTime()
export const day = 86_400_000

export function read(change: Partial<Understanding> = {}): Understanding {
  return { ...understanding.parse({ task: 'chat', confidence: 0.9, alternatives: [], topics: [], language: 'en', difficulty: 0.2, isQuestion: false, needsMemory: false }), ...change }
}

let made = 0
export function memory(text: string, change: Partial<Memory> = {}): Memory {
  made++
  return {
    id: `y_${made}`, kind: 'semantic', text, subject: 'user', key: null, importance: 0.5, confidence: 0.9, eventAt: null, learnedAt: now - made * 1000, updatedAt: now - made * 1000,
    validFrom: null, validUntil: null, supersededBy: null, label: 'open', trust: 'user', pinned: false, state: 'active', uses: 0, lastUsedAt: null,
    scope: 'everywhere', scopeId: null, entities: [], fadesAt: null, conflictsWith: null,
    sources: [{ messageId: `m_of_${made}`, conversationId: 'c_old', start: 0, end: text.length, quote: text, at: now, role: 'user', file: null }], ...change,
  }
}

export function message(text: string, change: Partial<Message> = {}): Message {
  made++
  return { id: `m_${made}`, conversationId: 'c_1', parentId: null, role: 'user', text, createdAt: now - day + made, status: 'done', turnId: null, label: 'open', trust: 'user', speaker: null, note: null, ...change }
}

export function ask(text: string, change: Partial<LoaderAsk> = {}): LoaderAsk {
  return { message: message(text), understanding: read(), earlier: [], now, ...change }
}

/** Ports over a list of memories, by the same rules as the store's. */
export function portsOver(memories: readonly Memory[]): LoaderPorts {
  const timeOf = (one: Memory) => one.eventAt ?? one.learnedAt
  return {
    byKeys: (keys) => memories.filter(({ key }) => key !== null && keys.includes(key)).sort((a, b) => keys.indexOf(a.key!) - keys.indexOf(b.key!)),
    wishes: (limit) => memories.filter(({ kind }) => kind === 'procedural').slice(0, limit),
    happening: (from, until, limit) => memories.filter(({ eventAt }) => eventAt !== null && eventAt >= from && eventAt < until).sort((a, b) => a.eventAt! - b.eventAt!).slice(0, limit),
    learnedSince: (since, limit) => memories.filter((one) => one.learnedAt >= since && timeOf(one) <= now && timeOf(one) >= since).slice(0, limit),
    byWords: (words, limit) => Promise.resolve(memories.filter(({ text }) => words.some((word) => new RegExp(`\\b${word.replaceAll('+', '\\+')}`, 'iu').test(text))).slice(0, limit)),
  }
}

export async function loaded(loader: Loader, asked: LoaderAsk, memories: readonly Memory[] = []): Promise<readonly Piece[]> {
  return loader.load(asked, portsOver(memories), new AbortController().signal)
}
export const textsOf = (pieces: readonly Piece[]): string[] => pieces.map(({ text }) => text)
