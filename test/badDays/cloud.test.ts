import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Failure } from '../../src/shared/result.ts'
import { scriptedModel } from '../../src/main/models/scripted/scriptedModel.ts'
import type { Provider } from '../../src/shared/model.ts'
import { startServer } from '../support/wireServers/startServer.ts'
import type { WireAnswer, WireServer } from '../support/wireServers/wireServer.ts'
import { root, type TestEngine } from '../support/testEngine.ts'
import { afterwards, everyTask, expectPlain, start, talkOf } from './support.ts'

const key = 'sk-canary-9f8e7d6c5b4a39281706f5e4d3c2b1a0'
/** What the provider is called outside: the test's server is on this computer, and that is another rule. */
const publicBase = 'https://api.wire.test/v1'
const defaultModel = (JSON.parse(readFileSync(join(root, 'resources/catalogue.json'), 'utf8')) as { default: string }).default
const cloudModel = 'cloud:wire:wire-model'
const words = ['The ', 'sea ', 'is ', 'wide ', 'today.']

interface Setting { readonly engine: TestEngine; readonly server: WireServer; readonly localAsked: () => number }

/** A real provider over a real wire, set up as a person does it, beside a model on this computer. */
async function startCloud(kind: Provider['kind'], answers: readonly WireAnswer[], options: { fallback: boolean; offline?: boolean }): Promise<Setting> {
  const server = await startServer(kind, answers)
  afterwards(() => server.close())
  const local = scriptedModel({ answers: ['From this computer.'] })
  const engine = await start({
    engine: {
      offline: options.offline ?? false, silentMs: 400,
      fetch: (url, init) => fetch(String(url).replace(publicBase, server.baseUrl), init),
      models: (real) => ({
        ...real,
        list: async () => [local.info, ...(await real.list()).filter((info) => info.providerId !== null)],
        peek: (id) => id === local.info.id ? local.info : real.peek(id),
        open: async (id) => id === local.info.id ? { ok: true, value: local } : real.open(id),
      }),
    },
  })
  await engine.ask('providers.save', {
    id: 'wire', name: 'Wire', kind, baseUrl: publicBase, enabled: true, key,
    models: [{ id: 'wire-model', windowTokens: 8000, inputPrice: 3, outputPrice: 15 }],
  })
  await engine.ask('models.use', { modelId: cloudModel })
  await engine.ask('settings.set', { taskRules: everyTask('cloud'), fallbackToLocal: options.fallback })
  return { engine, server, localAsked: () => local.requests.length }
}

/** What may pass is asked for three times before a person hears of it. */
const refusals: [name: string, kind: Provider['kind'], fault: WireAnswer, expected: Partial<Failure>, tries: 1 | 3][] = [
  ['a wrong key (401)', 'openai', { words, fault: { kind: 'echo-key', status: 401 } }, { kind: 'provider-key' }, 1],
  ['a wrong key (401), the other vendor', 'anthropic', { words, fault: { kind: 'echo-key', status: 401 } }, { kind: 'provider-key' }, 1],
  ['too many requests (429) with Retry-After', 'openai', { words, fault: { kind: 'status', status: 429, headers: { 'retry-after': '17' } } }, { kind: 'provider-limit', retryAfterSeconds: 17 }, 1],
  ['a silent server', 'openai', { words, fault: { kind: 'silent' } }, { kind: 'provider-silent' }, 3],
  ['a server that breaks (500)', 'anthropic', { words, fault: { kind: 'status', status: 500 } }, { kind: 'provider-failed' }, 3],
  ['a wrong key (400), as Google says it', 'google', { words, fault: { kind: 'status', status: 400, code: 'API_KEY_INVALID', message: 'API key not valid.' } }, { kind: 'provider-key' }, 1],
  ['no credit (402)', 'openrouter', { words, fault: { kind: 'status', status: 402 } }, { kind: 'provider-limit' }, 1],
  ['an answer held back by the rules of the provider', 'anthropic', { words: [], finish: 'filtered' }, { kind: 'provider-refused' }, 1],
  ['a connection that is reset', 'mistral', { words, fault: { kind: 'reset-at-once' } }, { kind: 'provider-failed' }, 3],
  ['a server that only keeps the line open', 'openrouter', { words, fault: { kind: 'crawl', after: 0, everyMs: 50 } }, { kind: 'provider-silent' }, 3],
  ['a page instead of an answer', 'openai', { words, fault: { kind: 'garbage', body: '<html>Log in to the hotel network</html>' } }, { kind: 'provider-broken' }, 1],
]

test.each(refusals)('[B3] %s, no fallback: a sentence with a next step, nothing is lost, and the next turn works', { timeout: 60_000 }, async (_name, kind, fault, expected, tries) => {
  const { engine, server, localAsked } = await startCloud(kind, [...Array<WireAnswer>(tries).fill(fault), { words }], { fallback: false })
  const conversation = await engine.newConversation()
  const trace = await engine.say(conversation.id, 'Write one line about the sea.')
  expect(trace).toMatchObject({ status: 'failed', failure: expected })
  expectPlain(trace.failure)
  expect(JSON.stringify([trace, engine.heard])).not.toContain(key.slice(4, 20))
  expect([server.requests.length, localAsked()]).toEqual([tries, 0])
  const [question, answer] = await talkOf(engine, conversation.id)
  expect(question).toMatchObject({ text: 'Write one line about the sea.', status: 'done' })
  expect(answer).toMatchObject({ status: 'failed', text: '', note: expect.stringContaining(trace.failure!.message) })
  // A refused account is left alone until the person wants it tried.
  await engine.ask('health.retry', { kind: 'provider', id: 'wire' })
  const { turnId } = await engine.ask('turn.regenerate', { messageId: question!.id })
  expect(await engine.ended(turnId)).toMatchObject({ status: 'done' })
  expect(await engine.lastAnswer(conversation.id)).toBe(words.join(''))
})

