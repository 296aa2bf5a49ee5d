import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import { all, type ReadDb } from '../../storage/database.ts'
import { byteCodeOf } from '../../storage/index/byteCode.ts'
import { signBitsOf } from '../../storage/index/signBits.ts'

/** Every form in which a text may stand in a file: three encodings, two kinds of JSON, three cases. */
export function formsOfText(text: string): Buffer[] {
  const all = [text, text.toUpperCase(), text.toLowerCase()].flatMap((one) => [
    Buffer.from(one), Buffer.from(one, 'utf16le'), Buffer.from(one, 'utf16le').swap16(), Buffer.from(JSON.stringify(one).slice(1, -1)),
    Buffer.from(JSON.stringify(one).slice(1, -1).replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)),
  ])
  return all.filter((form, at) => all.findIndex((other) => other.equals(form)) === at)
}

/** Every form in which a vector is kept: whole, as the bytes and as the signs of its numbers. */
export function formsOfVector(vector: Float32Array): Buffer[] {
  return [Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength), byteCodeOf(vector), Buffer.from(signBitsOf(vector))]
}

export function countIn(bytes: Buffer, forms: readonly Buffer[]): number {
  let count = 0
  for (const form of forms) for (let at = bytes.indexOf(form); at !== -1; at = bytes.indexOf(form, at + 1)) count++
  return count
}

/** How often some bytes stand in the files of a folder, by file; files without any are left out. */
export function countInFolder(folder: string, forms: readonly Buffer[]): Record<string, number> {
  const found: Record<string, number> = {}
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const file = join(folder, name)
    const count = statSync(file).isFile() ? countIn(readFileSync(file), forms) : 0
    if (count > 0) found[name] = count
  }
  return found
}

/** How often they stand in packed columns: what is deflated shows in no file. */
export function countInPacked(db: ReadDb, forms: readonly Buffer[]): number {
  const bodies = all<{ body: unknown }>(db, 'SELECT body FROM turn_trace UNION ALL SELECT body FROM context_run UNION ALL SELECT body FROM text_blob WHERE packed <> 0')
  return bodies.reduce((sum, { body }) => {
    try { return Buffer.isBuffer(body) ? sum + countIn(inflateRawSync(body), forms) : sum } catch { return sum }
  }, 0)
}
