/** A piece that comes again is at most so long, and stands so often at the end before that is called repeating. */
const longestPiece = 24
const fewestRepeats = 20
/** A rule of dashes or the border of a table is shorter. */
const fewestChars = 300

export const repeatedItself = 'Stopped: it repeated itself.'

/**
 * Why an answer that was stopped at its limit is not whole, in a sentence for the person: it went round in circles, or it was
 * longer than an answer may be.
 * @param mostTokens tokens that the answer was allowed to have
 */
export function whyCut(text: string, mostTokens: number): string {
  return endsRepeating(text) ? repeatedItself : `Cut off: the longest answer allowed is ${mostTokens} tokens.`
}

/** True where the end of a text is one short piece again and again, wherever the last of them was cut. */
function endsRepeating(text: string): boolean {
  const end = text.trimEnd()
  for (let length = 1; length <= longestPiece; length++) {
    const needed = Math.max(length * fewestRepeats, fewestChars)
    let same = 0
    while (same < needed && same + length < end.length && end[end.length - 1 - same] === end[end.length - 1 - same - length]) same++
    if (same === needed) return true
  }
  return false
}
