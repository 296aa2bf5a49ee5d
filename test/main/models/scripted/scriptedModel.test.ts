import { expect, test } from 'vitest'
import { scriptedModel, withScriptedModels } from '../../../../src/main/models/scripted/scriptedModel.ts'
import { countWords } from '../../../../src/main/models/scripted/wordCounter.ts'
import type { GenerateEvent, GenerateRequest, Models } from '../../../../src/main/models/ports.ts'
import { clearForCloud } from '../../../../src/main/privacy/clear.ts'
import type { Failure } from '../../../../src/shared/result.ts'

const request = (change: Partial<GenerateRequest> = {}): GenerateRequest => ({
  conversationId: 'c_1', messages: [{ role: 'user', text: 'Hello there' }], maxOutputTokens: 100, temperature: 0, seed: 1,
  stop: [], signal: new AbortController().signal, expectedTokens: null, ...change,
})
const collect = async (events: AsyncIterable<GenerateEvent>) => {
  const all: GenerateEvent[] = []
  for await (const event of events) all.push(event)
  return all
}
const textOf = (events: readonly GenerateEvent[]) => events.map((one) => one.type === 'token' ? one.text : '').join('')
const failure: Failure = { kind: 'provider-broken', message: 'The stream broke.' }

test('[C1] answers stream word by word in order, the last one again and again, and requests are recorded', async () => {
  const model = scriptedModel({ answers: ['one two', 'three'] })
  const first = await collect(model.generate(request()))
  expect(first.map((one) => one.type)).toEqual(['token', 'token', 'end'])
  expect(first.at(-1)).toEqual({ type: 'end', stopped: 'end', usage: { promptTokens: 9, evaluatedTokens: 9, cachedTokens: 0, outputTokens: 2, reported: true }, timing: null })
  expect(textOf(first)).toBe('one two')
  expect(textOf(await collect(model.generate(request())))).toBe('three')
  expect(textOf(await collect(model.generate(request({ temperature: 1 }))))).toBe('three')
  expect(model.requests.map((one) => one.temperature)).toEqual([0, 0, 1])
})

test('[C1] answers can be made from the request, and counts do not change', async () => {
  const model = scriptedModel({ answers: (asked) => `You said: ${asked.messages[0]!.text}` })
  expect(textOf(await collect(model.generate(request())))).toBe('You said: Hello there')
  expect(await model.counter.count(['', 'word', 'remembering', 'a, b!', '你好', '\ud800'])).toEqual([0, 1, 2, 4, 1, 1])
  expect(countWords('Hello there')).toBe(2)
})

test('[C2] fails before the first word or after some, and ends once', async () => {
  const early = scriptedModel({ answers: [{ text: 'never heard', failure }] })
  expect(await collect(early.generate(request()))).toEqual([{ type: 'failed', failure }])
  const late = scriptedModel({ answers: [{ text: 'one two three', failure, failAfter: 2 }] })
  expect(await collect(late.generate(request()))).toEqual([{ type: 'token', text: 'one ' }, { type: 'token', text: 'two ' }, { type: 'failed', failure }])
  const last = scriptedModel({ answers: [{ text: 'one', failure, failAfter: 9 }] })
  expect((await collect(last.generate(request()))).at(-1)).toEqual({ type: 'failed', failure })
})

test('[C2] falls silent until it is cancelled', async () => {
  const stop = new AbortController()
  const model = scriptedModel({ answers: [{ text: 'one two', hangAfter: 1 }] })
  const events: GenerateEvent[] = []
  for await (const event of model.generate(request({ signal: stop.signal }))) {
    events.push(event)
    stop.abort()
  }
  expect(textOf(events)).toBe('one ')
  expect(events.at(-1)).toMatchObject({ type: 'end', stopped: 'cancelled' })
})

test('[C2] keeps to the limit, the stop strings and the expected count', async () => {
  const model = scriptedModel({ answers: ['one two STOP three'] })
  expect((await collect(model.generate(request({ maxOutputTokens: 1 })))).at(-1)).toMatchObject({ type: 'end', stopped: 'length' })
  expect(textOf(await collect(model.generate(request({ stop: ['STOP'] }))))).toBe('one two ')
  expect((await collect(model.generate(request({ expectedTokens: 7 })))).map((one) => one.type)).toEqual(['failed'])
  expect(textOf(await collect(model.generate(request({ expectedTokens: 9 }))))).toBe('one two STOP three')
})

test('[C2] as a cloud model it takes only a cleared prompt', async () => {
  const model = scriptedModel({ answers: ['fine'], place: 'cloud' })
  const cleared = clearForCloud('open', 'open')
  if (!cleared.ok) throw new Error('open clears')
  expect(textOf(await collect(model.generate({ ...request(), cleared: cleared.value })))).toBe('fine')
  // @ts-expect-error a cloud model without a cleared prompt does not compile
  expect((await collect(model.generate(request()))).map((one) => one.type)).toEqual(['failed'])
})

test('[C1] stands in front of the real models and leaves the embedder alone', async () => {
  const embedder = { modelId: 'real', dimensions: 3, embed: () => Promise.resolve([]) }
  const real = {
    embedder,
    list: () => Promise.resolve([]), peek: () => null, dropPrefixes: () => Promise.resolve(), close: () => Promise.resolve(),
    open: () => Promise.resolve({ ok: false, error: { kind: 'not-found', message: 'none' } } as const),
  } satisfies Models
  const model = scriptedModel({ answers: ['hi'], small: true })
  const models = withScriptedModels(real, [model])
  expect(models.embedder).toBe(real.embedder)
  expect(await models.list()).toEqual([model.info])
  expect(models.peek('local:scripted')).toMatchObject({ small: true, place: 'local' })
  expect(await models.open('local:scripted')).toEqual({ ok: true, value: model })
  expect((await models.open('local:other')).ok).toBe(false)
})
