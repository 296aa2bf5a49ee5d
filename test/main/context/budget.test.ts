import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allot } from '../../../src/main/context/allot.ts'
import { checkBudget, resolveBudget } from '../../../src/main/context/budget.ts'
import { listPresets } from '../../../src/main/context/presets.ts'
import { forEachRegion, regionRules } from '../../../src/main/context/regions.ts'
import { regions, type Region } from '../../../src/shared/words.ts'
import { budgetPlan, budgetPreset } from '../../../src/shared/strategy.ts'
import { planOf } from './support.ts'

const tokensOf = (plan: Parameters<typeof resolveBudget>[0], window: number) => Object.fromEntries(Object.entries(resolveBudget(plan, window).regions).map(([region, grant]) => [region, grant.tokens])) as Record<Region, number>

test('[X31] three presets with every value said, none of them a problem', () => {
  const presets = listPresets()
  expect(presets.map((preset) => preset.id)).toEqual(['casement', 'seven-sections', 'seven-priorities'])
  for (const preset of presets) {
    expect(budgetPreset.parse(preset)).toEqual(preset)
    for (const window of [512, 2048, 8192, 32_768, 128_000, 1_000_000, null]) expect(checkBudget({ preset: preset.id, total: null, reserve: null, regions: {} }, window)).toEqual([])
  }
})

test('[X31] seven sections keep to 8,000 beside the answer in any larger window', () => {
  const plan = planOf({}, { preset: 'seven-sections' })
  for (const window of [9000, 32_768, 128_000]) expect(resolveBudget(plan, window)).toMatchObject({ total: 9000, reserve: 1000 })
  const tokens = tokensOf(plan, 128_000)
  expect(Object.values(tokens).reduce((sum, one) => sum + one, 0)).toBe(8000)
  expect([tokens.core + tokens.persona, tokens.profile, tokens.summary, tokens.memories + tokens.documents, tokens.recent + tokens.history, tokens.results, tokens.message]).toEqual([500, 200, 500, 3000, 2000, 1000, 500])
  expect(resolveBudget(plan, 4500)).toMatchObject({ total: 4500, reserve: 562, regions: { memories: { tokens: 750 } } })
  expect(resolveBudget(plan, 9000).regions.recent).toMatchObject({ priority: 0, compressible: false })
})

test('[X31] seven priorities keep 4,096 of 128,000 for the answer and rank what older talk is last', () => {
  const budget = resolveBudget(planOf({}, { preset: 'seven-priorities' }), 1_000_000)
  expect(budget).toMatchObject({ total: 128_000, reserve: 4096 })
  const levels = [0, 1, 2, 3, 4, 5, 6].map((priority) => regions.filter((region) => budget.regions[region].priority === priority))
  expect(levels).toEqual([['core', 'persona'], ['tools'], ['steering', 'message'], ['profile', 'summary', 'memories'], ['documents'], ['results', 'recent'], ['history']])
  expect(resolveBudget(planOf({}, { preset: 'seven-priorities' }), 8192)).toMatchObject({ total: 8192, reserve: 1024 })
})

test('[X32] any plan resolves: never above the window, room left for a prompt, floors within what is promised', () => {
  const regionPlan = fc.record({ share: fc.option(fc.integer({ min: 0, max: 1000 })), floor: fc.integer({ min: 0, max: 1_000_000 }), priority: fc.integer({ min: 0, max: 6 }), compressible: fc.boolean() }, { requiredKeys: [] })
  const plan = fc.record({
    preset: fc.constantFrom('casement' as const, 'seven-sections' as const, 'seven-priorities' as const), total: fc.option(fc.integer({ min: 512, max: 10_000_000 })),
    reserve: fc.option(fc.integer({ min: 1, max: 1_000_000 })), regions: fc.dictionary(fc.constantFrom(...regions), regionPlan, { maxKeys: 6 }),
  })
  fc.assert(fc.property(plan, fc.integer({ min: 512, max: 1_000_000 }), (made, window) => {
    const parsed = budgetPlan.parse(made)
    const budget = resolveBudget(parsed, window)
    expect(budget.total).toBeLessThanOrEqual(window)
    expect(budget.total - budget.reserve).toBeGreaterThanOrEqual(Math.min(1024, Math.floor(budget.total / 2)))
    for (const region of regions) {
      const grant = budget.regions[region]
      expect(grant.tokens).toBeGreaterThanOrEqual(grant.floor)
      expect(grant.isSet).toBe(typeof parsed.regions[region]?.share === 'number')
      expect(Number.isInteger(grant.tokens) && grant.tokens >= 0).toBe(true)
    }
    for (const problem of checkBudget(parsed, window)) expect(problem).toMatch(/^[A-Z].*\.$/)
  }), { numRuns: 400 })
})

