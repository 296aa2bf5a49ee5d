import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { Tiktoken } from 'js-tiktoken/lite'
import cl100k from 'js-tiktoken/ranks/cl100k_base'
import o200k from 'js-tiktoken/ranks/o200k_base'
import { describe, expect, test } from 'vitest'
import type { ModelInfo } from '../../../../src/shared/model.ts'
import { ok } from '../../../../src/shared/result.ts'
import type { LlamaFile, LlamaRuntime } from '../../../../src/main/models/llama/llamaRuntime.ts'
import { llamaCountFigures, openLlamaModel } from '../../../../src/main/models/llama/openLlamaModel.ts'
import { CountCache } from '../../../../src/main/models/tokens/countCache.ts'
import { counterFor, encodingFor } from '../../../../src/main/models/tokens/counterFor.ts'
import { estimateTokens } from '../../../../src/main/models/tokens/estimateTokens.ts'

const library = { o200k_base: new Tiktoken(o200k), cl100k_base: new Tiktoken(cl100k) }
const ours = { o200k_base: counterFor('gpt-4o'), cl100k_base: counterFor('gpt-4') }
const encodings = ['o200k_base', 'cl100k_base'] as const

// As the encoder of js-tiktoken 1.0.21 counts them.
const golden: [text: string, o200k: number, cl100k: number][] = [
  ['', 0, 0], ['Hello, world!', 4, 4], ['<|endoftext|>', 7, 7], ['你好，世界', 3, 6], ['Привет, как дела?', 6, 8],
  ['مرحبا بالعالم', 4, 10], ['👩‍👩‍👧‍👦', 11, 18], ['  \n\n\t x', 3, 3], ['3.14159265358979', 7, 7],
]

test.each(golden)('[C10] %j', async (text, inO200k, inCl100k) => {
  expect(await ours.o200k_base.count([text])).toEqual([inO200k])
  expect(await ours.cl100k_base.count([text])).toEqual([inCl100k])
})

test.each(encodings)('[C10] any text counts as the library counts it, in %s', async (encoding) => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }), fc.string({ unit: 'binary', maxLength: 60 }),
    fc.array(fc.constantFrom('the', ' The', 'ing', '\n', '  ', '127', "'ll", 'é', '字', '🙂', '<|endoftext|>', 'AAAA', '--', '\ud800', 'ह', 'ि'), { maxLength: 40 }).map((parts) => parts.join('')),
  )
  await fc.assert(fc.asyncProperty(text, async (one) => {
    expect(await ours[encoding].count([one])).toEqual([library[encoding].encode(one, [], []).length])
  }), { numRuns: 400 })
})

test.each([
  ['gpt-4o-mini', 'o200k_base'], ['gpt-4.1', 'o200k_base'], ['gpt-5-nano', 'o200k_base'], ['o3-mini', 'o200k_base'], ['openai/o4-mini', 'o200k_base'], ['gpt-5.1', 'o200k_base'],
  ['gpt-4', 'cl100k_base'], ['gpt-4-turbo', 'cl100k_base'], ['gpt-3.5-turbo', 'cl100k_base'], ['text-embedding-3-small', 'cl100k_base'],
  ['claude-sonnet-4-5', null], ['mistral-large', null], ['o365', null], ['gpt-oss-20b', null], ['llama3.2:3b', null],
])('[C10] the vocabulary of %s is %s', (model, encoding) => {
  expect(encodingFor(model)).toBe(encoding)
  expect(counterFor(model)).toMatchObject(encoding === null ? { name: 'estimate', exact: false } : { name: encoding, exact: true })
})

const goldenFile = join(import.meta.dirname, '../../../../../shared/data/token_golden/golden.jsonl.gz')
interface GoldenRow { readonly src: string; readonly text: string; readonly o200k: number; readonly cl100k: number }

