import { cosineOf } from '../../../shared/cosine.ts'
import { strengthAt, type FadingDays } from '../fade.ts'
import type { Gathered } from '../gather.ts'
import type { RecallAsk, RecallPorts } from '../recallPorts.ts'
import { wordsOf } from '../words.ts'
import { readFeatures, type FeatureName, type Features } from './features.ts'
import type { Found } from './found.ts'
import { newerFirst } from './newerFirst.ts'
import { placesBy, weigh } from './weigh.ts'

/** One thing with its place in the order. */
export interface Ranked {
  readonly one: Found
  /** Its weighed features; differences count, not the number itself. */
  readonly sum: number
  /** How well it fits by itself, 0 to 1: shared rarity of words, and closeness in meaning. */
  readonly relevance: number
  readonly exact: boolean
  /** True when it lies under the key that the question asks for. */
  readonly keyed: boolean
  readonly coverage: number
  readonly meaning: number
  readonly importance: number
  readonly recency: number
  readonly feature: (name: FeatureName) => number
  /** The words of the question that it holds in some form, as they stand in the question. */
  readonly shared: readonly string[]
  /** How well what stands directly beside it fits. */
  readonly beside: number
}

/** Half-lives for ranking alone; when a memory fades is the person's setting. */
const usualDays: FadingDays = { episodic: 60, semantic: 180, procedural: 180 }
/** The most that importance, freshness and use can move a memory: never more than a shared word does. */
const bias = { importance: 0.3, strength: 0.2, uses: 0.1, recency: 0.05 }
const keyBonus = 8
/** What the words count towards relevance where there are no vectors to agree with them. */
const wordsAlone = 1.2
const wordsAloneGain = 8
/** There the index knows best how a script falls into words: it writes those apart that have no spaces. */
const indexedGain = 16
/** Where advice is asked for, all is weighed by how it matters for that: most preferences share no word with the question. A memory states one thing, a message many. */
const advice = { memory: 80, message: 10, from: 0.3 }
/** Messages further behind than this are not weighed for advice. */
const weighedForAdvice = 60
const dayMs = 86_400_000
/** Freshness is told by the hour: the same question asked again in a minute gets the same numbers. */
const hourMs = 3_600_000
/** What says the same as something that stands higher makes room: from this likeness on. */
const sameFrom = 0.92
const sameCost = 6
const spreadFirst = 40
/** So many of the best are read again by a model that judges question and text together, where one is installed. */
const rereadFirst = 30
const rereadWeight = 4
const rereadChars = 1200

/** Orders what was gathered, best first; ties by id. The same finds give the same order. */
export async function rank(asked: RecallAsk, gathered: Gathered, reread: RecallPorts['rank']): Promise<Ranked[]> {
  const ask = { ...asked, now: Math.ceil(asked.now / hourMs) * hourMs }
  const features = readFeatures(gathered)
  const sums = weigh(features)
  const front = new Set(placesBy(sums, (at) => gathered.found[at]!.id).slice(0, weighedForAdvice))
  const ranked = inOrder(gathered.found.map((one, at) => rankOne(ask, gathered, features, one, at, sums[at]!, front.has(at))))
  return newerFirst(makeRoom(reread === undefined ? ranked : await rereadBest(gathered.reading.text, ranked, reread)))
}

function rankOne(ask: RecallAsk, gathered: Gathered, features: Features, one: Found, at: number, weighed: number, isInFront: boolean): Ranked {
  const { signals, key, exact } = gathered
  const keyed = key !== null && one.memory?.key === key
  const relevance = (place: number) => place < 0 ? 0 : gathered.wordsOnly ? Math.min(1, wordsAlone * signals.covered[place]!) : 0.5 * signals.covered[place]! + 0.5 * Math.min(1, Math.max(0, (Math.max(signals.meaning[place]!, signals.adapted[place]!) - 0.1) / 0.7))
  const { memory } = one
  const importance = memory?.importance ?? 0
  const recency = Math.exp(-Math.max(0, ask.now - (memory?.updatedAt ?? one.at)) / (90 * dayMs))
  const liking = memory === null ? bias.recency * recency
    : bias.importance * importance + bias.strength * strengthAt(memory, usualDays, ask.now) + bias.uses * Math.min(1, Math.log2(1 + memory.uses) / 4) + bias.recency * recency
  const adviceGain = gathered.advice === 0 || (memory === null && !isInFront) ? 0 : gathered.advice * (memory === null ? advice.message : advice.memory) * (signals.matters(at) - advice.from)
  const wordsGain = gathered.wordsOnly ? wordsAloneGain * signals.words[at]! + indexedGain * (gathered.indexed.get(one.id) ?? 0) : 0
  const sum = weighed + liking + adviceGain + wordsGain + (keyed ? keyBonus : 0)
  return {
    one, sum, keyed, relevance: relevance(at), exact: keyed || isExact(one, exact), coverage: signals.covered[at]!, meaning: Math.max(signals.meaning[at]!, signals.adapted[at]!), importance, recency,
    feature: (name) => features[name][at]!,
    shared: signals.held(at).map((stem) => gathered.reading.written.get(stem) ?? stem), beside: Math.max(relevance(signals.before[at]!), relevance(signals.after[at]!)),
  }
}

const plainLetters = /^[\t\n\r -~]*$/

function isExact(one: Found, exact: readonly string[]): boolean {
  if (exact.length === 0) return false
  const lower = one.text.toLowerCase()
  // The words of a text in plain letters stand in it as they are: most texts hold none of these.
  if (plainLetters.test(lower) && !exact.some((token) => lower.includes(token.split(' ', 1)[0]!))) return false
  const plain = ` ${wordsOf(one.text).join(' ')} `
  return exact.some((token) => plain.includes(` ${token} `) || (token.includes(' ') && lower.includes(token)))
}

function inOrder(ranked: Ranked[]): Ranked[] {
  return ranked.sort((a, b) => b.sum - a.sum || (a.one.id < b.one.id ? -1 : 1))
}

async function rereadBest(question: string, ranked: readonly Ranked[], reread: NonNullable<RecallPorts['rank']>): Promise<Ranked[]> {
  const best = ranked.slice(0, rereadFirst)
  if (best.length === 0) return [...ranked]
  const fits = await reread(question, best.map(({ one }) => one.text.slice(0, rereadChars)))
  return inOrder(ranked.map((each, at) => (fits[at] === undefined ? each : { ...each, sum: each.sum + rereadWeight * fits[at] })))
}

/** Ten turns that say nearly the same must not crowd out the one that says something else. */
function makeRoom(ranked: readonly Ranked[]): Ranked[] {
  const waiting = ranked.slice(0, spreadFirst).map((each) => ({ each, cost: 0 }))
  const chosen: Ranked[] = []
  while (waiting.length > 0) {
    let best = 0
    for (let at = 1; at < waiting.length; at++) if (waiting[at]!.each.sum - waiting[at]!.cost > waiting[best]!.each.sum - waiting[best]!.cost) best = at
    const [taken] = waiting.splice(best, 1) as [typeof waiting[number]]
    chosen.push({ ...taken.each, sum: taken.each.sum - taken.cost })
    for (const other of waiting) {
      const likeness = cosineOf(taken.each.one.vector, other.each.one.vector)
      if (likeness > sameFrom) other.cost = Math.max(other.cost, sameCost * (likeness - sameFrom) / (1 - sameFrom))
    }
  }
  return inOrder([...chosen, ...ranked.slice(spreadFirst)])
}
