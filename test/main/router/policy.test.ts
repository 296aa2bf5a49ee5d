import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkPolicy } from '../../../src/main/router/policy/checkPolicy.ts'
import { covers } from '../../../src/main/router/policy/covers.ts'
import { dryRun, type PastTurn } from '../../../src/main/router/policy/dryRun.ts'
import { matchRule } from '../../../src/main/router/policy/matchRule.ts'
import { isKeptHere } from '../../../src/main/router/ground.ts'
import { route, type RouteFacts } from '../../../src/main/router/route.ts'
import { labels, taskClasses, taskKinds } from '../../../src/shared/names.ts'
import { policyRules, ruleConditions, type PolicyRule, type RuleConditions } from '../../../src/shared/policy.ts'
import { policyPresets } from '../../../src/shared/policyPresets.ts'
import { ask, cloud, facts, local, nearby, other, rule } from './askRoute.ts'

const matches = (when: RuleConditions, more: Partial<RouteFacts> = {}, label: 'open' | 'personal' | 'local' = 'open') => matchRule(rule({ kind: 'local' }, when), { ...facts, ...more }, label)

test('[O13] the first enabled rule whose conditions all hold decides; an absent or empty one asks nothing', () => {
  expect(matches({})).toBe(true)
  expect(matches({ taskClasses: [], topics: [] })).toBe(true)
  expect(matches({ taskClasses: ['coding'], languages: ['de'] })).toBe(false)
  expect(matches({ taskClasses: ['coding', 'reasoning'], topics: ['WORK '], labels: ['open'], tokensAtLeast: 200, tokensAtMost: 200, difficultyAtLeast: 0.5 })).toBe(true)
  expect(matches({ intents: ['greet'] }, { intentId: 'greet' })).toBe(true)
  expect(matches({ spentTodayAtLeast: 1 }, { spentTodayUsd: 0.99 })).toBe(false)
  expect(matches({ spentMonthAtLeast: 5 }, { spentMonthUsd: 5 })).toBe(true)
  expect(matches({ labels: ['personal'] }, {}, 'local')).toBe(false)
  expect(matchRule({ ...rule({ kind: 'local' }), enabled: false }, facts, 'open')).toBe(false)
  const policy = [{ ...rule({ kind: 'local' }), enabled: false }, rule({ kind: 'cloud' }, { tasks: ['write'] }), rule({ kind: 'cloud' }, { tasks: ['code'] }, 'Third'), rule({ kind: 'local' })]
  expect(route(ask({ policy })).policyRule?.name).toBe('Third')
})

test('[O14] what is not known matches no condition that asks for it', () => {
  const unknown = { intentId: null, online: null, power: 'unknown', battery: null, localModelLoaded: null } as const
  for (const when of [{ intents: ['greet'] }, { network: 'online' }, { network: 'offline' }, { power: 'plugged' }, { power: 'battery' }, { batteryBelow: 1 }, { localModelLoaded: true }, { localModelLoaded: false }] as const) {
    expect(matches(when as RuleConditions, unknown)).toBe(false)
  }
  expect(matches({ network: 'offline' }, { online: false })).toBe(true)
  expect(matches({ power: 'battery', batteryBelow: 0.3 }, { power: 'battery', battery: 0.29 })).toBe(true)
  expect(matches({ localModelLoaded: false }, { localModelLoaded: false })).toBe(true)
})

test('[O15] hours run over midnight; the end is not part of them', () => {
  const night = { hours: { from: 22, until: 6.5 } }
  expect([21.9, 22, 23.9, 24, 0, 6.4, 6.5, 12].map((hourOfDay) => matches(night, { hourOfDay }))).toEqual([false, true, true, true, true, true, false, false])
  expect(matches({ hours: { from: 9, until: 9 } }, { hourOfDay: 3 })).toBe(true)
  expect(matches({ hours: { from: 0, until: 24 } }, { hourOfDay: 23 })).toBe(true)
  expect([8.9, 9, 16.9, 17].map((hourOfDay) => matches({ hours: { from: 9, until: 17 } }, { hourOfDay }))).toEqual([false, true, true, false])
})

