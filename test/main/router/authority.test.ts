import { expect, test } from 'vitest'
import { route, type RouteAsk } from '../../../src/main/router/route.ts'
import { ask, cloud, local, model, nearby, other, rule, settings } from './askRoute.ts'

const toCloud = rule({ kind: 'cloud' }, {}, 'Out')
const routed = (more: Partial<RouteAsk> = {}) => { const { destination, modelId, rule: by } = route(ask(more)); return [destination, modelId, by] }
const taskRule = settings({ taskRules: [{ task: 'code', place: 'cloud', allowPersonal: true }] })
const over = { state: 'over', sentence: 'The budget of $1 a day is used up.' } as const
const down = { state: 'open', retryAt: 5, sentence: 'Acme refused the key two minutes ago.' } as const

test('[O12] local only keeps every turn here, whatever asks for the cloud', () => {
  for (const more of [{ policy: [toCloud] }, { settings: taskRule }, { pinned: cloud, conversationRoute: cloud.id }, { policy: [rule({ kind: 'ask' })] }, { policy: [toCloud], answered: 'cloud' as const }]) {
    expect(routed({ ...more, localOnly: true })).toEqual(['local', local.id, 'local-only'])
  }
  expect(route(ask({ policy: [toCloud], localOnly: true })).reason).toBe('Your rule “Out” asks for the cloud, but every turn stays on this computer while local only is on.')
  expect(routed({ localOnly: true, local: null })).toEqual(['none', '', 'no-model'])
  expect(routed({ localOnly: true, local: null, cloud: nearby })).toEqual(['local', nearby.id, 'local-only'])
  expect(routed({ localOnly: true, offline: true })).toEqual(['local', local.id, 'offline'])
})

test('[O16] the policy comes before what the conversation picked and the rules for kinds of task', () => {
  expect(routed({ policy: [rule({ kind: 'local' })], pinned: cloud, conversationRoute: cloud.id })).toEqual(['local', local.id, 'policy'])
  expect(routed({ policy: [rule({ kind: 'local' })], settings: taskRule })).toEqual(['local', local.id, 'policy'])
  expect(routed({ policy: [toCloud], settings: settings({ taskRules: [{ task: 'code', place: 'local', allowPersonal: false }] }) })).toEqual(['cloud', cloud.id, 'policy'])
  expect(routed({ policy: [toCloud], pinned: other, conversationRoute: other.id })).toEqual(['cloud', other.id, 'policy'])
  expect(routed({ policy: [rule({ kind: 'cloud' }, { tasks: ['write'] })], settings: taskRule })).toEqual(['cloud', cloud.id, 'task-rule'])
  expect(routed({ policy: [toCloud], conversationRoute: 'local' })).toEqual(['local', local.id, 'conversation'])
  const second = model('local:second')
  expect(routed({ policy: [toCloud], pinned: second, conversationRoute: second.id })).toEqual(['local', second.id, 'conversation'])
  expect(routed({ policy: [rule({ kind: 'refuse', sentence: '' })], conversationRoute: 'local' })).toEqual(['none', '', 'policy-refuse'])
})

test('[O17] a rule for the cloud that cannot be carried out stays here, says which rule and why, and takes no other model', () => {
  const gone = rule({ kind: 'cloud', modelId: 'cloud:acme:retired', allowPersonal: false }, {}, 'Old one')
  expect(route(ask({ policy: [gone] }))).toMatchObject({ destination: 'local', modelId: local.id, rule: 'policy', policyRule: { name: 'Old one' } })
  expect(route(ask({ policy: [gone] })).reason).toContain('Your rule “Old one” asks for the cloud, but retired is not ready, so this computer answers.')
  const refused = { ...other, state: 'refused' as const }
  expect(routed({ policy: [rule({ kind: 'cloud', modelId: other.id, allowPersonal: false })], models: [local, cloud, refused] })).toEqual(['local', local.id, 'policy'])
  expect(route(ask({ policy: [toCloud], cloud: null })).reason).toContain('“Out” asks for the cloud, but no cloud model is ready')
  expect(route(ask({ policy: [toCloud], label: 'personal' })).reason).toContain('let “Out” take personal text along')
  expect(route(ask({ policy: [toCloud], label: 'local' })).reason).toContain('Your rule “Out” asks for the cloud, but this turn holds something marked local')
  expect(route(ask({ policy: [toCloud], budget: () => over })).reason).toBe('Your rule “Out” asks for the cloud, but the budget is in the way. The budget of $1 a day is used up. This computer answers instead.')
  const swapped = route(ask({ policy: [rule({ kind: 'cloud', modelId: cloud.id, allowPersonal: false })], health: (id) => (id === cloud.id ? down : { state: 'closed', retryAt: null, sentence: '' }) }))
  expect(swapped).toMatchObject({ destination: 'local', rule: 'health' })
})

