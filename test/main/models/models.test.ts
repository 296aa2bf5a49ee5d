import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createEgress } from '../../../src/main/models/egress.ts'
import { localModelId } from '../../../src/main/models/modelFiles.ts'
import type { LocalModels, ModelsOptions } from '../../../src/main/models/localModels.ts'
import { createModels } from '../../../src/main/models/models.ts'
import { forkChild } from '../../../src/main/models/process/forkChild.ts'
import { systemClock } from '../../../src/main/platform/clock.ts'
import { silentLog } from '../../../src/main/platform/log.ts'
import { Scope } from '../../../src/main/platform/scope.ts'
import { id } from '../../../src/shared/words.ts'
import { modelInfo } from '../../../src/shared/model.ts'
import { fail } from '../../../src/shared/result.ts'
import { ggufBytes } from '../../support/ggufBytes.ts'
import { smallModelPath } from '../../support/smallModel.ts'

const root = join(import.meta.dirname, '../../..')
let folder = ''
let opened: LocalModels[] = []
let kept: string[][] = []
let aside: string[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'casement-models-'))
  for (const name of ['own', 'shared', 'elsewhere']) mkdirSync(join(folder, name))
  opened = []
  kept = []
  aside = []
})
afterEach(async () => {
  for (const models of opened) await models.close()
  rmSync(folder, { recursive: true, force: true })
  expect(Scope.open).toBe(0)
})

async function open(change: Partial<ModelsOptions> = {}): Promise<LocalModels> {
  const models = await createModels({
    resources: join(root, 'resources'), modelFolder: join(folder, 'own'), sharedFolders: [join(folder, 'shared')], addedFiles: [], onAddedFiles: (paths) => { kept.push([...paths]) },
    quarantined: [], onQuarantine: (path) => { aside.push(path) }, onRelease: (path) => { aside = aside.filter((one) => one !== path) },
    processEntry: join(root, 'src/main/models/process/modelProcess.ts'), startChild: forkChild, egress: createEgress({ isOffline: () => true }), clock: systemClock, log: silentLog,
    prefixFolder: join(folder, 'prefixes'), prefixBytes: () => 1e9,
    ...change,
  })
  opened.push(models)
  return models
}

/** What answers; what helps to find has tests of its own. */
const chatOf = async (models: LocalModels) => (await models.list()).filter((one) => one.duty === 'chat')
const stateOf = async (models: LocalModels, modelId: string) => (await models.list()).find((one) => one.id === modelId)?.state

test('[M41] without any model the list offers the default one, and opening it says how to get it', async () => {
  const models = await open({ sharedFolders: [join(folder, 'not-there')] })
  const list = await chatOf(models)
  expect(list).toEqual([expect.objectContaining({ id: models.defaultModelId, state: 'available', small: true, license: 'Apache-2.0' })])
  expect(await models.open(models.defaultModelId)).toMatchObject({ ok: false, error: { kind: 'model-missing', next: expect.stringContaining('Download') } })
  expect(await models.open('local:never.gguf')).toMatchObject({ ok: false, error: { kind: 'model-missing' } })
  expect(await models.download(models.defaultModelId)).toMatchObject({ ok: false, error: { kind: 'offline' } })
  expect(await models.download('local:unknown.gguf')).toMatchObject({ ok: false, error: { kind: 'not-found' } })
  expect((await models.embedder.embed(['still works']))[0]).toHaveLength(384)
})

test('[M42] files are found in every folder, bad ones with their reason; each has an id that a conversation can keep', async () => {
  writeFileSync(join(folder, 'own', 'good.gguf'), ggufBytes({}))
  writeFileSync(join(folder, 'own', 'half.gguf'), ggufBytes({}).subarray(0, 700))
  writeFileSync(join(folder, 'own', 'loading.gguf.part'), 'x')
  writeFileSync(join(folder, 'shared', 'good.gguf'), ggufBytes({ set: { 'general.name': ['text', 'another'] } }))
  writeFileSync(join(folder, 'shared', `${'Ein langer Name mit Lücken '.repeat(5)}.gguf`), ggufBytes({}))
  const models = await open()
  const list = await chatOf(models)
  expect(list.map((one) => one.state)).toEqual(['not-loaded', 'refused', 'not-loaded', 'available'])
  expect(list[0]).toMatchObject({ id: 'local:good.gguf', name: 'tiny', fits: true, small: true, windowTokens: 2048, price: { input: 0, output: 0 }, abilities: { images: false, tools: false, reasoning: false } })
  expect(list[1]).toMatchObject({ id: 'local:half.gguf', problem: { kind: 'model-refused' } })
  for (const one of list) { id.parse(one.id); modelInfo.parse(one) }
  expect(models.peek('local:good.gguf')?.name).toBe('tiny')
  expect(models.peek('local:nothing.gguf')).toBeNull()
  expect(await models.open('local:half.gguf')).toMatchObject({ ok: false, error: { kind: 'model-refused' } })
  expect(localModelId('a b.gguf')).not.toBe(localModelId('a-b.gguf'))

  writeFileSync(join(folder, 'own', 'half.gguf'), ggufBytes({}))
  expect(await stateOf(models, 'local:half.gguf')).toBe('not-loaded')
})

