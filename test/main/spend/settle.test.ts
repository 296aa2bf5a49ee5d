import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Usage } from '../../../src/shared/trace.ts'
import { costOf } from '../../../src/main/spend/costOf.ts'
import { mostNanoPerCall, toNano, toNanoUp } from '../../../src/main/spend/nano.ts'
import { localSaved } from '../../../src/main/spend/saved.ts'
import { settle } from '../../../src/main/spend/settle.ts'
import { mostCountedOutput, worstCase } from '../../../src/main/spend/worstCase.ts'
import { writeCsv } from '../../../src/main/spend/writeCsv.ts'

const usage = (promptTokens: number, outputTokens: number, patch: Partial<Usage> = {}): Usage => ({ promptTokens, cachedTokens: 0, evaluatedTokens: promptTokens, outputTokens, reported: true, ...patch })
const price = { input: 3, output: 15 }

test('[C71] what is set aside holds whatever an honest provider can charge: all of the prompt at its dearest, and the longest answer', () => {
  const money = fc.double({ min: 0, max: 200, noNaN: true })
  fc.assert(fc.property(fc.record({
    prompt: fc.nat(200_000), most: fc.nat(64_000), share: fc.double({ min: 0, max: 1, noNaN: true }), cached: fc.double({ min: 0, max: 1, noNaN: true }), written: fc.double({ min: 0, max: 1, noNaN: true }),
    error: fc.double({ min: 0.5, max: 1.5, noNaN: true }), exact: fc.boolean(), input: money, output: money, cachedInput: fc.option(money), cacheWriteInput: fc.option(money),
  }), (one) => {
    const prices = { input: one.input, output: one.output, cachedInput: one.cachedInput, cacheWriteInput: one.cacheWriteInput }
    const reserved = worstCase({ promptTokens: one.prompt, countingExact: one.exact, mostOutputTokens: one.most, price: prices })
    const truePrompt = Math.floor(one.prompt * (one.exact ? 1 : one.error))
    const cached = Math.floor(truePrompt * one.cached)
    const used = usage(truePrompt, Math.floor(one.most * one.share), { cachedTokens: cached, cacheWriteTokens: Math.floor((truePrompt - cached) * one.written) })
    const settled = settle(used, prices, reserved)
    expect(reserved.priced).toBe(true)
    expect(settled.costNano).toBeLessThanOrEqual(reserved.nano)
    expect([settled.overNano, settled.overTokens]).toEqual([0, 0])
  }), { numRuns: 500 })
})

test('[C71] an answer counts with the length at which it is cut off; an estimate is raised, but never above what the bytes of the prompt allow', () => {
  const ask = { promptTokens: 1000, countingExact: false, mostOutputTokens: 100, price }
  const answer = mostCountedOutput(100, false)
  expect(worstCase(ask).tokens).toBe(1500 + 16 + 128 + answer)
  expect(worstCase({ ...ask, promptBytes: 1200 }).tokens).toBe(1200 + 16 + 128 + answer)
  expect(worstCase({ ...ask, promptBytes: 10 }).tokens).toBe(1000 + 16 + 128 + answer)
  expect(worstCase({ ...ask, countingExact: true, promptBytes: 10 }).tokens).toBe(1020 + 8 + 64 + mostCountedOutput(100, true))
  expect([mostCountedOutput(100, true), mostCountedOutput(100, false)]).toEqual([166, 278])
})

test('[C65] without a price tokens alone are set aside', () => {
  expect(worstCase({ promptTokens: 10, countingExact: true, mostOutputTokens: 5, price: { input: null, output: 15 } })).toMatchObject({ priced: false, nano: 0 })
  expect(worstCase({ promptTokens: 10, countingExact: true, mostOutputTokens: 5, price: { input: 0, output: 0 } })).toMatchObject({ priced: true, nano: 0 })
  expect(settle(usage(10, 5), { input: null, output: null }, { priced: false, nano: 0, tokens: 50 })).toMatchObject({ costNano: null, promptTokens: 10, outputTokens: 5, overNano: 0 })
})

test('[C72] what is reported above the worst case counts as reported, and by how much it is above is known', () => {
  expect(settle(usage(1000, 5000), price, { priced: true, nano: toNano(0.05), tokens: 4000 })).toMatchObject({ costNano: toNano(0.078), overNano: toNano(0.028), overTokens: 2000 })
})

test('[C73] what a provider says that it charged goes before any table of prices', () => {
  expect(costOf({ ...usage(1000, 1000), reportedCostUsd: 0.25 }, { input: null, output: null })).toBe(0.25)
  expect(costOf({ ...usage(1000, 1000), reportedCostUsd: Number.NaN }, price)).toBeCloseTo(0.018, 12)
  expect(costOf({ ...usage(1000, 1000), reportedCostUsd: -4 }, price)).toBeCloseTo(0.018, 12)
})

test('[C74] whatever a server claims, nothing is booked below zero, and no claim breaks the sums', () => {
  const odd = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(Number.NaN, Infinity, -Infinity, -1, 1e300))
  fc.assert(fc.property(odd, odd, odd, odd, odd, fc.option(odd), (promptTokens, cachedTokens, cacheWriteTokens, outputTokens, reportedCostUsd, input) => {
    const booked = settle({ promptTokens, cachedTokens, cacheWriteTokens, evaluatedTokens: 0, outputTokens, reported: true, reportedCostUsd }, { input: input === null ? null : Math.abs(input), output: 2 }, { priced: true, nano: 5, tokens: 5 })
    for (const value of Object.values(booked)) if (value !== null) {
      expect(Number.isSafeInteger(value)).toBe(true)
      expect(value).toBeGreaterThanOrEqual(0)
    }
    expect(booked.costNano ?? 0).toBeLessThanOrEqual(mostNanoPerCall)
  }), { numRuns: 500 })
  expect([toNano(0.1 + 0.2), toNanoUp(0.000_000_000_1), toNano(Number.NaN)]).toEqual([300_000_000, 1, 0])
})

test('[C75] what was saved: tokens from the cache of a provider at the difference, answers of this computer at the price of the cloud model', () => {
  expect(settle(usage(1_000_000, 0, { cachedTokens: 500_000 }), { ...price, cachedInput: 0.3 }, { priced: true, nano: toNano(9), tokens: 2_000_000 }).cachedSavedNano).toBe(toNano(1.35))
  expect(settle(usage(1_000_000, 0, { cachedTokens: 500_000 }), price, { priced: true, nano: toNano(9), tokens: 2_000_000 }).cachedSavedNano).toBe(0)
  expect(localSaved({ promptTokens: 1_000_000, outputTokens: 100_000 }, price)).toBeCloseTo(4.5, 12)
  expect(localSaved({ promptTokens: 1, outputTokens: 1 }, null)).toBeNull()
  expect(localSaved({ promptTokens: 1, outputTokens: 1 }, { input: null, output: 2 })).toBeNull()
})

test('[C76] an exported text is never run as a formula, and comes back as it was from any reader of such files', () => {
  const csv = writeCsv(['a', 'b'], [['=1+1', 5], ['plain, "quoted"\nline', -0.25], ['  @SUM(A1)', null], ['\t-2+3', 1], ['＝HYPERLINK()', 0.000_000_001], [' é ', 1]])
  expect(csv.split('\r\n')).toEqual(['a,b', '\'=1+1,5', '"plain, ""quoted""\nline",-0.25', '\'  @SUM(A1),', '\'\t-2+3,1', '\'＝HYPERLINK(),1e-9', '" é ",1', ''])
})
