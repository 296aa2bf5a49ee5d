import type { MemoryFacets, MemoryFilter } from '../../shared/memory.ts'
import { all, first, type ReadDb } from './database.ts'
import { conditionsOf, fadingBy, monthOf, whereOf, type Condition } from './memoryWhere.ts'
import { decodeText, type StoredText } from './text.ts'

/** People and topics that are counted, the most frequent first. */
const mostNames = 50

interface CountRow { kind: MemoryFacets['kinds'][number]['value']; state: MemoryFacets['states'][number]['value']; label: MemoryFacets['labels'][number]['value']; scope: MemoryFacets['scopes'][number]['value']; pinned: number; month: string | null; count: number }

/**
 * How many memories of a filter fall under each value. A facet does not narrow itself: while only procedural ones are shown, it
 * still says how many others there are.
 * @param ids what the filter's query found; absent without a query
 */
export function memoryFacets(db: ReadDb, filter: MemoryFilter, now: number, ids?: readonly string[]): MemoryFacets {
  const conditions = conditionsOf({ ...filter, ids }, now)
  const without = (...parts: Condition['part'][]) => conditions.filter((one) => !parts.includes(one.part))
  // Of the parts that are counted by, the rows are chosen here; the rest narrows all alike.
  const rows = countRows(db, without('kind', 'state', 'label', 'scope', 'pinned'))
  const isChosen = (row: CountRow, but: keyof CountRow): boolean => (['kind', 'state', 'label', 'scope'] as const).every((part) => part === but || filter[part] === null || row[part] === filter[part])
    && (but === 'pinned' || filter.pinned === null || (row.pinned === 1) === filter.pinned)
  const counted = <K extends 'kind' | 'state' | 'label' | 'scope'>(part: K): { value: CountRow[K]; count: number }[] => {
    const sums = new Map<CountRow[K], number>()
    for (const row of rows) if (isChosen(row, part)) sums.set(row[part], (sums.get(row[part]) ?? 0) + row.count)
    return byCount([...sums].map(([value, count]) => ({ value, count })))
  }
  const sum = (rowsOf: readonly CountRow[]) => rowsOf.reduce((total, row) => total + row.count, 0)
  return {
    total: sum(rows.filter((row) => isChosen(row, 'count'))),
    kinds: counted('kind'), states: counted('state'), labels: counted('label'), scopes: counted('scope'),
    people: namesOf(db, without('person'), 'person'), topics: namesOf(db, without('person'), 'topic'),
    months: months(filter.from === null && filter.until === null ? rows.filter((row) => isChosen(row, 'count')) : countRows(db, without('from', 'until'))),
    review: count(db, [...without('review', 'state'), { part: 'review', sql: "state = 'candidate'", values: [] }]),
    fading: count(db, [...without('fading'), { part: 'fading', sql: fadingBy(now)[0], values: [fadingBy(now)[1]] }]),
    pinned: sum(rows.filter((row) => isChosen(row, 'pinned') && row.pinned === 1)),
  }
}

function countRows(db: ReadDb, conditions: readonly Condition[]): CountRow[] {
  const { sql, values } = whereOf(conditions)
  return all<CountRow>(db, `SELECT state, kind, label, scope, pinned, ${monthOf} AS month, count(*) AS count FROM memory WHERE ${sql} GROUP BY state, kind, label, scope, pinned, ${monthOf}`, ...values)
}

function months(rows: readonly CountRow[]): MemoryFacets['months'] {
  const sums = new Map<string, number>()
  for (const { month, count } of rows) if (month !== null) sums.set(month, (sums.get(month) ?? 0) + count)
  return [...sums].map(([value, count]) => ({ value, count })).sort((a, b) => (a.value < b.value ? 1 : -1))
}

function namesOf(db: ReadDb, conditions: readonly Condition[], what: 'person' | 'topic'): MemoryFacets['people'] {
  const { sql, values } = whereOf(conditions)
  const rows = all<{ name: StoredText; count: number }>(db, `SELECT min(e.name) AS name, count(DISTINCT e.memory_id) AS count FROM memory_entity e
    WHERE e.kind ${what === 'person' ? "= 'person'" : "<> 'person'"} AND e.memory_id IN (SELECT id FROM memory WHERE ${sql})
    GROUP BY e.normalised ORDER BY count DESC, e.normalised LIMIT ?`, ...values, mostNames)
  return rows.map((row) => ({ value: decodeText(row.name), count: row.count }))
}

function count(db: ReadDb, conditions: readonly Condition[]): number {
  const { sql, values } = whereOf(conditions)
  return first<{ count: number }>(db, `SELECT count(*) AS count FROM memory WHERE ${sql}`, ...values)!.count
}

function byCount<T>(values: { value: T; count: number }[]): { value: T; count: number }[] {
  return values.sort((a, b) => b.count - a.count || (String(a.value) < String(b.value) ? -1 : 1))
}
