import { hashOf } from './hashOf.ts'

export const unknownGroup = '?'

/** Groups of words of like meaning, found once from the vectors of single words: what was learned of one word holds for its kin. */
export interface WordClusters {
  /** A short name of the group; `unknownGroup` for a word that has none. */
  of(word: string, grain: 'coarse' | 'fine'): string
}

/**
 * @param hashes of the known words, ascending
 * @param groups two for each hash: coarse, fine
 */
export function openWordClusters(hashes: Uint32Array, groups: Uint16Array): WordClusters {
  return {
    of(word, grain) {
      const at = findIn(hashes, hashOf(word))
      return at < 0 ? unknownGroup : String(groups[at * 2 + (grain === 'coarse' ? 0 : 1)]!)
    },
  }
}

/** Where a value stands in an ascending list; -1 where it does not. */
export function findIn(sorted: Uint32Array, value: number): number {
  let [low, high] = [0, sorted.length - 1]
  while (low <= high) {
    const middle = (low + high) >>> 1
    const found = sorted[middle]!
    if (found === value) return middle
    if (found < value) low = middle + 1
    else high = middle - 1
  }
  return -1
}
