import { afterEach, expect, test } from 'vitest'
import type { PolicyRule } from '../../src/shared/policy.ts'
import type { RouteQuestion } from '../../src/shared/policy.ts'
import { scriptedModel } from '../../src/main/models/scripted/scriptedModel.ts'
import { cloudModelId, openCloudEngine } from '../support/cloudEngine.ts'
import { openTestEngine, type TestEngine } from '../support/testEngine.ts'

const closers: (() => unknown)[] = []
afterEach(async () => { for (const close of closers.splice(0).reverse()) await close() })

const rule = (change: Partial<PolicyRule>): PolicyRule => ({ id: 'r_1', name: 'Writing goes out', enabled: true, when: {}, then: { kind: 'cloud', modelId: null, allowPersonal: false }, ...change })
const words = ['The sea ', 'is wide.']

async function withCloud(rules: PolicyRule[]) {
  const cloud = await openCloudEngine([{ words }], { local: [scriptedModel({ answers: ['From here.'] })] })
  closers.push(() => cloud.close())
  await cloud.engine.ask('settings.set', { cloudModelId })
  await cloud.engine.ask('policy.save', { rules })
  return cloud
}

const sayNew = async (engine: TestEngine, text: string) => engine.say((await engine.newConversation()).id, text)

test('[T60] the first rule that catches a turn decides; rule, class, alternatives and prices stand in the trace, also after a restart', async () => {
  const { engine } = await withCloud([
    rule({ id: 'r_0', name: 'Code stays', when: { taskClasses: ['coding'] }, then: { kind: 'local', modelId: null } }),
    rule({ when: { tasks: ['write', 'code'] } }),
  ])
  const code = await sayNew(engine, 'Write a Python function that reverses a list.')
  expect(code.route).toMatchObject({ destination: 'local', rule: 'policy', policyRule: { id: 'r_0', name: 'Code stays' }, taskClass: 'coding' })
  expect(code.route!.alternatives.find((one) => one.modelId === cloudModelId)).toMatchObject({ place: 'cloud' })
  expect(code.route!.alternatives.find((one) => one.modelId === cloudModelId)!.cost).toBeGreaterThan(0)
  const poem = await sayNew(engine, 'Write a short poem about the sea.')
  expect(poem.route).toMatchObject({ destination: 'cloud', modelId: cloudModelId, policyRule: { id: 'r_1', name: 'Writing goes out' } })
  expect(poem.route!.expectedCost).toBeGreaterThan(0)
  expect(poem.cost).toBeGreaterThan(0)
  const again = await engine.reopen()
  closers.push(() => again.close())
  expect((await again.ask('trace.get', { turnId: poem.turnId })).route).toEqual(poem.route)
})

test('[T60] local only beats every rule and every pick; a dry run tells what other rules would have done', async () => {
  const { engine, server } = await withCloud([rule({})])
  const before = await sayNew(engine, 'Write a short poem about the sea.')
  expect(before.route!.destination).toBe('cloud')
  const asked = server.requests.length
  await engine.ask('settings.set', { localOnly: true })
  const kept = await sayNew(engine, 'Write a short poem about the moon.')
  expect(kept.route).toMatchObject({ destination: 'local', rule: 'local-only' })
  await engine.ask('turn.regenerate', { messageId: kept.answerMessageId!, modelId: cloudModelId })
  await expect.poll(async () => (await engine.ask('turn.running', { conversationId: kept.conversationId })).turnId).toBeNull()
  expect(server.requests).toHaveLength(asked)
  const run = await engine.ask('policy.dryRun', { rules: [rule({ id: 'r_2', name: 'Nothing out', then: { kind: 'local', modelId: null } })] })
  expect(run.turns).toBe(3)
  expect(run.rules[0]).toMatchObject({ ruleId: 'r_2', caught: 2, changed: 1 })
  // What was answered again with a named model is no rule's matter, and what local only kept here goes nowhere.
  expect(run.uncaught).toBe(1)
  expect((await engine.ask('policy.dryRun', { rules: [rule({})] })).rules[0]).toMatchObject({ caught: 2, changed: 0 })
  expect(run.rules[0]!.examples.find((one) => one.turnId === before.turnId)).toMatchObject({ went: expect.stringContaining('cloud') as string, text: 'Write a short poem about the sea.' })
})

test('[T61] a rule that asks sends nothing before the answer; the answer decides, and a switch thrown meanwhile still holds', async () => {
  const { engine, server } = await withCloud([rule({ name: 'Ask first', then: { kind: 'ask', modelId: null, allowPersonal: false } })])
  const questions: RouteQuestion[] = []
  const decideBy = async (choice: 'local' | 'cloud' | 'stop', meanwhile: () => Promise<unknown> = async () => {}) => {
    const { id } = await engine.newConversation()
    const said = engine.say(id, 'Write a short poem about the sea.')
    await expect.poll(async () => (await engine.ask('turn.questions', {})).questions.length).toBe(1)
    const [question] = (await engine.ask('turn.questions', {})).questions
    questions.push(question!)
    await meanwhile()
    await engine.ask('turn.decide', { turnId: question!.turnId, choice })
    return said
  }
  expect((await decideBy('local')).route).toMatchObject({ destination: 'local', asked: 'local' })
  expect(questions[0]).toMatchObject({ ruleName: 'Ask first', cloud: { modelId: cloudModelId, destination: 'api.cloud.test' }, leaves: { notes: 0, heldBack: 0 } })
  expect(questions[0]!.leaves!.tokens).toBeGreaterThan(300)
  expect(questions[0]!.cloud!.cost).toBeGreaterThan(0)
  expect((await decideBy('stop')).route).toMatchObject({ destination: 'none', asked: 'stop' })
  expect(server.requests).toHaveLength(0)
  const offline = await decideBy('cloud', () => engine.ask('settings.set', { offline: true }))
  expect(offline.route).toMatchObject({ destination: 'local', rule: 'offline' })
  expect(server.requests).toHaveLength(0)
  await engine.ask('settings.set', { offline: false })
  expect((await decideBy('cloud')).route).toMatchObject({ destination: 'cloud', asked: 'cloud' })
  expect(server.requests).toHaveLength(1)
})

