import { cosineOf } from '../../../shared/cosine.ts'
import type { Piece } from '../../../shared/piece.ts'
import { trusts } from '../../../shared/words.ts'
import { tokensOf } from './tokens.ts'
import { OverlapMeter, readEntries, WordIndex, type Entry } from './wordIndex.ts'

/** Why a piece says nothing that another does not say. */
export interface Twin { readonly better: Piece; readonly code: 'duplicate' | 'contained'; readonly likeness: number }

/** Near-duplicates share so many of their words; where there is no vector, words alone must say nearly all. */
const leastOverlap = 0.5
const wordsAlone = 0.85
/** A note inside a text of more than so many times its length stays: the long one may not fit, and would take the fact along. */
const longestRatio = 4
/** Fewer words of meaning than this are in too many texts to be contained in one. */
const leastWords = 2

/** So many pieces are compared with one at most: thousands of notes made of the same words would be quadratic otherwise. */
const mostCompared = 32

/**
 * Pieces that repeat another one, each with the one that stays for it. Only pieces that share one of their rarer words are
 * compared. Another number or a "not" makes another fact, however alike the rest is.
 * @param judged pieces that may leave; `anchors` never leave, and others may leave for them
 * @param redundancy cosine from which on two texts can say the same
 */
export function findTwins(judged: readonly Piece[], anchors: readonly Piece[], vectors: ReadonlyMap<string, Float32Array>, redundancy: number): Map<Piece, Twin> {
  const stays = new Set(anchors)
  for (const piece of judged) if (piece.pinned === true) stays.add(piece)
  const { entries, vocabulary } = readEntries([...anchors, ...judged])
  const index = new WordIndex()
  const meter = new OverlapMeter(vocabulary)
  const twins = new Map<Piece, Twin>()
  for (const entry of bySource(entries, stays)) {
    // Two texts that share half of their words share one of the rarer half.
    const telling = entry.words.slice(0, Math.floor(entry.words.length / 2) + 1)
    const twin = stays.has(entry.piece) ? null : findTwin(entry, telling, index, meter, vectors, redundancy)
    if (twin === null) index.add(entry, telling)
    else twins.set(entry.piece, twin)
  }
  addContained(entries, stays, meter, twins)
  return twins
}

/** A better-sourced piece that says the same. */
function findTwin(entry: Entry, telling: readonly number[], index: WordIndex, meter: OverlapMeter, vectors: ReadonlyMap<string, Float32Array>, redundancy: number): Twin | null {
  const vector = vectors.get(entry.piece.id)
  const size = entry.words.length
  meter.mark(entry)
  let compared = 0
  for (const word of telling) {
    const holders = index.holders(word)
    for (let at = holders.length - 1; at >= 0; at--) {
      if (++compared > mostCompared) return null
      const other = holders[at]!
      if (other.words.length > size / leastOverlap || other.words.length < size * leastOverlap) continue
      if (other.numbers !== entry.numbers || other.negations !== entry.negations) continue
      const overlap = meter.overlap(other)
      if (overlap < leastOverlap) continue
      const otherVector = vectors.get(other.piece.id)
      const likeness = vector === undefined || otherVector === undefined ? null : cosineOf(vector, otherVector)
      if (likeness === null ? overlap >= wordsAlone : likeness >= redundancy) return { better: other.piece, code: 'duplicate', likeness: likeness ?? overlap }
    }
  }
  return null
}

/** Facts that stand word by word inside a longer piece of the same trust or better leave for it. */
function addContained(entries: readonly Entry[], stays: ReadonlySet<Piece>, meter: OverlapMeter, twins: Map<Piece, Twin>): void {
  const byRarest = new WordIndex()
  for (const entry of entries) {
    if (!stays.has(entry.piece) && !twins.has(entry.piece) && entry.words.length >= leastWords) byRarest.add(entry, entry.words.slice(0, 1))
  }
  for (const longer of entries) {
    if (twins.has(longer.piece)) continue
    meter.mark(longer)
    let compared = 0
    for (const word of longer.words) {
      for (const entry of byRarest.holders(word)) {
        if (++compared > mostCompared) break
        if (entry !== longer && !twins.has(entry.piece) && meter.holdsAll(entry) && contains(longer, entry)) twins.set(entry.piece, { better: longer.piece, code: 'contained', likeness: 1 })
      }
    }
  }
}

function contains(longer: Entry, entry: Entry): boolean {
  return trusts.indexOf(longer.piece.trust) <= trusts.indexOf(entry.piece.trust) && longer.negations === entry.negations
    && longer.length > entry.length && longer.length <= entry.length * longestRatio
    && plainOf(longer).includes(plainOf(entry))
}

/** Whole words between single spaces, with one at each end. */
const plainOf = (entry: Entry) => ` ${tokensOf(entry.piece.text).join(' ')} `

const kinds: readonly Piece['source']['kind'][] = ['memory', 'message', 'file', 'tool', 'summary', 'rule']

/** Best source first: what stays anyway, the user's own word, a memory before the message it came from, what names its source, the newer one. */
function bySource(entries: readonly Entry[], stays: ReadonlySet<Piece>): Entry[] {
  const ranked = entries.map((entry) => {
    const { piece } = entry
    const isSourced = piece.source.kind !== 'memory' || piece.source.messageId !== null
    const rank = (stays.has(piece) ? 0 : 1000) + trusts.indexOf(piece.trust) * 100 + kinds.indexOf(piece.source.kind) * 10 + (isSourced ? 0 : 1)
    return { entry, rank, at: piece.source.kind === 'rule' ? 0 : piece.source.at }
  })
  return ranked.sort((a, b) => a.rank - b.rank || b.at - a.at || (a.entry.piece.id < b.entry.piece.id ? -1 : 1)).map(({ entry }) => entry)
}
