import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { expect, onTestFinished, test } from 'vitest'
import { startServer } from '../../../support/wireServers/startServer.ts'
import type { WireAnswer, WireAnswers } from '../../../support/wireServers/wireServer.ts'

/*
 * The servers that the adapter is tested against are our own, so that a wrong idea of a wire could stand on both sides.
 * Here the vendors' own clients read them.
 */

const words = ['It ', 'is ', 'sunny.']
const call = { id: 'call_0001', name: 'look_up_weather', input: '{"town":"Aarhus"}' }
const question = [{ role: 'user' as const, content: 'How is the weather?' }]

async function openAiClient(kind: 'openai' | 'mistral' | 'openrouter', answers: WireAnswers) {
  const server = await startServer(kind, answers)
  onTestFinished(() => server.close())
  return new OpenAI({ apiKey: 'test', baseURL: server.baseUrl, maxRetries: 0 })
}

async function anthropicClient(answers: WireAnswers) {
  const server = await startServer('anthropic', answers)
  onTestFinished(() => server.close())
  return new Anthropic({ apiKey: 'test', baseURL: server.baseUrl.replace(/\/v1$/, ''), maxRetries: 0 })
}

const streamOpenAi = (client: OpenAI) => client.chat.completions.stream({ model: 'wire-model', messages: question, stream_options: { include_usage: true } }).finalChatCompletion()
const streamAnthropic = (client: Anthropic) => client.messages.stream({ model: 'wire-model', max_tokens: 64, messages: question }).finalMessage()
const thrown = (work: Promise<unknown>) => work.then(() => { throw new Error('it should have failed') }, (error: unknown) => error)
const failing = (status: number, code: string, message: string, headers?: Record<string, string>): readonly WireAnswer[] => [{ words, fault: { kind: 'status', status, code, message, ...(headers === undefined ? {} : { headers }) } }]

// The wire of chat completions is spoken by three, and OpenAI's client reads all of them.
test.each(['openai', 'openrouter', 'mistral'] as const)('[M131] %s as read by OpenAI\'s client: an answer with its usage', async (kind) => {
  const client = await openAiClient(kind, [{ words, usage: { input: 120, output: 7, cached: 100 } }])
  const answer = await streamOpenAi(client)
  expect(answer.choices).toMatchObject([{ finish_reason: 'stop', message: { role: 'assistant', content: 'It is sunny.' } }])
  expect(answer.usage).toMatchObject({ prompt_tokens: 120, completion_tokens: 7, prompt_tokens_details: { cached_tokens: 100 } })
})

test.each(['openai', 'openrouter', 'mistral'] as const)('[M131] %s as read by OpenAI\'s client: a tool call, a length, a filter', async (kind) => {
  const client = await openAiClient(kind, [{ words: [], calls: [call, { ...call, id: 'call_0002' }] }, { words, finish: 'length' }, { words, finish: 'filtered' }])
  const ends: unknown[] = []
  const calls = new Map<number, { id: string; name: string; input: string }>()
  for (let at = 0; at < 3; at++) {
    for await (const chunk of await client.chat.completions.create({ model: 'wire-model', messages: question, stream: true })) {
      for (const one of chunk.choices[0]?.delta.tool_calls ?? []) {
        const known = calls.get(one.index) ?? { id: one.id ?? '', name: one.function?.name ?? '', input: '' }
        calls.set(one.index, { ...known, input: known.input + (one.function?.arguments ?? '') })
      }
      if (chunk.choices[0]?.finish_reason) ends.push(chunk.choices[0].finish_reason)
    }
  }
  expect([...calls.values()]).toEqual([call, { ...call, id: 'call_0002' }])
  expect(ends).toEqual(['tool_calls', 'length', 'content_filter'])
})

