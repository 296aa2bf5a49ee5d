import type { Candidate, Memory, MemoryAuthor, MemoryChange } from '../../shared/memory.ts'
import type { Message } from '../../shared/message.ts'
import type { Settings } from '../../shared/settings.ts'
import type { LearnedFact, TurnTrace } from '../../shared/trace.ts'
import { extract } from '../memory/extract.ts'
import { keysToEnd } from '../memory/endings.ts'
import type { FadingDays } from '../memory/fade.ts'
import { fingerprintsOf } from '../memory/fingerprints.ts'
import { merge } from '../memory/merge.ts'
import type { Corrected } from '../memory/reframe.ts'
import { isInScope } from '../memory/scope.ts'
import { getConversation } from '../storage/conversations.ts'
import { findMemoriesBySubject, findResting } from '../storage/findMemories.ts'
import { findMemoriesByKey, findMemoryByText, getMemory } from '../storage/memories.ts'
import { isTombstoned } from '../storage/tombstones.ts'
import type { ReadDb } from '../storage/database.ts'

/** A change that is ready to be kept: the memory as it will be, and its line of history. */
export interface MemoryWrite { readonly memory: Memory; readonly change: MemoryChange }

export interface Learned {
  readonly writes: readonly MemoryWrite[]
  readonly facts: readonly LearnedFact[]
  /** How many facts were not learned because they had been forgotten before. */
  readonly heldBack: number
  /** What it was made from: another moment may need another change of the same facts. */
  readonly made: { readonly candidates: readonly Candidate[]; readonly ask: MergeAsk } | null
}

export const nothingLearned: Learned = { writes: [], facts: [], heldBack: 0, made: null }

/** What it takes to learn from one message of the person. */
export interface LearnAsk {
  readonly message: Message
  /** The answer that stood before it: a plain yes may confirm what it said. */
  readonly lastAnswer: Message | null
  /** The turn before in this conversation: a bare "no, it is Lyon" corrects the fact that it quoted or learned. */
  readonly previous: TurnTrace | null
  readonly mode: Exclude<Settings['learning'], 'off'>
  readonly fading: FadingDays
  readonly now: number
  readonly newMemoryId: () => string
}

export type MergeAsk = Omit<LearnAsk, 'previous'> & { readonly author: MemoryAuthor }

/**
 * Learns from what the user typed in this turn and from nothing else: no recalled, assistant or external text comes near.
 * Writes nothing; what it returns becomes part of the turn's one transaction.
 */
export function learnFacts(ask: LearnAsk, db: ReadDb): Learned {
  const { message, lastAnswer } = ask
  const candidates = extract(message.text, message.createdAt, {
    correcting: factsBefore(ask.previous, db), ...(lastAnswer === null ? {} : { confirmed: { text: lastAnswer.text } }),
  })
  return mergeCandidates(candidates, { ...ask, author: 'rule' }, db)
}

/**
 * Brings candidates of one message together with what is stored and holds in its conversation, and among themselves: what holds
 * in another place alone stays as it is. What was forgotten before stays forgotten.
 */
export function mergeCandidates(candidates: readonly Candidate[], ask: MergeAsk, db: ReadDb): Learned {
  const { message, lastAnswer, mode, fading, author } = ask
  const writes = new Map<string, MemoryWrite>()
  const facts: LearnedFact[] = []
  let heldBack = 0
  const projectId = getConversation(db, message.conversationId)?.projectId ?? null
  const holdsHere = (memory: Memory): boolean => isInScope(memory, message.conversationId, projectId)
  const origin = { messageId: message.id, conversationId: message.conversationId, at: message.createdAt, trust: message.trust, author, mode, fading, ...(lastAnswer === null ? {} : { support: { messageId: lastAnswer.id, at: lastAnswer.createdAt } }) }
  for (const candidate of candidates) {
    if (isTombstoned(db, fingerprintsOf(candidate))) { heldBack += 1; continue }
    const stored = [...(candidate.key === null ? [] : findMemoriesByKey(db, candidate.key)), ...keysToEnd(candidate).flatMap((key) => findMemoriesByKey(db, key)), ...findMemoriesBySubject(db, candidate.subject, nearby), findMemoryByText(db, candidate.text), ...(candidate.corrects === undefined ? [] : [findMemoryByText(db, candidate.corrects)]), ...findResting(db, candidate, nearby)]
    // Facts of one message are merged among themselves too, so what is about to be written hides what is stored.
    const known = new Map(stored.flatMap((memory) => memory === null || writes.has(memory.id) || !holdsHere(memory) ? [] : [[memory.id, memory] as const]))
    const existing = [...[...writes.values()].map((write) => write.memory), ...known.values()]
    const merged = merge(candidate, existing, ask.now, ask.newMemoryId, isKeptHere(candidate, ask) ? { ...origin, label: 'local' } : origin)
    writes.set(merged.memory.id, { memory: merged.memory, change: writes.get(merged.memory.id)?.change ?? merged.change })
    if (merged.superseded !== null) writes.set(merged.superseded.id, { memory: merged.superseded, change: merged.supersededChange! })
    for (const one of merged.alsoSuperseded) writes.set(one.memory.id, one)
    const change = merged.memory.state === 'candidate' || merged.outcome === 'conflict' ? 'for-review' : merged.outcome
    facts.push({ memoryId: merged.memory.id, text: merged.memory.text, rule: candidate.rule, change })
  }
  return { writes: [...writes.values()], facts, heldBack, made: { candidates, ask } }
}

/** What was told beside a secret, or confirms an answer that was made of something kept on this computer, is kept there too. */
function isKeptHere({ support }: Candidate, { message, lastAnswer }: MergeAsk): boolean {
  return message.label === 'local' || (support !== undefined && lastAnswer?.label === 'local')
}

/** The same facts, brought together with what is stored by now: an answer takes its time, and memories are changed meanwhile. */
export function mergeAgain(learned: Learned, db: ReadDb): Learned {
  return learned.made === null ? learned : mergeCandidates(learned.made.candidates, learned.made.ask, db)
}

/** Memories about the same subject that a new fact is compared with. */
const nearby = 200

/** What the turn before quoted from the memory or learned, the last first. */
function factsBefore(previous: TurnTrace | null, db: ReadDb): Corrected[] {
  const ids = new Set([previous?.memoryAnswer?.memoryId ?? [], (previous?.learned ?? []).map((fact) => fact.memoryId).toReversed()].flat())
  return [...ids].flatMap((memoryId) => {
    const memory = getMemory(db, memoryId)
    return memory === null || memory.state === 'forgotten' ? [] : [{ key: memory.key, subject: memory.subject, text: memory.text }]
  })
}
