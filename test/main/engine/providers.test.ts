import Database from 'better-sqlite3'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { discoverServers } from '../../../src/main/engine/providers/discoverServers.ts'
import { addressOf } from '../../../src/main/models/cloud/address.ts'
import { createEgress } from '../../../src/main/models/egress.ts'
import type { Provider } from '../../../src/shared/model.ts'
import { startOpenAiServer } from '../../support/wireServers/openAi.ts'
import type { WireAnswer, WireServer } from '../../support/wireServers/wireServer.ts'
import { openTestEngine, type TestEngine, type TestEngineOptions } from '../../support/testEngine.ts'

const key = 'sk-needle-4f8a2c9d71e6b305'
const publicBase = 'https://api.wire.test/v1'
const model = { id: 'wire-model', windowTokens: 8000, inputPrice: 3, outputPrice: 15, abilities: null }
const provider = (change: Partial<Provider> = {}) => ({ id: 'wire', name: 'Wire', kind: 'openai-compatible' as const, baseUrl: publicBase, models: [model], enabled: true, key, ...change })

interface World { readonly engine: TestEngine; readonly server: WireServer; readonly asked: string[] }

/** An engine whose way out leads to a local server that goes by a public name; `asked` is every address that left the engine. */
async function open(answers: readonly WireAnswer[], options: TestEngineOptions = {}): Promise<World> {
  const server = await startOpenAiServer(answers)
  onTestFinished(() => server.close())
  const asked: string[] = []
  const engine = await openTestEngine({
    ...options,
    engine: { ...options.engine, fetch: (url, init) => { asked.push(String(url)); return fetch(String(url).replace(publicBase, server.baseUrl), init) } },
  })
  onTestFinished(() => engine.close())
  return { engine, server, asked }
}

const probe = { providerId: 'wire', modelId: 'wire-model' }
const ok: WireAnswer = { words: ['OK', '.'], usage: { input: 9, output: 2 } }

test('[E170] a test tells every step with the host, the last four characters of the key, tokens and cost', async () => {
  const { engine, server } = await open([ok])
  await engine.ask('providers.save', provider())
  const told = await engine.ask('providers.test', probe)
  expect(told.steps.map((step) => step.sentence.replace(/\d+ ms/, 'N ms'))).toEqual([
    `The address is ${publicBase}.`, 'A key is there; it ends in b305.', 'api.wire.test answered with status 200.', 'The first words came N ms later.',
    'wire-model said “OK.”.', '9 tokens went out and 2 came back; it cost less than $0.0001.',
  ])
  expect(told).toMatchObject({ ok: true, destination: 'api.wire.test', modelId: 'wire-model', failure: null })
  expect(told.steps.every((step) => step.ok && step.ms >= 0)).toBe(true)
  expect(told.costUsd).toBeCloseTo((9 * 3 + 2 * 15) / 1e6, 9)
  expect([told.bytesOut, told.bytesIn > 100]).toEqual([Buffer.byteLength(server.requests[0]!.text), true])
  expect(server.requests).toHaveLength(1)
  expect(server.requests[0]!.body).toMatchObject({ model: 'wire-model', messages: [{ role: 'user', content: 'Say OK.' }] })
  expect(Number(server.requests[0]!.body['max_tokens'] ?? server.requests[0]!.body['max_completion_tokens'])).toBeLessThanOrEqual(16)
  // By the id of the list as well.
  expect(await engine.ask('providers.test', { providerId: 'wire', modelId: 'cloud:wire:wire-model' })).toMatchObject({ ok: true, modelId: 'wire-model' })
})

