import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createEndlessWatch } from '../../../../src/main/models/cloud/endlessWatch.ts'
import { failureOf } from '../../../../src/main/models/cloud/failures.ts'
import { Wire, type WireLimits } from '../../../../src/main/models/cloud/wire.ts'
import { hungUp, type WireFault } from '../../../support/wireServers/wireServer.ts'
import { ask, hear, kinds, openBench } from './support.ts'

const words = ['one ', 'two ', 'three ']
const megabyte = 1 << 20

describe.each(kinds)('%s', (kind) => {
  test('[M125] one word for ever is stopped', async () => {
    const { server, model } = await openBench(kind, [{ words, fault: { kind: 'repeat', after: 2, word: 'sea ' } }])
    const heard = await hear(model.generate(ask()))
    expect(heard).toMatchObject({ last: { type: 'end', stopped: 'length', cut: 'Stopped: it repeated itself.' } })
    expect(heard.text.startsWith('one two sea sea ')).toBe(true)
    expect(heard.text.length).toBeLessThan(20_000)
    expect(await hungUp(server)).toBe(true)
  })

  test.each<[string, WireFault]>([
    ['one line of 100 MB', { kind: 'huge-line', after: 1, bytes: 100 * megabyte }], ['100 MB of empty frames', { kind: 'empty-frames', bytes: 100 * megabyte }],
  ])('[M126] %s is given up early', async (_name, fault) => {
    const { server, model, egress } = await openBench(kind, [{ words, fault }], { mostChars: 100_000 })
    expect((await hear(model.generate(ask()))).failure).toMatchObject({ kind: 'provider-broken', message: 'Wire sent far more than an answer, so the connection was closed.' })
    expect(egress[0]!.bytesIn).toBeLessThan(13 * megabyte)
    expect(await hungUp(server)).toBe(true)
  })

  test('[M126] an error of 100 MB is given up too', async () => {
    const { model, egress } = await openBench(kind, [{ words, fault: { kind: 'status', status: 500, body: 'x'.repeat(100 * megabyte) } }], { mostChars: 1000 })
    expect((await hear(model.generate(ask()))).failure).toMatchObject({ kind: 'provider-broken' })
    expect(egress[0]!.bytesIn).toBeLessThan(5 * megabyte)
  })

  test.each([0, 2])('[M127] a server that only keeps the line open after %i words', async (after) => {
    const { server, model } = await openBench(kind, [{ words, fault: { kind: 'crawl', after, everyMs: 20 } }], { silentMs: 400 })
    expect(await hear(model.generate(ask()))).toMatchObject({ text: words.slice(0, after).join(''), failure: { kind: 'provider-silent', message: 'Wire keeps the connection open without going on with the answer.' } })
    expect(await hungUp(server)).toBe(true)
  })

  test.each<WireFault>([{ kind: 'reset', after: 0 }, { kind: 'reset', after: 2 }, { kind: 'noise', after: 2 }, { kind: 'reset-at-once' }])('[C34] $kind', async (fault) => {
    const { model } = await openBench(kind, [{ words, fault }])
    const { failure } = await hear(model.generate(ask()))
    expect(failure).toMatchObject({ kind: fault.kind === 'reset-at-once' ? 'provider-failed' : 'provider-broken', next: expect.any(String) })
  })

  test.each([400, 401, 402, 403, 404, 408, 413, 429, 500, 503, 529])('[C31] status %i is a sentence with a next step', async (status) => {
    const { model } = await openBench(kind, [{ words, fault: { kind: 'status', status } }])
    const { failure } = await hear(model.generate(ask()))
    expect(failure).toMatchObject({ status, message: expect.stringMatching(/^[A-Z].*\.$/), next: expect.stringMatching(/^[A-Z].*\.$/) })
    expect(failure!.kind).toBe({ 401: 'provider-key', 402: 'provider-limit', 403: 'provider-key', 413: 'provider-overflow', 429: 'provider-limit' }[status] ?? 'provider-failed')
  })

  test('[M130] a stop before the answer, before its first word, and between words closes the connection', async () => {
    const at: [WireFault, (stop: AbortController, text: string) => void][] = [
      [{ kind: 'silent' }, () => {}], [{ kind: 'stall', after: 0 }, () => {}], [{ kind: 'stall', after: 2 }, (stop, text) => { if (text.startsWith('two')) stop.abort() }], [{ kind: 'flood' }, (stop) => { stop.abort() }],
    ]
    for (const [fault, onText] of at) {
      const { server, model } = await openBench(kind, [{ words, fault }])
      const stop = new AbortController()
      const listening = hear((async function* () {
        for await (const event of model.generate(ask({ signal: stop.signal }))) {
          if (event.type === 'token') onText(stop, event.text)
          yield event
        }
      })())
      while (server.requests.length === 0) await new Promise((resolve) => { setImmediate(resolve) })
      if (fault.kind === 'silent' || (fault.kind === 'stall' && fault.after === 0)) stop.abort()
      expect((await listening).last).toMatchObject({ type: 'end', stopped: 'cancelled' })
      await server.abandoned(1)
      expect(await hungUp(server)).toBe(true)
    }
  })

  test('[M130] a stop before anything was sent sends nothing', async () => {
    const { server, model } = await openBench(kind, [{ words }])
    expect((await hear(model.generate(ask({ signal: AbortSignal.abort() })))).last).toMatchObject({ type: 'end', stopped: 'cancelled' })
    expect(await hungUp(server)).toBe(true)
  })
})

