import { expect, test } from 'vitest'
import type { SpendLimit } from '../../../src/shared/spending.ts'
import { alertsDue } from '../../../src/main/spend/alerts.ts'
import { boundsOf, dayOf, monthOf, startOfDays } from '../../../src/main/spend/calendar.ts'
import { decide, tooSmallFor, type DecideAsk } from '../../../src/main/spend/decide.ts'
import { highestShare, leftUsd, limitsFor, limitStates, type LimitUse } from '../../../src/main/spend/limits.ts'
import { toNano } from '../../../src/main/spend/nano.ts'
import { project } from '../../../src/main/spend/project.ts'
import { nameLimit, sayLimit, sayUsd } from '../../../src/main/spend/sayMoney.ts'

const limit = (patch: Partial<SpendLimit> = {}): SpendLimit => ({ id: 'one', scope: { kind: 'all' }, period: 'day', usd: 1, tokens: null, ...patch })
const use = (usedUsd: number, patch: Partial<Omit<LimitUse, 'limit'>> & { limit?: SpendLimit } = {}): LimitUse =>
  ({ limit: limit(), usedNano: toNano(usedUsd), reservedNano: 0, usedTokens: 0, reservedTokens: 0, ...patch })
const ask = (uses: LimitUse[], usd: number | null, patch: Partial<DecideAsk> = {}): DecideAsk => ({
  uses, reservation: usd === null ? { priced: false, nano: 0, tokens: 100 } : { priced: true, nano: toNano(usd), tokens: 100 },
  modelName: 'big-model', unpriced: 'ask', allowUnpriced: false, sayLimit: (one) => sayLimit(one, null), ...patch,
})
const noon = new Date(2026, 4, 10, 12).getTime()

test('[C62] a call falls under the limits of everything, of its provider, its model and its conversation', () => {
  const all = [limit(), limit({ id: 'p', scope: { kind: 'provider', providerId: 'p1' } }), limit({ id: 'm', scope: { kind: 'model', modelId: 'cloud:p1:a' } }), limit({ id: 'c', scope: { kind: 'conversation', conversationId: 'c1' } })]
  const ids = (providerId: string, modelId: string, conversationId: string | null) => limitsFor(all, { providerId, modelId, conversationId }).map((one) => one.id)
  expect(ids('p1', 'cloud:p1:a', 'c1')).toEqual(['one', 'p', 'm', 'c'])
  expect(ids('p2', 'cloud:p2:a', null)).toEqual(['one'])
  expect(ids('p1', 'cloud:p1:b', 'c2')).toEqual(['one', 'p'])
})

test('[C63] a call is allowed to the last nano-dollar of what is left, running calls set aside, and not one further', () => {
  const running = use(0.5, { reservedNano: toNano(0.3) })
  expect(decide(ask([running], 0.2)).ok).toBe(true)
  expect(decide(ask([running], 0.200_000_001)).ok).toBe(false)
  const tokens = use(0, { limit: limit({ usd: null, tokens: 1000 }), usedTokens: 800, reservedTokens: 100 })
  expect(decide(ask([tokens], null)).ok).toBe(true)
  expect(decide(ask([{ ...tokens, usedTokens: 801 }], null)).ok).toBe(false)
  expect(tooSmallFor([running, tokens], { priced: true, nano: toNano(0.3), tokens: 5 })).toEqual([running])
})