test('[E170] whatever fails ends the test with a reason, and the key is in no sentence even where the server repeats it', async () => {
  const cases: readonly (readonly [WireAnswer, RegExp, string])[] = [
    [{ words: [], fault: { kind: 'echo-key', status: 401 } }, /answered with status 401/, 'provider-key'],
    [{ words: [], fault: { kind: 'echo-key', status: 400 } }, /answered with status 400/, 'provider-key'],
    [{ words: [], fault: { kind: 'status', status: 404 } }, /answered with status 404/, 'provider-failed'],
    [{ words: [], fault: { kind: 'status', status: 429, headers: { 'retry-after': '7' } } }, /answered with status 429/, 'provider-limit'],
    [{ words: [], fault: { kind: 'garbage', body: '<html>hello</html>' } }, /answered with status 200/, 'provider-broken'],
    [{ words: ['O'], fault: { kind: 'cut', after: 1 } }, /The first words came/, 'provider-broken'],
    [{ words: [], usage: { input: 1, output: 0 } }, /answered with status 200/, 'provider-silent'],
    [{ words: [], fault: { kind: 'redirect', to: 'http://127.0.0.1:9/' } }, /A key is there/, 'not-allowed'],
    [{ words: ['Your key is ', key, ' and ', Buffer.from(key).toString('utf8').slice(4), '.'] }, /said “Your key is \[key\] and \[key\]”/, ''],
  ]
  const { engine } = await open(cases.map(([answer]) => answer))
  await engine.ask('providers.save', provider())
  for (const [answer, seen, kind] of cases) {
    const told = await engine.ask('providers.test', probe)
    const name = JSON.stringify(answer.fault ?? answer.words)
    expect(told.steps.map((step) => step.sentence).join('\n'), name).toMatch(seen)
    expect(told.failure?.kind ?? '', name).toBe(kind)
    expect(told.ok, name).toBe(kind === '')
    if (kind !== '') expect(told.steps.at(-1), name).toMatchObject({ ok: false, sentence: told.failure!.message })
    expect(JSON.stringify(told), name).not.toContain('needle')
  }
})

test('[E171] a test keeps to offline and local only, and to what can be sent at all; it stands in the ledger as a test', async () => {
  const { engine, server, asked } = await open([ok])
  const reasonOf = async () => (await engine.ask('providers.test', probe)).failure?.kind
  expect(await engine.refuse('providers.test', probe)).toMatchObject({ kind: 'not-found' })
  await engine.ask('providers.save', provider({ key: null } as Partial<Provider>))
  expect(await reasonOf()).toBe('provider-key')
  await engine.ask('providers.save', provider({ enabled: false }))
  expect(await reasonOf()).toBe('not-allowed')
  await engine.ask('providers.save', provider())
  expect(await engine.refuse('providers.test', { ...probe, modelId: 'another' })).toMatchObject({ kind: 'not-found' })
  await engine.ask('settings.set', { localOnly: true })
  expect(await engine.ask('providers.test', probe)).toMatchObject({ ok: false, failure: { kind: 'not-allowed', message: 'Local only is on, so nothing is sent to Wire.' } })
  await engine.ask('settings.set', { localOnly: false, offline: true })
  expect(await reasonOf()).toBe('offline')
  expect([server.requests.length, asked, (await engine.ask('app.status', {})).sentBytesToday]).toEqual([0, [], 0])

  await engine.ask('settings.set', { offline: false })
  const told = await engine.ask('providers.test', probe)
  expect([told.ok, (await engine.ask('app.status', {})).sentBytesToday]).toEqual([true, told.bytesOut])
  const ledger = new Database(join(engine.profile, 'casement.db'), { readonly: true })
  expect(ledger.prepare('SELECT destination, purpose, bytes_out, status, label, turn_id FROM egress').all()).toEqual([{ destination: 'api.wire.test', purpose: 'test', bytes_out: told.bytesOut, status: 'done', label: 'open', turn_id: null }])
  ledger.close()
  // A server on this computer is no way out.
  await engine.ask('settings.set', { localOnly: true, offline: true })
  await engine.ask('providers.save', provider({ baseUrl: server.baseUrl, keyTail: null }))
  const here = await engine.ask('providers.test', probe)
  expect([here.ok, here.costUsd, (await engine.ask('app.status', {})).sentBytesToday]).toEqual([true, 0, told.bytesOut])
})

