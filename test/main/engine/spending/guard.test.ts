import { expect, test } from 'vitest'
import type { Failure } from '../../../../src/shared/result.ts'
import type { GenerateEvent } from '../../../../src/main/models/ports.ts'
import { withGuards } from '../../../../src/main/engine/guardedModels.ts'
import { estimateTokens } from '../../../../src/main/models/tokens/estimateTokens.ts'
import { spendAlert, spendLimit } from '../../../../src/shared/spending.ts'
import { scriptedModel } from '../../../../src/main/models/scripted/scriptedModel.ts'
import { createResilience } from '../../../../src/main/resilience/createResilience.ts'
import { cloudModel, ended, everyDay, meta, noon, openWorld, read, requestOf, tempFolder } from './spendWorld.ts'

// A thousand dollars a million tokens: a token of the prompt costs a tenth of a cent, one of an answer two tenths.
const price = { input: 1000, output: 2000 }
const nano = (usd: number) => Math.round(usd * 1e9)

test('[E140] money is set aside before a call and settled with what was reported', async () => {
  const { desk, rows } = await openWorld({ limits: [everyDay(10)] })
  let during: ReturnType<typeof rows> = []
  const model = cloudModel(async function* () { during = rows(); yield { type: 'token', text: 'Hello there' }; yield ended(40, 3, { cachedTokens: 10 }) }, { price: { ...price, cachedInput: 100 } })
  const events = await read(desk.guard(model, meta).generate(requestOf('one two three')))
  expect(events.map((event) => event.type)).toEqual(['token', 'end'])
  expect(during).toMatchObject([{ state: 'reserved', cost_nano: null, day: '2026-05-10', month: '2026-05', conversation_id: 'c1', turn_id: 't1', purpose: 'answer', provider_id: 'scripted', priced: 1 }])
  expect(rows()).toMatchObject([{ state: 'settled', cost_nano: nano(0.03 + 0.001 + 0.006), prompt_tokens: 40, output_tokens: 3, cached_tokens: 10, reserved_nano: during[0]!.reserved_nano }])
  expect(desk.today()).toMatchObject({ costUsd: 0.037, promptTokens: 40, outputTokens: 3, calls: 1, unpricedCalls: 0 })
  expect(desk.report(1).saved.promptCacheUsd).toBeCloseTo(0.009, 12)
})

test('[E141] a call that does not fit is refused before a byte is sent, with the sentence and the way out', async () => {
  const { desk, rows } = await openWorld({ limits: [everyDay(0.2)] })
  const model = scriptedModel({ place: 'cloud', answers: ['Hello'], price })
  const [event, ...rest] = await read(desk.guard(model, meta).generate(requestOf('one two three')))
  expect(event).toMatchObject({ type: 'failed', failure: { kind: 'over-budget', message: expect.stringContaining('The budget today does not hold this answer: $0.00 of $0.20 are used'), next: expect.stringContaining('model on this computer') } })
  expect([rest, model.requests, rows()]).toEqual([[], [], []])
})

test('[E142] a server on this computer and a model on it are not booked', async () => {
  const { desk, rows } = await openWorld({ limits: [everyDay(0)] })
  const model = cloudModel(async function* () { yield ended(4, 3) }, { loopback: true })
  expect(desk.guard(model, meta)).toBe(model)
  expect((await read(desk.guard(model, meta).generate(requestOf('hi')))).map((event) => event.type)).toEqual(['end'])
  expect(rows()).toEqual([])
})

const failure = (kind: Failure['kind']): GenerateEvent => ({ type: 'failed', failure: { kind, message: 'It did not work.' } })
for (const kind of ['provider-key', 'provider-limit', 'provider-failed', 'provider-overflow', 'offline', 'not-allowed', 'unsupported'] as const) {
  test(`[E143] what failed before anything was answered gives back what was set aside (${kind})`, async () => {
    const { desk, rows } = await openWorld()
    await read(desk.guard(cloudModel(async function* () { yield failure(kind) }), meta).generate(requestOf('hi')))
    expect(rows()).toMatchObject([{ state: 'released', cost_nano: null }])
    expect(desk.today()).toMatchObject({ calls: 0, costUsd: 0 })
  })
}

