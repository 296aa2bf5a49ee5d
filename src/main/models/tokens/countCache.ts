import { createHash } from 'node:crypto'
import { createByteCache, type ByteCache, type CacheFigures } from '../../cache/byteCache.ts'

const longText = 512

/** Remembers counts by text, within bytes; the text used longest ago leaves first. Long texts are kept by their hash, not whole. */
export class CountCache {
  readonly #counts: ByteCache<number>

  constructor(mostBytes: number) { this.#counts = createByteCache({ name: 'Token counts', mostBytes, sizeOf: () => 8 }) }

  async count(text: string, measure: (text: string) => Promise<number>): Promise<number> {
    const key = keyOf(text)
    const known = this.#counts.get(key)
    if (known !== undefined) return known
    const count = await measure(text)
    this.#counts.put(key, count)
    return count
  }

  figures(): CacheFigures { return this.#counts.figures() }
}

/** A pasted book is remembered by its checksum: counting it again would take seconds in every turn after it. */
export function keyOf(text: string): string {
  return text.length <= longText ? text : `${text.length} ${createHash('sha256').update(text, 'utf16le').digest('base64')}`
}
