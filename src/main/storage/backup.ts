import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Log } from '../platform/log.ts'
import { profilePaths } from '../platform/paths.ts'
import { makePrivateFolder } from '../platform/privateFolder.ts'
import { asReadDb, connectionOf, first, openToWrite, type Connection, type ReadDb } from './database.ts'
import { finishErasing } from './erase.ts'
import { makePrivate, syncFile, syncFolder } from './files.ts'
import { versionOf } from './migrate.ts'
import type { Store } from './openStore.ts'

/** A verified copy of the store. */
export interface Backup { readonly file: string; readonly at: number; readonly kind: 'daily' | 'rescue' | 'before-migration' }

const dayMs = 24 * 60 * 60 * 1000
const keptDaily = 3
const namePattern = /^(daily|rescue|before-\d+)-(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})-(\d{3})Z\.db$/

/** All copies of a profile, newest first. Only verified copies carry these names. */
export function listBackups(folder: string): Backup[] {
  const { backups } = profilePaths(folder)
  if (statSync(backups, { throwIfNoEntry: false })?.isDirectory() !== true) return []
  return readdirSync(backups).flatMap((name): Backup[] => {
    const found = namePattern.exec(name)
    if (found === null) return []
    return [{ file: join(backups, name), at: Date.parse(`${found[2]}T${found[3]}:${found[4]}:${found[5]}.${found[6]}Z`), kind: found[1] === 'daily' || found[1] === 'rescue' ? found[1] : 'before-migration' }]
  }).sort((a, b) => b.at - a.at)
}

/**
 * The copies that may hold what is about to be forgotten: all that there are. Once it is forgotten, a new copy is due at once, and
 * these leave when it is made; that is asked for with the forgetting itself.
 * @param now when it would be forgotten
 * @returns the newest first
 */
export function backupsHolding(folder: string, now: number): { name: string; at: number; goesAt: number | null }[] {
  return listBackups(folder).map((backup) => ({ name: basename(backup.file), at: backup.at, goesAt: now }))
}

/** Copies the store before its shape changes. Throws where no verified copy can be made: then nothing may be changed. */
export function backUpBeforeMigration(connection: Connection, folder: string, target: number, now: number): Promise<string> {
  return makeVerifiedCopy(connection, folder, `before-${target}`, now)
}

/**
 * Copies the store when there is something to copy and the newest copy is a day old, or older than the last time something was
 * forgotten. Old copies leave afterwards: the newest three stay, and none that still holds what was forgotten since.
 * @returns the new copy's file; null where none was due or it failed, which is logged
 */
export async function backUpDaily(store: Pick<Store, 'folder' | 'read' | 'write'>, now: number, log: Log): Promise<string | null> {
  if (store.write === null) return null
  try {
    // Asking reads the store and the folder of copies too: damage found here must be a line in the log and not the end of the process.
    if (!isDue(store.read, listBackups(store.folder), now)) return null
    // A copy takes every byte of the store along: those of what was erased have to be gone before.
    finishErasing(store.write)
    const forgottenBefore = lastForgotten(store.read)
    const file = await makeVerifiedCopy(connectionOf(store.read), store.folder, 'daily', now)
    removeOld(store.folder, forgottenBefore)
    return file
  } catch (error) {
    log.warn(`no copy of the store could be made: ${String(error)}`)
    return null
  }
}

/** A copy of a store whose file is not in its place any more, and how much had been changed when it was made. */
export interface Rescue { readonly file: string; readonly changes: number }

/**
 * Copies what the open connection of a displaced store still holds; that copy is then the newest of the profile. The rescue
 * before, of the same run, leaves when a newer one stands.
 * @returns the newest rescue: the one before where nothing changed since, or where a new one failed, which is logged
 */
