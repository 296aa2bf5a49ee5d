import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findReached } from '../../src/renderer/composer/view/limits.ts'
import { staysHere, tellModel, tellPrice } from '../../src/renderer/composer/view/models.ts'
import { describeDays, drawBars, fillDays, sayDay } from '../../src/renderer/costs/view/days.ts'
import { readLimit, type LimitForm } from '../../src/renderer/costs/view/limitForm.ts'
import { barOf, sayAhead, sayPurpose, sayStanding, sayUnpriced, sayUsed } from '../../src/renderer/costs/view/words.ts'
import { formatWhen } from '../../src/renderer/state/formats.ts'
import { listReached } from '../../src/renderer/state/limitStore.ts'
import { nameByServer } from '../../src/renderer/state/modelStore.ts'
import { noAbilities, type ModelInfo } from '../../src/shared/model.ts'
import type { LimitState } from '../../src/shared/spending.ts'
import { makeProvider } from '../window/routingData.ts'

const plain = (text: string) => text.replaceAll(/[\u202f\u00a0]/g, ' ')
const until = new Date(2026, 2, 30, 0, 30).getTime()
const spent = (day: string, costUsd: number, calls = 1) => ({ day, costUsd, calls, promptTokens: 0, outputTokens: 0, cachedTokens: 0, unpricedCalls: 0 })
const limit = (change: Partial<LimitState> = {}): LimitState => ({
  limit: { id: 'one', scope: { kind: 'all' }, period: 'day', usd: 10, tokens: null }, name: 'Today', usedUsd: 5, reservedUsd: 1, usedTokens: 0, reservedTokens: 0, share: 0.5, resetsAt: until + 86_400_000, projectedUsd: null, ...change,
})
const model = (change: Partial<ModelInfo> = {}): ModelInfo => ({
  id: 'cloud:a:big', name: 'Big', place: 'cloud', providerId: 'a', state: 'ready', sizeBytes: null, windowTokens: 200_000, needsBytes: null, fits: null, license: null, problem: null, small: false, duty: 'chat', price: { input: 3, output: 15 }, abilities: noAbilities, ...change,
})

test('[W448] every day of a time stands once, in order and up to today, also over the days on which clocks change', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 0, max: 800 }), (count, shift) => {
    const days = fillDays([], new Date(2026, 0, 1 + shift, 12).getTime(), count)
    expect(new Set(days.map((one) => one.day)).size).toBe(count)
    expect(days.map((one) => one.day)).toEqual(days.map((one) => one.day).toSorted())
  }))
  expect(fillDays([spent('2026-03-29', 1.5), spent('2025-01-01', 9)], until, 3)).toEqual([{ day: '2026-03-28', costUsd: 0, calls: 0 }, { day: '2026-03-29', costUsd: 1.5, calls: 1 }, { day: '2026-03-30', costUsd: 0, calls: 0 }])
  expect(sayDay('2026-03-29')).toContain('29')
  expect(sayDay('nonsense')).toBe('nonsense')
})

test('[W448] bars stay inside their picture, and what is more than nothing is never drawn as nothing', () => {
  fc.assert(fc.property(fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { maxLength: 400 }), (costs) => {
    const bars = drawBars(costs.map((costUsd, at) => ({ day: String(at), costUsd, calls: 1 })), { width: 720, height: 96 })
    for (const [at, bar] of bars.entries()) {
      expect(bar.x).toBeGreaterThanOrEqual(-0.01)
      expect(bar.x + bar.width).toBeLessThanOrEqual(720.7)
      expect(bar.height).toBeLessThanOrEqual(96)
      expect(bar.height > 0).toBe(costs[at]! > 0)
    }
  }))
  expect(describeDays([])).toBe('Spent per day: nothing in this time.')
})

test('[W448] unpriced calls and purposes are said in words', () => {
  expect(sayUnpriced({ unpricedCalls: 0, calls: 4 })).toBeNull()
  expect(plain(sayUnpriced({ unpricedCalls: 1, calls: 4 })!)).toMatch(/^1 of 4 calls has no known price/)
  expect(sayUnpriced({ unpricedCalls: 4, calls: 4 })).toMatch(/^No call of this time has a known price/)
  expect([sayPurpose('answer'), sayPurpose('some-thing')]).toEqual(['Answers', 'Some thing'])
})

test('[W450] a bar never leaves its frame, and says what is nearer to its end', () => {
  expect(barOf(limit())).toEqual({ used: 0.5, reserved: 0.1 })
  expect(barOf(limit({ share: 1.4, reservedUsd: 3 }))).toEqual({ used: 1, reserved: 0 })
  expect(barOf(limit({ limit: { id: 'one', scope: { kind: 'all' }, period: 'day', usd: 10, tokens: 100 }, share: 0.9, usedTokens: 90, reservedTokens: 5 }))).toEqual({ used: 0.9, reserved: 0.05 })
  expect([sayStanding(0.2).tone, sayStanding(0.75).tone, sayStanding(1)]).toEqual(['calm', 'warn', { word: 'reached', tone: 'bad' }])
  expect(sayAhead(limit({ projectedUsd: 12 })).map(plain).slice(0, 2)).toEqual(['$1.00 set aside for calls that run now.', 'At this pace $12.00 by its end, more than the limit.'])
})

