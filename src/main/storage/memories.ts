import type { Memory } from '../../shared/memory.ts'
import { all, first, type ReadDb } from './database.ts'
import { foldName, memoryColumns, notHidden, withParts } from './memoryParts.ts'
import type { MemoryRow } from './rows.ts'
import { normaliseText } from './text.ts'

export { memoryFacets } from './memoryFacets.ts'
export { memoryGraph } from './memoryGraph.ts'
export { listMemories, type MemoryQuery } from './memoryList.ts'
export { historyOf, versionOf } from './memoryVersions.ts'
export { countUse, saveMemory } from './saveMemory.ts'

/** A memory by its id; null where there is none, or where it is being forgotten. */
export function getMemory(db: ReadDb, id: string): Memory | null {
  return loadMemories(db, [id])[0] ?? null
}

/** Memories by id, in the order asked for; ids that are not there are left out. */
export function loadMemories(db: ReadDb, ids: readonly string[]): Memory[] {
  const rows = all<MemoryRow>(db, `SELECT ${memoryColumns} FROM memory WHERE id IN (SELECT value FROM json_each(?)) AND ${notHidden}`, JSON.stringify(ids))
  const found = new Map(withParts(db, rows).map((memory) => [memory.id, memory]))
  return ids.flatMap((id) => found.get(id) ?? [])
}

/** Active memories under one key, newest first. Here and below the plus signs keep SQLite from walking all active memories. */
export function findMemoriesByKey(db: ReadDb, key: string): Memory[] {
  return withParts(db, all<MemoryRow>(db, `SELECT ${memoryColumns} FROM memory WHERE key = ? AND +state = 'active' AND +${notHidden} ORDER BY updated_at DESC, id DESC`, key))
}

/** The active memory that says the same: case, punctuation and spacing do not count. */
export function findMemoryByText(db: ReadDb, text: string): Memory | null {
  const wanted = normaliseText(text)
  if (wanted === '') return null
  const rows = all<MemoryRow>(db, `SELECT ${memoryColumns} FROM memory WHERE normalised = ? AND +state = 'active' AND +${notHidden} ORDER BY updated_at DESC, id DESC LIMIT 1`, wanted)
  return withParts(db, rows)[0] ?? null
}

/** Active and faded memories that name one of these people, places or things, or are about one; newest first, case does not count. */
export function findMemoriesByEntity(db: ReadDb, names: readonly string[], limit: number): Memory[] {
  const wanted = JSON.stringify([...new Set(names.map(foldName))].filter((name) => name !== ''))
  // The few that are wanted are chosen before their texts are read: a name may stand in thousands.
  const ids = all<{ id: string }>(db, `SELECT id FROM memory WHERE id IN (
      SELECT memory_id FROM memory_entity WHERE normalised IN (SELECT value FROM json_each(?)) UNION SELECT id FROM memory WHERE about IN (SELECT value FROM json_each(?)))
    AND +state IN ('active', 'faded') AND +${notHidden} ORDER BY coalesce(event_at, learned_at) DESC, id DESC LIMIT ?`, wanted, wanted, limit)
  return loadMemories(db, ids.map(({ id }) => id))
}

/** What was learned from a message, the oldest first; what was forgotten is not among it. */
export function memoriesOfMessage(db: ReadDb, messageId: string): Memory[] {
  return withParts(db, all<MemoryRow>(db, `SELECT ${memoryColumns} FROM memory WHERE id IN (SELECT memory_id FROM memory_source WHERE message_id = ?)
    AND state <> 'forgotten' AND ${notHidden} ORDER BY learned_at, id`, messageId))
}

/** Active memories that a person pinned, those changed last first: every turn asks for them, so they are read by an index alone. */
export function listPinned(db: ReadDb, limit: number): Memory[] {
  return withParts(db, all<MemoryRow>(db, `SELECT ${memoryColumns} FROM memory INDEXED BY memory_by_change WHERE pinned = 1 AND state = 'active' AND ${notHidden} ORDER BY updated_at DESC, id DESC LIMIT ?`, limit))
}

/** Active memories whose time to fade has come, the one that waits longest first. */
export function fadeDue(db: ReadDb, now: number, limit: number): Memory[] {
  return withParts(db, all<MemoryRow>(db, `SELECT ${memoryColumns} FROM memory WHERE +state = 'active' AND +pinned = 0 AND +${notHidden}
    AND coalesce(fades_at, 9007199254740991) <= ? ORDER BY coalesce(fades_at, 9007199254740991), id LIMIT ?`, now, limit))
}

/** How many memories there are, without those that were forgotten. */
export function countMemories(db: ReadDb): number {
  return first<{ count: number }>(db, `SELECT count(*) AS count FROM memory WHERE state <> 'forgotten' AND ${notHidden}`)!.count
}

/** The newest turns in whose context a memory stood. */
export function turnsUsing(db: ReadDb, memoryId: string, limit: number): { turnId: string; conversationId: string; at: number }[] {
  return all(db, `SELECT t.turn_id AS turnId, t.conversation_id AS conversationId, t.started_at AS at FROM piece_use u JOIN turn_trace t ON t.turn_id = u.turn_id
    WHERE u.source_kind = 'memory' AND u.source_id = ? AND u.stood = 1 ORDER BY t.started_at DESC, t.turn_id DESC LIMIT ?`, memoryId, limit)
}