test('[M125] a text that merely repeats much is no endless one, and one in any pieces is', () => {
  const feed = (pieces: readonly string[]) => { const watch = createEndlessWatch(); return pieces.some((one) => watch(one)) }
  expect(feed(['-'.repeat(1900), '\n', '-'.repeat(1900)])).toBe(false)
  expect(feed(Array.from({ length: 5000 }, (_, at) => `line ${at}\n`))).toBe(false)
  expect(feed(['a'.repeat(2002)])).toBe(true)
  expect(feed([...'ab cd ef gh ij '.repeat(2002)])).toBe(true)
  expect(feed(['x', ...Array.from({ length: 300 }, () => '123456789 abcdef ghijkl!'.repeat(7))])).toBe(true)
  expect(feed(Array.from({ length: 900 }, () => 'twenty-five characters!!!'.repeat(3)))).toBe(false)
})

test('[M128] one call sends one request', async () => {
  const continued = (words: string) => `data: ${JSON.stringify({ candidates: [{ content: { parts: [{ text: words }] }, finishReason: 'CONTINUATION', continuationToken: 'again' }], usageMetadata: { promptTokenCount: 9, candidatesTokenCount: 3 } })}\n\n`
  const { server, model } = await openBench('google', [{ words: [], fault: { kind: 'garbage', body: continued('And so on') } }])
  const heard = await hear(model.generate(ask()))
  expect(heard.text).toBe('And so on')
  expect(server.requests).toHaveLength(1)
  const limits: WireLimits = { silentMs: 100, slowMs: 100, wholeMs: 100, mostBytes: 100, mostLineBytes: 100 }
  let asked = 0
  const wire = new Wire(() => { asked++; return Promise.resolve(new Response('')) }, limits, new AbortController().signal)
  await wire.fetch('https://example.com')
  await expect(wire.fetch('https://example.com')).rejects.toThrow('one call sends one request')
  wire.close()
  expect(asked).toBe(1)
})

test('[M127] a model that thinks first is waited for longer', async () => {
  const abilities = { images: false, tools: false, reasoning: true }
  const late = { words, fault: { kind: 'silent' } } as const
  const { model } = await openBench('openai', [late], { silentMs: 100 }, { models: [{ id: 'wire-model', windowTokens: 8000, inputPrice: 1, outputPrice: 1, abilities }] })
  expect((await hear(model.generate(ask()))).failure).toMatchObject({ kind: 'provider-silent', message: 'Wire did not answer in time (0.4 s).' })
})

test('[M129] where https was written and no TLS is spoken, nothing is sent', async () => {
  const heard: Buffer[] = []
  const plain = createServer((socket) => { socket.on('data', (bytes: Buffer) => { heard.push(bytes); socket.end('HTTP/1.1 400 Bad Request\r\n\r\n') }).on('error', () => {}) })
  await new Promise<void>((resolve) => { plain.listen(0, '127.0.0.1', resolve) })
  onTestFinished(() => new Promise((resolve) => { plain.close(() => resolve()) }))
  const { port } = plain.address() as AddressInfo
  const { model } = await openBench('openai', [{ words }], { fetch: (_url, init) => fetch(`https://127.0.0.1:${port}/v1/chat/completions`, init) })
  expect((await hear(model.generate(ask()))).failure).toMatchObject({ kind: 'provider-failed', message: 'No safe connection to api.wire.test was possible, so nothing was sent.', next: expect.stringContaining('address') })
  expect(Buffer.concat(heard).toString('latin1')).not.toContain('Hello?')
})

test.each(['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'])('[M129] %s', (code) => {
  const networkError = new TypeError('fetch failed', { cause: Object.assign(new Error('something about it'), { code }) })
  const failure = failureOf(networkError, { sent: true, bytesOut: 9, bytesIn: 0, status: null, headers: null, gaveUp: null, networkError }, { provider: 'Wire', model: 'wire-model', host: 'api.wire.test', key: null, silentMs: 1, now: 0 })
  expect(failure.message).toBe('No safe connection to api.wire.test was possible, so nothing was sent.')
})

test('[C30] Google names a wrong key as a bad request, and a wait in its details', async () => {
  const answer = (status: number, message: string, details: unknown) => ({ words, fault: { kind: 'status', status, body: JSON.stringify({ error: { code: status, message, status: 'X', details } }) } as const })
  const { model } = await openBench('google', [
    answer(400, 'API key not valid. Please pass a valid API key.', [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID' }]),
    answer(429, 'You exceeded your current quota, please check your plan and billing details.', [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '16.2s' }]),
  ])
  expect((await hear(model.generate(ask()))).failure).toMatchObject({ kind: 'provider-key', status: 401 })
  expect((await hear(model.generate(ask()))).failure).toMatchObject({ kind: 'provider-limit', retryAfterSeconds: 17, message: 'Wire takes no more requests just now.' })
})