test('[W450] amounts are read as people write them, and what is none is refused at its field', () => {
  const form = (change: Partial<LimitForm>): LimitForm => ({ kind: 'all', target: '', period: 'day', usd: '', tokens: '', ...change })
  expect(readLimit(form({ usd: '$ 1 200,50' }), 'x')).toEqual({ ok: true, limit: { id: 'x', scope: { kind: 'all' }, period: 'day', usd: 1200.5, tokens: null } })
  expect(readLimit(form({ kind: 'conversation', target: 'c', tokens: '5 000', usd: '0' }), 'x')).toMatchObject({ ok: true, limit: { scope: { kind: 'conversation', conversationId: 'c' }, usd: 0, tokens: 5000 } })
  for (const [change, at] of [[{}, 'both'], [{ usd: '-1' }, 'usd'], [{ usd: '1e9' }, 'usd'], [{ usd: '2000000' }, 'usd'], [{ tokens: '1.5' }, 'tokens'], [{ kind: 'model', usd: '1' }, 'target']] as const) expect(readLimit(form(change), 'x')).toMatchObject({ ok: false, at })
})

test('[W453] a limit is reached when it is used up, or near its end and refused a call in this very period', () => {
  const alert = (at: number) => ({ id: 'a', limitId: 'one', level: 'reached' as const, at, sentence: '', seen: true })
  expect(listReached([limit({ share: 1 })], [])).toEqual(['one'])
  expect(listReached([limit({ share: 0.95 })], [])).toEqual([])
  expect(listReached([limit({ share: 0.95 })], [alert(until)])).toEqual(['one'])
  expect(listReached([limit({ share: 0.95 })], [alert(until - 3 * 86_400_000)])).toEqual([])
  expect(listReached([limit({ share: 0.1 })], [alert(until)])).toEqual([])
})

test('[W453] only a limit that the next call falls under is found', () => {
  const of = (scope: LimitState['limit']['scope']) => limit({ limit: { id: 'one', scope, period: 'day', usd: 1, tokens: null } })
  const next = { route: 'auto', conversationId: 'here', models: [model()], cloudModelId: 'cloud:a:big' }
  for (const scope of [{ kind: 'all' }, { kind: 'conversation', conversationId: 'here' }, { kind: 'model', modelId: 'cloud:a:big' }, { kind: 'provider', providerId: 'a' }] as const) expect(findReached([of(scope)], ['one'], next)).not.toBeNull()
  for (const scope of [{ kind: 'conversation', conversationId: 'there' }, { kind: 'model', modelId: 'cloud:a:small' }, { kind: 'provider', providerId: 'b' }] as const) expect(findReached([of(scope)], ['one'], next)).toBeNull()
  expect(findReached([of({ kind: 'all' })], [], next)).toBeNull()
})

test('[W440] a model says its price, or that nobody knows it, and a server on this computer counts as this computer', () => {
  const loopback = [{ id: 'a', name: 'A', kind: 'openai-compatible' as const, baseUrl: null, models: [], enabled: true, keyTail: null, loopback: true }]
  expect([staysHere(model(), []), staysHere(model(), loopback), staysHere(model({ place: 'local', providerId: null }), [])]).toEqual([false, true, true])
  expect(tellPrice({ input: 3, output: null })).toBe('price not known')
  expect(tellPrice(null)).toBe('price not known')
  expect(tellModel(model({ abilities: { images: true, tools: false, reasoning: true } }), [])).toBe('200k window · $3.00 in, $15.00 out per million tokens · images, reasoning')
})

test('[W444] a moment of this week is named by its weekday, an older one by its day', () => {
  expect(formatWhen(new Date(2026, 2, 28, 14, 2).getTime(), until, 'en-GB')).toBe('Saturday 14:02')
  expect(formatWhen(new Date(2026, 2, 20, 14, 2).getTime(), until, 'en-GB')).toBe('20 Mar 2026, 14:02')
})

test('[W450] nothing used of a limit below a cent has as many digits as the limit', () => {
  const says = (usd: number, usedUsd: number) => plain(sayUsed(limit({ limit: { id: 'one', scope: { kind: 'all' }, period: 'day', usd, tokens: null }, usedUsd })))
  expect([says(0.0001, 0), says(0.0001, 0.000_02), says(20, 0), says(1200, 0)]).toEqual(['$0.00000 of $0.00010 today', '$0.000020 of $0.00010 today', '$0.00 of $20.00 today', '$0.00 of $1 200.00 today'])
})

test('[W445] models of several servers are told apart by their server, and each stands there once', () => {
  const info = (id: string, name: string, providerId: string | null) => ({ id, name, providerId }) as ModelInfo
  const servers = [makeProvider({ id: 'a', name: 'Here' }), makeProvider({ id: 'b', name: 'There' })]
  expect(nameByServer([info('local:q', 'Q', null), info('cloud:a:m', 'm', 'a'), info('cloud:b:m', 'm', 'b'), info('cloud:a:m', 'm', 'a')], servers).map((one) => one.name)).toEqual(['Q', 'm (Here)', 'm (There)'])
})