test('[C64] a refusal names the limit, what is used of it, what runs, what this call may cost, and the way out on this computer', () => {
  const sentenceOf = (result: ReturnType<typeof decide>) => result.ok ? '' : `${result.error.kind}: ${result.error.message} ${result.error.next}`
  expect(sentenceOf(decide(ask([use(0.98, { reservedNano: toNano(0.01) })], 0.05)))).toBe('over-budget: The budget today does not hold this answer: $0.98 of $1.00 are used, $0.01 are set aside for answers being written, and this one may cost up to $0.05. Answer with the model on this computer, or raise the budget under Costs.')
  expect(sentenceOf(decide(ask([use(1)], 0.05)))).toContain('The budget today is used up: $1.00 of $1.00.')
  expect(sentenceOf(decide(ask([use(0, { limit: limit({ usd: 0, period: 'month' }) })], 0.05)))).toContain('The budget this month is used up: $0.00 of $0.00.')
  expect(sentenceOf(decide(ask([use(0, { limit: limit({ usd: null, tokens: 90 }), usedTokens: 20 })], 0.05)))).toContain('20 tokens of 90 are used, and this one may take up to 100 tokens')
  expect(sentenceOf(decide(ask([use(0, { limit: limit({ usd: null, tokens: 90 }), usedTokens: 95 })], 0.05)))).toContain('is used up: 95 tokens of 90.')
})

test('[C64] a sentence counts what is used, and says a budget without a period as people do', () => {
  const sentenceOf = (result: ReturnType<typeof decide>) => result.ok ? '' : result.error.message
  const tokens = (most: number, used: number, patch: Partial<SpendLimit> = {}) => use(0, { limit: limit({ usd: null, tokens: most, ...patch }), usedTokens: used })
  expect(sentenceOf(decide(ask([tokens(1, 7085)], null)))).toBe('The budget today is used up: 7,085 tokens of 1.')
  expect(sentenceOf(decide(ask([tokens(90, 1)], null)))).toContain('1 token of 90 is used, and this one may take up to 100 tokens.')
  expect([sayLimit(limit({ period: 'always' }), 'one conversation'), sayLimit(limit({ period: 'always' }), null), sayLimit(limit({ period: 'month' }), 'Acme')]).toEqual(['for one conversation', 'for all time', 'this month for Acme'])
  expect([nameLimit(limit({ period: 'always' }), '“Tea”'), nameLimit(limit({ period: 'always' }), null)]).toEqual(['In all for “Tea”', 'In all'])
})

test('[C65] a price of nothing is a price, and no price is none: it is asked, allowed or refused while money is limited', () => {
  expect(decide(ask([use(0, { limit: limit({ usd: 0 }) })], 0)).ok).toBe(true)
  expect(decide(ask([use(3, { reservedNano: toNano(1) })], 0)).ok).toBe(true)
  expect(tooSmallFor([use(3)], { priced: true, nano: 0, tokens: 5 })).toEqual([])
  expect(decide(ask([use(3, { limit: limit({ tokens: 50 }) })], 0)).ok).toBe(false)
  const refused = decide(ask([use(0)], null))
  expect(refused).toMatchObject({ ok: false, error: { kind: 'over-budget', message: 'Nobody knows the price of big-model, so it cannot be held to the budget today.', next: expect.stringContaining('allow this one answer') } })
  expect(decide(ask([use(0)], null, { allowUnpriced: true })).ok).toBe(true)
  expect(decide(ask([use(5)], null, { unpriced: 'allow' })).ok).toBe(true)
  expect(decide(ask([use(0)], null, { unpriced: 'refuse', allowUnpriced: true })).ok).toBe(false)
  expect(decide(ask([use(0, { limit: limit({ usd: null, tokens: 500 }) })], null)).ok).toBe(true)
  expect(decide(ask([], null)).ok).toBe(true)
})

test('[C66] the share is that of money or tokens, whichever is nearer to its end; what is left is that of the tightest limit of money', () => {
  const both = use(0.5, { limit: limit({ tokens: 100 }), usedTokens: 60, reservedTokens: 20, reservedNano: toNano(0.1) })
  const [state] = limitStates([both], (one) => nameLimit(one, 'Anthropic'), noon)
  expect(state).toMatchObject({ name: 'Today for Anthropic', usedUsd: 0.5, reservedUsd: 0.1, usedTokens: 60, reservedTokens: 20, share: 0.6, resetsAt: new Date(2026, 4, 11).getTime(), projectedUsd: 1 })
  expect(highestShare([both, use(0.3)])).toBe(0.8)
  expect(highestShare([])).toBe(0)
  expect(highestShare([use(0, { limit: limit({ usd: 0 }) })])).toBe(1)
  expect(leftUsd([both, use(0.3)])).toBeCloseTo(0.4, 12)
  expect(leftUsd([use(3)])).toBe(0)
  expect(leftUsd([use(0, { limit: limit({ usd: null, tokens: 4 }) })])).toBeNull()
})