test.each(refusals)('[B4] %s, fallback allowed: this computer answers and the turn says so', { timeout: 60_000 }, async (_name, kind, fault, expected) => {
  const { engine, localAsked } = await startCloud(kind, [fault], { fallback: true })
  const conversation = await engine.newConversation()
  const trace = await engine.say(conversation.id, 'Write one line about the sea.')
  expect(trace.status).toBe('done')
  expect(trace.route).toMatchObject({ destination: 'local', fallback: { fromModelId: cloudModel, because: expected } })
  expect(trace.notices.join(' ')).toContain('The model on this computer answered instead.')
  expect(JSON.stringify([trace, engine.heard])).not.toContain(key.slice(4, 20))
  expect(localAsked()).toBe(1)
  expect(await engine.lastAnswer(conversation.id)).toBe('From this computer.')
})

test.each([
  ['cut', { kind: 'cut', after: 3 }, 'provider-broken'],
  ['stalled', { kind: 'stall', after: 3 }, 'provider-silent'],
  ['ended in half a frame', { kind: 'half-frame', after: 3 }, 'provider-broken'],
] as const)('[B5] a stream %s in the middle: the text so far stays, marked, whatever fallback says', async (_name, fault, kind) => {
  const { engine, localAsked } = await startCloud('openai', [{ words, fault }, { words }], { fallback: true })
  const conversation = await engine.newConversation()
  const trace = await engine.say(conversation.id, 'Write one line about the sea.')
  expect(trace).toMatchObject({ status: 'interrupted', failure: { kind } })
  expectPlain(trace.failure)
  expect(localAsked()).toBe(0)
  const answer = (await talkOf(engine, conversation.id)).at(-1)!
  expect(answer).toMatchObject({ status: 'interrupted', text: 'The sea is ', note: expect.stringContaining(trace.failure!.message) })
  expect((await engine.say(conversation.id, 'Once more, please.')).status).toBe('done')
})

test.each<[name: string, kind: Provider['kind'], answer: WireAnswer, expected: object]>([
  ['repeats one word for ever', 'openai', { words, fault: { kind: 'repeat', after: 2, word: 'sea ' } }, { status: 'done', usage: { reported: false } }],
  ['never ends', 'mistral', { words, fault: { kind: 'flood' } }, { status: 'done', usage: { reported: false } }],
  ['sends a line of 100 MB', 'google', { words, fault: { kind: 'huge-line', after: 2, bytes: 100 << 20 } }, { status: 'interrupted', failure: { kind: 'provider-broken' } }],
  ['sends noise', 'anthropic', { words, fault: { kind: 'noise', after: 2 } }, { status: 'interrupted', failure: { kind: 'provider-broken' } }],
  ['claims that it used less than nothing', 'openrouter', { words, usage: { input: -5_000_000, output: 4, costUsd: -3 } }, { status: 'done', usage: { reported: false } }],
  ['claims a prompt of a billion tokens', 'openai-compatible', { words, usage: { input: 1_000_000_000, output: 4 } }, { status: 'done', usage: { reported: false } }],
])('[M122][M125][M126] a provider that %s: the turn ends, the sums stay right, and the next turn works', async (_name, kind, answer, expected) => {
  const { engine } = await startCloud(kind, [answer, { words, usage: { input: 300, output: 6 } }], { fallback: true })
  const conversation = await engine.newConversation()
  const trace = await engine.say(conversation.id, 'Write one line about the sea.')
  expect(trace).toMatchObject(expected)
  expect(trace.cost).toBeGreaterThanOrEqual(0)
  // A hundred thousand words at the price of this model.
  expect(trace.cost).toBeLessThan(3)
  expect((await talkOf(engine, conversation.id)).at(-1)!.text.startsWith('The sea')).toBe(true)
  expect((await engine.say(conversation.id, 'Once more, please.')).status).toBe('done')
})

test('[B6] offline, by flag or by setting: a cloud provider is set up, and not one connection is made', async () => {
  const { engine, server } = await startCloud('openai', [{ words }], { fallback: true, offline: true })
  const conversation = await engine.newConversation()
  await engine.ask('conversations.update', { conversationId: conversation.id, route: cloudModel })
  const trace = await engine.say(conversation.id, 'Write one line about the sea.')
  expect(trace.route).toMatchObject({ destination: 'local', rule: 'offline', reason: expect.stringContaining('offline') })
  const again = await engine.ask('turn.regenerate', { messageId: trace.userMessageId, modelId: cloudModel })
  await engine.ended(again.turnId)
  expect(await engine.refuse('models.download', { modelId: defaultModel })).toMatchObject({ kind: 'offline', next: expect.any(String) })
  // The flag is stronger than the setting.
  await engine.ask('settings.set', { offline: false })
  await engine.say(conversation.id, 'And one about the hills.')
  expect(server.connections()).toBe(0)

  const online = await startCloud('openai', [{ words }], { fallback: true })
  const other = await online.engine.newConversation()
  await online.engine.ask('settings.set', { offline: true })
  expect((await online.engine.say(other.id, 'Write one line about the sea.')).route!.rule).toBe('offline')
  expect(online.server.connections()).toBe(0)
  // The positive control: the same engine does connect once it may.
  await online.engine.ask('settings.set', { offline: false })
  expect((await online.engine.say(other.id, 'Now one about the hills.')).route!.destination).toBe('cloud')
  expect(online.server.connections()).toBeGreaterThan(0)
})
