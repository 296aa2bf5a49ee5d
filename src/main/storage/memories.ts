import type { Memory, MemoryChange } from '../../shared/memory.ts'
import { all, first, run, transaction, type ReadDb, type WriteDb } from './database.ts'
import { changeOf, memoryOf, type ChangeRow, type MemoryRow, type SourceRow } from './rows.ts'
import { encodeText, normaliseText } from './text.ts'

export { forgetMemory } from './forget.ts'

const columns = 'id, kind, text, subject, key, importance, confidence, event_at, learned_at, updated_at, valid_from, valid_until, superseded_by, label, trust, pinned, state, uses, last_used_at'

export interface MemoryFilters {
  kind?: Memory['kind'] | null
  /** Absent or null: everything but what was forgotten. */
  state?: Memory['state'] | null
  pinned?: boolean | null
  /** Only memories that were learned in this conversation. */
  conversationId?: string | null
  /** Only these, and in this order: what a search found, best first. */
  ids?: readonly string[]
  cursor: string | null
  limit: number
}

/** One page of memories: pinned first, then the ones changed last, unless `ids` says another order. */
export function listMemories(db: ReadDb, filters: MemoryFilters): { items: Memory[]; next: string | null; total: number } {
  const conditions: [sql: string, value: unknown][] = []
  if (isGiven(filters.kind)) conditions.push(['kind = ?', filters.kind])
  conditions.push(isGiven(filters.state) ? ['state = ?', filters.state] : ['state <> ?', 'forgotten'])
  if (isGiven(filters.pinned)) conditions.push(['pinned = ?', filters.pinned ? 1 : 0])
  if (isGiven(filters.conversationId)) conditions.push(['id IN (SELECT memory_id FROM memory_source WHERE conversation_id = ?)', filters.conversationId])
  if (filters.ids !== undefined) conditions.push(['id IN (SELECT value FROM json_each(?))', JSON.stringify(filters.ids)])
  const where = conditions.map(([sql]) => sql).join(' AND ')
  const values = conditions.map(([, value]) => value)
  const total = first<{ total: number }>(db, `SELECT count(*) AS total FROM memory WHERE ${where}`, ...values)!.total
  return { ...(filters.ids === undefined ? pageByTime(db, where, values, filters) : pageByRank(db, where, values, filters, filters.ids)), total }
}

function isGiven<T>(filter: T | null | undefined): filter is T { return filter !== undefined && filter !== null }

function pageByTime(db: ReadDb, where: string, values: readonly unknown[], filters: MemoryFilters): { items: Memory[]; next: string | null } {
  const found = filters.cursor === null ? null : /^([01]):(-?\d{1,16}):(.+)$/.exec(filters.cursor)
  const after = found === null ? [] : [Number(found[1]), Number(found[2]), found[3]!]
  const rows = all<MemoryRow>(db, `SELECT ${columns} FROM memory WHERE ${where}${found === null ? '' : ' AND (pinned, updated_at, id) < (?, ?, ?)'}
    ORDER BY pinned DESC, updated_at DESC, id DESC LIMIT ?`, ...values, ...after, filters.limit + 1)
  const page = rows.slice(0, filters.limit)
  const last = page.at(-1)
  return { items: withSources(db, page), next: rows.length > filters.limit && last !== undefined ? `${last.pinned}:${last.updated_at}:${last.id}` : null }
}

function pageByRank(db: ReadDb, where: string, values: readonly unknown[], filters: MemoryFilters, ids: readonly string[]): { items: Memory[]; next: string | null } {
  const rows = all<{ id: string }>(db, `SELECT id FROM memory WHERE ${where}`, ...values)
  const kept = new Set(rows.map((row) => row.id))
  const ranked = [...new Set(ids)].filter((id) => kept.has(id))
  const from = Number(filters.cursor ?? 0) || 0
  return { items: loadMemories(db, ranked.slice(from, from + filters.limit)), next: from + filters.limit < ranked.length ? String(from + filters.limit) : null }
}

function withSources(db: ReadDb, rows: readonly MemoryRow[]): Memory[] {
  const sources = all<SourceRow>(db, 'SELECT memory_id, message_id, conversation_id, start, "end", quote, at FROM memory_source WHERE memory_id IN (SELECT value FROM json_each(?)) ORDER BY at, rowid', JSON.stringify(rows.map((row) => row.id)))
  const byMemory = Map.groupBy(sources, (source) => source.memory_id)
  return rows.map((row) => memoryOf(row, byMemory.get(row.id) ?? []))
}

export function getMemory(db: ReadDb, id: string): Memory | null {
  return loadMemories(db, [id])[0] ?? null
}

