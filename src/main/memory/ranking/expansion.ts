import { isEmptyWord } from '../words.ts'
import { rarity } from './bm25.ts'
import type { Found } from './found.ts'

/** Stems that stand in the best first finds and seldom elsewhere, with what each is worth. */
export type Expansion = readonly { readonly word: string; readonly weight: number }[]

const readFirst = 8
const mostWords = 12
/** Words in more than this share of all texts say nothing of the subject. */
const commonShare = 0.1
const mostAsked = 80

/**
 * The store's own words for what is asked about: what the best first finds share and other texts do not (pseudo-relevance
 * feedback after Rocchio). A question whose answer lies in two places often finds the second through the words of the first.
 * @param countOf in how many of `total` texts each word stands
 */
export async function expansionOf(found: readonly Found[], order: readonly number[], asked: ReadonlySet<string>, countOf: (words: string[]) => Promise<{ total: number; counts: number[] }>): Promise<Expansion> {
  const seen = new Map<string, number>()
  order.slice(0, readFirst).forEach((at, rank) => {
    for (const base of new Set(found[at]!.bases)) if (!asked.has(base) && base.length > 2 && !isEmptyWord(base)) seen.set(base, (seen.get(base) ?? 0) + 1 / (rank + 2))
  })
  const words = [...seen].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, mostAsked)
  if (words.length === 0) return []
  const { total, counts } = await countOf(words.map(([word]) => word))
  return words
    .flatMap(([word, share], at) => (counts[at] ?? 0) > total * commonShare ? [] : [{ word, weight: share * rarity(counts[at] ?? 0, total) }])
    .sort((a, b) => b.weight - a.weight || (a.word < b.word ? -1 : 1)).slice(0, mostWords)
}
