import type { DocList } from './docList.ts'
import type { Postings } from './postings.ts'

/** FTS5's own constants of BM25. */
const saturation = 1.2
const lengthShare = 0.75
/** What a word that stands in more than half of all texts is worth, there as here. */
const leastWorth = 1e-6
/** Of texts with the very same score, so many are put in the order of their ids; among more the numbers decide, which mostly means the same. */
export const mostTies = 500

export interface RankedWord { readonly lists: readonly Postings[]; readonly frequency: number }
export interface RankedDoc { readonly n: number; readonly score: number }

/**
 * BM25 exactly as FTS5 reckons it (Robertson and Zaragoza, 2009), over lists in memory.
 * @param total texts, and words in them, of all the kinds that are weighed against each other
 * @returns the best `limit` and, up to a bound, all that share the last score, in no order
 */
export function rankWords(words: readonly RankedWord[], docs: DocList, total: { readonly docs: number; readonly words: number }, weights: readonly [number, number], limit: number, fits: ((n: number) => boolean) | null): RankedDoc[] {
  const scores = new Float64Array(docs.top())
  const seen = new Uint8Array(docs.top())
  const found = new Int32Array(Math.min(docs.top(), words.reduce((sum, { lists }) => sum + lists.reduce((all, list) => all + list.size, 0), 0)))
  const lengths = docs.lengths()
  const shortShare = saturation * (1 - lengthShare)
  const perWord = saturation * lengthShare / (total.words / Math.max(1, total.docs))
  let count = 0
  for (const { lists, frequency } of words) {
    const worth = Math.max(leastWorth, Math.log((total.docs - frequency + 0.5) / (frequency + 0.5))) * (saturation + 1)
    for (const { size, docs: numbers, inText, around } of lists) {
      for (let at = 0; at < size; at++) {
        const n = numbers[at]!
        if (seen[n] !== 1) {
          if (seen[n] === 2) continue
          if (fits !== null && !fits(n)) { seen[n] = 2; continue }
          seen[n] = 1
          found[count++] = n
        }
        const often = weights[0] * inText[at]! + weights[1] * around[at]!
        scores[n]! += worth * often / (often + shortShare + perWord * lengths[n]!)
      }
    }
  }
  const last = count <= limit ? Number.NEGATIVE_INFINITY : kthLargest(found.subarray(0, count), scores, limit)
  const ranked: RankedDoc[] = []
  const equal: number[] = []
  for (let at = 0; at < count; at++) {
    const n = found[at]!
    if (scores[n]! > last) ranked.push({ n, score: scores[n]! })
    else if (scores[n] === last) equal.push(n)
  }
  for (const n of Int32Array.from(equal).sort().subarray(0, limit + mostTies)) ranked.push({ n, score: last })
  return ranked
}

/** The score that `limit` texts reach, by a heap of the best so far with the least of them on top. */
function kthLargest(found: Int32Array, scores: Float64Array, limit: number): number {
  const heap = new Float64Array(limit)
  const sink = (at: number, size: number): void => {
    for (;;) {
      let least = at
      for (const child of [2 * at + 1, 2 * at + 2]) if (child < size && heap[child]! < heap[least]!) least = child
      if (least === at) return
      const value = heap[at]!
      heap[at] = heap[least]!
      heap[least] = value
      at = least
    }
  }
  for (let at = 0; at < limit; at++) heap[at] = scores[found[at]!]!
  for (let at = limit >> 1; at >= 0; at--) sink(at, limit)
  for (let at = limit; at < found.length; at++) {
    const score = scores[found[at]!]!
    if (score <= heap[0]!) continue
    heap[0] = score
    sink(0, limit)
  }
  return heap[0]!
}
