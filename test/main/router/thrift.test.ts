import { expect, test } from 'vitest'
import { route, type RouteAsk } from '../../../src/main/router/route.ts'
import { seedSteps } from '../../../src/main/router/thrift.ts'
import { ask, cloud, facts, local, model, other, rule, settings } from './askRoute.ts'

const priced = (id: string, output: number) => model(id, { price: { input: output / 4, output } })
const [best, good, fair, cheap] = [priced('cloud:acme:best', 75), priced('cloud:acme:good', 30), priced('cloud:acme:fair', 15), priced('cloud:acme:cheap', 1)]
const models = [local, cloud, cheap, best, fair, good]
const thrift = { ...settings().thrift, choose: 'by-difficulty' as const, steps: seedSteps([cheap, best, fair, good]) }
const taskRule = settings({ taskRules: [{ task: 'code', place: 'cloud', allowPersonal: false }] })
const pick = (difficulty: number, left: number | null, more: Partial<RouteAsk> = {}) => {
  const { modelId, rule: by } = route(ask({ settings: taskRule, models, thrift, facts: { ...facts, difficulty }, leftUsd: () => left, ...more }))
  return [modelId, by]
}

test('[O22] difficulty and what is left choose the model, only where the cloud was allowed and nobody was named', () => {
  expect(pick(0.9, 50)).toEqual([best.id, 'difficulty'])
  expect(pick(0.8, 50)).toEqual([good.id, 'difficulty'])
  expect(pick(0.6, null)).toEqual([good.id, 'difficulty'])
  expect(pick(0.9, 8)).toEqual([fair.id, 'difficulty'])
  expect(pick(0.9, 2)).toEqual([cheap.id, 'difficulty'])
  expect(pick(0.2, 50)).toEqual([fair.id, 'difficulty'])
  expect(pick(0.9, 50, { settings: settings() })).toEqual([local.id, 'default-local'])
  expect(pick(0.9, 50, { offline: true })).toEqual([local.id, 'offline'])
  expect(pick(0.9, 50, { thrift: { ...thrift, choose: 'off' } })).toEqual([cloud.id, 'task-rule'])
  expect(pick(0.9, 50, { pinned: cloud, conversationRoute: cloud.id })).toEqual([cloud.id, 'task-rule'])
  expect(pick(0.9, 50, { policy: [rule({ kind: 'cloud', modelId: cloud.id, allowPersonal: false })] })).toEqual([cloud.id, 'policy'])
  expect(pick(0.9, 50, { policy: [rule({ kind: 'cloud' })] })).toEqual([best.id, 'difficulty'])
})

test('[O22] a step whose money or provider is out is passed over', () => {
  expect(pick(0.9, 50, { budget: (id) => (id === best.id ? { state: 'over', sentence: 'Used up.' } : { state: 'fits', sentence: null }) })).toEqual([good.id, 'difficulty'])
  expect(pick(0.9, 50, { health: (id) => ({ state: id === best.id || id === good.id ? 'open' : 'closed', retryAt: null, sentence: '' }) })).toEqual([fair.id, 'difficulty'])
  expect(pick(0.9, 50, { budget: () => ({ state: 'over', sentence: 'Used up.' }) })).toEqual([local.id, 'budget'])
  const here = { ...thrift, steps: [{ modelId: best.id, difficultyAbove: 0.8, leftUsd: 0 }, { modelId: local.id, difficultyAbove: 0, leftUsd: 0 }] }
  expect(pick(0.3, 50, { thrift: here })).toEqual([local.id, 'difficulty'])
  expect(route(ask({ settings: taskRule, models, thrift, facts: { ...facts, difficulty: 0.9 }, leftUsd: () => 12.5 })).reason).toBe('cloud:acme:best answers: chosen by difficulty (90 %) and $12.50 left.')
})

test('[O22] where money is too short for every step, the cheapest that is affordable answers, else this computer', () => {
  const wire = priced('cloud:acme:wire', 40)
  const short = { ...thrift, steps: [{ modelId: wire.id, difficultyAbove: 0.5, leftUsd: 10 }, { modelId: cheap.id, difficultyAbove: 0, leftUsd: 1 }] }
  const steps = { thrift: short, cloud: wire, models: [local, wire, cheap] }
  expect([50, 5, 0.5].map((left) => pick(0.9, left, steps))).toEqual([[wire.id, 'difficulty'], [cheap.id, 'difficulty'], [cheap.id, 'difficulty']])
  expect(pick(0.1, 0.5, steps)).toEqual([cheap.id, 'difficulty'])
  expect(route(ask({ settings: taskRule, ...steps, facts: { ...facts, difficulty: 0.9 }, leftUsd: () => 0.5 })).reason).toBe('cloud:acme:cheap answers: the cheapest, as no step of the ladder fits difficulty (90 %) and $0.50 left.')
  // The model of the settings may be the cheapest itself.
  expect(pick(0.1, 0.5, { ...steps, cloud: cheap, thrift: { ...short, steps: [{ modelId: wire.id, difficultyAbove: 0.5, leftUsd: 10 }] } })).toEqual([cheap.id, 'difficulty'])
  // A model whose price nobody knows is no cheap one.
  expect(pick(0.1, 0.5, { ...steps, cloud, models: [local, cloud, wire], thrift: { ...short, steps: [{ modelId: wire.id, difficultyAbove: 0.5, leftUsd: 10 }] } })).toEqual([wire.id, 'difficulty'])
  const over = route(ask({ settings: taskRule, ...steps, facts: { ...facts, difficulty: 0.9 }, leftUsd: () => 0.5, budget: () => ({ state: 'over', sentence: 'The budget today does not hold this answer.' }) }))
  expect([over.modelId, over.rule, over.reason]).toEqual([local.id, 'budget', expect.stringContaining('The budget today does not hold this answer. This computer answers instead.')])
})

test('[O23] without steps of one’s own the default ladder stands; with no known price the model of the settings answers', () => {
  const usual = { thrift: { ...thrift, steps: [] } }
  expect([[0.9, 50], [0.6, null], [0.9, 8], [0.2, 50], [0.9, 2]].map(([difficulty, left]) => pick(difficulty!, left!, usual)[0])).toEqual([best.id, good.id, fair.id, fair.id, cheap.id])
  expect(pick(0.9, 50, { ...usual, models: [local, cloud, other] })).toEqual([cloud.id, 'task-rule'])
  expect(pick(0.9, 50, { thrift: { ...thrift, steps: [], choose: 'off' } })).toEqual([cloud.id, 'task-rule'])
  expect(pick(0.9, 50, { ...usual, policy: [rule({ kind: 'cloud', modelId: cloud.id, allowPersonal: false })] })).toEqual([cloud.id, 'policy'])
})

test('[O23] the ladder of the default preset: dearest first, the cheapest at the end', () => {
  expect(thrift.steps).toEqual([
    { modelId: best.id, difficultyAbove: 0.8, leftUsd: 10 }, { modelId: good.id, difficultyAbove: 0.5, leftUsd: 10 },
    { modelId: fair.id, difficultyAbove: 0, leftUsd: 5 }, { modelId: cheap.id, difficultyAbove: 0, leftUsd: 0 },
  ])
  expect(seedSteps([cheap, best]).map(({ modelId, leftUsd }) => [modelId, leftUsd])).toEqual([[best.id, 10], [cheap.id, 0]])
  expect(seedSteps([local, cloud, other, { ...best, state: 'refused' }])).toEqual([])
  expect(seedSteps([best])).toEqual([{ modelId: best.id, difficultyAbove: 0, leftUsd: 0 }])
})
