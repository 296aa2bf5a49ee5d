import { first, run, type ReadDb, type WriteDb } from '../database.ts'
import { isTombstoned, saidFingerprint } from '../tombstones.ts'
import { normaliseText } from '../text.ts'
import { cutText, joinSpans, marksIn } from './cut.ts'
import { sentencesIn } from './sentences.ts'
import type { Span } from './wordMatcher.ts'

/** What divides a sentence into parts: commas, quotation marks and joining words. */
const dividers = /[,:–—]\s+|["“”„«»]|\s(?:and|but|und|aber|et|mais|y|pero|e|ma|mas)\s/giu
/** What stands around a part of a sentence, and behind one, and says nothing. */
const [around, after] = [/[\s"'“”„«»()*-]/u, /[\s"'“”«»()]/u]
/** What is shorter, without signs and spaces, is said by everyone. */
const shortest = 8

/**
 * A text that comes from outside, with a mark in the place of each sentence, or part of one, that says just what was forgotten here.
 * Only keyed hashes are left of that, so the same in other words, or within a longer part, is not known again.
 * @returns the text, and how many places were marked
 */
export function withoutSaidBefore(db: ReadDb, text: string): { text: string; heldBack: number } {
  if (first(db, 'SELECT 1 FROM tombstone') === undefined) return { text, heldBack: 0 }
  const spans = joinSpans(sentencesIn(text).flatMap((sentence) => {
    const whole = trimmed(text, sentence.start, sentence.end)
    const parts = (): Span[] => partsOf(text.slice(sentence.start, sentence.end)).map(({ start, end }) => trimmed(text, sentence.start + start, sentence.start + end))
    return isSaid(db, text, whole) ? [whole] : parts().filter((part) => isSaid(db, text, part))
  }))
  return { text: spans.length === 0 ? text : cutText(text, spans).text, heldBack: spans.length }
}

/** Notes where marks stand in a message that came with them, so that the index leaves them out. */
export function noteMarks(db: WriteDb, messageId: string, text: string): void {
  for (const { start, end } of marksIn(text)) run(db, 'INSERT OR IGNORE INTO forgotten_span (message_id, start, "end") VALUES (?, ?, ?)', messageId, start, end)
}

function partsOf(sentence: string): Span[] {
  const cuts = [...sentence.matchAll(dividers)].map(({ 0: divider, index }) => ({ start: index, end: index + divider.length }))
  return cuts.length === 0 ? [] : [{ start: 0, end: 0 }, ...cuts].map(({ end }, at) => ({ start: end, end: cuts[at]?.start ?? sentence.length }))
}

function trimmed(text: string, start: number, end: number): Span {
  let [from, until] = [start, end]
  while (from < end && around.test(text[from]!)) from++
  while (until > from && after.test(text[until - 1]!)) until--
  return { start: from, end: until }
}

function isSaid(db: ReadDb, text: string, { start, end }: Span): boolean {
  const part = text.slice(start, end)
  return normaliseText(part).length >= shortest && isTombstoned(db, [saidFingerprint(part)])
}
