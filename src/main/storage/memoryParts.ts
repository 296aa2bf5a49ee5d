import type { Memory } from '../../shared/memory.ts'
import { all, type ReadDb } from './database.ts'
import { memoryOf, type EntityRow, type MemoryRow, type SourceRow } from './rows.ts'
import { foldCase } from './text.ts'

export const memoryColumns = 'id, kind, text, subject, key, importance, confidence, event_at, learned_at, updated_at, valid_from, valid_until, superseded_by, label, trust, pinned, state, uses, last_used_at, scope, scope_id, fades_at, conflicts_with'

/** What a forgetting hides that can still be taken back is not there for anyone. */
export const notHidden = 'forgetting_at IS NULL'

/** Rows of memories as memories: with their sources, oldest first, and what they name. */
export function withParts(db: ReadDb, rows: readonly MemoryRow[]): Memory[] {
  if (rows.length === 0) return []
  const ids = JSON.stringify(rows.map((row) => row.id))
  const sources = all<SourceRow>(db, 'SELECT * FROM memory_source WHERE memory_id IN (SELECT value FROM json_each(?)) ORDER BY at, rowid', ids)
  const entities = all<EntityRow>(db, 'SELECT memory_id, name, kind FROM memory_entity WHERE memory_id IN (SELECT value FROM json_each(?)) ORDER BY rowid', ids)
  const sourcesOf = Map.groupBy(sources, (source) => source.memory_id)
  const entitiesOf = Map.groupBy(entities, (entity) => entity.memory_id)
  return rows.map((row) => memoryOf(row, sourcesOf.get(row.id) ?? [], entitiesOf.get(row.id) ?? []))
}

/** One form for names that are the same to a person: case and spacing do not count. */
export function foldName(name: string): string {
  return foldCase(name.toWellFormed()).replace(/\s+/gu, ' ').trim()
}
