import type { Memory } from '../../shared/memory.ts'
import { all, type ReadDb } from './database.ts'
import { memoryColumns, notHidden, withParts } from './memoryParts.ts'
import type { MemoryRow } from './rows.ts'

/** Active memories under any of these keys, in the order of the keys, of each the newest first. */
export function memoriesByKeys(db: ReadDb, keys: readonly string[]): Memory[] {
  const rows = all<MemoryRow>(db, `SELECT ${memoryColumns} FROM memory WHERE key IN (SELECT value FROM json_each(?)) AND +state = 'active' AND +${notHidden} ORDER BY updated_at DESC, id DESC`, JSON.stringify(keys))
  return withParts(db, rows).sort((a, b) => keys.indexOf(a.key!) - keys.indexOf(b.key!))
}

/** Active memories on how something is to be done, those changed last first. They have an index of their own. */
export function proceduralMemories(db: ReadDb, limit: number): Memory[] {
  return withParts(db, all<MemoryRow>(db, `SELECT ${memoryColumns} FROM memory WHERE kind = 'procedural' AND +state = 'active' AND +${notHidden} ORDER BY updated_at DESC, id DESC LIMIT ?`, limit))
}

/** Active memories of what happens from one time (included) until another (not included), the earliest first. */
export function memoriesHappening(db: ReadDb, from: number, until: number, limit: number): Memory[] {
  return withParts(db, all<MemoryRow>(db, `SELECT ${memoryColumns} FROM memory WHERE coalesce(event_at, learned_at) >= ? AND coalesce(event_at, learned_at) < ?
    AND event_at IS NOT NULL AND +state = 'active' AND +${notHidden} ORDER BY coalesce(event_at, learned_at), id LIMIT ?`, from, until, limit))
}

/** Active memories that were learned since a time and happened by now, the latest first. */
export function memoriesSince(db: ReadDb, since: number, now: number, limit: number): Memory[] {
  return withParts(db, all<MemoryRow>(db, `SELECT ${memoryColumns} FROM memory WHERE coalesce(event_at, learned_at) >= ? AND coalesce(event_at, learned_at) <= ?
    AND learned_at >= ? AND +state = 'active' AND +${notHidden} ORDER BY coalesce(event_at, learned_at) DESC, id DESC LIMIT ?`, since, now, since, limit))
}
