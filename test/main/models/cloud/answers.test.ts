import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { createCloudModels } from '../../../../src/main/models/cloud/createCloudModels.ts'
import { clearForThisComputer } from '../../../../src/main/privacy/clear.ts'
import { startOpenAiServer } from '../../../support/wireServers/openAi.ts'
import { ask, canary, hear, kinds, openBench, providerOf } from './support.ts'

const words = ['Hello', ' there', ', ', 'friend 🙂', '.']

describe.each(kinds)('%s', (kind) => {
  test('[C20] streams the answer and sends what was asked, once', async () => {
    const { server, model } = await openBench(kind, [{ words }])
    const heard = await hear(model.generate(ask({ messages: [
      { role: 'system', text: 'Be brief.' }, { role: 'user', text: 'Hi' }, { role: 'assistant', text: 'Yes?' }, { role: 'user', text: 'Hello?' },
    ] })))
    expect(heard).toMatchObject({ text: 'Hello there, friend 🙂.', failure: null, last: { type: 'end', stopped: 'end' } })
    expect(heard.tokens).toBeGreaterThan(1)
    expect(server.requests).toHaveLength(1)
    const { body, url, method } = server.requests[0]!
    // Google names model and streaming in the address and keeps its figures together.
    const { temperature, max_tokens, max_completion_tokens, maxOutputTokens } = (body.generationConfig ?? body) as Record<string, unknown>
    expect({ method, temperature, most: max_tokens ?? max_completion_tokens ?? maxOutputTokens }).toEqual({ method: 'POST', temperature: 0.3, most: 64 })
    if (kind !== 'google') expect({ model: body.model, stream: body.stream }).toEqual({ model: 'wire-model', stream: true })
    expect(url).toBe({ 'openai': '/v1/chat/completions', 'anthropic': '/v1/messages', 'google': '/v1beta/models/wire-model:streamGenerateContent?alt=sse', 'mistral': '/v1/chat/completions', 'openrouter': '/api/v1/chat/completions', 'openai-compatible': '/v1/chat/completions' }[kind])
    const sent = JSON.stringify([body.system ?? body.systemInstruction ?? null, body.messages ?? body.contents])
    expect([...sent.matchAll(/Be brief\.|Hi|Yes\?|Hello\?/g)].map((one) => one[0])).toEqual(['Be brief.', 'Hi', 'Yes?', 'Hello?'])
  })

  test('[M90] a schema is refused and nothing is sent', async () => {
    const { server, model, egress } = await openBench(kind, [{ words }])
    const heard = await hear(model.generate(ask({ schema: { type: 'object' } })))
    expect(heard).toMatchObject({ text: '', failure: { kind: 'unsupported' } })
    expect([server.requests.length, egress.length]).toEqual([0, 0])
  })

  test('[C20] an answer that ran into its limit says so', async () => {
    const { model } = await openBench(kind, [{ words, finish: 'length' }])
    expect((await hear(model.generate(ask()))).last).toMatchObject({ type: 'end', stopped: 'length' })
  })

  test('[C21] usage is what the provider reports, cached tokens included', async () => {
    const { model } = await openBench(kind, [{ words, usage: { input: 120, output: 7, cached: 100, cacheWrite: 15 } }])
    const written = ['openai', 'anthropic', 'openrouter'].includes(kind) ? { cacheWriteTokens: 15 } : {}
    expect((await hear(model.generate(ask()))).last).toEqual({
      type: 'end', stopped: 'end', usage: { promptTokens: 120, cachedTokens: 100, evaluatedTokens: 20, outputTokens: 7, reported: true, ...written }, timing: null,
    })
  })

  test('[C22] a prompt that was not cleared goes nowhere', async () => {
    const { server, model, egress } = await openBench(kind, [{ words }])
    const { cleared: _, ...bare } = ask()
    // @ts-expect-error a call without a cleared prompt does not compile
    expect((await hear(model.generate(bare))).failure).toMatchObject({ kind: 'not-allowed' })
    expect((await hear(model.generate({ ...ask(), cleared: clearForThisComputer('local') }))).failure).toMatchObject({ kind: 'not-allowed' })
    expect((await hear(model.generate({ ...ask(), cleared: clearForThisComputer('open') }))).failure).toMatchObject({ kind: 'not-allowed' })
    expect([server.connections(), egress]).toEqual([0, []])
  })

  test('[C26] cancelling closes the connection and keeps the text so far', async () => {
    const { server, model, egress } = await openBench(kind, [{ words, fault: { kind: 'stall', after: 2 } }])
    const stop = new AbortController()
    const heard = await hear((async function* () {
      for await (const event of model.generate(ask({ signal: stop.signal }))) {
        if (event.type === 'token' && event.text.includes('there')) stop.abort()
        yield event
      }
    })())
    expect(heard).toMatchObject({ text: 'Hello there', last: { type: 'end', stopped: 'cancelled', usage: { reported: false } } })
    await server.abandoned(1)
    expect(egress).toMatchObject([{ status: 'cancelled' }])
  })

  test('[C26] leaving the stream closes the connection too', async () => {
    const { server, model } = await openBench(kind, [{ words, fault: { kind: 'stall', after: 2 } }])
    for await (const event of model.generate(ask())) if (event.type === 'token') break
    await server.abandoned(1)
  })

  test('[C37] a call leaves one line in the ledger', async () => {
    const { server, model, egress, urls } = await openBench(kind, [{ words }], { now: () => 1234 })
    await hear(model.generate(ask()))
    const bytesIn = egress[0]!.bytesIn
    expect(egress).toEqual([{ at: 1234, conversationId: 'c_1', destination: 'api.wire.test', purpose: 'answer', bytesOut: Buffer.byteLength(server.requests[0]!.text), bytesIn, status: 'done', label: 'open' }])
    expect(bytesIn).toBeGreaterThan(200)
    expect(JSON.stringify([egress, urls])).not.toContain(canary.slice(3, 12))
  })
})

