import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createIndexer } from '../../engine/indexer.ts'
import { openEmbedder } from '../../models/embedder/openEmbedder.ts'
import { forkChild } from '../../models/process/forkChild.ts'
import { createModelProcess } from '../../models/process/modelProcessClient.ts'
import type { Embedder } from '../../models/ports.ts'
import { systemClock } from '../../platform/clock.ts'
import { silentLog } from '../../platform/log.ts'
import { Scope } from '../../platform/scope.ts'
import { openSearchIndex, type SearchIndex } from '../../storage/index/searchIndex.ts'
import { openStore } from '../../storage/openStore.ts'
import { unwrap } from '../askEngine.ts'
import { UsageError } from '../benchArguments.ts'
import { percentile } from '../percentile.ts'
import { benchEntries, resourcesFolder } from '../places.ts'
import type { BenchArguments, BenchReport, Figure } from '../registry.ts'
import { fillProfile } from '../sampleProfile.ts'
import { openVectorCache } from '../vectorCache.ts'
import { lifeQuestions, lifeSentences } from './lifeSentences.ts'
import { measureRecallStage } from './recallStage.ts'
import { openSqliteVecWays } from './sqliteVecWays.ts'
import { exactNearest, vectorSource, type VectorSource } from './vectorSource.ts'

const realVectors = 4_000
const questionCount = 60
const repeats = 4
const depth = 10
const batch = 1_000
const steps = [1_000, 10_000, 100_000, 1_000_000]
const comparedAt = 100_000

/**
 * Search by vectors and words as an index grows: the real search thread over its real file. Beside it, in the same run and over the same
 * vectors, what sqlite-vec does by itself. Vectors are those of made sentences, mixed to the number that is wanted.
 */
export async function benchVectors(args: BenchArguments): Promise<BenchReport> {
  const sizes = (args.text('n') ?? '100000').split(',').map(Number)
  if (sizes.some((size) => !Number.isInteger(size) || size < 1_000)) throw new UsageError('--n needs whole numbers from 1,000 on, with commas between them.')
  const scope = new Scope()
  const folder = mkdtempSync(join(tmpdir(), 'casement-bench-'))
  scope.onClose(() => { rmSync(folder, { recursive: true, force: true }) })
  try {
    const process = scope.own(createModelProcess({ duty: 'embed', entry: benchEntries.modelProcess, start: forkChild, clock: systemClock, log: silentLog }))
    const embedder = openEmbedder({ process, folder: join(resourcesFolder, 'models/all-MiniLM-L6-v2') })
    const cached = openVectorCache(embedder)
    const sentences = lifeSentences(realVectors, 11)
    const source = vectorSource(await cached.embed(sentences), 5)
    const questions = await cached.embed(lifeQuestions(questionCount, 23))
    const growth = await grow(folder, Math.max(...sizes), sizes, sentences, source, questions, embedder)
    const plain = sizes.includes(comparedAt) ? compare(folder, source, questions) : null
    const rate = await measureBuildRate(folder, embedder, args.number('texts', 1_500))
    const stageAt = args.number('stage', comparedAt)
    mkdirSync(join(folder, 'stage'))
    const stage = stageAt === 0 ? null : await measureRecallStage(join(folder, 'stage'), stageAt, source, embedder)

    const figures: Record<string, Figure> = {}
    const last = growth.at(-1)!
    const at = (size: number) => growth.find((step) => step.size === size)
    figures['recall_at_10'] = { ours: Math.min(...sizes.map((size) => at(size)!.recall)), baselines: plain === null ? {} : { sqlite_vec_bits_rescored: plain.bitsRecall }, goal: 0.99, better: 'higher', unit: 'share' }
    const compared = at(comparedAt)
    if (plain !== null && compared !== undefined) {
      figures['speedup_100k'] = { ours: plain.floatMs / compared.meaningP50, baselines: { sqlite_vec_bits_rescored: plain.floatMs / plain.bitsMs }, goal: 20, better: 'higher', unit: 'times' }
      figures['p95_ms_100k'] = { ours: compared.meaningP95, baselines: { sqlite_vec_floats: plain.floatP95, sqlite_vec_bits_rescored: plain.bitsP95 }, goal: 6, better: 'lower', unit: 'ms' }
    }
    if (at(1_000_000) !== undefined) figures['p95_ms_1m'] = { ours: at(1_000_000)!.meaningP95, baselines: {}, goal: 50, better: 'lower', unit: 'ms' }
    if (stage !== null) figures[`recall_stage_p95_ms_${stageAt === comparedAt ? '100k' : stageAt}`] = { ours: stage.p95, baselines: { each_question_asked_first: stage.first }, goal: 40, better: 'lower', unit: 'ms' }
    figures['build_texts_per_s'] = { ours: rate, baselines: {}, goal: 150, better: 'higher', unit: 'texts/s' }
    figures['disk_bytes_per_item'] = { ours: last.disk / last.size, baselines: { vector_alone: embedder.dimensions * 4 }, goal: null, better: 'lower', unit: 'bytes' }
    figures['memory_bytes_per_item'] = { ours: last.memory / last.size, baselines: { vector_alone: embedder.dimensions * 4 }, goal: null, better: 'lower', unit: 'bytes' }
    const row = (step: Step) => `${step.size.toLocaleString('en')} texts: vectors p50 ${step.meaningP50.toFixed(1)}, p95 ${step.meaningP95.toFixed(1)} ms, recall at 10 ${step.recall.toFixed(4)}; 120 vectors p95 ${step.deepP95.toFixed(1)} ms; `
      + `words p95 ${step.wordsP95.toFixed(1)} ms; while typing p95 ${step.typedP95.toFixed(1)} ms; ${(step.disk / 1e6).toFixed(0)} MB on disk, ${(step.memory / 1e6).toFixed(0)} MB in memory; ${Math.round(step.rate)} texts/s without embedding; open and in memory again after ${step.openMs.toFixed(0)} ms`
    return {
      bench: 'vectors', figures,
      notes: [
        `${realVectors} real vectors of made sentences; further ones mix two of them (one with 25 to 60 % of another) with a little noise; ${questionCount} questions of their own, ${repeats} times; exact nearest by looking at every vector`,
        ...growth.map(row),
        ...(stage === null ? [] : [`recall stage over ${stageAt.toLocaleString('en')} texts in a real store, without embedding the question: p50 ${stage.p50.toFixed(1)} ms; p95 of questions asked for the first time ${stage.first.toFixed(1)} ms`]),
      ],
    }
  } finally { await scope.close() }
}

