import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Memory } from '../../../src/shared/memory.ts'
import type { Message } from '../../../src/shared/message.ts'
import { extract } from '../../../src/main/memory/extract.ts'
import { merge } from '../../../src/main/memory/merge.ts'
import { recall, type RecallOutcome, type RecallPorts } from '../../../src/main/memory/recall.ts'
import { Scope } from '../../../src/main/platform/scope.ts'
import { silentLog } from '../../../src/main/platform/log.ts'
import { openSearchIndex } from '../../../src/main/storage/index/searchIndex.ts'
import { startEmbedder } from '../../support/modelProcesses.ts'

export const told = Date.UTC(2026, 4, 3, 12)

/** The real search index and the real embedder over facts and messages that a test tells. */
export interface MemoryWorld {
  readonly memories: Map<string, Memory>
  readonly messages: Map<string, Message & { around: string }>
  readonly ports: RecallPorts
  /** Learns from a sentence as a turn would. */
  tell(text: string, at?: number): Promise<Memory[]>
  say(id: string, conversationId: string, text: string, parentId?: string | null, role?: 'user' | 'assistant'): Promise<void>
  embed(text: string): Promise<Float32Array>
  ask(text: string, ports?: RecallPorts): Promise<RecallOutcome>
  close(): Promise<void>
}

export async function openMemoryWorld(): Promise<MemoryWorld> {
  const scope = new Scope()
  const folder = mkdtempSync(join(tmpdir(), 'casement-memory-'))
  scope.onClose(() => { rmSync(folder, { recursive: true, force: true }) })
  const { embedder, process } = startEmbedder()
  scope.own(process)
  const { index } = await openSearchIndex({ file: join(folder, 'index.db'), entry: join(import.meta.dirname, '../../../src/main/storage/index/searchThread.ts'), modelId: embedder.modelId, dimensions: embedder.dimensions, log: silentLog })
  scope.own(index)
  const memories = new Map<string, Memory>()
  const messages = new Map<string, Message & { around: string }>()
  const embed = async (text: string) => (await embedder.embed([text]))[0]!
  const put = async (item: { id: string; kind: 'memory' | 'message'; text: string; around: string; conversationId: string }) => {
    await index.upsert([{ ...item, at: told, hash: item.text, vector: await embed(item.text) }])
  }
  const ports: RecallPorts = {
    words: (query, options) => index.words(query, options),
    meaning: (vector, options) => index.meaning(vector, options),
    documentFrequencies: (words) => index.documentFrequencies(words),
    vectors: (ids) => index.vectors(ids),
    memories: (ids) => ids.flatMap((id) => memories.get(id) ?? []),
    byKey: (key) => [...memories.values()].filter((memory) => memory.key === key),
    messages: (ids) => ids.flatMap((id) => messages.get(id) ?? []),
  }
  let last = 0
  return {
    memories, messages, ports, embed,
    async tell(text, at = told) {
      const learned: Memory[] = []
      for (const candidate of extract(text, at)) {
        const merged = merge(candidate, [...memories.values()], at, () => `y_${String(++last).padStart(4, '0')}`, { messageId: 'm_told', conversationId: 'c_told', at })
        memories.set(merged.memory.id, merged.memory)
        if (merged.superseded !== null) memories.set(merged.superseded.id, merged.superseded)
        for (const one of merged.alsoSuperseded) memories.set(one.memory.id, one.memory)
        await put({ id: merged.memory.id, kind: 'memory', text: merged.memory.text, around: '', conversationId: 'c_told' })
        learned.push(merged.memory)
      }
      return learned
    },
    async say(id, conversationId, text, parentId = null, role = 'user') {
      const around = parentId === null ? '' : messages.get(parentId)?.text ?? ''
      messages.set(id, { id, conversationId, parentId, role, text, createdAt: told, status: 'done', turnId: null, label: 'personal', trust: role, speaker: null, note: null, around })
      await put({ id, kind: 'message', text, around, conversationId })
    },
    async ask(text, own = ports) {
      return recall({ text, vector: await embed(text), conversationId: 'c_now', now: told + 3_600_000, understanding: null, limit: 24 }, own)
    },
    close: () => scope.close(),
  }
}
