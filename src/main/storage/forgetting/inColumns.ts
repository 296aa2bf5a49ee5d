import { run, type WriteDb } from '../database.ts'
import { decodeText, encodeText, type StoredText } from '../text.ts'
import type { Forgotten } from './forgotten.ts'
import { eachRow } from './paging.ts'
import { cleanMade } from './scrub.ts'
import { plainColumns } from './textColumns.ts'
import type { MemoriesOf } from './reach.ts'

/** Erases the words from every column that holds plain text or JSON; `textColumns.ts` says which these are. */
export function cleanColumns(db: WriteDb, forgotten: Forgotten): void {
  for (const { table, column, texts, most } of plainColumns) {
    for (const row of eachRow<{ value: StoredText }>(db, table, `${column} AS value`, `${column} IS NOT NULL`)) {
      const value = decodeText(row.value)
      if (!(texts === undefined ? forgotten.isIn(value) : forgotten.isInJson(value))) continue
      const cleaned = texts === undefined ? forgotten.clean(value).slice(0, most) : cleanJson(value, forgotten, new Set(texts))
      run(db, `UPDATE ${table} SET ${column} = ? WHERE rowid = ?`, encodeText(cleaned), row.row)
    }
  }
}

/**
 * Titles and goals of conversations are made from what is said in them: where a memory was looked at, what says it in other words or
 * cut off goes too.
 * @returns ids of the conversations whose title or goal changed
 */
export function cleanTitles(db: WriteDb, forgotten: Forgotten, conversations: MemoriesOf, apply = true): string[] {
  const changed: string[] = []
  for (const row of eachRow<{ id: string; title: StoredText; goal: StoredText }>(db, 'conversation', 'id, title, goal')) {
    const scope = { forgotten, memoryIds: conversations.get(row.id) ?? new Set<string>(), messages: new Map() }
    const [title, goal] = [decodeText(row.title), decodeText(row.goal)]
    const [newTitle, newGoal] = [cleanMade(title, scope), cleanMade(goal, scope).slice(0, mostGoal)]
    if (newTitle === title && newGoal === goal) continue
    changed.push(row.id)
    if (apply) run(db, 'UPDATE conversation SET title = ?, goal = ? WHERE id = ?', encodeText(newTitle), encodeText(newGoal), row.id)
  }
  return changed
}

/** As long as a goal may be. */
const mostGoal = 1000

/**
 * JSON without the forgotten words, in the fields that hold words of a person. What cannot be read is cleaned as it stands.
 * @param texts names of the fields, wherever they are; strings in lists belong to the field of the list
 */
export function cleanJson(json: string, forgotten: Forgotten, texts: ReadonlySet<string>): string {
  let read: unknown
  try { read = JSON.parse(json) } catch { return forgotten.clean(json) }
  const walk = (value: unknown, field: string): unknown => {
    // A longer value may not fit where a shorter one stood: a name of so many letters at most.
    if (typeof value === 'string') return texts.has(field) && forgotten.isIn(value) ? forgotten.clean(value).slice(0, Math.max(value.length, shortestLimit)) : value
    if (Array.isArray(value)) return value.map((one) => walk(one, field))
    if (value === null || typeof value !== 'object') return value
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, walk(one, name)]))
  }
  return JSON.stringify(walk(read, ''))
}

/** No field of words has a limit below this: the name of one’s own intent has it. */
const shortestLimit = 60
