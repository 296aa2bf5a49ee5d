import { FailureError, type Failure } from '../../shared/result.ts'

/** True when the error says that a database file is not what it should be. */
export function isDamage(error: unknown): boolean {
  const code = codeOf(error)
  return code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB'
}

/** True when the error says that a place cannot be written. */
export function isNotWritable(error: unknown): boolean {
  const code = codeOf(error)
  return code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN') || ['EACCES', 'EPERM', 'EROFS'].includes(code)
}

/** True when another connection holds the file. */
export function isHeld(error: unknown): boolean {
  const code = codeOf(error)
  return code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')
}

/** True when the disk has no room, in whichever way SQLite or the system says so. */
export function isFull(error: unknown): boolean {
  const code = codeOf(error)
  // SQLite maps the log's index into memory, and tells a disk without room for it as an error of input and output.
  return code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'SQLITE_IOERR_SHMSIZE'
}

/** True when the same call may work later: the file is in use, or the disk is full. */
export function isPassing(error: unknown): boolean {
  return isHeld(error) || isFull(error)
}

/** A database error as a sentence that a person can act on; any other error (a bug) comes back as it is. */
export function asFailureError(error: unknown): unknown {
  const failure = failureOf(error)
  return failure === null ? error : new FailureError(failure)
}

function failureOf(error: unknown): Failure | null {
  const code = codeOf(error)
  if (isFull(error)) return { kind: 'storage-full', message: 'The disk is full, so nothing could be saved.', next: 'Free some space and try again; everything saved before is still there.' }
  if (isDamage(error)) return { kind: 'storage-corrupt', message: 'The database is damaged in a place that was needed.', next: 'Close Casement and start it again: it opens the newest good copy.' }
  if (code.startsWith('SQLITE_READONLY') || code === 'EROFS') return { kind: 'read-only', message: 'This profile can only be read.', next: 'Make its folder writable and start again.' }
  if (code.startsWith('SQLITE_IOERR') || isHeld(error)) return { kind: 'storage-failed', message: 'The disk did not take the change.', next: 'Check the disk and try again; nothing was half saved.' }
  return null
}

function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return ''
}
