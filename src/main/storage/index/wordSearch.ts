import type { Database } from 'better-sqlite3'
import type { DocList } from './docList.ts'
import { termsOf, type Term } from './ftsQuery.ts'
import type { Postings, PostingLists } from './postings.ts'
import { rankWords, type RankedDoc, type RankedWord } from './rankWords.ts'
import type { IndexedKind, SearchOptions } from './searchIndex.ts'
import type { Tokens } from './tokens.ts'
import { typeAhead } from './typeAhead.ts'

/** Words in more than half of all texts add nothing to a BM25 sum (their weight is zero there), only time. */
const commonShare = 0.5
/** Below this many texts, counting costs more than it saves. */
const countFrom = 500
/** A single character of an unspaced script begins no more words than this. */
const mostBeginnings = 200

/** Kinds that are weighed against each other. Sessions say again what their messages say, so they are counted apart. */
const groups: readonly (readonly IndexedKind[])[] = [['memory', 'message'], ['session']]

/** Finds texts by their words. */
export interface WordSearch {
  search(query: string, search: SearchOptions): RankedDoc[]
  documentFrequencies(words: readonly string[]): { total: number; counts: number[] }
}

export function createWordSearch(db: Database, docs: DocList, postings: PostingLists, tokens: Tokens): WordSearch {
  const totalOf = (group: readonly IndexedKind[]) => group.map((kind) => docs.totals(kind)).reduce((sum, one) => ({ docs: sum.docs + one.docs, words: sum.words + one.words }), { docs: 0, words: 0 })

  /** Each word of a query with the kinds of its group; one that stands for many is counted by their sum. */
  const wordsOf = (terms: readonly Term[], group: readonly IndexedKind[]): { words: readonly string[]; frequency: number }[] => terms.flatMap((term) => {
    if (term.isPrefix) {
      const words = [...new Set(group.flatMap((kind) => postings.beginningWith(kind, term.text, mostBeginnings)))]
      return [{ words, frequency: words.reduce((sum, word) => sum + frequencyOf(word, group), 0) }]
    }
    return tokens.ofTerm(term.text).map((word) => ({ words: [word], frequency: frequencyOf(word, group) }))
  })
  const frequencyOf = (word: string, group: readonly IndexedKind[]): number => group.reduce((sum, kind) => sum + postings.frequency(kind, word), 0)

  const searchGroup = (terms: readonly Term[], group: readonly IndexedKind[], search: SearchOptions): RankedDoc[] => {
    const total = totalOf(group)
    const kinds = group.filter((kind) => search.kinds.includes(kind))
    const all = wordsOf(terms, group).filter((word) => word.frequency > 0)
    const telling = total.docs < countFrom ? all : all.filter((word) => word.frequency <= total.docs * commonShare)
    const ranked = (telling.length === 0 ? all : telling).map(({ words, frequency }): RankedWord => ({
      frequency, lists: kinds.map((kind) => words.length === 1 ? postings.list(kind, words[0]!) : merged(words.map((word) => postings.list(kind, word)))),
    }))
    return rankWords(ranked, docs, total, search.fieldWeights ?? [1, 1], search.limit, docs.filterOf(search))
  }

  return {
    search(query, search) {
      const terms = termsOf(query)
      if (terms.length === 0 || search.kinds.length === 0 || search.limit <= 0) return []
      const finished = (): RankedDoc[] => groups.flatMap((group) => group.some((kind) => search.kinds.includes(kind)) ? searchGroup(terms, group, search) : [])
      return search.prefix === true ? typeAhead(db, query, terms, search, docs.filterOf(search), finished) : finished()
    },
    documentFrequencies(words) {
      const [group] = groups
      const total = totalOf(group!).docs
      return { total, counts: words.map((word) => {
        const parts = termsOf(word).flatMap((term) => term.isPrefix ? [] : tokens.ofTerm(term.text))
        if (parts.length === 0) return 0
        return group!.reduce((sum, kind) => sum + countTogether(parts.map((part) => postings.list(kind, part))), 0)
      }) }
    },
  }
}

/** In how many texts all of these stand, in the text itself. */
function countTogether(lists: readonly Postings[]): number {
  const [least, ...others] = lists.toSorted((a, b) => a.size - b.size)
  if (least === undefined) return 0
  if (others.length === 0) return least.said
  const places = others.map(() => 0)
  let count = 0
  for (let at = 0; at < least.size; at++) {
    const n = least.docs[at]!
    const everywhere = least.inText[at]! > 0 && others.every((list, which) => {
      let place = places[which]!
      while (place < list.size && list.docs[place]! < n) place++
      places[which] = place
      return place < list.size && list.docs[place] === n && list.inText[place]! > 0
    })
    if (everywhere) count++
  }
  return count
}

/** Several words as one: where any of them stands, as often as all of them together. */
function merged(lists: readonly Postings[]): Postings {
  const counts = new Map<number, [number, number]>()
  for (const { size, docs, inText, around } of lists) {
    for (let at = 0; at < size; at++) {
      const before = counts.get(docs[at]!) ?? [0, 0]
      counts.set(docs[at]!, [before[0] + inText[at]!, before[1] + around[at]!])
    }
  }
  const sorted = [...counts].sort((a, b) => a[0] - b[0])
  return {
    size: sorted.length, said: sorted.filter(([, [count]]) => count > 0).length, docs: Int32Array.from(sorted, ([n]) => n),
    inText: Uint8Array.from(sorted, ([, [count]]) => Math.min(255, count)), around: Uint8Array.from(sorted, ([, [, count]]) => Math.min(255, count)),
  }
}
