import { describe, expect, test } from 'vitest'
import type { WireFault } from '../../../support/wireServers/wireServer.ts'
import { ask, canary, hear, kinds, openBench, type Kind } from './support.ts'

const words = ['one ', 'two ', 'three ']
const now = Date.parse('Thu, 01 Jan 2026 00:00:00 GMT')

const failureFrom = async (kind: Kind, fault: WireFault) => {
  const { server, model, egress, urls } = await openBench(kind, [{ words, fault }], { now: () => now })
  const heard = await hear(model.generate(ask()))
  expect(server.requests).toHaveLength(1)
  expect(egress).toMatchObject([{ status: 'failed' }])
  // Six characters of the key in a row are too many, wherever they would stand.
  for (let at = 0; at + 6 <= canary.length; at++) expect(JSON.stringify([heard, egress, urls])).not.toContain(canary.slice(at, at + 6))
  return heard
}

describe.each(kinds)('%s', (kind) => {
  test.each([401, 403])('[C30][C36] a refused key (%i) that is echoed', async (status) => {
    expect((await failureFrom(kind, { kind: 'echo-key', status })).failure).toEqual({ kind: 'provider-key', status, message: 'The key was refused by Wire.', next: 'Check the key and what it may use, in Settings.' })
  })

  test.each([400, 422, 500])('[C36] an echoed key is taken out of any other error (%i)', async (status) => {
    await failureFrom(kind, { kind: 'echo-key', status })
    await failureFrom(kind, { kind: 'status', status, message: `Bad key ${canary.slice(0, 9)}****${canary.slice(-8)}, header "Bearer ${canary}", url /v1?key=${encodeURIComponent(canary)}` })
  })

  test.each([
    [{ 'retry-after': '17' }, 17], [{ 'retry-after': 'Thu, 01 Jan 2026 00:01:30 GMT' }, 90], [{ 'retry-after-ms': '1500' }, 2],
    [{ 'retry-after': 'Wed, 31 Dec 2025 00:00:00 GMT' }, 0], [{ 'retry-after': 'soon' }, undefined], [{ 'retry-after': '99999999999' }, 86_400], [{ 'retry-after': 'Thu, 01 Jan 2071 00:00:00 GMT' }, 86_400], [{}, undefined],
  ])('[C30] 429 with %j', async (headers, retryAfterSeconds) => {
    const { failure } = await failureFrom(kind, { kind: 'status', status: 429, headers: headers as Record<string, string>, code: 'rate_limit_error' })
    expect(failure).toMatchObject({ kind: 'provider-limit', message: 'Wire takes no more requests just now.' })
    expect(failure?.retryAfterSeconds).toBe(retryAfterSeconds)
  })

  test.each([
    { status: 402, code: 'payment_required', message: 'Payment required' }, { status: 429, code: 'insufficient_quota', message: 'You exceeded your current quota' },
    { status: 400, code: 'invalid_request_error', message: 'Your credit balance is too low to access the API.' },
  ])('[C30] no credit: $status $code', async (error) => {
    expect((await failureFrom(kind, { kind: 'status', ...error })).failure).toMatchObject({ kind: 'provider-limit', message: 'Wire says that this account has no credit left.' })
  })

  test.each([[500, 'trouble of its own'], [503, 'trouble of its own'], [529, 'trouble of its own'], [404, 'does not know wire-model'], [400, 'refused the request (status 400): It went wrong.']])('[C31] status %i', async (status, message) => {
    const { failure } = await failureFrom(kind, { kind: 'status', status })
    expect(failure).toMatchObject({ kind: 'provider-failed', message: expect.stringContaining(message), next: expect.any(String) })
  })

  test.each(['', 'plain text', '<html><body>502</body></html>', '{"error": "one string"}', '{"detail": [1, 2]}', '[', 'null'])('[C31] an error with the body %j', async (body) => {
    expect((await failureFrom(kind, { kind: 'status', status: 502, body })).failure).toMatchObject({ kind: 'provider-failed' })
    expect((await failureFrom(kind, { kind: 'status', status: 400, body })).failure).toMatchObject({ kind: 'provider-failed' })
  })

  test('[C31] an address that cannot be reached', async () => {
    const { server, model, egress } = await openBench(kind, [{ words }])
    await server.close()
    expect((await hear(model.generate(ask()))).failure).toMatchObject({ kind: 'provider-failed', message: 'No connection to api.wire.test could be made.' })
    expect(egress).toMatchObject([{ status: 'failed', bytesIn: 0 }])
  })

  test.each([
    { status: 400, limit: 8192, code: 'context_length_exceeded', message: "This model's maximum context length is 8192 tokens. However, your messages resulted in 9000 tokens." },
    { status: 400, limit: 200_000, code: 'invalid_request_error', message: 'prompt is too long: 210000 tokens > 200000 maximum' },
    { status: 500, limit: undefined, code: 'exceed_context_size_error', message: 'the request exceeds the available context size, try increasing it' },
    { status: 413, limit: undefined, code: 'request_too_large', message: 'Request exceeds the maximum size' },
  ])('[C32] too long: $code', async ({ limit, ...error }) => {
    const { failure } = await failureFrom(kind, { kind: 'status', ...error })
    expect(failure).toMatchObject({ kind: 'provider-overflow', message: `The prompt is longer than wire-model takes${limit === undefined ? '' : `: ${limit} tokens`}.` })
    expect(failure?.limitTokens).toBe(limit)
  })

  test('[C32] too long, said in the stream, and by a server that names its window in a field', async () => {
    expect((await failureFrom(kind, { kind: 'error-frame', after: 0, code: 'context_length_exceeded', message: 'The maximum context length is 4096 tokens.' })).failure).toMatchObject({ kind: 'provider-overflow', limitTokens: 4096 })
    const body = '{"error":{"code":400,"message":"the request exceeds the available context size, try increasing it","type":"exceed_context_size_error","n_prompt_tokens":9010,"n_ctx":4096}}'
    expect((await failureFrom(kind, { kind: 'status', status: 400, body })).failure).toMatchObject({ kind: 'provider-overflow', limitTokens: 4096 })
  })

  test('[C32] too many tokens a minute are no long prompt', async () => {
    const message = 'The number of tokens exceeds your rate limit of 30,000 input tokens per minute. Context length is no matter.'
    expect((await failureFrom(kind, { kind: 'status', status: 429, message })).failure).toMatchObject({ kind: 'provider-limit' })
  })

  test('[C33] a silent server', async () => {
    const { server, model, egress } = await openBench(kind, [{ words, fault: { kind: 'silent' } }], { silentMs: 100 })
    expect((await hear(model.generate(ask()))).failure).toMatchObject({ kind: 'provider-silent', message: 'Wire did not answer in time (0.1 s).' })
    await server.abandoned(1)
    expect(egress).toMatchObject([{ status: 'failed', bytesIn: 0 }])
  })

  test('[C33] a server that falls silent in the middle', async () => {
    const { server, model } = await openBench(kind, [{ words, fault: { kind: 'stall', after: 2 } }], { silentMs: 200 })
    expect(await hear(model.generate(ask()))).toMatchObject({ text: 'one two ', failure: { kind: 'provider-silent', message: 'Wire stopped in the middle of the answer.' } })
    await server.abandoned(1)
  })

  test('[C33] a slow server that keeps talking is heard to its end', async () => {
    const { model } = await openBench(kind, [{ words: Array.from({ length: 12 }, (_, at) => `${at} `), delayMs: 60 }], { silentMs: 500 })
    expect(await hear(model.generate(ask()))).toMatchObject({ text: '0 1 2 3 4 5 6 7 8 9 10 11 ', failure: null })
  })

  test.each(['cut', 'half-frame', 'no-end', 'bad-json'] as const)('[C34] %s after two words', async (fault) => {
    expect(await failureFrom(kind, { kind: fault, after: 2 })).toMatchObject({ text: 'one two ', failure: { kind: 'provider-broken', message: 'The answer from Wire broke off or could not be read.' } })
  })

  test.each(['cut', 'half-frame', 'no-end', 'bad-json'] as const)('[C34] %s before the first word', async (fault) => {
    expect(await failureFrom(kind, { kind: fault, after: 0 })).toMatchObject({ text: '', failure: { kind: 'provider-broken' } })
  })

  test.each(['<html>Welcome to the hotel network</html>', '\u0000\u0001\u0002 not a stream', '', 'data: hello\n\n', 'data: null\n\n', '{"choices":[]}'])('[C34] garbage: %j', async (body) => {
    expect(await failureFrom(kind, { kind: 'garbage', body })).toMatchObject({ text: '', failure: { kind: 'provider-broken' } })
  })

  test('[C31] an error frame before and after the first word', async () => {
    const overloaded = { kind: 'error-frame', code: 'overloaded_error', message: 'Overloaded' } as const
    expect(await failureFrom(kind, { ...overloaded, after: 0 })).toMatchObject({ text: '', failure: { kind: 'provider-failed' } })
    expect(await failureFrom(kind, { ...overloaded, after: 2 })).toMatchObject({ text: 'one two ', failure: { kind: 'provider-failed' } })
  })

  test('[C35] an answer without end is stopped, and its connection closed', async () => {
    const { server, model } = await openBench(kind, [{ words, fault: { kind: 'flood' } }], { mostChars: 10_000 })
    const heard = await hear(model.generate(ask()))
    expect(heard).toMatchObject({ last: { type: 'end', stopped: 'length' } })
    expect(heard.text).toHaveLength(10_000)
    await server.abandoned(1)
  })
})

test('[C35] protocol without end is closed', async () => {
  const { model } = await openBench('openai', [{ words, fault: { kind: 'garbage', body: ': nothing\n\n'.repeat(200_000) } }], { mostChars: 10 })
  expect((await hear(model.generate(ask()))).failure).toMatchObject({ kind: 'provider-broken', message: 'Wire sent far more than an answer, so the connection was closed.' })
})
