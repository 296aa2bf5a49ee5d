import type { SplitText } from './sentences.ts'
import { isTalk } from './speech.ts'
import { plainWords } from './terms.ts'

/** A sentence of fewer words is too short to be called a repeat: "Yes." stands for something new each time, and in a talk much more does. */
const fewest = 5
const fewestInTalk = 9

/**
 * Sentences that say word for word, or nearly, what another one says: the shorter one goes, and of equals the later one.
 * Gives a flag per sentence. Compares only sentences that share their rarest words, so that it stays fast on long texts.
 */
export function dropRepeats(text: string, split: SplitText, sizes: readonly number[]): boolean[] {
  const words = split.sentences.map((one) => one.kind === 'sentence' ? new Set(plainWords(text.slice(one.start, one.end))) : null)
  const frequency = new Map<string, number>()
  for (const set of words) for (const word of set ?? []) frequency.set(word, (frequency.get(word) ?? 0) + 1)
  const repeated = split.sentences.map(() => false)
  const byWord = new Map<string, number[]>()
  const least = isTalk(split) ? fewestInTalk : fewest
  const order = split.sentences.map((_, at) => at).filter((at) => (words[at]?.size ?? 0) >= least).sort((a, b) => sizes[b]! - sizes[a]! || a - b)
  for (const at of order) {
    const mine = words[at]!
    const rare = [...mine].sort((a, b) => frequency.get(a)! - frequency.get(b)! || (a < b ? -1 : 1)).slice(0, 3)
    const near = new Set(rare.flatMap((word) => (byWord.get(word) ?? []).slice(0, 20)))
    for (const other of near) {
      let shared = 0
      for (const word of mine) if (words[other]!.has(word)) shared++
      if (shared / mine.size >= 0.9) { repeated[at] = true; break }
    }
    if (!repeated[at]) for (const word of mine) byWord.set(word, [...(byWord.get(word) ?? []), at])
  }
  return repeated
}
