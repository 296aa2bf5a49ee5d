import { afterEach, expect, test } from 'vitest'
import type { EngineOptions } from '../../src/main/engine/engine.ts'
import { scriptedModel, type ScriptedOptions } from '../../src/main/models/scripted/scriptedModel.ts'
import type { Settings } from '../../src/shared/settings.ts'
import { cloudModelId, openCloudEngine } from '../support/cloudEngine.ts'
import { openTestEngine, type TestEngine } from '../support/testEngine.ts'

const closers: (() => unknown)[] = []
afterEach(async () => { for (const close of closers.splice(0).reverse()) await close() })

const hour = 3_600_000
const question = 'What is the capital of France?'
const answer = (at: number) => `Answer ${at}: Paris is the capital of France, it lies on the Seine, and it has been the seat of the government for most of the last eight hundred years.`

/** An engine whose model numbers its answers, with a clock that can be set. */
async function open(change: Partial<ScriptedOptions> = {}, settings: Partial<Settings> = {}, engine: Partial<EngineOptions> = {}) {
  const time = { shift: 0 }
  let asked = 0
  const model = scriptedModel({ answers: () => answer(++asked), ...change })
  const test = await openTestEngine({
    chat: [model], settings, engine: { clock: { now: () => Date.now() + time.shift, elapsed: () => performance.now() }, ...engine },
  })
  closers.push(() => test.close())
  const says = async (text = question) => test.say((await test.newConversation()).id, text)
  return { test, model, time, says, calls: () => model.requests.length }
}
const stats = async (engine: TestEngine) => (await engine.ask('cache.get', {})).answers

test('[E200] the same first question in another conversation is answered from before, shows where that came from, and asks no model', async () => {
  const { test, says, calls } = await open()
  const first = await says()
  const again = await says('hi, what is the capital of  France??')
  expect([calls(), first.cached]).toEqual([1, null])
  expect(again.cached).toMatchObject({ turnId: first.turnId, messageId: first.answerMessageId })
  expect(again.attempts.map((one) => [one.strategy, one.outcome])).toEqual([['cache', 'answered']])
  expect([await test.lastAnswer(again.conversationId), again.usage, again.cost, again.status]).toEqual([answer(1), null, 0, 'done'])
  expect(await stats(test)).toMatchObject({ entries: 1, hits: 1, misses: 1 })
})

test('[E200] after a restart too; asking afresh passes over it and takes its place', async () => {
  const { test, says } = await open()
  const first = await says()
  const { turnId } = await test.ask('turn.regenerate', { messageId: first.answerMessageId! })
  await test.ended(turnId)
  expect((await test.ask('trace.get', { turnId })).cached).toBeNull()
  const later = await test.reopen()
  closers.push(() => later.close())
  const again = await later.say((await later.newConversation()).id, question)
  expect(again.cached).toMatchObject({ turnId })
  expect(await later.lastAnswer(again.conversationId)).toBe(answer(2))
})

test('[E201] another number, another context, earlier talk, a note that was learned, another persona or temperature: asked anew', async () => {
  const { test, says, calls } = await open()
  const { conversationId } = await says()
  await test.say(conversationId, question)
  await says('What is the capital of Spain?')
  await test.ask('settings.set', { temperature: 0.2 })
  await says()
  await test.ask('settings.set', { persona: 'You answer like a pirate.' })
  await says()
  await test.ask('memories.add', { text: 'The capital of France is where my brother Tomas lives.' })
  await says()
  expect(calls()).toBe(6)
  expect((await says()).cached).not.toBeNull()
})

test('[E201] an answer made from a note is not given again once the note is more private, or less', async () => {
  const { test, says, calls } = await open()
  await test.ask('memories.add', { text: 'My sister Nadia lives in Porto.', label: 'open' })
  const { id } = (await test.ask('memories.list', { limit: 5 })).items[0]!
  const ask = 'Where does my sister Nadia live?'
  await test.ask('settings.set', { answerFromMemory: false })
  const first = await says(ask)
  expect(first.context!.pieces.some((piece) => piece.region === 'memories' && piece.outcome !== 'out')).toBe(true)
  expect((await says(ask)).cached).not.toBeNull()
  await test.ask('memories.update', { memoryId: id, label: 'local' })
  expect((await says(ask)).cached).toBeNull()
  await test.ask('memories.update', { memoryId: id, label: 'open' })
  expect([(await says(ask)).cached?.turnId, calls()]).toEqual([first.turnId, 2])
})

test('[E201] neither a question that hangs on its moment, nor a short answer, nor one that failed is given again', async () => {
  const { test, says, calls } = await open({ answers: ['Yes.', 'Yes.', { text: answer(9), failure: { kind: 'model-failed', message: 'The model stopped.' }, failAfter: 5 }, answer(9)] })
  await says('Is tea hot?')
  await says('Is tea hot?')
  await says()
  await says()
  expect(calls()).toBe(4)
  await says('Which museums of Paris are open today?')
  await says('Which museums of Paris are open today?')
  expect([calls(), (await stats(test)).entries]).toEqual([6, 1])
})

