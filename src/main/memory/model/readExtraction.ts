import type { Candidate, MemoryKind } from '../../../shared/memory.ts'
import { dateIn } from '../dates.ts'
import { findEntities } from '../entities/findEntities.ts'
import { extract, mayHoldFact } from '../extract.ts'
import { readChars } from '../typedProse.ts'
import { parseAnswer } from './parseAnswer.ts'
import { exampleNames } from './writeExtractionPrompt.ts'

/** A model's find waits for review unless a rule found the same. */
const alone = 0.5
const mostFacts = 12
const denied = new RegExp(exampleNames.join('|'), 'iu')

/**
 * What is left of a model's answer when nothing is believed that the message does not say: each fact quotes a span that is
 * there, passes the guards of the rules (no question, condition, order, quotation, pasted text, secret), and is no example
 * of the prompt. Uncertain until a rule agrees.
 * @param answer what the model wrote; reasoning text and anything around the JSON is stripped
 * @param text the message that it read
 * @param at when that was typed
 */
export function readExtraction(answer: string, text: string, at: number): Candidate[] {
  const read = text.slice(0, readChars)
  const byRule = extract(text, at)
  const found: Candidate[] = []
  for (const item of parseAnswer(answer)) {
    if (found.length >= mostFacts) break
    const quote = item.quote.trim()
    const start = quote.length < 8 || denied.test(quote) ? -1 : read.indexOf(quote)
    if (start < 0 || !standsAlone(read, start, start + quote.length) || found.some((one) => start < one.end && one.start < start + quote.length)) continue
    const agreed = byRule.find((one) => one.start < start + quote.length && start < one.end)
    if (agreed !== undefined) { if (!found.includes(agreed)) found.push(agreed); continue }
    if (!mayHoldFact(read, { start, end: start + quote.length })) continue
    const kind: MemoryKind = item.kind
    const date = dateIn(quote, at, false)
    found.push({ kind, text: quote, quote, start, end: start + quote.length, subject: subjectOf(item.about, quote), key: null, importance: 0.5, confidence: alone, eventAt: kind === 'episodic' ? date : null, rule: 'model', validUntil: null, entities: findEntities(quote) })
  }
  return found
}

/** A quote begins and ends with whole words. */
function standsAlone(text: string, start: number, end: number): boolean {
  return !/[\p{L}\p{N}]/u.test(text[start - 1] ?? ' ') && !/[\p{L}\p{N}]/u.test(text[end] ?? ' ')
}

function subjectOf(about: string, quote: string): string {
  const name = about.trim()
  return name !== '' && quote.toLowerCase().includes(name.toLowerCase()) ? name : 'user'
}
