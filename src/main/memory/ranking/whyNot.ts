import type { Memory, WhyNot } from '../../../shared/memory.ts'
import type { RecallAsk } from '../recallPorts.ts'
import { keepsMemoryOut } from './allowed.ts'
import type { Ranked } from './rank.ts'
import { keepFitting, scoresOf, toRecalled } from './toRecalled.ts'

const unknown: WhyNot = { found: false, place: null, score: null, scores: {}, needed: null, reasons: ['It is not there any more.'] }
const farMeaning = 0.3

/**
 * Says why a memory was not recalled, or that it was.
 * @param order everything that was looked at, best first, with the memory where it could be judged
 * @param successor what superseded it, where something did
 */
export function explain(ask: RecallAsk, memory: Memory | undefined, order: readonly Ranked[], taken: number, successor: Memory | undefined): WhyNot {
  if (memory === undefined) return unknown
  const kept = keepFitting(order)
  const scores = scoresOf(kept)
  const needed = taken === 0 ? null : scores[Math.min(taken, scores.length) - 1] ?? null
  const out = keepsMemoryOut(memory, ask)
  if (out !== null) return { ...unknown, needed, reasons: [successor === undefined ? out : out.replace('by a newer fact', `by “${successor.text}”`)] }
  const each = order.find(({ one }) => one.id === memory.id)
  if (each === undefined) return { ...unknown, needed, reasons: ['The search did not name it: it shares no telling word with the question, and many others are closer in meaning.'] }
  const at = kept.indexOf(each)
  const score = at < 0 ? 0 : scores[at]!
  const parts = toRecalled(each, score).scores
  if (at >= 0 && at < taken) return { found: true, place: at + 1, score, scores: parts, needed, reasons: [`It was recalled as number ${at + 1}: ${lower(toRecalled(each, score).reason)}.`] }
  return { found: false, place: at < 0 ? null : at + 1, score, scores: parts, needed, reasons: reasonsOf(each, at, taken) }
}

function reasonsOf(each: Ranked, at: number, taken: number): string[] {
  const reasons: string[] = []
  if (each.one.memory?.state === 'faded' && !each.exact) reasons.push('It is faded: it comes back only where the question holds one of its rare words, a number or a quotation.')
  if (at >= taken && at > 0) reasons.push(`${at === 1 ? 'Another one fits' : `${at} others fit`} better, and only the best ${taken === 1 ? 'one goes' : `${taken} go`} along.`)
  const meaning = each.meaning.toFixed(2)
  if (each.shared.length === 0) reasons.push(each.meaning < farMeaning ? `It shares no word with the question and is far in meaning (${meaning}).` : `It shares no word with the question (closeness in meaning: ${meaning}).`)
  else if (each.meaning < farMeaning) reasons.push(`It shares ${each.shared.slice(0, 3).map((word) => `“${word}”`).join(', ')} with the question, but is far in meaning (${meaning}).`)
  return reasons.length > 0 ? reasons : [`It fits too little: it shares ${each.shared.slice(0, 3).map((word) => `“${word}”`).join(', ')}, and its closeness in meaning is ${meaning}.`]
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
