import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, expect, test } from 'vitest'
import { scriptedModel } from '../../../../src/main/models/scripted/scriptedModel.ts'
import { addTalk } from '../../storage/support.ts'
import { updateConversation } from '../../../../src/main/storage/conversations.ts'
import { readSetting } from '../../../../src/main/storage/settings.ts'
import { mostLimits } from '../../../../src/shared/spending.ts'
import { openTestEngine, type TestEngine } from '../../../support/testEngine.ts'
import { cloudModel, ended, everyDay, meta, noon, openWorld, read, requestOf, tempFolder } from './spendWorld.ts'

let engine: TestEngine | null = null
afterEach(async () => { await engine?.close(); engine = null })
const day = 86_400_000

test('[E155] the report sums by day, model, conversation and purpose, and tells what stands, what was saved and what nobody ever reported', async () => {
  const { desk, store, clock } = await openWorld({ limits: [everyDay(5), { ...everyDay(null), id: 'talk', scope: { kind: 'conversation', conversationId: 'talk' }, period: 'always', tokens: 1000 }], settings: { cloudModelId: 'cloud:scripted:big' } })
  addTalk(store.write!, 'talk', ['hi', 'hello'])
  addTalk(store.write!, 'gone', ['hi', 'hello'])
  updateConversation(store.write!, 'gone', { deletedAt: noon })
  const spend = (tokens: number, more: Partial<typeof meta>, patch = {}) => read(desk.guard(cloudModel(async function* () { yield ended(tokens, 0) }, patch), { ...meta, ...more }).generate(requestOf('hi')))
  clock.time = noon - 40 * day
  await spend(999, {})
  clock.time = noon - 2 * day
  await spend(100, { conversationId: 'gone' })
  clock.time = noon
  await spend(300, { conversationId: 'talk' }, { info: { ...scriptedModel({ place: 'cloud', answers: [] }).info, id: 'cloud:scripted:old', name: 'Old name' } })
  await spend(50, { conversationId: 'talk', squeezedTokens: 25 }, { info: { ...scriptedModel({ place: 'cloud', answers: [] }).info, id: 'cloud:scripted:old', name: 'New name' } })
  await spend(10, { conversationId: null, purpose: 'summary' })
  desk.noteCached({ modelId: 'cloud:scripted:old', modelName: 'New name', conversationId: 'talk', turnId: 't9', savedUsd: 0.25 })
  const report = desk.report(30)
  expect(report.days.map((one) => [one.day, one.costUsd, one.calls])).toEqual([['2026-05-08', 0.1, 1], ['2026-05-10', 0.36, 3]])
  expect(report.models.map((one) => [one.modelId, one.modelName, one.costUsd])).toEqual([['cloud:scripted:old', 'New name', 0.35], ['cloud:scripted:scripted', 'Scripted', 0.11]])
  expect(report.conversations.map((one) => [one.conversationId, one.title, one.promptTokens])).toEqual([['talk', 'Talk talk', 350], ['gone', '', 100]])
  expect(report.purposes.map((one) => [one.purpose, one.calls])).toEqual([['answer', 3], ['summary', 1]])
  expect(report.total).toEqual({ costUsd: 0.46, promptTokens: 460, outputTokens: 0, cachedTokens: 0, calls: 4, unpricedCalls: 0 })
  expect(report.saved).toEqual({ localUsd: 0, localAnswers: 0, promptCacheUsd: 0, responseCacheUsd: 0.25, cachedAnswers: 1, optimisedTokens: 25 })
  expect(report.limits.map((one) => [one.name, one.share])).toEqual([['Today', 0.072], ['In all for “Talk talk”', 0.35]])
  expect(report.unsettled).toEqual({ calls: 0, usd: 0 })
  expect(desk.month()).toMatchObject({ costUsd: 0.46, calls: 4 })
  expect([desk.leftUsd('cloud:scripted:old', null), desk.squeezeShare('cloud:scripted:old', 'talk'), desk.squeezeShare('cloud:scripted:old', null)]).toEqual([4.64, 0.35, 0.072])
  expect([desk.report(1).total.calls, desk.report(365).total.calls]).toEqual([3, 5])
})

