import type { Log } from '../platform/log.ts'
import { listBackups, type Backup } from './backup.ts'
import { openBytes, openToRead, type Connection } from './database.ts'
import { migrate, versionOf } from './migrate.ts'
import { newestVersion } from './migrations/all.ts'
import { isDamage } from './problems.ts'

/**
 * True when SQLite finds the structure of a database whole. Changes nothing: without a log beside it the file is read as
 * immutable; with one, the log is read where it lies.
 */
export function structureIsSound(file: string, hasLog: boolean): boolean {
  let connection: Connection | null = null
  try {
    connection = openFile(file, hasLog)
    return connection.pragma('quick_check(1)', { simple: true }) === 'ok'
  } catch (error) {
    if (isDamage(error)) return false
    throw error
  } finally {
    connection?.close()
  }
}

/** Opens a store to read. One of an earlier version is brought to this version's shape in memory; its file stays as it is. */
export function openAnyVersion(file: string, hasLog: boolean): Connection {
  const connection = openFile(file, hasLog)
  if (versionOf(connection) === newestVersion) return connection
  try {
    const bytes = connection.serialize()
    // A database in memory can have no log: say so in its header (SQLite's file format, offsets 18 and 19).
    bytes[18] = bytes[19] = 1
    const inMemory = openBytes(bytes)
    migrate(inMemory)
    inMemory.pragma('query_only = ON')
    return inMemory
  } finally {
    connection.close()
  }
}

function openFile(file: string, hasLog: boolean): Connection {
  if (hasLog) {
    // Reading through a log needs a place for its index, which a folder that cannot be written may lack: then without the log.
    try { return probe(openToRead(file, false)) } catch (error) { if (isDamage(error)) throw error }
  }
  return probe(openToRead(file, true))
}

/** Opening reads nothing; this does. */
function probe(connection: Connection): Connection {
  try {
    connection.prepare('SELECT count(*) FROM sqlite_schema').get()
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

/** The newest copy that is whole and not from a newer version; null where there is none. */
export function openNewestCopy(folder: string, log: Log): { connection: Connection; backup: Backup } | null {
  for (const backup of listBackups(folder)) {
    try {
      if (!structureIsSound(backup.file, false)) throw new Error('its structure is damaged')
      const connection = openAnyVersion(backup.file, false)
      if (versionOf(connection) === newestVersion) return { connection, backup }
      connection.close()
    } catch (error) {
      log.warn(`a copy cannot be used: ${String(error)}`)
    }
  }
  return null
}
