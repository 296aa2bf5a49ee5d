import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutGrants, listEffect, sayEffect } from '../../src/renderer/budget/view/effect.ts'
import { measureGauge } from '../../src/renderer/budget/view/gauge.ts'
import { readShare, stepShare, writeShare } from '../../src/renderer/budget/view/numbers.ts'
import { changeRegion, isSamePlan, isUntouched, listRows, resetRegion, startPlan, sumShares, wholeOf } from '../../src/renderer/budget/view/plan.ts'
import { sayWait } from '../../src/renderer/budget/WaitingTime.tsx'
import { groupEpochs, groupLost, sayBranch, sayEpoch } from '../../src/renderer/chat/epochRows.ts'
import { describeChart, drawChart, findRange, formatValue } from '../../src/renderer/insights/view/chart.ts'
import { describeProfile, sortCells } from '../../src/renderer/settings/describeProfile.ts'
import { readDecimal, readWhole } from '../../src/renderer/state/readNumbers.ts'
import { describeValues, formatFigure, isCurrent, judgeFigure } from '../../src/renderer/strategies/view/values.ts'
import type { RegionBudget } from '../../src/shared/strategy.ts'
import { regions } from '../../src/shared/words.ts'
import { makeContextData, makeEpoch, makePreset, makeValues } from '../window/contextData.ts'

const plain = (text: string) => text.replaceAll(/[\u202f\u00a0]/g, ' ')
const preset = makePreset('casement', 'Casement', 'For most.')
const anyRegion = fc.constantFrom(...regions)
const anyChange: fc.Arbitrary<RegionBudget> = fc.record({ share: fc.option(fc.integer({ min: 0, max: 1000 })), floor: fc.integer({ min: 0, max: 9000 }), priority: fc.integer({ min: 0, max: 6 }), compressible: fc.boolean() }, { requiredKeys: [] })

test('[W58] one region changes and no other; a change taken back leaves no trace', () => {
  fc.assert(fc.property(anyRegion, anyRegion, anyChange, anyChange, (first, second, one, other) => {
    const before = changeRegion(startPlan(preset), preset, first, one)
    const after = changeRegion(before, preset, second, other)
    const rows = (plan: typeof before) => listRows(plan, preset).filter((row) => row.region !== second)
    expect(rows(after)).toEqual(rows(before))
    expect(isUntouched(changeRegion(before, preset, first, preset.regions[first]), preset)).toBe(true)
    expect(isSamePlan(resetRegion(after, second), resetRegion(before, second))).toBe(true)
  }))
})

test('[W58] what is no share is refused', () => {
  expect(['12', '12.5', '12,5 %', '100', '0'].map(readShare)).toEqual([120, 125, 125, 1000, 0])
  expect(['', 'a', '-3', '101', '12.55', '1e2'].map(readShare)).toEqual([null, null, null, null, null, null])
  expect([readWhole('8 192', { min: 512, max: 9000 }), readWhole('8\u202f192', { min: 512, max: 9000 }), readWhole('12.5', { min: 0, max: 99 }), readWhole('9001', { min: 0, max: 9000 })]).toEqual([8192, 8192, null, null])
  expect([readDecimal('0,3', { min: 0, max: 1 }), readDecimal('1.01', { min: 0, max: 1 }), readDecimal('', { min: 0, max: 1 })]).toEqual([0.3, null, null])
})

test('[W71] a region that nobody changed shows what its preset says', () => {
  const rows = listRows(startPlan(preset), preset)
  expect(rows).toHaveLength(12)
  for (const row of rows) expect(row).toMatchObject({ ...preset.regions[row.region], own: false })
  expect(sumShares(rows)).toBe(Object.values(preset.regions).reduce((sum, one) => sum + (one.share ?? 0), 0))
  expect([wholeOf({ total: null }, { total: null }, 8192), wholeOf({ total: null }, { total: 9000 }, 32_768), wholeOf({ total: 6000 }, { total: 9000 }, 32_768), wholeOf({ total: 60_000 }, { total: null }, 8192)]).toEqual([8192, 9000, 6000, 8192])
  const changed = listRows(changeRegion(startPlan(preset), preset, 'memories', { floor: 300 }), preset).find((row) => row.region === 'memories')
  expect(changed).toMatchObject({ share: 188, floor: 300, priority: 2, own: true })
})