test('[M43] a file is added where it lies, kept for the next start, and removing it from the list leaves it there', async () => {
  const path = join(folder, 'elsewhere', 'mine.gguf')
  writeFileSync(path, ggufBytes({}))
  const models = await open()
  const changes: number[] = []
  const stop = models.onChange(() => { changes.push(1) })
  expect(await models.addFile(join(folder, 'absent.gguf'))).toMatchObject({ ok: false, error: { kind: 'not-found' } })
  writeFileSync(join(folder, 'elsewhere', 'bad.gguf'), 'no model')
  expect(await models.addFile(join(folder, 'elsewhere', 'bad.gguf'))).toMatchObject({ ok: false, error: { kind: 'model-refused' } })
  expect(kept).toEqual([])
  expect(await models.addFile(path)).toMatchObject({ ok: true, value: { id: 'local:mine.gguf', state: 'not-loaded' } })
  await models.addFile(path)
  expect(kept.at(-1)).toHaveLength(1)
  expect(changes.length).toBeGreaterThan(0)
  stop()

  const again = await open({ addedFiles: kept.at(-1)! })
  expect(await stateOf(again, 'local:mine.gguf')).toBe('not-loaded')
  expect(await again.remove('local:mine.gguf')).toEqual({ ok: true, value: {} })
  expect([existsSync(path), kept.at(-1)]).toEqual([true, []])
  expect(await again.remove('local:mine.gguf')).toMatchObject({ ok: false, error: { kind: 'not-found' } })
})

test('[M44] a downloaded file is deleted, a shared one never', async () => {
  writeFileSync(join(folder, 'own', 'a.gguf'), ggufBytes({}))
  writeFileSync(join(folder, 'shared', 'b.gguf'), ggufBytes({}))
  const models = await open()
  expect((await models.remove('local:a.gguf')).ok).toBe(true)
  expect(existsSync(join(folder, 'own', 'a.gguf'))).toBe(false)
  expect(await models.remove('local:b.gguf')).toMatchObject({ ok: false, error: { kind: 'not-allowed' } })
  expect(existsSync(join(folder, 'shared', 'b.gguf'))).toBe(true)
})

test('[M45] a file that was set aside says so, is not loaded, and comes back when it is added again', async () => {
  const path = join(folder, 'own', 'crashy.gguf')
  writeFileSync(path, ggufBytes({}))
  aside = [path]
  const models = await open({ quarantined: [path] })
  expect((await models.list())[0]).toMatchObject({ state: 'quarantined', problem: { kind: 'model-quarantined', next: expect.any(String) } })
  expect(await models.open('local:crashy.gguf')).toMatchObject({ ok: false, error: { kind: 'model-quarantined' } })
  await models.addFile(path)
  expect([await stateOf(models, 'local:crashy.gguf'), aside, kept]).toEqual(['not-loaded', [], []])

  const far = join(folder, 'elsewhere', 'far.gguf')
  writeFileSync(far, ggufBytes({}))
  const later = await open({ quarantined: [far] })
  expect(await stateOf(later, 'local:far.gguf')).toBe('quarantined')
  await later.addFile(far)
  expect([await stateOf(later, 'local:far.gguf'), kept.at(-1)]).toEqual(['not-loaded', [far]])
  expect((await (await open({ quarantined: [far] })).remove('local:far.gguf')).ok).toBe(true)
  expect(existsSync(far)).toBe(true)
})

test('[M46] a model that does not fit says what it needs and what is free', async () => {
  writeFileSync(join(folder, 'own', 'large.gguf'), ggufBytes({}))
  const models = await open({ freeBytes: async () => 5e7 })
  expect((await models.list())[0]).toMatchObject({ fits: false, problem: { kind: 'model-memory', message: expect.stringContaining('free') } })
  expect(await models.open('local:large.gguf')).toMatchObject({ ok: false, error: { kind: 'model-memory' } })
})