test('[C20] seed and stop are sent where they are understood', async () => {
  const { server, model } = await openBench('openai', [{ words }])
  await hear(model.generate(ask({ seed: 7, stop: ['END'] })))
  expect(server.requests[0]!.body).toMatchObject({ seed: 7, stop: ['END'] })
})

test('[C21] without reported usage our own counts stand there and say so', async () => {
  const { model } = await openBench('openai-compatible', [{ words, usage: null }])
  const { last } = await hear(model.generate(ask()))
  const [output] = await model.counter.count(['Hello there, friend 🙂.'])
  expect(last).toMatchObject({ usage: { reported: false, promptTokens: await model.counter.countChat(ask().messages), outputTokens: output } })
})

test.each(kinds)('[C23] %s: offline, nothing is sent and no connection is made', async (kind) => {
  let offline = false
  const { server, models, model, egress } = await openBench(kind, [{ words }], { offline: () => offline })
  offline = true
  expect(await models.open('cloud:wire:wire-model')).toMatchObject({ ok: false, error: { kind: 'offline' } })
  expect((await hear(model.generate(ask()))).failure).toMatchObject({ kind: 'offline' })
  expect(models.list()[0]).toMatchObject({ state: 'available', problem: { kind: 'offline' } })
  expect([server.connections(), egress]).toEqual([0, []])
})

test.each([null, '', '  ', 'sk-with\nnewline', 'sk-schlüssel'])('[C23] with the key %j nothing is sent', async (key) => {
  const { server, models, model, egress } = await openBench('openai', [{ words }], { key: () => Promise.resolve(key) })
  expect(await models.open('cloud:wire:wire-model')).toMatchObject({ ok: false, error: { kind: 'provider-key' } })
  expect((await hear(model.generate(ask()))).failure).toMatchObject({ kind: 'provider-key', next: expect.stringMatching(/^Enter the key/) })
  expect([server.connections(), egress]).toEqual([0, []])
})

test('[C24] a server on this computer needs no key, works offline, and is no egress', async () => {
  const server = await startOpenAiServer([{ words, usage: { input: 9, output: 4 } }])
  const egress: unknown[] = []
  const models = createCloudModels({
    providers: () => [providerOf('openai-compatible', { baseUrl: server.baseUrl, keyTail: null, models: [{ id: 'qwen2.5:0.5b', windowTokens: 4096, inputPrice: null, outputPrice: null, abilities: null }] })],
    key: () => Promise.resolve(null), offline: () => true, fetch, onEgress: (row) => egress.push(row), margin: () => 1,
  })
  expect(models.list()).toMatchObject([{ id: 'cloud:wire:qwen2.5:0.5b', place: 'local', state: 'ready', small: true, problem: null }])
  const opened = await models.open('cloud:wire:qwen2.5:0.5b')
  if (!opened.ok) throw new Error(opened.error.message)
  expect(opened.value).toMatchObject({ place: 'cloud', loopback: true, price: { input: 0, output: 0 }, windowTokens: 4096 })
  const heard = await hear(opened.value.generate({ ...ask(), cleared: clearForThisComputer('local') }))
  expect(heard).toMatchObject({ text: 'Hello there, friend 🙂.', last: { usage: { promptTokens: 9, reported: true } } })
  expect(server.requests[0]!.headers.authorization).toBeUndefined()
  expect(egress).toEqual([])
  await server.close()
})