test('[E202] forgetting, deleting, clearing and a thumb down end it; an answer in the bin waits there', async () => {
  const { test, says, calls } = await open()
  const first = await says()
  await test.ask('conversations.delete', { conversationId: first.conversationId })
  const second = await says()
  expect(second.cached).toBeNull()
  await test.ask('turn.rate', { turnId: second.turnId, thumb: 'down' })
  const third = await says()
  expect(third.cached).toBeNull()
  expect((await says()).cached).toMatchObject({ turnId: third.turnId })
  expect(await test.ask('cache.clear', {})).toEqual({ removed: 1 })
  expect((await says()).cached).toBeNull()
  expect(calls()).toBe(4)
})

test('[E202] what is forgotten is not given again, by the words of the answer and by those of the question', async () => {
  const { test, says } = await open({ answers: () => 'Nadia lives in Porto, as you said; a good present for her would be a book about the sea, a warm scarf, or a day at the river with cake.' })
  await test.ask('memories.add', { text: 'My sister Nadia lives in Porto.' })
  const memoryId = (await test.ask('memories.list', { limit: 5 })).items[0]!.id
  const ask = 'What would please my sister Nadia?'
  await says(ask)
  expect((await says(ask)).cached).not.toBeNull()
  const { previewId } = await test.ask('memories.forgetPreview', { memoryIds: [memoryId] })
  await test.ask('memories.forgetSelected', { previewId, undoSeconds: 0, cutNames: true })
  expect((await says(ask)).cached).toBeNull()
})

test('[E203] a temporary conversation neither reads nor writes answers, and the setting off means off', async () => {
  const { test, says, calls } = await open()
  await says()
  const quiet = await test.ask('conversations.create', { title: '', temporary: true })
  expect((await test.say(quiet.id, question)).cached).toBeNull()
  await test.say((await test.ask('conversations.create', { title: '', temporary: true })).id, 'What is the capital of Spain?')
  expect((await says('What is the capital of Spain?')).cached).toBeNull()
  await test.ask('settings.set', { answerCache: 'off' })
  expect((await says()).cached).toBeNull()
  expect([calls(), (await stats(test)).entries]).toEqual([5, 2])
})

test('[E204] after its time it is asked anew; a shorter time counts at once; an answer from the future is not shown', async () => {
  const { test, time, says } = await open()
  await says()
  time.shift = hour - 60_000
  expect((await says()).cached).not.toBeNull()
  await test.ask('settings.set', { answerCacheSeconds: 60 })
  expect((await says()).cached).toBeNull()
  await test.ask('settings.set', { answerCacheSeconds: 86_400 })
  time.shift = -30 * 24 * hour
  expect((await says()).cached).toBeNull()
  expect((await says()).cached).not.toBeNull()
})

test('[E205] twenty equal requests at once ask the model once, and each has the whole answer', async () => {
  const { test, says, calls } = await open({ delayMs: 5 })
  const made = await Promise.all(Array.from({ length: 20 }, () => says()))
  expect([calls(), made.every((one) => one.status === 'done')]).toEqual([1, true])
  for (const one of made) expect(await test.lastAnswer(one.conversationId)).toBe(answer(1))
  expect((await stats(test)).entries).toBe(1)
})

test('[E205] where the first is stopped, the next asks, and the rest have that answer', async () => {
  const { test, calls } = await open({ delayMs: 20 })
  const talks = await Promise.all(Array.from({ length: 4 }, () => test.newConversation()))
  const { turnId } = await test.ask('turn.send', { conversationId: talks[0]!.id, text: question })
  await expect.poll(calls).toBe(1)
  const rest = talks.slice(1).map(({ id }) => test.say(id, question))
  await test.ask('turn.cancel', { turnId })
  const made = await Promise.all(rest)
  expect((await test.ask('trace.get', { turnId })).status).toBe('interrupted')
  expect([calls(), made.map((one) => one.status)]).toEqual([2, ['done', 'done', 'done']])
  expect(new Set(await Promise.all(made.map((one) => test.lastAnswer(one.conversationId))))).toEqual(new Set([answer(2)]))
})

test('[E212] each press of “answer again” asks by itself, and joins none that runs', async () => {
  const { test, says, calls } = await open({ delayMs: 20 })
  const [one, two] = [await says(), await says()]
  expect([calls(), two.cached === null]).toEqual([1, false])
  const press = async (trace: typeof one) => (await test.ask('turn.regenerate', { messageId: trace.answerMessageId! })).turnId
  // Two of one moment, and the same question asked anew meanwhile.
  const pressed = [await press(one), await press(two)]
  await expect.poll(calls).toBe(3)
  expect(await test.refuse('turn.regenerate', { messageId: one.answerMessageId! })).toMatchObject({ kind: 'busy' })
  for (const turnId of pressed) await test.ended(turnId)
  const texts = await Promise.all([one, two].map((trace) => test.lastAnswer(trace.conversationId)))
  expect(texts.toSorted()).toEqual([answer(2), answer(3)])
  await test.ended(await press(one))
  expect([calls(), await test.lastAnswer(one.conversationId)]).toEqual([4, answer(4)])
})

