import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** Makes a folder, and those above it, that only its owner can enter. Throws the file system's error where it cannot be made. */
export function makePrivateFolder(folder: string): void {
  const missing: string[] = []
  for (let at = folder; statSync(at, { throwIfNoEntry: false }) === undefined && dirname(at) !== at; at = dirname(at)) missing.push(at)
  // Step by step: in a folder that is there but takes nothing (/proc), Node's recursive way tries for ever.
  for (const one of missing.reverse()) {
    try { mkdirSync(one, { mode: 0o700 }) } catch (error) { if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error }
  }
  if (!statSync(folder).isDirectory()) throw Object.assign(new Error(`${folder} is not a folder`), { code: 'ENOTDIR' })
}
