import { chmodSync, closeSync, fsyncSync, openSync } from 'node:fs'

/** Makes an empty file that only its owner can read, unless it is there; SQLite gives its side files the same rights. */
export function makePrivateFile(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600))
  } catch (error) {
    // A file that is there must not be opened: closing it would drop the locks that this process holds on it.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

/** Takes a file from everybody else, where the file system knows rights. */
export function makePrivate(file: string): void {
  try { chmodSync(file, 0o600) } catch { /* Some file systems have no rights to change. */ }
}

/** Waits until a file's bytes are on the disk. */
export function syncFile(file: string): void {
  const handle = openSync(file, 'r+')
  try { fsyncSync(handle) } finally { closeSync(handle) }
}

/** Waits until a folder's names are on the disk; Windows does that by itself and cannot be asked. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try { fsyncSync(handle) } finally { closeSync(handle) }
}