test('[O18] a rule that refuses lets nobody answer, and says so in its own words', () => {
  const made = route(ask({ policy: [rule({ kind: 'refuse', sentence: 'No code after work.' }, {}, 'Rest')] }))
  expect(made).toMatchObject({ destination: 'none', modelId: '', rule: 'policy-refuse', reason: 'No code after work. (Your rule “Rest”.)', policyRule: { name: 'Rest' }, fallbackModelId: null, question: null })
  for (const more of [{ offline: true }, { localOnly: true }, { label: 'local' as const }]) expect(routed({ policy: [rule({ kind: 'refuse', sentence: '' })], ...more })).toEqual(['none', '', 'policy-refuse'])
})

test('[O19] a rule that asks sends nothing before the answer, and the answer never beats offline, local only or labels', () => {
  const policy = [rule({ kind: 'ask', modelId: null, allowPersonal: false }, {}, 'Ask me')]
  const first = route(ask({ policy }))
  expect(first).toMatchObject({ destination: 'ask', modelId: cloud.id, rule: 'policy-ask', expectedCost: 0.01, fallbackModelId: null, question: { cloudModelId: cloud.id, localModelId: local.id } })
  expect(first.question?.reason).toBe('Your rule “Ask me” asks you before this goes to cloud:acme:big.')
  expect(routed({ policy, answered: 'local' })).toEqual(['local', local.id, 'policy-ask'])
  expect(routed({ policy, answered: 'cloud' })).toEqual(['cloud', cloud.id, 'policy-ask'])
  expect(routed({ policy, answered: 'cloud', health: () => down })).toEqual(['cloud', cloud.id, 'policy-ask'])
  expect(routed({ policy, answered: 'cloud', offline: true })).toEqual(['local', local.id, 'offline'])
  expect(routed({ policy, answered: 'cloud', localOnly: true })).toEqual(['local', local.id, 'local-only'])
  expect(routed({ policy, answered: 'cloud', label: 'local' })).toEqual(['local', local.id, 'label-local'])
  expect(routed({ policy, answered: 'cloud', label: 'personal' })).toEqual(['local', local.id, 'label-personal'])
  expect(routed({ answered: 'cloud' })).toEqual(['local', local.id, 'default-local'])
  // Nothing is asked that could not be done.
  expect(routed({ policy, cloud: null })).toEqual(['local', local.id, 'policy'])
  expect(routed({ policy, budget: () => over })).toEqual(['local', local.id, 'budget'])
  expect(routed({ policy, label: 'personal' })).toEqual(['local', local.id, 'label-personal'])
  expect(route(ask({ policy, local: null })).question).toEqual({ reason: first.question?.reason, cloudModelId: cloud.id, localModelId: null })
})

test('[O20] a budget keeps a turn here; where no price is known the setting decides', () => {
  expect(routed({ settings: taskRule, budget: () => over })).toEqual(['local', local.id, 'budget'])
  expect(routed({ settings: taskRule, budget: () => over, local: null })).toEqual(['none', '', 'no-model'])
  const unpriced = () => ({ state: 'unpriced', sentence: 'Nobody knows the price of Big.' }) as const
  const thrift = settings().thrift
  const asked = route(ask({ settings: taskRule, budget: unpriced }))
  expect(asked).toMatchObject({ destination: 'ask', rule: 'budget', question: { reason: 'Nobody knows the price of Big.' } })
  expect(routed({ settings: taskRule, budget: unpriced, answered: 'cloud' })).toEqual(['cloud', cloud.id, 'budget'])
  expect(routed({ settings: taskRule, budget: unpriced, answered: 'local' })).toEqual(['local', local.id, 'budget'])
  expect(routed({ settings: taskRule, budget: unpriced, thrift: { ...thrift, unpriced: 'allow' } })).toEqual(['cloud', cloud.id, 'task-rule'])
  expect(routed({ settings: taskRule, budget: unpriced, thrift: { ...thrift, unpriced: 'refuse' } })).toEqual(['local', local.id, 'budget'])
})

