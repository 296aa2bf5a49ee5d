import { expect, test } from 'vitest'
import { byteCodeOf, productWithCode } from '../../../src/main/storage/index/byteCode.ts'
import { createCodeCache } from '../../../src/main/storage/index/codeCache.ts'

const vectorOf = (seed: number) => Float32Array.from({ length: 16 }, (_, at) => Math.sin(seed * 31 + at * 7))

test('kept codes say what codes from the disk say; of those that share a place the last one stands there; removed ones are gone', () => {
  const cache = createCodeCache(16, 16 * 2048)
  const asked = vectorOf(1)
  const numbers = [0, 1, 5, 1023, 1024, 2047]
  for (const n of numbers) expect(cache.product(asked, n)).toBeNull()
  for (const n of numbers) cache.put(n, byteCodeOf(vectorOf(n)))
  for (const n of numbers) expect(cache.product(asked, n)).toBeCloseTo(productWithCode(asked, byteCodeOf(vectorOf(n))), 5)
  cache.put(2048 + 5, byteCodeOf(vectorOf(7)))
  expect(cache.product(asked, 5)).toBeNull()
  cache.remove(5)
  expect(cache.product(asked, 2048 + 5)).toBeCloseTo(productWithCode(asked, byteCodeOf(vectorOf(7))), 5)
  cache.remove(1023)
  expect(cache.product(asked, 1023)).toBeNull()
})
