import type { TurnTrace } from '../../shared/trace.ts'
import { connectionOf, run, type Connection, type WriteDb } from './database.ts'
import { cleanMemories } from './forgetting/inMemories.ts'
import { cutMessages, writeMessages } from './forgetting/inMessages.ts'
import type { ForgetPlan } from './forgetting/planForget.ts'
import type { MemoriesOf } from './forgetting/reach.ts'
import { memoriesOfPiece, scrubTrace } from './forgetting/scrub.ts'

/** What was forgotten while this program runs, in memory alone: turns that began before have read it and are not kept yet. */
interface Recent { readonly at: number; readonly plan: Pick<ForgetPlan, 'forgotten' | 'saying'> }

const recents = new WeakMap<Connection, Recent[]>()
/** No turn takes longer, in milliseconds: then the words go from memory too. */
const longestTurn = 60 * 60_000

/** Remembers for turns that are running now what was forgotten. */
export function rememberForgotten(db: WriteDb, plan: Recent['plan'], now: number): void {
  const connection = connectionOf(db)
  recents.set(connection, [...(recents.get(connection) ?? []).filter((one) => one.at > now - longestTurn), { at: now, plan }])
}

/**
 * A turn that is about to be kept, without what was forgotten while it ran: it had read it before. Its answer was written with it
 * in view, so it loses the words and the sentences that say them otherwise, and is not recalled. Belongs into the transaction that
 * keeps the turn, after the answer.
 */
export function withoutForgotten(db: WriteDb, trace: TurnTrace): TurnTrace {
  return (recents.get(connectionOf(db)) ?? []).filter((one) => one.at >= trace.startedAt).reduce((clean, { plan: { forgotten, saying } }) => {
    const memoryIds = memoriesInView(clean, { forgotten, saying })
    if (memoryIds.size === 0 && !forgotten.isInJson(JSON.stringify(clean))) return clean
    const answers: MemoriesOf = trace.answerMessageId === null ? new Map() : new Map([[trace.answerMessageId, memoryIds]])
    const cuts = cutMessages(db, { forgotten, saying: new Map(), answers })
    writeMessages(db, cuts)
    // What was learned in this turn may say more than what was forgotten, and hold it.
    cleanMemories(db, forgotten)
    for (const id of memoryIds.size === 0 ? [] : answers.keys()) run(db, "INSERT OR IGNORE INTO unrecallable (message_id, reason) SELECT id, 'forgotten' FROM message WHERE id = ?", id)
    return scrubTrace(clean, { forgotten, memoryIds, messages: saying }, cuts.get(trace.answerMessageId ?? '')?.cut ?? null)
  }, trace)
}

function memoriesInView(trace: TurnTrace, plan: Recent['plan']): Set<string> {
  const found = new Set(plan.saying.get(trace.userMessageId))
  const scope = { forgotten: plan.forgotten, messages: plan.saying }
  for (const piece of trace.context?.pieces ?? []) for (const id of memoriesOfPiece(piece.source, scope)) found.add(id)
  for (const { memoryId } of [...trace.learned, ...(trace.memoryAnswer === null ? [] : [trace.memoryAnswer])]) if (plan.forgotten.memories.has(memoryId)) found.add(memoryId)
  return found
}
