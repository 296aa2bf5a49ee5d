import type { Memory, MemoryFilter, MemoryOrder } from '../../shared/memory.ts'
import { all, connectionOf, type Connection, type ReadDb } from './database.ts'
import { createMatch } from './memoryMatch.ts'
import { memoryColumns, withParts } from './memoryParts.ts'
import { memoryTable, type MemoryTable } from './memoryTable.ts'
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

/** By which values an order goes, one after the other, and which way. The number of a memory decides between equals. */
type Order = Exclude<MemoryOrder, 'relevance'>
const keys: Readonly<Record<Order, (table: MemoryTable) => readonly (readonly number[])[]>> = {
  changed: (table) => [table.pinned, table.updatedAt, table.numbers],
  time: (table) => [table.time, table.numbers],
  importance: (table) => [table.importance, table.numbers],
  fading: (table) => [table.fadesAt, table.numbers],
}

/** One page of memories, and how many there are in all. */
export function listMemories(db: ReadDb, query: MemoryQuery): { items: Memory[]; next: string | null; total: number } {
  const order = query.order ?? (query.ids === undefined ? 'changed' : 'relevance')
  const { table, version } = memoryTable(db)
  const match = createMatch(db, table, query, query.now ?? 0)
  return order === 'relevance' ? pageByRank(db, table, match, query) : pageByKey(db, table, match, query, order, version)
}

type Match = (at: number) => number
type Page = ReturnType<typeof listMemories>

function pageByKey(db: ReadDb, table: MemoryTable, match: Match, query: MemoryQuery, order: Order, version: number): Page {
  const columns = keys[order](table)
  const direction = order === 'fading' ? 1 : -1
  const after = keyOf(query.cursor, columns.length)
  const isBefore = (at: number): boolean => {
    for (let column = 0; column < columns.length; column++) {
      const step = (columns[column]![at]! - after![column]!) * direction
      if (step !== 0 && !Number.isNaN(step)) return step < 0
    }
    return true
  }
  let total = 0
  let skip = query.offset ?? 0
  const page: number[] = []
  let last = -1
  let isMore = false
  for (const at of inOrder(connectionOf(db), table, order, version)) {
    if (match(at) !== 0) continue
    total++
    if (isMore || (after !== null && isBefore(at)) || skip-- > 0) continue
    if (page.length === query.limit) isMore = true
    else { page.push(table.numbers[at]!); last = at }
  }
  return { items: loadNumbers(db, page), next: isMore ? columns.map((column) => column[last]).join('|') : null, total }
}

function keyOf(cursor: string | null, length: number): number[] | null {
  const values = cursor?.split('|').map(Number) ?? []
  // A cursor of another order, or none of ours: from the start.
  return values.length !== length || values.some((one) => Number.isNaN(one)) ? null : values
}

interface Sorted { readonly version: number; readonly places: number[] }
const sorted = new WeakMap<Connection, Partial<Record<Order, Sorted>>>()

/** All places of the table in an order. The last one is kept: after few changes it is nearly in order already. */
function inOrder(connection: Connection, table: MemoryTable, order: Order, version: number): readonly number[] {
  const known = sorted.get(connection) ?? {}
  sorted.set(connection, known)
  const kept = known[order]
  if (kept?.version === version) return kept.places
  const places = kept?.places.filter((at) => at < table.numbers.length) ?? []
  for (let at = places.length; at < table.numbers.length; at++) places.push(at)
  const columns = keys[order](table)
  const direction = order === 'fading' ? 1 : -1
  places.sort((a, b) => {
    for (const column of columns) if (column[a] !== column[b]) return column[a]! < column[b]! ? -direction : direction
    return 0
  })
  known[order] = { version, places }
  return places
}

/** A search finds few: they are put in its order, and the rest of the table is not looked at. */
function pageByRank(db: ReadDb, table: MemoryTable, match: Match, { ids = [], cursor, limit, offset = 0 }: MemoryQuery): Page {
  const numbers = new Map(all<{ id: string; number: number }>(db, 'SELECT id, number FROM memory WHERE id IN (SELECT value FROM json_each(?))', JSON.stringify(ids)).map((row) => [row.number, row.id]))
  const kept = new Set<string>()
  for (let at = 0; at < table.numbers.length; at++) if (numbers.has(table.numbers[at]!) && match(at) === 0) kept.add(numbers.get(table.numbers[at]!)!)
  const ranked = [...new Set(ids)].filter((id) => kept.has(id))
  const from = (Number(cursor ?? 0) || 0) + offset
  const byId = new Map([...numbers].map(([number, id]) => [id, number]))
  return { items: loadNumbers(db, ranked.slice(from, from + limit).map((id) => byId.get(id)!)), next: from + limit < ranked.length ? String(from + limit) : null, total: ranked.length }
}

function loadNumbers(db: ReadDb, numbers: readonly number[]): Memory[] {
  const rows = all<MemoryRow & { number: number }>(db, `SELECT number, ${memoryColumns} FROM memory WHERE number IN (SELECT value FROM json_each(?))`, JSON.stringify(numbers))
  const byNumber = new Map(rows.map((row) => [row.number, row]))
  return withParts(db, numbers.flatMap((number) => byNumber.get(number) ?? []))
}
