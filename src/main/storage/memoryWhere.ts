import type { MemoryFilter } from '../../shared/memory.ts'
import { foldName, notHidden } from './memoryParts.ts'

/** One condition of a list of memories. `part` is the part of the filter that asks for it: a facet leaves its own out. */
export interface Condition { readonly part: keyof MemoryFilter | 'ids' | 'always'; readonly sql: string; readonly values: readonly unknown[] }

/** When it happened, or else when it was learned. */
export const happened = 'coalesce(event_at, learned_at)'
export const monthOf = `strftime('%Y-%m', ${happened} / 1000, 'unixepoch')`

/** What fades within so many milliseconds counts as fading. */
const fadingSoon = 30 * 86_400_000

/**
 * The conditions of a filter, over the table of memories. The query itself is not among them: what it finds comes as `ids`.
 * @param now for what fades soon
 */
export function conditionsOf(filter: Partial<MemoryFilter> & { readonly ids?: readonly string[] | undefined }, now: number): Condition[] {
  const found: Condition[] = [{ part: 'always', sql: notHidden, values: [] }]
  const add = (part: Condition['part'], sql: string, ...values: unknown[]): void => { found.push({ part, sql, values }) }
  const { kind, state, pinned, conversationId, label, scope, scopeId, person, from, until, minImportance } = filter
  if (state !== 'forgotten') add('always', "state IN ('candidate', 'active', 'superseded', 'faded')")
  if (isGiven(state)) add('state', 'state = ?', state)
  if (isGiven(kind)) add('kind', 'kind = ?', kind)
  if (isGiven(pinned)) add('pinned', 'pinned = ?', pinned ? 1 : 0)
  if (isGiven(label)) add('label', 'label = ?', label)
  if (isGiven(scope)) add('scope', 'scope = ?', scope)
  if (isGiven(scopeId)) add('scopeId', 'scope_id = ?', scopeId)
  if (isGiven(conversationId)) add('conversationId', 'id IN (SELECT memory_id FROM memory_source WHERE conversation_id = ?)', conversationId)
  if (isGiven(person)) add('person', 'id IN (SELECT memory_id FROM memory_entity WHERE normalised = ? UNION SELECT id FROM memory WHERE about = ?)', foldName(person), foldName(person))
  if (isGiven(from)) add('from', `${happened} >= ?`, from)
  if (isGiven(until)) add('until', `${happened} < ?`, until)
  if (isGiven(minImportance)) add('minImportance', 'importance >= ?', minImportance)
  if (filter.fading === true) add('fading', ...fadingBy(now))
  if (filter.review === true) add('review', "state = 'candidate'")
  if (filter.ids !== undefined) add('ids', 'id IN (SELECT value FROM json_each(?))', JSON.stringify(filter.ids))
  return found
}

/** What fades within thirty days unless it is used or kept. */
export function fadingBy(now: number): [sql: string, at: number] {
  return ["coalesce(fades_at, 9007199254740991) < ? AND state = 'active'", now + fadingSoon]
}

export function whereOf(conditions: readonly Condition[]): { sql: string; values: unknown[] } {
  return { sql: conditions.map((one) => one.sql).join(' AND '), values: conditions.flatMap((one) => one.values) }
}

function isGiven<T>(value: T | null | undefined): value is T { return value !== undefined && value !== null }
