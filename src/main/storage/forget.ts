import type { Memory } from '../../shared/memory.ts'
import { all, run, transaction, type ReadDb, type WriteDb } from './database.ts'
import { eraseAfterCommit } from './erase.ts'
import { rememberForgotten } from './forgottenMeanwhile.ts'
import { cleanColumns, cleanTitles } from './forgetting/inColumns.ts'
import { forgetInContexts } from './forgetting/inContexts.ts'
import { writeEpochs } from './forgetting/inEpochs.ts'
import { cleanMemories, eraseMemories } from './forgetting/inMemories.ts'
import { cutMessages, writeMessages } from './forgetting/inMessages.ts'
import { countNaming } from './forgetting/countNaming.ts'
import { createNameFinder, type NameFinder } from './forgetting/nameFinder.ts'
import type { PersonNames } from './forgetting/personNames.ts'
import { planFor, planForget, type ForgetPlan } from './forgetting/planForget.ts'
import { addTombstones, ownFingerprint, saidFingerprint } from './tombstones.ts'

export { dropPeopleToForget, listForgetting, listPeopleToForget, markForgetting, unmarkForgetting } from './forgetting/hidden.ts'
export { readPersonNames, type PersonNames } from './forgetting/personNames.ts'

/** Normalised forms of what a memory says, by which it is known when it comes again. */
export type FingerprintsOf = (memory: Pick<Memory, 'text' | 'key' | 'subject'>) => readonly string[]

/**
 * Forgets memories for good, with all that says nothing else: their words leave the store, wherever they stand and whatever their case.
 * Messages too lose them, and answers that were given with them in view also lose the sentences that say them in other words and are
 * recalled no more. The rows stay as `forgotten` and tombstones stay, so that nothing can bring them back.
 * @param more `temporary`: stores of temporary conversations, which may have had them in view and lose them too; `people`: whose names
 * take the sentences around them along, wherever they stand
 */
export function forgetMemories(db: WriteDb, ids: readonly string[], now: number, fingerprintsOf: FingerprintsOf, { temporary = [], people = [] }: { temporary?: readonly WriteDb[]; people?: readonly PersonNames[] } = {}): Forgetting {
  return transaction(db, () => {
    const plan = planForget(db, ids, people)
    const { forgotten } = plan
    if (forgotten.memories.size === 0 && people.length === 0) return { ids: [], conversationIds: [] }
    for (const { words, key, subject } of forgotten.memories.values()) {
      addTombstones(db, words.flatMap((text) => [ownFingerprint(text), saidFingerprint(text), ...fingerprintsOf({ text, key, subject })]), now)
    }
    const elsewhere = temporary.map((other) => transaction(other, () => carryOut(other, planFor(other, forgotten, plan.saying), now)))
    const { ids: affected, conversationIds } = carryOut(db, plan, now)
    addTombstones(db, forgotten.named().map(saidFingerprint), now)
    // A name is too short to be looked for in the bytes of the file.
    eraseAfterCommit(db, people.length === 0 ? forgotten.erased() : null)
    const own = new Set(ids)
    return { ids: [...affected, ...[...forgotten.memories.keys()].filter((id) => !own.has(id))], conversationIds: [...conversationIds, ...elsewhere.flatMap((one) => one.conversationIds)] }
  })
}

/** What a forgetting changed. */
export interface Forgetting {
  /** Messages and other memories whose place in the index changed; the forgotten ones have to leave it too. */
  readonly ids: readonly string[]
  /** Conversations whose messages, title, goal, summaries or contexts are others now, temporary ones among them. */
  readonly conversationIds: readonly string[]
}

