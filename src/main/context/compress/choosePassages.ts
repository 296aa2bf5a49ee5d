import type { SplitText } from './sentences.ts'

/** Takes the best for their size until the room is used; repeats never. Places in rising order. */
export function choosePassages(ask: { readonly split: SplitText; readonly sizes: readonly number[]; readonly scores: readonly number[]; readonly repeated: readonly boolean[]; readonly room: number }): number[] {
  const order = ask.split.sentences.map((_, at) => at).filter((at) => !ask.repeated[at]).sort((a, b) => ask.scores[b]! - ask.scores[a]! || a - b)
  const opened = new Set<number>()
  const chosen: number[] = []
  let used = 0
  for (const at of order) {
    const sentence = ask.split.sentences[at]!
    const { head } = ask.split.lines[sentence.line]!
    // A head costs about a token for four signs, and a line break one.
    const size = ask.sizes[at]! + (opened.has(sentence.line) ? 0 : 1 + (head === null ? 0 : Math.ceil((head.end - head.start) / 4)))
    if (used + size > ask.room) continue
    used += size
    opened.add(sentence.line)
    chosen.push(at)
  }
  return chosen.sort((a, b) => a - b)
}
