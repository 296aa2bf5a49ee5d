import type { Memory, MemoryFilter, MemoryOrder } from '../../shared/memory.ts'
import { all, first, type ReadDb } from './database.ts'
import { loadMemories } from './memories.ts'
import { memoryColumns, withParts } from './memoryParts.ts'
import { conditionsOf, happened, whereOf } from './memoryWhere.ts'
import type { MemoryRow } from './rows.ts'

/** Which memories to list; what is not named narrows nothing. Everything but what was forgotten, unless `state` asks for that. */
export type MemoryQuery = Partial<MemoryFilter> & {
  /** Absent: pinned first, then what was changed last; with `ids`, their order. */
  readonly order?: MemoryOrder
  /** Only these: what a search found, best first. */
  readonly ids?: readonly string[]
  /** For what fades soon, in milliseconds since 1970. */
  readonly now?: number
  /** A former page's `next`; null for the first. */
  readonly cursor: string | null
  /** Passes over so many after the cursor: a jump into the middle of a long list. */
  readonly offset?: number
  readonly limit: number
}

interface Page { items: Memory[]; next: string | null }
/** Columns by which an order is found in an index, and the way each of them goes. All of one order go the same way. */
interface Order { readonly columns: readonly string[]; readonly way: 'ASC' | 'DESC' }

const orders: Readonly<Record<Exclude<MemoryOrder, 'relevance'>, Order>> = {
  changed: { columns: ['pinned', 'updated_at', 'id'], way: 'DESC' },
  time: { columns: [happened, 'id'], way: 'DESC' },
  importance: { columns: ['importance', 'id'], way: 'DESC' },
  fading: { columns: ['coalesce(fades_at, 9007199254740991)', 'id'], way: 'ASC' },
}

/** One page of memories, and how many there are in all. */
export function listMemories(db: ReadDb, query: MemoryQuery): Page & { total: number } {
  const { sql, values } = whereOf(conditionsOf(query, query.now ?? 0))
  const { total } = first<{ total: number }>(db, `SELECT count(*) AS total FROM memory WHERE ${sql}`, ...values)!
  const order = query.order ?? (query.ids === undefined ? 'changed' : 'relevance')
  const page = order === 'relevance' ? pageByRank(db, sql, values, query) : pageByKey(db, sql, values, query, orders[order])
  return { ...page, total }
}

/** Goes on from the last row of the page before, so that a page far down costs what the first one does. */
function pageByKey(db: ReadDb, where: string, values: readonly unknown[], query: MemoryQuery, { columns, way }: Order): Page {
  const after = keyOf(query.cursor, columns.length)
  const sign = way === 'DESC' ? '<' : '>'
  const rows = all<MemoryRow & Record<string, string | number>>(db, `SELECT ${memoryColumns}, ${columns.map((column, at) => `${column} AS key_${at}`).join(', ')} FROM memory WHERE ${where}
    ${after === null ? '' : `AND (${columns.join(', ')}) ${sign} (${columns.map(() => '?').join(', ')})`}
    ORDER BY ${columns.map((column) => `${column} ${way}`).join(', ')} LIMIT ? OFFSET ?`, ...values, ...(after ?? []), query.limit + 1, query.offset ?? 0)
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  return { items: withParts(db, page), next: rows.length > query.limit && last !== undefined ? columns.map((_, at) => last[`key_${at}`]).join('|') : null }
}

function keyOf(cursor: string | null, length: number): (string | number)[] | null {
  const parts = cursor?.split('|') ?? []
  const numbers = parts.slice(0, -1).map(Number)
  // A cursor of another order, or none of ours: from the start.
  return parts.length !== length || numbers.some((one) => !Number.isFinite(one)) ? null : [...numbers, parts.at(-1)!]
}

function pageByRank(db: ReadDb, where: string, values: readonly unknown[], { ids = [], cursor, limit, offset = 0 }: MemoryQuery): Page {
  const kept = new Set(all<{ id: string }>(db, `SELECT id FROM memory WHERE ${where}`, ...values).map((row) => row.id))
  const ranked = [...new Set(ids)].filter((id) => kept.has(id))
  const from = (Number(cursor ?? 0) || 0) + offset
  return { items: loadMemories(db, ranked.slice(from, from + limit)), next: from + limit < ranked.length ? String(from + limit) : null }
}
