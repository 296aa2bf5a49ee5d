import { sentencesOf, type Span } from './clauses.ts'
import { asks, isAboutText, isAfterWord, isClaimOfOthers, isDoubtful, isExercise, isHypothetical, isInvented, isJoke, isLogLine, isOrder, isManipulation, quotedRanges } from './guards.ts'
import { isFragment, looksPasted } from './looksPasted.ts'
import { leadOf } from './leads.ts'
import { isUnmeant } from './notMeant.ts'
import { holdsSecret } from './secrets.ts'
import { isNote, type Around } from './statement/features.ts'
import { readChars, typedProse } from './typedProse.ts'

export interface PlainSentence {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly isQuestion: boolean
  /** Whether rules may read it; a question only up to its asking clause. */
  readonly readable: boolean
  /** Whether it may be kept as a whole: a plain statement, with nothing in it that is asked, supposed, quoted or secret. */
  readonly plain: boolean
  /** Its place among the sentences of its paragraph; the next one has the next number. */
  readonly place: number
  readonly around: Around
}

/**
 * The sentences that a person typed in a message as themselves, each judged: is it said, and plainly? Sentences of code,
 * pastes and talks of others do not appear at all.
 */
export function plainSentences(text: string): PlainSentence[] {
  const read = text.slice(0, readChars)
  const quotes = quotedRanges(read)
  const spans = typedProse(read)
  const sentences = spans.flatMap((span) => sentencesOf(read, span))
  // A joke takes back what was said before it.
  const joked = sentences.findIndex((sentence) => isJoke(sentence.text))
  const asking = sentences.map((sentence) => sentence.isQuestion || asks(sentence.text) || isOrder(sentence.text))
  const noted = sentences.map((sentence, at) => !asking[at] && isNote(bodyOf(sentence.text)))
  // "… Please turn it into passive voice.": what stands on lines before such an order is the text that it means.
  const order = sentences.findLastIndex((sentence) => isAboutText(sentence.text))
  const textUntil = order < 0 ? 0 : read.lastIndexOf('\n', sentences[order]!.start)
  const pasted = looksPasted(sentences.map((sentence) => sentence.text))
  let invented = false
  let supposed = false
  let place = 0
  return sentences.map((sentence, at) => {
    invented = isInvented(sentence.text) || (invented && /^(?:he|she|they|his|her|their|it|its|the|one day|then|in)(?![\p{L}])/iu.test(sentence.text))
    const before = sentences[at - 1]
    place += before !== undefined && /^[ \t]*\n?[ \t]*$/u.test(read.slice(before.end, sentence.start)) ? 1 : 2
    // What follows a supposition on the same line is supposed too.
    supposed = isExercise(sentence.text) || (supposed && before !== undefined && !read.slice(before.end, sentence.start).includes('\n'))
    const readable = !supposed && !isLogLine(sentence.text) && sentence.end > textUntil && !isDoubtful(`, ${sentence.text}`) && !(at <= joked && at >= joked - 1) && !invented && !isHypothetical(sentence.text) && !isOrder(sentence.text) && !isAfterWord(sentence.text) && !isManipulation(sentence.text) && !holdsSecret(sentence.text)
    const body = bodyOf(sentence.text)
    const plain = readable && !pasted && !isFragment(read, sentence) && !sentence.isQuestion && !asks(body) && !isDoubtful(body) && !isClaimOfOthers(body) && !isUnmeant(body) && !quotes.some(([from, to]) => sentence.start < to && from < sentence.end)
    return { ...sentence, readable, plain, place, around: { asks: asking.some((one, other) => one && other !== at), notes: noted.some((one, other) => one && other !== at), alone: sentences.length === 1 } }
  })
}

/** A sentence without greetings and fillers before it. */
export function bodyOf(sentence: string): string {
  return sentence.slice(leadOf(sentence).length)
}

/** True when a span of a message is plainly said there, as a whole. */
export function mayHoldFact(text: string, span: Span): boolean {
  const within = plainSentences(text).filter((sentence) => sentence.start < span.end && span.start < sentence.end)
  return within.length > 0 && within.every((sentence) => sentence.plain) && span.start >= within[0]!.start && span.end <= within.at(-1)!.end
}
