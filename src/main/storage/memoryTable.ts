import { entityKind, memoryKind, memoryScope, memoryState } from '../../shared/memory.ts'
import { foldedWithoutTitle } from '../../shared/titles.ts'
import { label } from '../../shared/words.ts'
import { allLists, connectionOf, first, type Connection, type ReadDb } from './database.ts'
import { decodeText, type StoredText } from './text.ts'

/**
 * What lists and counts of memories go by, in columns in memory: over a hundred thousand memories a list, all facets or a graph then take
 * milliseconds, where asking the database takes a third of a second. Made of the store on first use, and kept in step by
 * `touchMemories`. Codes are places in the shared lists of words; -1 stands for none.
 */
export interface MemoryTable {
  readonly numbers: number[]
  /** -1 for what is hidden or gone. */
  readonly state: number[]
  readonly kind: number[]; readonly label: number[]; readonly scope: number[]; readonly pinned: number[]
  readonly importance: number[]; readonly time: number[]; readonly updatedAt: number[]
  /** Infinity where it never fades. */
  readonly fadesAt: number[]
  /** Months since the year 0. */
  readonly month: number[]
  readonly scopeId: (string | null)[]
  /** Places in `names`: whom it is about, and what it names, each as place times eight and the kind. */
  readonly about: number[]
  readonly named: number[][]
  readonly names: Names
}

/** Every name once, in the one form that stands for all its spellings (of a person, without a title), with one of them to show. */
export interface Names { readonly byName: Map<string, number>; readonly shown: string[] }

export const codes = { kind: memoryKind.options, state: memoryState.options, label: label.options, scope: memoryScope.options, entity: entityKind.options }
/** A code in `named` is the name's place times this, and its kind. */
export const kindBits = 8
const person = codes.entity.indexOf('person')

/** `places` tells where in the columns the memory of a number stands. `touched` says of each id the number where the memory was removed, since it cannot be asked for any more; `moved` that one of them is back since, under another number. */
interface Kept { table: MemoryTable | null; readonly places: number[]; readonly touched: Map<string, number | null>; moved: boolean; version: number }
const tables = new WeakMap<Connection, Kept>()

/** With more changes than this at once, reading all anew is as fast. */
const mostTouched = 5000
const pageRows = 50_000

/**
 * Says which memories were changed, added or removed. Everything in this room that writes memories calls it.
 * @param removed the number of a memory that is not there any more
 */
export function touchMemories(db: ReadDb, ids: Iterable<string>, removed: number | null = null): void {
  const kept = tables.get(connectionOf(db))
  if (kept === undefined || kept.table === null) return
  for (const id of ids) {
    if (removed === null && typeof kept.touched.get(id) === 'number') kept.moved = true
    kept.touched.set(id, removed)
  }
}

/** All is read anew at the next look: what was forgotten may stand in the lists of words as the way in which a name is written. */
export function rereadMemories(db: ReadDb): void {
  const kept = tables.get(connectionOf(db))
  if (kept !== undefined) kept.moved = true
}

/** The table as the store is now, and a number that changes with it. */
export function memoryTable(db: ReadDb): { readonly table: MemoryTable; readonly version: number } {
  const connection = connectionOf(db)
  let kept = tables.get(connection)
  if (kept === undefined) tables.set(connection, kept = { table: null, places: [], touched: new Map(), moved: false, version: 0 })
  if (kept.table === null || kept.moved || kept.touched.size > mostTouched) readAll(db, kept)
  else if (kept.touched.size > 0) readTouched(db, kept)
  // A transaction may still be rolled back: then what it touched is read once more.
  if (!connection.inTransaction) {
    kept.touched.clear()
    kept.moved = false
  }
  return { table: kept.table!, version: kept.version }
}

type Row = readonly [number: number, state: number, kind: number, label: number, scope: number, pinned: number, importance: number, time: number, updatedAt: number, fadesAt: number | null]
/** A value, and the numbers of all memories that have it: a value is read once, however many have it. */
type ValueRow = readonly [value: string, numbers: string]
type NameRow = readonly [normalised: string, kind: number, name: StoredText, numbers: string]

const codeSql = (column: string, list: readonly string[]): string => `CASE ${column} ${list.map((word, code) => `WHEN '${word}' THEN ${code}`).join(' ')} ELSE -1 END`
/** When it happens or, where that is not told, when it was first said: what comes from an archive was said long before it was learned. */
const timeSql = "coalesce(event_at, (SELECT min(at) FROM memory_source WHERE memory_id = id AND role = 'user'), learned_at)"
const rowColumns = `number, iif(forgetting_at IS NULL, ${codeSql('state', codes.state)}, -1), ${codeSql('kind', codes.kind)}, ${codeSql('label', codes.label)}, ${codeSql('scope', codes.scope)},
  pinned, importance, ${timeSql}, updated_at, fades_at`

function readAll(db: ReadDb, kept: Kept): void {
  const names: Names = { byName: new Map(), shown: [] }
  kept.table = { numbers: [], state: [], kind: [], label: [], scope: [], pinned: [], importance: [], time: [], updatedAt: [], fadesAt: [], month: [], scopeId: [], about: [], named: [], names }
  kept.places.length = 0
  kept.version++
  const last = first<{ last: number | null }>(db, 'SELECT max(number) AS last FROM memory')!.last ?? 0
  for (let after = 0; after < last; after += pageRows) put(kept.table, kept.places, allLists<Row>(db, `SELECT ${rowColumns} FROM memory WHERE number > ? AND number <= ?`, after, after + pageRows))
  readValues(db, kept.table, kept.places, 'true')
}

