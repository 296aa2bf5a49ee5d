import type { Piece } from '../../../shared/piece.ts'
import { trusts } from '../../../shared/words.ts'
import { dot } from './dot.ts'
import { overlapOf, readFact, type Fact } from './readFact.ts'

/** Why a piece says nothing that another does not say. */
export interface Twin { readonly better: Piece; readonly code: 'duplicate' | 'contained'; readonly likeness: number }

interface Entry { readonly piece: Piece; readonly fact: Fact }

/** Near-duplicates share so many of their words; where there is no vector, words alone must say nearly all. */
const leastOverlap = 0.5
const wordsAlone = 0.85
/** A note inside a text of more than so many times its length stays: the long one may not fit, and would take the fact along. */
const longestRatio = 4
/** Fewer words of meaning than this are in too many texts to be contained in one. */
const leastWords = 2
/** Of texts that share a word so many are compared; ten thousand notes of the same words would be quadratic. */
const mostCompared = 24

/**
 * Pieces that repeat another one, each with the one that stays for it. Only pieces that share one of their rarer words are
 * compared. Another number or a "not" makes another fact, however alike the rest is.
 * @param judged pieces that may leave; `anchors` never leave, and others may leave for them
 * @param redundancy cosine from which on two texts can say the same
 */
export function findTwins(judged: readonly Piece[], anchors: readonly Piece[], vectors: ReadonlyMap<string, Float32Array>, redundancy: number): Map<Piece, Twin> {
  const entries = [...anchors, ...judged].map((piece): Entry => ({ piece, fact: readFact(piece.text) }))
  const isAnchor = new Set(anchors)
  const frequency = new Map<string, number>()
  for (const { fact } of entries) for (const word of fact.words) frequency.set(word, (frequency.get(word) ?? 0) + 1)
  const twins = new Map<Piece, Twin>()
  const byWord = new Map<string, Entry[]>()
  for (const entry of entries.toSorted((a, b) => Number(isAnchor.has(b.piece)) - Number(isAnchor.has(a.piece)) || compareSources(a.piece, b.piece))) {
    const rarest = entry.fact.words.toSorted((a, b) => frequency.get(a)! - frequency.get(b)!)
    if (!isAnchor.has(entry.piece) && entry.piece.pinned !== true) {
      const twin = findTwin(entry, rarest, byWord, vectors, redundancy)
      if (twin !== null) { twins.set(entry.piece, twin); continue }
    }
    for (const word of rarest) {
      const holders = byWord.get(word)
      if (holders === undefined) byWord.set(word, [entry])
      else holders.push(entry)
    }
  }
  dropContained(entries, isAnchor, twins, byWord, frequency)
  return twins
}

/** A better-sourced piece that says the same. Two texts that share half of their words share one of the rarer half. */
function findTwin(entry: Entry, rarest: readonly string[], byWord: ReadonlyMap<string, readonly Entry[]>, vectors: ReadonlyMap<string, Float32Array>, redundancy: number): Twin | null {
  const seen = new Set<Entry>()
  const vector = vectors.get(entry.piece.id)
  for (const word of rarest.slice(0, Math.floor(rarest.length / 2) + 1)) {
    for (const other of byWord.get(word)?.slice(-mostCompared) ?? []) {
      if (seen.has(other)) continue
      seen.add(other)
      if (other.fact.numbers !== entry.fact.numbers || other.fact.negations !== entry.fact.negations) continue
      const overlap = overlapOf(entry.fact, other.fact)
      if (overlap < leastOverlap) continue
      const otherVector = vectors.get(other.piece.id)
      const likeness = vector === undefined || otherVector === undefined ? null : dot(vector, otherVector)
      if (likeness === null ? overlap >= wordsAlone : likeness >= redundancy) return { better: other.piece, code: 'duplicate', likeness: likeness ?? overlap }
    }
  }
  return null
}

/** Facts that stand word by word inside a longer piece of the same trust or better leave for it. */
function dropContained(entries: readonly Entry[], isAnchor: ReadonlySet<Piece>, twins: Map<Piece, Twin>, byWord: ReadonlyMap<string, readonly Entry[]>, frequency: ReadonlyMap<string, number>): void {
  for (const { piece, fact } of entries) {
    if (isAnchor.has(piece) || piece.pinned === true || twins.has(piece) || fact.words.length < leastWords) continue
    const rare = fact.words.reduce((best, word) => frequency.get(word)! < frequency.get(best)! ? word : best)
    const holder = byWord.get(rare)?.slice(-mostCompared).find((other) => other.piece !== piece && !twins.has(other.piece) && contains(other, piece, fact))
    if (holder !== undefined) twins.set(piece, { better: holder.piece, code: 'contained', likeness: 1 })
  }
}

function contains(longer: Entry, piece: Piece, fact: Fact): boolean {
  return trusts.indexOf(longer.piece.trust) <= trusts.indexOf(piece.trust)
    && longer.fact.plain.length > fact.plain.length && longer.fact.plain.length <= fact.plain.length * longestRatio
    && longer.fact.negations === fact.negations && longer.fact.plain.includes(fact.plain)
}

/** Best source first: pinned, the user's own word, a memory before the message it came from, what names its source, the newer one. */
function compareSources(a: Piece, b: Piece): number {
  return Number(b.pinned === true) - Number(a.pinned === true) || trusts.indexOf(a.trust) - trusts.indexOf(b.trust) || rank(a) - rank(b)
    || Number(isSourced(b)) - Number(isSourced(a)) || at(b) - at(a) || (a.id < b.id ? -1 : 1)
}

const kinds: readonly Piece['source']['kind'][] = ['memory', 'message', 'file', 'tool', 'summary', 'rule']
const rank = (piece: Piece) => kinds.indexOf(piece.source.kind)
const at = (piece: Piece) => (piece.source.kind === 'rule' ? 0 : piece.source.at)
const isSourced = (piece: Piece) => piece.source.kind !== 'memory' || piece.source.messageId !== null