test('[E139] another address takes the key away, and a locked key is told as locked', { timeout: 60_000 }, async () => {
  const { engine, server } = await open([ok])
  expect(await engine.ask('providers.save', provider())).toMatchObject({ keyTail: 'b305' })
  // The same host under another path is the same address for a key.
  expect(await engine.ask('providers.save', { ...provider(), baseUrl: 'https://api.wire.test/v2', key: null })).toMatchObject({ keyTail: 'b305' })
  expect(await engine.ask('providers.save', { ...provider(), baseUrl: 'https://thief.test/v1', key: null })).toMatchObject({ keyTail: null })
  expect(await engine.ask('providers.save', { ...provider(), key: null })).toMatchObject({ keyTail: null })
  expect(await engine.refuse('providers.save', { ...provider(), key: 'two\nlines' })).toMatchObject({ kind: 'bad-input' })

  await engine.ask('providers.save', provider())
  await engine.ask('keys.setPassphrase', { passphrase: 'correct horse battery' })
  expect(await engine.ask('providers.list', {})).toMatchObject({ keysStored: 'passphrase', keysLocked: false, keysProblem: null })
  const later = await engine.reopen()
  expect(await later.ask('providers.list', {})).toMatchObject({ keysStored: 'passphrase', keysLocked: true, providers: [{ id: 'wire', keyTail: null }] })
  const before = server.requests.length
  expect(await later.ask('providers.test', probe)).toMatchObject({ ok: false, failure: { kind: 'provider-key', message: 'The kept keys are locked.' } })
  expect((await later.ask('models.list', {})).models.find((one) => one.providerId === 'wire')?.problem?.message).toBe('The kept keys are locked.')
  expect(await later.refuse('providers.save', provider())).toMatchObject({ message: 'The kept keys are locked.' })
  expect(await later.refuse('keys.unlock', { passphrase: 'something else' })).toMatchObject({ kind: 'not-allowed' })
  expect(await later.refuse('keys.unlock', { passphrase: 'correct horse battery' })).toMatchObject({ kind: 'busy' })
  expect(server.requests.length).toBe(before)
  const again = await later.reopen()
  await again.ask('keys.unlock', { passphrase: 'correct horse battery' })
  expect(await again.ask('providers.list', {})).toMatchObject({ keysLocked: false, providers: [{ keyTail: 'b305' }] })
  expect(await again.ask('providers.test', probe)).toMatchObject({ ok: true })
  await again.ask('keys.lock', {})
  expect(await again.ask('providers.list', {})).toMatchObject({ keysLocked: true, providers: [{ keyTail: null }] })
  await again.ask('keys.forget', {})
  expect(await again.ask('providers.list', {})).toMatchObject({ keysStored: 'this-run-only', keysLocked: false, providers: [{ keyTail: null }] })
  await again.engine.close()
})

const closed = { ollama: 'http://127.0.0.1:9', lmStudio: 'http://127.0.0.1:9' }

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  onTestFinished(() => new Promise((resolve) => { server.closeAllConnections(); server.close(() => resolve()) }))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Answers in JSON by path; a show card by the model's name. */
const ollama = (shown: Record<string, unknown>, running: unknown[] = []): RequestListener => (request, response) => {
  let text = ''
  request.on('data', (part) => { text += String(part) })
  request.on('end', () => {
    const say = (value: unknown) => response.setHeader('content-type', 'application/json').end(JSON.stringify(value))
    if (request.url === '/api/tags') return say({ models: Object.keys(shown).map((name) => ({ name, size: 1 })) })
    if (request.url === '/api/ps') return say({ models: running })
    if (request.url === '/api/show') return say(shown[(JSON.parse(text) as { model: string }).model])
    response.writeHead(404).end()
  })
}

test('[E172] nobody is asked at a start, for a list, for the prices or for a diagnosis; only the command looks', async () => {
  const { engine, asked } = await open([ok], { engine: { discoverAt: closed } })
  await engine.ask('models.list', {})
  await engine.ask('providers.list', {})
  await engine.ask('providers.prices', {})
  await engine.ask('app.diagnose', {})
  expect(asked).toEqual([])
  expect(await engine.ask('providers.discover', {})).toEqual({ found: [], looked: ['Ollama at 127.0.0.1:9: nothing answers there', 'LM Studio at 127.0.0.1:9: nothing answers there'] })
  expect(asked.sort()).toEqual(['http://127.0.0.1:9/api/tags', 'http://127.0.0.1:9/api/v0/models', 'http://127.0.0.1:9/v1/models'])
  // This computer is asked also when nothing may leave it.
  await engine.ask('settings.set', { offline: true, localOnly: true })
  expect((await engine.ask('providers.discover', {})).found).toEqual([])
})

