import type { Found, Gathered } from './gather.ts'
import type { RecallAsk, Recalled } from './recallPorts.ts'
import { stemOf, wordsOf } from './words.ts'

/**
 * How the parts are weighed. Words lead and meaning follows: a fusion of ranks was worse than words alone on talks between
 * people, a weighted sum of normalised scores was better. `bench recall` shows both beside this one.
 */
const weights = { words: 1, meaning: 1, speaker: 0.1, neighbour: 0.2, conversation: 0.6, importance: 0.06, recency: 0.04 }
/** The most that a text can reach by itself, and the most that all parts can sum up to, so that every score lies between 0 and 1. */
const mostAlone = weights.words + weights.meaning + weights.speaker
const most = mostAlone * (1 + 2 * weights.neighbour) + weights.conversation * (weights.words + weights.meaning)
/** Below this nothing comes back: silence is better than a note about something else. */
const floor = 0.14
/** What stands directly beside a text that fits this well comes along: the answer often follows the question. */
const besideFloor = 0.24
const dayMs = 86_400_000
/** Of a long text this much is compared word by word; exact matches are looked for in more of it. */
const readChars = 3000

interface Scored { readonly one: Found; readonly base: number; readonly scores: Record<string, number>; readonly shared: string[]; readonly exact: boolean; readonly relevance: number }

/** Puts what was gathered in one order, best first; ties by id. */
export function fuse(ask: RecallAsk, gathered: Gathered): Recalled[] {
  const strongest = Math.max(0, ...gathered.found.map((one) => one.bm25 ?? 0))
  // A text that the search by meaning did not name is farther than the farthest that it named.
  const farthest = Math.min(1, ...gathered.found.flatMap((one) => one.cosine === null ? [] : [one.cosine]))
  const unnamed = gathered.found.some((other) => other.cosine !== null) ? farthest * 0.8 : 0
  const scored = gathered.found.map((one) => scoreOne(ask, gathered, one, strongest, unnamed))
  const byId = new Map(scored.map((each) => [each.one.id, each]))
  const after = new Map(scored.flatMap((each) => {
    const parentId = each.one.message?.parentId ?? null
    return parentId === null ? [] : [[parentId, each] as const]
  }))
  const mood = conversationMeans(scored)
  return scored
    .map((each) => ({ each, before: byId.get(each.one.message?.parentId ?? ''), next: after.get(each.one.id) }))
    .filter(({ each, before, next }) => each.exact || each.relevance >= floor || Math.max(before?.relevance ?? 0, next?.relevance ?? 0) >= besideFloor)
    .map(({ each, before, next }) => finish(each, before, next, mood.get(each.one.message?.conversationId ?? '') ?? each.base))
    .sort((a, b) => b.score - a.score || (idOf(a) < idOf(b) ? -1 : 1))
    .slice(0, ask.limit)
}

function scoreOne(ask: RecallAsk, { query, exact, key, weights: rarity }: Gathered, one: Found, strongest: number, farthest: number): Scored {
  const text = one.memory?.text ?? one.message!.text
  const around = one.message === null ? '' : `${one.message.speaker ?? ''} ${one.message.around}`
  const said = wordsOf(text.slice(0, readChars))
  const own = stemsAmong(said, rarity)
  const near = own.size === rarity.size ? own : stemsAmong(wordsOf(around.slice(0, readChars)), rarity)
  let total = 0, covered = 0
  const shared: string[] = []
  for (const [stem, weight] of rarity) {
    total += weight
    if (own.has(stem)) { covered += weight; shared.push(stem) } else if (near.has(stem)) covered += weight * 0.5
  }
  const coverage = total === 0 ? 0 : covered / total
  const meaning = Math.max(0, one.cosine ?? farthest)
  const isKeyed = key !== null && one.memory?.key === key
  // A memory under the very key that is asked for fits as well as any word could.
  const words = isKeyed ? 1 : strongest <= 0 ? 0 : Math.max(0, one.bm25 ?? 0) / strongest
  const spoken = speaks(query.words, query.aboutUser, one) ? 1 : 0
  const plain = exact.length === 0 ? '' : ` ${(text.length > readChars ? wordsOf(text) : said).join(' ')} `
  const lower = exact.length === 0 ? '' : text.toLowerCase()
  const isExact = isKeyed || exact.some((token) => plain.includes(` ${token} `) || (token.includes(' ') && lower.includes(token)))
  const importance = one.memory?.importance ?? 0
  const recency = Math.exp(-Math.max(0, ask.now - (one.memory?.updatedAt ?? one.message!.createdAt)) / (90 * dayMs))
  return {
    one, shared, exact: isExact,
    base: weights.words * words + weights.meaning * meaning + weights.speaker * spoken,
    relevance: 0.5 * coverage + 0.5 * Math.min(1, Math.max(0, (meaning - 0.1) / 0.7)),
    scores: { words, coverage, meaning, speaker: spoken, importance, recency },
  }
}

/** Which of the question's stems stand among some words. */
function stemsAmong(words: readonly string[], rarity: ReadonlyMap<string, number>): ReadonlySet<string> {
  const found = new Set<string>()
  for (const word of words) {
    const stem = stemOf(word)
    if (rarity.has(stem)) found.add(stem)
  }
  return found
}

/** True when the question names the one who said it, or asks for the user's own and the user said it. */
function speaks(words: readonly string[], aboutUser: boolean, one: Found): boolean {
  if (one.memory !== null) return aboutUser && one.memory.subject === 'user'
  const speaker = one.message!.speaker
  if (speaker !== null) return wordsOf(speaker).some((name) => words.includes(name))
  return aboutUser && one.message!.role === 'user'
}

/** The mean of the three best of each conversation: a talk about the subject lifts all that was said in it. */
function conversationMeans(scored: readonly Scored[]): Map<string, number> {
  const bases = new Map<string, number[]>()
  for (const { one, base } of scored) {
    if (one.message === null) continue
    const list = bases.get(one.message.conversationId)
    if (list === undefined) bases.set(one.message.conversationId, [base])
    else list.push(base)
  }
  return new Map([...bases].map(([id, list]) => [id, list.sort((a, b) => b - a).slice(0, 3).reduce((sum, base) => sum + base, 0) / 3]))
}

function finish(each: Scored, before: Scored | undefined, after: Scored | undefined, mood: number): Recalled {
  // A memory stands alone; it counts as if one neighbour spoke of the same, or talks would always outrank facts.
  const neighbour = each.one.memory !== null ? each.base : (before?.base ?? 0) + (after?.base ?? 0)
  const { importance = 0, recency = 0 } = each.scores
  const sum = each.base + weights.neighbour * neighbour + weights.conversation * mood + weights.importance * importance + weights.recency * recency
  return {
    kind: each.one.memory === null ? 'message' : 'memory', memory: each.one.memory, message: each.one.message,
    score: Math.min(1, sum / most), scores: each.one.memory === null ? { ...each.scores, neighbour: neighbour / (2 * mostAlone), conversation: mood / mostAlone } : each.scores, reason: reasonOf(each), exact: each.exact,
  }
}

function reasonOf(each: Scored): string {
  const parts: string[] = []
  if (each.shared.length > 0) parts.push(`shares ${each.shared.slice(0, 3).map((word) => `“${word}”`).join(', ')}`)
  if ((each.scores.meaning ?? 0) >= 0.35) parts.push('close in meaning')
  if (parts.length === 0) parts.push('near in the same talk')
  const reason = parts.join('; ')
  return reason[0]!.toUpperCase() + reason.slice(1)
}

function idOf(one: Recalled): string {
  return one.memory?.id ?? one.message!.id
}
