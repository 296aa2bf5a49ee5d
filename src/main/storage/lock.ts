import Database from 'better-sqlite3'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { err, fail, FailureError, ok, type Result } from '../../shared/result.ts'
import { profilePaths } from '../platform/paths.ts'
import { asFailureError, isHeld, isNotWritable } from './problems.ts'
import { makePrivateFile } from './files.ts'

/** Who holds a profile, for the sentence that the second starter shows. */
export interface Holder { readonly host: string; readonly pid: number; readonly since: number }

/**
 * Takes a profile for this process until `close`, or until the process ends in whatever way.
 * An exclusive transaction on a tiny SQLite file gives one lock for every system, between processes and inside one.
 * No code may open the lock file otherwise: on POSIX, closing it would drop the lock.
 * @returns `profile-locked` with who holds it, `read-only` where the folder cannot be written, or `storage-full`
 */
export function takeProfileLock(folder: string, holder: Holder): Result<{ close(): void }> {
  const paths = profilePaths(folder)
  let connection: Database.Database | null = null
  try {
    makePrivateFile(paths.lock)
    connection = new Database(paths.lock, { timeout: 0 })
    connection.exec('BEGIN EXCLUSIVE')
    writeFileSync(paths.holder, JSON.stringify({ host: holder.host, pid: holder.pid, since: holder.since }), { mode: 0o600 })
  } catch (error) {
    connection?.close()
    if (isHeld(error)) return fail('profile-locked', `Casement is already open${describeHolder(paths.holder)}.`, 'Use the window that is open, or close it and start again; --profile opens another profile.')
    if (isNotWritable(error)) return fail('read-only', `The folder ${folder} cannot be written.`, 'Change its permissions, or choose another folder with --profile.')
    const known = asFailureError(error)
    if (known instanceof FailureError) return err(known.failure)
    throw error
  }
  const held = connection
  return ok({
    close() {
      // First the note, then the lock: the note of the next holder must not be removed.
      rmSync(paths.holder, { force: true })
      held.close()
    },
  })
}

function describeHolder(file: string): string {
  try {
    const holder = JSON.parse(readFileSync(file, 'utf8')) as Partial<Holder>
    if (typeof holder.host !== 'string' || typeof holder.pid !== 'number' || typeof holder.since !== 'number') return ''
    const since = new Date(holder.since).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
    return ` (${holder.host}, process ${holder.pid}, since ${since})`
  } catch {
    return ''
  }
}
