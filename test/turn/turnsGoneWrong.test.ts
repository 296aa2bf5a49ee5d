import { afterEach, expect, test } from 'vitest'
import type { PolicyRule } from '../../src/shared/policy.ts'
import { scriptedModel } from '../../src/main/models/scripted/scriptedModel.ts'
import { whyCut } from '../../src/main/models/whyCut.ts'
import { cloudModelId, openCloudEngine } from '../support/cloudEngine.ts'
import type { TestEngine } from '../support/testEngine.ts'
import type { WireAnswer } from '../support/wireServers/wireServer.ts'

const closers: (() => unknown)[] = []
afterEach(async () => { for (const close of closers.splice(0).reverse()) await close() })

const out: PolicyRule = { id: 'r_1', name: 'Writing goes out', enabled: true, when: { tasks: ['write'] }, then: { kind: 'cloud', modelId: null, allowPersonal: false } }
const askFirst: PolicyRule = { ...out, name: 'Ask first', then: { kind: 'ask', modelId: null, allowPersonal: false } }
const poem = 'Write a short poem about the sea.'
const good: WireAnswer = { words: ['The sea ', 'is wide.'] }

async function withCloud(answer: WireAnswer, rule: PolicyRule = out, fallbackToLocal = true) {
  const cloud = await openCloudEngine([answer], { local: [scriptedModel({ answers: ['From here.'] })] })
  closers.push(() => cloud.close())
  await cloud.engine.ask('settings.set', { cloudModelId, answerFromMemory: false, answerCache: 'off', fallbackToLocal })
  await cloud.engine.ask('policy.save', { rules: [rule] })
  return cloud
}

const sayNew = async (engine: TestEngine, text: string) => engine.say((await engine.newConversation()).id, text)
const questionsOf = async (engine: TestEngine) => (await engine.ask('turn.questions', {})).questions
const lastOf = async (engine: TestEngine, conversationId: string) => (await engine.ask('messages.list', { conversationId, limit: 1 })).items.at(-1)!

test('[T65] questions that wait for a person keep no turn waiting, and each is answered when its answer comes', async () => {
  const { engine, server } = await withCloud(good, askFirst)
  const asked = await Promise.all(Array.from({ length: 9 }, () => sayNewLater(engine)))
  await expect.poll(async () => (await questionsOf(engine)).length).toBe(9)
  expect((await sayNew(engine, 'What is two plus two?')).route).toMatchObject({ destination: 'local' })
  for (const { turnId } of await questionsOf(engine)) await engine.ask('turn.decide', { turnId, choice: 'cloud' })
  for (const { turnId } of asked) expect(await engine.ended(turnId)).toMatchObject({ status: 'done' })
  expect(server.requests).toHaveLength(9)
})

const sayNewLater = async (engine: TestEngine) => engine.ask('turn.send', { conversationId: (await engine.newConversation()).id, text: poem })

test.each([false, true])('[T66] deleting a conversation (temporary: %s) stops its turn and takes its question back', async (temporary) => {
  const { engine, server } = await withCloud(good, askFirst)
  const { id } = await engine.ask('conversations.create', { title: '', temporary })
  const { turnId } = await engine.ask('turn.send', { conversationId: id, text: poem })
  await expect.poll(async () => (await questionsOf(engine)).length).toBe(1)
  await engine.ask('conversations.delete', { conversationId: id })
  await expect.poll(async () => (await questionsOf(engine)).length).toBe(0)
  expect(await engine.refuse('turn.decide', { turnId, choice: 'cloud' })).toMatchObject({ kind: 'not-found' })
  await engine.ended(turnId)
  expect(server.requests).toHaveLength(0)
  expect((await engine.ask('spending.get', {})).total.calls).toBe(0)
})