test('[M47] cloud models stand in the same list and open through the same door', async () => {
  const cloud = { list: () => [modelInfoOf('cloud:p:m')], peek: (id: string) => id === 'cloud:p:m' ? modelInfoOf(id) : null, open: async () => fail('provider-key', 'There is no key.') }
  const models = await open({ cloud })
  expect((await models.list()).map((one) => one.id)).toContain('cloud:p:m')
  expect(models.peek('cloud:p:m')?.place).toBe('cloud')
  expect(await models.open('cloud:p:m')).toMatchObject({ ok: false, error: { kind: 'provider-key' } })
  expect(await (await open()).open('cloud:p:m')).toMatchObject({ ok: false, error: { kind: 'model-missing' } })
})

function modelInfoOf(modelId: string) {
  return modelInfo.parse({ id: modelId, name: modelId, place: 'cloud', providerId: 'p', state: 'ready', sizeBytes: null, windowTokens: 1000, needsBytes: null, fits: null, license: null, problem: null, small: false })
}

test('[M48] a download that ends is told, and a second one joins the first', async () => {
  const models = await open({ egress: createEgress({ isOffline: () => false }), downloadSource: { hubBase: 'http://127.0.0.1:1', pythons: [] } })
  const states: string[] = []
  models.onProgress((progress) => { states.push(progress.state) })
  const both = await Promise.all([models.download(models.defaultModelId), models.download(models.defaultModelId)])
  for (const one of both) expect(one).toMatchObject({ ok: true, value: { modelId: models.defaultModelId } })
  await models.downloadEnded(models.defaultModelId)
  expect(states.filter((state) => state === 'failed')).toHaveLength(1)
  expect(await stateOf(models, models.defaultModelId)).toBe('available')
})

const small = smallModelPath()
describe.skipIf(small === null)('with the real small model', () => {
  test('[M49] the shared file opens, answers and shows as ready; closing leaves no process behind', async () => {
    const target = join(folder, 'shared', 'SmolLM2-135M-Instruct.Q4_1.gguf')
    try { symlinkSync(small!, target) } catch { copyFileSync(small!, target) }
    const pids: number[] = []
    const models = await open({ startChild: (entry, options) => { const child = forkChild(entry, options); pids.push(child.pid!); return child } })
    expect(await stateOf(models, models.defaultModelId)).toBe('not-loaded')
    const result = await models.open(models.defaultModelId)
    if (!result.ok || result.value.place !== 'local') throw new Error('it did not open')
    expect(result.value.info).toMatchObject({ state: 'ready', small: true, name: 'SmolLM2 135M Instruct' })
    expect(await stateOf(models, models.defaultModelId)).toBe('ready')
    let text = ''
    for await (const event of result.value.generate({ conversationId: 'c', messages: [{ role: 'user', text: 'Say hello.' }], maxOutputTokens: 8, temperature: 0, seed: null, stop: [], signal: new AbortController().signal, expectedTokens: null })) {
      if (event.type === 'token') text += event.text
    }
    expect(text.trim()).not.toBe('')
    await models.embedder.embed(['two processes'])
    expect(new Set(pids).size).toBe(2)
    await models.close()
    for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow()
  })

  test('[M57] closing keeps what was read; dropping takes it back, also while no model is loaded', async () => {
    copyFileSync(small!, join(folder, 'own', 'SmolLM2-135M-Instruct.Q4_1.gguf'))
    const prefixes = join(folder, 'prefixes')
    const models = await open()
    const result = await models.open(models.defaultModelId)
    if (!result.ok || result.value.place !== 'local') throw new Error('it did not open')
    expect(result.value.key).toMatch(/^[0-9a-f]{64}$/)
    for (const conversationId of ['c', 'd']) {
      for await (const _ of result.value.generate({ conversationId, messages: [{ role: 'user', text: `Say hello to ${'everyone in the garden '.repeat(20)}.` }], maxOutputTokens: 2, temperature: 0, seed: null, stop: [], signal: new AbortController().signal, expectedTokens: null }));
    }
    await models.close()
    expect(readdirSync(prefixes)).toHaveLength(2)
    const later = await open()
    await later.dropPrefixes(['c'])
    expect(readdirSync(prefixes)).toHaveLength(1)
    await later.dropPrefixes(null)
    expect(readdirSync(prefixes)).toEqual([])
    await (await open({ prefixFolder: null })).dropPrefixes(null)
  })
})
