import { countMergedPairs, longestPiece } from './mergePairs.ts'
import type { RankTable } from './rankTable.ts'

/** Characters between two turns of the event loop, so that counting ten megabytes leaves room for everything else. */
const breath = 100_000
const plain = /^[\0-\x7f]*$/

/**
 * Tokens of a text in one vocabulary. Special tokens are counted as the plain text that they are.
 * Exact, except that a single piece above 262,143 bytes is cut, where each cut may add a token or two.
 */
export async function countTokens(text: string, table: RankTable): Promise<number> {
  let count = 0
  let sinceRest = 0
  for (const [piece] of text.matchAll(new RegExp(table.pattern, 'gu'))) {
    const bytes = plain.test(piece) ? piece : Buffer.from(piece, 'utf8').toString('latin1')
    for (let at = 0; at < bytes.length; at += longestPiece) {
      const part = bytes.length <= longestPiece ? bytes : bytes.slice(at, at + longestPiece)
      count += countMergedPairs(part, table)
      sinceRest += part.length
      if (sinceRest > breath) {
        sinceRest = 0
        await new Promise((resolve) => { setImmediate(resolve) })
      }
    }
  }
  return count
}
