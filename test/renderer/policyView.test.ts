import { expect, test } from 'vitest'
import { findResting, listProvidersInUse, type InUse } from '../../src/renderer/health/view/inUse.ts'
import { sayHealth } from '../../src/renderer/health/view/words.ts'
import { exampleProblem, listFacts, readExamples } from '../../src/renderer/intents/view/reading.ts'
import { cleanConditions, conditionGroups, copyRule, isSamePolicy, moveRule, nameProblem } from '../../src/renderer/policy/view/rules.ts'
import { listOr, sayRule } from '../../src/renderer/policy/view/sentence.ts'
import { formatHour, readHour } from '../../src/renderer/policy/view/words.ts'
import { hostOf, isLoopback, readPrice, sayPrice } from '../../src/renderer/settings/providerKinds.ts'
import { policyRules, ruleConditions, type PolicyRule } from '../../src/shared/policy.ts'
import { policyPresets } from '../../src/shared/policyPresets.ts'
import { settings } from '../../src/shared/settings.ts'
import { understanding } from '../../src/shared/understanding.ts'
import { makeHealth } from '../window/routingData.ts'

const plain = (text: string) => text.replaceAll(/[\u202f\u00a0]/g, ' ')
const names = { model: (id: string) => `<${id}>`, intent: (id: string) => `<${id}>` }
const rule = (id: string, change: Partial<PolicyRule> = {}): PolicyRule => ({ id, name: id, enabled: true, when: {}, then: { kind: 'local', modelId: null }, ...change })

test('[W401] a rule says itself: nothing asked is always, one bound is one word, two are a stretch', () => {
  expect(sayRule(rule('a'), names)).toBe('Always → this computer')
  expect(plain(sayRule(rule('a', { when: { tokensAtMost: 12_000, labels: [] }, then: { kind: 'cloud', modelId: 'x', allowPersonal: true } }), names))).toBe('When it has at most 12 000 tokens → <x>, personal notes too')
  expect(sayRule(rule('a', { when: { languages: ['de', 'xx-bad!'] }, then: { kind: 'refuse', sentence: ' ' } }), names)).toBe('When it is in German or xx-bad! → nobody answers')
  expect([listOr([]), listOr(['a']), listOr(['a', 'b']), listOr(['a', 'b', 'c'])]).toEqual(['', 'a', 'a or b', 'a, b or c'])
})

test('[W402] a rule moves to a place, and past the ends to the ends; the others keep their order', () => {
  const ids = (from: number, to: number) => moveRule([rule('a'), rule('b'), rule('c')], from, to).map((one) => one.id).join('')
  expect([ids(0, 2), ids(2, 0), ids(1, 9), ids(1, -5), ids(7, 0)]).toEqual(['bca', 'cab', 'acb', 'bac', 'abc'])
})

test('[W404] the same rules in another order of fields are no change; another order of rules is', () => {
  const one = rule('a', { when: { tokensAtLeast: 1, network: 'online' } })
  expect(isSamePolicy([one, rule('b')], [{ then: one.then, when: { network: 'online', tokensAtLeast: 1, hours: undefined }, enabled: true, name: 'a', id: 'a' }, rule('b')])).toBe(true)
  expect(isSamePolicy([one, rule('b')], [rule('b'), one])).toBe(false)
})

test('[W406] every condition belongs to one group; hours are read as clocks show them; empty ones ask nothing', () => {
  const keys = conditionGroups.flatMap((group) => group.keys as readonly string[])
  expect([...keys].sort()).toEqual(Object.keys(ruleConditions.shape).sort())
  expect(['22', '22:30', '7.30', '24', '24:30', '25', '7:61', 'soon'].map(readHour)).toEqual([22, 22.5, 7.5, 24, null, null, null, null])
  expect([0, 22.5, 24].map(formatHour)).toEqual(['00:00', '22:30', '24:00'])
  expect(cleanConditions({ tasks: [], topics: ['a'], network: undefined })).toEqual({ topics: ['a'] })
  expect(nameProblem(' NOTES ', [rule('notes')])).toBe('There is a rule of that name already.')
})

test('[W408] every ready-made list can be saved: valid, with ids and names of its own, and it says itself', () => {
  for (const preset of policyPresets) {
    const read = policyRules.parse(preset.rules)
    expect(new Set(read.map((one) => one.id)).size).toBe(read.length)
    expect(new Set(read.map((one) => one.name.toLowerCase())).size).toBe(read.length)
    for (const one of read) expect(sayRule(one, names)).toMatch(/^(Always|When .+) → .+/)
  }
  expect(new Set(policyPresets.map((one) => one.name)).size).toBe(policyPresets.length)
})

test('[W409] a copy stands behind its rule under a name that is free', () => {
  const once = copyRule([rule('a'), rule('b')], rule('a'))
  expect(copyRule(once, once[0]!).map((one) => one.name)).toEqual(['a', 'a, copy 2', 'a, copy', 'b'])
})

