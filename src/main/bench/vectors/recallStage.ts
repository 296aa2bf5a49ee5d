import { join } from 'node:path'
import { recall } from '../../memory/recall.ts'
import type { Embedder } from '../../models/ports.ts'
import { silentLog } from '../../platform/log.ts'
import { Scope } from '../../platform/scope.ts'
import { pageIndexable } from '../../storage/indexable.ts'
import { openSearchIndex } from '../../storage/index/searchIndex.ts'
import { openStore } from '../../storage/openStore.ts'
import { recallPorts } from '../../turn/recallPorts.ts'
import { unwrap } from '../askEngine.ts'
import { percentile } from '../percentile.ts'
import { benchEntries } from '../places.ts'
import { fillProfile } from '../sampleProfile.ts'
import type { VectorSource } from './vectorSource.ts'

const page = 1_000
const questions = [
  'Where does Nadia live now?', 'What did the piano cost in Porto?', 'Who lent me the telescope?', 'When is the meeting with Henk about the winter tyres?', 'What do I like more than crossword puzzles?',
  'Which of my friends moved to Bergen in 2003?', 'How long did Samuel lend me the garden shed?', 'How much was the old canoe?', 'What did I say about the trip to Graz?', 'Who writes to me twice a year?',
  'Remind me what I have on day 17 with Aiko.', 'Do I prefer strong tea or rye bread?',
]

/** How long the recall stage of a turn takes over a store of so many texts, a third of them memories: words, vectors, reading and ranking. */
export async function measureRecallStage(folder: string, texts: number, vectors: VectorSource, embedder: Embedder): Promise<{ p95: number; p50: number; first: number }> {
  const scope = new Scope()
  try {
    const store = scope.own(unwrap(await openStore({ folder, holder: { host: 'bench', pid: process.pid, since: Date.now() }, now: Date.now, log: silentLog })))
    const memories = Math.floor(texts / 3)
    fillProfile(store.write!, { memories, messages: texts - memories }, Date.now())
    const { index } = await openSearchIndex({ file: join(folder, 'index.db'), entry: benchEntries.searchThread, modelId: embedder.modelId, dimensions: embedder.dimensions, log: silentLog })
    scope.own(index)
    let place = 0
    for (let items = pageIndexable(store.read, null, page); items.length > 0; items = pageIndexable(store.read, items.at(-1)!.id, page)) {
      // Embedding so many would take a quarter of an hour and change no time that is measured here.
      await index.upsert(items.map((item) => ({ ...item, vector: vectors.at(place++) })))
    }
    const ports = recallPorts(store.read, index)
    const times: number[] = []
    const asked = await embedder.embed(questions)
    for (let round = 0; round < 8; round++) {
      for (const [at, text] of questions.entries()) {
        const began = performance.now()
        await recall({ text, vector: asked[at]!, conversationId: 'c_none', now: Date.now(), understanding: null, limit: 20 }, ports)
        times.push(performance.now() - began)
        // A turn brings a new text each time: what memory holds must live through that.
        await index.upsert([{ id: `m_new${round}_${at}`, kind: 'message', text, around: '', at: Date.now(), conversationId: 'c_none', hash: text, vector: asked[at]! }])
      }
    }
    const warm = times.slice(questions.length)
    return { p95: percentile(warm, 95), p50: percentile(warm, 50), first: percentile(times.slice(0, questions.length), 95) }
  } finally { await scope.close() }
}
