import { join } from 'node:path'
import type { PromptMessage } from '../../shared/piece.ts'
import { cosineOf } from '../../shared/cosine.ts'
import { nearestQuestion } from '../cache/nearQuestion.ts'
import { openEmbedder } from '../models/embedder/openEmbedder.ts'
import { forkChild } from '../models/process/forkChild.ts'
import { createModelProcess } from '../models/process/modelProcessClient.ts'
import { systemClock } from '../platform/clock.ts'
import { silentLog } from '../platform/log.ts'
import { makeDay, type DayShape } from './cacheDay.ts'
import { nearMisses, paraphrases, sameQuestions } from './cachePairs.ts'
import { ownKey, questionKey, replayOwn, replayPlain, seedKey, type Keyed, type ReplayScore } from './cacheReplay.ts'
import { benchEntries, resourcesFolder } from './places.ts'
import type { BenchArguments, BenchReport } from './registry.ts'

const start = Date.UTC(2026, 4, 4, 8)
/** What seed 001 is made for: many people, one assistant, a list of suggested questions, notes that seldom change. */
const shared: DayShape = { requests: 5000, hours: 12, topics: 40, zipf: 1.1, picked: 0.7, shares: { help: 0.8, followUp: 0.06, timely: 0.05, short: 0.04 }, noteEvery: 1250, talkLength: 0 }
/** The same with three times the topics, flatter, and half of it typed. */
const broad: DayShape = { ...shared, topics: 120, zipf: 0.9, picked: 0.5 }
/** One person: talks of eight messages, most questions new, a note learned after every tenth. */
const personal: DayShape = { requests: 2000, hours: 12 * 30, topics: 120, zipf: 0.9, picked: 0, shares: { help: 0.35, followUp: 0.4, timely: 0.1, short: 0.05 }, noteEvery: 10, talkLength: 8 }
const goal = 0.6

/**
 * How often an answer of before is given over a made-up day, and whether it was ever the wrong one: over the day itself, and over pairs of
 * questions that look alike. Beside it, in the same run: the question alone as a key, and the rules of seed 001.
 */
export async function benchCache(options: BenchArguments): Promise<BenchReport> {
  const most = options.number('requests', shared.requests)
  const days = [shared, broad, personal].map((shape) => makeDay({ ...shape, requests: Math.min(most, shape.requests) }, start, options.number('seed', 1)))
  const own: ReplayScore[] = []
  for (const day of days) own.push(await replayOwn(day))
  const alone = days.map((day) => replayPlain(day, questionKey))
  const seeds = days.map((day) => replayPlain(day, seedKey))
  const rate = ({ hits, requests }: ReplayScore) => hits / requests

  const pairs = nearMisses()
  const same = sameQuestions()
  const isOne = (keyOf: (one: Keyed) => string | null) => ([a, b]: readonly [string, string]) => { const key = keyOf(keyed(a)); return key !== null && key === keyOf(keyed(b)) }
  const wrongOf = (keyOf: (one: Keyed) => string | null) => pairs.filter(({ a, b }) => isOne(keyOf)([a, b])).length
  const contexts = otherContexts()
  const wrongContexts = (keyOf: (one: Keyed) => string | null) => contexts.filter(([a, b]) => { const key = keyOf(a); return key !== null && key === keyOf(b) }).length
  const wrong = [ownKey, questionKey, seedKey].map((keyOf) => wrongOf(keyOf) + wrongContexts(keyOf))
  const near = await measureNear(pairs.map(({ a, b }) => [a, b] as const))
  const ratesOf = (at: number) => ({ question_alone: rate(alone[at]!), seed_rules: rate(seeds[at]!) })
  if (options.flag('show')) for (const { kind, a, b } of pairs.filter((one) => isOne(ownKey)([one.a, one.b]))) console.error(`${kind}: ${JSON.stringify(a)} = ${JSON.stringify(b)}`)
  if (options.flag('show')) for (const [a, b] of near.wrong) console.error(`offered: ${JSON.stringify(a)} for ${JSON.stringify(b)}`)

  return {
    bench: 'cache',
    figures: {
      hit_rate: { ours: rate(own[0]!), baselines: ratesOf(0), goal, better: 'higher', unit: 'share' },
      hit_rate_broad: { ours: rate(own[1]!), baselines: ratesOf(1), goal: null, better: 'higher', unit: 'share' },
      hit_rate_personal: { ours: rate(own[2]!), baselines: ratesOf(2), goal: null, better: 'higher', unit: 'share' },
      wrong_in_replay: { ours: sum(own), baselines: { question_alone: sum(alone), seed_rules: sum(seeds) }, goal: 0, better: 'lower', unit: 'answers' },
      wrong_hits: { ours: wrong[0]!, baselines: { question_alone: wrong[1]!, seed_rules: wrong[2]! }, goal: 0, better: 'lower', unit: 'pairs' },
      same_found: { ours: same.filter(isOne(ownKey)).length / same.length, baselines: { question_alone: same.filter(isOne(questionKey)).length / same.length, seed_rules: same.filter(isOne(seedKey)).length / same.length }, goal: null, better: 'higher', unit: 'share' },
      near_wrong_offers: { ours: near.wrong.length, baselines: { cosine_alone: near.wrongByCosine }, goal: 0, better: 'lower', unit: 'pairs' },
      near_offers: { ours: near.offered, baselines: { cosine_alone: near.offeredByCosine }, goal: null, better: 'higher', unit: 'share' },
    },
    notes: [
      `hit_rate: ${days[0]!.length} requests in ${shared.hours} hours; ${percent(shared.shares.help)} ask for help with one of ${shared.topics} topics (Zipf ${shared.zipf}), ${percent(shared.picked)} of these picked from a list, the rest typed in four wordings and eight ways of typing; ${percent(shared.shares.followUp)} follow-ups in a talk, ${percent(shared.shares.timely)} that hang on their moment, ${percent(shared.shares.short)} with answers too short to keep, the rest asked once; the notes change three times; an answer lives for an hour`,
      `hit_rate_broad: ${broad.topics} topics, Zipf ${broad.zipf}, ${percent(broad.picked)} picked; hit_rate_personal: one person in talks of ${personal.talkLength / 2} turns, a note learned after every ${personal.noteEvery} messages`,
      `wrong_hits: ${pairs.length} pairs of questions (${new Set(pairs.map((one) => one.kind)).size} kinds) and ${contexts.length} pairs of contexts that look alike; same_found: ${same.length} pairs of one question in two typings`,
      `near_wrong_offers: the same ${pairs.length} pairs; near_offers: ${paraphrases.length} pairs that ask the same in other words`,
    ],
  }
}

