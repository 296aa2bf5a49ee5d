import { expect, test } from 'vitest'
import { createSingleFlight } from '../../../src/main/cache/singleFlight.ts'

const forever = new AbortController().signal
const isGood = (value: string) => value !== 'bad'
/** A computation that ends when it is told to. */
function later() {
  let end: (value: string | Error) => void = () => {}
  const done = new Promise<string>((resolve, reject) => { end = (value) => { if (typeof value === 'string') resolve(value); else reject(value) } })
  return { done, end, calls: 0 }
}
const open = () => { const time = { ms: 0 }; return { time, flights: createSingleFlight(() => time.ms) } }

test('[G7] equal requests wait for one computation, other keys do not', async () => {
  const { flights } = open()
  let calls = 0
  const slow = later()
  const all = Array.from({ length: 20 }, () => flights.run('a', forever, () => { calls++; return slow.done }, isGood))
  const other = flights.run('b', forever, async () => 'other', isGood)
  slow.end('tea')
  expect((await Promise.all(all)).map((one) => one.shared)).toEqual([false, ...Array.from({ length: 19 }, () => true)])
  expect([calls, await other]).toEqual([1, { value: 'other', shared: false }])
})

test.each([['failed', new Error('no')], ['gave nothing good', 'bad']])('[G7] where the first %s, one of those that wait computes and the rest wait for it', async (_, end) => {
  const { flights } = open()
  const first = later()
  let calls = 0
  const asked = flights.run('a', forever, () => first.done, isGood).catch((error: unknown) => error)
  const rest = Array.from({ length: 5 }, () => flights.run('a', forever, async () => { calls++; return 'tea' }, isGood))
  first.end(end)
  expect(await asked).toEqual(end instanceof Error ? end : { value: end, shared: false })
  expect((await Promise.all(rest)).map((one) => one.value)).toEqual(Array.from({ length: 5 }, () => 'tea'))
  expect(calls).toBe(1)
})

test('[G7] who stops waiting leaves the others alone, and who stopped before it began waits for nothing', async () => {
  const { flights } = open()
  const [slow, stop] = [later(), new AbortController()]
  const first = flights.run('a', forever, () => slow.done, isGood)
  const waiting = flights.run('a', stop.signal, async () => 'never', isGood)
  const patient = flights.run('a', forever, async () => 'never', isGood)
  stop.abort(new Error('stopped'))
  await expect(waiting).rejects.toThrow('stopped')
  await expect(flights.run('a', stop.signal, async () => 'never', isGood)).rejects.toThrow('stopped')
  slow.end('tea')
  expect([await first, await patient]).toEqual([{ value: 'tea', shared: false }, { value: 'tea', shared: true }])
})

test('[G7] a good value is handed on until it is kept elsewhere', async () => {
  const { flights } = open()
  await flights.run('a', forever, async () => 'tea', isGood)
  expect(await flights.run('a', forever, async () => 'coffee', isGood)).toEqual({ value: 'tea', shared: true })
  flights.landed('a')
  expect(await flights.run('a', forever, async () => 'coffee', isGood)).toEqual({ value: 'coffee', shared: false })
  flights.clear()
  expect(flights.size()).toBe(0)
})

test('[G8] what nobody keeps goes after seconds, and many at once push out the oldest', async () => {
  const { flights, time } = open()
  await flights.run('a', forever, async () => 'tea', isGood)
  time.ms = 6000
  expect(await flights.run('a', forever, async () => 'coffee', isGood)).toEqual({ value: 'coffee', shared: false })
  for (let at = 0; at < 200; at++) await flights.run(`k${at}`, forever, async () => 'x', isGood)
  expect(flights.size()).toBeLessThanOrEqual(32)
  await flights.run('bad', forever, async () => 'bad', isGood)
  expect((await flights.run('bad', forever, async () => 'good', isGood)).shared).toBe(false)
})