test.each([
  ['http://127.0.0.1:11434/v1', true, true], ['http://127.8.8.8/v1', true, true], ['http://[::1]:1234/v1', true, true], ['http://localhost:1234', true, true], ['https://localhost', true, true],
  ['http://127.1:80/v1', true, true], ['https://example.com/v1/', true, false], ['https://127.0.0.1.example.com', true, false], ['https://localhost.example.com', true, false],
  ['http://example.com', false, false], ['http://192.168.0.7/v1', false, false], ['ftp://127.0.0.1', false, false], ['https://user:pass@example.com', false, false], ['not an address', false, false],
])('[C24] %s: can be opened %s, on this computer %s', async (baseUrl, opens, loopback) => {
  const models = createCloudModels({ providers: () => [providerOf('openai-compatible', { baseUrl, loopback: !loopback })], key: () => Promise.resolve(canary), offline: () => false, fetch, onEgress: () => {}, margin: () => 1 })
  const opened = await models.open('cloud:wire:wire-model')
  expect(opened.ok ? { opens: true, loopback: opened.value.loopback } : { opens: false, loopback: false, kind: opened.error.kind }).toEqual(opens ? { opens, loopback } : { opens, loopback, kind: 'bad-input' })
})

test('[C25] a redirect is not followed', async () => {
  const elsewhere = await startOpenAiServer([{ words }])
  const { model } = await openBench('openai', [{ words, fault: { kind: 'redirect', to: `${elsewhere.baseUrl}/chat/completions` } }])
  expect((await hear(model.generate(ask()))).failure).toMatchObject({ kind: 'not-allowed', message: 'Wire points to another address, which is not followed.' })
  expect(elsewhere.connections()).toBe(0)
  await elsewhere.close()
})

test('[C20] only enabled providers are there', async () => {
  const models = createCloudModels({ providers: () => [providerOf('openai', { enabled: false })], key: () => Promise.resolve(canary), offline: () => false, fetch, onEgress: () => {}, margin: () => 1 })
  expect(models.list()).toEqual([])
  expect(await models.open('cloud:wire:wire-model')).toMatchObject({ ok: false, error: { kind: 'not-found' } })
})

test.each([
  ['openai', 'https://api.openai.com/v1/chat/completions'], ['anthropic', 'https://api.anthropic.com/v1/messages'],
  ['google', 'https://generativelanguage.googleapis.com/v1beta/models/wire-model:streamGenerateContent?alt=sse'],
  ['mistral', 'https://api.mistral.ai/v1/chat/completions'], ['openrouter', 'https://openrouter.ai/api/v1/chat/completions'],
] as const)('[C25] %s without an address of its own goes to %s, whatever the environment says', async (kind, expected) => {
  vi.stubEnv('OPENAI_BASE_URL', 'https://elsewhere.test/v1')
  vi.stubEnv('ANTHROPIC_BASE_URL', 'https://elsewhere.test/v1')
  for (const name of ['OPENAI_API_KEY', 'GOOGLE_GENERATIVE_AI_API_KEY', 'MISTRAL_API_KEY', 'OPENROUTER_API_KEY']) vi.stubEnv(name, 'sk-from-the-environment')
  onTestFinished(() => { vi.unstubAllEnvs() })
  const sent: [string, string][] = []
  const fetchNothing = (url: string | URL | Request, init?: RequestInit) => {
    sent.push([String(url), JSON.stringify([...new Headers(init?.headers)])])
    return Promise.resolve(new Response('{}', { status: 500 }))
  }
  const { models } = await openBench(kind, [{ words }], { fetch: fetchNothing }, { baseUrl: null })
  const opened = await models.open('cloud:wire:wire-model')
  if (!opened.ok) throw new Error(opened.error.message)
  await hear(opened.value.generate(ask()))
  expect(sent.map(([url]) => url)).toEqual([expected])
  expect(sent[0]![1]).toContain(canary)
})
