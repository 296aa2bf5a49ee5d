import { existsSync } from 'node:fs'
import { profilePaths } from '../platform/paths.ts'
import { asReadDb, connectionOf, openToRead, type Connection, type ReadDb } from './database.ts'
import type { Store } from './openStore.ts'

/** The store as it was at one moment, whatever changes meanwhile. */
export interface Snapshot {
  readonly read: ReadDb
  /** True when it was ended because something was forgotten: what was read of it may hold that, and it can be read no more. */
  hasEnded(): boolean
  close(): void
}

const open = new WeakMap<Connection, Set<() => void>>()

/** Holds the store as it is now. Where nobody else can write to it, or its file is not in its place, that is the store itself. */
export function openSnapshot(store: Pick<Store, 'folder' | 'read' | 'write' | 'displaced'>): Snapshot {
  const { database } = profilePaths(store.folder)
  if (store.write === null || store.folder === '' || store.displaced() !== null || !existsSync(database)) return { read: store.read, hasEnded: () => false, close() {} }
  const connection = openToRead(database, false)
  try {
    connection.exec('BEGIN')
    // Only the first question fixes the moment.
    connection.prepare('SELECT count(*) FROM sqlite_schema').get()
  } catch (error) {
    connection.close()
    throw error
  }
  const owner = connectionOf(store.read)
  const all = open.get(owner) ?? new Set()
  open.set(owner, all)
  let ended = false
  const end = (): void => { ended = true; connection.close() }
  all.add(end)
  return { read: asReadDb(connection), hasEnded: () => ended, close() { if (all.delete(end)) connection.close() } }
}

/** Ends all snapshots of a store: what is forgotten must be in none, and the log cannot be emptied while one reads from it. */
export function endSnapshots(connection: Connection): void {
  const all = open.get(connection)
  for (const end of all ?? []) end()
  all?.clear()
}
