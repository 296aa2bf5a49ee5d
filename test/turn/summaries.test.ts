import { afterEach, expect, test } from 'vitest'
import { defaultStrategy } from '../../src/shared/names.ts'
import type { StrategyValues } from '../../src/shared/strategy.ts'
import { scriptedModel } from '../../src/main/models/scripted/scriptedModel.ts'
import { cloudModelId, openCloudEngine } from '../support/cloudEngine.ts'
import { openTestEngine, type TestEngine } from '../support/testEngine.ts'

const closers: (() => unknown)[] = []
afterEach(async () => { for (const close of closers.splice(0).reverse()) await close() })

const written = 'User and Assistant talked about the harbour of Porto, the trains to Lisbon and the budget of the journey, and agreed to go in May.'
const byCloud = (): StrategyValues => ({ ...structuredClone(defaultStrategy) as StrategyValues, compression: { ...defaultStrategy.compression, method: 'cloud-model' } })

/** An engine whose summaries are written by a model elsewhere; what that one saw lies in `requests`. */
async function withCloud() {
  const cloud = await openCloudEngine([{ words: [written] }])
  closers.push(() => cloud.close())
  const { engine, server } = cloud
  await engine.ask('settings.set', { cloudModelId, strategy: byCloud() })
  return { engine, server }
}

const exchanges = (texts: readonly string[]) => texts.flatMap((text, at) => [
  { role: 'user' as const, text, at: at * 2 }, { role: 'assistant' as const, text: `Good to know about ${text.slice(0, 20)}.`, at: at * 2 + 1 },
])
const harmless = ['The harbour of Porto is best in the morning.', 'Trains to Lisbon leave at 08:15.', 'The budget of the journey is 4,200 euros.', 'We agreed to go in May.', 'Nadia comes along.', 'Hotels near the river are dear.']
const importTalk = (engine: TestEngine, texts: readonly string[]) => engine.ask('conversations.import', { title: 'Journey', messages: exchanges(texts) })
const sumUp = (engine: TestEngine, conversationId: string) => engine.ask('epochs.make', { conversationId, kind: 'compaction' })

test('[T41] a summary that a cloud model writes stands in the ledger; a talk that is kept here is summed up here', async () => {
  const { engine, server } = await withCloud()
  const talk = await importTalk(engine, harmless)
  expect((await sumUp(engine, talk.id)).by).toBe('cloud-model')
  const seen = server.requests.reduce((sum, request) => sum + Buffer.byteLength(request.text), 0)
  expect(seen).toBeGreaterThan(0)
  expect((await engine.ask('app.status', {})).sentBytesToday).toBe(seen)

  const kept = await importTalk(engine, harmless)
  await engine.ask('conversations.update', { conversationId: kept.id, route: 'local' })
  expect((await sumUp(engine, kept.id)).by).toBe('rules')
  await engine.ask('settings.set', { offline: true })
  expect((await sumUp(engine, (await importTalk(engine, harmless)).id)).by).toBe('rules')
  expect((await engine.ask('app.status', {})).sentBytesToday).toBe(seen)
}, 30_000)

test('[T41] what is marked local never reaches a model elsewhere, also not through the summary before', async () => {
  const { engine, server } = await withCloud()
  const card = '4111 1111 1111 1111'
  const talk = await importTalk(engine, [`My card is ${card}.`, ...harmless])
  const first = await sumUp(engine, talk.id)
  expect(first).toMatchObject({ by: 'rules', label: 'local' })
  expect(first.text).toContain(card)
  // What the next summary covers is harmless by itself; the record that it continues is not.
  expect(await sumUp(engine, talk.id)).toMatchObject({ by: 'rules', label: 'local', previousId: first.id })
  expect(server.requests).toHaveLength(0)
}, 30_000)

test('[T41] of two orders to sum up at once only one is done, and what was left out of the talk is not in it', async () => {
  const engine = await openTestEngine({ chat: [scriptedModel({ answers: ['Yes.'] })] })
  closers.push(() => engine.close())
  const talk = await importTalk(engine, ['The password of the shed is swordfish.', ...harmless])
  const [first] = (await engine.ask('messages.list', { conversationId: talk.id, limit: 200 })).items
  await engine.ask('pieces.rule', { conversationId: talk.id, pieceId: first!.id, rule: 'leave-out' })
  const both = await Promise.all([engine.client.call('epochs.make', { conversationId: talk.id, kind: 'compaction' }), engine.client.call('epochs.make', { conversationId: talk.id, kind: 'compaction' })])
  expect(both.map((one) => one.ok).sort()).toEqual([false, true])
  const { epochs } = await engine.ask('epochs.list', { conversationId: talk.id })
  expect(epochs).toHaveLength(1)
  expect(epochs[0]!.text).toContain('Lisbon')
  expect(JSON.stringify(epochs[0])).not.toContain('swordfish')
}, 30_000)

