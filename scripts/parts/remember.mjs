import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const day = 24 * 60 * 60 * 1000

/** True while something failed less than a day ago: the next start need not wait for the same failure again. */
export function failedToday(root, what, now = Date.now()) {
  const file = noteOf(root, what)
  return existsSync(file) && now - statSync(file).mtimeMs < day
}

/** Notes that something failed just now. */
export function noteFailure(root, what) {
  mkdirSync(dirname(noteOf(root, what)), { recursive: true })
  writeFileSync(noteOf(root, what), '')
}

/** Forgets a failure, because it went well since. */
export function clearFailure(root, what) {
  rmSync(noteOf(root, what), { force: true })
}

function noteOf(root, what) {
  return join(root, '.cache', `${what}-failed`)
}
