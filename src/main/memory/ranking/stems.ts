import { stemOf, wordsOf } from '../words.ts'
import { irregularForms } from './irregular.ts'

/** Words come again and again: their stems are remembered, up to this many. */
const most = 60_000
const known = new Map<string, string>()

/** The stem of a word with irregular forms brought to their base: "bought" and "buys" both give "buy". */
export function baseOf(word: string): string {
  let base = known.get(word)
  if (base === undefined) {
    base = stemOf(irregularForms.get(word) ?? word)
    if (known.size >= most) known.clear()
    known.set(word, base)
  }
  return base
}

/** The stems of a text in order, with repeats. */
export function basesOf(text: string): string[] {
  const words = wordsOf(text)
  for (let at = 0; at < words.length; at++) words[at] = baseOf(words[at]!)
  return words
}

const written = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*/gu

/** The words of a text as they stand there, each under its stem: a stem ("liv") says nothing to people. The first of several counts. */
export function wordsAsWritten(text: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const [raw] of text.matchAll(written)) {
    const words = wordsOf(raw)
    const shown = raw.replace(/['’]s$/iu, '')
    // Without spaces between words a run is no word: there the pairs of characters are all there is.
    for (const word of words) if (!found.has(baseOf(word))) found.set(baseOf(word), words.length === 1 ? shown : word)
  }
  return found
}