function readTouched(db: ReadDb, kept: Kept): void {
  const ids = [...kept.touched.keys()]
  const removed = [...kept.touched.values()].filter((number) => number !== null)
  const found = first<{ count: number }>(db, 'SELECT count(*) AS count FROM memory WHERE id IN (SELECT value FROM json_each(?))', JSON.stringify(ids))!.count
  // Something else is gone: a change that was rolled back. Nobody knows which of the rows it was.
  if (found + removed.length < ids.length) return readAll(db, kept)
  kept.version++
  for (const number of removed) {
    const at = kept.places[number]
    if (at !== undefined) kept.table!.state[at] = -1
  }
  const these = 'm.id IN (SELECT value FROM json_each(?))'
  put(kept.table!, kept.places, allLists<Row>(db, `SELECT ${rowColumns} FROM memory m WHERE ${these}`, JSON.stringify(ids)))
  readValues(db, kept.table!, kept.places, these, JSON.stringify(ids))
}

/** Texts: scopes, names and whom memories are about. */
function readValues(db: ReadDb, table: MemoryTable, places: readonly number[], which: string, ...values: unknown[]): void {
  const eachPlace = (numbers: string, work: (at: number) => void): void => { for (const number of JSON.parse(numbers) as number[]) work(places[number]!) }
  for (const [scopeId, numbers] of allLists<ValueRow>(db, `SELECT scope_id, json_group_array(number) FROM memory m WHERE scope_id IS NOT NULL AND ${which} GROUP BY scope_id`, ...values)) {
    eachPlace(numbers, (at) => { table.scopeId[at] = scopeId })
  }
  // All of them are read in the order of the index of names, a few by their memories.
  const from = values.length === 0 ? 'memory_entity e INDEXED BY memory_entity_by_name CROSS JOIN memory m' : 'memory m CROSS JOIN memory_entity e'
  const named = allLists<NameRow>(db, `SELECT e.normalised, ${codeSql('e.kind', codes.entity)}, e.name, json_group_array(m.number) FROM ${from} ON m.id = e.memory_id
    WHERE ${which} GROUP BY e.normalised, e.kind`, ...values)
  for (const [normalised, kind, name, numbers] of named) {
    const code = nameOf(table.names, kind === person ? foldedWithoutTitle(normalised) : normalised, decodeText(name)) * kindBits + kind
    eachPlace(numbers, (at) => {
      const own = table.named[at]!
      if (own === none) table.named[at] = [code]
      else if (!own.includes(code)) own.push(code)
    })
  }
  for (const [about, numbers] of allLists<ValueRow>(db, `SELECT about, json_group_array(number) FROM memory m WHERE about <> '' AND ${which} GROUP BY about`, ...values)) {
    const name = nameOf(table.names, foldedWithoutTitle(about), about)
    eachPlace(numbers, (at) => { table.about[at] = name })
  }
}

function put({ names: _names, ...columns }: MemoryTable, places: number[], rows: readonly Row[]): void {
  for (const [number, state, kind, ownLabel, scope, pinned, importance, time, updatedAt, fadesAt] of rows) {
    let at = places[number]
    if (at === undefined) places[number] = at = columns.numbers.length
    columns.numbers[at] = number
    columns.state[at] = state
    columns.kind[at] = kind
    columns.label[at] = ownLabel
    columns.scope[at] = scope
    columns.pinned[at] = pinned
    columns.importance[at] = importance
    columns.time[at] = time
    columns.updatedAt[at] = updatedAt
    columns.fadesAt[at] = fadesAt ?? Infinity
    columns.month[at] = monthOf(time)
    columns.scopeId[at] = null
    columns.about[at] = -1
    columns.named[at] = none
  }
}

/** Shared by all that name nothing; never changed. */
const none: number[] = []

function nameOf(names: Names, normalised: string, shown: string): number {
  let place = names.byName.get(normalised)
  if (place === undefined) names.byName.set(normalised, place = names.shown.push(shown) - 1)
  return place
}

/** The name and the kind of a code in `named`. */
export function readName(code: number): { name: number; kind: number } {
  return { name: Math.floor(code / kindBits), kind: code % kindBits }
}

/** What all memories name, one after the other: the codes of the memory at a place lie from `starts[at]` until `starts[at + 1]`. */
export interface NamedRow { readonly starts: Uint32Array; readonly codes: Uint32Array }
const namedRows = new WeakMap<MemoryTable, NamedRow & { readonly version: number }>()

/** What memories name, in one row: a hundred thousand small lists lie scattered, and reading them takes longer than counting. Kept until something changes. */
export function namedInRow({ table, version }: ReturnType<typeof memoryTable>): NamedRow {
  const kept = namedRows.get(table)
  if (kept?.version === version) return kept
  const starts = new Uint32Array(table.named.length + 1)
  table.named.forEach((own, at) => { starts[at + 1] = starts[at]! + own.length })
  const row = { version, starts, codes: new Uint32Array(starts.at(-1)!) }
  table.named.forEach((own, at) => { row.codes.set(own, starts[at]) })
  namedRows.set(table, row)
  return row
}

/** The name's place alone: what is asked hundreds of thousands of times a graph makes no object. */
export function nameOfCode(code: number): number { return Math.floor(code / kindBits) }

/** Months since the year 0 where this computer is, as its days are shown; -1 for a time that no calendar of four digits knows. */
function monthOf(time: number): number {
  const date = new Date(time)
  const year = date.getFullYear()
  return year >= 0 && year <= 9999 ? year * 12 + date.getMonth() : -1
}

/** "2026-11". */
export function monthName(month: number): string {
  return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String(month % 12 + 1).padStart(2, '0')}`
}
