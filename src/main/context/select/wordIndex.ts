import type { Piece } from '../../../shared/piece.ts'
import { kindOfToken, tokensOf } from './tokens.ts'

/** A piece with its words of meaning as numbers, rarest first and each once. */
export interface Entry {
  readonly piece: Piece
  /** Tokens of its text, words without meaning included. */
  readonly length: number
  readonly words: readonly number[]
  readonly numbers: string
  readonly negations: number
}

interface Known { readonly word: number; readonly number: string; readonly negates: boolean }

/** Reads many texts at once: each distinct word is looked at once, however often it stands. */
export function readEntries(pieces: readonly Piece[]): { readonly entries: Entry[]; readonly vocabulary: number } {
  const known = new Map<string, Known>()
  const numberOf = new Map<string, number>()
  const frequency: number[] = []
  const lastIn: number[] = []
  const learn = (token: string): Known => {
    const { stem, isNumber, negates } = kindOfToken(token)
    let word = -1
    if (stem !== null) {
      word = numberOf.get(stem) ?? frequency.length
      if (word === frequency.length) { numberOf.set(stem, word); frequency.push(0); lastIn.push(-1) }
    }
    const made = { word, number: isNumber ? `${stem} ` : '', negates }
    known.set(token, made)
    return made
  }
  const entries = pieces.map((piece, at) => {
    const tokens = tokensOf(piece.text)
    const words: number[] = []
    let numbers = ''
    let negations = 0
    for (const token of tokens) {
      const { word, number, negates } = known.get(token) ?? learn(token)
      if (word < 0) continue
      if (number !== '') numbers += number
      if (negates) negations++
      if (lastIn[word] === at) continue
      lastIn[word] = at
      frequency[word]!++
      words.push(word)
    }
    return { piece, length: tokens.length, words, numbers, negations }
  })
  for (const { words } of entries) words.sort((a, b) => frequency[a]! - frequency[b]! || a - b)
  return { entries, vocabulary: frequency.length }
}

/** Entries by word: a bounded number of those added last. */
export class WordIndex {
  readonly #byWord: (Entry[] | undefined)[] = []

  add(entry: Entry, words: readonly number[]): void {
    for (const word of words) {
      const own = this.#byWord[word]
      if (own === undefined) this.#byWord[word] = [entry]
      else own.push(entry)
    }
  }

  holders(word: number): readonly Entry[] { return this.#byWord[word] ?? none }
}

const none: readonly Entry[] = []

/** Compares one entry with many others by the words that they share; words are marked once per entry. */
export class OverlapMeter {
  readonly #marks: Uint32Array
  #mark = 0
  #size = 0

  constructor(vocabulary: number) { this.#marks = new Uint32Array(vocabulary) }

  mark(entry: Entry): void {
    this.#mark++
    this.#size = entry.words.length
    for (const word of entry.words) this.#marks[word] = this.#mark
  }

  /** True when the marked entry has every word of this one. */
  holdsAll(other: Entry): boolean {
    for (const word of other.words) if (this.#marks[word] !== this.#mark) return false
    return true
  }

  /** Share of the words that the marked entry and this one have in common among all that either has, 0 to 1. */
  overlap(other: Entry): number {
    let shared = 0
    for (const word of other.words) if (this.#marks[word] === this.#mark) shared++
    const all = this.#size + other.words.length - shared
    return all === 0 ? 0 : shared / all
  }
}
