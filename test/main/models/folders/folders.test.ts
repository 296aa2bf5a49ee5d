import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { createEgress } from '../../../../src/main/models/egress.ts'
import { openEmbedder } from '../../../../src/main/models/embedder/openEmbedder.ts'
import { readFolderFacts, type EmbedderFacts, type RankerFacts } from '../../../../src/main/models/folders/folderFacts.ts'
import type { LocalModels } from '../../../../src/main/models/localModels.ts'
import { createModels } from '../../../../src/main/models/models.ts'
import { forkChild } from '../../../../src/main/models/process/forkChild.ts'
import { openRanker } from '../../../../src/main/models/ranker/openRanker.ts'
import { systemClock } from '../../../../src/main/platform/clock.ts'
import { silentLog } from '../../../../src/main/platform/log.ts'
import { bundledEmbedderId, modelInfo } from '../../../../src/shared/model.ts'
import { id } from '../../../../src/shared/words.ts'
import { embeddingFolder, startModelProcess } from '../../../support/modelProcesses.ts'

const root = join(import.meta.dirname, '../../../..')
const tiny = join(root, 'test/fixtures/tinyModels')
const child = startModelProcess('embed')
afterAll(() => child.close())

let folder = ''
let opened: LocalModels[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'casement-folders-'))
  for (const name of ['own', 'shared']) mkdirSync(join(folder, name))
  opened = []
})
afterEach(async () => {
  for (const models of opened) await models.close()
  rmSync(folder, { recursive: true, force: true })
})

async function open(): Promise<LocalModels> {
  const models = await createModels({
    resources: join(root, 'resources'), modelFolder: join(folder, 'own'), sharedFolders: [join(folder, 'shared')], addedFiles: [], onAddedFiles() {}, quarantined: [], onQuarantine() {}, onRelease() {},
    processEntry: join(root, 'src/main/models/process/modelProcess.ts'), startChild: forkChild, egress: createEgress({ isOffline: () => true }), clock: systemClock, log: silentLog, prefixFolder: null, prefixBytes: () => 0,
  })
  opened.push(models)
  return models
}

const dot = (a: ArrayLike<number>, b: ArrayLike<number>) => Array.from(a).reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0)
const embedderIn = async (path: string) => openEmbedder({ process: child, folder: path, facts: await readFolderFacts(path) as EmbedderFacts })
const rankerIn = async (path: string) => openRanker({ process: child, folder: path, facts: await readFolderFacts(path) as RankerFacts })

test('[M110] models of several folders work side by side in one process, each with its own dimensions and identity', async () => {
  const copy = join(folder, 'own', 'a-copy')
  cpSync(embeddingFolder, copy, { recursive: true })
  const [bundled, same, small] = [openEmbedder({ process: child, folder: embeddingFolder }), await embedderIn(copy), await embedderIn(join(tiny, 'tiny-embedder'))]
  expect([bundled.modelId, same.modelId, small.modelId]).toEqual(['all-MiniLM-L6-v2:int8', 'a-copy:int8', 'tiny-embedder:int8'])
  expect([bundled.dimensions, same.dimensions, small.dimensions]).toEqual([384, 384, 24])
  const text = 'The ship sailed to the island'
  const [one, two, three] = await Promise.all([bundled, same, small].map(async (each) => (await each.embed([text]))[0]!))
  expect(two).toEqual(one)
  expect(three).toHaveLength(24)
  expect(Math.abs(Math.hypot(...three!) - 1)).toBeLessThan(1e-5)
  const [near, far] = await small.embed(['the ship sailed to the harbour', 'her violin needs new strings'])
  expect(dot(three!, near!)).toBeGreaterThan(dot(three!, far!) + 0.2)
  expect((await bundled.embed([text, 'x']))[0]).toEqual(one)
  expect(child.incarnation).toBe(1)
})

