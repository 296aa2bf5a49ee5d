import type { Memory } from '../../shared/memory.ts'
import { all, run, transaction, type ReadDb, type WriteDb } from './database.ts'
import { eraseAfterCommit } from './erase.ts'
import { rememberForgotten } from './forgottenMeanwhile.ts'
import { cleanColumns, cleanTitles } from './forgetting/inColumns.ts'
import { forgetInContexts } from './forgetting/inContexts.ts'
import { writeEpochs } from './forgetting/inEpochs.ts'
import { cleanMemories, eraseMemories } from './forgetting/inMemories.ts'
import { cutMessages, writeMessages } from './forgetting/inMessages.ts'
import { planFor, planForget, type ForgetPlan } from './forgetting/planForget.ts'
import { addTombstones, ownFingerprint, saidFingerprint } from './tombstones.ts'

export { listForgetting, markForgetting, unmarkForgetting } from './forgetting/hidden.ts'

/** Normalised forms of what a memory says, by which it is known when it comes again. */
export type FingerprintsOf = (memory: Pick<Memory, 'text' | 'key' | 'subject'>) => readonly string[]

/**
 * Forgets memories for good, with all that says nothing else: their words leave the store, wherever they stand and whatever their case.
 * Messages too lose them, and answers that were given with them in view also lose the sentences that say them in other words and are
 * recalled no more. The rows stay as `forgotten` and tombstones stay, so that nothing can bring them back.
 * @param temporary stores of temporary conversations, which may have had them in view and lose them too
 * @returns ids of the messages and other memories whose place in the index changed; the forgotten ones have to leave it too
 */
export function forgetMemories(db: WriteDb, ids: readonly string[], now: number, fingerprintsOf: FingerprintsOf, temporary: readonly WriteDb[] = []): string[] {
  return transaction(db, () => {
    const plan = planForget(db, ids)
    const { forgotten } = plan
    if (forgotten.memories.size === 0) return []
    for (const { words, key, subject } of forgotten.memories.values()) {
      addTombstones(db, words.flatMap((text) => [ownFingerprint(text), saidFingerprint(text), ...fingerprintsOf({ text, key, subject })]), now)
    }
    for (const other of temporary) transaction(other, () => { carryOut(other, planFor(other, forgotten, plan.saying), now) })
    const affected = carryOut(db, plan, now)
    eraseAfterCommit(db, forgotten.erased())
    return [...affected, ...[...forgotten.memories.keys()].filter((id) => !ids.includes(id))]
  })
}

/** @returns ids of the messages and other memories that changed */
function carryOut(db: WriteDb, plan: ForgetPlan, now: number): string[] {
  const { forgotten, reach, saying } = plan
  const cuts = cutMessages(db, plan)
  const scopeOf = (conversationId: string) => ({ forgotten, memoryIds: reach.conversations.get(conversationId) ?? new Set<string>(), messages: saying })
  writeMessages(db, cuts)
  writeEpochs(db, plan.epochs)
  forgetInContexts(db, reach, scopeOf, new Map([...cuts].map(([id, { cut }]) => [id, cut])))
  cleanTitles(db, forgotten, reach.conversations)
  eraseMemories(db, [...forgotten.memories.keys()], now)
  const memories = cleanMemories(db, forgotten)
  cleanColumns(db, forgotten)
  closeAnswers(db, plan)
  rememberForgotten(db, plan, now)
  return [...affectedMessages(db, [...cuts.keys(), ...plan.answers.keys()]), ...memories]
}

/** Forgets one memory for good; see `forgetMemories`. */
export function forgetMemory(db: WriteDb, id: string, now: number, fingerprintsOf: FingerprintsOf): string[] {
  return forgetMemories(db, [id], now, fingerprintsOf)
}

/** What forgetting would reach beside the memories themselves. */
export interface ForgetReach {
  messages: number; conversations: number; turns: number; summaries: number
  /** Answers that lose what they say of it, and those that say nothing of it but had it in view: they stay, and are recalled no more. */
  answers: number; unrecalled: number
}

/**
 * How many places hold some memories and would lose them: messages of the person, titles and goals of conversations, answers,
 * contexts of turns, summaries. Nothing is changed.
 */
export function previewForget(db: ReadDb, ids: readonly string[], temporary: readonly ReadDb[] = []): ForgetReach {
  const plan = planForget(db, ids)
  const reached = [reachIn(db, plan), ...temporary.map((other) => reachIn(other, planFor(other, plan.forgotten, plan.saying)))]
  const sum = (one: keyof ForgetReach): number => reached.reduce((total, reach) => total + reach[one], 0)
  return { messages: sum('messages'), conversations: sum('conversations'), answers: sum('answers'), unrecalled: sum('unrecalled'), turns: sum('turns'), summaries: sum('summaries') }
}

function reachIn(db: ReadDb, plan: ForgetPlan): ForgetReach {
  const cuts = [...cutMessages(db, plan)]
  const answers = new Set(cuts.flatMap(([id, cut]) => cut.role === 'assistant' ? [id] : []))
  return {
    messages: cuts.length - answers.size, answers: answers.size, unrecalled: [...plan.answers.keys()].filter((id) => !answers.has(id)).length,
    conversations: cleanTitles(db as WriteDb, plan.forgotten, plan.reach.conversations, false).length,
    turns: plan.reach.turns.size, summaries: plan.epochs.length,
  }
}

/** By lineage, not by looking for words: whatever was written with a memory or its origin in view is not recalled. */
function closeAnswers(db: WriteDb, { answers }: ForgetPlan): void {
  run(db, "INSERT OR IGNORE INTO unrecallable (message_id, reason) SELECT id, 'forgotten' FROM message WHERE role = 'assistant' AND id IN (SELECT value FROM json_each(?))", JSON.stringify([...answers.keys()]))
}

/** What changed, and what follows it: the index holds a message together with the one before it. */
function affectedMessages(db: ReadDb, ids: readonly string[]): string[] {
  return all<{ id: string }>(db, `WITH changed(id) AS (SELECT value FROM json_each(?))
    SELECT id FROM message WHERE id IN (SELECT id FROM changed) OR parent_id IN (SELECT id FROM changed) ORDER BY id`, JSON.stringify(ids)).map((row) => row.id)
}
