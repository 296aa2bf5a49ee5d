/** A piece of text that comes again and again is at most so long, and comes more often than in any table or rule of dashes. */
const longestPiece = 24
const mostRepeats = 2000

/**
 * Watches a text grow and tells when it only repeats itself: one piece of up to 24 characters more than 2,000 times in a
 * row, however the text was cut into frames. For each length it counts how long each character has equalled the one that
 * stands so far before it, so that nothing but the last 24 characters is remembered.
 */
export function createEndlessWatch(): (text: string) => boolean {
  const before = new Uint16Array(longestPiece)
  const runs = new Uint32Array(longestPiece + 1)
  let at = 0
  return (text) => {
    let endless = false
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index)
      for (let length = 1; length <= longestPiece && length <= at; length++) {
        const run = before[(at - length) % longestPiece] === code ? runs[length]! + 1 : 0
        runs[length] = run
        if (run >= length * mostRepeats) endless = true
      }
      before[at % longestPiece] = code
      at++
    }
    return endless
  }
}
