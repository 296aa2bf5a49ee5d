import { describe, expect, test } from 'vitest'
import type { RequestTool } from '../../../../src/main/models/ports.ts'
import { noAbilities, type ModelAbilities } from '../../../../src/shared/model.ts'
import { ask, canary, hear, kinds, openBench, type Kind } from './support.ts'

const words = ['It ', 'is ', 'sunny.']
const all: ModelAbilities = { images: true, tools: true, reasoning: true }
const weather: RequestTool = { name: 'look_up_weather', description: 'Tells the weather of a town.', parameters: { type: 'object', properties: { town: { type: 'string' } }, required: ['town'] } }
const call = { id: 'call_0001', name: 'look_up_weather', input: '{"town":"Aarhus","days":[1,2]}' }
const able = (abilities: ModelAbilities) => ({ models: [{ id: 'wire-model', windowTokens: 8000, inputPrice: 3, outputPrice: 15, abilities }] })
const picture = { mediaType: 'image/png', data: Uint8Array.from({ length: 3000 }, (_, at) => at % 251) }

describe.each(kinds)('%s', (kind) => {
  test('[M118] a tool is declared, and its call comes once and whole', async () => {
    const { server, model } = await openBench(kind, [{ words: ['I look.'], calls: [call], usage: { input: 90, output: 20 } }], {}, able(all))
    const heard = await hear(model.generate(ask({ tools: [weather] })))
    expect(heard).toMatchObject({ text: 'I look.', failure: null, last: { type: 'end', stopped: 'end', usage: { promptTokens: 90, outputTokens: 20, reported: true } } })
    expect(heard.calls).toEqual([{ type: 'tool-call', id: call.id, name: call.name, input: { town: 'Aarhus', days: [1, 2] } }])
    expect(server.requests).toHaveLength(1)
    const sent = JSON.stringify(server.requests[0]!.body.tools)
    for (const one of [weather.name, weather.description, '"town"', '"required"']) expect(sent).toContain(one)
  })

  test('[M118] two calls and no word', async () => {
    const { model } = await openBench(kind, [{ words: [], calls: [call, { ...call, id: 'call_0002', input: '{"town":"Ribe"}' }] }], {}, able(all))
    const heard = await hear(model.generate(ask({ tools: [weather] })))
    expect(heard.calls).toMatchObject([{ id: call.id }, { id: 'call_0002', input: { town: 'Ribe' } }])
    expect(heard).toMatchObject({ text: '', last: { type: 'end', usage: { reported: false } } })
  })

  test('[M118] without reported usage, tools and what was asked of them are counted', async () => {
    const bench = async (tools: readonly RequestTool[]) => {
      const { model } = await openBench(kind, [{ words: ['So.'], calls: tools.length === 0 ? undefined : [call], usage: null } as const], {}, able(all))
      const { last } = await hear(model.generate(ask({ tools })))
      return last.type === 'end' ? last.usage : null
    }
    const [plain, withTool] = [await bench([]), await bench([weather])]
    expect(withTool!.promptTokens).toBeGreaterThan(plain!.promptTokens + 20)
    expect(withTool!.outputTokens).toBeGreaterThan(plain!.outputTokens + 5)
  })

  test('[M118] a call of a tool that was not offered cannot be acted on', async () => {
    const { server, model } = await openBench(kind, [{ words: ['I look.'], calls: [{ ...call, name: 'delete_everything' }] }], {}, able(all))
    expect(await hear(model.generate(ask({ tools: [weather] })))).toMatchObject({ text: 'I look.', calls: [], failure: { kind: 'provider-broken' } })
    expect(server.requests).toHaveLength(1)
  })

  test('[M119] a picture goes as bytes with the newest message', async () => {
    const { server, model, egress } = await openBench(kind, [{ words }], {}, able(all))
    const heard = await hear(model.generate(ask({ images: [picture], messages: [{ role: 'user', text: 'First.' }, { role: 'assistant', text: 'Yes.' }, { role: 'user', text: 'What is this?' }] })))
    expect(heard).toMatchObject({ text: 'It is sunny.', failure: null })
    const { body } = server.requests[0]!
    const talk = (body.messages ?? body.contents) as unknown[]
    const base64 = Buffer.from(picture.data).toString('base64')
    expect(talk.map((one) => JSON.stringify(one).includes(base64))).toEqual([false, false, true])
    expect(JSON.stringify(talk[2])).toContain('What is this?')
    expect(JSON.stringify(talk[2])).toContain('image/png')
    expect(egress[0]!.bytesOut).toBeGreaterThan(base64.length)
    // Where nobody reports, a picture counts too.
    if (kind !== 'anthropic') expect(heard.last).toMatchObject({ usage: { reported: false } })
    expect(heard.last.type === 'end' && heard.last.usage.promptTokens).toBeGreaterThan(1000)
  })

  test.each([
    ['pictures', { images: [picture] }, { ...all, images: false }, /takes no pictures/], ['tools', { tools: [weather] }, { ...all, tools: false }, /calls no tools/],
    ['a sound', { images: [{ ...picture, mediaType: 'audio/wav' }] }, all, /Only pictures/], ['pictures, of a model that nobody knows,', { images: [picture] }, null, /takes no pictures/],
  ] as const)('[M120] %s that cannot be taken are not sent', async (_name, change, abilities, message) => {
    const { server, model, egress } = await openBench(kind, [{ words }], {}, able(abilities ?? noAbilities))
    expect((await hear(model.generate(ask(change)))).failure).toMatchObject({ kind: 'unsupported', message: expect.stringMatching(message), next: expect.any(String) })
    expect([server.connections(), egress]).toEqual([0, []])
  })

  test('[M120] nothing extra is no matter', async () => {
    const { model } = await openBench(kind, [{ words }])
    expect(await hear(model.generate(ask({ images: [], tools: [] })))).toMatchObject({ text: 'It is sunny.', failure: null })
  })

  test.each([[[]], [['It ', 'is ']]])('[M121] an answer that the rules of the provider end behind %j', async (said) => {
    const { model, egress } = await openBench(kind, [{ words: said, finish: 'filtered' }])
    const heard = await hear(model.generate(ask()))
    expect(heard).toMatchObject({ text: said.join(''), failure: { kind: 'provider-refused', message: expect.stringContaining('Wire declined to answer this'), next: expect.any(String) } })
    expect(egress).toMatchObject([{ status: 'failed' }])
  })

  test('[M132] the key travels in a header and nowhere else', async () => {
    const { server, model, urls } = await openBench(kind, [{ words }])
    await hear(model.generate(ask()))
    const { headers, url, text } = server.requests[0]!
    const carriers = Object.entries(headers).filter(([, value]) => String(value).includes(canary)).map(([name]) => name)
    expect(carriers).toEqual([kind === 'anthropic' ? 'x-api-key' : kind === 'google' ? 'x-goog-api-key' : 'authorization'])
    for (let at = 0; at + 6 <= canary.length; at++) expect([url, text, ...urls].join(' ')).not.toContain(canary.slice(at, at + 6))
  })
})

