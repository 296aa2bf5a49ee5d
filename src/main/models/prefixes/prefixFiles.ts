import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Names of kept prefixes: whose, made with what, and the checksum of the content, all as hashes. A name tells nobody
 * what was talked about, and one look says whether a file fits and is whole.
 */
const named = /^(?<owner>[0-9a-f]{32})\.(?<state>[0-9a-f]{16})\.(?<checksum>[0-9a-f]{64})\.prefix$/
const unfinished = /^[0-9a-f]{16}\.part$/

export interface PrefixFile { readonly path: string; readonly owner: string; readonly state: string; readonly checksum: string }

/** @param state what made it: the model and all that changes its numbers */
export function prefixPath(folder: string, conversationId: string, state: string, checksum: string): string {
  return join(folder, `${ownerOf(conversationId)}.${stateOf(state)}.${checksum}.prefix`)
}

/** A name for a file that is being written or read; what has such a name after a start was left half done. */
export function unfinishedPath(folder: string): string {
  return join(folder, `${randomBytes(8).toString('hex')}.part`)
}

export const ownerOf = (conversationId: string): string => sha256(conversationId).slice(0, 32)
export const stateOf = (state: string): string => sha256(state).slice(0, 16)

/** All kept prefixes of a folder; none where there is no folder. */
export async function listPrefixes(folder: string): Promise<PrefixFile[]> {
  return (await namesIn(folder)).flatMap((name) => {
    const { owner, state, checksum } = named.exec(name)?.groups ?? {}
    return owner === undefined || state === undefined || checksum === undefined ? [] : [{ path: join(folder, name), owner, state, checksum }]
  })
}

/** Deletes what was kept for these conversations by any model, or (null) everything. Rejects when a file stays. */
export async function removePrefixes(folder: string, conversationIds: readonly string[] | null): Promise<void> {
  const owners = conversationIds === null ? null : new Set(conversationIds.map(ownerOf))
  for (const file of await listPrefixes(folder)) if (owners === null || owners.has(file.owner)) await rm(file.path, { force: true })
  if (conversationIds === null) await removeUnfinished(folder)
}

/** Deletes what a process left half written or half read when it ended. */
export async function removeUnfinished(folder: string): Promise<void> {
  for (const name of await namesIn(folder)) if (unfinished.test(name)) await rm(join(folder, name), { force: true })
}

/** SHA-256 of a file's content, in hex. */
export async function checksumOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

/** Deletes the files that were used longest ago until the rest takes at most so many bytes. */
export async function trimPrefixes(folder: string, mostBytes: number): Promise<void> {
  const files = await Promise.all((await listPrefixes(folder)).map(async ({ path }) => {
    const { size, mtimeMs } = await stat(path)
    return { path, size, mtimeMs }
  }))
  let total = files.reduce((sum, file) => sum + file.size, 0)
  for (const file of files.sort((a, b) => a.mtimeMs - b.mtimeMs)) {
    if (total <= mostBytes) return
    await rm(file.path, { force: true })
    total -= file.size
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try { return await readdir(folder) } catch { return [] }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