test('[O21] a provider that does not answer is not called: this computer answers where it may step in, else nobody', () => {
  expect(routed({ settings: taskRule, health: () => down })).toEqual(['local', local.id, 'health'])
  const alone = route(ask({ settings: { ...taskRule, fallbackToLocal: false }, health: () => down }))
  expect(alone).toMatchObject({ destination: 'none', rule: 'health' })
  expect(alone.reason).toContain('Acme refused the key two minutes ago.')
  const failure = { kind: 'provider-key', message: 'Acme is left alone for another 43 seconds.', retryAfterSeconds: 43 } as const
  const resting = { settings: taskRule, health: () => ({ ...down, failure }) }
  expect(route(ask({ ...resting, settings: { ...taskRule, fallbackToLocal: false } })).resting).toEqual(failure)
  const empty = route(ask({ ...resting, local: null }))
  expect(empty).toMatchObject({ destination: 'none', rule: 'no-model', resting: failure })
  expect(empty.reason).not.toContain('answers instead')
  expect([route(ask(resting)).resting, route(ask({ local: null })).resting]).toEqual([null, null])
  expect(routed({ settings: taskRule, health: () => ({ ...down, state: 'half-open' }) })).toEqual(['cloud', cloud.id, 'task-rule'])
  expect(routed({ settings: taskRule, health: () => down, budget: () => over })).toEqual(['local', local.id, 'budget'])
})

test('[O24] a route carries the rule, how hard the turn is, its price, and who else could have answered and why not', () => {
  const made = route(ask({ policy: [toCloud], models: [local, cloud, other, nearby, model('local:gone', { state: 'available' }), model('local:finder', { duty: 'embedding' })] }))
  expect(made).toMatchObject({ policyRule: { id: toCloud.id, name: 'Out' }, taskClass: 'coding', difficulty: 0.5, expectedCost: 0.01, question: null })
  expect(made.alternatives.map(({ modelId, place, cost }) => [modelId, place, cost])).toEqual([[local.id, 'local', 0], [nearby.id, 'local', 0], [other.id, 'cloud', 0.05]])
  for (const more of [{}, { offline: true }, { localOnly: true }, { label: 'local' as const }, { label: 'personal' as const, policy: [toCloud] }, { policy: [rule({ kind: 'ask' })] }, { policy: [rule({ kind: 'refuse', sentence: '' })] }, { settings: taskRule, budget: () => over }, { settings: taskRule, health: () => down }]) {
    const some = route(ask(more))
    expect(some.alternatives.every(({ why, modelId }) => /^[A-Z].+\.$/u.test(why) && modelId !== some.modelId)).toBe(true)
  }
  expect(route(ask({ offline: true, policy: [toCloud] })).policyRule).toBeNull()
  expect(route(ask({ offline: true })).alternatives.find(({ modelId }) => modelId === other.id)?.why).toBe('Nothing leaves this computer while offline is on.')
  expect(route(ask({ settings: taskRule, budget: () => over })).alternatives.find(({ modelId }) => modelId === cloud.id)?.why).toBe(over.sentence)
  expect(route(ask({ models: Array.from({ length: 90 }, (_, at) => model(`cloud:acme:${at}`)) })).alternatives).toHaveLength(20)
})

test('[O25] personal text goes along only with the rule that allows it', () => {
  const consenting = rule({ kind: 'cloud', modelId: null, allowPersonal: true })
  expect(route(ask({ policy: [consenting], label: 'personal' }))).toMatchObject({ destination: 'cloud', ceiling: 'personal' })
  // The consent given for a kind of task is not the rule's.
  expect(route(ask({ policy: [toCloud], settings: taskRule, label: 'personal' }))).toMatchObject({ destination: 'local', rule: 'label-personal', ceiling: 'open' })
  expect(route(ask({ policy: [toCloud] })).ceiling).toBe('open')
})

test('[O33] a rule may name the model that answers here; a model in the cloud is none of those', () => {
  const second = model('local:second')
  const models = [local, cloud, nearby, second]
  const named = (modelId: string) => routed({ policy: [rule({ kind: 'local', modelId })], models })
  expect(named(second.id)).toEqual(['local', second.id, 'policy'])
  expect(named(nearby.id)).toEqual(['local', nearby.id, 'policy'])
  expect(named(cloud.id)).toEqual(['local', local.id, 'policy'])
  expect(named('local:lost')).toEqual(['local', local.id, 'policy'])
  expect(routed({ policy: [rule({ kind: 'local', modelId: second.id })], models, offline: true })).toEqual(['local', second.id, 'offline'])
  expect(routed({ policy: [rule({ kind: 'cloud', modelId: nearby.id, allowPersonal: false })], models, label: 'local' })).toEqual(['local', nearby.id, 'label-local'])
})
