import { join } from 'node:path'
import type { RecallPorts } from '../memory/recall.ts'
import { recall } from '../memory/recall.ts'
import { openEmbedder } from '../models/embedder/openEmbedder.ts'
import { forkChild } from '../models/process/forkChild.ts'
import { createModelProcess } from '../models/process/modelProcessClient.ts'
import { systemClock } from '../platform/clock.ts'
import { silentLog } from '../platform/log.ts'
import { Scope } from '../platform/scope.ts'
import { readAssociationsFile } from './associationsFile.ts'
import { openMemories, type MemoryStore } from './memoryStore.ts'
import { percentile } from './percentile.ts'
import { benchEntries, resourcesFolder } from './places.ts'
import { fuseRanks } from './rankFusion.ts'
import { readNoise, readPreferences, takeBack, type PreferencePair } from './preferenceData.ts'
import { loadMemories } from '../storage/memories.ts'
import { recallPorts } from '../turn/recallPorts.ts'
import type { BenchArguments, BenchReport, Figure } from './registry.ts'
import { openVectorCache } from './vectorCache.ts'

const noiseCount = 200
const contradicted = 50
const depth = 100
const began = Date.UTC(2026, 0, 5)
const later = Date.UTC(2026, 3, 6)
const asked = Date.UTC(2026, 4, 4)

type Way = 'ours' | 'bm25' | 'minilm' | 'rank_fusion'
const ways: readonly Way[] = ['ours', 'bm25', 'minilm', 'rank_fusion']

/**
 * Whether the preference that matters for a question is found although the two share hardly a word: all preferences and some
 * noise as memories in one real store, found through the real index, embedder and recall; beside it simpler ways over the same index.
 */
export async function benchPreference(args: BenchArguments): Promise<BenchReport> {
  const { file, pairs: all } = readPreferences(args.text('data'))
  const pairs = all.slice(0, args.number('limit', Infinity))
  const noise = readNoise(file, noiseCount)
  const scope = new Scope()
  try {
    const process = scope.own(createModelProcess({ duty: 'embed', entry: benchEntries.modelProcess, start: forkChild, clock: systemClock, log: silentLog }))
    const embedder = openVectorCache(openEmbedder({ process, folder: join(resourcesFolder, 'models/all-MiniLM-L6-v2') }))
    const associations = readAssociationsFile(embedder.modelId)
    const store = await openMemories(embedder)
    scope.onClose(() => store.close())
    await store.learn(noise, began)
    const gold = await store.learn(pairs.map((pair) => pair.preference), began)
    const vectors = await embedder.embed(pairs.map((pair) => pair.question))
    const ports: RecallPorts = { ...recallPorts(store.db, store.index, (texts) => embedder.embed(texts)), associations }
    const places: Record<Way, number[]> = { ours: [], bm25: [], minilm: [], rank_fusion: [] }
    const times: number[] = []
    const ask = async (pair: PreferencePair, vector: Float32Array) => {
      const start = performance.now()
      const { found } = await recall({ text: pair.question, vector, conversationId: 'c_question', now: asked, understanding: null, limit: depth }, ports)
      times.push(performance.now() - start)
      return found.flatMap((one) => one.memory?.id ?? [])
    }
    for (const [at, pair] of pairs.entries()) {
      const orders = { ...await simpleOrders(store, pair.question, vectors[at]!), ours: await ask(pair, vectors[at]!) }
      for (const way of ways) places[way].push(orders[way].indexOf(gold[at]!))
    }
    const share = (way: Way, k: number) => places[way].filter((place) => place >= 0 && place < k).length / Math.max(1, pairs.length)
    const figure = (k: number, goal: number | null): Figure => ({ ours: share('ours', k), baselines: Object.fromEntries(ways.slice(1).map((way) => [way, share(way, k)])), goal, better: 'higher', unit: 'share' })
    const figures = { recall_at_1: figure(1, 0.3), recall_at_5: figure(5, 0.6), recall_at_10: figure(10, null) }
    const changed = await contradict(pairs, gold, vectors, store, ask)
    return {
      bench: 'preference',
      figures: { ...figures, newer_first: { ours: changed.newerFirst, baselines: {}, goal: 1, better: 'higher', unit: 'share' }, recall_p95_ms: { ours: percentile(times, 95), baselines: {}, goal: null, better: 'lower', unit: 'ms' } },
      notes: [
        `${pairs.length} preferences and questions; ${noise.length === 0 ? 'no noise: no conversations lie beside the data' : `${noise.length} turns of other conversations as noise`}`,
        `${changed.count} preferences taken back three months later: ${changed.superseded} of the older ones were superseded, in ${(changed.newerFound * 100).toFixed(0)} % the newer one was among the first ${depth}`,
      ],
    }
  } finally {
    await scope.close()
  }
}

/** Takes evenly chosen preferences back, and asks their questions again. */
async function contradict(
  pairs: readonly PreferencePair[], gold: readonly string[], vectors: readonly Float32Array[], store: MemoryStore, ask: (pair: PreferencePair, vector: Float32Array) => Promise<string[]>,
): Promise<{ count: number; superseded: number; newerFirst: number; newerFound: number }> {
  const possible = pairs.flatMap((pair, at) => { const text = takeBack(pair.preference); return text === null ? [] : [{ pair, at, text }] })
  const chosen = Array.from({ length: Math.min(contradicted, possible.length) }, (_, at) => possible[Math.floor(at * possible.length / Math.min(contradicted, possible.length))]!)
  const newer = await store.learn(chosen.map(({ text }) => text), later)
  let [good, found, superseded] = [0, 0, 0]
  for (const [place, { pair, at }] of chosen.entries()) {
    const order = await ask(pair, vectors[at]!)
    const [old, young] = [order.indexOf(gold[at]!), order.indexOf(newer[place]!)]
    if (old < 0 || (young >= 0 && young < old)) good++
    if (young >= 0) found++
    if (recalledState(store, gold[at]!) === 'superseded') superseded++
  }
  const count = Math.max(1, chosen.length)
  return { count: chosen.length, superseded, newerFirst: good / count, newerFound: found / count }
}

/** What simpler programs do, over the same index and vectors. */
async function simpleOrders({ index }: MemoryStore, text: string, vector: Float32Array): Promise<Record<Exclude<Way, 'ours'>, string[]>> {
  const options = { kinds: ['memory'] as const, limit: depth }
  const bm25 = (await index.words(text, { ...options, fieldWeights: [1, 0] })).map((hit) => hit.id)
  const minilm = (await index.meaning(vector, options)).map((hit) => hit.id)
  const ids = [...new Set([...bm25, ...minilm])].sort()
  return { bm25, minilm, rank_fusion: fuseRanks([bm25, minilm].map((order) => order.map((id) => ids.indexOf(id)))).map((place) => ids[place]!) }
}

function recalledState({ db }: MemoryStore, id: string): string | undefined {
  return loadMemories(db, [id])[0]?.state
}
