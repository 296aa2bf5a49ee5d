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
