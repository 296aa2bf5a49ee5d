import { join } from 'node:path'
import { compressText, type Embed } from '../context/compress/compressText.ts'
import type { Span } from '../context/compress/sentences.ts'
import { openEmbedder } from '../models/embedder/openEmbedder.ts'
import { forkChild } from '../models/process/forkChild.ts'
import { createModelProcess } from '../models/process/modelProcessClient.ts'
import { counterFor } from '../models/tokens/counterFor.ts'
import { systemClock } from '../platform/clock.ts'
import { silentLog } from '../platform/log.ts'
import { Scope } from '../platform/scope.ts'
import { fitRelevance } from './fitRelevance.ts'
import { keptFrom, keptTurns, readMeetings, type Meeting } from './meetingData.ts'
import { benchEntries, resourcesFolder } from './places.ts'
import type { BenchArguments, BenchReport, Figure } from './registry.ts'
import { rememberVectors } from './rememberVectors.ts'
import { bm25Order, leadOrder, randomOrder, tailOrder, textRankOrder, vectorOrder } from './turnRankings.ts'

const shares = [10, 20, 30] as const
/** Kept turns of the marked ones, and their words, as a share; one entry per query. */
interface Score { readonly turns: number; readonly words: number; readonly over: boolean }
type Scores = Map<string, Score[]>

/**
 * Compresses real meetings to 10, 20 and 30 % of their cl100k tokens, knowing the question or not, and looks how many of the turns survive that people marked as
 * holding the answer; beside it, in the same run, simpler ways that take whole turns. Mean over questions. What is
 * written is compared with the source, word by word: a place that is said to be kept and is not makes the item fail, and so
 * does one token too many. With `--fit` the weights of relevance are fitted on these meetings and told.
 */
export async function benchCompress(args: BenchArguments): Promise<BenchReport> {
  const meetings = readMeetings(args.text('data')).slice(0, args.number('limit', Infinity))
  const scope = new Scope()
  try {
    const process = scope.own(createModelProcess({ duty: 'embed', entry: benchEntries.modelProcess, start: forkChild, clock: systemClock, log: silentLog }))
    const embedder = openEmbedder({ process, folder: join(resourcesFolder, 'models/all-MiniLM-L6-v2') })
    const embed: Embed = (texts) => embedder.embed(texts)
    const report = await compressFigures(meetings, embed)
    return args.flag('fit') ? { ...report, notes: [...report.notes, ...await fitRelevance(meetings, embed)] } : report
  } finally {
    await scope.close()
  }
}

/** The figures for any embedder. */
export async function compressFigures(meetings: readonly Meeting[], embed: Embed): Promise<BenchReport> {
  const scores: Scores = new Map()
  for (const [at, meeting] of meetings.entries()) await measureMeeting(meeting, at, rememberVectors(embed), scores)
  const mean = (name: string, what: (score: Score) => number) => { const all = scores.get(name) ?? []; return all.reduce((sum, score) => sum + what(score), 0) / Math.max(1, all.length) }
  const figure = (at: string, ways: readonly string[], what: (score: Score) => number, goal: number | null, unit = 'share'): Figure => ({
    ours: mean(`ours ${at}`, what), baselines: Object.fromEntries(ways.map((way) => [way, mean(`${way} ${at}`, what)])), goal, better: 'higher', unit,
  })
  const aware = ['lead', 'tail', 'random', 'textrank', 'bm25_per_turn', 'embedding_per_turn']
  const blind = aware.slice(0, 4)
  const ours = [...scores].flatMap(([name, all]) => name.startsWith('ours ') ? all : [])
  const questions = scores.get('ours 20')?.length ?? 0
  return {
    bench: 'compress',
    figures: {
      span_recall_at_10: figure('10', aware, (score) => score.turns, null),
      span_recall_at_20: figure('20', aware, (score) => score.turns, 0.8),
      span_recall_at_30: figure('30', aware, (score) => score.turns, null),
      span_recall_blind_at_20: figure('blind 20', blind, (score) => score.turns, 0.45),
      span_words_at_20: figure('20', aware, (score) => score.words, null),
      span_words_blind_at_20: figure('blind 20', blind, (score) => score.words, null),
      over_budget: { ours: ours.filter((score) => score.over).length / Math.max(1, ours.length), baselines: {}, goal: 0, better: 'lower', unit: 'share' },
    },
    notes: [
      `${meetings.length} meetings, ${questions} questions with marked turns; a turn is kept from ${keptFrom * 100} % of its words on; mean over questions`,
      'span_words: the share of the marked words that is left, which counts long turns for what they are',
    ],
  }
}

async function measureMeeting(meeting: Meeting, number: number, embed: Embed, scores: Scores): Promise<void> {
  const count = (texts: string[]) => counterFor('gpt-4').count(texts)
  const note = (name: string, score: Score) => scores.set(name, [...scores.get(name) ?? [], score])
  const [total] = await count([meeting.text]) as [number]
  const sizes = await count(meeting.turns.map((turn) => `${turn.speaker}: ${turn.content}\n`))
  const targets = shares.map((share) => ({ name: String(share), target: Math.floor((total * share) / 100) }))
  const taken = (order: readonly number[], target: number): Span[] => {
    let used = 0
    return order.filter((at) => used + sizes[at]! <= target && (used += sizes[at]!) > 0).map((at) => meeting.turns[at]!)
  }
  const compressed = async (query: { text: string; vector: Float32Array } | null, target: number) => {
    const made = await compressText({ text: meeting.text, target, query, count, embed })
    const [tokens] = await count([made.text]) as [number]
    return { over: tokens > target, kept: isTrue(meeting.text, made.text, made.kept) ? made.kept : [] }
  }
  const vectors = await embed(meeting.turns.map((turn) => turn.content))
  const fixed = { lead: leadOrder(meeting), tail: tailOrder(meeting), random: randomOrder(meeting, number), textrank: textRankOrder(meeting) }
  const target20 = targets[1]!.target
  const blind = await compressed(null, target20)
  for (const query of meeting.queries) {
    const [vector] = await embed([query.text]) as [Float32Array]
    const orders = { ...fixed, bm25_per_turn: bm25Order(meeting, query.text), embedding_per_turn: vectorOrder(vectors, vector) }
    const judge = (kept: readonly Span[], over = false): Score => ({ ...keptTurns(meeting, query.gold, over ? [] : kept), over })
    for (const { name, target } of targets) {
      const made = await compressed({ text: query.text, vector }, target)
      note(`ours ${name}`, judge(made.kept, made.over))
      for (const [way, order] of Object.entries(orders)) note(`${way} ${name}`, judge(taken(order, target)))
    }
    note('ours blind 20', judge(blind.kept, blind.over))
    for (const [way, order] of Object.entries(fixed)) note(`${way} blind 20`, judge(taken(order, target20)))
  }
}

/** True when every place that is said to be kept stands in what was written, in order. */
function isTrue(source: string, made: string, kept: readonly Span[]): boolean {
  let from = 0
  for (const span of kept) {
    const part = source.slice(span.start, span.end).trim()
    const found = made.indexOf(part, from)
    if (found < 0) return false
    from = found + part.length
  }
  return true
}
