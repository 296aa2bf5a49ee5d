import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEngine } from '../engine/createEngine.ts'
import { createIndexer } from '../engine/indexer.ts'
import { fingerprintsOf } from '../memory/fingerprints.ts'
import { openEmbedder } from '../models/embedder/openEmbedder.ts'
import { forkChild } from '../models/process/forkChild.ts'
import { createModelProcess } from '../models/process/modelProcessClient.ts'
import type { Embedder } from '../models/ports.ts'
import { systemClock } from '../platform/clock.ts'
import { silentLog } from '../platform/log.ts'
import { Scope } from '../platform/scope.ts'
import { backUpDaily } from '../storage/backup.ts'
import { run } from '../storage/database.ts'
import { forgetMemories } from '../storage/forget.ts'
import { openSearchIndex } from '../storage/index/searchIndex.ts'
import { openStore, type Store } from '../storage/openStore.ts'
import { ask, unwrap } from './askEngine.ts'
import { canaries } from './forget/canaries.ts'
import { memoryIdOf, plantCanary } from './forget/plantCanaries.ts'
import { countInFolder, countInPacked, formsOfText, formsOfVector } from './forget/searchBytes.ts'
import { benchEntries, resourcesFolder } from './places.ts'
import type { BenchArguments, BenchReport } from './registry.ts'
import { fillProfile } from './sampleProfile.ts'

/** Half of them are written before the canaries and half after, so that pages fill and split around these. */
const defaultFillers = 300

/**
 * Plants facts in every form in every place that keeps texts, with the real index, embedder and copies; forgets them; and searches every
 * byte of the profile and of exports made later. Before forgetting, each must be found (the positive control), or the search is blind.
 */
export async function benchForget(args: BenchArguments): Promise<BenchReport> {
  const scope = new Scope()
  const root = mkdtempSync(join(tmpdir(), 'casement-forget-'))
  scope.onClose(() => { rmSync(root, { recursive: true, force: true }) })
  try {
    const child = scope.own(createModelProcess({ duty: 'embed', entry: benchEntries.modelProcess, start: forkChild, clock: systemClock, log: silentLog }))
    const embedder = openEmbedder({ process: child, folder: join(resourcesFolder, 'models/all-MiniLM-L6-v2') })
    const vectors = await embedder.embed(canaries.map((canary) => canary.fact))
    const targets = canaries.map((canary, at) => ({ name: canary.name, text: formsOfText(canary.fact), vector: formsOfVector(vectors[at]!) }))
    const [profile, rowAlone] = [join(root, 'profile'), join(root, 'row-alone')]
    await plant(profile, embedder, args.number('fillers', defaultFillers))
    cpSync(profile, rowAlone, { recursive: true })

    const before = await countAll(profile, targets)
    const blind = before.filter((one) => one.text === 0 || one.vector === 0).map((one) => one.name)
    if (blind.length > 0) throw new Error(`the search is blind: it does not find ${blind.join(', ')} before forgetting`)

    const simple = await open(rowAlone)
    for (const canary of canaries) run(simple.write!, 'DELETE FROM memory WHERE id = ?', memoryIdOf(canary))
    simple.close()
    const afterDelete = await countAll(rowAlone, targets)

    const began = performance.now()
    await forget(profile, embedder)
    const ms = performance.now() - began
    const after = await countAll(profile, targets)
    await exportAll(profile, join(root, 'exports'))
    const [later, exported] = [await countAll(profile, targets), await countAll(join(root, 'exports'), targets, false)]
    const sum = (counts: readonly Count[]) => counts.reduce((total, one) => total + one.text + one.vector, 0)
    return {
      bench: 'forget',
      figures: {
        occurrences: { ours: sum(after) + sum(later) + sum(exported), baselines: { before_forgetting: sum(before), deleting_the_row: sum(afterDelete) }, goal: 0, better: 'lower', unit: 'places' },
        forget_ms: { ours: ms, baselines: {}, goal: null, better: 'lower', unit: 'ms' },
      },
      notes: [
        ...before.map((one, at) => `${one.name}: ${one.text} times as text and ${one.vector} as a vector before; ${afterDelete[at]!.text} and ${afterDelete[at]!.vector} after deleting the row; ${after[at]!.text} and ${after[at]!.vector} after forgetting`),
        ...[...after, ...later, ...exported].filter((one) => one.where.length > 0).map((one) => `${one.name} is left in ${one.where.join(', ')}`),
        'UTF-8, UTF-16 of both kinds, two kinds of JSON, three cases, packed columns, and vectors whole, as bytes and as signs; the profile after forgetting, after a later start, and exports of that',
      ],
    }
  } finally {
    await scope.close()
  }
}

