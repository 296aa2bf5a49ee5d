import { expect, test } from 'vitest'
import { decode, encode } from '../support/electronStandIn/codec.ts'

const there = (value: unknown) => decode(encode(value))

test('the stand-in’s wire keeps what structured cloning keeps', () => {
  const values = [
    undefined, null, true, 0, -0, 1.5, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 12n, '', '\ud800 \0 日本語', new Date(5), [], [1, [undefined]],
    { a: undefined, b: { c: [null] } }, new Map<unknown, unknown>([[{ key: 1 }, new Set([1, 'x'])]]), new Set([new Map()]), new RangeError('deliberate'),
    new Uint8Array([1, 2, 255]), new Float32Array([1.5, Number.NaN]), new BigInt64Array([-1n]), new DataView(new ArrayBuffer(2)), new ArrayBuffer(3),
  ]
  for (const value of values) expect(there(value)).toStrictEqual(structuredClone(value))
  expect(there(new Float32Array([1, 2, 3]).subarray(1))).toStrictEqual(new Float32Array([2, 3]))
})

test('the stand-in’s wire keeps cycles, shared parts and keys that look like prototypes', () => {
  const shared = { name: 'one' }
  const circle: Record<string, unknown> = { first: shared, second: shared }
  circle['self'] = circle
  const back = there(circle) as { first: object; second: object; self: object }
  expect(back.self).toBe(back)
  expect(back.first).toBe(back.second)
  const hostile = there(JSON.parse('{"__proto__":{"polluted":1}}')) as object
  expect([Object.keys(hostile), Object.getPrototypeOf(hostile) === Object.prototype]).toEqual([['__proto__'], true])
})

test('the stand-in’s wire refuses what cannot be cloned', () => {
  for (const value of [() => {}, Symbol('x'), { deep: [() => {}] }]) expect(() => encode(value)).toThrow('An object could not be cloned.')
})