export async function rescue(store: Pick<Store, 'folder' | 'read'>, before: Rescue | null, now: number, log: Log): Promise<Rescue | null> {
  try {
    const { changes } = first<{ changes: number }>(store.read, 'SELECT total_changes() AS changes')!
    if (before?.changes === changes) return before
    const file = await makeVerifiedCopy(connectionOf(store.read), store.folder, 'rescue', now)
    if (before !== null && before.file !== file) rmSync(before.file, { force: true })
    log.warn(`casement.db was deleted or replaced while Casement was running; all that was saved lies in ${file}`)
    return { file, changes }
  } catch (error) {
    log.warn(`what was saved could not be rescued: ${String(error)}`)
    return before
  }
}

function isDue(db: ReadDb, backups: readonly Backup[], now: number): boolean {
  // A rescue is a copy of what lay here before.
  const newest = backups.find((backup) => backup.kind !== 'rescue')
  if (newest === undefined) return first(db, 'SELECT 1 FROM message UNION ALL SELECT 1 FROM memory LIMIT 1') !== undefined
  // A clock that was set back must not stop the copies.
  return now - newest.at >= dayMs || newest.at > now + dayMs || lastForgotten(db) >= newest.at
}

function lastForgotten(db: ReadDb): number {
  return first<{ at: number }>(db, "SELECT coalesce(max(updated_at), 0) AS at FROM memory WHERE state = 'forgotten'")!.at
}

/** Copies that are not the newest three, those that hold what was forgotten since, and what a killed process left of such. */
function removeOld(folder: string, forgottenAt: number): void {
  for (const file of leftovers(folder)) if (statSync(file).mtimeMs <= forgottenAt) rmSync(file, { force: true })
  const all = listBackups(folder)
  const daily = all.filter((backup) => backup.kind === 'daily')
  const [newest] = daily
  for (const backup of all) {
    const holdsForgotten = backup !== newest && backup.at <= forgottenAt
    if (holdsForgotten || daily.indexOf(backup) >= keptDaily) rmSync(backup.file, { force: true })
  }
}

/** Copies that were never finished, and a log whose database is gone. */
function leftovers(folder: string): string[] {
  const { backups, database } = profilePaths(folder)
  const orphan = `${database}-wal.orphan`
  return [...readdirSync(backups).filter((name) => /\.part(-\w+)?$/.test(name)).map((name) => join(backups, name)), ...(existsSync(orphan) ? [orphan] : [])]
}

/** A copy counts only when it was opened, checked and compared with its source; until then it has a name that nobody reads. */
async function makeVerifiedCopy(source: Connection, folder: string, kind: string, now: number): Promise<string> {
  const { backups } = profilePaths(folder)
  makePrivateFolder(backups)
  const target = join(backups, `${kind}-${new Date(now).toISOString().replace(/[:.]/g, '-')}.db`)
  const part = `${target}.part`
  try {
    rmSync(part, { force: true })
    await source.backup(part)
    // Taken in the same step in which the copy ended, before anything else can be written.
    const wanted = describe(source)
    makePrivate(part)
    verifyCopy(part, wanted)
    syncFile(part)
    renameSync(part, target)
    syncFolder(backups)
    return target
  } finally {
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${part}${end}`, { force: true })
  }
}

function verifyCopy(file: string, wanted: string): void {
  const copy = openToWrite(file)
  try {
    // A copy lies alone: without a log beside it, it can be read anywhere.
    copy.pragma('journal_mode = DELETE')
    const verdict = copy.pragma('integrity_check(1)', { simple: true })
    if (verdict !== 'ok') throw new Error(`the copy is damaged: ${String(verdict)}`)
    const found = describe(copy)
    if (found !== wanted) throw new Error(`the copy differs from the store: ${found} instead of ${wanted}`)
  } finally {
    copy.close()
  }
}

/** The version and the rows of every table, as one line that can be compared. */
function describe(connection: Connection): string {
  const db = asReadDb(connection)
  const tables = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name").pluck().all() as string[]
  const counts = tables.map((table) => `${table} ${first<{ rows: number }>(db, `SELECT count(*) AS rows FROM "${table}"`)!.rows}`)
  return `version ${versionOf(connection)}, ${counts.join(', ')}`
}