/** A talk that a turn has to sum up before it is answered, by a model that fails while `isDown`. */
async function withFailing() {
  const state = { isDown: true }
  const failure = { kind: 'model-failed', message: 'The model stopped.' } as const
  const model = scriptedModel({ windowTokens: 1600, delayMs: 10, answers: () => state.isDown ? { text: '', failure, failAfter: 0 } : 'Five words are enough here.' })
  const engine = await openTestEngine({ chat: [model], settings: { answerFromMemory: false } })
  closers.push(() => engine.close())
  const talk = await importTalk(engine, Array.from({ length: 8 }, (_, at) => `Part ${at} of the journey. ${'We walk along the river and look for a place to eat. '.repeat(10)}`))
  const list = async () => (await engine.ask('epochs.list', { conversationId: talk.id })).epochs
  return { engine, talk, state, list }
}

test('[T24] a summary made for a turn that failed rests nothing: it is taken back where it stands, the question stays, and the next turn does without it', async () => {
  const { engine, talk, state, list } = await withFailing()
  const lost = await engine.say(talk.id, 'Where do we eat?')
  const [made] = await list()
  expect(lost).toMatchObject({ status: 'failed', epochId: made!.id })
  expect(made).toMatchObject({ turns: 0, undoneAt: null })
  const leaf = (await engine.ask('conversations.get', { conversationId: talk.id })).leafId
  expect(await engine.ask('epochs.undo', { epochId: made!.id })).toMatchObject({ asBranch: false, conversation: { leafId: leaf } })
  state.isDown = false
  const next = await engine.say(talk.id, 'And where do we sleep?')
  expect(next).toMatchObject({ status: 'done', epochId: null })
  expect(next.context!.pieces.some((piece) => piece.region === 'summary')).toBe(false)
}, 60_000)

test('[T24] left as it is, the summary of a failed turn serves the next one, and is taken back as a branch from then on', async () => {
  const { engine, talk, state, list } = await withFailing()
  await engine.say(talk.id, 'Where do we eat?')
  const [made] = await list()
  state.isDown = false
  const next = await engine.say(talk.id, 'Where do we sleep?')
  expect(next).toMatchObject({ status: 'done', epochId: made!.id })
  expect((await list())[0]).toMatchObject({ id: made!.id, turns: 1 })
  expect(await engine.ask('epochs.undo', { epochId: made!.id })).toMatchObject({ asBranch: true, conversation: { leafId: made!.afterMessageId } })
  expect((await engine.say(talk.id, 'Once more: where do we sleep?')).epochId).toBeNull()
}, 60_000)

test('[T24] a summary is taken back as a branch while the turn is answered that it was made for', async () => {
  const { engine, talk, state, list } = await withFailing()
  state.isDown = false
  const { turnId } = await engine.ask('turn.send', { conversationId: talk.id, text: 'Where do we eat?' })
  await expect.poll(async () => (await list()).length).toBe(1)
  const [made] = await list()
  expect(await engine.ask('epochs.undo', { epochId: made!.id })).toMatchObject({ asBranch: true })
  await engine.ended(turnId)
  expect((await engine.ask('conversations.get', { conversationId: talk.id })).leafId).toBe(made!.afterMessageId)
  expect((await engine.say(talk.id, 'And without it?')).epochId).toBeNull()
}, 60_000)

test('[T24] a summary that a later one has taken in is undone after that one', async () => {
  const engine = await openTestEngine({ chat: [scriptedModel({ answers: ['Yes.'] })] })
  closers.push(() => engine.close())
  const talk = await importTalk(engine, harmless)
  const first = await sumUp(engine, talk.id)
  const second = await sumUp(engine, talk.id)
  expect(await engine.refuse('epochs.undo', { epochId: first.id })).toMatchObject({ kind: 'not-allowed', next: 'Undo the later one first.' })
  expect(await engine.ask('epochs.undo', { epochId: second.id })).toMatchObject({ asBranch: false })
  expect(await engine.ask('epochs.undo', { epochId: first.id })).toMatchObject({ asBranch: false })
}, 30_000)