test('[M111] a question and a passage get what the model was trained to find before them; a model without that makes no difference', async () => {
  const path = join(folder, 'own', 'with-prompts')
  cpSync(join(tiny, 'tiny-embedder'), path, { recursive: true })
  writeFileSync(join(path, 'config_sentence_transformers.json'), JSON.stringify({ prompts: { query: 'query: ', passage: 'passage: ' } }))
  const [asked, plain] = [await embedderIn(path), await embedderIn(join(tiny, 'tiny-embedder'))]
  const [question] = await asked.embed(['where is the key'], 'question')
  expect(question).toEqual((await plain.embed(['query: where is the key']))[0])
  expect((await asked.embed(['where is the key']))[0]).toEqual((await plain.embed(['passage: where is the key'], 'question'))[0])
  expect((await plain.embed(['where is the key'], 'question'))[0]).toEqual((await plain.embed(['where is the key']))[0])
})

test('[M111] pooling, length and prompts come from the files of a folder; rubbish there is no model', async () => {
  const path = join(folder, 'own', 'laid-out')
  cpSync(join(tiny, 'tiny-embedder'), path, { recursive: true })
  mkdirSync(join(path, '1_Pooling'))
  writeFileSync(join(path, '1_Pooling', 'config.json'), JSON.stringify({ pooling_mode_cls_token: true, pooling_mode_mean_tokens: false }))
  writeFileSync(join(path, 'sentence_bert_config.json'), JSON.stringify({ max_seq_length: 100 }))
  expect(await readFolderFacts(path)).toEqual({ duty: 'embedding', name: 'laid-out', dimensions: 24, pooling: 'cls', maxTokens: 100, prefixes: { question: '', passage: '' } })
  const first = await embedderIn(path)
  // Every text begins with the same piece: by its vector alone all texts are one.
  expect(await first.embed(['ship'])).toEqual(await first.embed(['violin']))
  expect(await readFolderFacts(join(tiny, 'tiny-ranker'))).toEqual({ duty: 'ranking', name: 'tiny-ranker', maxTokens: 128 })
  for (const content of ['', '[]', '{"hidden_size": -1}', '{"hidden_size": "x"}', 'null']) {
    writeFileSync(join(path, 'config.json'), content)
    expect(await readFolderFacts(path)).toBeNull()
  }
})

test('[M112] a ranker gives each text a number from 0 to 1 that does not depend on its neighbours, for at most 30 texts', async () => {
  const ranker = await rankerIn(join(tiny, 'tiny-ranker'))
  const question = 'where is the boat key'
  const texts = ['the boat key is green', 'her violin needs new strings', 'the boat sailed', '']
  const fits = await ranker.rank(question, texts)
  expect(fits).toHaveLength(4)
  for (const one of fits) expect(one).toSatisfy((value: number) => value > 0 && value < 1)
  expect(fits[0]).toBeGreaterThan(fits[2]!)
  expect(fits[2]).toBeGreaterThan(fits[1]!)
  expect(await ranker.rank(question, texts.toReversed())).toEqual(fits.toReversed())
  expect((await ranker.rank(question, [texts[0]!]))[0]).toBe(fits[0])
  expect(await ranker.rank(question, Array.from({ length: 70 }, () => 'boat'))).toHaveLength(30)
  expect(await ranker.rank(question, [])).toEqual([])
  expect(await ranker.rank('\uD800', ['x'.repeat(2_000_000), '\u0000'])).toHaveLength(2)
})

test('[M113] a ranker whose process dies, or whose files are gone, rejects at once; the next question finds it again', async () => {
  const mortal = startModelProcess('embed')
  try {
    const path = join(tiny, 'tiny-ranker')
    const ranker = openRanker({ process: mortal, folder: path, facts: await readFolderFacts(path) as RankerFacts })
    await ranker.rank('a', ['b'])
    const work = ranker.rank('where is the boat', Array.from({ length: 30 }, (_, at) => `boat ${'the house is green '.repeat(30)} ${at}`))
    process.kill(mortal.pid!, 'SIGKILL')
    await expect(work).rejects.toMatchObject({ failure: { kind: 'model-crashed' } })
    expect(await ranker.rank('boat', ['boat'])).toHaveLength(1)
    const nowhere = openRanker({ process: mortal, folder: join(folder, 'absent'), facts: { duty: 'ranking', name: 'absent', maxTokens: 128 } })
    await expect(nowhere.rank('a', ['b'])).rejects.toMatchObject({ failure: { kind: 'model-failed' } })
  } finally {
    await mortal.close()
  }
})

