import { existsSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { err, fail, FailureError, ok, type Failure, type Result } from '../../shared/result.ts'
import type { Log } from '../platform/log.ts'
import { profilePaths } from '../platform/paths.ts'
import { makePrivateFolder } from '../platform/privateFolder.ts'
import { backUpBeforeMigration, listBackups } from './backup.ts'
import { asReadDb, asWriteDb, openToWrite, type Connection, type ReadDb, type WriteDb } from './database.ts'
import { finishErasing } from './erase.ts'
import { makePrivate, makePrivateFile, syncFile, syncFolder } from './files.ts'
import { readHeader } from './header.ts'
import { watchPlace } from './inPlace.ts'
import { takeProfileLock, type Holder } from './lock.ts'
import { migrate } from './migrate.ts'
import { newestVersion } from './migrations/all.ts'
import { asFailureError, isDamage, isHeld, isNotWritable } from './problems.ts'
import { openAnyVersion, openNewestCopy, structureIsSound } from './readOnly.ts'

/** An open profile. */
export interface Store {
  readonly folder: string
  /** Why nothing can be written, with the way out; null in ordinary life. */
  readonly readOnly: Failure | null
  /** When the copy was made that is shown instead of a damaged database. */
  readonly readOnlySince: number | null
  readonly read: ReadDb
  readonly write: WriteDb | null
  /** True when this start made the profile. */
  readonly isNew: boolean
  /** Null while the file lies where it was opened; else why nothing more can be saved. */
  displaced(): Failure | null
  close(): void
}

export interface StoreOptions { readonly folder: string; readonly holder: Holder; readonly now: () => number; readonly log: Log }

/** A larger file is checked at start only after an unclean end; every daily copy is checked whole. */
const checkedAlwaysBytes = 64 * 1024 * 1024

/**
 * Opens a profile for this process alone, and makes it where there is none. A damaged store is left as it is and its newest
 * verified copy is shown; an empty one never takes its place.
 * @returns `profile-locked`, `storage-newer`, `storage-corrupt`, `read-only` or `storage-failed` for what a person can act on
 */
export async function openStore(options: StoreOptions): Promise<Result<Store>> {
  const { database } = profilePaths(options.folder)
  const lock = lockFolder(options)
  if (!lock.ok) return lock.error.kind === 'read-only' && existsSync(database) ? openReadOnly(options, lock.error) : lock
  try {
    const opened = await openLocked(options).catch((error: unknown) => explain(options, error))
    if (opened.ok) return ok(closingWith(opened.value, () => lock.value.close()))
    lock.value.close()
    return opened
  } catch (error) {
    lock.value.close()
    throw error
  }
}

/** What can still be shown, or a sentence for it; a bug is thrown on. */
function explain(options: StoreOptions, error: unknown): Result<Store> {
  const { database } = profilePaths(options.folder)
  if (isDamage(error)) return openCopy(options, 'damaged')
  if (isNotWritable(error)) return openReadOnly(options, { kind: 'read-only', message: `The file ${database} cannot be written.`, next: 'Make it writable and start again.' })
  if (isHeld(error)) return fail('storage-failed', `Another program is using ${database}.`, 'Close it and start again.')
  const known = asFailureError(error)
  if (known instanceof FailureError) return err(known.failure)
  throw error
}

function lockFolder(options: StoreOptions): Result<{ close(): void }> {
  try {
    makePrivateFolder(options.folder)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? ''
    if (isNotWritable(error) || ['ENOENT', 'ENAMETOOLONG', 'EINVAL', 'ELOOP'].includes(code)) return fail('read-only', `The folder ${options.folder} cannot be made here.`, 'Choose another folder with --profile.')
    if (code === 'EEXIST' || code === 'ENOTDIR') return fail('read-only', `${options.folder} is a file, not a folder.`, 'Choose another folder with --profile.')
    const known = asFailureError(error)
    if (known instanceof FailureError) return err(known.failure)
    throw error
  }
  return takeProfileLock(options.folder, options.holder)
}

async function openLocked(options: StoreOptions): Promise<Result<Store>> {
  const { database } = profilePaths(options.folder)
  const isNew = !existsSync(database)
  if (isNew) {
    setAsideLog(database)
    if (listBackups(options.folder).length > 0) return openCopy(options, 'missing')
    makeDatabase(database)
  }
  const header = readHeader(database)
  if (header.kind === 'damaged' || header.version === 0) return openCopy(options, 'damaged')
  if (header.version > newestVersion) return newer(header.version)
  if ((header.hasLog || header.sizeBytes <= checkedAlwaysBytes) && !structureIsSound(database, header.hasLog)) return openCopy(options, 'damaged')

  makePrivate(database)
  const connection = openToWrite(database)
  try {
    if (header.version < newestVersion) {
      const copied = await copyBeforeMigration(connection, options)
      if (!copied.ok) {
        connection.close()
        return copied
      }
      migrate(connection)
    }
    finishErasing(asWriteDb(connection))
  } catch (error) {
    connection.close()
    throw error
  }
  return ok({ ...storeOf(options.folder, connection, null, null), write: asWriteDb(connection), isNew, displaced: watchPlace(options.folder) })
}

async function copyBeforeMigration(connection: Connection, options: StoreOptions): Promise<Result<string>> {
  try {
    return ok(await backUpBeforeMigration(connection, options.folder, newestVersion, options.now()))
  } catch (error) {
    options.log.warn(`no copy before the migration: ${String(error)}`)
    return fail('storage-failed', 'This version needs to change the shape of the store, and no safe copy of it could be made first.', 'Free some disk space and start again; nothing was changed.')
  }
}

/** A log that lost its database belongs to no other: SQLite would write it into the next file that takes the name. */
function setAsideLog(database: string): void {
  if (existsSync(`${database}-wal`)) renameSync(`${database}-wal`, `${database}-wal.orphan`)
  rmSync(`${database}-shm`, { force: true })
}

/** Makes the file under another name first: a `casement.db` is whole from its first moment, so an empty one is always damage. */
function makeDatabase(database: string): void {
  const draft = `${database}.new`
  for (const end of ['', '-wal', '-shm']) rmSync(`${draft}${end}`, { force: true })
  makePrivateFile(draft)
  const connection = openToWrite(draft)
  try { migrate(connection) } finally { connection.close() }
  syncFile(draft)
  renameSync(draft, database)
  syncFolder(dirname(database))
}

function newer(version: number): Result<never> {
  return fail('storage-newer', `This profile was written by a newer Casement (its store has version ${version}, this one knows ${newestVersion}).`, 'Update Casement, or choose another folder with --profile. Nothing was changed.')
}

/** The folder cannot be written, but what it holds can be read. */
function openReadOnly(options: StoreOptions, because: Failure): Result<Store> {
  const { database } = profilePaths(options.folder)
  try {
    const header = readHeader(database)
    if (header.kind === 'damaged' || header.version === 0) return openCopy(options, 'damaged')
    if (header.version > newestVersion) return newer(header.version)
    if (!structureIsSound(database, header.hasLog)) return openCopy(options, 'damaged')
    return ok(storeOf(options.folder, openAnyVersion(database, header.hasLog), because, null))
  } catch (error) {
    if (isNotWritable(error)) return fail('storage-failed', `The file ${database} cannot be read.`, 'Change its permissions, or choose another folder with --profile.')
    throw error
  }
}

function openCopy(options: StoreOptions, what: 'damaged' | 'missing'): Result<Store> {
  const { database } = profilePaths(options.folder)
  const copy = openNewestCopy(options.folder, options.log)
  if (copy === null) {
    return fail('storage-corrupt', 'The database of this profile is damaged, and there is no copy of it.', `It is left as it is: keep ${database} safe, or choose another folder with --profile.`)
  }
  const date = new Date(copy.backup.at).toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short' })
  const because: Failure = {
    kind: 'storage-corrupt',
    message: what === 'damaged' ? `The database is damaged. This is the copy of ${date}, to read only.` : `The database is missing. This is the copy of ${date}, to read only.`,
    next: what === 'damaged'
      ? `The damaged file stays as it is. To go on from the copy, close Casement, move casement.db and any casement.db-wal away and put ${copy.backup.file} in its place.`
      : `To go on from the copy, close Casement and copy ${copy.backup.file} to ${database}.`,
  }
  return ok(storeOf(options.folder, copy.connection, because, copy.backup.at))
}

function storeOf(folder: string, connection: Connection, readOnly: Failure | null, readOnlySince: number | null): Store {
  return { folder, readOnly, readOnlySince, read: asReadDb(connection), write: null, isNew: false, displaced: () => null, close: () => { connection.close() } }
}

function closingWith(store: Store, after: () => void): Store {
  let closed = false
  return {
    ...store,
    close() {
      if (closed) return
      closed = true
      try { store.close() } finally { after() }
    },
  }
}
