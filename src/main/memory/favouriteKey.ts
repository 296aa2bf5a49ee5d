const same: Readonly<Record<string, string>> = { color: 'colour', movie: 'film', meal: 'food', dish: 'food', tune: 'song', writer: 'author', 'soccer team': 'football team', town: 'city', pastime: 'hobby' }

/**
 * The key of a favourite ("user.favourite.film") from the words that name it, so that a fact and a question meet in spite of
 * number and spelling.
 */
export function favouriteKey(what: string): string {
  const word = what.trim().toLowerCase().replace(/^(?:kind|type|sort) of /, '')
  const single = /(?:ss|us|is)$/.test(word) ? word : word.replace(/ies$/, 'y').replace(/(?:(?<=[sx]|ch|sh)es|s)$/, '')
  const plain = single === 'movy' ? 'movie' : single
  return `user.favourite.${same[plain] ?? plain}`
}