const percent = (share: number) => `${Math.round(share * 100)} %`
const sum = (scores: readonly ReplayScore[]) => scores.reduce((total, one) => total + one.wrong, 0)

function keyed(text: string, notes = 'Notes:\n- Tea is at five.\n\n', earlier: readonly string[] = [], rules = 'You are helpful.'): Keyed {
  const said = (role: PromptMessage['role'], words: string): PromptMessage => ({ role, text: words, spans: [] })
  return {
    text, at: start,
    prompt: [said('system', rules), ...earlier.map((one, at) => said(at % 2 === 0 ? 'user' : 'assistant', one)), { role: 'user', text: notes + text, spans: [{ start: notes.length, end: notes.length + text.length, region: 'message', pieceId: 'message' }] }],
  }
}

/** One question in two contexts that differ by little. */
function otherContexts(): [Keyed, Keyed][] {
  const questions = ['What is for tea?', 'How do I get home?', 'Who should I invite?', 'What did we decide?', 'Which one is better?']
  const differ: readonly ((text: string) => Keyed)[] = [
    (text) => keyed(text, 'Notes:\n- Tea is at six.\n\n'), (text) => keyed(text, ''), (text) => keyed(text, 'Notes:\n- tea is at five.\n\n'), (text) => keyed(text, 'Notes:\n- Tea is at five.\n- Milk goes in last.\n\n'), (text) => keyed(text, undefined, ['Hello', 'Hi']),
    (text) => keyed(text, undefined, ['I am allergic to nuts.', 'Noted.']), (text) => keyed(text, undefined, undefined, 'You are helpful and short.'), (text) => keyed(text, 'Notes:\n- Tea is not at five.\n\n'),
  ]
  return questions.flatMap((text) => differ.map((change): [Keyed, Keyed] => [keyed(text), change(text)]))
}

async function measureNear(pairs: readonly (readonly [string, string])[]) {
  const child = createModelProcess({ duty: 'embed', entry: benchEntries.modelProcess, start: forkChild, clock: systemClock, log: silentLog, onDeath: () => {} })
  try {
    const embedder = openEmbedder({ process: child, folder: join(resourcesFolder, 'models/all-MiniLM-L6-v2') })
    const texts = [...new Set([...pairs, ...paraphrases].flat())]
    const vectors = await embedder.embed(texts)
    const vectorOf = new Map(texts.map((text, at) => [text, vectors[at]!]))
    const offers = ([a, b]: readonly [string, string]) => nearestQuestion({ vector: vectorOf.get(a)!, question: a }, [{ vector: vectorOf.get(b)!, question: b }]) !== null
    const byCosine = ([a, b]: readonly [string, string]) => cosineOf(vectorOf.get(a)!, vectorOf.get(b)!) >= 0.9
    return {
      wrong: pairs.filter(offers), wrongByCosine: pairs.filter(byCosine).length,
      offered: paraphrases.filter(offers).length / paraphrases.length, offeredByCosine: paraphrases.filter(byCosine).length / paraphrases.length,
    }
  } finally {
    await child.close()
  }
}
