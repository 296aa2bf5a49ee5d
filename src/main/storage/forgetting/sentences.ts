import type { Span } from './wordMatcher.ts'

/** A sentence or a line. A point that something follows without a space ends none: "4.5", "casement.db". */
const sentences = /[^.!?;\n。！？；]+(?:[.!?;](?!\s|$)[^.!?;\n。！？；]*)*[.!?;。！？；]*/gu

/** Where the sentences and lines of a text stand, with the spaces around them. */
export function sentencesIn(text: string): Span[] {
  return [...text.matchAll(sentences)].map(({ 0: sentence, index }) => ({ start: index, end: index + sentence.length }))
}

/** The same place without the spaces around and the sign of a list before it. */
export function bareSentence(text: string, { start, end }: Span): Span {
  const sentence = text.slice(start, end)
  const [lead = ''] = /^\s*(?:[-*•]\s+)?/u.exec(sentence) ?? []
  // No pattern looks for the end: in a long row of spaces it would start anew at each of them.
  return { start: start + lead.length, end: start + Math.max(lead.length, sentence.trimEnd().length) }
}
