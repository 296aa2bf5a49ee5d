import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { findPrice } from '../../../../src/main/models/prices/findPrice.ts'
import { abilitiesOf, priceOf, shownPrice } from '../../../../src/main/models/prices/priceOf.ts'
import { readPrices } from '../../../../src/main/models/prices/readPrices.ts'
import { providerKinds, type PricedModel, type Provider } from '../../../../src/shared/model.ts'

const resources = join(import.meta.dirname, '../../../../resources')
const line = (change: Partial<PricedModel> = {}): PricedModel => ({
  kind: 'anthropic', id: 'mind-2', name: 'Mind 2', windowTokens: 200_000, mostOutputTokens: 8000, input: 4, output: 20, cachedInput: 0.2, cacheWriteInput: 5,
  abilities: { images: true, tools: true, reasoning: false }, ...change,
})
const model = (change: Partial<Provider['models'][number]> = {}): Provider['models'][number] => ({ id: 'mind-2', windowTokens: 200_000, inputPrice: null, outputPrice: null, abilities: null, ...change })

test('[M133] the table that comes along says its day and is sound', async () => {
  const { date, note, models } = await readPrices(resources)
  expect(date).toMatch(/^20\d\d-\d\d-\d\d$/)
  expect(note).toMatch(/Prices change.*Settings/)
  expect(models.length).toBeGreaterThanOrEqual(40)
  expect([...new Set(models.map((one) => one.kind))].sort()).toEqual(providerKinds.filter((kind) => kind !== 'openai-compatible').sort())
  for (const one of models) {
    expect(one.windowTokens, one.id).toBeGreaterThanOrEqual(100_000)
    expect(one.mostOutputTokens ?? 0, one.id).toBeLessThan(one.windowTokens)
    // No vendor pays for being asked, none sells what it writes below what it reads, and what is cached is not dearer.
    expect(one.input, one.id).toBeGreaterThan(0)
    expect(one.output, one.id).toBeGreaterThanOrEqual(one.input!)
    expect(one.cachedInput ?? 0, one.id).toBeLessThanOrEqual(one.input!)
    expect(one.cacheWriteInput ?? one.input!, one.id).toBeGreaterThanOrEqual(one.input!)
  }
})

test('[M133] a table in which a model stands twice, or whose day is none, is a bug', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'casement-prices-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const write = (value: unknown) => writeFile(join(folder, 'prices.json'), JSON.stringify(value))
  await write({ date: '2026-02-01', note: 'n', models: [line()] })
  expect((await readPrices(folder)).models).toEqual([line()])
  await write({ date: '2026-02-01', note: 'n', models: [line(), line({ input: 3 })] })
  await expect(readPrices(folder)).rejects.toThrow('a model stands in the table once')
  await write({ date: 'soon', note: 'n', models: [line()] })
  await expect(readPrices(folder)).rejects.toThrow()
})

test('[M134] what the person set counts, then the table, then nothing', () => {
  expect(priceOf('anthropic', model(), line())).toEqual({ input: 4, output: 20, cachedInput: 0.2, cacheWriteInput: 5 })
  expect(priceOf('anthropic', model({ outputPrice: 0 }), line())).toEqual({ input: 4, output: 0, cachedInput: 0.2, cacheWriteInput: 5 })
  expect(priceOf('anthropic', model(), null)).toEqual({ input: null, output: null })
  expect(priceOf('google', model(), line({ cachedInput: null, cacheWriteInput: null }))).toEqual({ input: 4, output: 20 })
  expect([shownPrice({ input: null, output: null }), shownPrice({ input: 0, output: null })]).toEqual([null, { input: 0, output: null }])
})

test('[M134] a price that was set keeps the discount of the table, or else the usual one of the vendor', () => {
  expect(priceOf('anthropic', model({ inputPrice: 8 }), line())).toEqual({ input: 8, output: 20, cachedInput: 0.4, cacheWriteInput: 10 })
  expect(priceOf('anthropic', model({ inputPrice: 8, outputPrice: 9 }), null)).toEqual({ input: 8, output: 9, cachedInput: 0.8, cacheWriteInput: 10 })
  expect(priceOf('mistral', model({ inputPrice: 8, outputPrice: 9 }), null)).toEqual({ input: 8, output: 9 })
  expect(priceOf('openai', model({ inputPrice: 0, outputPrice: 0 }), line())).toEqual({ input: 0, output: 0, cachedInput: 0, cacheWriteInput: 0 })
})

test('[M134] abilities likewise', () => {
  const set = { images: false, tools: false, reasoning: true }
  expect([abilitiesOf(model({ abilities: set }), line()), abilitiesOf(model(), line()), abilitiesOf(model(), null)]).toEqual([set, line().abilities, { images: false, tools: false, reasoning: false }])
})

test.each([['mind-2', true], ['mind-2-20260101', true], ['mind-2-2026-01-01', true], ['mind-2-latest', true], ['mind-2.5', false], ['mind-2-mini', false], ['mind', false], ['vendor/mind-2', false], ['mind-2:free', false]])('[M135] %s is in the table: %s', (name, found) => {
  expect(findPrice([line()], 'anthropic', name) !== null).toBe(found)
})

test('[M135] a line with the day in its name goes before the one without', () => {
  const dated = line({ id: 'mind-2-20260101', input: 1 })
  expect([findPrice([line(), dated], 'anthropic', 'mind-2-20260101')?.input, findPrice([line(), dated], 'anthropic', 'mind-2-20260202')?.input]).toEqual([1, 4])
})

test('[M134] another vendor, or a server that is merely compatible, is not in the table', () => {
  expect([findPrice([line()], 'openai', 'mind-2'), findPrice([line({ kind: 'openai-compatible' })], 'openai-compatible', 'mind-2')]).toEqual([null, null])
})
