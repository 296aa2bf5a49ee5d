import { createHmac, randomBytes } from 'node:crypto'
import { all, first, run, transaction, type ReadDb, type WriteDb } from './database.ts'
import { normaliseText } from './text.ts'

/** What was forgotten is known again by keyed hashes of what it said: they hold no content, and outside of this store they say nothing. */

/** By its words alone a memory is known again here, whatever else its fingerprints look at. */
export function ownFingerprint(text: string): string {
  const normalised = normaliseText(text)
  return `words\0${normalised === '' ? text.trim() : normalised}`
}

/** By this a sentence is known that says just what was forgotten; what was only turned down has none, so its messages stay as they are. */
export function saidFingerprint(text: string): string {
  return `said\0${normaliseText(text)}`
}

/**
 * True when something with one of these fingerprints was forgotten.
 * @param fingerprints normalised forms of what a fact says
 */
export function isTombstoned(db: ReadDb, fingerprints: readonly string[]): boolean {
  const key = keyOf(db)
  if (key === null) return false
  return fingerprints.some((one) => first(db, 'SELECT 1 FROM tombstone WHERE hash = ?', hashOf(key, one)) !== undefined)
}

/** Remembers that what has these fingerprints was forgotten: it is not learned, imported or brought back by a rule again. */
export function addTombstones(db: WriteDb, fingerprints: readonly string[], at: number): void {
  if (fingerprints.length === 0) return
  transaction(db, () => {
    const key = keyOf(db) ?? makeKey(db)
    for (const one of new Set(fingerprints)) run(db, 'INSERT INTO tombstone (hash, at) VALUES (?, ?) ON CONFLICT (hash) DO UPDATE SET at = excluded.at', hashOf(key, one), at)
  })
}

/** Lets what has these fingerprints in again: a person wrote it down anew. */
export function liftTombstones(db: WriteDb, fingerprints: readonly string[]): void {
  const key = keyOf(db)
  if (key === null) return
  transaction(db, () => { for (const one of fingerprints) run(db, 'DELETE FROM tombstone WHERE hash = ?', hashOf(key, one)) })
}

function keyOf(db: ReadDb): Buffer | null {
  return all<{ key: Buffer }>(db, 'SELECT key FROM tombstone_key')[0]?.key ?? null
}

function makeKey(db: WriteDb): Buffer {
  const key = randomBytes(32)
  run(db, 'INSERT INTO tombstone_key (only_one, key) VALUES (1, ?)', key)
  return key
}

function hashOf(key: Buffer, fingerprint: string): Buffer {
  return createHmac('sha256', key).update(fingerprint.normalize('NFC'), 'utf16le').digest()
}
