import type { Input } from '../../../shared/contract.ts'
import type { MemoryKind, MemoryState } from '../../../shared/memory.ts'

/** What the list of memories shows. Forgotten ones are never listed: their text is gone. */
export type MemoryFilter = { query: string; kind: MemoryKind | null; state: Exclude<MemoryState, 'forgotten'>; pinned: boolean }

export const everything: MemoryFilter = { query: '', kind: null, state: 'active', pinned: false }

/** The filter as the engine is asked for it. */
export function askFor(filter: MemoryFilter, cursor: string | null, limit: number): Input<'memories.list'> {
  return { query: filter.query.trim(), kind: filter.kind, state: filter.state, pinned: filter.pinned ? true : null, cursor, limit }
}

/** The sentence of an empty list, with what to do about it. */
export function tellEmpty(filter: MemoryFilter): string {
  if (filter.query.trim() !== '') return `Nothing found for “${filter.query.trim()}”. Try one word of it.`
  if (filter.state === 'candidate') return 'Nothing waits for review.'
  if (filter.state === 'superseded') return 'Nothing was replaced yet.'
  if (filter.pinned) return 'Nothing is pinned. Press P on a memory to send it along in every turn.'
  if (filter.kind !== null) return 'No memories of this kind yet.'
  return 'No memories yet. Tell the assistant something about you, or add a memory by hand.'
}