test('[C67] each limit tells at three quarters, at nine tenths and at its end, once in a period, the highest alone', () => {
  const told: { limitId: string; period: string; level: 'warning' | 'critical' | 'reached'; sentence: string }[] = []
  const look = (usd: number, now = noon, refused: string[] = []) => {
    const due = alertsDue([use(usd)], (limitId, period) => told.filter((one) => one.limitId === limitId && one.period === period).map((one) => one.level), (one) => sayLimit(one, null), now, refused)
    told.push(...due)
    return due.map((one) => one.level)
  }
  expect([look(0.74), look(0.75), look(0.8), look(0.9), look(0.95), look(1), look(1.2)]).toEqual([[], ['warning'], [], ['critical'], [], ['reached'], []])
  expect(told[0]!.sentence).toBe('Three quarters of the budget today are used ($0.75 of $1.00).')
  expect(told[2]!.sentence).toContain('The budget today is reached ($1.00 of $1.00).')
  const tomorrow = noon + 86_400_000
  expect([look(0.95, tomorrow), look(0.8, tomorrow), look(0.96, tomorrow, ['one'])]).toEqual([['critical'], [], ['reached']])
  expect(look(0.8, tomorrow + 86_400_000, ['one'])).toEqual(['warning'])
})

test('[C68] days and months are those of the calendar here, also where clocks change, and by their own length', () => {
  expect([dayOf(new Date(2026, 0, 1).getTime()), dayOf(new Date(2026, 0, 1).getTime() - 1), monthOf(new Date(2026, 11, 31, 23, 59).getTime())]).toEqual(['2026-01-01', '2025-12-31', '2026-12'])
  for (let day = 0; day < 400; day++) {
    const time = new Date(2026, 0, 1 + day, 15).getTime()
    const { start, end } = boundsOf('day', time)
    expect([dayOf(start!), dayOf(end! - 1), dayOf(end!)]).toEqual([dayOf(time), dayOf(time), dayOf(new Date(2026, 0, 2 + day, 15).getTime())])
    const month = boundsOf('month', time)
    expect([monthOf(month.start!), monthOf(month.end! - 1)]).toEqual([monthOf(time), monthOf(time)])
    expect(monthOf(month.end!)).not.toBe(monthOf(time))
  }
  expect(dayOf(startOfDays(1, noon))).toBe('2026-05-10')
  expect(dayOf(startOfDays(30, noon))).toBe('2026-04-11')
  expect(boundsOf('always', noon)).toEqual({ start: null, end: null })
})

test('[C69] a projection goes on at the mean rate so far, and says nothing while it knows too little', () => {
  const month = limit({ period: 'month' })
  expect(project({ limit: month, usedNano: toNano(2) }, new Date(2026, 3, 11).getTime())).toBeCloseTo(6, 9)
  expect(project({ limit: month, usedNano: toNano(2) }, new Date(2026, 3, 2).getTime())).toBeNull()
  expect(project({ limit: month, usedNano: 0 }, new Date(2026, 3, 11).getTime())).toBeNull()
  expect(project({ limit: limit({ period: 'always' }), usedNano: toNano(2) }, noon)).toBeNull()
})

test('[C70] small amounts are said with the digits that they need', () => {
  expect([0, 0.05, 0.0042, 0.000_123_4, 1.2, 1234.567, 0.000_000_001].map(sayUsd)).toEqual(['$0.00', '$0.05', '$0.0042', '$0.00012', '$1.20', '$1234.57', '$0.00'])
})
