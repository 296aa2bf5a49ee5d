import type { Memory, MemoryChange } from '../../shared/memory.ts'
import type { Message } from '../../shared/message.ts'
import type { LearnedFact } from '../../shared/trace.ts'
import { extract } from '../memory/extract.ts'
import { labelOf } from '../memory/labelOf.ts'
import { merge } from '../memory/merge.ts'
import { findMemoriesByKey, findMemoryByText } from '../storage/memories.ts'
import type { ReadDb } from '../storage/database.ts'

/** A change that is ready to be kept: the memory as it will be, its history line, and whom it replaces. */
export interface MemoryWrite { readonly memory: Memory; readonly change: MemoryChange }

export interface Learned { readonly writes: readonly MemoryWrite[]; readonly facts: readonly LearnedFact[] }

/**
 * Learns from what the user typed in this turn and from nothing else: no recalled, assistant or external text comes near.
 * Writes nothing; what it returns becomes part of the turn's one transaction.
 */
export function learnFacts(message: Message, db: ReadDb, now: number, newMemoryId: () => string): Learned {
  const writes: MemoryWrite[] = []
  const facts: LearnedFact[] = []
  for (const candidate of extract(message.text, message.createdAt)) {
    // Facts of the same message are merged among themselves too.
    const fresh = writes.map((write) => write.memory).filter((memory) => memory.state === 'active')
    const stored = [...(candidate.key === null ? [] : findMemoriesByKey(db, candidate.key)), ...[findMemoryByText(db, candidate.text)].filter((memory) => memory !== null)]
    const existing = [...fresh, ...stored.filter((memory) => !writes.some((write) => write.memory.id === memory.id))]
    const merged = merge(candidate, existing, now, newMemoryId)
    const source = { messageId: message.id, conversationId: message.conversationId, start: candidate.start, end: candidate.end, quote: candidate.quote, at: message.createdAt }
    const known = merged.memory.sources.some((one) => one.messageId === source.messageId && one.start === source.start)
    const memory: Memory = {
      ...merged.memory,
      label: merged.outcome === 'strengthened' ? merged.memory.label : labelOf(candidate),
      sources: known ? merged.memory.sources : [...merged.memory.sources, source],
    }
    replaceOrPush(writes, { memory, change: merged.change })
    if (merged.superseded !== null) {
      replaceOrPush(writes, { memory: merged.superseded, change: { at: now, author: 'rule', action: 'superseded', reason: `Replaced by “${memory.text}”`, before: null } })
    }
    facts.push({ memoryId: memory.id, text: memory.text, rule: candidate.rule, change: merged.outcome })
  }
  return { writes, facts }
}

function replaceOrPush(writes: MemoryWrite[], write: MemoryWrite): void {
  const at = writes.findIndex((one) => one.memory.id === write.memory.id)
  if (at === -1) writes.push(write)
  else writes[at] = { memory: write.memory, change: writes[at]!.change }
}
