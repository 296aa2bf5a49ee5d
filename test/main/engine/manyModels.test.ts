import { expect, onTestFinished, test } from 'vitest'
import type { Provider } from '../../../src/shared/model.ts'
import { createCloudModels } from '../../../src/main/models/cloud/createCloudModels.ts'
import { scriptedModel } from '../../../src/main/models/scripted/scriptedModel.ts'
import { openTestEngine } from '../../support/testEngine.ts'

const each = 100
const providerIds = ['wide', 'wider', 'widest']
const count = each * providerIds.length
const manyModels = Array.from({ length: each }, (_, at) => ({ id: `model-${at}`, windowTokens: 8000, inputPrice: 1, outputPrice: 2 }))

test('[E181] hundreds of models are looked at once for a turn and once for a preview', async () => {
  const local = scriptedModel({ answers: ['From this computer.'] })
  let looks = 0
  const engine = await openTestEngine({
    engine: {
      models: (real) => ({
        ...real,
        list: async () => [local.info, ...(await real.list()).filter((info) => info.providerId !== null)],
        peek: (id) => { looks++; return id === local.info.id ? local.info : real.peek(id) },
        open: async (id) => id === local.info.id ? { ok: true, value: local } : real.open(id),
      }),
    },
  })
  onTestFinished(() => engine.close())
  for (const id of providerIds) await engine.ask('providers.save', { id, name: id, kind: 'openrouter', baseUrl: null, enabled: true, key: 'sk-test-000000000000', models: manyModels })
  const conversation = await engine.newConversation()
  await engine.say(conversation.id, 'Good morning!')

  looks = 0
  expect((await engine.say(conversation.id, 'What do you think of the river?')).status).toBe('done')
  // Beside the list itself a few are asked for by name.
  expect(looks).toBeGreaterThan(count)
  expect(looks).toBeLessThan(count + 50)
  looks = 0
  await engine.ask('context.preview', { conversationId: conversation.id, text: 'And the sea?' })
  expect(looks).toBeLessThan(count + 10)
})

test('[E181] a model is found by its name, without reading the list again while it is the same', () => {
  let reads = 0
  const provider: Provider = { id: 'wide', name: 'Wide', kind: 'openrouter', baseUrl: null, enabled: true, keyTail: '0000', loopback: false, get models() { reads++; return manyModels.map((one) => ({ ...one, abilities: null })) } }
  let providers: readonly Provider[] = [provider]
  const models = createCloudModels({ providers: () => providers, key: () => Promise.resolve('key'), offline: () => false, fetch, onEgress: () => {}, margin: () => 1 })
  for (const { id } of manyModels) expect(models.peek(`cloud:wide:${id}`)?.name).toBe(id)
  expect([models.list().length, models.peek('cloud:wide:nobody'), reads]).toEqual([each, null, 1])
  providers = [{ ...provider, enabled: false }]
  expect([models.list(), models.peek('cloud:wide:model-0')]).toEqual([[], null])
})

test('[E181] of two lists that are read at once the one that was begun later stands', async () => {
  const [first, second] = [scriptedModel({ answers: [] }), scriptedModel({ answers: [] })]
  const newer = { ...second.info, id: 'local:newer' }
  const gate = Promise.withResolvers<void>()
  let lists = () => Promise.resolve([first.info])
  const engine = await openTestEngine({ engine: { models: (real) => ({ ...real, list: () => lists(), peek: (id) => [first.info, newer].find((info) => info.id === id) ?? null }) } })
  onTestFinished(() => engine.close())
  lists = async () => { await gate.promise; return [first.info] }
  const slow = engine.ask('models.list', {})
  lists = () => Promise.resolve([first.info, newer])
  const ids = ({ models }: Awaited<typeof slow>) => models.map((one) => one.id)
  expect(ids(await engine.ask('models.list', {}))).toContain('local:newer')
  gate.resolve()
  expect(ids(await slow)).toContain('local:newer')
})
