import type { Candidate } from '../../shared/memory.ts'
import { confirmedFact, withSupport } from './confirmed.ts'
import { quotedRanges } from './guards.ts'
import { plainSentences } from './plainSentences.ts'
import { after, readSentence, type Before } from './readSentence.ts'
import type { Corrected } from './reframe.ts'
import { readChars } from './typedProse.ts'
import { withDetails } from './withDetails.ts'

export { mayHoldFact } from './plainSentences.ts'

/** A message teaches no more than this; who tells more is pasting. */
const mostFacts = 24

export interface ExtractOptions {
  /** The fact that a bare "no, it is Lyon" would correct; of several the nearest first. */
  readonly correcting?: Corrected | readonly Corrected[]
  /** The assistant's last message: a plain yes may confirm what it asked. */
  readonly confirmed?: { readonly text: string }
}

/**
 * What a message says that is worth keeping, found by rules and a small fitted model of sentences: deterministic, with the
 * exact quoted span. Nothing comes from questions, conditions, wishes, quotations of others, code, pasted texts, roleplay,
 * or orders to write something; nothing that holds a secret. What is not sure has a confidence below 0.6.
 * @param text what the user typed; its first 20,000 characters are read
 * @param at when it was typed: dates count from there
 */
export function extract(text: string, at: number, options: ExtractOptions = {}): Candidate[] {
  const read = text.slice(0, readChars)
  const sight = { text: read, at, quotes: quotedRanges(read), correcting: [options.correcting ?? []].flat() }
  const found: Candidate[] = []
  let before: Before | null = null
  for (const sentence of plainSentences(read)) {
    if (found.length >= mostFacts) break
    const own: Candidate[] = sentence.readable ? readSentence(sentence, before, { ...sight, correcting: [...found.toReversed(), ...sight.correcting] }) : []
    for (const one of own) keep(found, one)
    before = after(before?.place === sentence.place - 1 ? before : null, sentence, sentence, own)
  }
  const facts = withoutTakenBack(found).slice(0, mostFacts).map((one) => withDetails(one, at))
  if (options.confirmed === undefined) return facts
  return facts.length > 0 ? withSupport(facts, read, options.confirmed.text) : confirmedFact(read, options.confirmed.text, at)
}

/** What takes an earlier find in with it stands in its place; what is said twice is kept once. */
function keep(found: Candidate[], one: Candidate): void {
  if (found.some((other) => (other.start <= one.start && one.end <= other.end) || other.quote === one.quote)) return
  const first = found.findIndex((other) => one.start <= other.start && other.end <= one.end)
  if (first < 0) { found.push(one); return }
  const rest = found.filter((other) => !(one.start <= other.start && other.end <= one.end))
  found.splice(0, found.length, ...rest.slice(0, first), one, ...rest.slice(first))
}

/** "I live in Paris. No, sorry, in Lyon.": within one message, what is corrected was never meant. */
function withoutTakenBack(found: readonly Candidate[]): Candidate[] {
  return found.filter((one, index) => !found.slice(index + 1).some((later) => later.rule.endsWith('.correction') && (later.corrects === one.text || (one.key !== null && later.key === one.key))))
}