test('[E173] both servers are found with their chat models and the window that these are loaded with', async () => {
  const at = {
    ollama: await serve(ollama({
      'large:8b': { capabilities: ['completion', 'tools'], model_info: { 'family.context_length': 131_072 } },
      'set:3b': { capabilities: ['completion'], parameters: 'stop "x"\nnum_ctx                        16384\n', model_info: { 'family.context_length': 131_072 } },
      'running:1b': { model_info: { 'family.context_length': 32_768 } },
      'tiny:1b': { model_info: { 'family.context_length': 2048 } },
      'vectors': { capabilities: ['embedding'], model_info: { 'bert.context_length': 512 } },
    }, [{ name: 'running:1b', context_length: 8192 }])),
    lmStudio: await serve((request, response) => {
      const own = { data: [{ id: 'loaded', type: 'llm', loaded_context_length: 20_000, max_context_length: 40_000 }, { id: 'not-loaded', type: 'vlm', max_context_length: 40_000 }, { id: 'vectors', type: 'embeddings', max_context_length: 512 }] }
      response.end(JSON.stringify(request.url === '/api/v0/models' ? own : { data: [{ id: 'loaded' }] }))
    }),
  }
  const { engine } = await open([ok], { engine: { discoverAt: at } })
  const found = await engine.ask('providers.discover', {})
  expect(found).toEqual({
    found: [
      { name: 'Ollama', baseUrl: `${at.ollama}/v1`, models: [{ id: 'large:8b', windowTokens: 4096 }, { id: 'set:3b', windowTokens: 16_384 }, { id: 'running:1b', windowTokens: 8192 }, { id: 'tiny:1b', windowTokens: 2048 }] },
      { name: 'LM Studio', baseUrl: `${at.lmStudio}/v1`, models: [{ id: 'loaded', windowTokens: 20_000 }, { id: 'not-loaded', windowTokens: 4096 }] },
    ],
    looked: [`Ollama at ${new URL(at.ollama).host}: 4 models`, `LM Studio at ${new URL(at.lmStudio).host}: 2 models`],
  })
  // What was found can be saved as it is.
  const one = found.found[0]!
  expect(await engine.ask('providers.save', { id: 'ollama', name: one.name, kind: 'openai-compatible', baseUrl: one.baseUrl, enabled: true, key: null, models: one.models.map((each) => ({ ...each, inputPrice: null, outputPrice: null, abilities: null })) })).toMatchObject({ loopback: true })
})

test('[E173] what is slow, endless, forged, sends elsewhere or is no such server is passed over in time', { timeout: 60_000 }, async () => {
  const egress = createEgress({ isOffline: () => true })
  let followed = 0
  const trap = await serve((_, response) => { followed++; response.end('{"models":[{"name":"trap"}],"data":[{"id":"trap"}]}') })
  const hostile: Record<string, RequestListener> = {
    silent: () => {},
    slow: (_, response) => { response.write('{"models":['); const timer = setInterval(() => response.write(' '), 100); response.on('close', () => clearInterval(timer)) },
    endless: (_, response) => { const pour = () => { while (!response.destroyed && response.write('"x",'.repeat(10_000))); if (!response.destroyed) response.once('drain', pour) }; response.write('{"models":['); pour() },
    elsewhere: (request, response) => { response.writeHead(307, { location: `${trap}${request.url}` }).end() },
    page: (_, response) => { response.end('<html>a page</html>') },
    cut: (request) => { request.socket.destroy() },
    deep: (_, response) => { response.end(`${'{"models":['.repeat(50_000)}`) },
    odd: (_, response) => { response.end(JSON.stringify({ models: { length: 3 }, data: 'none' })) },
    refuses: (_, response) => { response.writeHead(500).end('{"models":[{"name":"x"}],"data":[{"id":"x"}]}') },
  }
  for (const [name, listener] of Object.entries(hostile)) {
    const at = await serve(listener)
    expect((await discoverServers(egress, { ollama: at, lmStudio: at })).found, name).toEqual([])
  }
  expect(followed).toBe(0)

  const names = ['fine', '', 'x'.repeat(121), 'two\nlines', 'hidden\u202etxt', 7, null, { name: 'x' }]
  const forged = await serve((request, response) => {
    response.end(JSON.stringify(request.url === '/api/v0/models'
      ? { data: [...names.map((id) => ({ id, loaded_context_length: -5, max_context_length: 1e300 })), ...Array.from({ length: 5000 }, (_, at) => ({ id: `m${at}` }))] }
      : { models: [...names.map((name) => ({ name })), { name: 'wide' }], model_info: { 'a.context_length': 'many' }, parameters: 'num_ctx 99999999999' }))
  })
  const { found } = await discoverServers(egress, { ollama: forged, lmStudio: forged })
  expect(found[0]!.models).toEqual([{ id: 'fine', windowTokens: 4096 }, { id: 'wide', windowTokens: 4096 }])
  expect([found[1]!.models.length, found[1]!.models[0]]).toEqual([100, { id: 'fine', windowTokens: 4096 }])
})

test('[E174] the table of prices is there without a network, dated, with the usual address of every kind', async () => {
  const { engine, asked } = await open([ok], { engine: { offline: true } })
  const { date, models, addresses } = await engine.ask('providers.prices', {})
  expect(date).toMatch(/^\d{4}-\d{2}-\d{2}$/)
  expect(models.length).toBeGreaterThan(10)
  expect(addresses['openai-compatible']).toBeNull()
  for (const [kind, baseUrl] of Object.entries(addresses)) if (baseUrl !== null) expect(addressOf({ name: kind, kind: kind as Provider['kind'], baseUrl }), kind).toMatchObject({ ok: true, value: { loopback: false } })
  expect(asked).toEqual([])
})
