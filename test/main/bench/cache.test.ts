import { expect, test } from 'vitest'
import { makeDay, type DayShape } from '../../../src/main/bench/cacheDay.ts'
import { nearMisses, sameQuestions } from '../../../src/main/bench/cachePairs.ts'
import { ownKey, questionKey, replayOwn, replayPlain, type Keyed } from '../../../src/main/bench/cacheReplay.ts'

const noon = Date.UTC(2026, 4, 4, 12)
const alone = (text: string): Keyed => ({ text, at: noon, prompt: [{ role: 'user', text, spans: [{ start: 0, end: text.length, region: 'message', pieceId: 'message' }] }] })
const areOne = (keyOf: (one: Keyed) => string | null) => (a: string, b: string) => { const key = keyOf(alone(a)); return key !== null && key === keyOf(alone(b)) }

test('[G2] of more than five hundred pairs that look alike none is one question, though some are in small letters', () => {
  const pairs = nearMisses()
  expect(pairs.length).toBeGreaterThan(550)
  expect(new Set(pairs.map(({ a, b }) => `${a}\n${b}`)).size).toBe(pairs.length)
  expect(pairs.filter(({ a, b }) => a !== b && areOne(ownKey)(a, b))).toEqual([])
  expect(pairs.filter(({ a, b }) => areOne(questionKey)(a, b)).length).toBeGreaterThan(20)
  // A pair that may never be answered from before proves nothing.
  expect(pairs.filter(({ a, b }) => ownKey(alone(a)) !== null && ownKey(alone(b)) !== null).length).toBeGreaterThan(500)
})

test('[G1] one question in two typings is one, unless its words are read as a time or its capitals may be those of a name', () => {
  const same = sameQuestions().filter(([a, b]) => ownKey(alone(a)) !== null && ownKey(alone(b)) !== null)
  const apart = same.filter(([a, b]) => !areOne(ownKey)(a, b))
  expect(apart.map(([, b]) => b)).toEqual(['who wrote don quixote?', 'WHO WROTE DON QUIXOTE?', 'wie koche ich reis?', 'WIE KOCHE ICH REIS?'])
  expect(same.length).toBeGreaterThan(100)
})

test('[G4] over a day no answer is the wrong one, where the question alone is wrong often', async () => {
  const shape: DayShape = { requests: 400, hours: 2, topics: 20, zipf: 1.1, picked: 0.7, shares: { help: 0.7, followUp: 0.15, timely: 0.06, short: 0.04 }, noteEvery: 100, talkLength: 0 }
  const day = makeDay(shape, noon, 7)
  expect(makeDay(shape, noon, 7)).toEqual(day)
  const own = await replayOwn(day)
  expect(own).toMatchObject({ wrong: 0, requests: 400 })
  expect(own.hits).toBeGreaterThan(50)
  expect(replayPlain(day, questionKey).wrong).toBeGreaterThan(10)
})
