import type { Epoch } from '../../../shared/epoch.ts'
import { readTraceOrNull, type TraceRow } from '../contexts/traceBody.ts'
import { openLoader } from '../contexts/pieceBlobs.ts'
import { all, first, type ReadDb } from '../database.ts'
import { usesOf } from '../pieceUse.ts'
import { decodeText, type StoredText } from '../text.ts'
import { withDuplicates } from './duplicates.ts'
import { addExactHits } from './exactHits.ts'
import { createForgotten, readForgotten, type Forgotten } from './forgotten.ts'
import { epochsThatTell } from './inEpochs.ts'
import { eachRow } from './paging.ts'
import { addAll, reachOf, type MemoriesOf, type Reach } from './reach.ts'
import type { PersonNames } from './personNames.ts'
import { memoriesOfPiece } from './scrub.ts'

/** All that forgetting will change, found by reading alone. */
export interface ForgetPlan {
  readonly forgotten: Forgotten
  /** Messages that say forgotten memories: those that they were learned from, any that hold their words, and answers that tell them otherwise. Those that only name a person say none. */
  readonly saying: MemoriesOf
  /** Answers that were given with them in view, or that answer an origin: recalled no more, and without what they say of them. */
  readonly answers: MemoriesOf
  readonly reach: Reach
  readonly epochs: readonly Epoch[]
}

/** Answers that told a memory stood in view of later turns, whose answers may have told it again, and so on; so far nobody goes. */
const mostSteps = 50

/**
 * Finds everything that holds some memories or was made with them in view. Nothing is changed.
 * @param people whose names take the sentences around them along, wherever they stand
 */
export function planForget(db: ReadDb, ids: readonly string[], people: readonly PersonNames[] = []): ForgetPlan {
  const memories = readForgotten(db, ids)
  return planFor(db, createForgotten(withDuplicates(db, memories, createForgotten(memories, people)), people))
}

/**
 * The same for memories of another store: a temporary conversation had them in view.
 * @param told messages of that store that say them, which may have been in view too
 */
export function planFor(db: ReadDb, forgotten: Forgotten, told: MemoriesOf = new Map()): ForgetPlan {
  const origins: MemoriesOf = new Map([...told].map(([id, memoryIds]) => [id, new Set(memoryIds)]))
  for (const memory of forgotten.memories.values()) for (const source of memory.sources) if (source.message_id !== null) addAll(origins, source.message_id, [memory.id])
  for (const row of eachRow<{ id: string; text: StoredText }>(db, 'message', 'id, text')) {
    const text = decodeText(row.text)
    if (forgotten.isIn(text)) addAll(origins, row.id, forgotten.memoriesIn(text))
  }

  const reach = reachOf(db, [...forgotten.memories.keys()], origins)
  const epochs = new Map<string, Epoch>()
  const answers: MemoriesOf = new Map()
  addAnswersTo(db, origins, answers)
  let saying: MemoriesOf = new Map(origins)
  let next: Iterable<string> = [...reach.turns.keys()]
  for (let step = 0; step < mostSteps; step++) {
    const known = new Set(reach.turns.keys())
    for (const epoch of epochsThatTell(db, forgotten, reach.conversations)) epochs.set(epoch.id, epoch)
    for (const turn of turnsOn(db, [...epochs.keys()])) addAll(reach.turns, turn.id, reach.conversations.get(turn.conversationId) ?? [])
    const onEpochs = [...reach.turns.keys()].filter((id) => !known.has(id))
    for (const turnId of new Set([...next, ...onEpochs])) {
      const memoryIds = viewOf(db, turnId, reach, epochs, { forgotten, messages: saying })
      if (memoryIds.size > 0) for (const answer of answersOf(db, turnId)) addAll(answers, answer, memoryIds)
    }
    const told = new Map([...answers].filter(([id, memoryIds]) => !saying.has(id) && tells(db, id, memoryIds, forgotten)))
    if (told.size === 0) break
    saying = new Map([...saying, ...told])
    const more = reachOf(db, [], told)
    merge(reach, more)
    next = more.turns.keys()
  }
  addExactHits(db, forgotten, reach)
  return { forgotten, saying, answers, reach, epochs: [...epochs.values()] }
}

function addAnswersTo(db: ReadDb, origins: MemoriesOf, answers: MemoriesOf): void {
  const rows = all<{ id: string; parentId: string }>(db, "SELECT id, parent_id AS parentId FROM message WHERE role = 'assistant' AND parent_id IN (SELECT value FROM json_each(?))", JSON.stringify([...origins.keys()]))
  for (const row of rows) { const told = origins.get(row.parentId)!; if (told.size > 0) addAll(answers, row.id, told) }
}

function answersOf(db: ReadDb, turnId: string): string[] {
  return all<{ id: string }>(db, `SELECT id FROM message WHERE role = 'assistant' AND turn_id = @turnId
    UNION SELECT answer_message_id FROM turn_trace WHERE turn_id = @turnId AND answer_message_id IS NOT NULL`, { turnId }).map((row) => row.id)
}

function turnsOn(db: ReadDb, epochIds: readonly string[]): { id: string; conversationId: string }[] {
  return all(db, 'SELECT turn_id AS id, conversation_id AS conversationId FROM turn_trace WHERE epoch_id IN (SELECT value FROM json_each(?))', JSON.stringify(epochIds))
}

/** The forgotten memories that a turn had before it. */
function viewOf(db: ReadDb, turnId: string, reach: Reach, epochs: ReadonlyMap<string, Epoch>, scope: { forgotten: Forgotten; messages: MemoriesOf }): ReadonlySet<string> {
  const row = first<TraceRow & { epoch_id: string | null }>(db, 'SELECT body, pieces, whole, epoch_id FROM turn_trace WHERE turn_id = ?', turnId)!
  const trace = readTraceOrNull(row, openLoader(db))
  // Of a damaged turn nobody knows what was in view.
  if (trace === null || (row.epoch_id !== null && epochs.has(row.epoch_id))) return reach.turns.get(turnId)!
  const found = new Set<string>()
  const standing = usesOf(trace).filter((use) => use.stood)
  for (const use of standing) for (const id of use.kind === 'memory' ? scope.forgotten.memories.has(use.id) ? [use.id] : [] : scope.messages.get(use.id) ?? []) found.add(id)
  for (const piece of trace.context?.pieces ?? []) if (piece.outcome !== 'out') for (const id of memoriesOfPiece(piece.source, scope)) found.add(id)
  return found
}

/** True when an answer says one of the memories, in these words or others. */
function tells(db: ReadDb, messageId: string, memoryIds: Iterable<string>, forgotten: Forgotten): boolean {
  const row = first<{ text: StoredText }>(db, 'SELECT text FROM message WHERE id = ?', messageId)
  return row !== undefined && forgotten.echoesIn(decodeText(row.text), memoryIds).length > 0
}

function merge(reach: Reach, more: Reach): void {
  for (const [id, ids] of more.turns) addAll(reach.turns, id, ids)
  for (const [id, ids] of more.conversations) addAll(reach.conversations, id, ids)
  for (const id of more.runIds) reach.runIds.add(id)
}
