import type { DocList } from './docList.ts'
import type { Postings } from './postings.ts'

/** FTS5's own constants of BM25. */
const saturation = 1.2
const lengthShare = 0.75
/** What a word that stands in more than half of all texts is worth, there as here. */
const leastWorth = 1e-6
/** Of texts with the very same score, so many are put in the order of their ids; among more the numbers decide, which mostly means the same. */
const mostTies = 2_000

export interface RankedWord { readonly lists: readonly Postings[]; readonly frequency: number }
export interface RankedDoc { readonly n: number; readonly score: number }

/**
 * BM25 exactly as FTS5 reckons it (Robertson and Zaragoza, 2009), over lists in memory.
 * @param total texts, and words in them, of all the kinds that are weighed against each other
 * @returns the best `limit`, with all that share the last score up to a bound; in no order
 */
export function rankWords(words: readonly RankedWord[], docs: DocList, total: { readonly docs: number; readonly words: number }, weights: readonly [number, number], limit: number, fits: ((n: number) => boolean) | null): RankedDoc[] {
  const scores = new Float64Array(docs.top())
  const seen = new Uint8Array(docs.top())
  const found: number[] = []
  const average = total.words / Math.max(1, total.docs)
  for (const { lists, frequency } of words) {
    const worth = Math.max(leastWorth, Math.log((total.docs - frequency + 0.5) / (frequency + 0.5)))
    for (const { size, docs: numbers, inText, around } of lists) {
      for (let at = 0; at < size; at++) {
        const n = numbers[at]!
        if (seen[n] === 2) continue
        if (seen[n] === 0) {
          if (fits !== null && !fits(n)) { seen[n] = 2; continue }
          seen[n] = 1
          found.push(n)
        }
        const often = weights[0] * inText[at]! + weights[1] * around[at]!
        scores[n]! += worth * (often * (saturation + 1)) / (often + saturation * (1 - lengthShare + lengthShare * docs.lengthOf(n) / average))
      }
    }
  }
  if (found.length <= limit) return found.map((n) => ({ n, score: scores[n]! }))
  const last = kthLargest(found, scores, limit)
  const best = found.filter((n) => scores[n]! > last)
  const ties = found.filter((n) => scores[n] === last)
  if (ties.length > mostTies) ties.sort((a, b) => a - b).splice(mostTies)
  return [...best, ...ties].map((n) => ({ n, score: scores[n]! }))
}

/** The score that `limit` texts reach, by a heap of the best so far with the least of them on top. */
function kthLargest(found: readonly number[], scores: Float64Array, limit: number): number {
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
