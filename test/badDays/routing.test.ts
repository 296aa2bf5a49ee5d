import { expect, test } from 'vitest'
import type { PolicyRule } from '../../src/shared/policy.ts'
import type { SpendLimit } from '../../src/shared/spending.ts'
import type { TurnTrace } from '../../src/shared/trace.ts'
import { scriptedModel } from '../../src/main/models/scripted/scriptedModel.ts'
import { cloudBase, cloudModelId, openCloudEngine, type CloudEngine, type CloudEngineOptions } from '../support/cloudEngine.ts'
import type { TestEngine } from '../support/testEngine.ts'
import type { WireAnswer, WireAnswers } from '../support/wireServers/wireServer.ts'
import { afterwards, everyTask, expectPlain, tempFolder } from './support.ts'

const words = ['The ', 'sea ', 'is ', 'wide ', 'today.']
const month = 30 * 86_400_000

async function startCloud(answers: WireAnswers, engine: CloudEngineOptions['engine'] = {}): Promise<CloudEngine> {
  const cloud = await openCloudEngine(answers, { profile: tempFolder(), local: [scriptedModel({ answers: ['From here.'] })], engine: { silentMs: 400, ...engine } })
  afterwards(() => cloud.close())
  await cloud.engine.ask('settings.set', { cloudModelId, taskRules: everyTask('cloud'), fallbackToLocal: false })
  return cloud
}

const sayNew = async (engine: TestEngine, text = 'Write one line about the sea.'): Promise<TurnTrace> => engine.say((await engine.newConversation()).id, text)
const everyDay = (usd: number): SpendLimit => ({ id: 'day', scope: { kind: 'all' }, period: 'day', usd, tokens: null })
const provider = (id: string, price: number | null) => ({
  id, name: `Provider ${id}`, kind: 'openai-compatible' as const, baseUrl: cloudBase, enabled: true, key: 'sk-test-000000000000',
  models: [{ id: `${id}-model`, windowTokens: 8000, inputPrice: price, outputPrice: price }],
})

/** Nothing stays set aside, every call is in the books once, and the budget counts what they count. */
async function expectBooks({ engine, server }: CloudEngine, traces: readonly TurnTrace[]): Promise<void> {
  const { total, limits } = await engine.ask('spending.get', {})
  expect(limits.map(({ reservedUsd, reservedTokens }) => [reservedUsd, reservedTokens])).toEqual(limits.map(() => [0, 0]))
  for (const { usedUsd } of limits) expect(usedUsd).toBeCloseTo(total.costUsd, 9)
  expect(total.calls).toBeLessThanOrEqual(server.requests.length)
  expect(total.costUsd).toBeGreaterThanOrEqual(traces.reduce((sum, trace) => sum + trace.cost, 0) - 1e-9)
  expect([total.costUsd >= 0, total.promptTokens >= 0, total.outputTokens >= 0]).toEqual([true, true, true])
}

test.each<[name: string, answer: WireAnswer]>([
  ['streams noise', { words, fault: { kind: 'noise', after: 2 } }],
  ['sends a page', { words, fault: { kind: 'garbage', body: '<html>Log in to the hotel network</html>' } }],
  ['never ends', { words, fault: { kind: 'flood' } }],
  ['sends 100 MB in one line', { words, fault: { kind: 'huge-line', after: 2, bytes: 100 << 20 } }],
  ['repeats one word for ever', { words, fault: { kind: 'repeat', after: 2, word: 'sea ' } }],
  ['claims that it used less than nothing', { words, usage: { input: -5_000_000, output: -4 } }],
  ['claims a prompt of a billion tokens', { words, usage: { input: 1_000_000_000, output: 4 } }],
  ['breaks in the middle', { words, fault: { kind: 'cut', after: 3 } }],
])('[E186] a provider that %s: the books stay right, nothing stays set aside, and the next turn is answered', { timeout: 60_000 }, async (_name, answer) => {
  const cloud = await startCloud([answer, { words, usage: { input: 300, output: 6 } }])
  await cloud.engine.ask('spending.setLimits', { limits: [everyDay(5)] })
  const trace = await sayNew(cloud.engine)
  if (trace.status !== 'done') expectPlain(trace.failure)
  await expectBooks(cloud, [trace])
  const next = await sayNew(cloud.engine, 'Write one line about the hills.')
  expect([next.status, next.route!.destination]).toEqual(['done', 'cloud'])
  await expectBooks(cloud, [trace, next])
  expect((await cloud.engine.ask('spending.get', {})).total.costUsd).toBeLessThan(1)
})

