import type { SplitText } from './sentences.ts'

/** Writes the chosen sentences in their order: each line with its head, neighbours with what stood between them. */
export function writeKept(text: string, split: SplitText, chosen: readonly number[]): string {
  const parts: string[] = []
  let last = -1
  for (const at of chosen) {
    const sentence = split.sentences[at]!
    const before = last < 0 ? null : split.sentences[last]!
    if (before?.line !== sentence.line) {
      const { head } = split.lines[sentence.line]!
      parts.push(before === null ? '' : '\n', head === null ? '' : text.slice(head.start, head.end).trimStart())
    } else parts.push(last === at - 1 ? text.slice(before.end, sentence.start) : ' ')
    parts.push(text.slice(sentence.start, sentence.end))
    last = at
  }
  return parts.join('')
}
