/** Numbers of one kind under a name; what a difficulty head is made of, and what its file holds. */
export type Section = Float32Array | Int16Array | Int8Array | Uint8Array
export interface HeadParts { readonly meta: Readonly<Record<string, unknown>>; readonly sections: Readonly<Record<string, Section>> }

const mark = 'CSDIFF1\n'
const kinds = { f32: Float32Array, i16: Int16Array, i8: Int8Array, u8: Uint8Array } as const
type Kind = keyof typeof kinds
interface Entry { readonly name: string; readonly kind: Kind; readonly length: number }

/**
 * Puts a head into bytes: a mark, the length of a JSON head (uint32, little-endian), the JSON with a checksum of what follows,
 * and the sections one after the other, each at a multiple of four bytes.
 */
export function packHead({ meta, sections }: HeadParts): Uint8Array {
  const entries: Entry[] = Object.entries(sections).map(([name, section]) => ({ name, kind: kindOf(section), length: section.length }))
  const body = new Uint8Array(entries.reduce((sum, entry) => sum + bytesOf(entry), 0))
  let at = 0
  for (const entry of entries) {
    const section = sections[entry.name]!
    body.set(new Uint8Array(section.buffer, section.byteOffset, section.byteLength), at)
    at += bytesOf(entry)
  }
  const json = new TextEncoder().encode(JSON.stringify({ meta, entries, checksum: checksumOf(body) }))
  const start = padded(mark.length + 4 + json.length)
  const bytes = new Uint8Array(start + body.length)
  bytes.set(new TextEncoder().encode(mark))
  new DataView(bytes.buffer).setUint32(mark.length, json.length, true)
  bytes.set(json, mark.length + 4)
  bytes.set(body, start)
  return bytes
}

/** Reads what `packHead` wrote; null for anything else, also where one byte differs. */
export function unpackHead(given: Uint8Array): HeadParts | null {
  const bytes = given.slice()
  if (bytes.length < mark.length + 4 || new TextDecoder().decode(bytes.subarray(0, mark.length)) !== mark) return null
  const length = new DataView(bytes.buffer).getUint32(mark.length, true)
  if (mark.length + 4 + length > bytes.length) return null
  try {
    const { meta, entries, checksum } = JSON.parse(new TextDecoder().decode(bytes.subarray(mark.length + 4, mark.length + 4 + length))) as { meta: Record<string, unknown>; entries: Entry[]; checksum: number }
    let at = padded(mark.length + 4 + length)
    if (checksumOf(bytes.subarray(at)) !== checksum) return null
    const sections: Record<string, Section> = {}
    for (const entry of entries) {
      sections[entry.name] = new kinds[entry.kind](bytes.buffer, at, entry.length)
      at += bytesOf(entry)
    }
    return at === bytes.length ? { meta, sections } : null
  } catch {
    return null
  }
}

function kindOf(section: Section): Kind {
  return section instanceof Float32Array ? 'f32' : section instanceof Int16Array ? 'i16' : section instanceof Int8Array ? 'i8' : 'u8'
}

function bytesOf({ kind, length }: Entry): number {
  return padded(kinds[kind].BYTES_PER_ELEMENT * length)
}

function padded(length: number): number {
  return Math.ceil(length / 4) * 4
}

/** FNV-1a: against damage, not against people. */
function checksumOf(bytes: Uint8Array): number {
  let sum = 0x811c9dc5
  for (const byte of bytes) sum = Math.imul(sum ^ byte, 0x01000193)
  return sum >>> 0
}
