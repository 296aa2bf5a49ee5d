import type { Span, SplitText } from './sentences.ts'
import { withoutEmpty } from './speech.ts'

/** A speaker who goes on so soon is named once. */
const near = 3

/** The chosen sentences as one text, each line with its head, and the places of the source that it holds, in order. */
export function writeKept(text: string, split: SplitText, chosen: readonly number[], empty: readonly Span[]): { text: string; kept: Span[] } {
  const written: string[] = []
  const kept: Span[] = []
  let last = -1
  for (const at of chosen) {
    const sentence = split.sentences[at]!
    const before = last < 0 ? null : split.sentences[last]!
    if (before?.line !== sentence.line) {
      const { head, speaker } = split.lines[sentence.line]!
      const goesOn = before !== null && speaker !== null && sentence.line - before.line <= near && split.lines[before.line]!.speaker === speaker
      if (before !== null) written.push(goesOn ? ' ' : '\n')
      if (head !== null && !goesOn) {
        written.push(text.slice(head.start, head.end).trimStart())
        kept.push(head)
      }
    } else written.push(last === at - 1 ? text.slice(before.end, sentence.start) : ' ')
    const parts = withoutEmpty(text, sentence, empty)
    written.push(parts.map((part) => text.slice(part.start, part.end)).join(' '))
    kept.push(...parts)
    last = at
  }
  return { text: written.join(''), kept }
}
