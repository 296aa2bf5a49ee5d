/** Words of a question (or of its expansion) with what each is worth. */
export interface Terms { readonly list: readonly string[]; readonly place: ReadonlyMap<string, number>; readonly worth: Float64Array }

const saturation = 1.2

/** @param worth how much a stem tells; 0 leaves it out */
export function termsOf(stems: readonly string[], worth: (stem: string) => number): Terms {
  const list = [...new Set(stems)]
  return { list, place: new Map(list.map((stem, at) => [stem, at])), worth: Float64Array.from(list, worth) }
}

/** Inverse document frequency as BM25 has it, never below zero. */
export function rarity(count: number, total: number): number {
  return Math.log(1 + (Math.max(total, count) - count + 0.5) / (count + 0.5))
}

/** How often each term stands among some stems. */
export function countTerms(bases: readonly string[], terms: Terms): Float64Array {
  const counts = new Float64Array(terms.list.length)
  for (const base of bases) {
    const at = terms.place.get(base)
    if (at !== undefined) counts[at]!++
  }
  return counts
}

/**
 * BM25 of a text from its counts (Robertson and Zaragoza 2009, k1 = 1.2).
 * @param ratio its length by the mean length
 * @param b how much length counts against it, 0 to 1
 */
export function bm25(counts: Float64Array, terms: Terms, ratio: number, b: number): number {
  let sum = 0
  for (let at = 0; at < counts.length; at++) {
    const count = counts[at]!
    if (count > 0) sum += terms.worth[at]! * count * (saturation + 1) / (count + saturation * (1 - b + b * ratio))
  }
  return sum
}