test('[E182] a window smaller than it was set: asked once more with less, and told; where nothing fits, a sentence and no loop', { timeout: 60_000 }, async () => {
  const tooLong = { words, fault: { kind: 'status', status: 400, code: 'context_length_exceeded', message: "This model's maximum context length is 2048 tokens. However, your messages resulted in 5120 tokens." } } as const
  let holds = 2048
  const cloud = await startCloud((request) => request.text.length / 5 > holds ? tooLong : { words, usage: { input: 900, output: 5 } })
  const { engine, server } = cloud
  await engine.ask('spending.setLimits', { limits: [everyDay(5)] })
  const { id } = await engine.newConversation()
  const early = await engine.say(id, `Write one line about this list: ${'harbour gull tide '.repeat(330)}`)
  expect([early.status, early.tightened]).toEqual(['done', null])
  await engine.say(id, `Write one line about this one too: ${'mast keel rope '.repeat(420)}`)
  const before = server.requests.length
  const trace = await engine.say(id, 'Write one line about the sea.')
  expect(trace.status).toBe('done')
  expect(trace.tightened).toMatchObject({ because: expect.any(String) })
  expect(trace.tightened!.toTokens).toBeLessThan(trace.tightened!.fromTokens)
  expect(server.requests.length - before).toBe(2)
  holds = 0
  const lost = await sayNew(engine, 'Write one line about the hills.')
  expect(lost).toMatchObject({ status: 'failed', failure: { kind: 'provider-overflow' } })
  expectPlain(lost.failure)
  // The whole context, less of it, and the message alone: each is asked once, or once more with less.
  expect(server.requests.length - before - 2).toBeLessThanOrEqual(4)
  holds = 8000
  expect((await sayNew(engine, 'Write one line about the lake.')).status).toBe('done')
  await expectBooks(cloud, [early, trace])
})

test('[E183] a policy that catches nothing changes nothing; two rules of one name are refused by every way in, and the policy of before stays', async () => {
  const { engine, server } = await startCloud([{ words }])
  const rule = (change: Partial<PolicyRule>): PolicyRule => ({ id: 'r_1', name: 'Finnish goes out', enabled: true, when: { languages: ['fi'] }, then: { kind: 'cloud', modelId: null, allowPersonal: false }, ...change })
  await engine.ask('settings.set', { taskRules: [] })
  await engine.ask('policy.save', { rules: [rule({})] })
  const trace = await sayNew(engine)
  expect(trace).toMatchObject({ status: 'done', route: { destination: 'local', rule: 'default-local', policyRule: null } })
  expect((await engine.ask('policy.dryRun', { rules: [rule({})] })).rules[0]).toMatchObject({ caught: 0, changed: 0 })
  const twice = [rule({}), rule({ id: 'r_2', name: ' finnish GOES out ', when: {} })]
  for (const refused of [await engine.refuse('policy.save', { rules: twice }), await engine.refuse('settings.set', { policy: twice })]) {
    expect(refused.kind).toBe('bad-input')
    expectPlain(refused)
  }
  expect((await engine.ask('settings.get', {})).policy).toEqual([rule({})])
  expect((await sayNew(engine, 'Write one line about the hills.')).route).toMatchObject({ destination: 'local', rule: 'default-local' })
  expect(server.requests).toHaveLength(0)
})

