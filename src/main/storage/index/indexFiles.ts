import { createHash } from 'node:crypto'
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import Database from 'better-sqlite3'

/** The files of a search index and of the one that is made beside it for another model. */

const sides = ['', '-wal', '-shm', '-journal']
const chunk = Buffer.alloc(1 << 20)

/** Where the index of another model grows until it takes the place of the one that serves. */
export function besideFile(file: string, model: { readonly modelId: string; readonly dimensions: number }): string {
  const hash = createHash('sha1').update(`${model.modelId}\n${model.dimensions}`).digest('hex').slice(0, 12)
  return join(dirname(file), `index-${hash}.db`)
}

/** Indexes beside the one that serves: half made ones, and ones that no longer serve. */
export function otherIndexFiles(file: string): string[] {
  try {
    return readdirSync(dirname(file)).filter((name) => /^index-[0-9a-f]{12}\.db$|^index-old\.db$/.test(name) && name !== basename(file)).map((name) => join(dirname(file), name))
  } catch { return [] }
}

/** Which model the vectors of an index belong to; null where it is missing, damaged, or has none. */
export function modelOfIndex(file: string): { modelId: string; dimensions: number } | null {
  if (!existsSync(file)) return null
  try {
    const db = new Database(file, { readonly: true, fileMustExist: true })
    try {
      return db.prepare('SELECT model_id AS modelId, dimensions FROM vector_model').get() as { modelId: string; dimensions: number } | undefined ?? null
    } finally { db.close() }
  } catch { return null }
}

/** Puts a closed index in the place of another closed one, which waits under another name to be erased. @returns that name */
export function replaceIndexFile(file: string, by: string): string {
  const old = join(dirname(file), 'index-old.db')
  for (const side of sides) {
    rmSync(`${old}${side}`, { force: true })
    if (existsSync(`${file}${side}`)) renameSync(`${file}${side}`, `${old}${side}`)
    if (existsSync(`${by}${side}`)) renameSync(`${by}${side}`, `${file}${side}`)
  }
  return old
}

/** Overwrites an index that nobody has open, and removes it. */
export async function eraseIndexFile(file: string): Promise<void> {
  for (const side of sides) {
    const path = `${file}${side}`
    if (!existsSync(path)) continue
    const { size } = statSync(path)
    const handle = await open(path, 'r+')
    try {
      for (let at = 0; at < size; at += chunk.length) await handle.write(chunk, 0, Math.min(chunk.length, size - at), at)
      await handle.sync()
    } finally { await handle.close() }
    rmSync(path, { force: true })
  }
}
