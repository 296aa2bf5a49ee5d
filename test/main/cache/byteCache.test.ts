import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createByteCache, sumFigures } from '../../../src/main/cache/byteCache.ts'

const cache = (mostBytes: number) => createByteCache<string>({ name: 'Words', mostBytes, sizeOf: (value) => value.length * 2 })

test('[G10] it never holds more than it may, and what was used longest ago goes first', () => {
  const words = cache(1000)
  for (const key of ['a', 'b', 'c', 'd']) words.put(key, 'x'.repeat(60))
  expect(words.get('a')).toBeDefined()
  words.put('e', 'y'.repeat(60))
  expect(['a', 'b', 'c', 'd', 'e'].map((key) => words.get(key) !== undefined)).toEqual([true, false, true, true, true])
  words.put('huge', 'x'.repeat(500))
  expect([words.get('huge'), words.get('a')]).toEqual([undefined, 'x'.repeat(60)])
  words.put('a', 'z'.repeat(500))
  expect(words.get('a')).toBeUndefined()
})

test('[G10] against a plain list, whatever is put, taken and dropped', () => {
  const step = fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), size: fc.integer({ min: 0, max: 300 }), act: fc.constantFrom('put', 'get', 'drop') })
  fc.assert(fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
    const words = cache(900)
    let list: { key: string; value: string }[] = []
    const bytes = () => list.reduce((sum, one) => sum + one.key.length * 2 + one.value.length * 2 + 96, 0)
    for (const { key, size, act } of steps) {
      const known = list.find((one) => one.key === key)
      if (act === 'get') {
        expect(words.get(key)).toBe(known?.value)
        if (known !== undefined) list = [...list.filter((one) => one !== known), known]
        continue
      }
      list = list.filter((one) => one !== known)
      if (act === 'drop') { words.drop(key); continue }
      const value = 'v'.repeat(size)
      words.put(key, value)
      list.push({ key, value })
      if (2 + size * 2 + 96 > 900) list.pop()
      while (bytes() > 900) list.shift()
    }
    expect(words.figures()).toMatchObject({ entries: list.length, bytes: bytes() })
    expect(words.figures().bytes).toBeLessThanOrEqual(900)
  }))
})

test('[G11] it tells its entries, bytes, hits and misses; several stand in one line', () => {
  const words = cache(1000)
  words.put('a', 'one')
  words.get('a')
  words.get('b')
  words.drop('a', 'another')
  expect(words.figures()).toEqual({ name: 'Words', entries: 1, bytes: 104, mostBytes: 1000, hits: 1, misses: 1 })
  expect(sumFigures('All', [words.figures(), words.figures()])).toEqual({ name: 'All', entries: 2, bytes: 208, mostBytes: 2000, hits: 2, misses: 2 })
  words.clear()
  expect(words.figures()).toMatchObject({ entries: 0, bytes: 0, hits: 1 })
})
