/** Scripts that put no space between words, or glue endings to them: their words are indexed as overlapping pairs of characters. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]+/gu
const word = /[\p{L}\p{N}\p{M}\p{Co}]+/gu

/** A query is read up to here, in UTF-16 units, from both its ends: what a person asks stands at one of them. */
const queryChars = 4_000
const maxTokens = 100

/**
 * A text as the index tokenises it. Runs of an unspaced script become pairs of characters ("咖啡店" is "咖啡 啡店 店"): a query of
 * two or more characters then finds any place, one of one character finds by prefix.
 */
export function spaceOut(text: string): string {
  return text.normalize('NFC').toWellFormed().replaceAll('\0', ' ').replace(unspaced, (run) => ` ${pairs(run, true).join(' ')} `)
}

function pairs(run: string, withLast: boolean): string[] {
  const characters = [...run]
  const made = characters.slice(0, -1).map((character, at) => character + characters[at + 1]!)
  return withLast || characters.length === 1 ? [...made, characters.at(-1)!] : made
}

/** One word of a query. A single character of an unspaced script stands for every pair that begins with it. */
export interface Term { readonly text: string; readonly isPrefix: boolean }

/**
 * The words of a query, each without anything that could act as an operator. Doubles are left out.
 * @returns an empty list where the query holds no word
 */
export function termsOf(query: string): Term[] {
  const read = query.length <= 2 * queryChars ? query : `${query.slice(0, queryChars)} ${query.slice(-queryChars)}`
  const terms = new Map<string, Term>()
  for (const [token] of read.normalize('NFC').toWellFormed().toLowerCase().replace(unspaced, (run) => ` ${run} `).matchAll(word)) {
    for (const term of tokenTerms(token)) {
      if (terms.size >= maxTokens) return [...terms.values()]
      if (!terms.has(term.text)) terms.set(term.text, term)
    }
  }
  return [...terms.values()]
}

/** A term as FTS5 reads it: quoted, so that it is only ever a word. */
export function quoted(text: string, isPrefix: boolean): string { return `"${text}"${isPrefix ? '*' : ''}` }

function tokenTerms(token: string): Term[] {
  const run = token.match(unspaced)?.[0]
  if (run !== token) return [{ text: token, isPrefix: false }]
  return [...token].length === 1 ? [{ text: token, isPrefix: true }] : pairs(token, false).map((text) => ({ text, isPrefix: false }))
}
