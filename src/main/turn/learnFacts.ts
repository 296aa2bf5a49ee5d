import type { Memory, MemoryChange } from '../../shared/memory.ts'
import type { Message } from '../../shared/message.ts'
import type { LearnedFact, TurnTrace } from '../../shared/trace.ts'
import { extract } from '../memory/extract.ts'
import { merge } from '../memory/merge.ts'
import { findMemoriesByKey, findMemoryByText, getMemory } from '../storage/memories.ts'
import type { ReadDb } from '../storage/database.ts'

/** A change that is ready to be kept: the memory as it will be, and its line of history. */
export interface MemoryWrite { readonly memory: Memory; readonly change: MemoryChange }

export interface Learned { readonly writes: readonly MemoryWrite[]; readonly facts: readonly LearnedFact[] }

/**
 * Learns from what the user typed in this turn and from nothing else: no recalled, assistant or external text comes near.
 * Writes nothing; what it returns becomes part of the turn's one transaction.
 * @param previous the turn before in this conversation: a bare "no, it is Lyon" corrects the fact that it quoted or learned
 */
export function learnFacts(message: Message, previous: TurnTrace | null, db: ReadDb, now: number, newMemoryId: () => string): Learned {
  const writes = new Map<string, MemoryWrite>()
  const facts: LearnedFact[] = []
  const correcting = factBefore(previous, db)
  const origin = { messageId: message.id, conversationId: message.conversationId, at: message.createdAt, trust: message.trust }
  for (const candidate of extract(message.text, message.createdAt, correcting === null ? {} : { correcting })) {
    const stored = [...(candidate.key === null ? [] : findMemoriesByKey(db, candidate.key)), findMemoryByText(db, candidate.text)]
    // Facts of one message are merged among themselves too, so what is about to be written hides what is stored.
    const existing = [...[...writes.values()].map((write) => write.memory), ...stored.filter((memory) => memory !== null && !writes.has(memory.id)).map((memory) => memory!)]
    const merged = merge(candidate, existing, now, newMemoryId, origin)
    writes.set(merged.memory.id, { memory: merged.memory, change: writes.get(merged.memory.id)?.change ?? merged.change })
    if (merged.superseded !== null) writes.set(merged.superseded.id, { memory: merged.superseded, change: merged.supersededChange! })
    facts.push({ memoryId: merged.memory.id, text: merged.memory.text, rule: candidate.rule, change: merged.memory.state === 'candidate' ? 'for-review' : merged.outcome })
  }
  return { writes: [...writes.values()], facts }
}

function factBefore(previous: TurnTrace | null, db: ReadDb): { key: string; subject: string } | null {
  const memoryId = previous?.memoryAnswer?.memoryId ?? previous?.learned.at(-1)?.memoryId
  const memory = memoryId === undefined ? null : getMemory(db, memoryId)
  return memory === null || memory.key === null || memory.state === 'forgotten' ? null : { key: memory.key, subject: memory.subject }
}