const halfWay: [name: string, play: () => AsyncGenerator<GenerateEvent>, words: number][] = [
  ['failed after some words', async function* () { yield { type: 'token', text: 'one two three' }; yield failure('provider-failed') }, 3],
  ['fell silent before the first word', async function* () { yield failure('provider-silent') }, 0],
  ['broke off', async function* () { yield { type: 'token', text: 'one' }; yield failure('provider-broken') }, 1],
  ['threw', async function* () { yield { type: 'token', text: 'one two' }; throw new Error('as asked') }, 2],
  ['ended without a word', async function* () { yield { type: 'token', text: 'one two' } }, 2],
  ['thought only', async function* () { yield { type: 'reasoning', text: 'one two three four' }; yield failure('provider-failed') }, 4],
  ['was cancelled', async function* () { yield { type: 'token', text: 'one two' }; yield { type: 'end', stopped: 'cancelled', timing: null, usage: { promptTokens: 0, evaluatedTokens: 0, cachedTokens: 0, outputTokens: 0, reported: false } } }, 2],
  ['claimed fewer than no tokens', async function* () { yield { type: 'token', text: 'one' }; yield ended(-50, -1000) }, 1],
  ['claimed no answer where there was one', async function* () { yield { type: 'token', text: 'one two three' }; yield ended(8, 0) }, 3],
]
for (const [name, play, words] of halfWay) {
  test(`[E144] what came counts by our own count where nobody reported it: ${name}`, async () => {
    const { desk, rows } = await openWorld({ limits: [everyDay(10)] })
    await read(desk.guard(cloudModel(play), meta).generate(requestOf('hi'))).catch((error: unknown) => { expect(String(error)).toContain('as asked') })
    expect(rows()).toMatchObject([{ state: 'settled', prompt_tokens: 8, output_tokens: words, cost_nano: nano(0.008 + words * 0.002) }])
  })
}

test('[E144] a reader that leaves is charged for what came until then', async () => {
  const { desk, rows } = await openWorld()
  let closed = false
  const model = cloudModel(async function* () { try { for (;;) yield { type: 'token', text: 'word ' } } finally { closed = true } })
  let seen = 0
  for await (const _ of desk.guard(model, meta).generate(requestOf('hi'))) if (++seen === 5) break
  expect(closed).toBe(true)
  expect(rows()).toMatchObject([{ state: 'settled', output_tokens: 5 }])
})

test('[E144] what is cancelled before it is sent costs nothing', async () => {
  const { desk, rows } = await openWorld()
  const model = scriptedModel({ place: 'cloud', answers: ['Hello'], price })
  expect(await read(desk.guard(model, meta).generate(requestOf('hi', 100, AbortSignal.abort())))).toMatchObject([{ type: 'failed', failure: { kind: 'cancelled' } }])
  expect([model.requests, rows()]).toEqual([[], []])
})

test('[E145] an answer that goes on past its length is closed there: no more is passed on or booked than was set aside', async () => {
  const { desk, rows, alerts } = await openWorld({ limits: [everyDay(1)] })
  let closed = false
  const model = cloudModel(async function* () { try { for (;;) yield { type: 'token', text: 'word '.repeat(20) } } finally { closed = true } })
  const events = await read(desk.guard(model, meta).generate(requestOf('hi', 100)))
  expect(events.at(-1)).toMatchObject({ type: 'end', stopped: 'length' })
  expect(closed).toBe(true)
  const [row] = rows()
  expect(row).toMatchObject({ output_tokens: 166 })
  expect(row!.cost_nano).toBeLessThanOrEqual(row!.reserved_nano)
  expect(events.filter((event) => event.type === 'token')).toHaveLength(8)
  expect(alerts).toMatchObject([{ limitId: '*over-reserved', sentence: expect.stringContaining('Scripted went on past the length that it was asked for') }])
})

