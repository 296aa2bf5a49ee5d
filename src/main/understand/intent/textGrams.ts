import { fnv1a, fnvStart } from '../../../shared/fnv.ts'

/** How many places the words and the letters of a text fall into. */
export interface GramSpace { readonly words: number; readonly letters: number }

/** What of a long message is read: what is asked stands at its beginning or its end. */
const headChars = 600
const tailChars = 200
const shortestGram = 2
const longestGram = 5

/**
 * Which single words, pairs of neighbouring words and runs of letters within words a text holds, as places in a space of hashes
 * (FNV-1a): what an embedding blurs, such as the one word that parts two intents. Places of letters come after those of words.
 * Bounded: of a long text its head and tail are read.
 */
export function gramsOf(text: string, space: GramSpace): { words: Map<number, number>; letters: Map<number, number> } {
  const words = new Map<number, number>()
  const letters = new Map<number, number>()
  let before = '^'
  for (const word of [...wordsOf(text), '$']) {
    if (word !== '$') add(words, hashOf(word, 0) % space.words)
    add(words, hashOf(`${before} ${word}`, 1) % space.words)
    before = word
    if (word === '$') continue
    const padded = ` ${word.slice(0, 40)} `
    for (let length = shortestGram; length <= longestGram; length++) {
      for (let at = 0; at + length <= padded.length; at++) add(letters, hashOf(padded.slice(at, at + length), 2) % space.letters)
    }
  }
  return { words, letters }
}

/** Lower-case words without signs; apostrophes vanish, so that "what's" and "whats" are one. */
export function wordsOf(text: string): string[] {
  const read = text.length <= headChars + tailChars ? text : `${text.slice(0, headChars)} ${text.slice(-tailChars)}`
  return read.normalize('NFKC').toLowerCase().replace(/['’]/gu, '').match(/[\p{L}\p{M}]+|\p{N}+/gu) ?? []
}

function add(counts: Map<number, number>, place: number): void {
  counts.set(place, (counts.get(place) ?? 0) + 1)
}

function hashOf(text: string, seed: number): number {
  const hash = fnv1a(text, fnvStart ^ Math.imul(seed, 0x9e3779b1))
  return Math.imul(hash ^ (hash >>> 15), 0x85ebca6b) >>> 8
}
