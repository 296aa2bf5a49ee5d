import { recall, type Recalled } from '../memory/recall.ts'
import type { Associations } from '../memory/meaning/associations.ts'
import type { Embedder } from '../models/ports.ts'
import type { SearchIndex } from '../storage/index/searchIndex.ts'
import { recallPorts } from '../turn/recallPorts.ts'
import { readAssociationsFile } from './associationsFile.ts'
import type { BenchArguments, BenchReport, Figure } from './registry.ts'
import { areaUnder, scoreHaystacks, type HaystackRanked, type HaystackScores } from './haystackScores.ts'
import { readHaystacks, type Haystack } from './longmemevalData.ts'
import { percentile } from './percentile.ts'
import { fuseRanks } from './rankFusion.ts'
import { openTurns, placeOf } from './talkStore.ts'
import { openVectorCache } from './vectorCache.ts'

const goals: Record<keyof HaystackScores, number | null> = { session_all_at_5: 0.96, session_any_at_5: 0.995, session_all_at_10: null, turn_all_at_10: 0.93, turn_recall_at_10: null, ndcg_at_10: 0.96 }
const depth = 200
type Way = 'ours' | 'fts5_turns' | 'fts5_sessions' | 'vectors_alone' | 'rank_fusion'
interface Asked { readonly haystack: Haystack; readonly ways: Readonly<Record<Way, HaystackRanked>>; readonly best: number }

/**
 * LongMemEval S with the user's turns: a fresh store for each question, recall over turns, a session at the place of the best it
 * holds. Official questions are those that the chat answers in a user's turn; the others judge abstention and are told in the notes.
 */
export async function benchHaystacks(args: BenchArguments, embedder: Embedder): Promise<BenchReport> {
  const cache = openVectorCache(embedder, args.text('vectors'))
  const asked: Asked[] = []
  const times: number[] = []
  const limit = args.number('limit', Infinity)
  const associations = readAssociationsFile(embedder.modelId)
  for (const haystack of readHaystacks(args.text('data'))) {
    if (asked.length >= limit) break
    asked.push(await askHaystack(haystack, embedder, cache, associations, times))
  }
  const official = asked.filter(({ haystack }) => !haystack.isUnanswerable && haystack.gold.length > 0)
  const scores = (way: Way, some = official) => scoreHaystacks(some.map(({ ways }) => ways[way]))
  const own = scores('ours')
  const others = (['fts5_turns', 'fts5_sessions', 'vectors_alone', 'rank_fusion'] as const).map((way) => [way, scores(way)] as const)
  const names = Object.keys(goals) as (keyof HaystackScores)[]
  const figures: Record<string, Figure> = Object.fromEntries(names.map((name) => [name, {
    ours: own[name], baselines: Object.fromEntries(others.map(([way, each]) => [way, each[name]])), goal: goals[name], better: 'higher', unit: 'share',
  }]))
  const types = [...new Set(official.map(({ haystack }) => haystack.type))].sort().map((type) => `${type} ${scores('ours', official.filter(({ haystack }) => haystack.type === type)).session_all_at_5.toFixed(2)}`)
  const withAnswer = asked.filter(({ haystack }) => haystack.answerSessions.length > 0)
  const everything = scoreHaystacks(withAnswer.map(({ haystack, ways }) => ({ ...ways.ours, goldSessions: haystack.answerSessions })))
  return {
    bench: 'recall',
    figures: {
      ...figures,
      abstention_auroc: { ours: areaUnder(asked.filter(({ haystack }) => !haystack.isUnanswerable).map(({ best }) => best), asked.filter(({ haystack }) => haystack.isUnanswerable).map(({ best }) => best)), baselines: {}, goal: 0.75, better: 'higher', unit: 'share' },
      recall_p95_ms: { ours: percentile(times, 95), baselines: {}, goal: null, better: 'lower', unit: 'ms' },
    },
    notes: [
      `${asked.length} questions, ${official.length} of them official; session all@5 by type: ${types.join(', ')}`,
      `All ${withAnswer.length} questions with answer sessions, those about the assistant's words and the unanswerable too: session all@5 ${everything.session_all_at_5.toFixed(3)}, any@5 ${everything.session_any_at_5.toFixed(3)}, nDCG@10 ${everything.ndcg_at_10.toFixed(3)}`,
      ...(cache.made() > 0 ? [`${cache.made()} texts were embedded in this run and are kept for the next (--vectors FILE says where).`] : []),
    ],
  }
}

async function askHaystack(haystack: Haystack, embedder: Embedder, cache: Embedder, associations: Associations | null, times: number[]): Promise<Asked> {
  const { db, index, close } = await openTurns(haystack.turns, cache)
  try {
    const [vector] = await embedder.embed([haystack.text]) as [Float32Array]
    const began = performance.now()
    const { found } = await recall({ text: haystack.text, vector, conversationId: 'c_question', now: haystack.at, understanding: null, limit: depth }, { ...recallPorts(db, index, (texts) => embedder.embed(texts)), associations })
    times.push(performance.now() - began)
    const ranked = (turns: readonly number[], sessions = sessionsOf(haystack, turns)): HaystackRanked => ({ turns, sessions, gold: haystack.gold, goldSessions: haystack.goldSessions })
    const { words, meaning, sessions } = await simpleOrders(index, haystack, vector)
    return {
      haystack, best: found[0]?.score ?? 0,
      ways: { ours: ranked(placesOf(found)), fts5_turns: ranked(words), fts5_sessions: ranked(words, sessions), vectors_alone: ranked(meaning), rank_fusion: ranked(fuseRanks([words, meaning])) },
    }
  } finally {
    await close()
  }
}

function placesOf(found: readonly Recalled[]): number[] {
  return found.flatMap((one) => one.message === null ? [] : [placeOf(one.message.id)])
}

function sessionsOf(haystack: Haystack, turns: readonly number[]): string[] {
  return [...new Set(turns.map((turn) => String(haystack.turns[turn]!.session)))]
}

async function simpleOrders(index: SearchIndex, haystack: Haystack, vector: Float32Array): Promise<{ words: number[]; meaning: number[]; sessions: string[] }> {
  const messages = { kinds: ['message'] as const, limit: depth }
  const words = (await index.words(haystack.text, { ...messages, fieldWeights: [1, 0] })).map((hit) => placeOf(hit.id))
  const meaning = (await index.meaning(vector, messages)).map((hit) => placeOf(hit.id))
  const sessions = await index.words(haystack.text, { kinds: ['session'], limit: depth, fieldWeights: [1, 0] })
  return { words, meaning, sessions: sessions.map((hit) => (hit.conversationId ?? '').slice(2)) }
}
