import type { RankTable } from './rankTable.ts'

/** Positions fit in this many, so that a rank and a position share one number exactly. */
const positions = 2 ** 18

/** The longest piece that is merged whole; longer ones are cut, which can only add a token or two per cut. */
export const longestPiece = positions - 1

/**
 * Tokens of one piece by byte pair encoding: the pair with the lowest rank merges first, the leftmost among equals.
 * A heap over linked parts makes it n log n, where scanning for the lowest pair each time would be quadratic and a
 * word of 100,000 letters would take minutes.
 * @param bytes one character per byte, at most `longestPiece` of them
 */
export function countMergedPairs(bytes: string, table: RankTable): number {
  const length = bytes.length
  if (length <= 1 || table.ranks.has(bytes)) return Math.min(length, 1)
  const next = new Int32Array(length)
  const previous = new Int32Array(length)
  // Rank of the pair that begins at a part now; an entry of the heap that says otherwise is out of date.
  const pairRank = new Int32Array(length).fill(-1)
  const heap = new Heap()
  for (let at = 0; at < length; at++) { next[at] = at + 1; previous[at] = at - 1 }

  const offer = (at: number) => {
    const second = next[at]!
    const end = second < length ? next[second]! : -1
    const rank = end < 0 || end - at > table.longest ? undefined : table.ranks.get(bytes.slice(at, end))
    pairRank[at] = rank ?? -1
    if (rank !== undefined) heap.push(rank * positions + at)
  }
  for (let at = 0; at < length - 1; at++) offer(at)

  let parts = length
  for (let lowest = heap.pop(); lowest !== undefined; lowest = heap.pop()) {
    const at = lowest % positions
    if (pairRank[at] !== (lowest - at) / positions) continue
    const gone = next[at]!
    next[at] = next[gone]!
    if (next[at]! < length) previous[next[at]!] = at
    pairRank[gone] = -1
    parts--
    offer(at)
    if (previous[at]! >= 0) offer(previous[at]!)
  }
  return parts
}

/** The smallest number comes out first. */
class Heap {
  readonly #items: number[] = []

  push(item: number): void {
    const items = this.#items
    let at = items.length
    items.push(item)
    while (at > 0) {
      const above = (at - 1) >> 1
      if (items[above]! <= item) break
      items[at] = items[above]!
      at = above
    }
    items[at] = item
  }

  pop(): number | undefined {
    const items = this.#items
    const top = items[0]
    const last = items.pop()
    if (last === undefined || items.length === 0) return top
    let at = 0
    for (let below = 1; below < items.length; below = 2 * at + 1) {
      if (below + 1 < items.length && items[below + 1]! < items[below]!) below++
      if (items[below]! >= last) break
      items[at] = items[below]!
      at = below
    }
    items[at] = last
    return top
  }
}
