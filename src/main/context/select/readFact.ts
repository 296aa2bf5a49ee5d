import { kindOfToken, tokensOf } from './tokens.ts'

/** What two texts are compared by. */
export interface Fact {
  /** The words that carry the meaning, as stems, in order, without repeats. */
  readonly words: readonly string[]
  readonly set: ReadonlySet<string>
  /** Numbers, as one text: other numbers, another fact. */
  readonly numbers: string
  /** Words that turn a sentence round. */
  readonly negations: number
}

/** Reads a text for comparison; the same text always gives the same fact. */
export function readFact(text: string): Fact {
  const set = new Set<string>()
  let numbers = ''
  let negations = 0
  for (const token of tokensOf(text)) {
    const { stem, isNumber, negates } = kindOfToken(token)
    if (stem === null) continue
    if (isNumber) numbers += `${stem} `
    if (negates) negations++
    set.add(stem)
  }
  return { words: [...set], set, numbers, negations }
}
