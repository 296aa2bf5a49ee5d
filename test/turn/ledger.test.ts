import { afterEach, expect, test } from 'vitest'
import { taskKinds } from '../../src/shared/words.ts'
import { cloudModelId, openCloudEngine } from '../support/cloudEngine.ts'
import { startOpenAiServer } from '../support/wireServers/openAi.ts'
import { openTestEngine } from '../support/testEngine.ts'

const closers: (() => unknown)[] = []
afterEach(async () => { for (const close of closers.splice(0).reverse()) await close() })

async function withCloud() {
  const cloud = await openCloudEngine([{ words: ['Sure, ', 'gladly.'] }])
  closers.push(() => cloud.close())
  return cloud
}

test('[T14] the ledger holds what left: as many bytes as the server saw, and a local turn adds none', async () => {
  const { engine, server } = await withCloud()
  await engine.ask('models.use', { modelId: cloudModelId })
  await engine.ask('settings.set', { taskRules: taskKinds.map((task) => ({ task, place: 'cloud' as const, allowPersonal: false })) })
  expect((await engine.ask('app.status', {})).sentBytesToday).toBe(0)

  const trace = await engine.say((await engine.newConversation()).id, 'Write one line about the sea.')
  expect(trace.route).toMatchObject({ destination: 'cloud', modelId: cloudModelId })
  const seen = server.requests.reduce((sum, request) => sum + Buffer.byteLength(request.text), 0)
  expect(seen).toBeGreaterThan(0)
  const { today } = await engine.ask('budget.get', { conversationId: null })
  expect(today.sentBytes).toBe(seen)

  await engine.ask('settings.set', { taskRules: [] })
  await engine.say((await engine.newConversation()).id, 'Write one line about the hills.')
  expect((await engine.ask('app.status', {})).sentBytesToday).toBe(seen)
})

test('[T14] what leaves for a temporary conversation stands in the ledger of the profile, without the turn; its comparisons too', async () => {
  const { engine, server } = await withCloud()
  await engine.ask('models.use', { modelId: cloudModelId })
  await engine.ask('settings.set', { taskRules: taskKinds.map((task) => ({ task, place: 'cloud' as const, allowPersonal: false })) })
  const talk = await engine.ask('conversations.create', { temporary: true })
  const { turnId } = await engine.say(talk.id, 'Write one line about the sea.')
  const seen = () => server.requests.reduce((sum, request) => sum + Buffer.byteLength(request.text), 0)
  const afterTurn = seen()
  const { runId } = await engine.ask('contexts.ask', { turnId, change: {} })
  await expect.poll(async () => (await engine.ask('contexts.run', { runId })).state).toBe('done')
  expect(seen()).toBeGreaterThan(afterTurn)
  expect((await engine.ask('app.status', {})).sentBytesToday).toBe(seen())
  expect((await engine.ask('budget.get', { conversationId: talk.id })).today.sentBytes).toBe(seen())
  await engine.ask('conversations.delete', { conversationId: talk.id })
  expect((await engine.ask('app.status', {})).sentBytesToday).toBe(seen())
})

test('[T18] a server on this computer that was chosen answers as local: it may see what is local, and nothing counts as left', async () => {
  const server = await startOpenAiServer([{ words: ['From ', 'next ', 'door.'] }])
  closers.push(() => server.close())
  const engine = await openTestEngine({ engine: { offline: true } })
  closers.push(() => engine.close())
  await engine.ask('providers.save', { id: 'here', name: 'Here', kind: 'openai-compatible', baseUrl: server.baseUrl, enabled: true, models: [{ id: 'small-server-model', windowTokens: 4000, inputPrice: null, outputPrice: null }] })
  await engine.ask('models.use', { modelId: 'cloud:here:small-server-model' })
  await engine.ask('memories.add', { text: 'My locker code is 4821.', label: 'local' })
  const trace = await engine.say((await engine.newConversation()).id, 'What is my locker code?')
  expect(trace.route).toMatchObject({ destination: 'local', modelId: 'cloud:here:small-server-model' })
  expect(server.requests[0]!.text).toContain('4821')
  expect((await engine.ask('app.status', {})).sentBytesToday).toBe(0)
})
