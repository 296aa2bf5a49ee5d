import type { MemoryFilter } from '../../shared/memory.ts'
import { foldedWithoutTitle } from '../../shared/titles.ts'
import { all, type ReadDb } from './database.ts'
import { foldName } from './memoryParts.ts'
import { codes, nameOfCode, type MemoryTable } from './memoryTable.ts'

/** The parts of a filter that are counted by, each one bit: a facet counts what fails in its own part alone. */
export const parts = { kind: 1, state: 2, label: 4, scope: 8, pinned: 16, person: 32, time: 64, review: 128, fading: 256 } as const
/** It fails in a part that no facet is for. */
const never = 512

/** What fades within so many milliseconds counts as fading. */
const fadingSoon = 30 * 86_400_000
const forgotten = codes.state.indexOf('forgotten')
const candidate = codes.state.indexOf('candidate')
const active = codes.state.indexOf('active')

/**
 * Judges memories of the table by a filter. The query itself is not among it: what it finds comes as `ids`.
 * @returns for a place in the table, the parts in which it fails; 0 where it passes
 */
export function createMatch(db: ReadDb, table: MemoryTable, filter: Partial<MemoryFilter> & { readonly ids?: readonly string[] | undefined }, now: number): (at: number) => number {
  const wanted = {
    kind: codeOf(codes.kind, filter.kind), state: codeOf(codes.state, filter.state), label: codeOf(codes.label, filter.label), scope: codeOf(codes.scope, filter.scope),
    pinned: filter.pinned === undefined || filter.pinned === null ? -1 : filter.pinned ? 1 : 0,
  }
  const person = given(filter.person) ? placeOf(table, foldName(filter.person)) : -1
  const [from, until] = [filter.from ?? -Infinity, filter.until ?? Infinity]
  const scopeId = filter.scopeId ?? null
  const minImportance = filter.minImportance ?? -Infinity
  const only = onlyThese(db, filter)
  return (at) => {
    const state = table.state[at]!
    if (state === -1 || (state === forgotten && wanted.state !== forgotten)) return never
    if ((scopeId !== null && table.scopeId[at] !== scopeId) || table.importance[at]! < minImportance || (only !== null && !only.has(table.numbers[at]!))) return never
    let fails = 0
    if (wanted.kind !== -1 && table.kind[at] !== wanted.kind) fails |= parts.kind
    if (wanted.state !== -1 && state !== wanted.state) fails |= parts.state
    if (wanted.label !== -1 && table.label[at] !== wanted.label) fails |= parts.label
    if (wanted.scope !== -1 && table.scope[at] !== wanted.scope) fails |= parts.scope
    if (wanted.pinned !== -1 && table.pinned[at] !== wanted.pinned) fails |= parts.pinned
    if (person !== -1 && table.about[at] !== person && !table.named[at]!.some((code) => nameOfCode(code) === person)) fails |= parts.person
    if (table.time[at]! < from || table.time[at]! >= until) fails |= parts.time
    if (filter.review === true && state !== candidate) fails |= parts.review
    if (filter.fading === true && !isFading(table, at, now)) fails |= parts.fading
    return fails
  }
}

/** True for what waits for a person. */
export function isForReview(table: MemoryTable, at: number): boolean { return table.state[at] === candidate }

/** True for what fades within thirty days unless it is used or kept. */
export function isFading(table: MemoryTable, at: number, now: number): boolean {
  return table.state[at] === active && table.fadesAt[at]! < now + fadingSoon
}

/** The numbers of the memories that some ids and a conversation leave; null where neither narrows. */
function onlyThese(db: ReadDb, { ids, conversationId }: { readonly ids?: readonly string[] | undefined; readonly conversationId?: string | null | undefined }): ReadonlySet<number> | null {
  const found = [
    ...(ids === undefined ? [] : [all<{ number: number }>(db, 'SELECT number FROM memory WHERE id IN (SELECT value FROM json_each(?))', JSON.stringify(ids))]),
    ...(given(conversationId) ? [all<{ number: number }>(db, 'SELECT number FROM memory WHERE id IN (SELECT memory_id FROM memory_source WHERE conversation_id = ?)', conversationId)] : []),
  ].map((rows) => new Set(rows.map((row) => row.number)))
  const [one, other] = found
  return one === undefined ? null : other === undefined ? one : new Set([...one].filter((number) => other.has(number)))
}

/** A name's place in the table, as it stands or without its title; -2 where nothing has it. */
function placeOf({ names }: MemoryTable, name: string): number {
  return names.byName.get(name) ?? names.byName.get(foldedWithoutTitle(name)) ?? -2
}

function codeOf(list: readonly string[], value: string | null | undefined): number { return given(value) ? list.indexOf(value) : -1 }

function given<T>(value: T | null | undefined): value is T { return value !== undefined && value !== null }