test('[W410] [W411] prices take a point or a comma, hosts come from the address or the list, and only this computer is loopback', () => {
  expect(['2', '0,0375', '1.5', '', 'dear', '-1'].map(readPrice)).toEqual([2, 0.0375, 1.5, null, null, null])
  expect(sayPrice({ inputPrice: 0, outputPrice: null }, null)).toBeNull()
  expect([[0, 2], [0.0375, 1.25], [0.000001, 1200.5]].map(([inputPrice = 0, outputPrice = 0]) => sayPrice({ inputPrice, outputPrice }, null))).toEqual(['$0.00 in, $2.00 out', '$0.0375 in, $1.25 out', '$0.000001 in, $1200.50 out'])
  expect(hostOf('openai', '', null)).toBeNull()
  expect(hostOf('openai-compatible', 'http://127.0.0.1:11434/v1', null)).toBe('127.0.0.1:11434')
  expect(['http://127.0.0.1:1/v1', 'http://localhost', 'http://[::1]:8080/', 'https://127.0.0.1.evil.org/', 'http://localhost.evil.org', 'https://api.openai.com'].map(isLoopback)).toEqual([true, true, true, false, false, false])
})

test('[W420] a rest that is over, and one on another day, say so', () => {
  const now = Date.UTC(2026, 10, 21, 18, 30)
  const open = makeHealth({ state: 'open', failures: 1, retryAt: now - 1 })
  expect(plain(sayHealth(open, now))).toBe('Rested after 1 failure; the next call tries it again.')
  expect(plain(sayHealth({ ...open, retryAt: now + 3 * 86_400_000 }, now))).toMatch(/^Resting until .*2026.* after 1 failure\.$/)
  // Those before the last may have failed in another way.
  expect(plain(sayHealth({ ...open, failures: 4, last: { kind: 'provider-key', message: 'The key was refused.' } }, now))).toBe('Rested after 4 failures, the last: The key was refused; the next call tries it again.')
})

test('[W421] in use is what the route leads to, and nothing outside while nothing may leave', () => {
  const info = (id: string, place: 'local' | 'cloud', providerId: string | null) => ({ id, place, providerId, duty: 'chat' }) as InUse['models'][number]
  const models = [info('local:a', 'local', null), info('cloud:one:big', 'cloud', 'one'), info('cloud:two:big', 'cloud', 'two')]
  const base = settings.parse({ localModelId: 'local:a', cloudModelId: 'cloud:one:big' })
  const of = (route: string, change: Partial<typeof base> = {}) => listProvidersInUse({ route, models, settings: { ...base, ...change } })
  expect([of('auto'), of('local'), of('cloud'), of('cloud:two:big')]).toEqual([[], [], ['one'], ['two']])
  const policy = [rule('p', { then: { kind: 'ask', modelId: 'cloud:two:big', allowPersonal: false } }), rule('off', { enabled: false, then: { kind: 'cloud', modelId: null, allowPersonal: false } })]
  expect(of('auto', { policy })).toEqual(['two'])
  expect(of('auto', { taskRules: [{ task: 'code', place: 'cloud', allowPersonal: false }] })).toEqual(['one'])
  for (const held of [{ localOnly: true }, { offline: true }]) expect([of('cloud', held), of('cloud:two:big', held), of('auto', { ...held, policy })]).toEqual([[], [], []])
  const resting = makeHealth({ id: 'two', state: 'open', failures: 5, retryAt: 100 })
  expect(findResting([resting], ['two'], 50)).toBe(resting)
  expect([findResting([resting], ['one'], 50), findResting([resting], ['two'], 100), findResting([{ ...resting, kind: 'source' }], ['two'], 50)]).toEqual([null, null, null])
})

test('[W430] [W431] what was not found in a message is left out; examples are counted once and bounded', () => {
  const read = understanding.parse({ task: 'chat', confidence: 0.4, alternatives: [], topics: [], language: 'und', difficulty: 0, isQuestion: false, needsMemory: false })
  expect(listFacts(read).map((one) => one.name)).toEqual(['Intent', 'Kind of task', 'Class', 'Difficulty', 'Language'])
  expect(listFacts({ ...read, times: [{ text: 'later', start: 0, end: 5, from: Date.UTC(2027, 0, 1, 12), until: null }, { text: 'some day', start: 6, end: 9, from: null, until: null }] }).at(-1)!.value).toMatch(/^later \(from .*2027\), some day \(no day\)$/)
  expect(readExamples(' a \n\nb\na')).toEqual(['a', 'b'])
  const many = (count: number) => Array.from({ length: count }, (_, at) => `example ${at}`)
  expect([4, 3, 5, 52].map((count) => exampleProblem(many(count)))).toEqual(['1 more example is needed.', '2 more examples are needed.', null, 'At most 50 examples fit. Take 2 away.'])
  expect(exampleProblem([...many(5), 'x'.repeat(501)])).toMatch(/longer than 500 characters/)
})