const floods: [name: string, piece: () => GenerateEvent][] = [
  ['words', () => ({ type: 'token', text: 'word ' })],
  ['one letter after the other', () => ({ type: 'token', text: 'x' })],
  ['thoughts', () => ({ type: 'reasoning', text: 'hm, let me see, ' })],
  ['calls of tools', () => ({ type: 'tool-call', id: 'a', name: 'look', input: { words: 'word '.repeat(30) } })],
  ['a megabyte at once', () => ({ type: 'token', text: 'word '.repeat(200_000) })],
  ['signs of four bytes', () => ({ type: 'token', text: '\u{1F600}\u{1F3FF}' })],
]
for (const exact of [true, false]) for (const [name, piece] of floods) {
  test(`[E145] thirty floods at once near a limit never make the books pass it (${name}, ${exact ? 'exact' : 'estimated'} counting)`, async () => {
    const limits = [everyDay(5), everyDay(null, { id: 'tokens', tokens: 4000 })]
    const { desk, rows } = await openWorld({ limits })
    const model = cloudModel(async function* () { for (;;) yield piece() })
    const counter = { ...model.counter, exact, ...(exact ? {} : { count: async (texts: readonly string[]) => texts.map(estimateTokens) }) }
    const guarded = desk.guard({ ...model, counter }, meta)
    const ends = await Promise.all(Array.from({ length: 30 }, async () => (await read(guarded.generate(requestOf('hi', 100)))).at(-1)))
    expect(ends.some((end) => end?.type === 'failed' && end.failure.kind === 'over-budget')).toBe(true)
    const made = rows()
    expect(made.length).toBeGreaterThan(0)
    expect(made.every((row) => row.state === 'settled' && row.cost_nano! <= row.reserved_nano && row.prompt_tokens + row.output_tokens <= row.reserved_tokens)).toBe(true)
    for (const state of desk.report(1).limits) {
      expect(state.usedUsd).toBeLessThanOrEqual(state.limit.usd ?? Infinity)
      expect(state.usedTokens).toBeLessThanOrEqual(state.limit.tokens ?? Infinity)
    }
  })
}

test('[E145] a report above the worst case counts as reported and is told of once a day', async () => {
  const { desk, rows, alerts } = await openWorld({ limits: [everyDay(100)] })
  const model = desk.guard(cloudModel(async function* () { yield { type: 'token', text: 'Hi' }; yield ended(8, 4000) }), meta)
  await read(model.generate(requestOf('hi', 10)))
  await read(model.generate(requestOf('hi', 10)))
  expect(rows().map((row) => row.cost_nano)).toEqual([nano(8.008), nano(8.008)])
  // The mark is none that a person's budget could have.
  expect(spendLimit.safeParse(everyDay(1, { id: alerts[0]!.limitId })).success).toBe(false)
  expect(spendAlert.safeParse(alerts[0]).success).toBe(true)
  expect(alerts).toMatchObject([{ limitId: '*over-reserved', sentence: expect.stringContaining('Scripted reported more than this answer could take: $8.01 instead of at most') }])
})

test('[E146] a cost that the provider reports itself is the one that counts, also without a price', async () => {
  const { desk, rows } = await openWorld()
  const play = async function* (): AsyncGenerator<GenerateEvent> { yield { type: 'token', text: 'Hi' }; yield ended(8, 1, { reportedCostUsd: 0.000_25 }) }
  await read(desk.guard(cloudModel(play, { price: { input: null, output: null } }), meta).generate(requestOf('hi')))
  expect(rows()).toMatchObject([{ cost_nano: 250_000, priced: 1, reserved_nano: 0 }])
})