const check = (...rules: ReturnType<typeof rule>[]) => checkPolicy(rules, [local, cloud, nearby, { ...other, state: 'refused' }], [{ id: 'greet' }], ['ollama'])

test('[O26] problems: names and ids twice, and conditions that can never hold', () => {
  const twice = rule({ kind: 'local' }, { tasks: ['code'] }, 'Night')
  expect(check(twice, rule({ kind: 'local' }, { tasks: ['write'] }, ' NIGHT')).problems).toEqual(['Two rules are called “NIGHT”. Give one of them another name.'])
  expect(check(twice, { ...twice, name: 'Day', when: { tasks: ['plan'] } }).problems).toHaveLength(1)
  expect(check(rule({ kind: 'local' }, { tokensAtLeast: 10, tokensAtMost: 5 })).problems[0]).toContain('more tokens at least than at most')
  expect(check(rule({ kind: 'local' }, { difficultyAtLeast: 0.9, difficultyAtMost: 0.2 })).problems).toHaveLength(1)
  expect(check(rule({ kind: 'local' }, { batteryBelow: 0 })).problems).toHaveLength(1)
  expect(check(rule({ kind: 'local' }, { tokensAtLeast: 5, tokensAtMost: 5 }))).toEqual({ problems: [], warnings: [] })
})

test('[O27] warnings: rules never reached, without condition before the end, or with models, intents and labels that do not work', () => {
  const warn = (...rules: ReturnType<typeof rule>[]) => check(...rules).warnings
  expect(warn(rule({ kind: 'local' }, {}, 'All'), rule({ kind: 'cloud' }, { tasks: ['code'] }, 'Code'))).toEqual([
    '“All” has no condition and stands before other rules: it catches every turn. Move it to the end.', '“Code” is never reached: “All” catches everything that it would catch.',
  ])
  expect(warn(rule({ kind: 'local' }, { hours: { from: 20, until: 8 } }, 'Night'), rule({ kind: 'cloud' }, { hours: { from: 23, until: 2 }, tasks: ['code'] }, 'Late'))).toHaveLength(1)
  expect(warn(rule({ kind: 'local' }, { hours: { from: 20, until: 8 } }), rule({ kind: 'cloud' }, { hours: { from: 7, until: 9 } }))).toEqual([])
  expect(warn({ ...rule({ kind: 'local' }), enabled: false }, rule({ kind: 'cloud' }, { tasks: ['code'] }))).toEqual([])
  expect(warn(rule({ kind: 'cloud', modelId: 'cloud:acme:lost', allowPersonal: false }))[0]).toContain('names the model lost, which is not known here')
  expect(warn(rule({ kind: 'cloud', modelId: other.id, allowPersonal: false }))[0]).toContain('which is not ready')
  expect(warn(rule({ kind: 'local', modelId: cloud.id }, {}, 'Home'))).toEqual(['“Home” keeps turns on this computer but names cloud:acme:big, which is in the cloud: the usual model here answers instead.'])
  expect(warn(rule({ kind: 'cloud', modelId: local.id, allowPersonal: false }, {}, 'Away'))).toEqual(['“Away” sends turns to the cloud but names local:small, which runs on this computer: its turns stay here.'])
  expect(warn(rule({ kind: 'ask', modelId: nearby.id, allowPersonal: false }, {}, 'Away'))[0]).toContain('“Away” asks before turns go to the cloud but names')
  expect(warn(rule({ kind: 'local', modelId: nearby.id }), rule({ kind: 'cloud', modelId: cloud.id, allowPersonal: false }, {}, 'Away'))).toHaveLength(2)
  expect([[5, 5], [24, 0], [0, 0], [0, 24], [22, 6]].map(([from, until]) => warn(rule({ kind: 'local' }, { hours: { from: from!, until: until! } })).length)).toEqual([1, 1, 1, 0, 0])
  expect(warn(rule({ kind: 'local' }, { intents: ['greet', 'gone'] }))).toHaveLength(1)
  expect(warn(rule({ kind: 'cloud' }, { labels: ['local', 'personal'] }, 'Secrets'))).toEqual(['“Secrets” is for text that may not leave this computer, so its turns stay here.'])
  expect(warn(rule({ kind: 'cloud', modelId: null, allowPersonal: true }, { labels: ['personal'] }))).toEqual([])
})

