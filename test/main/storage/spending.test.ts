import { expect, test } from 'vitest'
import { connectionOf } from '../../../src/main/storage/database.ts'
import { forgetMemories } from '../../../src/main/storage/forget.ts'
import { saveMemory } from '../../../src/main/storage/memories.ts'
import { addAlert, alertLevels, closeOpenCalls, dropAlerts, groupSpent, listAlerts, listCalls, noteCachedAnswer, releaseCall, reserveCall, settleCall, sumSaved, sumSpent, totalSpent, type SpendCall } from '../../../src/main/storage/spending.ts'
import { addTalk, fingerprintsOf, memory, openToWrite, someTime, tempFolder } from './support.ts'

const call = (id: string, patch: Partial<SpendCall> = {}): SpendCall => ({
  id, at: someTime, day: '2026-05-03', month: '2026-05', providerId: 'p', modelId: 'cloud:p:m', modelName: 'm', conversationId: 'c', turnId: 't', purpose: 'answer',
  reservedNano: 1000, reservedTokens: 100, priced: true, squeezedTokens: 0, ...patch,
})
const settled = { costNano: 400, promptTokens: 30, outputTokens: 10, cachedTokens: 5, cachedSavedNano: 7 }
const everything = { kind: 'all' } as const

test('[S123] a call is settled or given back once, and what was left open counts at its worst after a start', async () => {
  const { write } = await openToWrite(tempFolder())
  for (const id of ['a', 'b', 'c']) reserveCall(write, call(id))
  expect(sumSpent(write, everything, null)).toEqual({ usedNano: 0, usedTokens: 0, reservedNano: 3000, reservedTokens: 300 })
  expect([settleCall(write, 'a', settled), settleCall(write, 'a', { ...settled, costNano: 9 }), releaseCall(write, 'a')]).toEqual([true, false, false])
  expect([releaseCall(write, 'b'), releaseCall(write, 'b'), settleCall(write, 'b', settled)]).toEqual([true, false, false])
  expect(sumSpent(write, everything, null)).toEqual({ usedNano: 400, usedTokens: 40, reservedNano: 1000, reservedTokens: 100 })
  expect([closeOpenCalls(write), closeOpenCalls(write)]).toEqual([1, 0])
  expect(sumSpent(write, everything, null)).toEqual({ usedNano: 1400, usedTokens: 140, reservedNano: 0, reservedTokens: 0 })
  expect(settleCall(write, 'c', settled)).toBe(false)
  expect(listCalls(write, '2026-05-03').map((one) => [one.id, one.state])).toEqual([['a', 'settled'], ['c', 'unsettled']])
  expect(() => reserveCall(write, call('a'))).toThrow()
})

test('[S123] sums are exact, by what a limit is about and by the day and month that a call was made on', async () => {
  const { write } = await openToWrite(tempFolder())
  const book = (id: string, patch: Partial<SpendCall>, costNano: number | null) => { reserveCall(write, call(id, patch)); settleCall(write, id, { ...settled, costNano }) }
  book('a', {}, 1)
  book('b', { modelId: 'cloud:p:n' }, 10)
  book('c', { providerId: 'q', modelId: 'cloud:q:m', conversationId: null }, 100)
  book('d', { day: '2026-05-04', conversationId: 'other' }, 1000)
  book('e', { day: '2026-06-01', month: '2026-06' }, 10_000)
  book('f', { day: '2026-06-01', month: '2026-06', priced: false }, null)
  const used = (scope: Parameters<typeof sumSpent>[1], kind: 'day' | 'month' | null, key = '') => sumSpent(write, scope, kind === null ? null : { kind, key }).usedNano
  expect([used(everything, null), used(everything, 'day', '2026-06-01'), used(everything, 'month', '2026-06')]).toEqual([11_111, 10_000, 10_000])
  expect([used({ kind: 'provider', providerId: 'p' }, null), used({ kind: 'model', modelId: 'cloud:p:n' }, null), used({ kind: 'conversation', conversationId: 'other' }, null)]).toEqual([11_011, 10, 1000])
  // The clock went back: what was booked ahead counts with the day that runs, until a later day is booked.
  expect([used(everything, 'day', '2026-05-04'), used(everything, 'month', '2026-05')]).toEqual([11_000, 11_111])
  book('g', { day: '2026-05-05' }, 100_000)
  expect([used(everything, 'day', '2026-05-05'), used(everything, 'day', '2026-05-06')]).toEqual([110_000, 0])
  book('h', { day: '2026-05-06' }, 5)
  expect(used(everything, 'day', '2026-05-06')).toBe(5)
  expect(totalSpent(write, { month: '2026-06' })).toMatchObject({ costNano: 10_000, calls: 2, unpricedCalls: 1 })
  expect(groupSpent(write, 'model', '2026-05-04').map((one) => [one.key, one.costNano])).toEqual([['cloud:p:m', 111_005]])
})

test('[S124] what was paid stays paid when its conversation goes; a kept answer is booked for what it saved alone', async () => {
  const { write } = await openToWrite(tempFolder())
  const [said, answered] = addTalk(write, 'c', ['hi', 'hello'])
  reserveCall(write, call('a'))
  settleCall(write, 'a', settled)
  noteCachedAnswer(write, call('b'), 250)
  connectionOf(write).prepare('DELETE FROM message WHERE id IN (?, ?)').run(answered, said)
  connectionOf(write).prepare("DELETE FROM conversation WHERE id = 'c'").run()
  expect(groupSpent(write, 'conversation', '2026-05-03')).toMatchObject([{ key: 'c', costNano: 400, calls: 1 }])
  expect(sumSaved(write, '2026-05-03')).toEqual({ promptCacheNano: 7, fromCacheNano: 250, cachedAnswers: 1, squeezedTokens: 0, unsettledNano: 0, unsettledCalls: 0 })
  expect(sumSpent(write, everything, null).usedNano).toBe(400)
})

test('[S124] an alert is kept once for each level of a period, and loses words that are forgotten', async () => {
  const { write } = await openToWrite(tempFolder())
  const alert = { id: 'l1', limitId: 'day', period: '2026-05-03', level: 'warning' as const, at: someTime, sentence: 'Three quarters of the budget today for Quillfeather are used.' }
  expect([addAlert(write, alert), addAlert(write, { ...alert, id: 'l2' }), addAlert(write, { ...alert, id: 'l3', period: '2026-05-04' })]).toEqual([true, false, true])
  expect(alertLevels(write, 'day', '2026-05-03')).toEqual(['warning'])
  saveMemory(write, memory('y', 'Quillfeather'), null)
  forgetMemories(write, ['y'], someTime, fingerprintsOf)
  expect(listAlerts(write, 5).map((one) => one.sentence)).toEqual(Array(2).fill('Three quarters of the budget today for [forgotten] are used.'))
  dropAlerts(write, [{ limitId: 'day', period: '2026-05-03' }])
  expect(listAlerts(write, 5).map((one) => one.id)).toEqual(['l3'])
})