test('[M114] the list tells what finds: the one that comes along, those that were put into a folder, those that can be had', async () => {
  cpSync(join(tiny, 'tiny-embedder'), join(folder, 'own', 'tiny-embedder'), { recursive: true })
  cpSync(join(tiny, 'tiny-ranker'), join(folder, 'shared', 'tiny-ranker'), { recursive: true })
  mkdirSync(join(folder, 'own', 'empty'))
  mkdirSync(join(folder, 'own', 'multilingual-e5-small.part/onnx'), { recursive: true })
  writeFileSync(join(folder, 'own', 'multilingual-e5-small.part/onnx/model_quantized.onnx'), 'half')
  const models = await open()
  const list = (await models.list()).filter((one) => one.duty !== 'chat')
  for (const one of list) { id.parse(one.id); modelInfo.parse(one) }
  expect(list.map((one) => [one.id, one.duty, one.state])).toEqual([
    [bundledEmbedderId, 'embedding', 'ready'], ['local:tiny-embedder', 'embedding', 'ready'], ['local:tiny-ranker', 'ranking', 'ready'],
    ['local:multilingual-e5-small', 'embedding', 'available'], ['local:paraphrase-multilingual-MiniLM-L12-v2', 'embedding', 'available'],
    ['local:ms-marco-MiniLM-L-6-v2', 'ranking', 'available'], ['local:mmarco-mMiniLMv2-L12-H384-v1', 'ranking', 'available'],
  ])
  const small = await models.embedderOf('local:tiny-embedder')
  expect(small).toMatchObject({ ok: true, value: { modelId: 'tiny-embedder:int8', dimensions: 24 } })
  expect(await models.embedderOfVectors('tiny-embedder:int8')).toBe(small.ok ? small.value : null)
  expect(await models.embedderOf(bundledEmbedderId)).toEqual({ ok: true, value: models.embedder })
  expect(await models.embedderOfVectors(models.embedder.modelId)).toBe(models.embedder)
  expect(await models.embedderOfVectors('gone:int8')).toBeNull()
  for (const absent of ['local:multilingual-e5-small', 'local:tiny-ranker', 'local:../own']) expect(await models.embedderOf(absent)).toMatchObject({ ok: false, error: { kind: 'model-missing' } })
  const ranker = await models.rankerOf('local:tiny-ranker')
  expect(ranker.ok && await ranker.value.rank('boat', ['the boat', 'rain'])).toHaveLength(2)
  expect(await models.rankerOf('local:tiny-embedder')).toMatchObject({ ok: false, error: { kind: 'model-missing' } })
  expect(await models.open('local:tiny-embedder')).toMatchObject({ ok: false, error: { kind: 'model-refused' } })
})

test('[M115] removing deletes a model of the own folder, never one that comes along or is shared', async () => {
  cpSync(join(tiny, 'tiny-embedder'), join(folder, 'own', 'tiny-embedder'), { recursive: true })
  cpSync(join(tiny, 'tiny-ranker'), join(folder, 'shared', 'tiny-ranker'), { recursive: true })
  const models = await open()
  expect(await models.remove(bundledEmbedderId)).toMatchObject({ ok: false, error: { kind: 'not-allowed' } })
  expect(await models.remove('local:tiny-ranker')).toMatchObject({ ok: false, error: { kind: 'not-allowed' } })
  expect(await models.remove('local:tiny-embedder')).toEqual({ ok: true, value: {} })
  expect([existsSync(join(folder, 'own', 'tiny-embedder')), existsSync(join(folder, 'shared', 'tiny-ranker')), existsSync(embeddingFolder)]).toEqual([false, true, true])
  expect(await models.embedderOf('local:tiny-embedder')).toMatchObject({ ok: false, error: { kind: 'model-missing' } })
})