/** Memories by id, in the order asked for; ids that are not there are left out. */
export function loadMemories(db: ReadDb, ids: readonly string[]): Memory[] {
  const rows = all<MemoryRow>(db, `SELECT ${columns} FROM memory WHERE id IN (SELECT value FROM json_each(?))`, JSON.stringify(ids))
  const found = new Map(withSources(db, rows).map((memory) => [memory.id, memory]))
  return ids.flatMap((id) => found.get(id) ?? [])
}

/** Active memories under one key, newest first. */
export function findMemoriesByKey(db: ReadDb, key: string): Memory[] {
  return withSources(db, all<MemoryRow>(db, `SELECT ${columns} FROM memory WHERE key = ? AND state = 'active' ORDER BY updated_at DESC, id DESC`, key))
}

/** The active memory that says the same: case, punctuation and spacing do not count. */
export function findMemoryByText(db: ReadDb, text: string): Memory | null {
  const wanted = normaliseText(text)
  if (wanted === '') return null
  const row = first<MemoryRow>(db, `SELECT ${columns} FROM memory WHERE normalised = ? AND state = 'active' ORDER BY updated_at DESC, id DESC LIMIT 1`, wanted)
  return row === undefined ? null : withSources(db, [row])[0]!
}

/**
 * Adds or changes a memory with its sources, and writes a line of its history (null: none).
 * @returns false where the memory was forgotten meanwhile: then nothing is written, so that it cannot come back
 */
export function saveMemory(db: WriteDb, memory: Memory, change: MemoryChange | null): boolean {
  return transaction(db, () => {
    if (first<{ state: string }>(db, 'SELECT state FROM memory WHERE id = ?', memory.id)?.state === 'forgotten') return false
    run(db, `INSERT INTO memory (${columns}, normalised) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, text = excluded.text, subject = excluded.subject, key = excluded.key, importance = excluded.importance,
        confidence = excluded.confidence, event_at = excluded.event_at, learned_at = excluded.learned_at, updated_at = excluded.updated_at, valid_from = excluded.valid_from,
        valid_until = excluded.valid_until, superseded_by = excluded.superseded_by, label = excluded.label, trust = excluded.trust, pinned = excluded.pinned,
        state = excluded.state, uses = excluded.uses, last_used_at = excluded.last_used_at, normalised = excluded.normalised`,
      memory.id, memory.kind, encodeText(memory.text), encodeText(memory.subject), memory.key, memory.importance, memory.confidence, memory.eventAt, memory.learnedAt,
      memory.updatedAt, memory.validFrom, memory.validUntil, memory.supersededBy, memory.label, memory.trust, memory.pinned ? 1 : 0, memory.state, memory.uses,
      memory.lastUsedAt, normaliseText(memory.text))
    run(db, 'DELETE FROM memory_source WHERE memory_id = ?', memory.id)
    for (const source of memory.sources) {
      run(db, 'INSERT INTO memory_source (memory_id, message_id, conversation_id, start, "end", quote, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
        memory.id, source.messageId, source.conversationId, source.start, source.end, encodeText(source.quote), source.at)
    }
    if (change !== null) addChange(db, memory.id, change)
    return true
  })
}

function addChange(db: WriteDb, memoryId: string, change: MemoryChange): void {
  run(db, 'INSERT INTO memory_change (memory_id, at, author, action, reason, before) VALUES (?, ?, ?, ?, ?, ?)',
    memoryId, change.at, change.author, change.action, change.reason, change.before === null ? null : encodeText(change.before))
}

/** Who changed what in a memory, oldest first. */
export function historyOf(db: ReadDb, memoryId: string): MemoryChange[] {
  return all<ChangeRow>(db, 'SELECT at, author, action, reason, before FROM memory_change WHERE memory_id = ? ORDER BY at, rowid', memoryId).map(changeOf)
}

/** Counts one use of each memory. */
export function countUse(db: WriteDb, ids: readonly string[], at: number): void {
  run(db, 'UPDATE memory SET uses = uses + 1, last_used_at = ? WHERE id IN (SELECT value FROM json_each(?))', at, JSON.stringify(ids))
}

/** The newest turns in whose context a memory stood. */
export function turnsUsing(db: ReadDb, memoryId: string, limit: number): { turnId: string; conversationId: string; at: number }[] {
  return all(db, `SELECT t.turn_id AS turnId, t.conversation_id AS conversationId, t.started_at AS at FROM piece_use u JOIN turn_trace t ON t.turn_id = u.turn_id
    WHERE u.source_kind = 'memory' AND u.source_id = ? AND u.stood = 1 ORDER BY t.started_at DESC, t.turn_id DESC LIMIT ?`, memoryId, limit)
}
