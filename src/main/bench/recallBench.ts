import { join } from 'node:path'
import { recall } from '../memory/recall.ts'
import { openEmbedder } from '../models/embedder/openEmbedder.ts'
import type { Embedder } from '../models/ports.ts'
import { forkChild } from '../models/process/forkChild.ts'
import { createModelProcess } from '../models/process/modelProcessClient.ts'
import { counterFor } from '../models/tokens/counterFor.ts'
import { systemClock } from '../platform/clock.ts'
import { silentLog } from '../platform/log.ts'
import { Scope } from '../platform/scope.ts'
import type { SearchIndex } from '../storage/index/searchIndex.ts'
import { recallPorts } from '../turn/recallPorts.ts'
import { benchHaystacks } from './haystackBench.ts'
import { UsageError } from './benchArguments.ts'
import { readTalks, type Talk } from './locomoData.ts'
import { percentile } from './percentile.ts'
import { benchEntries, resourcesFolder } from './places.ts'
import { fuseRanks } from './rankFusion.ts'
import { scoreRankings, type Ranked, type RankingScores } from './rankingScores.ts'
import type { BenchArguments, BenchReport, Figure } from './registry.ts'
import { openTalk, placeOf } from './talkStore.ts'
import { openVectorCache } from './vectorCache.ts'

const goals: Record<keyof RankingScores, number | null> = {
  turn_recall_at_5: null, turn_recall_at_10: 0.84, turn_recall_at_25: 0.92, multi_hop_recall_at_10: 0.6, session_all_at_10: 0.97, session_recall_at_10: null, evidence_in_2000_tokens: 0.85,
}
/** More than any figure looks at. */
const depth = 200

type Way = 'ours' | 'recent_only' | 'fts5_alone' | 'bm25_with_predecessor_and_date' | 'vectors_alone' | 'rank_fusion'

/**
 * `--set locomo`, the default; `--set longmemeval` measures chats with an assistant.
 * How much of the evidence of a question about long talks comes back, through the real store, index, embedder and recall;
 * beside it, in the same run, simpler ways over the same index. One Casement conversation per session.
 */
export async function benchRecall(args: BenchArguments): Promise<BenchReport> {
  const scope = new Scope()
  try {
    const process = scope.own(createModelProcess({ duty: 'embed', entry: benchEntries.modelProcess, start: forkChild, clock: systemClock, log: silentLog }))
    const embedder = openEmbedder({ process, folder: join(resourcesFolder, 'models/all-MiniLM-L6-v2') })
    if (args.text('set') === 'longmemeval') return await benchHaystacks(args, embedder)
    if (args.text('set') !== null && args.text('set') !== 'locomo') throw new UsageError('--set is “locomo” or “longmemeval”.')
    const talks = readTalks(args.text('data'), 'recall').slice(0, args.number('limit', Infinity))
    const asked: Record<Way, Parameters<typeof scoreRankings>[0][number][]> = { ours: [], recent_only: [], fts5_alone: [], bm25_with_predecessor_and_date: [], vectors_alone: [], rank_fusion: [] }
    const cache = openVectorCache(embedder, args.text('vectors'))
    const times: number[] = []
    for (const talk of talks) {
      const tokens = await counterFor('gpt-4o').count(talk.turns.map((turn) => `- (${new Date(turn.at).toISOString().slice(0, 10)}) ${turn.speaker}: ${turn.text}\n`))
      for (const { way, ranked } of await askTalk(talk, embedder, cache, times)) {
        asked[way].push({ ranked, sessionOf: (turn) => talk.turns[turn]!.session, tokensOf: (turn) => tokens[turn]! })
      }
    }
    const { ours, ...others } = asked
    const own = scoreRankings(ours)
    const baselines = Object.entries(others).map(([way, all]) => [way, scoreRankings(all)] as const)
    const names = Object.keys(goals) as (keyof RankingScores)[]
    const figures: Record<string, Figure> = Object.fromEntries(names.map((name) => [name, {
      ours: own[name], baselines: Object.fromEntries(baselines.map(([way, scores]) => [way, scores[name]])), goal: goals[name], better: 'higher', unit: 'share',
    }]))
    const of = (category: number) => scoreRankings(ours.filter(({ ranked }) => ranked.category === category))
    const categories = [1, 2, 3, 4, 5].map((category) => `${category}: ${of(category).turn_recall_at_10.toFixed(2)}/${of(category).turn_recall_at_25.toFixed(2)}`)
    return {
      bench: 'recall', figures: { ...figures, recall_p95_ms: { ours: percentile(times, 95), baselines: {}, goal: null, better: 'lower', unit: 'ms' } },
      notes: [`${talks.length} talks, ${ours.length} questions; turn recall at 10/25 by category: ${categories.join(', ')}`],
    }
  } finally {
    await scope.close()
  }
}

async function askTalk(talk: Talk, embedder: Embedder, cache: Embedder, times: number[]): Promise<{ way: Way; ranked: Ranked }[]> {
  const { db, index, close } = await openTalk(talk, cache)
  try {
    const questions = await embedder.embed(talk.questions.map((question) => question.text))
    const results: { way: Way; ranked: Ranked }[] = []
    for (const [at, question] of talk.questions.entries()) {
      const orders = await simpleOrders(index, question.text, questions[at]!, talk)
      const began = performance.now()
      const { found } = await recall({ text: question.text, vector: questions[at]!, conversationId: 'c_question', now: talk.turns.at(-1)!.at, understanding: null, limit: depth }, recallPorts(db, index, (texts) => embedder.embed(texts)))
      times.push(performance.now() - began)
      orders.ours = found.flatMap((one) => one.message === null ? [] : [placeOf(one.message.id)])
      for (const [way, order] of Object.entries(orders)) results.push({ way: way as Way, ranked: { order, gold: question.gold, category: question.category } })
    }
    return results
  } finally {
    await close()
  }
}

/** What simpler programs do, over the same index and vectors. */
async function simpleOrders(index: SearchIndex, text: string, vector: Float32Array, talk: Talk): Promise<Record<Way, number[]>> {
  const all = { kinds: ['message'] as const, limit: depth }
  const places = (hits: readonly { id: string }[]) => hits.map((hit) => placeOf(hit.id))
  const words = places(await index.words(text, { ...all, fieldWeights: [1, 0] }))
  const context = places(await index.words(text, { ...all, fieldWeights: [1, 1] }))
  const meaning = places(await index.meaning(vector, all))
  return {
    ours: [], recent_only: talk.turns.map((_, place) => place).reverse(), fts5_alone: words, bm25_with_predecessor_and_date: context, vectors_alone: meaning,
    rank_fusion: fuseRanks([context, meaning]),
  }
}
