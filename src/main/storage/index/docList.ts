import type { IndexedKind, SearchOptions } from './searchIndex.ts'

const codes: Record<IndexedKind, number> = { memory: 1, message: 2, session: 3 }

export interface Doc { readonly kind: IndexedKind; readonly conversationId: string; readonly at: number; readonly until: number; readonly length: number }

/** What a search asks of every text, in memory by its number: 25 bytes each. */
export interface DocList {
  put(n: number, doc: Doc): void
  remove(n: number): void
  /** Words of each text by its number, both fields together; until the next change. */
  lengths(): Int32Array
  /** One more than the highest number. */
  top(): number
  /** How many texts of a kind there are, and how many words they have together. */
  totals(kind: IndexedKind): { readonly docs: number; readonly words: number }
  /** Which texts a search may find, beside their kind; null where all may be. */
  filterOf(search: SearchOptions): ((n: number) => boolean) | null
}

export function createDocList(): DocList {
  let size = 1024
  let kinds = new Uint8Array(size)
  let conversations = new Int32Array(size)
  let lengths = new Int32Array(size)
  let ats = new Float64Array(size)
  let untils = new Float64Array(size)
  let top = 0
  const numbers = new Map<string, number>()
  const totals: Record<IndexedKind, { docs: number; words: number }> = { memory: { docs: 0, words: 0 }, message: { docs: 0, words: 0 }, session: { docs: 0, words: 0 } }
  const kindOf = (n: number): IndexedKind | undefined => (['memory', 'message', 'session'] as const)[(kinds[n] ?? 0) - 1]

  const remove = (n: number): void => {
    const kind = kindOf(n)
    if (kind === undefined) return
    totals[kind].docs--
    totals[kind].words -= lengths[n]!
    kinds[n] = 0
  }
  const grow = (needed: number): void => {
    size = Math.max(needed, Math.ceil(size * 1.3))
    const larger = <T extends Uint8Array | Int32Array | Float64Array>(made: T, old: T): T => { made.set(old); return made }
    kinds = larger(new Uint8Array(size), kinds)
    conversations = larger(new Int32Array(size), conversations)
    lengths = larger(new Int32Array(size), lengths)
    ats = larger(new Float64Array(size), ats)
    untils = larger(new Float64Array(size), untils)
  }

  return {
    put(n, doc) {
      remove(n)
      if (n >= size) grow(n + 1)
      let number = numbers.get(doc.conversationId)
      if (number === undefined) numbers.set(doc.conversationId, number = numbers.size)
      kinds[n] = codes[doc.kind]
      conversations[n] = number
      lengths[n] = doc.length
      ats[n] = doc.at
      untils[n] = doc.until
      totals[doc.kind].docs++
      totals[doc.kind].words += doc.length
      top = Math.max(top, n + 1)
    },
    remove,
    lengths: () => lengths,
    top: () => top,
    totals: (kind) => totals[kind],
    filterOf(search) {
      const left = search.notConversationId === undefined ? undefined : numbers.get(search.notConversationId)
      const from = search.from ?? Number.NEGATIVE_INFINITY
      const until = search.until ?? Number.POSITIVE_INFINITY
      if (left === undefined && search.from === undefined && search.until === undefined) return null
      return (n) => untils[n]! >= from && ats[n]! < until && (left === undefined || conversations[n] !== left || kinds[n] === codes.memory)
    },
  }
}
