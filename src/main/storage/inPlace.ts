import { statSync } from 'node:fs'
import { fail, type Failure } from '../../shared/result.ts'
import { profilePaths } from '../platform/paths.ts'

/**
 * Remembers which file the store of a profile is now, and tells later whether it still lies under its name. A file that was
 * deleted or replaced takes every write until the last connection closes, and then it is gone with them.
 * Costs one look at the folder a time. Windows lets nobody delete an open file, so there the answer is always yes.
 * @returns a question: null while the file is in its place, else why nothing more can be saved
 */
export function watchPlace(folder: string): () => Failure | null {
  const { database, backups } = profilePaths(folder)
  const opened = identityOf(database)
  return () => {
    if (process.platform === 'win32' || opened === null) return null
    const now = identityOf(database)
    // A folder that cannot be looked at for a moment is no proof: SQLite says what it meets there.
    if (now === null || now === opened) return null
    return fail('storage-failed', 'The file casement.db was deleted or replaced while Casement was running, so nothing more can be saved in it.', `Close Casement and start it again. A copy of everything that was saved is put into ${backups}.`).error
  }
}

/** Device and number of a file; 'none' where nothing lies there, null where that cannot be told. */
function identityOf(file: string): string | null {
  try {
    // Only looked at: opening and closing the file would drop SQLite's locks on it.
    const found = statSync(file, { bigint: true, throwIfNoEntry: false })
    return found === undefined ? 'none' : `${found.dev}:${found.ino}`
  } catch {
    return null
  }
}