test('[E156] the export has every call with its state, no formula, and no title of what was deleted', async () => {
  const { desk, store } = await openWorld()
  addTalk(store.write!, 'talk', ['hi', 'hello'])
  updateConversation(store.write!, 'talk', { title: '=HYPERLINK("http://x","y")' })
  const guarded = desk.guard(cloudModel(async function* () { yield ended(100, 1) }), { ...meta, conversationId: 'talk' })
  await read(guarded.generate(requestOf('hi')))
  await read(desk.guard(cloudModel(async function* () { yield { type: 'failed', failure: { kind: 'provider-key', message: 'No.' } } }), meta).generate(requestOf('hi')))
  const { name, csv } = desk.export(7)
  const lines = csv.trimEnd().split('\r\n')
  expect(name).toBe('casement-costs-2026-05-10.csv')
  expect(lines).toHaveLength(2)
  expect(lines[0]!.split(',')).toHaveLength(14)
  expect(lines[1]).toContain(`2026-05-10,scripted,Scripted,answer,"'=HYPERLINK(""http://x"",""y"")",settled,0.102,`)
  updateConversation(store.write!, 'talk', { deletedAt: noon })
  expect(desk.export(7).csv).not.toContain('HYPERLINK')
})

test('[E156] cost and tokens of the export add up to the books, calls that were cut off among them', async () => {
  const folder = tempFolder()
  const { connectionOf } = await import('../../../../src/main/storage/database.ts')
  const one = await openWorld({ folder })
  const call = (price?: { input: null; output: null }) => read(one.desk.guard(cloudModel(async function* () { yield ended(100, 3, { cachedTokens: 10 }) }, price === undefined ? {} : { price }), meta).generate(requestOf('hi')))
  for (let at = 0; at < 3; at++) await call()
  await call({ input: null, output: null })
  await call({ input: null, output: null })
  connectionOf(one.store.read).exec("UPDATE spend_call SET state = 'reserved', cost_nano = NULL, prompt_tokens = 0, output_tokens = 0, cached_tokens = 0 WHERE number IN (SELECT number FROM spend_call ORDER BY number LIMIT 2) OR number = (SELECT max(number) FROM spend_call)")
  one.store.close()
  const { desk, rows } = await openWorld({ folder })
  expect(rows().map((row) => row.state)).toEqual(['unsettled', 'unsettled', 'settled', 'settled', 'unsettled'])
  const lines = desk.export(1).csv.trimEnd().split('\r\n').map((line) => line.replace(/"[^"]*"/gu, 'text').split(','))
  const sum = (head: string) => lines.slice(1).reduce((all, line) => all + Number(line[lines[0]!.indexOf(head)]), 0)
  const { total, unsettled } = desk.report(1)
  expect(unsettled?.usd).toBeGreaterThan(0)
  expect(sum('cost in US dollars')).toBeCloseTo(total.costUsd, 9)
  expect([sum('prompt tokens'), sum('answer tokens'), sum('cached tokens')]).toEqual([total.promptTokens, total.outputTokens, total.cachedTokens])
})

test('[E157] an alert comes once for each level of a period, and anew when its budget was changed; a conversation is not named in it', async () => {
  const limit = everyDay(1, { scope: { kind: 'conversation', conversationId: 'c1' } })
  const { desk, store, clock, alerts: told } = await openWorld({ limits: [limit] })
  addTalk(store.write!, 'c1', ['hi', 'hello'])
  const spend = (tokens: number, most = 5) => read(desk.guard(cloudModel(async function* () { yield ended(tokens, 0) }), meta).generate(requestOf('hi', most)))
  // More is reported here than was possible, which is told of apart.
  const alerts = { map: <T>(read: (one: (typeof told)[number]) => T) => told.filter((one) => one.limitId === limit.id).map(read) }
  for (const tokens of [700, 40, 10, 5]) await spend(tokens)
  expect(alerts.map((one) => [one.level, one.sentence])).toEqual([['warning', 'Three quarters of the budget today for one conversation are used ($0.75 of $1.00).']])
  await spend(150)
  // Refused from nine tenths on: as good as reached.
  expect((await spend(500, 100))[0]).toMatchObject({ type: 'failed' })
  await spend(500, 100)
  expect(alerts.map((one) => one.level)).toEqual(['warning', 'critical', 'reached'])
  expect(desk.report(1).alerts.map((one) => [one.level, one.seen])).toEqual(expect.arrayContaining([['reached', false], ['critical', false], ['warning', false]]))
  const [warning = ''] = alerts.map((one) => one.id)
  expect([desk.seen(warning), desk.seen('l_none')]).toEqual([true, false])
  expect(desk.report(1).alerts.find((one) => one.id === warning)!.seen).toBe(true)
  expect(desk.setLimits([{ ...limit, usd: 1.2 }])).toMatchObject({ ok: true, value: [{ usedUsd: 0.905 }] })
  await spend(5)
  expect(alerts.map((one) => one.level)).toEqual(['warning', 'critical', 'reached', 'warning'])
  clock.time += day
  await spend(800)
  expect(alerts.map((one) => one.level)).toEqual(['warning', 'critical', 'reached', 'warning'])
  await spend(110)
  expect(alerts.map((one) => one.level)).toEqual(['warning', 'critical', 'reached', 'warning', 'warning'])
})

test('[E157] what is told of is kept: where alerts could not stand, none is told', async () => {
  const { desk, store, alerts } = await openWorld({ limits: [everyDay(1), everyDay(1, { id: 'month', period: 'month' })] })
  const { connectionOf } = await import('../../../../src/main/storage/database.ts')
  const connection = connectionOf(store.read)
  const ask = () => read(desk.guard(cloudModel(async function* () { yield ended(950, 0) }), meta).generate(requestOf('hi')))
  await ask()
  const before = alerts.length
  connection.exec("CREATE TRIGGER no_room BEFORE INSERT ON spend_alert WHEN new.limit_id = 'month' BEGIN SELECT RAISE(FAIL, 'no room'); END")
  await expect(ask()).rejects.toThrow('no room')
  expect([alerts.length, desk.report(1).alerts.length]).toEqual([before, before])
  connection.exec('DROP TRIGGER no_room')
  expect(await ask()).toMatchObject([{ type: 'failed' }])
  expect(alerts.slice(before).map((one) => `${one.limitId} ${one.level}`)).toEqual(['day reached', 'month reached'])
  expect(desk.report(1).alerts).toHaveLength(before + 2)
})

test('[E158] budgets are set, read and reported through the door; one without an amount and two of one id are refused', async () => {
  engine = await openTestEngine({ chat: [] })
  const limit = everyDay(2)
  expect(await engine.ask('spending.setLimits', { limits: [limit] })).toMatchObject({ limits: [{ limit, name: 'Today', usedUsd: 0, share: 0, projectedUsd: null }] })
  expect((await engine.ask('settings.get', {})).spendLimits).toEqual([limit])
  expect(await engine.ask('spending.get', { days: 30 })).toMatchObject({ total: { costUsd: 0, calls: 0 }, limits: [{ limit }], alerts: [], saved: { localUsd: null } })
  expect(await engine.refuse('spending.setLimits', { limits: [limit, limit] })).toMatchObject({ kind: 'bad-input', message: 'Two budgets have the same id.' })
  const nowhere = { ...limit, id: 'talk', scope: { kind: 'conversation' as const, conversationId: 'c_none' } }
  expect(await engine.refuse('spending.setLimits', { limits: [limit, nowhere] })).toMatchObject({ kind: 'bad-input', message: 'A budget is for a conversation that is not there.' })
  expect(await engine.refuse('settings.set', { spendLimits: [nowhere] })).toMatchObject({ kind: 'bad-input' })
  const talk = await engine.newConversation()
  await engine.ask('spending.setLimits', { limits: [limit, { ...nowhere, scope: { kind: 'conversation', conversationId: talk.id } }] })
  await engine.ask('spending.setLimits', { limits: [limit] })
  expect(await engine.refuse('spending.setLimits', { limits: [{ ...limit, usd: null }] })).toMatchObject({ kind: 'bad-input', message: 'A budget needs an amount of money or of tokens.' })
  expect(await engine.refuse('spending.seen', { alertId: 'l_none' })).toMatchObject({ kind: 'not-found' })
  expect((await engine.ask('spending.export', { days: 7 })).csv.trim().split('\r\n')).toHaveLength(1)
  expect(engine.heard.map((one) => one.name)).toContain('spending.changed')
  engine = await engine.reopen()
  expect((await engine.ask('spending.get', { days: 1 })).limits).toMatchObject([{ limit }])
})

test('[E211] a budget and what was told of it change together or not at all', async () => {
  const limit = everyDay(1)
  const { desk, store } = await openWorld({ limits: [limit] })
  await read(desk.guard(cloudModel(async function* () { yield ended(950, 0) }), meta).generate(requestOf('hi', 5)))
  const told = () => desk.report(1).alerts.filter((one) => one.limitId === limit.id).map((one) => one.level)
  expect(told()).toEqual(['critical'])
  const { connectionOf } = await import('../../../../src/main/storage/database.ts')
  const connection = connectionOf(store.read)
  for (const [when, table] of [['UPDATE', 'setting'], ['DELETE', 'spend_alert']]) {
    connection.exec(`CREATE TRIGGER no_room BEFORE ${when} ON ${table} BEGIN SELECT RAISE(FAIL, 'no room'); END`)
    expect(() => desk.setLimits([{ ...limit, usd: 2 }])).toThrow('no room')
    expect(desk.report(1).limits).toMatchObject([{ limit }])
    expect(told()).toEqual(['critical'])
    connection.exec('DROP TRIGGER no_room')
  }
  expect(desk.setLimits([{ ...limit, usd: 2 }])).toMatchObject({ ok: true })
  expect(desk.report(1).limits).toMatchObject([{ limit: { usd: 2 } }])
  expect(told()).toEqual([])
})

test('[E211] budgets and the other settings of one change are saved together or not at all', async () => {
  engine = await openTestEngine({ chat: [] })
  const asked = engine
  const limit = everyDay(2)
  await asked.ask('spending.setLimits', { limits: [limit] })
  const heard = () => asked.heard.flatMap(({ name, event }) => name === 'settings.changed' ? [event] : []).slice(1)
  const store = new Database(join(asked.profile, 'casement.db'))
  store.exec("CREATE TRIGGER no_room BEFORE UPDATE ON setting WHEN new.value LIKE '%\"localOnly\":true%' BEGIN SELECT RAISE(FAIL, 'no room'); END")
  await asked.client.call('settings.set', { spendLimits: [everyDay(3)], localOnly: true }).then((answer) => { expect(answer.ok).toBe(false) }, (error: unknown) => { expect(String(error)).toContain('no room') })
  expect(await asked.ask('settings.get', {})).toMatchObject({ spendLimits: [limit], localOnly: false })
  store.exec('DROP TRIGGER no_room')
  store.close()
  expect(heard()).toEqual([])
  expect(await asked.ask('settings.set', { spendLimits: [everyDay(3)], localOnly: true })).toMatchObject({ spendLimits: [everyDay(3)], localOnly: true })
  expect(heard()).toMatchObject([{ spendLimits: [everyDay(3)], localOnly: true }])
})

test('[E211] a budget of a conversation in the bin is not listed, outlasts a new list, and comes back with the conversation', async () => {
  engine = await openTestEngine({ chat: [] })
  const asked = engine
  const talk = await asked.newConversation()
  const limit = everyDay(2)
  const own = everyDay(1, { id: 'own', scope: { kind: 'conversation', conversationId: talk.id } })
  const listed = async () => (await asked.ask('spending.get', { days: 1 })).limits.map((one) => one.limit.id)
  await asked.ask('spending.setLimits', { limits: [limit, own] })
  await asked.ask('conversations.delete', { conversationId: talk.id })
  expect(await listed()).toEqual(['day'])
  await asked.ask('spending.setLimits', { limits: [{ ...limit, usd: 3 }] })
  await asked.ask('settings.set', { spendLimits: [{ ...limit, usd: 4 }] })
  await asked.ask('settings.set', { localOnly: true })
  await asked.ask('conversations.restore', { conversationId: talk.id })
  expect(await listed()).toEqual(['day', 'own'])
  await asked.ask('spending.setLimits', { limits: [{ ...limit, usd: 5 }] })
  expect(await listed()).toEqual(['day'])
  // A full list has no room for what nobody sees.
  await asked.ask('spending.setLimits', { limits: [limit, own] })
  await asked.ask('conversations.delete', { conversationId: talk.id })
  const many = Array.from({ length: mostLimits }, (_, at) => everyDay(at + 1, { id: `d${at}` }))
  await asked.ask('spending.setLimits', { limits: many })
  expect((await asked.ask('settings.get', {})).spendLimits).toHaveLength(mostLimits)
})

test('[E211] a budget of a conversation that is gone goes with the next change', async () => {
  const gone = everyDay(1, { id: 'gone', scope: { kind: 'conversation', conversationId: 'c_gone' } })
  const { desk, store } = await openWorld({ limits: [everyDay(1), gone] })
  expect(desk.report(1).limits.map((one) => one.limit.id)).toEqual(['day'])
  expect(desk.setLimits([everyDay(3)])).toMatchObject({ ok: true })
  expect(readSetting(store.read, 'settings')).toMatchObject({ spendLimits: [everyDay(3)] })
})

test('[E159] a turn that a budget does not hold says so and how to go on, and one that it holds is in the report', async () => {
  const cloud = scriptedModel({ place: 'cloud', answers: ['Tea is a drink.'], price: { input: 1000, output: 1000 }, windowTokens: 4096 })
  engine = await openTestEngine({ chat: [cloud], settings: { cloudModelId: cloud.info.id, taskRules: [], answerFromMemory: false, answerCache: 'off', spendLimits: [everyDay(0.01)] } })
  const talk = await engine.newConversation()
  await engine.ask('conversations.update', { conversationId: talk.id, route: cloud.info.id })
  const refused = await engine.say(talk.id, 'What is tea?')
  expect(cloud.requests).toEqual([])
  expect(JSON.stringify(refused)).toContain('does not hold this answer')
  await engine.ask('spending.setLimits', { limits: [everyDay(1000)] })
  const answered = await engine.say(talk.id, 'What is tea?')
  expect(cloud.requests.length).toBeGreaterThan(0)
  const report = await engine.ask('spending.get', { days: 1 })
  const answers = report.purposes.find((one) => one.purpose === 'answer')!
  expect(answers.costUsd).toBeCloseTo(answered.cost, 9)
  expect(report.conversations).toMatchObject([{ conversationId: talk.id }])
})
