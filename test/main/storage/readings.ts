import { inflateRawSync } from 'node:zlib'
import { all, type ReadDb } from '../../../src/main/storage/database.ts'

/** What the tables of a store hold, read in two ways. */
export interface Readings {
  /** Every text by itself: JSON is read, and each text in it stands alone, names of fields included. */
  readonly said: readonly string[]
  /** As it lies in the file: JSON with its quotes and escapes, and the texts of a row one behind the other. Words can come about there that nobody said. */
  readonly written: readonly string[]
}

export function readEverything(db: ReadDb): Readings {
  const said: string[] = []
  const written: string[] = []
  for (const { name } of all<{ name: string }>(db, "SELECT name FROM sqlite_schema WHERE type = 'table'")) {
    for (const row of all<Record<string, unknown>>(db, `SELECT * FROM "${name}"`)) {
      written.push(Object.values(row).filter((value) => typeof value === 'string').join(''))
      for (const text of Object.values(row).flatMap(textsOf)) {
        const parsed = parse(text)
        said.push(...parsed === undefined ? [text] : textsIn(parsed))
      }
    }
  }
  return { said, written }
}

/** Bytes may be UTF-8, UTF-16 or packed. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (!Buffer.isBuffer(value)) return []
  const plain = [value.toString('utf8'), value.toString('utf16le')]
  try { return [...plain, inflateRawSync(value).toString('utf8')] } catch { return plain }
}

function parse(text: string): unknown {
  if (!/^[{["]/u.test(text)) return undefined
  try { return JSON.parse(text) as unknown } catch { return undefined }
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, one]) => [key, ...textsIn(one)]) : []
}
