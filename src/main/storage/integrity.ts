import { first, type ReadDb, connectionOf } from './database.ts'

/**
 * Looks at the whole store: SQLite's own check finds a broken structure, the check of every message finds bytes that changed
 * inside a text. Takes about a second per gigabyte and more.
 */
export function checkIntegrity(db: ReadDb): { ok: boolean; detail: string } {
  const structure = connectionOf(db).pragma('quick_check(1)', { simple: true }) as string
  if (structure !== 'ok') return { ok: false, detail: `the structure of the database is damaged (${structure.slice(0, 200)})` }
  const counts = first<{ all: number; damaged: number }>(db, 'SELECT count(*) AS "all", coalesce(sum(text_check <> content_check(text)), 0) AS damaged FROM message')!
  if (counts.damaged > 0) return { ok: false, detail: `${counts.damaged} of ${counts.all} messages changed on disk; they are marked where they stand` }
  return { ok: true, detail: `${counts.all} messages read and found whole` }
}
