import { mkdir, open, rename, rm, stat, statfs, utimes } from 'node:fs/promises'
import { checksumOf, listPrefixes, ownerOf, prefixPath, removePrefixes, removeUnfinished, stateOf, trimPrefixes, unfinishedPath } from './prefixFiles.ts'

/** What models have read, kept on disk. Nothing here ever rejects: what cannot be kept or found is read again. */
export interface PrefixStore {
  /**
   * Keeps what `write` puts into a file, in place of what was kept for this conversation before. Resolves when `write`
   * has ended; the file gets its name after that, when it is as long as `write` says.
   */
  save(conversationId: string, write: Write): Promise<void>
  /** Resolves when every file has its name. */
  settled(): Promise<void>
  /** Hands a kept file to `read` and says whether there was one that `read` took. A damaged one is deleted. */
  load(conversationId: string, read: (path: string) => Promise<unknown>): Promise<boolean>
  /** Deletes what was kept for these conversations, or everything. */
  drop(conversationIds: readonly string[] | null): Promise<void>
}

type Write = (path: string) => Promise<{ readonly fileSize: number }>

export interface PrefixStoreOptions {
  readonly folder: string
  /** All that must be the same for a file to fit: the weights, the window, the library and the device. */
  readonly state: string
  /** Bytes that all files together may take, asked at every use. */
  readonly mostBytes: () => number
}

/** The last of a disk is never taken: the rest of the computer works too. */
const leaveFreeBytes = 512 * 1024 * 1024

/** Opens the folder of kept prefixes; it is made at the first save. Files are for this user only. */
export function createPrefixStore({ folder, state, mostBytes }: PrefixStoreOptions): PrefixStore {
  let queue: Promise<unknown> = inTurnAfter(Promise.resolve(), async () => {
    await removeUnfinished(folder)
    await trimPrefixes(folder, mostBytes())
  })

  function next<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
    const result = inTurnAfter(queue, work).catch(() => otherwise)
    queue = result
    return result
  }

  async function keptFor(conversationId: string) {
    const owner = ownerOf(conversationId)
    return (await listPrefixes(folder)).filter((file) => file.owner === owner && file.state === stateOf(state))
  }

  async function saveNow(conversationId: string, write: Write): Promise<void> {
    if (mostBytes() <= 0) { await trimPrefixes(folder, 0); return }
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const before = await keptFor(conversationId)
    const temporary = unfinishedPath(folder)
    try {
      // Made here, so that it is private from its first byte.
      await (await open(temporary, 'wx', 0o600)).close()
      const { fileSize } = await write(temporary)
      const { size } = await stat(temporary)
      const disk = await statfs(folder)
      if (size !== fileSize || size > mostBytes() || disk.bavail * disk.bsize < leaveFreeBytes) return
      const path = prefixPath(folder, conversationId, state, await checksumOf(temporary))
      for (const file of before) await rm(file.path, { force: true })
      await trimPrefixes(folder, mostBytes() - size)
      await rename(temporary, path)
    } finally {
      await rm(temporary, { force: true })
    }
  }

  async function loadNow(conversationId: string, read: (path: string) => Promise<unknown>): Promise<boolean> {
    if (mostBytes() <= 0) return false
    for (const file of await keptFor(conversationId)) {
      // Whatever goes wrong from here on, even in native code, leaves a name that is deleted at the next start.
      const temporary = unfinishedPath(folder)
      await rename(file.path, temporary)
      try {
        if (await checksumOf(temporary) !== file.checksum) continue
        await read(temporary)
        const now = new Date()
        await utimes(temporary, now, now)
        await rename(temporary, file.path)
        return true
      } finally {
        await rm(temporary, { force: true })
      }
    }
    return false
  }

  return {
    save: (conversationId, write) => new Promise((resolve) => {
      void next(() => saveNow(conversationId, (path) => write(path).finally(resolve)), undefined).then(resolve)
    }),
    settled: () => next(() => Promise.resolve(), undefined),
    load: (conversationId, read) => next(() => loadNow(conversationId, read), false),
    drop: (conversationIds) => next(() => removePrefixes(folder, conversationIds), undefined),
  }
}

function inTurnAfter<T>(before: Promise<unknown>, work: () => Promise<T>): Promise<T> {
  return before.then(work, work)
}