test('[E212] a question that is asked while one is answered again does not wait for it', async () => {
  const { test, says, calls } = await open({ delayMs: 20 })
  const first = await says()
  await test.ask('cache.clear', {})
  const { turnId } = await test.ask('turn.regenerate', { messageId: first.answerMessageId! })
  await expect.poll(calls).toBe(2)
  const other = await says()
  await test.ended(turnId)
  expect([calls(), other.notices.some((one) => one.includes('both have one answer'))]).toEqual([3, false])
  expect(new Set([await test.lastAnswer(first.conversationId), await test.lastAnswer(other.conversationId)])).toEqual(new Set([answer(2), answer(3)]))
})

test('[E206] where nobody can answer, an answer whose time is over is better than none, and says so', async () => {
  let isDown = false
  const failure = { kind: 'model-failed', message: 'The model stopped.' } as const
  const { test, time, says } = await open({ answers: () => isDown ? { text: '', failure, failAfter: 0 } : answer(1) })
  const first = await says()
  isDown = true
  time.shift = 3 * hour
  const stale = await says()
  expect(stale.cached).toMatchObject({ turnId: first.turnId })
  expect(stale).toMatchObject({ status: 'done', failure: null })
  expect(stale.notices.join(' ')).toContain('An older answer to the same question is shown instead.')
  expect(await stats(test)).toMatchObject({ hits: 1, misses: 2 })
  expect((await says('What is the capital of Spain?')).status).toBe('failed')
})

test('[E207] what was saved is counted in money and time, and nothing is sent again', async () => {
  const cloud = await openCloudEngine([{ words: ['Paris ', 'is the capital of France. '.repeat(8)], usage: { input: 500, output: 60 } }])
  closers.push(() => cloud.close())
  const { engine, server } = cloud
  await engine.ask('settings.set', { cloudModelId })
  const says = async (route: string) => {
    const { id } = await engine.newConversation()
    await engine.ask('conversations.update', { conversationId: id, route })
    return engine.say(id, question)
  }
  const first = await says('cloud')
  expect(first.route!.destination).toBe('cloud')
  const again = await says('cloud')
  expect(again.cached).toMatchObject({ turnId: first.turnId, savedUsd: first.cost })
  expect([server.requests.length, again.cost]).toEqual([1, 0])
  expect((await stats(engine)).savedUsd).toBeCloseTo(first.cost, 9)
})

test('[E207] the report of the costs and the cache say the same of what was saved, also where an answer whose time is over is given', async () => {
  let isDown = false
  const failure = { kind: 'provider-failed', message: 'The server failed.' } as const
  const time = { shift: 0 }
  const cloud = scriptedModel({ place: 'cloud', price: { input: 1000, output: 2000 }, answers: () => isDown ? { text: '', failure, failAfter: 0 } : answer(1) })
  const test = await openTestEngine({
    chat: [cloud], settings: { cloudModelId: cloud.info.id, answerFromMemory: false }, engine: { clock: { now: () => Date.now() + time.shift, elapsed: () => performance.now() } },
  })
  closers.push(() => test.close())
  const says = async () => {
    const { id } = await test.newConversation()
    await test.ask('conversations.update', { conversationId: id, route: 'cloud' })
    return test.say(id, question)
  }
  const first = await says()
  expect(first.cost).toBeGreaterThan(0)
  isDown = true
  await says()
  time.shift = 3 * hour
  const stale = await says()
  expect(stale.notices.join(' ')).toContain('An older answer to the same question is shown instead.')
  const { saved } = await test.ask('spending.get', { days: 30 })
  expect(saved.cachedAnswers).toBe(2)
  expect(saved.responseCacheUsd).toBeCloseTo(2 * first.cost, 9)
  expect((await stats(test)).savedUsd).toBeCloseTo(saved.responseCacheUsd, 9)
})

test('[E208] a like question is offered and never answered by itself, only where that is switched on', async () => {
  const { test, says, calls } = await open({}, { answerCache: 'near' })
  const first = await says('How do I boil an egg?')
  const near = await says('How can I boil an egg?')
  expect(near.cached).toBeNull()
  expect(near.near).toMatchObject({ turnId: first.turnId, messageId: first.answerMessageId })
  expect(JSON.stringify(near.near)).not.toContain('egg')
  expect((await says('How long do I boil 2 eggs?')).near).toBeNull()
  expect(calls()).toBe(3)
  await test.ask('settings.set', { answerCache: 'same' })
  expect((await says('How could I boil an egg?')).near).toBeNull()
})

test('[E209] the caches in memory say what they hold, within their bytes', async () => {
  const { test, says } = await open()
  await says()
  const { others } = await test.ask('cache.get', {})
  expect(others.map((one) => one.name)).toEqual(expect.arrayContaining(['Vectors of recent texts', 'Token counts']))
  expect(others.find((one) => one.name === 'Vectors of recent texts')!.entries).toBeGreaterThan(0)
  for (const one of others) expect(one.bytes).toBeLessThanOrEqual(one.mostBytes)
})