const conditions = fc.record({
  taskClasses: fc.subarray([...taskClasses]), labels: fc.subarray([...labels]), languages: fc.subarray(['de', 'en']), tokensAtLeast: fc.constantFrom(0, 100, 500), tokensAtMost: fc.constantFrom(50, 300, 900),
  difficultyAtMost: fc.constantFrom(0.2, 1), hours: fc.record({ from: fc.constantFrom(0, 6, 20), until: fc.constantFrom(6, 9, 24) }), power: fc.constantFrom('plugged' as const, 'battery' as const), batteryBelow: fc.constantFrom(0.2, 0.5), localModelLoaded: fc.boolean(),
}, { requiredKeys: [] })
const someFacts = fc.record({
  taskClass: fc.constantFrom(...taskClasses), task: fc.constantFrom(...taskKinds), language: fc.constantFrom('de', 'en', 'und'), tokens: fc.constantFrom(0, 75, 100, 200, 600), difficulty: fc.constantFrom(0, 0.1, 0.6, 1),
  hourOfDay: fc.constantFrom(0, 3, 6, 8, 9, 15, 20, 23.5), power: fc.constantFrom('plugged' as const, 'battery' as const, 'unknown' as const), battery: fc.constantFrom(null, 0.1, 0.3, 0.9), localModelLoaded: fc.boolean(),
})

test('[O27] a rule that is said to be never reached is caught before it on every turn', () => {
  fc.assert(fc.property(conditions, conditions, someFacts, fc.constantFrom(...labels), (wide, narrow, more, label) => {
    const [one, two] = [ruleConditions.parse(wide), ruleConditions.parse(narrow)]
    if (covers(one, two) && matches(two, more, label)) expect(matches(one, more, label)).toBe(true)
  }), { numRuns: 3000 })
})

test('[O29] the ready-made policies hold what a policy must, and send nothing that may not leave', () => {
  for (const { id, rules } of policyPresets) {
    expect(policyRules.parse(rules), id).toEqual(rules)
    expect(checkPolicy(rules, [local, cloud], [], []), id).toEqual({ problems: [], warnings: [] })
    for (const taskClass of taskClasses) {
      for (const more of [{ offline: true }, { localOnly: true }, { label: 'local' as const }, { label: 'personal' as const }]) {
        expect(route(ask({ policy: rules, facts: { ...facts, taskClass, difficulty: 0.9 }, ...more })).destination, id).toBe('local')
      }
    }
  }
  const hybrid = policyPresets.find(({ id }) => id === 'hybrid')!.rules
  const went = taskClasses.map((taskClass) => route(ask({ policy: hybrid, facts: { ...facts, taskClass } })).destination)
  expect(went).toEqual(['local', 'local', 'local', 'cloud', 'cloud', 'cloud', 'cloud'])
})

