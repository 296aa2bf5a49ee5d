import { afterEach, expect, test } from 'vitest'
import type { RecordedRequest } from '../../src/main/models/scripted/scriptedModel.ts'
import { scriptedModel } from '../../src/main/models/scripted/scriptedModel.ts'
import { fail } from '../../src/shared/result.ts'
import { openTestEngine, type TestEngine } from '../support/testEngine.ts'

let open: TestEngine | null = null
afterEach(async () => { await open?.close(); open = null })

/** No pattern reads Finnish; a model does. */
const said = 'Kellarissa on kaksi varaventtiiliä maalipurkkien takana.'
const quote = 'kaksi varaventtiiliä maalipurkkien takana'
const isLearning = (request: RecordedRequest): boolean => request.schema !== undefined
const facts = (...quotes: string[]) => `<think>The user talks about a boiler.</think>${JSON.stringify({ facts: quotes.map((one) => ({ quote: one, kind: 'semantic', about: 'user' })) })}`

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let waited = 0; waited < 400; waited++) {
    if (await isSo()) return
    await new Promise((resolve) => { setTimeout(resolve, 20) })
  }
  expect(await isSo()).toBe(true)
}

const start = async (answers: (request: RecordedRequest) => string | { text: string; failure?: ReturnType<typeof fail>['error']; failAfter?: number; hangAfter?: number }, settings: object = {}, small = false) => {
  const model = scriptedModel({ answers, small })
  open = await openTestEngine({ chat: [model], settings: { answerFromMemory: false, ...settings }, engine: { learnAfterMs: 20 } })
  return { engine: open, model }
}
const quotesOf = async (engine: TestEngine) => (await engine.ask('memories.list', { review: true })).items.flatMap((memory) => memory.sources.map((source) => source.quote))

test('[E28] a local model finds what the patterns missed; only what it quotes word for word counts, and it waits for the person', async () => {
  const { engine, model } = await start((request) => isLearning(request) ? facts(quote, 'the user owns a yacht in Monaco') : 'Good to know.', { learning: 'review' })
  const trace = await engine.say((await engine.newConversation()).id, said)
  await until(async () => (await quotesOf(engine)).includes(quote))
  const { items } = await engine.ask('memories.list', { review: true })
  const found = items.find((memory) => memory.sources.some((source) => source.quote === quote))!
  expect(found).toMatchObject({ state: 'candidate', trust: 'user' })
  expect(found.sources[0]).toMatchObject({ messageId: trace.userMessageId, quote })
  expect((await engine.ask('memories.get', { memoryId: found.id })).history[0]).toMatchObject({ author: 'model', action: 'learned' })
  expect(JSON.stringify((await engine.ask('memories.list', {})).items)).not.toMatch(/yacht|think/)
  const asked = model.requests.filter(isLearning)
  expect(asked).toHaveLength(1)
  expect(asked[0]).toMatchObject({ keep: false })
})

test('[E29] a small model is never asked to learn, nor is one in the cloud, nor any where the person does not want it', async () => {
  const small = await start(() => 'Good to know.', {}, true)
  await small.engine.reflected((await small.engine.say((await small.engine.newConversation()).id, said)).turnId)
  await new Promise((resolve) => { setTimeout(resolve, 300) })
  expect(small.model.requests.filter(isLearning)).toEqual([])
  await small.engine.close()
  const off = await start(() => 'Good to know.', { learnWithModel: false })
  await off.engine.reflected((await off.engine.say((await off.engine.newConversation()).id, said)).turnId)
  await new Promise((resolve) => { setTimeout(resolve, 300) })
  expect(off.model.requests.filter(isLearning)).toEqual([])
  await off.engine.close()
  const cloud = scriptedModel({ answers: ['Good to know.'], place: 'cloud' })
  const engine = open = await openTestEngine({ chat: [cloud], settings: { answerFromMemory: false }, engine: { learnAfterMs: 20 } })
  await engine.say((await engine.newConversation()).id, said)
  await new Promise((resolve) => { setTimeout(resolve, 300) })
  expect(cloud.requests.filter(isLearning)).toEqual([])
})

test('[E30] work in the background keeps to its ceilings, over a restart too', async () => {
  const { engine, model } = await start((request) => isLearning(request) ? facts() : 'Good to know.', { background: { calls: 1, tokens: 100_000, seconds: 600 } })
  const { id } = await engine.newConversation()
  await engine.say(id, said)
  await until(() => model.requests.filter(isLearning).length === 1)
  await engine.reflected((await engine.say(id, `${said} Again.`)).turnId)
  const later = open = await engine.reopen()
  await later.reflected((await later.say(id, `${said} And again.`)).turnId)
  await new Promise((resolve) => { setTimeout(resolve, 400) })
  expect(model.requests.filter(isLearning)).toHaveLength(1)
})

test('[E31] the first failure that waiting would not mend ends it, and the person hears of it once', async () => {
  const { engine, model } = await start((request) => isLearning(request) ? { text: '', failure: fail('model-failed', 'The model cannot follow a form.').error, failAfter: 0 } : 'Good to know.')
  const { id } = await engine.newConversation()
  await engine.say(id, said)
  await until(() => engine.heard.some((one) => one.name === 'app.notice'))
  await engine.reflected((await engine.say(id, `${said} Again.`)).turnId)
  await new Promise((resolve) => { setTimeout(resolve, 300) })
  expect(model.requests.filter(isLearning)).toHaveLength(1)
  expect(engine.heard.filter((one) => one.name === 'app.notice')).toHaveLength(1)
})

test('[E32] a turn that begins stops it, and the message is looked at afterwards', async () => {
  let hangs = true
  const { engine, model } = await start((request) => !isLearning(request) ? 'Good to know.' : hangs ? { text: 'never ends at all', hangAfter: 1 } : facts(quote))
  const { id } = await engine.newConversation()
  await engine.say(id, said)
  await until(() => model.requests.filter(isLearning).length === 1)
  hangs = false
  await engine.say(id, 'What else should I look at?')
  expect(model.requests.filter(isLearning)[0]!.signal.aborted).toBe(true)
  await until(async () => (await quotesOf(engine)).includes(quote))
})
