import { describe, expect, test } from 'vitest'
import type { WireUsage } from '../../../support/wireServers/wireServer.ts'
import { ask, hear, kinds, openBench } from './support.ts'

const words = ['Yes', ', ', 'of course', '.']
const lies: [name: string, usage: WireUsage][] = [
  ['negative tokens', { input: -20, output: 4 }], ['a negative answer', { input: 20, output: -4 }], ['half tokens', { input: 20.5, output: 4 }],
  ['a cache larger than the prompt', { input: 20, output: 4, cached: 21 }], ['a prompt a thousand times as long', { input: 400_000, output: 4 }],
  ['an answer longer than allowed', { input: 20, output: 5000 }], ['more than any number can be', { input: 2 ** 60, output: 4 }],
]

describe.each(kinds)('%s', (kind) => {
  test.each(lies)('[M122] %s are not believed', async (_name, usage) => {
    const { model } = await openBench(kind, [{ words, usage }])
    const heard = await hear(model.generate(ask()))
    const [outputTokens] = await model.counter.count(['Yes, of course.'])
    expect(heard).toMatchObject({
      text: 'Yes, of course.', failure: null,
      last: { type: 'end', stopped: 'end', doubt: expect.stringMatching(/^Wire reported numbers of tokens that cannot be/), usage: { reported: false, promptTokens: await model.counter.countChat(ask().messages), outputTokens, cachedTokens: 0 } },
    })
  })

  test('[M122] zeros are no report, and no lie either', async () => {
    const { model } = await openBench(kind, [{ words, usage: { input: 0, output: 0 } }])
    const { last } = await hear(model.generate(ask()))
    expect(last).toMatchObject({ type: 'end', usage: { reported: false } })
    expect(last).not.toHaveProperty('doubt')
  })

  test('[M122] what is merely unusual is believed', async () => {
    const { model } = await openBench(kind, [{ words, usage: { input: 900, output: 100, cached: 900 } }])
    expect((await hear(model.generate(ask()))).last).toMatchObject({ usage: { promptTokens: 900, outputTokens: 100, cachedTokens: 900, evaluatedTokens: 0, reported: true } })
  })
})

const atHome = { baseUrl: 'https://openrouter.ai/api/v1' }

test.each([[0.00123, 0.00123], [0, 0], [-1, undefined], [1e9, undefined]])('[M123] a cost of %d dollars', async (costUsd, believed) => {
  const { model } = await openBench('openrouter', [{ words, usage: { input: 20, output: 4, costUsd } }], {}, atHome)
  const { last } = await hear(model.generate(ask()))
  expect(last.type === 'end' && last.usage).toMatchObject({ promptTokens: 20, reported: true })
  expect(last.type === 'end' && last.usage.reportedCostUsd).toBe(believed)
})

test('[M123] no cost without believed tokens, and none from anybody else', async () => {
  const lying = await openBench('openrouter', [{ words, usage: { input: -20, output: 4, costUsd: 0.5 } }], {}, atHome)
  const elsewhere = await openBench('openrouter', [{ words, usage: { input: 20, output: 4, costUsd: 0 } }])
  const other = await openBench('openai-compatible', [{ words, usage: { input: 20, output: 4, costUsd: 0.5 } }])
  for (const { model } of [lying, elsewhere, other]) {
    const { last } = await hear(model.generate(ask()))
    expect(last.type === 'end' && last.usage).not.toHaveProperty('reportedCostUsd')
  }
})

test.each([3, 0, -5, 1e12, 'many'])('[M124] a server that says its window has %j tokens', async (limit) => {
  const body = JSON.stringify({ error: { code: 400, message: 'the request exceeds the available context size, try increasing it', type: 'exceed_context_size_error', n_ctx: limit } })
  const { model } = await openBench('openai-compatible', [{ words, fault: { kind: 'status', status: 400, body } }])
  const { failure } = await hear(model.generate(ask()))
  expect(failure).toMatchObject({ kind: 'provider-overflow', message: 'The prompt is longer than wire-model takes.' })
  expect(failure).not.toHaveProperty('limitTokens')
})

test.each([
  ['in a frame of its own', '"finish_reason":"stop"}]}\n\ndata: {"id":"1","object":"chat.completion.chunk","created":1,"model":"m","choices":[]', '"prompt_tokens":"many","completion_tokens":"45","total_tokens":"x"'],
  ['beside the end', '"finish_reason":"stop"}]', '"prompt_tokens":"7","completion_tokens":"5","total_tokens":"12"'],
])('[M122] usage that is no numbers, %s, does not spoil the answer before it', async (_name, end, usage) => {
  const start = (text: string) => `data: {"id":"1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":${text}`
  const body = `${start('{"role":"assistant","content":"Yes, of course."},"finish_reason":null}]}')}\n\n${start('{}')},${end},"usage":{${usage}}}\n\ndata: [DONE]\n\n`
  const { model } = await openBench('openai-compatible', [{ words, fault: { kind: 'garbage', body } }])
  expect(await hear(model.generate(ask()))).toMatchObject({
    text: 'Yes, of course.', failure: null, last: { type: 'end', stopped: 'end', doubt: expect.stringMatching(/^Wire reported numbers of tokens that cannot be/), usage: { reported: false } },
  })
})

test('[C38] an answer without a word has failed, and blanks before a word come with it', async () => {
  for (const blanks of [[], [' ', '\n']]) {
    const { model } = await openBench('openai-compatible', [{ words: blanks }])
    expect(await hear(model.generate(ask()))).toMatchObject({ text: '', failure: { kind: 'provider-silent', message: 'wire-model answered nothing.' } })
  }
  const { model } = await openBench('openai-compatible', [{ words: ['\n', ' ', 'Yes', '.'] }])
  expect(await hear(model.generate(ask()))).toMatchObject({ text: '\n Yes.', tokens: 2, failure: null })
})