test.each(['openai', 'openai-compatible', 'openrouter', 'mistral'] as const)('[M118] %s: an input that is no JSON cannot be acted on', async (kind: Kind) => {
  const { model } = await openBench(kind, [{ words: [], calls: [{ ...call, input: '{"town": "Aar' }] }], {}, able(all))
  expect(await hear(model.generate(ask({ tools: [weather] })))).toMatchObject({ calls: [], failure: { kind: 'provider-broken' } })
})

test('[M136] no answer is asked to be longer than the table says', async () => {
  const line = { kind: 'openai', id: 'wire-model', name: 'Wire', windowTokens: 8000, mostOutputTokens: 40, input: 1, output: 2, cachedInput: 0.1, cacheWriteInput: null, abilities: all } as const
  const { server, model, models } = await openBench('openai', [{ words }], { prices: [line] }, { models: [{ id: 'wire-model', windowTokens: 8000, inputPrice: null, outputPrice: null, abilities: null }] })
  await hear(model.generate(ask({ maxOutputTokens: 500 })))
  await hear(model.generate(ask({ maxOutputTokens: 30 })))
  expect(server.requests.map(({ body }) => body.max_tokens ?? body.max_completion_tokens)).toEqual([40, 30])
  expect(model.price).toEqual({ input: 1, output: 2, cachedInput: 0.1 })
  expect(models.list()[0]).toMatchObject({ price: { input: 1, output: 2 }, abilities: all })
})

// What OpenAI's own models think does not travel over chat completions.
test.each(kinds.filter((kind) => kind !== 'openai'))('[M117] %s: thoughts come before the words and are no part of them', async (kind) => {
  const { model } = await openBench(kind, [{ words, thoughts: ['The person ', 'asks for weather.'] }], {}, able(all))
  const order: string[] = []
  const heard = await hear((async function* () { for await (const event of model.generate(ask())) { order.push(event.type); yield event } })())
  expect(heard).toMatchObject({ text: 'It is sunny.', thoughts: 'The person asks for weather.', failure: null, last: { type: 'end', stopped: 'end' } })
  expect(order.lastIndexOf('reasoning')).toBeLessThan(order.indexOf('token'))
})
