import fc from 'fast-check'
import { expect, test } from 'vitest'
import { counterFor } from '../../../../src/main/models/tokens/counterFor.ts'
import { learnMargin, type LearnedMargin } from '../../../../src/main/models/tokens/learnMargin.ts'
import { looksTruncated } from '../../../../src/main/models/tokens/looksTruncated.ts'

const start: LearnedMargin = { margin: 1, marginFrom: 0 }

/** One chat after another with a provider that reads so many times our plain estimate. @returns estimates and reports */
function learnFrom(ratios: readonly number[], tokens = 1000) {
  let known = start
  const seen = ratios.map((ratio) => {
    const counted = Math.ceil(tokens * known.margin)
    const reported = Math.round(tokens * ratio)
    known = learnMargin(known, counted, reported)
    return { counted, reported, margin: known.margin }
  })
  return { known, seen }
}

test('[C14] a margin widens estimates, rounded up, and leaves exact counts alone', async () => {
  const chat = [{ role: 'system', text: 'Be brief.' }, { role: 'user', text: 'Hello, world! How are you?' }] as const
  const texts = chat.map((one) => one.text)
  const plain = counterFor('claude-sonnet-4-5')
  const wide = counterFor('claude-sonnet-4-5', 1.3)
  expect(await wide.count(texts)).toEqual((await plain.count(texts)).map((count) => Math.ceil(count * 1.3)))
  expect(await wide.countChat(chat)).toBe(Math.ceil(await plain.countChat(chat) * 1.3))
  expect(wide).toMatchObject({ name: 'estimate', exact: false })
  expect(counterFor('gpt-4o', 1.3)).toBe(counterFor('gpt-4o'))
})

test('[C15] too low an estimate is put right by one answer, up to a bound', () => {
  expect(learnFrom([1.3]).known.margin).toBeGreaterThanOrEqual(1.3)
  expect(learnFrom([1.3]).known.margin).toBeLessThan(1.4)
  expect(learnFrom([40]).known.margin).toBe(1.5)
  expect(learnFrom(Array.from({ length: 20 }, () => 40)).known.margin).toBe(3)
})

test('[C15] too high an estimate comes down over some answers, to just above what is reported', () => {
  const { seen } = learnFrom(Array.from({ length: 60 }, () => 0.85))
  expect(seen[3]!.margin).toBeLessThan(0.97)
  expect(seen[59]!.margin).toBeGreaterThan(0.85)
  expect(seen[59]!.margin).toBeLessThan(0.9)
  expect(learnFrom(Array.from({ length: 100 }, () => 0.1)).known.margin).toBe(0.7)
})

test('[C15] with ratios that vary, what is estimated to fit does fit in nearly every answer', () => {
  // Ratios between 0.9 and 1.2, in a fixed disorder.
  const ratios = Array.from({ length: 400 }, (_, at) => 0.9 + ((at * 7919) % 301) / 1000)
  const { seen } = learnFrom(ratios)
  const late = seen.slice(20)
  expect(late.filter((one) => one.reported > one.counted).length / late.length).toBeLessThan(0.12)
  expect(Math.max(...late.map((one) => one.reported / one.counted))).toBeLessThan(1.15)
})

test('[C15] nonsense teaches nothing, and nothing leaves the bounds', () => {
  for (const [counted, reported] of [[0, 10], [1000, 0], [1000, -5], [Number.NaN, 10], [1000, Number.POSITIVE_INFINITY], [20, 30]] as const) expect(learnMargin(start, counted, reported)).toEqual(start)
  fc.assert(fc.property(fc.double({ min: 0.7, max: 3, noNaN: true }), fc.nat(500), fc.integer({ min: 50, max: 2_000_000 }), fc.integer({ min: 1, max: 4_000_000 }), (margin, marginFrom, counted, reported) => {
    const after = learnMargin({ margin, marginFrom }, counted, reported)
    expect(after.margin).toBeGreaterThanOrEqual(0.7)
    expect(after.margin).toBeLessThanOrEqual(3)
    expect(after.marginFrom).toBe(marginFrom + 1)
    if (reported > counted) expect(after.margin).toBeGreaterThanOrEqual(margin)
  }))
})

test('[C16] a prompt that was cut looks cut; another template or tokenizer does not', () => {
  expect(looksTruncated(7900, 4096, true)).toBe(true)
  expect(looksTruncated(7900, 2050, false)).toBe(true)
  expect(looksTruncated(4200, 2050, false)).toBe(true)
  expect(looksTruncated(1000, 950, true)).toBe(false)
  expect(looksTruncated(1000, 640, false)).toBe(false)
  expect(looksTruncated(1000, 1400, false)).toBe(false)
  expect(looksTruncated(60, 20, false)).toBe(false)
  expect(looksTruncated(7900, 0, true)).toBe(false)
})
