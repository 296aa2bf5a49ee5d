import type { Candidate, Memory } from '../../shared/memory.ts'
import { merge } from '../memory/merge.ts'
import type { Embedder } from '../models/ports.ts'
import { transaction } from '../storage/database.ts'
import { loadIndexable } from '../storage/indexable.ts'
import { findMemoryByText, getMemory, saveMemory } from '../storage/memories.ts'
import { withBenchStore, type BenchStore } from './benchStore.ts'

/** Memories in a real store with a real index; closing it removes its folder. */
export interface MemoryStore extends BenchStore {
  /** Learns texts one after the other as a turn does, and indexes what changed; gives the id of each one's memory. */
  learn(texts: readonly string[], at: number): Promise<string[]>
}

export function openMemories(embedder: Embedder): Promise<MemoryStore> {
  return withBenchStore(embedder, async ({ db, index, close }) => {
    const known = new Map<string, Memory>()
    let count = 0
    return {
      db, index, close,
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
  })
}

/** A whole text as one fact: what is measured is whether it is found, not whether it is learned. */
function candidateOf(text: string): Candidate {
  return { kind: 'semantic', text, subject: 'user', key: null, importance: 0.5, confidence: 0.9, eventAt: null, start: 0, end: text.length, quote: text, rule: 'bench' }
}
