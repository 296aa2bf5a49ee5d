import { randomBytes } from 'node:crypto'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { fail, type Failure, type Result } from '../../../shared/result.ts'

/** What a writer puts into a new place: all of it or nothing. */
export interface NewPlace {
  /** Writes one file into the new folder. */
  write(name: string, chunks: Iterable<string>): Promise<void>
}

/** The named path where nothing lies, else the same with the first number that is free: nothing is ever written over. */
export async function freePath(path: string): Promise<string> {
  const extension = extname(path)
  const stem = join(dirname(path), basename(path, extension))
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? path : `${stem}-${number}${extension}`
    if (await stat(candidate).then(() => false, (error: NodeJS.ErrnoException) => error.code === 'ENOENT')) return candidate
    // A place that cannot even be looked at is told by the writing.
    if (number > 10_000) return candidate
  }
}

/**
 * Writes a file that only its owner can read. It appears under its name when all of it lies safely on the disk; where that
 * fails nothing stays behind.
 * @param check asked once more before it appears: what throws there takes it back
 * @returns where it lies, and its size in bytes
 */
export async function writeNewFile(path: string, chunks: Iterable<string>, check: () => void = () => {}): Promise<Result<{ path: string; bytes: number }>> {
  const temporary = temporaryFor(path)
  try {
    const bytes = await writeChunks(temporary, chunks)
    const free = await freePath(path)
    check()
    await rename(temporary, free)
    await syncFolder(dirname(free))
    return { ok: true, value: { path: free, bytes } }
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {})
    return { ok: false, error: failureOf(error) }
  }
}

/** Makes a folder with what `fill` writes into it, whole or not at all, as `writeNewFile` does for one file. */
export async function writeNewFolder(path: string, fill: (place: NewPlace) => Promise<void>, check: () => void = () => {}): Promise<Result<{ path: string; bytes: number }>> {
  const temporary = temporaryFor(path)
  let bytes = 0
  try {
    await mkdir(temporary, { mode: 0o700 })
    await fill({
      async write(name, chunks) {
        const target = join(temporary, name)
        await mkdir(dirname(target), { recursive: true, mode: 0o700 })
        bytes += await writeChunks(target, chunks)
      },
    })
    await syncFolder(temporary)
    const free = await freePath(path)
    check()
    await rename(temporary, free)
    await syncFolder(dirname(free))
    return { ok: true, value: { path: free, bytes } }
  } catch (error) {
    await rm(temporary, { recursive: true, force: true }).catch(() => {})
    return { ok: false, error: failureOf(error) }
  }
}

function temporaryFor(path: string): string {
  return join(dirname(path), `.${basename(path).slice(0, 100)}.${randomBytes(6).toString('hex')}.part`)
}

const blockBytes = 1 << 18

async function writeChunks(path: string, chunks: Iterable<string>): Promise<number> {
  const file = await open(path, 'wx', 0o600)
  try {
    let bytes = 0
    let waiting = ''
    const flush = async (): Promise<void> => {
      const block = Buffer.from(waiting, 'utf8')
      waiting = ''
      bytes += block.length
      await file.writeFile(block)
    }
    for (const chunk of chunks) {
      waiting += chunk
      if (waiting.length >= blockBytes) await flush()
    }
    await flush()
    await file.sync()
    return bytes
  } finally {
    await file.close()
  }
}

/** So that the new name is on the disk as well. Not every system lets a folder be synced. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null)
  await handle?.sync().catch(() => {})
  await handle?.close()
}

function failureOf(error: unknown): Failure {
  const code = (error as NodeJS.ErrnoException).code ?? ''
  if (['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code)) return fail('storage-full', 'The disk is full, so nothing was written.', 'Free some space, or choose a place on another disk.').error
  if (['ENOENT', 'ENOTDIR'].includes(code)) return fail('not-found', 'The folder for it does not exist.', 'Make it first, or choose another place.').error
  if (['EACCES', 'EPERM', 'EROFS'].includes(code)) return fail('read-only', 'Nothing may be written in this place.', 'Choose another place.').error
  if (['EIO', 'ENAMETOOLONG', 'EINVAL', 'EMFILE'].includes(code)) return fail('storage-failed', 'The disk did not take it, so nothing was written.', 'Check the disk and the name, and try again.').error
  throw error
}
