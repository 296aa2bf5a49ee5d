import { all, type ReadDb } from './database.ts'

/** Of many answers to one message (branches), this many are followed. */
const mostBranches = 3

/**
 * The ids of the messages that stand before and after some on their branches, without those themselves.
 * @param reach how many messages each way
 */
export function idsAround(db: ReadDb, ids: readonly string[], reach: number): string[] {
  const given = new Set(ids)
  const found = new Set<string>()
  let [up, down] = [[...given], [...given]]
  for (let step = 0; step < reach; step++) {
    up = all<{ id: string }>(db, 'SELECT DISTINCT parent_id AS id FROM message WHERE id IN (SELECT value FROM json_each(?)) AND parent_id IS NOT NULL', JSON.stringify(up)).map((row) => row.id)
    down = all<{ id: string }>(db, `SELECT c.id FROM json_each(?) j JOIN message c ON c.id IN (SELECT id FROM message WHERE parent_id = j.value ORDER BY created_at DESC, id DESC LIMIT ${mostBranches})`, JSON.stringify(down)).map((row) => row.id)
    for (const id of [...up, ...down]) if (!given.has(id)) found.add(id)
  }
  return [...found].sort()
}
