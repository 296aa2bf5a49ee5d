import { isEmptyWord, wordsOf } from './words.ts'

/** A message as a search sees it. */
export interface Query {
  /** Distinct words that carry meaning, in order; none where all are such as "what" and "not". */
  readonly words: readonly string[]
  /** What must be found wherever it stands: numbers, quotations, names. Lower case. */
  readonly exact: readonly string[]
  /** True when the message speaks of the one who types it. */
  readonly aboutUser: boolean
}

/** A longer message is searched by its beginning and its end: there stands what it asks. */
const readChars = 2000
const mostWords = 40
/** Scripts without spaces are searched by pairs of characters, of which a question has many. */
const mostPairs = 100
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u

/** Reads the search words out of a message; the same message always gives the same query. */
export function queryOf(text: string): Query {
  const read = text.length <= readChars * 2 ? text : `${text.slice(0, readChars)}\n${text.slice(-readChars)}`
  const all = [...new Set(wordsOf(read))]
  const meaningful = all.filter((word) => !isEmptyWord(word) && (word.length > 1 || /\p{N}/u.test(word)))
  const words = meaningful.slice(0, unspaced.test(read) ? mostPairs : mostWords)
  return { words, exact: exactOf(read, new Set(words)), aboutUser: /(?:^|[^\p{L}])(?:i|my|mine|me|we|our|ich|mein\w*|wir|unser\w*|je|j|mon|ma|mes|notre|yo|mi|mis)(?![\p{L}])/iu.test(read) }
}

function exactOf(text: string, words: ReadonlySet<string>): string[] {
  const found = new Set<string>()
  for (const [, inside] of text.matchAll(/["“”«»„]([^"“”«»„\n]{2,60})["“”«»]/g)) found.add(inside!.trim().toLowerCase())
  for (const word of words) if (/\p{N}/u.test(word) && (word.length > 1 || words.size === 1)) found.add(word)
  // A capital inside a sentence is a name in most languages; German nouns are told apart by their rarity later.
  for (const [, name] of text.matchAll(/[\p{L}\p{N},;]\s+(\p{Lu}[\p{L}\p{M}-]{2,})/gu)) {
    const plain = wordsOf(name!)[0]
    if (plain !== undefined && words.has(plain)) found.add(plain)
  }
  return [...found].slice(0, 12)
}

/**
 * The words among these that are rare in the store, so that sharing one is no chance.
 * @param counts in how many of `total` texts each word stands
 */
export function rareWords(words: readonly string[], counts: readonly number[], total: number): string[] {
  if (total < 50) return []
  const most = Math.max(2, Math.floor(total * 0.002))
  return words.filter((word, at) => word.length > 2 && counts[at] !== undefined && counts[at]! > 0 && counts[at]! <= most)
}
