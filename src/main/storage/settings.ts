import { first, run, type ReadDb, type WriteDb } from './database.ts'

/** The value kept under a key, as it was given; undefined where there is none, or where it was damaged: a start must not fail on a preference. */
export function readSetting(db: ReadDb, key: string): unknown {
  const row = first<{ value: string }>(db, 'SELECT value FROM setting WHERE key = ?', key)
  if (row === undefined) return undefined
  try { return JSON.parse(row.value) } catch { return undefined }
}

/** Keeps any JSON value under a key; undefined removes it. */
export function writeSetting(db: WriteDb, key: string, value: unknown): void {
  if (value === undefined) run(db, 'DELETE FROM setting WHERE key = ?', key)
  else run(db, 'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value', key, JSON.stringify(value))
}