interface Step { size: number; recall: number; meaningP50: number; meaningP95: number; deepP95: number; wordsP95: number; typedP95: number; disk: number; memory: number; rate: number; openMs: number }

async function grow(folder: string, size: number, sizes: readonly number[], sentences: readonly string[], source: VectorSource, questions: readonly Float32Array[], embedder: Embedder): Promise<Step[]> {
  const file = join(folder, 'index.db')
  const open = async (): Promise<SearchIndex> => (await openSearchIndex({ file, entry: benchEntries.searchThread, modelId: embedder.modelId, dimensions: embedder.dimensions, log: silentLog })).index
  const exact = exactNearest(questions, depth)
  const done: Step[] = []
  let index = await open()
  let spent = 0
  let before = 0
  try {
    for (let from = 0; from < size; from += batch) {
      const items = Array.from({ length: Math.min(batch, size - from) }, (_, at) => itemAt(from + at, sentences, source))
      const began = performance.now()
      await index.upsert(items)
      spent += performance.now() - began
      items.forEach((item, at) => exact.add(from + at, item.vector))
      const reached = from + items.length
      if (!steps.includes(reached) && !sizes.includes(reached)) continue
      // A thread of its own for each step: what it holds is what the process grows by.
      await index.close()
      globalThis.gc?.()
      const empty = process.memoryUsage().rss
      const opening = performance.now()
      index = await open()
      await index.words('harbour', { kinds: ['message'], limit: 1 })
      const openMs = performance.now() - opening
      const memory = process.memoryUsage().rss - empty
      done.push({ size: reached, ...await ask(index, sentences, questions, exact.places()), disk: sizeOf(folder), memory, rate: (reached - before) / (spent / 1000), openMs })
      before = reached
      spent = 0
    }
  } finally { await index.close() }
  return done
}

