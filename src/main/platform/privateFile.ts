import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Writes a file that only its owner can read, whole or not at all: beside its place first, onto the disk, then into its
 * place. Throws the file system's error; the old file is then as it was.
 */
export function writePrivateFile(file: string, text: string): void {
  const beside = `${file}.new`
  // A left-over of a run that was killed may have other rights: it goes first.
  rmSync(beside, { force: true })
  try {
    const handle = openSync(beside, 'wx', 0o600)
    try {
      writeSync(handle, text)
      fsyncSync(handle)
    } finally { closeSync(handle) }
    renameSync(beside, file)
  } catch (error) {
    rmSync(beside, { force: true })
    throw error
  }
  syncFolderOf(file)
}

/** Waits until a file's name is on the disk; Windows does that by itself and cannot be asked. */
function syncFolderOf(file: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(dirname(file), 'r')
  try { fsyncSync(handle) } finally { closeSync(handle) }
}