test('[T61] a yes holds for the model that was asked about, and for no other that a rule names by then', async () => {
  const { engine, server } = await withCloud([rule({ then: { kind: 'ask', modelId: cloudModelId, allowPersonal: false } })])
  const [provider] = (await engine.ask('providers.list', {})).providers
  const [model] = provider!.models
  await engine.ask('providers.save', { ...provider!, models: [model!, { ...model!, id: 'other-model' }], key: null })
  const turn = sayNew(engine, 'Write a short poem about the sea.')
  const asked = async () => (await engine.ask('turn.questions', {})).questions.map(({ cloud }) => cloud?.modelId)
  await expect.poll(asked).toEqual([cloudModelId])
  await engine.ask('policy.save', { rules: [rule({ then: { kind: 'ask', modelId: 'cloud:wire:other-model', allowPersonal: false } })] })
  const [question] = (await engine.ask('turn.questions', {})).questions
  await engine.ask('turn.decide', { turnId: question!.turnId, choice: 'cloud' })
  await expect.poll(asked).toEqual(['cloud:wire:other-model'])
  expect(server.requests).toHaveLength(0)
  await engine.ask('turn.decide', { turnId: question!.turnId, choice: 'cloud' })
  expect((await turn).route).toMatchObject({ destination: 'cloud', modelId: 'cloud:wire:other-model', asked: 'cloud' })
})

test('[T62] a budget that is used up keeps the next turn here, with the reason and without a byte sent', async () => {
  const { engine, server } = await withCloud([rule({})])
  expect((await sayNew(engine, 'Write a short poem about the sea.')).route!.destination).toBe('cloud')
  const sent = server.requests.length
  const spent = (await engine.ask('spending.get', {})).total
  expect(spent.calls).toBe(1)
  expect(spent.costUsd).toBeGreaterThan(0)
  await engine.ask('spending.setLimits', { limits: [{ id: 'l_1', scope: { kind: 'all' }, period: 'day', usd: spent.costUsd, tokens: null }] })
  const kept = await sayNew(engine, 'Write a short poem about the moon.')
  expect(kept.route).toMatchObject({ destination: 'local', rule: 'budget' })
  expect(kept.route!.reason).toContain('budget')
  expect(server.requests).toHaveLength(sent)
})

test('[T63] where nobody can answer, the notes that were found stand there with the reason, as a failed turn that later ones do not read', async () => {
  const broken = scriptedModel({ answers: [{ text: '', failure: { kind: 'model-failed', message: 'The model stopped.' }, failAfter: 0 }, 'Fine now.'] })
  const engine = await openTestEngine({ chat: [broken], settings: { answerFromMemory: false } })
  closers.push(() => engine.close())
  await engine.ask('memories.add', { text: 'My sister Nadia lives in Porto.' })
  const { id } = await engine.newConversation()
  const lost = await engine.say(id, 'Where does my sister Nadia live these years?')
  expect(lost.status).toBe('failed')
  expect(lost.attempts.map((one) => [one.strategy, one.outcome])).toEqual([['primary', 'failed'], ['emergency', 'answered']])
  expect(await engine.lastAnswer(id)).toContain('My sister Nadia lives in Porto.')
  const next = await engine.say(id, 'And now?')
  expect(next.status).toBe('done')
  expect(next.context!.prompt.map((message) => message.text).join('\n')).not.toContain('No model could answer')
})

test('[T63] what stands in for an answer is as private as the notes that it quotes, and no summary reads it', async () => {
  const full = { text: '', failure: { kind: 'model-memory' as const, message: 'The memory of this computer was full.' }, failAfter: 0 }
  const engine = await openTestEngine({ chat: [scriptedModel({ answers: [full, full] })], settings: { answerFromMemory: false } })
  closers.push(() => engine.close())
  await engine.ask('memories.add', { text: 'My sister Nadia lives in Porto.', label: 'local' })
  const messages = ['The sea is wide.', 'The sea is deep.', 'The sea is blue.', 'The sea is old.'].flatMap((text, at) => [{ role: 'user' as const, text, at: 2 * at }, { role: 'assistant' as const, text: `Yes: ${text}`, at: 2 * at + 1 }])
  const talk = await engine.ask('conversations.import', { title: 'Sea', messages })
  const lost = await engine.say(talk.id, 'Where does my sister Nadia live these years?')
  expect(lost.attempts.map((one) => one.strategy)).toEqual(['primary', 'minimal', 'emergency'])
  const { items } = await engine.ask('messages.list', { conversationId: talk.id, limit: 200 })
  expect(items.find((one) => one.id === lost.answerMessageId)).toMatchObject({ label: 'local', status: 'failed', text: expect.stringContaining('Porto') as string })
  await engine.say(talk.id, 'The sea is cold.')
  const epoch = await engine.ask('epochs.make', { conversationId: talk.id, kind: 'checkpoint' })
  expect(JSON.stringify(await engine.ask('epochs.get', { epochId: epoch.id }))).not.toContain('Porto')
  expect(epoch.text).not.toContain('Porto')
})
