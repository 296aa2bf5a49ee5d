import { createHash } from 'node:crypto'

const longText = 512

/** Remembers counts by text; the text used longest ago leaves first. Long texts are kept by their hash, not whole. */
export class CountCache {
  readonly #counts = new Map<string, number>()
  readonly #most: number

  /** @param most texts that are remembered; 512 characters each at the worst */
  constructor(most: number) { this.#most = most }

  async count(text: string, measure: (text: string) => Promise<number>): Promise<number> {
    const key = text.length <= longText ? text : `${text.length} ${createHash('sha256').update(text, 'utf16le').digest('base64')}`
    const known = this.#counts.get(key)
    if (known === undefined) {
      const count = await measure(text)
      this.#keep(key, count)
      return count
    }
    this.#counts.delete(key)
    this.#keep(key, known)
    return known
  }

  #keep(key: string, count: number): void {
    this.#counts.set(key, count)
    if (this.#counts.size <= this.#most) return
    for (const oldest of this.#counts.keys()) {
      this.#counts.delete(oldest)
      break
    }
  }
}