test('[O30] a dry run counts what each rule would have caught and changed, newest examples first, and labels keep their say', () => {
  const day = 86_400_000
  const turn = (at: number, more: Partial<PastTurn> = {}): PastTurn => ({ turnId: `t${at}`, conversationId: 'c', at: at * day, facts, label: 'open', went: 'local', wentModelId: local.id, wasAsked: false, ...more })
  const asked: string[] = []
  const read = (turnIds: readonly string[]) => { asked.push(...turnIds); return new Map(turnIds.map((id) => [id, `question of ${id}`])) }
  const code = rule({ kind: 'cloud' }, { tasks: ['code'] })
  const german = rule({ kind: 'cloud' }, { languages: ['de'] })
  const off = { ...rule({ kind: 'refuse', sentence: '' }), enabled: false }
  const turns = [turn(1), turn(2, { label: 'local' }), turn(3, { went: 'cloud', wentModelId: cloud.id }), turn(4, { went: 'memory', wentModelId: '' }), ...[5, 6, 7].map((at) => turn(at)), turn(8, { facts: { ...facts, task: 'chat' } })]
  const run = dryRun([off, code, german], turns, read)
  // Only what is shown is read.
  expect(asked).toEqual(['t7', 't6', 't5', 't4', 't3'])
  expect(run.rules[1]!.examples[0]!.text).toBe('question of t7')
  expect(run).toMatchObject({ turns: 8, days: 8, uncaught: 1 })
  expect(run.rules.map(({ caught, changed }) => [caught, changed])).toEqual([[0, 0], [7, 4], [0, 0]])
  expect(run.rules[1]!.examples.map(({ turnId, went, would, changed }) => [turnId, went, would, changed])).toEqual([
    ['t7', 'this computer', 'the cloud', true], ['t6', 'this computer', 'the cloud', true], ['t5', 'this computer', 'the cloud', true], ['t4', 'your memory', 'your memory', false], ['t3', 'the cloud', 'the cloud', false],
  ])
  expect(dryRun([rule({ kind: 'cloud', modelId: other.id, allowPersonal: false })], [turns[2]!], read).rules[0]).toMatchObject({ changed: 1, examples: [{ would: 'the cloud (huge)', changed: true }] })
  // The words differ, the place and the model do not.
  expect(dryRun([rule({ kind: 'cloud', modelId: cloud.id, allowPersonal: false })], [turns[2]!], read).rules[0]).toMatchObject({ changed: 0, examples: [{ went: 'the cloud', would: expect.stringMatching(/^the cloud \(/), changed: false }] })
  expect(dryRun([rule({ kind: 'ask' })], [turn(1)], read).rules[0]!.examples[0]!.would).toBe('you, before anything leaves')
  expect(dryRun([], [], read)).toEqual({ turns: 0, days: 0, uncaught: 0, rules: [] })
  expect(dryRun([code], [turn(1)], () => new Map([['t1', `${'😀'.repeat(400)}\n\nend`]])).rules[0]!.examples[0]!.text.endsWith('😀…')).toBe(true)
})

test('[O40] a dry run says of what was kept here, named or asked what the route would', () => {
  const away = rule({ kind: 'cloud' })
  const past = (at: number, more: Partial<PastTurn> = {}): PastTurn => ({ turnId: `t${at}`, conversationId: 'c', at, facts, label: 'open', went: 'local', wentModelId: local.id, wasAsked: false, ...more })
  const figuresOf = (one: PolicyRule, turn: PastTurn) => { const { caught, changed } = dryRun([one], [turn], () => new Map()).rules[0]!; return [caught, changed] }
  const here = past(1, { facts: { ...facts, bound: 'here' } })
  const cases = [{ conversationRoute: 'local' }, { localOnly: true }, { offline: true }, { conversationRoute: local.id, pinned: local }, { conversationRoute: nearby.id, pinned: nearby }]
  for (const kept of cases) {
    for (const one of [away, rule({ kind: 'ask' }), rule({ kind: 'cloud', modelId: other.id, allowPersonal: true })]) {
      expect(isKeptHere(ask({ policy: [one], ...kept }))).toBe(true)
      expect(route(ask({ policy: [one], ...kept })).destination).toBe('local')
      expect(figuresOf(one, here)).toEqual([1, 0])
    }
    expect(route(ask({ policy: [rule({ kind: 'refuse', sentence: '' })], ...kept })).destination).toBe('none')
  }
  expect(isKeptHere(ask())).toBe(false)
  expect(figuresOf(away, past(1))).toEqual([1, 1])
  expect(figuresOf(rule({ kind: 'refuse', sentence: '' }), here)).toEqual([1, 1])
  expect(dryRun([away], [here], () => new Map()).rules[0]!.examples[0]!.would).toBe('this computer')
  const named = past(1, { facts: { ...facts, bound: 'model' }, went: 'cloud', wentModelId: other.id })
  expect(figuresOf(rule({ kind: 'local' }), named)).toEqual([0, 0])
  expect(dryRun([rule({ kind: 'local' }), rule({ kind: 'refuse', sentence: '' })], [named], () => new Map()).rules.map(({ caught, changed }) => [caught, changed])).toEqual([[0, 0], [1, 1]])
  expect(figuresOf(rule({ kind: 'ask' }), past(1, { went: 'cloud', wasAsked: true }))).toEqual([1, 0])
  expect(figuresOf(rule({ kind: 'ask' }), past(1, { went: 'cloud' }))).toEqual([1, 1])
})