test('[E147] a call whose price nobody knows is asked about while money is limited; its tokens count', async () => {
  const { desk, rows } = await openWorld({ limits: [everyDay(10)] })
  const model = scriptedModel({ place: 'cloud', answers: ['Hello there'] })
  expect(await read(desk.guard(model, meta).generate(requestOf('hi')))).toMatchObject([{ type: 'failed', failure: { kind: 'over-budget', message: expect.stringContaining('Nobody knows the price of Scripted') } }])
  await read(desk.guard(model, { ...meta, allowUnpriced: true }).generate(requestOf('hi')))
  expect(rows()).toMatchObject([{ state: 'settled', cost_nano: null, priced: 0, prompt_tokens: 8, output_tokens: 2 }])
  expect(desk.today()).toMatchObject({ costUsd: 0, calls: 1, unpricedCalls: 1, promptTokens: 8 })
  const estimate = { promptTokens: 8, countingExact: true, mostOutputTokens: 10, modelName: 'Scripted' }
  expect(desk.budget('cloud:scripted:scripted', null, { ...estimate, price: { input: null, output: null } })).toMatchObject({ state: 'unpriced', sentence: expect.stringContaining('Nobody knows') })
  expect(desk.budget('cloud:scripted:scripted', null, { ...estimate, price })).toEqual({ state: 'fits', sentence: null })
  expect(desk.budget('cloud:scripted:scripted', null, { ...estimate, price: { input: 1e6, output: 1e6 } })).toMatchObject({ state: 'over', sentence: expect.stringContaining('does not hold') })
})

test('[E148] of a temporary conversation the money counts, and neither it nor its turn is named', async () => {
  const { desk, rows } = await openWorld({ limits: [everyDay(10)] })
  await read(desk.guard(cloudModel(async function* () { yield ended(10, 0) }), { ...meta, isTemporary: true }).generate(requestOf('hi')))
  expect(rows()).toMatchObject([{ state: 'settled', conversation_id: null, turn_id: null, cost_nano: nano(0.01) }])
})

test('[E148] what is asked under a name of its own, a comparison say, names no turn: it may be that of a temporary conversation', async () => {
  const { desk, rows } = await openWorld({ limits: [everyDay(10)] })
  const model = withGuards(cloudModel(async function* () { yield ended(10, 0) }), { spending: desk, resilience: createResilience({ clock: { now: () => 0, elapsed: () => 0 }, log: { warn() {} } }), nameOf: (id) => id, limits: undefined })
  if (model.place !== 'cloud') throw new Error('the guarded model is the same kind of model')
  for (const purpose of ['comparison', 'answer'] as const) await read(model.generate({ ...requestOf('hi'), conversationId: 'c1', turnId: 't1', purpose }))
  expect(rows()).toMatchObject([{ purpose: 'comparison', conversation_id: null, turn_id: null }, { purpose: 'answer', conversation_id: 'c1', turn_id: 't1' }])
})

test('[E207] where it cannot be booked what an older answer saved, the answer is given all the same', async () => {
  const { desk, store, warnings } = await openWorld({})
  const { connectionOf } = await import('../../../../src/main/storage/database.ts')
  connectionOf(store.read).exec("CREATE TRIGGER no_room BEFORE INSERT ON spend_call BEGIN SELECT RAISE(FAIL, 'no room'); END")
  desk.noteCached({ modelId: 'cloud:scripted:big', modelName: 'Big', conversationId: null, turnId: null, savedUsd: 0.1 })
  expect(warnings).toMatchObject([expect.stringContaining('no room')])
})