test('[E184] a price of zero is a price: it costs nothing, a budget of nothing lets it through, and one that is unknown is not taken for it', async () => {
  const cloud = await startCloud([{ words, usage: { input: 300, output: 6 } }])
  const { engine, server } = cloud
  await engine.ask('providers.save', provider('free', 0))
  await engine.ask('providers.save', provider('unknown', null))
  await engine.ask('spending.setLimits', { limits: [everyDay(0)] })
  const sayTo = async (modelId: string) => {
    const { id: conversationId } = await engine.newConversation()
    await engine.ask('conversations.update', { conversationId, route: modelId })
    return engine.say(conversationId, `Write one line about the sea, as ${modelId.split(':')[1]}.`)
  }
  const free = await sayTo('cloud:free:free-model')
  expect(free).toMatchObject({ status: 'done', cost: 0, costKnown: true, route: { destination: 'cloud', expectedCost: 0 } })
  await expectBooks(cloud, [free])
  expect((await engine.ask('spending.get', {})).total).toMatchObject({ costUsd: 0, calls: 1, unpricedCalls: 0 })
  await engine.ask('settings.set', { thrift: { ...(await engine.ask('settings.get', {})).thrift, unpriced: 'refuse' } })
  for (const modelId of ['cloud:unknown:unknown-model', cloudModelId]) expect((await sayTo(modelId)).route).toMatchObject({ destination: 'local', rule: 'budget' })
  expect(server.requests).toHaveLength(1)
})

test('[E185] a clock that jumps a month forward and back, in the middle of a turn and between turns, moves no limit of time, gives no money back, and gives no old answer', { timeout: 60_000 }, async () => {
  const time = { shift: 0 }
  const question = 'What is the capital of France?'
  let answered = 0
  const cloud = await startCloud((request) => request.text.includes('poor-model') ? { words, fault: { kind: 'status', status: 402 } }
    : { words: [`Answer ${++answered}: `, 'Paris is the capital of France, it lies on the Seine, ', 'and it has been the seat of the government ', 'for most of the last eight hundred years.'], usage: { input: 1000, output: 1000 } },
  { clock: { now: () => Date.now() + time.shift, elapsed: () => performance.now() } })
  const { engine } = cloud
  await engine.ask('providers.save', provider('poor', 1))
  const jump = (byMs: number) => engine.engine.listen((name) => { if (name === 'turn.token' && time.shift !== byMs) time.shift = byMs })
  const { id } = await engine.newConversation()

  const stopForward = jump(month)
  const forward = await engine.say(id, 'Write one line about the sea.')
  stopForward()
  const stopBack = jump(0)
  const back = await engine.say(id, 'Write one line about the hills.')
  stopBack()
  expect([forward.status, back.status, time.shift]).toEqual(['done', 'done', 0])
  for (const { totalMs, stages } of [forward, back]) {
    expect(totalMs).toBeGreaterThanOrEqual(0)
    expect(totalMs).toBeLessThan(60_000)
    expect(Math.min(...stages.map((stage) => stage.ms))).toBeGreaterThanOrEqual(0)
  }
  expect((await engine.ask('messages.list', { conversationId: id, limit: 10 })).items.map((message) => message.turnId)).toEqual([forward, forward, back, back].map((one) => one.turnId))
  await expectBooks(cloud, [forward, back])

  // A refused account rests as long as it rests, whatever the calendar says.
  const { id: poor } = await engine.newConversation()
  await engine.ask('conversations.update', { conversationId: poor, route: 'cloud:poor:poor-model' })
  await engine.say(poor, question)
  const rest = async () => {
    const { items, now } = await engine.ask('health.list', {})
    const { state, retryAt } = items.find((one) => one.id === 'poor')!
    return [state, retryAt! > now && retryAt! - now <= 330_000]
  }
  const first = await sayNew(engine, question)
  expect((await sayNew(engine, question)).cached).toMatchObject({ turnId: first.turnId })
  const { costUsd } = (await engine.ask('spending.get', {})).total
  await engine.ask('spending.setLimits', { limits: [everyDay(costUsd)] })
  expect((await sayNew(engine, 'Write one line about the lake.')).route).toMatchObject({ destination: 'local', rule: 'budget' })
  for (const shift of [month, -month]) {
    time.shift = shift
    expect([shift, await rest()]).toEqual([shift, ['open', true]])
  }
  time.shift = month
  const later = await sayNew(engine, question)
  // The day is another one, and the answer of a month ago is too old to be given.
  expect(later).toMatchObject({ status: 'done', cached: null, route: { destination: 'cloud' } })
  time.shift = 0
  const kept = await sayNew(engine, 'Write one line about the river.')
  expect(kept.route).toMatchObject({ destination: 'local', rule: 'budget' })
  expect((await sayNew(engine, question)).cached?.turnId).not.toBe(later.turnId)
  expect((await engine.ask('spending.get', {})).limits.map((one) => one.reservedUsd)).toEqual([0])
})
