import { expect, test } from 'vitest'
import { costOf } from '../../../src/main/spend/costOf.ts'
import type { Usage } from '../../../src/shared/trace.ts'

const usage = (promptTokens: number, cachedTokens: number, outputTokens: number): Usage =>
  ({ promptTokens, cachedTokens, evaluatedTokens: promptTokens - cachedTokens, outputTokens, reported: true })

test('[C60] tokens cost their price per million', () => {
  expect(costOf(usage(1_000_000, 0, 500_000), { input: 3, output: 15 })).toBeCloseTo(10.5, 12)
  expect(costOf(usage(1000, 0, 0), { input: 2.5, output: null })).toBeCloseTo(0.0025, 12)
  expect(costOf(usage(0, 0, 0), { input: null, output: null })).toBe(0)
})

test('[C60] cached tokens take their own price where one is known', () => {
  expect(costOf(usage(1_000_000, 800_000, 0), { input: 3, output: 15, cachedInput: 0.3 })).toBeCloseTo(0.84, 12)
  expect(costOf(usage(1_000_000, 800_000, 0), { input: 3, output: 15 })).toBeCloseTo(3, 12)
})

test('[C61] an unknown price is not a price of nothing', () => {
  expect(costOf(usage(10, 0, 1), { input: null, output: 15 })).toBeNull()
  expect(costOf(usage(10, 0, 1), { input: 3, output: null })).toBeNull()
})

test('[C60] tokens that a provider writes into its cache take their own price too', () => {
  expect(costOf({ ...usage(1_000_000, 600_000, 0), cacheWriteTokens: 200_000 }, { input: 3, output: 15, cachedInput: 0.3, cacheWriteInput: 3.75 })).toBeCloseTo(0.18 + 0.75 + 0.6, 12)
  expect(costOf({ ...usage(1_000_000, 600_000, 0), cacheWriteTokens: 200_000 }, { input: 3, output: 15 })).toBeCloseTo(3, 12)
})
