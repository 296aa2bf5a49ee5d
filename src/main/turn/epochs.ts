import type { Epoch } from '../../shared/epoch.ts'
import type { Message } from '../../shared/message.ts'
import type { Piece } from '../../shared/piece.ts'
import type { ReadDb } from '../storage/database.ts'
import { listEpochs } from '../storage/epochs.ts'

/**
 * The newest epoch that a branch rests on.
 * An epoch holds for what was written after the message at which it was made; once undone, only for what was written before that,
 * and not even for that where no answer rests on it.
 * @param path the branch, oldest first, up to the message that is answered or to the leaf
 */
export function epochFor(db: ReadDb, conversationId: string, path: readonly Message[]): Epoch | null {
  const places = new Map(path.map((message, at) => [message.id, at]))
  return listEpochs(db, conversationId).filter((epoch) => {
    const at = places.get(epoch.afterMessageId)
    if (at === undefined) return false
    const next = path[at + 1]
    return epoch.undoneAt === null || (epoch.turns > 0 && next !== undefined && next.createdAt <= epoch.undoneAt)
  }).sort((a, b) => places.get(b.afterMessageId)! - places.get(a.afterMessageId)! || b.createdAt - a.createdAt)[0] ?? null
}

/** The messages of a branch that its epoch does not cover: all of them where there is none. */
export function openMessages(path: readonly Message[], epoch: Epoch | null): readonly Message[] {
  if (epoch === null) return path
  const covered = path.findIndex((message) => message.id === epoch.upToMessageId)
  return path.slice(covered + 1)
}

/** A talk shorter than this stands in the prompt whole, so nothing of it need be looked up. */
const shortTalkChars = 6000

/**
 * The messages of a branch that may be found again although they belong to this very conversation: those that its summary covers, and in
 * a long talk those that are about to be. The newest stand in the prompt anyway.
 * @param keepMessages messages that always stay word for word
 */
export function findableOwn(earlier: readonly Message[], epoch: Epoch | null, keepMessages: number): { readonly covered: ReadonlySet<string>; readonly soon: ReadonlySet<string> } {
  const open = openMessages(earlier, epoch)
  const ids = (messages: readonly Message[]) => new Set(messages.map((message) => message.id))
  const isLong = open.reduce((sum, message) => sum + message.text.length, 0) > shortTalkChars
  return { covered: ids(earlier.slice(0, earlier.length - open.length)), soon: isLong ? ids(open.slice(0, Math.max(0, open.length - keepMessages))) : new Set() }
}

/** Messages after an undone summary in which none is made unasked: who took one back is not given the same again at once. */
const quietMessages = 4

/** True where a summary was undone on this branch a moment ago. */
export function undoneLately(db: ReadDb, conversationId: string, path: readonly Message[]): boolean {
  const last = new Set(path.slice(-quietMessages).map((message) => message.id))
  return listEpochs(db, conversationId).some((epoch) => epoch.undoneAt !== null && last.has(epoch.afterMessageId))
}

/** What stands in the prompt instead of the messages that an epoch covers. */
export function summaryPiece(epoch: Epoch): Piece {
  return {
    id: epoch.id, region: 'summary', text: epoch.text, tokens: 0,
    source: { kind: 'summary', epochId: epoch.id, conversationId: epoch.conversationId, at: epoch.createdAt, messages: epoch.messages },
    label: epoch.label, trust: epoch.trust, score: null, scores: {}, stability: 'stable', marks: [],
  }
}