interface Count { readonly name: string; readonly text: number; readonly vector: number; readonly where: readonly string[] }

async function open(profile: string): Promise<Store> {
  return unwrap(await openStore({ folder: profile, holder: { host: 'bench', pid: process.pid, since: Date.now() }, now: Date.now, log: silentLog }))
}

async function openIndexed(profile: string, store: Store, embedder: Embedder) {
  const { index } = await openSearchIndex({ file: join(profile, 'index.db'), entry: benchEntries.searchThread, modelId: embedder.modelId, dimensions: embedder.dimensions, log: silentLog })
  return { index, indexer: createIndexer(store.read, index, embedder, silentLog, () => {}) }
}

async function plant(profile: string, embedder: Embedder, fillers: number): Promise<void> {
  mkdirSync(profile)
  const store = await open(profile)
  const at = Date.now()
  for (const canary of canaries.slice(0, canaries.length / 2)) plantCanary(store.write!, canary, at)
  fillProfile(store.write!, { memories: fillers, messages: fillers * 2 }, at)
  for (const canary of canaries.slice(canaries.length / 2)) plantCanary(store.write!, canary, at)
  const { index, indexer } = await openIndexed(profile, store, embedder)
  await indexer.catchUp()
  await backUpDaily(store, at, silentLog)
  await indexer.close()
  await index.close()
  store.close()
}

async function forget(profile: string, embedder: Embedder): Promise<void> {
  const store = await open(profile)
  const { index, indexer } = await openIndexed(profile, store, embedder)
  const ids = canaries.map(memoryIdOf)
  const { ids: affected } = forgetMemories(store.write!, ids, Date.now(), fingerprintsOf)
  indexer.changed([...ids, ...affected])
  await indexer.catchUp()
  await backUpDaily(store, Date.now() + 1, silentLog)
  await indexer.close()
  await index.close()
  store.close()
}

/** Starts the whole engine on the profile, as the next day would, and writes everything out. */
async function exportAll(profile: string, folder: string): Promise<void> {
  mkdirSync(folder)
  const engine = unwrap(await createEngine({ host: 'test', profile, resources: resourcesFolder, sharedModels: [], entries: benchEntries, calibrateAfterMs: null }))
  try {
    for (const format of ['json', 'markdown']) {
      await ask(engine, 'export.everything', { path: join(folder, format), format })
      await ask(engine, 'memories.export', { path: join(folder, `memories-${format}`), format })
    }
  } finally {
    await engine.close()
  }
}

async function countAll(folder: string, targets: readonly { readonly name: string; readonly text: readonly Buffer[]; readonly vector: readonly Buffer[] }[], isProfile = true): Promise<Count[]> {
  const files = targets.map((target) => ({ name: target.name, text: countInFolder(folder, target.text), vector: countInFolder(folder, target.vector) }))
  const store = isProfile ? await open(folder) : null
  const total = (found: Record<string, number>) => Object.values(found).reduce((sum, count) => sum + count, 0)
  const counts = files.map(({ name, text, vector }, at) => {
    const packed = store === null ? 0 : countInPacked(store.read, targets[at]!.text)
    return { name, text: total(text) + packed, vector: total(vector), where: [...Object.keys(text), ...Object.keys(vector), ...(packed > 0 ? ['packed columns'] : [])] }
  })
  store?.close()
  return counts
}
