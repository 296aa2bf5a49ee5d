import { expect, test } from 'vitest'
import type { Failure } from '../../src/shared/result.ts'
import { tighterLimit } from '../../src/main/turn/tighterLimit.ts'

const overflow = (limitTokens?: number): Failure => ({ kind: 'provider-overflow', message: 'Too long.', ...(limitTokens === undefined ? {} : { limitTokens }) })

test('[T25] the limit is below what the provider said with room for the answer, and always below what was refused', () => {
  expect(tighterLimit(overflow(8000), 9000, 128_000)).toBeLessThanOrEqual(7000)
  expect(tighterLimit(overflow(8000), 9000, 128_000)).toBeGreaterThan(6000)
  expect(tighterLimit(overflow(), 9000, 128_000)).toBe(6750)
  // Refused below the limit that it names: the counts differ, so it is not enough to stay below it once more.
  expect(tighterLimit(overflow(128_000), 90_000, 128_000)).toBeLessThan(70_000)
})
