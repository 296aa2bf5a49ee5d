/** A word or sign of a text, in lower case, with where it stands (UTF-16 units). */
export interface Token { readonly word: string; readonly start: number; readonly end: number }

/** Runs of letters, runs of digits, what follows an apostrophe, single signs: ends of names never lie inside a token. */
const pattern = /[\p{L}\p{M}]+|\p{N}+|['’]\p{L}{1,3}(?!\p{L})|[^\s]/gu

/** Cuts a text into tokens. */
export function tokensOf(text: string): Token[] {
  return Array.from(text.matchAll(pattern), (found) => ({
    word: found[0].normalize('NFC').toLowerCase().replace('’', '\''), start: found.index, end: found.index + found[0].length,
  }))
}
