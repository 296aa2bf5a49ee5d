import { readFileSync, statSync } from 'node:fs'
import type { Sealed, Stretch } from './seal.ts'

/** The kept keys as they lie in the profile: which providers they are for can be read, the keys cannot. */
export interface KeyFile {
  readonly stretch: Stretch
  /** Opens with the right passphrase and no other. */
  readonly check: Sealed
  readonly keys: ReadonlyMap<string, Sealed>
}

/** What stands where the kept keys should be. Only `whole` can be opened; `none` is no file at all. */
export type FoundKeys =
  | { readonly state: 'whole'; readonly file: KeyFile }
  | { readonly state: 'none' | 'damaged' | 'newer' | 'foreign' | 'unreadable' }

const format = 'casement-keys'
const version = 1
const mostBytes = 1_000_000
const mostWork = 2 ** 20

/** Reads the file of kept keys. Never throws and changes nothing, whatever lies there. */
export function readKeyFile(path: string): FoundKeys {
  let text: string
  try {
    const found = statSync(path, { throwIfNoEntry: false })
    if (found === undefined) return { state: 'none' }
    if (!found.isFile()) return { state: 'foreign' }
    if (found.size > mostBytes) return { state: 'foreign' }
    text = readFileSync(path, 'utf8')
  } catch {
    return { state: 'unreadable' }
  }
  const read = parse(text)
  if (read === null) return { state: 'damaged' }
  if (read['format'] !== format) return { state: 'foreign' }
  if (typeof read['version'] === 'number' && read['version'] > version) return { state: 'newer' }
  const file = read['version'] === version ? readWhole(read) : null
  return file === null ? { state: 'damaged' } : { state: 'whole', file }
}

/** The bytes to write. */
export function writeKeyFile({ stretch, check, keys }: KeyFile): string {
  const { n, r, p, salt } = stretch
  return `${JSON.stringify({
    format, version, stretch: { way: 'scrypt', n, r, p, salt: salt.toString('base64') }, check: written(check),
    keys: Object.fromEntries([...keys].map(([id, sealed]) => [id, written(sealed)])),
  }, null, 1)}\n`
}

const written = ({ iv, tag, data }: Sealed) => ({ iv: iv.toString('base64'), tag: tag.toString('base64'), data: data.toString('base64') })

type Fields = Record<string, unknown>

function readWhole(read: Fields): KeyFile | null {
  const stretch = readStretch(read['stretch'])
  const check = readSealed(read['check'])
  if (stretch === null || check === null || !isFields(read['keys'])) return null
  const keys = new Map<string, Sealed>()
  for (const [id, one] of Object.entries(read['keys'])) {
    const sealed = readSealed(one)
    if (sealed === null) return null
    keys.set(id, sealed)
  }
  return { stretch, check, keys }
}

/** Bounded: a file that was tampered with must neither make a try cheap nor take all memory. */
function readStretch(value: unknown): Stretch | null {
  if (!isFields(value) || value['way'] !== 'scrypt') return null
  const { n, r, p } = value
  const salt = readBytes(value['salt'], 16, 64)
  if (typeof n !== 'number' || n < 2 ** 17 || n > mostWork || !Number.isInteger(Math.log2(n))) return null
  return r === 8 && p === 1 && salt !== null ? { n, r, p, salt } : null
}

function readSealed(value: unknown): Sealed | null {
  if (!isFields(value)) return null
  const iv = readBytes(value['iv'], 12, 12)
  const tag = readBytes(value['tag'], 16, 16)
  const data = readBytes(value['data'], 0, 10_000)
  return iv === null || tag === null || data === null ? null : { iv, tag, data }
}

function readBytes(value: unknown, fewest: number, most: number): Buffer | null {
  if (typeof value !== 'string' || !/^[A-Za-z0-9+/]*={0,2}$/.test(value)) return null
  const bytes = Buffer.from(value, 'base64')
  return bytes.length >= fewest && bytes.length <= most ? bytes : null
}

function parse(text: string): Fields | null {
  try {
    const value: unknown = JSON.parse(text)
    return isFields(value) ? value : null
  } catch {
    return null
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
