import { all, run, transaction, type ReadDb, type WriteDb } from '../database.ts'
import { touchMemories } from '../memoryTable.ts'
import { writeSetting } from '../settings.ts'
import type { PersonNames } from './personNames.ts'

/**
 * Hides memories that are about to be forgotten: as long as it can be taken back nothing is erased, but no list, search or
 * recall finds them, and nothing can change them.
 * @param at when the person asked for it, in milliseconds since 1970
 * @param naming whose names go too when it comes to it, kept until then under the id of the forgetting
 */
export function markForgetting(db: WriteDb, ids: readonly string[], at: number, naming: { readonly forgetId: string; readonly person: PersonNames } | null = null): void {
  if (naming !== null) writeSetting(db, `${personKey}${naming.forgetId}`, naming.person)
  transaction(db, () => { run(db, "UPDATE memory SET forgetting_at = ? WHERE id IN (SELECT value FROM json_each(?)) AND state <> 'forgotten' AND forgetting_at IS NULL", at, JSON.stringify(ids)) })
  touchMemories(db, ids)
}

const personKey = 'forget:person:'

/** Whose names have to go with what is hidden. */
export function listPeopleToForget(db: ReadDb): PersonNames[] {
  return all<{ value: string }>(db, 'SELECT value FROM setting WHERE substr(key, 1, ?) = ? ORDER BY key', personKey.length, personKey).map(({ value }) => JSON.parse(value) as PersonNames)
}

/** These names are gone: nothing notes them any more. */
export function dropPeopleToForget(db: WriteDb, people: readonly PersonNames[]): void {
  run(db, 'DELETE FROM setting WHERE substr(key, 1, ?) = ? AND value IN (SELECT value FROM json_each(?))', personKey.length, personKey, JSON.stringify(people.map((one) => JSON.stringify(one))))
}

/** Takes that back: they are where they were. @param forgetId of the forgetting, whose person is not noted any more */
export function unmarkForgetting(db: WriteDb, ids: readonly string[], forgetId: string | null = null): void {
  if (forgetId !== null) writeSetting(db, `${personKey}${forgetId}`, undefined)
  transaction(db, () => { run(db, 'UPDATE memory SET forgetting_at = NULL WHERE id IN (SELECT value FROM json_each(?))', JSON.stringify(ids)) })
  touchMemories(db, ids)
}

/** What is hidden and not yet forgotten, the longest first: after a kill it has to be forgotten for good. */
export function listForgetting(db: ReadDb): string[] {
  return all<{ id: string }>(db, 'SELECT id FROM memory WHERE forgetting_at IS NOT NULL ORDER BY forgetting_at, id').map((row) => row.id)
}
