import type { Recalled } from '../recallPorts.ts'
import type { Ranked } from './rank.ts'

/** Below this nothing comes back: silence is better than a note about something else. */
const floor = 0.14
/** What stands directly beside a text that fits this well is there for its sake. */
const besideFloor = 0.24
/** What lies further behind the best (in weighed features) than this is about something else. */
const closeBehind = 14
/** A memory stands by itself: where the best fits, one that shares this little with the question is about something else. */
const memoryFloor = 0.1
/** A message is read in its talk: it may say little by itself where what stands directly beside it fits. */
const messageFloor = 0.05
const messageBesideFloor = 0.14
/** So far behind the best (in weighed features) a thing fits half as well, and so steeply it falls. */
const halfAt = 5
const steepness = 1.6

/**
 * What of an order comes back at all: where something fits by itself, what is ranked not far behind the best and has something to
 * do with the question; where nothing does, nothing. An exact match always does; a faded memory comes back on an exact match alone.
 */
export function keepFitting(order: readonly Ranked[]): Ranked[] {
  const open = order.filter((each) => each.exact || each.one.memory?.state !== 'faded')
  const fits = bestOf(open) >= floor
  const most = open.reduce((top, each) => Math.max(top, each.sum), -Infinity)
  return open.filter((each) => each.exact || (fits && each.sum >= most - closeBehind && hasToDo(each)))
}

function hasToDo({ one, relevance, beside }: Ranked): boolean {
  return one.memory === null ? relevance >= messageFloor || beside >= messageBesideFloor : relevance >= memoryFloor
}

function bestOf(order: readonly Ranked[]): number {
  return order.reduce((top, each) => Math.max(top, each.keyed ? 1 : each.relevance), 0)
}

/**
 * The scores of an order: how well the best of it fits by itself, less by how far each lies behind the best. So a list of things
 * that all fit badly scores low from its first item on.
 */
export function scoresOf(order: readonly Ranked[]): number[] {
  const most = order.reduce((best, each) => Math.max(best, each.sum), -Infinity)
  const best = bestOf(order)
  let above = 1
  // Never more than what stands above it, also where the newer of two was put first.
  return order.map((each) => (above = Math.min(above, best / (1 + Math.exp((most - each.sum - halfAt) / steepness)))))
}

export function toRecalled(each: Ranked, score: number): Recalled {
  const { one, feature } = each
  const part = (value: number | undefined) => Math.min(1, Math.max(0, value ?? 0))
  const shared = { words: each.keyed ? 1 : part(feature('words')), coverage: part(each.coverage), meaning: part(each.meaning), speaker: part(feature('spoken')), importance: part(each.importance), recency: part(each.recency), time: part(feature('inTime')) }
  return {
    kind: one.memory === null ? 'message' : 'memory', memory: one.memory, message: one.message, score,
    scores: one.memory === null ? { ...shared, neighbour: part(feature('window')), conversation: part(feature('session')) } : shared,
    reason: reasonOf(each), exact: each.exact,
  }
}

/** Why it was found, for people: "Shares “Nadia”; close in meaning". */
function reasonOf(each: Ranked): string {
  const parts: string[] = []
  if (each.shared.length > 0) parts.push(`shares ${each.shared.slice(0, 3).map((word) => `“${word}”`).join(', ')}`)
  if (each.meaning >= 0.35) parts.push('close in meaning')
  if (each.feature('inTime') > 0) parts.push('of the time that was asked for')
  if (parts.length === 0) parts.push(each.beside >= besideFloor ? 'near in the same talk' : 'related in meaning')
  const reason = parts.join('; ')
  return reason[0]!.toUpperCase() + reason.slice(1)
}