test('[W240] keys move a share by half a percent, by five, or to its ends, and never beyond', () => {
  expect(['ArrowRight', 'ArrowUp', 'ArrowLeft', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End', 'x'].map((key) => stepShare(key, 120))).toEqual([125, 125, 115, 115, 170, 70, 0, 1000, null])
  expect([stepShare('ArrowLeft', 0), stepShare('PageUp', 990)]).toEqual([0, 1000])
  expect(writeShare(125)).toBe('12.5')
})

const use = (region: (typeof regions)[number], kept: number) => ({ region, kept, wanted: kept, priority: 3, budget: kept, floor: 0, pieces: 1, leftOut: 0, stability: 'volatile' as const })
const piece = { pieceId: 'p', region: 'memories' as const, text: 'a note', tokens: 40, reason: 'There would be room.' }
const preview = {
  problems: [], window: 8192, reserve: 1024, turnId: 'turn-1', budgets: [{ region: 'memories' as const, tokens: 1500, floor: 200, priority: 2 }, { region: 'history' as const, tokens: 3000, floor: 0, priority: 5 }],
  before: [use('memories', 100), use('history', 900), use('tools', 0)], after: [use('memories', 140), use('history', 900), use('tools', 0)],
  diff: { came: [piece], left: [], changed: [], moved: [], same: 4, tokensBefore: 1000, tokensAfter: 1040, regions: [] },
}

test('[W241] the effect lists what holds or held something, and says it in one sentence', () => {
  expect(listEffect(preview).map(({ region, before, after, granted }) => [region, before, after, granted])).toEqual([['history', 900, 900, 3000], ['memories', 100, 140, 1500]])
  expect(plain(sayEffect(preview))).toBe('The last turn would go from 1 000 to 1 040 tokens: 1 piece would come in.')
  expect(plain(sayEffect({ ...preview, diff: { ...preview.diff, came: [], tokensAfter: 1000 } }))).toBe('The last turn would have been the same: 1 000 tokens.')
  expect(cutGrants(preview).reduce((sum, part) => sum + part.tokens, 0)).toBe(8192)
})

test('[W245] the waiting time speaks of the measured speed, or says that there is none', () => {
  const profile = { modelName: 'Qwen3 4B', readTokensPerSecond: 160 }
  expect(plain(sayWait(3, profile))).toBe('Qwen3 4B reads about 160 tokens a second: 480 tokens in 3 s. What it still holds from the turn before is not read again.')
  expect(plain(sayWait(null, profile))).toContain('a full window of 8 000 takes about 50 s')
  expect(sayWait(3, null)).toContain('not measured yet')
})

test('[W246] the parts of the gauge add up, and it warns from 70 % on', () => {
  fc.assert(fc.property(fc.nat(20_000), fc.nat(20_000), fc.nat(20_000), fc.nat(4000), (used, draftTokens, pasted, reserve) => {
    const gauge = measureGauge({ window: 8192, reserve, used, draftTokens, exact: true, model: '', destination: 'local', reason: '', fits: true, compaction: null }, pasted)
    expect(gauge.before + gauge.draft).toBe(gauge.used)
    expect(gauge.free).toBe(Math.max(0, 8192 - gauge.used - reserve))
    expect(gauge.warns).toBe(gauge.used / 8192 >= 0.7)
  }))
})

test('[W250] [W253] a row says what was summed up, and what undoing it would do', () => {
  expect(plain(sayEpoch(makeEpoch()))).toBe('Earlier messages were summed up: 24 messages, 3 210 → 310 tokens.')
  expect(plain(sayEpoch(makeEpoch({ kind: 'checkpoint' })))).toBe('A checkpoint was written: 24 messages, 3 210 → 310 tokens.')
  expect(plain(sayEpoch(makeEpoch({ undoneAt: 1 })))).toBe('A summary of 24 earlier messages was undone.')
  expect(sayBranch(makeEpoch())).toBeNull()
  expect(sayBranch(makeEpoch({ turns: 1 }))).toMatch(/^One answer rests on it already\./)
  expect(sayBranch(makeEpoch({ turns: 3 }))).toMatch(/^3 answers rest/)
  const groups = groupEpochs([makeEpoch(), makeEpoch({ id: 'b', number: 2 }), makeEpoch({ id: 'c', afterMessageId: 'elsewhere' })])
  expect([...groups].map(([after, all]) => [after, all.map((one) => one.id)])).toEqual([['conv-lisbon-m1', ['epoch-1', 'b']], ['elsewhere', ['c']]])
})

test('[W251] lost details are named by kind, each once', () => {
  expect(groupLost([{ kind: 'quote', text: '“so”' }, { kind: 'name', text: 'Nadia' }, { kind: 'name', text: 'Nadia' }, { kind: 'name', text: 'Porto' }])).toEqual([{ kind: 'Names', texts: ['Nadia', 'Porto'] }, { kind: 'Quotes', texts: ['“so”'] }])
})

test('[W260] a picture keeps every day inside its edges, and says in words what it shows', () => {
  const { metrics, since } = makeContextData().insights
  const range = findRange({ metrics, since })
  for (const metric of metrics) {
    const { points } = drawChart(metric, range, { width: 280, height: 72, edge: 5 })
    expect(points).toHaveLength(metric.days.length)
    for (const point of points) {
      expect(point.x).toBeGreaterThanOrEqual(5); expect(point.x).toBeLessThanOrEqual(275)
      expect(point.y).toBeGreaterThanOrEqual(5); expect(point.y).toBeLessThanOrEqual(67)
    }
  }
  expect(describeChart(metrics.find((one) => one.name === 'recall')!)).toBe('Recall: nothing is known yet.')
  expect(plain(describeChart(metrics[1]!))).toMatch(/^Tokens saved: from 50 % on .* to \d+ % on .*; lowest 50 %, highest \d+ %\.$/)
  expect([formatValue(0.5, 'share'), formatValue(1240, 'ms'), formatValue(18_400, 'bytes'), formatValue(0.0042, 'money'), formatValue(3118, 'tokens')].map(plain)).toEqual(['50 %', '1.2 s', '18.4 kB', '$0.0042', '3 118 tokens'])
})

test('[W260] one day alone, days of nothing and a time without days are drawn without a fault', () => {
  const size = { width: 280, height: 72, edge: 5 }
  const range = findRange({ since: 0, metrics: [] })
  expect(drawChart({ unit: 'share', days: [] }, range, size)).toMatchObject({ points: [], line: '', area: '' })
  expect(drawChart({ unit: 'ms', days: [{ at: 1, value: 0, turns: 1 }] }, range, size).points[0]).toMatchObject({ y: 67 })
})

test('[W264] a difference counts only when its whole interval lies on one side of zero', () => {
  const of = (low: number, high: number, better: 'higher' | 'lower') => judgeFigure({ difference: { mean: (low + high) / 2, low, high }, better })
  expect([of(1, 2, 'higher'), of(1, 2, 'lower'), of(-2, -1, 'higher'), of(-2, -1, 'lower'), of(-1, 1, 'higher'), of(0, 1, 'higher'), judgeFigure({ difference: null, better: 'higher' })]).toEqual(['b', 'a', 'a', 'b', 'open', 'open', 'open'])
  expect([formatFigure(-1280, { name: 'tokens' }, true), formatFigure(0.03, { name: 'evidence' }, true), formatFigure(1150, { name: 'firstTokenMs' })].map(plain)).toEqual(['−1 280 tokens', '+3 %', '1.1 s'])
})

test('a strategy is described by what sets it apart, and found by its name or its id', () => {
  expect(plain(describeValues(makeValues({ focus: false })))).toBe('Casement budget · 24 candidates from .14 · sums up at 70 % · best at both ends · no focus')
  const [standard] = makeContextData().strategies
  expect([isCurrent(standard!, 'Standard'), isCurrent(standard!, 'strategy-standard'), isCurrent(standard!, '')]).toEqual([true, true, false])
})

test('[W268] a profile is said in words, and its questions stand in reading order', () => {
  const [profile] = makeContextData().profiles.profiles
  expect(describeProfile(profile!, false)).toMatch(/^Uses about 3 notes well, best right before the question; reads 160 tokens a second\. Measured on /)
  expect(describeProfile(null, true)).toContain('It is small')
  expect(sortCells([...profile!.cells].reverse())).toEqual(profile!.cells)
})