test('[X32] what takes the rest shares it', () => {
  const tokens = tokensOf(planOf({ documents: { share: null }, memories: { share: 100 } }), 8000)
  expect(tokens.memories).toBe(800)
  expect(tokens.documents).toBe(tokens.history)
  expect(Object.values(tokens).reduce((sum, one) => sum + one, 0)).toBe(7000)
})

test('[X33] shares over 100 %, a share below its floor, floors beyond the window and a reserve without end are each one sentence with the next step', () => {
  expect(checkBudget(planOf({ memories: { share: 500 }, documents: { share: 400 } }), 8192)).toEqual([
    'The shares add up to 148.1 %: lower some by 48.1 % in all, or let a region take what the others leave.',
  ])
  expect(checkBudget(planOf({ memories: { share: 50, floor: 800 } }), 8192)).toEqual([
    'Memories: a share of 5 % is 409 tokens, less than its floor of 800. Raise the share or lower the floor.',
  ])
  expect(checkBudget(planOf({ profile: { floor: 900 } }), 8192)[0]).toBe('Profile: a share of 2.5 % is 204 tokens, less than its floor of 900. Raise the share or lower the floor.')
  expect(checkBudget(planOf({ history: { floor: 4000 }, documents: { share: 500, floor: 4000 }, memories: { share: 0 } }), 8192)).toEqual([
    'The shares add up to 108.1 %: lower some by 8.1 % in all, or let a region take what the others leave.',
    'The floors ask for 8,576 tokens together, and 8,192 hold 7,168 beside the reserve: lower some floors by 1,408 in all, or pick a model with a larger window.',
  ])
  expect(checkBudget(planOf({}, { reserve: 9000 }), 8192)).toEqual(['The reserve of 9,000 tokens leaves nothing of 8,192 for the prompt: set it below 8,192.'])
  expect(checkBudget(planOf({}, { total: 4096, reserve: 4096 }), null)).toHaveLength(1)
  expect(checkBudget(planOf({}, { total: 1_000_000 }), 8192)).toEqual([])
  expect(checkBudget(planOf({ memories: { share: 900 } }), null)).toHaveLength(1)
})

test('[X40] floors are granted by priority: where one is not, nothing below it is in, and no more is given than there is', () => {
  const wants = fc.tuple(...regions.map(() => fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3000 }))))
  const grants = fc.tuple(...regions.map(() => fc.record({ share: fc.integer({ min: 0, max: 2000 }), floor: fc.integer({ min: 0, max: 800 }), priority: fc.integer({ min: 0, max: 6 }), compressible: fc.boolean(), isSet: fc.boolean() })))
  fc.assert(fc.property(wants, grants, fc.integer({ min: 0, max: 20_000 }), (wanted, granted, usable) => {
    const want = forEachRegion((region) => wanted[regions.indexOf(region)]!)
    const budget = forEachRegion((region) => { const { share, ...rest } = granted[regions.indexOf(region)]!; return { ...rest, tokens: Math.max(share, rest.floor) } })
    let room = 0
    const given = allot({ wants: want, budget, usable, takeHistory: (own) => { room = Math.min(own, want.history); return room } })
    expect(regions.reduce((sum, region) => sum + (region === 'history' ? room : given[region]), 0)).toBeLessThanOrEqual(usable)
    for (const region of regions) {
      const least = Math.min(budget[region].floor, region === 'memories' ? Infinity : want[region])
      if (given[region] >= least) continue
      for (const below of regions) {
        if (!regionRules[below].neverDropped && budget[below].priority > budget[region].priority) expect(given[below]).toBe(0)
      }
    }
    for (const region of regions) {
      if (budget[region].isSet && !regionRules[region].neverDropped) expect(given[region]).toBeLessThanOrEqual(budget[region].tokens)
    }
  }), { numRuns: 500 })
})
