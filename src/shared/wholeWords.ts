/**
 * Finds words and never parts of words, in any case and script: `\b` knows the letters of English alone.
 * @param source alternatives as a regular expression has them: "tests?|unit tests"
 * @param flags beside `u`; any case unless said otherwise
 */
export function wholeWords(source: string, flags: 'i' | 'gi' = 'i'): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, `${flags}u`)
}