describe.skipIf(!existsSync(goldenFile))('against the golden set beside the checkout (skipped where it is not)', () => {
  const rows = existsSync(goldenFile) ? gunzipSync(readFileSync(goldenFile)).toString().trim().split('\n').map((line) => JSON.parse(line) as GoldenRow) : []

  test('[C10] every text has its golden counts', async () => {
    expect(await ours.o200k_base.count(rows.map((row) => row.text))).toEqual(rows.map((row) => row.o200k))
    expect(await ours.cl100k_base.count(rows.map((row) => row.text))).toEqual(rows.map((row) => row.cl100k))
  })

  test('[C12] no estimate is far too low, and no kind of text is low as a whole', () => {
    const natural = rows.filter((row) => row.src !== 'edge')
    for (const row of natural) expect(estimateTokens(row.text) / Math.max(row.o200k, row.cl100k)).toBeGreaterThanOrEqual(0.75)
    for (const source of new Set(natural.map((row) => row.src))) {
      const some = natural.filter((row) => row.src === source)
      const ratio = some.reduce((sum, row) => sum + estimateTokens(row.text), 0) / some.reduce((sum, row) => sum + Math.max(row.o200k, row.cl100k), 0)
      expect({ source, enough: ratio >= 0.9, wasteful: ratio > 1.6 }).toEqual({ source, enough: true, wasteful: false })
    }
  })
})

test('[C11] a word of 100,000 characters is counted exactly', async () => {
  // Eight a's are one token, and nothing longer is: the count is known without an oracle.
  expect(await ours.o200k_base.count(['a'.repeat(100_000)])).toEqual([12_500])
  const word = Array.from({ length: 1500 }, (_, at) => String.fromCodePoint(97 + (at * at * 7 + at) % 26)).join('')
  expect(await ours.o200k_base.count([word])).toEqual([library.o200k_base.encode(word).length])
})

test('[C11] ten megabytes of one letter are counted, within a token or two per cut', async () => {
  const [count] = await ours.o200k_base.count(['a'.repeat(10_000_000)])
  expect(count).toBeGreaterThanOrEqual(1_250_000)
  expect(count).toBeLessThan(1_250_100)
})

test('[C12] an estimate weighs scripts and signs by what they cost', () => {
  expect(estimateTokens('')).toBe(0)
  for (const text of ['你好世界，今天天气很好', 'नमस्ते दुनिया', 'สวัสดีชาวโลก', '🙂🙃👩‍👩‍👧‍👦', 'สวัสดี', 'Γειά σου Κόσμε', 'const x = { a: [1, 2, 3] }', '한국어 문장입니다']) {
    const dearest = Math.max(...encodings.map((one) => library[one].encode(text).length))
    expect({ text, ratio: estimateTokens(text) / dearest >= 0.9 }).toEqual({ text, ratio: true })
  }
})

test('[C13] a chat costs its texts, four a message and three for the answer', async () => {
  const chat = [{ role: 'system', text: 'Be brief.' }, { role: 'user', text: 'Hello, world!' }] as const
  expect(await ours.o200k_base.countChat(chat)).toBe(3 + 4 + 3 + 4 + 4)
  const estimate = counterFor('claude-sonnet-4-5')
  const [one, two] = await estimate.count(chat.map((message) => message.text))
  expect(await estimate.countChat(chat)).toBe(8 + 8 + 8 + one! + two!)
})

test('[C13] the same text is measured once, until others have pushed it out', async () => {
  const cache = new CountCache(320)
  const measured: string[] = []
  const measure = (text: string) => { measured.push(text.slice(0, 2)); return Promise.resolve(text.length) }
  const long = 'x'.repeat(5000)
  for (const text of ['a', long, long, 'a', 'b', long, 'a']) expect(await cache.count(text, measure)).toBe(text.length)
  expect(measured).toEqual(['a', 'xx', 'b', 'xx', 'a'])
})

test('[C13] a model on this computer that is opened again knows what it counted, and another model does not', async () => {
  const asked: string[][] = []
  const runtime = {
    load: async () => ok({ windowTokens: 2048 }),
    call: async (_file: unknown, _method: string, { texts }: { texts: string[] }) => { asked.push(texts); return ok(texts.map((text) => text.length)) },
  } as unknown as LlamaRuntime
  const open = async (key: string) => {
    const opened = await openLlamaModel({ runtime, file: { key, path: `${key}.gguf` } as LlamaFile, info: {} as ModelInfo })
    if (!opened.ok) throw new Error(opened.error.message)
    return opened.value.counter
  }
  expect(await (await open('a')).count(['tea', 'milk', 'tea'])).toEqual([3, 4, 3])
  expect(await (await open('a')).count(['milk', 'sugar'])).toEqual([4, 5])
  expect(await (await open('b')).count(['milk'])).toEqual([4])
  expect(asked).toEqual([['tea', 'milk'], ['sugar'], ['milk']])
  expect(llamaCountFigures(runtime)).toMatchObject({ entries: 4, hits: 1 })
})