test.each(['openai', 'openrouter', 'mistral'] as const)('[M131] %s as read by OpenAI\'s client: errors', async (kind) => {
  for (const [status, type] of [[400, OpenAI.BadRequestError], [401, OpenAI.AuthenticationError], [403, OpenAI.PermissionDeniedError], [404, OpenAI.NotFoundError], [429, OpenAI.RateLimitError], [503, OpenAI.InternalServerError]] as const) {
    const error = await thrown(streamOpenAi(await openAiClient(kind, failing(status, 'some_code', 'It went wrong.', { 'retry-after': '17' }))))
    expect(error).toBeInstanceOf(type)
    expect(error).toMatchObject({ status, message: expect.stringContaining('It went wrong.') })
  }
})

test('[M131] OpenAI as read by its client: codes of errors, and an error inside a stream', async () => {
  const overflow = await thrown(streamOpenAi(await openAiClient('openai', failing(400, 'context_length_exceeded', 'This model\'s maximum context length is 8192 tokens.'))))
  expect(overflow).toMatchObject({ code: 'context_length_exceeded', type: 'invalid_request_error' })
  const inside = await thrown(streamOpenAi(await openAiClient('openai', [{ words, fault: { kind: 'error-frame', after: 2, code: 'server_error', message: 'It broke.' } }])))
  expect(inside).toBeInstanceOf(OpenAI.APIError)
  expect(inside).toMatchObject({ message: expect.stringContaining('It broke.') })
})

test('[M131] OpenRouter as read by OpenAI\'s client: what a call cost', async () => {
  const answer = await streamOpenAi(await openAiClient('openrouter', [{ words, thoughts: ['Let me see.'], usage: { input: 20, output: 4, costUsd: 0.0012 } }]))
  expect(answer.usage).toMatchObject({ prompt_tokens: 20, cost: 0.0012 })
})

test('[M131] Anthropic as read by its client: thoughts, words, a tool call and usage', async () => {
  const client = await anthropicClient([{ words, thoughts: ['The person ', 'asks.'], calls: [call], usage: { input: 120, output: 7, cached: 100, cacheWrite: 15 } }, { words, finish: 'length' }, { words: ['No'], finish: 'filtered' }])
  const answer = await streamAnthropic(client)
  expect(answer.content).toEqual([
    { type: 'thinking', thinking: 'The person asks.', signature: 'c2lnbmVk' }, { type: 'text', text: 'It is sunny.' }, { type: 'tool_use', id: call.id, name: call.name, input: { town: 'Aarhus' } },
  ])
  expect(answer).toMatchObject({ role: 'assistant', stop_reason: 'tool_use', usage: { input_tokens: 5, cache_read_input_tokens: 100, cache_creation_input_tokens: 15, output_tokens: 7 } })
  expect((await streamAnthropic(client)).stop_reason).toBe('max_tokens')
  expect((await streamAnthropic(client)).stop_reason).toBe('refusal')
})

test('[M131] Anthropic as read by its client: errors, also inside a stream', async () => {
  for (const [status, type] of [[400, Anthropic.BadRequestError], [401, Anthropic.AuthenticationError], [403, Anthropic.PermissionDeniedError], [404, Anthropic.NotFoundError], [429, Anthropic.RateLimitError], [529, Anthropic.InternalServerError]] as const) {
    const error = await thrown(streamAnthropic(await anthropicClient(failing(status, 'some_error', 'It went wrong.'))))
    expect(error).toBeInstanceOf(type)
    expect(error).toMatchObject({ status, error: { type: 'error', error: { type: 'some_error', message: 'It went wrong.' } } })
  }
  const inside = await thrown(streamAnthropic(await anthropicClient([{ words, fault: { kind: 'error-frame', after: 1, code: 'overloaded_error', message: 'Overloaded' } }])))
  expect(inside).toBeInstanceOf(Anthropic.APIError)
})

test.each([0, 2])('[M131] what breaks after %i words is no answer for the clients either', async (after) => {
  expect(await thrown(streamAnthropic(await anthropicClient([{ words, fault: { kind: 'cut', after } }])))).toBeInstanceOf(Error)
  expect(await thrown(streamOpenAi(await openAiClient('openai', [{ words, fault: { kind: 'cut', after } }])))).toBeInstanceOf(Error)
})