test.each([[[]], [[' ', '\n', ' \n']]])('[T67] an answer of %j is none: it is tried again, and the model on this computer answers', async (words: string[]) => {
  const { engine, server } = await withCloud({ words, usage: { input: 10, output: 2 } })
  const turn = await sayNew(engine, poem)
  expect(turn).toMatchObject({ status: 'done', route: { destination: 'local', fallback: { because: { message: 'wire-model answered nothing.' } } } })
  expect(turn.attempts.map(({ strategy, outcome, retries }) => [strategy, outcome, retries])).toEqual([['primary', 'failed', 2], ['backup', 'answered', 0]])
  expect(await engine.lastAnswer(turn.conversationId)).toBe('From here.')
  // Each of them was paid for.
  expect(server.requests).toHaveLength(3)
  expect((await engine.ask('spending.get', {})).total.calls).toBe(3)
})

test('[T67] without a fallback the turn fails in a sentence', async () => {
  const { engine } = await withCloud({ words: [] }, out, false)
  const turn = await sayNew(engine, poem)
  expect(turn).toMatchObject({ status: 'failed', failure: { kind: 'provider-silent', message: 'wire-model answered nothing.' } })
  expect((await lastOf(engine, turn.conversationId)).note).toContain('wire-model answered nothing.')
})

test.each<[string, WireAnswer, RegExp]>([
  ['the limit of tokens', { words: ['The sea '], finish: 'length' }, /^Cut off: the longest answer allowed is \d+ tokens\.$/],
  ['a flood', { words: [], fault: { kind: 'flood' } }, /^Cut off: the longest answer allowed is \d+ tokens\.$/],
  ['repeating', { words: ['Well, '], fault: { kind: 'repeat', after: 1, word: 'the ' } }, /^Stopped: it repeated itself\.$/],
])('[T68] an answer cut by %s says so beside it and in the turn', async (_name, answer, sentence) => {
  const { engine } = await withCloud(answer)
  const turn = await sayNew(engine, poem)
  expect(turn).toMatchObject({ status: 'done', route: { destination: 'cloud' } })
  expect((await lastOf(engine, turn.conversationId)).note).toMatch(sentence)
  expect(turn.notices.filter((one) => sentence.test(one))).toHaveLength(1)
})

test('[T68] rules of dashes, tables and lists are no repeating', () => {
  const repeats = (text: string) => whyCut(text, 100) === 'Stopped: it repeated itself.'
  for (const text of ['', 'a', `A table\n${'-'.repeat(120)}`, '| a | b |\n| - | - |\n'.repeat(8), Array.from({ length: 90 }, (_, at) => `${at}. item\n`).join('')]) expect(repeats(text)).toBe(false)
  for (const text of ['the '.repeat(90), `${'the '.repeat(90)}th`, `So: ${'no, no and no! '.repeat(30)}`, '0'.repeat(400), '\n- a'.repeat(200)]) expect(repeats(text)).toBe(true)
})

test('[T69] a rule that refuses says once where it can be changed', async () => {
  const { engine } = await withCloud(good, { ...out, name: 'No poems', then: { kind: 'refuse', sentence: '' } })
  const turn = await sayNew(engine, poem)
  expect(turn.failure).toEqual({ kind: 'not-allowed', message: 'Your rule “No poems” lets nobody answer this.', next: 'Change or switch off that rule in Settings, under Rules.' })
  expect((await lastOf(engine, turn.conversationId)).note).toBe('Your rule “No poems” lets nobody answer this. Change or switch off that rule in Settings, under Rules.')
})

test.each([413, 400])('[T70] a prompt that is too long (%i) in every size is made again once, and told once', async (status) => {
  const { engine, server } = await withCloud({ words: [], fault: { kind: 'status', status, code: 'context_length_exceeded', message: 'This model\'s maximum context length is 200 tokens.' } }, out, false)
  const turn = await sayNew(engine, poem)
  expect(turn.notices.filter((one) => one.includes('made again with less'))).toHaveLength(1)
  expect(turn.attempts.map(({ strategy }) => strategy)).toEqual(['primary', 'minimal', ...turn.attempts.slice(2).map(({ strategy }) => strategy)])
  expect(server.requests).toHaveLength(3)
})

test('[T70] a redirect is asked once', async () => {
  const { engine, server } = await withCloud({ words: [], fault: { kind: 'redirect', to: 'https://elsewhere.test/v1' } })
  expect((await sayNew(engine, poem)).route).toMatchObject({ destination: 'local' })
  expect(server.requests).toHaveLength(1)
})
