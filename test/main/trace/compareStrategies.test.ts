import { describe, expect, test } from 'vitest'
import { compareStrategyFigures, type StrategyTurn } from '../../../src/main/trace/compareStrategies.ts'
import { estimateOf } from '../../../src/main/trace/estimate.ts'
import { strategyComparison } from '../../../src/shared/strategy.ts'

const turn = (more: Partial<StrategyTurn> = {}): StrategyTurn => ({ tokens: 1000, cost: 0, firstTokenMs: null, evidence: null, fidelity: null, redundancy: 0.1, ...more })

/** Normal values by the polar method, from a seed of their own. */
function normals(count: number, seed: number): number[] {
  let state = seed
  const next = () => { state = (Math.imul(state, 1664525) + 1013904223) >>> 0; return (state + 0.5) / 2 ** 32 }
  return Array.from({ length: count }, () => Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next()))
}

describe('estimate', () => {
  test('[Z30] is the same each time and holds its mean', () => {
    const values = normals(40, 7)
    const found = estimateOf(values)!
    expect(estimateOf(values)).toEqual(found)
    expect(found.low).toBeLessThan(found.mean)
    expect(found.high).toBeGreaterThan(found.mean)
    expect(estimateOf([])).toBeNull()
    expect(estimateOf([3])).toEqual({ mean: 3, low: 3, high: 3 })
    expect(estimateOf([2, 2, 2])).toEqual({ mean: 2, low: 2, high: 2 })
    expect(estimateOf([Number.NaN, 4, Number.POSITIVE_INFINITY])?.mean).toBe(4)
  })

  test('[Z30] holds the true mean of small samples at least nine times of ten', () => {
    let held = 0
    for (let round = 0; round < 300; round++) {
      const { low, high } = estimateOf(normals(8, 1000 + round * 17))!
      if (low <= 0 && high >= 0) held++
    }
    expect(held / 300).toBeGreaterThanOrEqual(0.9)
  })

  test('[Z30] narrows with the number of values', () => {
    const width = (count: number) => { const { low, high } = estimateOf(normals(count, 3))!; return high - low }
    expect(width(10)).toBeGreaterThan(width(100))
    expect(width(1000)).toBeGreaterThan(width(16_000))
  })
})

describe('two strategies', () => {
  test('[Z31] are compared over the turns that both have a value for', () => {
    const turns = [{ a: turn({ evidence: 1 }), b: turn({ evidence: null, tokens: 500 }) }, { a: turn({ evidence: 0.5 }), b: turn({ evidence: 1, tokens: 700 }) }]
    const found = compareStrategyFigures(turns, ['Its context was let go.', 'Its context was let go.'])
    expect(strategyComparison.parse(found)).toEqual(found)
    expect(found).toMatchObject({ turns: 2, skipped: 2, skippedBecause: ['Its context was let go.'] })
    expect(found.figures.find((figure) => figure.name === 'evidence')).toMatchObject({ turns: 1, a: { mean: 0.5 }, b: { mean: 1 }, difference: { mean: 0.5 } })
    expect(found.figures.find((figure) => figure.name === 'tokens')).toMatchObject({ turns: 2, difference: { mean: -400 } })
    expect(found.figures.find((figure) => figure.name === 'fidelity')).toMatchObject({ turns: 0, a: null, b: null, difference: null })
  })

  const many = (count: number, b: (at: number) => Partial<StrategyTurn>) => Array.from({ length: count }, (_, at) => ({ a: turn({ evidence: 0.8, tokens: 1000 + at }), b: turn({ evidence: 0.8, ...b(at) }) }))

  test('[Z32] too few turns decide nothing', () => {
    expect(compareStrategyFigures([], []).verdict).toContain('No past turn')
    expect(compareStrategyFigures(many(7, () => ({ tokens: 10 })), []).verdict).toContain('too few')
  })

  test('[Z32] names what is clear, on each side, and nothing else', () => {
    expect(compareStrategyFigures(many(20, (at) => ({ tokens: 500 + at })), []).verdict).toBe('Over 20 past turns the second is better in tokens (50 % less); in the rest no clear difference.')
    const torn = compareStrategyFigures(many(20, (at) => ({ tokens: 500 + at, evidence: 0.6 })), []).verdict
    expect(torn).toContain('the second is better in tokens (50 % less), the first in evidence kept (20 points less)')
    const noise = normals(20, 5)
    expect(compareStrategyFigures(many(20, (at) => ({ tokens: 1000 + at + Math.round(noise[at]! * 100) })), []).verdict).toContain('no clear difference: whichever')
  })

  test('[Z32] a figure with few turns of its own is not named', () => {
    const turns = many(20, (at) => ({ tokens: 1000 + at, evidence: at < 7 ? 0.1 : null }))
    expect(compareStrategyFigures(turns, []).verdict).not.toContain('evidence')
  })
})
