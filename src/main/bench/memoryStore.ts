import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Candidate, Memory } from '../../shared/memory.ts'
import { merge } from '../memory/merge.ts'
import type { Embedder } from '../models/ports.ts'
import { silentLog } from '../platform/log.ts'
import { Scope } from '../platform/scope.ts'
import { transaction, type WriteDb } from '../storage/database.ts'
import { loadIndexable } from '../storage/indexable.ts'
import { openSearchIndex, type SearchIndex } from '../storage/index/searchIndex.ts'
import { findMemoryByText, getMemory, saveMemory } from '../storage/memories.ts'
import { openStore } from '../storage/openStore.ts'
import { unwrap } from './askEngine.ts'
import { benchEntries } from './places.ts'

/** Memories in a real store with a real index; closing it removes its folder. */
export interface MemoryStore {
  readonly db: WriteDb
  readonly index: SearchIndex
  /** Learns texts one after the other as a turn does, and indexes what changed; gives the id of each one's memory. */
  learn(texts: readonly string[], at: number): Promise<string[]>
  close(): Promise<void>
}

export async function openMemories(embedder: Embedder): Promise<MemoryStore> {
  const folder = mkdtempSync(join(tmpdir(), 'casement-bench-'))
  const scope = new Scope()
  scope.onClose(() => { rmSync(folder, { recursive: true, force: true }) })
  try {
    const store = scope.own(unwrap(await openStore({ folder, holder: { host: 'bench', pid: process.pid, since: Date.now() }, now: Date.now, log: silentLog })))
    const db = store.write!
    const { index } = await openSearchIndex({ file: join(folder, 'index.db'), entry: benchEntries.searchThread, modelId: embedder.modelId, dimensions: embedder.dimensions, log: silentLog })
    scope.own(index)
    const known = new Map<string, Memory>()
    let count = 0
    return {
      db, index, close: () => scope.close(),
      async learn(texts, at) {
        const changed = new Set<string>()
        const ids = transaction(db, () => texts.map((text) => {
          const twin = findMemoryByText(db, text)
          const merged = merge(candidateOf(text), [...known.values(), ...(twin === null ? [] : [twin])], at, () => `p_${String(++count).padStart(6, '0')}`, { messageId: null, conversationId: null, at })
          for (const [memory, change] of [[merged.memory, merged.change], [merged.superseded, merged.supersededChange], ...merged.alsoSuperseded.map((one) => [one.memory, one.change] as const)] as const) {
            if (memory === null || change === null) continue
            saveMemory(db, memory, change)
            known.set(memory.id, getMemory(db, memory.id) ?? memory)
            changed.add(memory.id)
          }
          return merged.memory.id
        }))
        const items = loadIndexable(db, [...changed])
        const vectors = await embedder.embed(items.map((item) => item.text))
        await index.upsert(items.map((item, place) => ({ ...item, vector: vectors[place]! })))
        const kept = new Set(items.map((item) => item.id))
        await index.remove([...changed].filter((id) => !kept.has(id)))
        return ids
      },
    }
  } catch (error) {
    await scope.close()
    throw error
  }
}

/** A whole text as one fact: what is measured is whether it is found, not whether it is learned. */
function candidateOf(text: string): Candidate {
  return { kind: 'semantic', text, subject: 'user', key: null, importance: 0.5, confidence: 0.9, eventAt: null, start: 0, end: text.length, quote: text, rule: 'bench' }
}
