import { all, first, run, type ReadDb, type WriteDb } from './database.ts'

/** The value kept under a key, as it was given; undefined where there is none. */
export function readSetting(db: ReadDb, key: string): unknown {
  const row = first<{ value: string }>(db, 'SELECT value FROM setting WHERE key = ?', key)
  return row === undefined ? undefined : JSON.parse(row.value)
}

/** Keeps any JSON value under a key; undefined removes it. */
export function writeSetting(db: WriteDb, key: string, value: unknown): void {
  if (value === undefined) run(db, 'DELETE FROM setting WHERE key = ?', key)
  else run(db, 'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value', key, JSON.stringify(value))
}

export function readAllSettings(db: ReadDb): Record<string, unknown> {
  return Object.fromEntries(all<{ key: string; value: string }>(db, 'SELECT key, value FROM setting ORDER BY key').map((row) => [row.key, JSON.parse(row.value)]))
}