test('[E149] where nothing can be booked, nothing is sent, and the sentence says why', async () => {
  const model = scriptedModel({ place: 'cloud', answers: ['Hello'], price })
  const readOnly = await openWorld({ store: (store) => ({ ...store, write: null, readOnly: { kind: 'read-only', message: 'This profile can only be read.' } }) })
  expect(await read(readOnly.desk.guard(model, meta).generate(requestOf('hi')))).toMatchObject([{ type: 'failed', failure: { kind: 'read-only', message: 'This profile can only be read. So the cost of this answer could not be set aside, and nothing was sent.', next: expect.stringContaining('model on this computer') } }])

  const full = await openWorld({ folder: tempFolder() })
  const { connectionOf } = await import('../../../../src/main/storage/database.ts')
  connectionOf(full.store.read).pragma(`max_page_count = ${connectionOf(full.store.read).pragma('page_count', { simple: true }) as number}`)
  const fill = async () => { for (let at = 0; at < 400; at++) { const [event] = await read(full.desk.guard(model, meta).generate(requestOf('hi'))); if (event!.type === 'failed') return event } return null }
  const asked = model.requests.length
  const refused = await fill()
  expect(refused).toMatchObject({ type: 'failed', failure: { kind: 'storage-full', message: expect.stringContaining('nothing was sent') } })
  expect(model.requests.length - asked).toBe(full.rows().length)
})

test('[E150] what could not be booked when it was over stays set aside and is booked before the next call', async () => {
  const { desk, rows, store, warnings } = await openWorld({ limits: [everyDay(10)] })
  const { connectionOf } = await import('../../../../src/main/storage/database.ts')
  const connection = connectionOf(store.read)
  const model = cloudModel(async function* () { connection.exec("CREATE TRIGGER no_room BEFORE UPDATE ON spend_call BEGIN SELECT RAISE(FAIL, 'no room'); END"); yield ended(10, 0) })
  expect((await read(desk.guard(model, meta).generate(requestOf('hi')))).map((event) => event.type)).toEqual(['end'])
  expect(rows()).toMatchObject([{ state: 'reserved' }])
  expect(warnings).toEqual([expect.stringContaining('stays set aside')])
  connection.exec('DROP TRIGGER no_room')
  await read(desk.guard(cloudModel(async function* () { yield failure('provider-key') }), meta).generate(requestOf('hi')))
  expect(rows()).toMatchObject([{ state: 'settled', cost_nano: nano(0.01) }, { state: 'released' }])
})

test('[E151] a clock that jumps moves nothing: calls keep their day, and setting it back gives nothing back', async () => {
  const { desk, rows, clock } = await openWorld({ limits: [everyDay(1), everyDay(1, { id: 'month', period: 'month' })] })
  const spend = async (usd: number) => {
    const [event] = await read(desk.guard(cloudModel(async function* () { yield ended(usd * 1000, 0) }), meta).generate(requestOf('hi', 10)))
    return event!.type
  }
  const dayUsed = () => desk.report(1).limits.map((state) => Math.round(state.usedUsd * 1000) / 1000)
  expect(await spend(0.5)).toBe('end')
  clock.time = new Date(2026, 5, 12, 12).getTime()
  expect(dayUsed()).toEqual([0, 0])
  expect(await spend(0.4)).toBe('end')
  // Back where it belongs: what was spent while it was ahead counts here too.
  clock.time = noon + 1000
  expect(dayUsed()).toEqual([0.9, 0.9])
  expect(await spend(0.05)).toBe('failed')
  // Another day back: not even then is anything given back.
  clock.time = noon - 86_400_000
  expect(dayUsed()).toEqual([0.9, 0.9])
  expect(await spend(0.05)).toBe('failed')
  // A later day begins: what was spent ahead of time belongs to a day that is over.
  clock.time = noon + 86_400_000
  await desk.setLimits([everyDay(5)])
  expect(await spend(0.01)).toBe('end')
  clock.time = noon + 2 * 86_400_000
  expect(await spend(0.01)).toBe('end')
  expect(dayUsed()).toEqual([0.01])
  expect(rows().map((row) => row.day)).toEqual(['2026-05-10', '2026-06-12', '2026-05-11', '2026-05-12'])
})