function carryOut(db: WriteDb, plan: ForgetPlan, now: number): Forgetting {
  const { forgotten, reach, saying } = plan
  const cuts = cutMessages(db, plan)
  const scopeOf = (conversationId: string) => ({ forgotten, memoryIds: reach.conversations.get(conversationId) ?? new Set<string>(), messages: saying })
  writeMessages(db, cuts)
  writeEpochs(db, plan.epochs)
  forgetInContexts(db, reach, scopeOf, new Map([...cuts].map(([id, { cut }]) => [id, cut])))
  const titled = cleanTitles(db, forgotten, reach.conversations)
  eraseMemories(db, [...forgotten.memories.keys()], now)
  const memories = cleanMemories(db, forgotten)
  cleanColumns(db, forgotten)
  closeAnswers(db, plan)
  rememberForgotten(db, plan, now)
  const messages = [...cuts.keys(), ...plan.answers.keys()]
  return { ids: [...affectedMessages(db, messages), ...memories], conversationIds: [...new Set([...titled, ...reach.conversations.keys(), ...homesOf(db, messages)])] }
}

/** What forgetting would reach beside the memories themselves. */
export interface ForgetReach {
  messages: number; conversations: number; turns: number; summaries: number
  /** Answers that lose what they say of it, and those that say nothing of it but had it in view: they stay, and are recalled no more. */
  answers: number; unrecalled: number
  /** What else names the person, and loses these sentences only where that is wished. Zero without a person. */
  namingMessages: number; namingMemories: number
}

/**
 * How many places hold some memories and would lose them: messages of the person, titles and goals of conversations, answers,
 * contexts of turns, summaries. Nothing is changed.
 * @param person whose names are counted where they would still stand after it
 */
export function previewForget(db: ReadDb, ids: readonly string[], temporary: readonly ReadDb[] = [], person: PersonNames | null = null): ForgetReach {
  const plan = planForget(db, ids)
  const names = createNameFinder(person === null ? [] : [person])
  const reached = [reachIn(db, plan, names), ...temporary.map((other) => reachIn(other, planFor(other, plan.forgotten, plan.saying), names))]
  const sum = (one: keyof ForgetReach): number => reached.reduce((total, reach) => total + reach[one], 0)
  return { messages: sum('messages'), conversations: sum('conversations'), answers: sum('answers'), unrecalled: sum('unrecalled'), turns: sum('turns'), summaries: sum('summaries'), namingMessages: sum('namingMessages'), namingMemories: sum('namingMemories') }
}

function reachIn(db: ReadDb, plan: ForgetPlan, names: NameFinder): ForgetReach {
  const byMessage = cutMessages(db, plan)
  const cuts = [...byMessage]
  const answers = new Set(cuts.flatMap(([id, cut]) => cut.role === 'assistant' ? [id] : []))
  return {
    messages: cuts.length - answers.size, answers: answers.size, unrecalled: [...plan.answers.keys()].filter((id) => !answers.has(id)).length,
    conversations: cleanTitles(db as WriteDb, plan.forgotten, plan.reach.conversations, false).length,
    turns: plan.reach.turns.size, summaries: plan.epochs.length, ...countNaming(db, plan, byMessage, names),
  }
}

/** By lineage, not by looking for words: whatever was written with a memory or its origin in view is not recalled. */
function closeAnswers(db: WriteDb, { answers }: ForgetPlan): void {
  run(db, "INSERT OR IGNORE INTO unrecallable (message_id, reason) SELECT id, 'forgotten' FROM message WHERE role = 'assistant' AND id IN (SELECT value FROM json_each(?))", JSON.stringify([...answers.keys()]))
}

function homesOf(db: ReadDb, messageIds: readonly string[]): string[] {
  return all<{ id: string }>(db, 'SELECT DISTINCT conversation_id AS id FROM message WHERE id IN (SELECT value FROM json_each(?))', JSON.stringify(messageIds)).map((row) => row.id)
}

/** What changed, and what follows it: the index holds a message together with the one before it. */
function affectedMessages(db: ReadDb, ids: readonly string[]): string[] {
  return all<{ id: string }>(db, `WITH changed(id) AS (SELECT value FROM json_each(?))
    SELECT id FROM message WHERE id IN (SELECT id FROM changed) OR parent_id IN (SELECT id FROM changed) ORDER BY id`, JSON.stringify(ids)).map((row) => row.id)
}
