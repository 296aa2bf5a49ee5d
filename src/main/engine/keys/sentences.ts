import { fail, type Failure } from '../../../shared/result.ts'
import type { FoundKeys } from './keyFile.ts'

/** What a person reads about keys at rest. */

const again = 'It is left as it is: a new passphrase puts it aside and begins a new file, and the keys are then entered again.'

export const wrongPassphrase = fail('not-allowed', 'This passphrase does not open the keys.', 'Check it and try again in a moment.')

export const lockedKeys = fail('provider-key', 'The kept keys are locked.', 'Unlock them with your passphrase, in Settings or with --unlock in the terminal, then try again.')

/** @param ms until the next try is taken; it stands in the sentence as whole seconds */
export function tooSoon(ms: number) {
  const seconds = Math.ceil(ms / 1000)
  const wait = fail('busy', 'A passphrase was wrong, so the next try has to wait.', `Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`)
  return { ...wait, error: { ...wait.error, retryAfterSeconds: seconds } satisfies Failure }
}

/** Why kept keys cannot be used, as a sentence; null where nothing is wrong. */
export function problemOf(state: FoundKeys['state']): string | null {
  switch (state) {
    case 'damaged': return `The file with the kept keys is damaged. ${again}`
    case 'newer': return `The file with the kept keys was written by a newer Casement. Update Casement to use it. ${again}`
    case 'foreign': return `What lies in the place of the kept keys is no file of Casement. ${again}`
    case 'unreadable': return 'The file with the kept keys cannot be read. Give yourself the right to read it, then start again.'
    default: return null
  }
}

/** A file system's error as a sentence. */
export function notSaved(error: unknown) {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  if (code === 'ENOSPC' || code === 'EDQUOT') return fail('storage-full', 'The disk is full, so the key was not saved.', 'Free some space and try again.')
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return fail('read-only', 'The profile takes no files, so the key was not saved.', 'Make its folder writable and try again.')
  return fail('storage-failed', 'The disk did not take the file with the keys.', 'Check the disk and try again; the old file is as it was.')
}
