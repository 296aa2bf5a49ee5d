import fc from 'fast-check'
import { expect, test } from 'vitest'
import { labelOfMessage } from '../../../src/main/privacy/labels.ts'
import { route, type RouteAsk } from '../../../src/main/router/route.ts'
import { labels, taskClasses, taskKinds } from '../../../src/shared/names.ts'
import { ask, cloud, facts, local, model, nearby, other, rule, settings, understanding } from './askRoute.ts'
import { hostileKinds, hostileMessages } from './hostileMessages.ts'
import { readAnything } from './readAnything.ts'

const consent = { kind: 'cloud', modelId: null, allowPersonal: true } as const
/** Everything that the cloud could be asked with, so that only what keeps a turn here keeps it. */
const eager: Partial<RouteAsk> = {
  policy: [rule(consent)], pinned: cloud, conversationRoute: cloud.id, answered: 'cloud',
  settings: settings({ taskRules: taskKinds.map((task) => ({ task, place: 'cloud' as const, allowPersonal: true })) }),
}

test('[O31] 1,000 hostile messages send no turn out that a switch, a label or a rule keeps here', () => {
  const messages = hostileMessages(1000)
  expect(new Set(messages.map(({ text }) => text)).size).toBeGreaterThan(900)
  expect(new Set(messages.map(({ kind }) => kind)).size).toBe(hostileKinds.length)
  expect(new Set(messages.map(({ language }) => language)).size).toBe(12)
  const gone: string[] = []
  let sent = 0
  for (const { text, hasSecret } of messages) {
    const read = readAnything(text)
    const from = { understanding: read, facts: { ...facts, task: read.task, taskClass: read.taskClass, topics: read.topics, language: read.language, difficulty: read.difficulty, intentId: read.intent?.id ?? null } }
    const label = labelOfMessage(text)
    const kept: Array<Partial<RouteAsk>> = [{ label, localOnly: true }, { label, offline: true }, { label: 'local' }, { label, policy: [rule({ kind: 'local' }), rule(consent)] }]
    for (const more of kept) if (route(ask({ ...eager, ...from, ...more })).destination !== 'local') gone.push(text)
    const free = route(ask({ ...eager, ...from, label })).destination
    if (hasSecret) expect(free, text).toBe('local')
    if (free === 'cloud') sent++
  }
  expect(gone).toEqual([])
  // The same messages do go where everything allows it: the zero above is none of a router that never sends anything.
  expect(sent).toBeGreaterThan(600)
})

test('[O32] over all that a route depends on, the cloud only where everything allows it, and a reason always', () => {
  const models = fc.constantFrom(null, local, cloud, other, nearby, { ...cloud, state: 'refused' as const }, { ...local, state: 'available' as const })
  const when = fc.record({ tasks: fc.subarray([...taskKinds]), labels: fc.subarray([...labels]), power: fc.constantFrom('plugged' as const, 'battery' as const) }, { requiredKeys: [] })
  const modelId = fc.constantFrom(null, local.id, cloud.id, other.id, nearby.id, 'cloud:gone:x')
  const then = fc.oneof(fc.record({ kind: fc.constant('local' as const), modelId }), fc.record({ kind: fc.constantFrom('cloud' as const, 'ask' as const), modelId, allowPersonal: fc.boolean() }), fc.constant({ kind: 'refuse' as const, sentence: '' }))
  const budget = fc.constantFrom(...(['fits', 'over', 'unpriced'] as const))
  const state = fc.constantFrom(...(['closed', 'open', 'half-open'] as const))
  fc.assert(fc.property(fc.record({
    label: fc.constantFrom(...labels), offline: fc.boolean(), localOnly: fc.boolean(), local: fc.constantFrom(null, local), cloud: models, pinned: models, kept: fc.boolean(), task: fc.constantFrom(...taskKinds), taskClass: fc.constantFrom(...taskClasses),
    rules: fc.array(fc.tuple(when, then), { maxLength: 3 }), taskRule: fc.constantFrom(null, 'local' as const, 'cloud' as const), personal: fc.boolean(), fallback: fc.boolean(), budget, state,
    unpriced: fc.constantFrom(...(['ask', 'allow', 'refuse'] as const)), answered: fc.constantFrom(null, 'local' as const, 'cloud' as const), byDifficulty: fc.boolean(),
  }), (made) => {
    const { task, taskClass, kept, budget: money, state: health, label, answered } = made
    const policy = made.rules.map(([conditions, action]) => rule(action, conditions))
    const result = route(ask({
      label, offline: made.offline, localOnly: made.localOnly, local: made.local, cloud: made.cloud?.place === 'cloud' ? made.cloud : null, pinned: kept ? null : made.pinned, conversationRoute: kept ? 'local' : made.pinned?.id ?? 'auto', policy, answered,
      understanding: { ...understanding, task, taskClass }, facts: { ...facts, task, taskClass }, budget: () => ({ state: money, sentence: null }), health: () => ({ state: health, retryAt: null, sentence: '' }),
      settings: settings({ taskRules: made.taskRule === null ? [] : [{ task, place: made.taskRule, allowPersonal: made.personal }], fallbackToLocal: made.fallback }),
      thrift: { ...settings().thrift, unpriced: made.unpriced, choose: made.byDifficulty ? 'by-difficulty' : 'off', steps: [{ modelId: other.id, difficultyAbove: 0, leftUsd: 0 }] },
      models: [local, cloud, other, nearby, model('local:extra')],
    }))
    expect(result.reason).toMatch(/^.{10,}[.)]$/su)
    expect(result.destination === 'none').toBe(result.modelId === '')
    expect(result.destination === 'ask').toBe(result.question !== null)
    if (result.destination !== 'cloud' && result.destination !== 'ask') { expect(result.fallbackModelId === null || result.fallbackModelId.startsWith('local:')).toBe(true); return }
    expect([made.offline, made.localOnly, kept, label === 'local']).toEqual([false, false, false, false])
    expect([cloud.id, other.id]).toContain(result.modelId)
    const caught = made.rules.findIndex(([conditions]) => (conditions.tasks ?? []).length === 0 || conditions.tasks!.includes(task) ? ((conditions.labels ?? []).length === 0 || conditions.labels!.includes(label)) && conditions.power !== 'battery' : false)
    const action = made.rules[caught]?.[1]
    if (action === undefined) {
      expect(made.taskRule === 'cloud' || (made.taskRule === null && made.pinned?.place === 'cloud')).toBe(true)
      if (label === 'personal') expect(made.personal).toBe(true)
    } else {
      expect(['cloud', 'ask']).toContain(action.kind)
      if (label === 'personal') expect(action).toMatchObject({ allowPersonal: true })
      if (action.kind === 'ask') expect(result.destination === 'ask' || answered === 'cloud').toBe(true)
    }
    if (answered === 'local') expect.unreachable()
    if (answered === null) expect([money, health]).not.toContain(money === 'over' ? 'over' : 'open')
    if (result.destination === 'cloud' && answered === null && money === 'unpriced') expect(made.unpriced).toBe('allow')
  }), { numRuns: 3000 })
})
