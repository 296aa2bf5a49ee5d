import { afterEach, expect, test } from 'vitest'
import { defaultStrategy } from '../../src/shared/names.ts'
import type { StrategyValues } from '../../src/shared/strategy.ts'
import { taskKinds } from '../../src/shared/words.ts'
import { scriptedModel } from '../../src/main/models/scripted/scriptedModel.ts'
import { openTestEngine, type TestEngine } from '../support/testEngine.ts'

let open: TestEngine | null = null
afterEach(async () => { await open?.close(); open = null })

const cloudId = 'cloud:scripted:scripted'
const noChange = { off: [], pinned: [], edited: [], strategy: null, modelId: cloudId }

async function askedHere() {
  const cloud = scriptedModel({ place: 'cloud', answers: ['From elsewhere.'] })
  const engine = open = await openTestEngine({
    chat: [scriptedModel({ answers: ['Shed and garden, you said.'] }), cloud],
    settings: { answerFromMemory: false, taskRules: taskKinds.map((task) => ({ task, place: 'cloud' as const, allowPersonal: true })) },
  })
  const memory = await engine.ask('memories.add', { text: 'The key of the shed hangs behind the blue door.', label: 'personal' })
  const trace = await engine.say((await engine.newConversation()).id, 'Where does the key of the shed hang?')
  expect(trace.context!.pieces.find((piece) => piece.id === memory.id)).toMatchObject({ outcome: 'in' })
  return { engine, cloud, memory, trace }
}

test('[T27] a past turn that is made again for a model elsewhere follows the labels of today', async () => {
  const { engine, cloud, memory, trace } = await askedHere()
  await engine.ask('contexts.again', { turnId: trace.turnId, change: noChange })
  await engine.ask('memories.update', { memoryId: memory.id, label: 'local' })
  const before = cloud.requests.length
  expect(await engine.refuse('contexts.ask', { turnId: trace.turnId, change: noChange })).toMatchObject({ kind: 'not-allowed' })
  const edited = [{ pieceId: trace.context!.pieces.find((piece) => piece.region === 'message')!.id, text: 'My card is 4111 1111 1111 1111.' }]
  expect(await engine.refuse('contexts.ask', { turnId: trace.turnId, change: { ...noChange, off: [memory.id], edited } })).toMatchObject({ kind: 'not-allowed' })
  expect(cloud.requests).toHaveLength(before)
  const { context } = await engine.ask('contexts.again', { turnId: trace.turnId, change: { ...noChange, off: [memory.id] } })
  expect(JSON.stringify(context.prompt)).not.toContain('blue door')
}, 30_000)

test('[T27] a comparison that breaks off is kept as failed, and says so', async () => {
  const broken = scriptedModel({ answers: () => { throw new Error('no more paper') }, id: 'local:broken' })
  const engine = open = await openTestEngine({ chat: [scriptedModel({ answers: ['Fine.'] }), broken] })
  const trace = await engine.say((await engine.newConversation()).id, 'How is the weather in the hills?')
  const { runId } = await engine.ask('contexts.ask', { turnId: trace.turnId, change: { ...noChange, modelId: 'local:broken' } })
  for (let waited = 0; waited < 200 && !engine.heard.some((one) => one.name === 'run.ended'); waited++) await new Promise((resolve) => { setTimeout(resolve, 10) })
  expect(await engine.ask('contexts.run', { runId })).toMatchObject({ state: 'failed', failure: { kind: 'unsupported' } })
  expect(engine.heard.find((one) => one.name === 'run.ended')?.event).toEqual({ runId, state: 'failed' })
}, 30_000)

test('[T29] a strategy has a name of its own and a budget that can hold', async () => {
  const engine = open = await openTestEngine({ chat: [scriptedModel({ answers: ['Fine.'] })] })
  const values = structuredClone(defaultStrategy) as StrategyValues
  await engine.ask('strategies.save', { name: 'Mine', values })
  for (const name of ['   ', 'mine ', 'Frugal']) expect(await engine.refuse('strategies.save', { name, values })).toMatchObject({ kind: 'bad-input' })
  const impossible = { ...values, budget: { ...values.budget, regions: { memories: { share: 900 }, documents: { share: 900 } } } }
  expect(await engine.refuse('strategies.save', { name: 'Impossible', values: impossible })).toMatchObject({ kind: 'bad-input' })
  expect((await engine.ask('strategies.list', {})).strategies.filter((one) => !one.builtIn).map((one) => one.name)).toEqual(['Mine'])
})

test('[T28] nothing is read ahead for a conversation that was deleted meanwhile', async () => {
  const model = scriptedModel({ answers: ['Fine.'] })
  const engine = open = await openTestEngine({ chat: [model] })
  const kept = await engine.newConversation()
  const gone = await engine.newConversation()
  await engine.say(gone.id, 'How is the weather in the hills?')
  await engine.ask('conversations.delete', { conversationId: gone.id })
  await engine.say(kept.id, 'How is the weather at the sea?')
  for (let waited = 0; waited < 400 && model.prepared.length === 0; waited++) await new Promise((resolve) => { setTimeout(resolve, 10) })
  expect(model.prepared.map((one) => one.conversationId)).toEqual([kept.id])
}, 30_000)

test('[T32] a secret in persona or goal stays on this computer, and the turn goes on without it', async () => {
  const cloud = scriptedModel({ place: 'cloud', answers: ['From elsewhere.'] })
  const engine = open = await openTestEngine({ chat: [scriptedModel({ answers: ['Here.'] }), cloud], settings: { persona: 'Sign as the holder of card 4111 1111 1111 1111.' } })
  const conversation = await engine.newConversation()
  await engine.ask('conversations.update', { conversationId: conversation.id, route: cloudId, goal: 'Pay with card 5555 5555 5555 4444.' })
  const trace = await engine.say(conversation.id, 'Write one line about the sea.')
  expect(trace.route).toMatchObject({ destination: 'cloud' })
  expect(cloud.requests).toHaveLength(1)
  expect(JSON.stringify(cloud.requests[0]!.messages)).not.toMatch(/4111|5555/)
  expect(trace.context!.pieces.filter((piece) => piece.region === 'persona').map((piece) => piece.code)).toEqual(['label', 'label'])
}, 30_000)
