import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { scriptsOf } from '../memory/meaning/isReadByModel.ts'
import { recall } from '../memory/recall.ts'
import { readCatalogue } from '../models/catalogue/catalogue.ts'
import { openEmbedder } from '../models/embedder/openEmbedder.ts'
import { knowFolder } from '../models/folders/folderFacts.ts'
import type { Embedder } from '../models/ports.ts'
import { forkChild } from '../models/process/forkChild.ts'
import { createModelProcess } from '../models/process/modelProcessClient.ts'
import { systemClock } from '../platform/clock.ts'
import { silentLog } from '../platform/log.ts'
import { Scope } from '../platform/scope.ts'
import { recallPorts } from '../turn/recallPorts.ts'
import { UsageError } from './benchArguments.ts'
import { readPassages, type Passages } from './multilingualData.ts'
import { percentile } from './percentile.ts'
import { benchEntries, resourcesFolder } from './places.ts'
import { fuseRanks } from './rankFusion.ts'
import type { BenchArguments, BenchReport, Figure } from './registry.ts'
import type { BenchStore } from './benchStore.ts'
import { openTurns, placeOf } from './talkStore.ts'
import { openVectorCache } from './vectorCache.ts'

const depth = 50
const said = Date.UTC(2026, 0, 5)

type Way = 'ours' | 'bm25' | 'vectors' | 'rank_fusion'
const ways: readonly Way[] = ['ours', 'bm25', 'vectors', 'rank_fusion']
/** Share of questions whose paragraph stands first, and among the first five. */
interface Shares { readonly at1: number; readonly at5: number }

/**
 * Paragraphs of one language as messages of a store, its questions asked through the real index, embedder and recall; then the
 * questions of every other language over the English store. `--model FOLDER` uses another embedding model, `--limit N` the
 * first questions of each language, `--languages de,fr` some of them.
 */
export async function benchMultilingual(args: BenchArguments): Promise<BenchReport> {
  const wanted = args.text('languages')?.split(',') ?? null
  const all = readPassages(args.text('data')).filter(({ language }) => wanted === null || language === 'en' || wanted.includes(language))
  const limit = args.number('limit', Infinity)
  const folder = args.text('model') ?? join(resourcesFolder, 'models/all-MiniLM-L6-v2')
  if (!existsSync(join(folder, 'onnx'))) throw new UsageError(`There is no embedding model in ${folder}: a folder with tokenizer.json and onnx/model_quantized.onnx is needed.`)
  const facts = await knowFolder(folder, (await readCatalogue(join(resourcesFolder, 'catalogue.json'))).folders)
  if (facts?.duty !== 'embedding') throw new UsageError(`The model in ${folder} turns no texts into vectors.`)
  const scope = new Scope()
  try {
    const process = scope.own(createModelProcess({ duty: 'embed', entry: benchEntries.modelProcess, start: forkChild, clock: systemClock, log: silentLog }))
    const opened = openEmbedder({ process, folder, facts })
    // Vectors of the bundled model are kept from run to run; another model's would be taken for its own.
    const embedder = args.text('model') === null ? openVectorCache(opened) : opened
    const scripts = scriptsOf(embedder.modelId)
    const figures: Record<string, Figure> = {}
    const crossed: Record<Way, Shares>[] = []
    const times: number[] = []
    const crossNotes: string[] = []
    for (const passages of all) {
      const store = await openPassages(passages, embedder)
      try {
        const own = await askAll(store, passages, passages, embedder, limit, times, scripts)
        figures[`recall_at_1_${passages.language}`] = figureOf(own, 'at1')
        figures[`recall_at_5_${passages.language}`] = figureOf(own, 'at5')
        if (passages.language !== 'en') continue
        for (const other of all.filter(({ language }) => language !== 'en')) {
          const shares = await askAll(store, passages, other, embedder, limit, times, scripts)
          crossed.push(shares)
          crossNotes.push(`${other.language} ${shares.ours.at5.toFixed(2)}`)
        }
      } finally {
        await store.close()
      }
    }
    if (crossed.length > 0) {
      const mean = (way: Way, k: keyof Shares) => crossed.reduce((sum, shares) => sum + shares[way][k], 0) / crossed.length
      const shares = Object.fromEntries(ways.map((way) => [way, { at1: mean(way, 'at1'), at5: mean(way, 'at5') }])) as Record<Way, Shares>
      figures.cross_lingual_recall_at_5 = figureOf(shares, 'at5')
    }
    figures.recall_p95_ms = { ours: percentile(times, 95), baselines: {}, goal: null, better: 'lower', unit: 'ms' }
    return {
      bench: 'multilingual', figures,
      notes: [`${all.length} languages, ${all[0]!.texts.length} paragraphs and ${Math.min(limit, all[0]!.questions.length)} questions each; model ${folder.split(/[\\/]/).at(-1)}`, ...(crossNotes.length === 0 ? [] : [`questions of other languages over English paragraphs, among the first five: ${crossNotes.join(', ')}`])],
    }
  } finally {
    await scope.close()
  }
}

/** Each paragraph is a conversation of its own, so that no neighbour helps it. */
function openPassages({ texts }: Passages, embedder: Embedder): Promise<BenchStore> {
  return openTurns(texts.map(({ id, text }, at) => ({ session: id, role: 'user' as const, speaker: null, text, at: said + at * 60_000 })), embedder)
}

async function askAll({ db, index }: BenchStore, stored: Passages, asked: Passages, embedder: Embedder, limit: number, times: number[], scripts: 'latin' | 'all'): Promise<Record<Way, Shares>> {
  const questions = asked.questions.slice(0, limit)
  const vectors = await embedder.embed(questions.map((question) => question.text), 'question')
  const ports = { ...recallPorts(db, index, (texts) => embedder.embed(texts, 'question')), scripts }
  const places: Record<Way, number[]> = { ours: [], bm25: [], vectors: [], rank_fusion: [] }
  for (const [at, question] of questions.entries()) {
    const gold = stored.texts.findIndex(({ id }) => id === question.doc)
    const began = performance.now()
    const { found } = await recall({ text: question.text, vector: vectors[at]!, conversationId: 'c_question', now: said + 30 * 86_400_000, understanding: null, limit: depth }, ports)
    times.push(performance.now() - began)
    const options = { kinds: ['message'] as const, limit: depth }
    const bm25 = (await index.words(question.text, { ...options, fieldWeights: [1, 0] })).map((hit) => placeOf(hit.id))
    const meaning = (await index.meaning(vectors[at]!, options)).map((hit) => placeOf(hit.id))
    const orders: Record<Way, number[]> = { ours: found.flatMap((one) => one.message === null ? [] : [placeOf(one.message.id)]), bm25, vectors: meaning, rank_fusion: fuseRanks([bm25, meaning]) }
    for (const way of ways) places[way].push(orders[way].indexOf(gold))
  }
  const share = (way: Way, k: number) => places[way].filter((place) => place >= 0 && place < k).length / Math.max(1, questions.length)
  return Object.fromEntries(ways.map((way) => [way, { at1: share(way, 1), at5: share(way, 5) }])) as Record<Way, Shares>
}

function figureOf(shares: Record<Way, Shares>, k: keyof Shares): Figure {
  return { ours: shares.ours[k], baselines: Object.fromEntries(ways.slice(1).map((way) => [way, shares[way][k]])), goal: null, better: 'higher', unit: 'share' }
}