function itemAt(place: number, sentences: readonly string[], source: VectorSource) {
  const text = sentences[(place * 7919) % sentences.length]!
  return {
    id: `${place % 3 === 0 ? 'y' : 'm'}_${String(place).padStart(8, '0')}`, kind: place % 3 === 0 ? 'memory' as const : 'message' as const, text: `${text} That was number ${place}.`, around: '7 May 2023, Sunday',
    at: place * 1_000, conversationId: `c_${Math.floor(place / 50)}`, hash: String(place), vector: source.at(place),
  }
}

async function ask(index: SearchIndex, sentences: readonly string[], questions: readonly Float32Array[], exact: readonly Set<number>[]) {
  const timed = async (work: () => Promise<unknown>): Promise<number> => { const began = performance.now(); await work(); return performance.now() - began }
  const both = { kinds: ['memory', 'message'] as const }
  const meaning: number[] = []
  const deep: number[] = []
  const words: number[] = []
  const typed: number[] = []
  let same = 0
  for (const [which, question] of questions.entries()) {
    const hits = await index.meaning(question, { ...both, limit: depth })
    same += hits.filter((hit) => exact[which]!.has(Number(hit.id.slice(2)))).length / depth
  }
  for (let round = 0; round < repeats; round++) {
    for (const [which, question] of questions.entries()) {
      const text = sentences[which * 17]!
      meaning.push(await timed(() => index.meaning(question, { ...both, limit: depth })))
      deep.push(await timed(() => index.meaning(question, { kinds: ['message'], limit: 120, notConversationId: 'c_7' })))
      words.push(await timed(() => index.words(text, { kinds: ['message'], limit: 120, fieldWeights: [2, 1] })))
      typed.push(await timed(() => index.words(text.slice(0, 1 + which % 24), { kinds: ['memory'], limit: 100, prefix: true })))
    }
  }
  return { recall: same / questions.length, meaningP50: percentile(meaning, 50), meaningP95: percentile(meaning, 95), deepP95: percentile(deep, 95), wordsP95: percentile(words, 95), typedP95: percentile(typed, 95) }
}

function compare(folder: string, source: VectorSource, questions: readonly Float32Array[]) {
  const ways = openSqliteVecWays(join(folder, 'plain.db'), questions[0]!.length)
  try {
    for (let from = 0; from < comparedAt; from += batch) ways.add(Array.from({ length: batch }, (_, at) => source.at(from + at)))
    const floats: number[] = []
    const bits: number[] = []
    let same = 0
    for (const question of questions) {
      let began = performance.now()
      const exact = new Set(ways.floats(question, depth))
      floats.push(performance.now() - began)
      began = performance.now()
      same += ways.bits(question, depth).filter((place) => exact.has(place)).length / depth
      bits.push(performance.now() - began)
    }
    return { floatMs: percentile(floats, 50), floatP95: percentile(floats, 95), bitsMs: percentile(bits, 50), bitsP95: percentile(bits, 95), bitsRecall: same / questions.length }
  } finally { ways.close() }
}

/** Texts a second that the real indexer brings from a store into an index, with the real model. */
async function measureBuildRate(folder: string, embedder: Embedder, texts: number): Promise<number> {
  const own = join(folder, 'rate')
  mkdirSync(own)
  const scope = new Scope()
  try {
    const store = scope.own(unwrap(await openStore({ folder: own, holder: { host: 'bench', pid: process.pid, since: Date.now() }, now: Date.now, log: silentLog })))
    fillProfile(store.write!, { memories: Math.floor(texts / 3), messages: texts - Math.floor(texts / 3) }, Date.now())
    const { index } = await openSearchIndex({ file: join(own, 'index.db'), entry: benchEntries.searchThread, modelId: embedder.modelId, dimensions: embedder.dimensions, log: silentLog })
    scope.own(index)
    const indexer = scope.own(createIndexer(store.read, index, embedder, silentLog, () => {}))
    const began = performance.now()
    await indexer.catchUp()
    return (await index.counts()).texts / ((performance.now() - began) / 1000)
  } finally { await scope.close() }
}

function sizeOf(folder: string): number {
  return readdirSync(folder).filter((name) => name.startsWith('index.db')).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)
}
