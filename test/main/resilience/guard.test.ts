import { expect, test } from 'vitest'
import { fail, FailureError } from '../../../src/shared/result.ts'
import { createGenerationQueue } from '../../../src/main/engine/generationQueue.ts'
import { createResilience } from '../../../src/main/resilience/createResilience.ts'
import { openWorld } from './support.ts'

const never = () => new Promise<never>(() => {})
const open = () => {
  const world = openWorld()
  return { ...world, source: world.resilience.source('notes', 'Notes', { timeLimitMs: 500 }), signal: new AbortController().signal }
}

test('[J20] a source that works gives its value', async () => {
  const { source, signal } = open()
  expect(await source.run(signal, () => Promise.resolve(7))).toEqual({ ok: true, value: 7 })
  expect(source.health()).toMatchObject({ kind: 'source', state: 'closed', failures: 0, last: null })
})

test('[J20] late, failed and skipped are told apart, and a rest ends', async () => {
  const { source, signal, time, warnings } = open()
  const late = source.run(signal, never)
  await time.advance(500)
  expect(await late).toMatchObject({ ok: false, error: { why: 'late', failure: { message: 'Notes took longer than 0.5 seconds.' } } })
  const thrown = await source.run(signal, () => { throw new Error('a path of ours') })
  expect(thrown).toMatchObject({ ok: false, error: { why: 'failed', failure: { message: 'Notes did not work.' } } })
  expect(warnings).toEqual(['source notes: a path of ours'])
  const known = fail('storage-failed', 'The index could not be read.', 'Try again.')
  for (let at = 0; at < 3; at++) expect(await source.run(signal, () => Promise.reject(new FailureError(known.error)))).toMatchObject({ error: { why: 'failed', failure: known.error } })
  let asked = 0
  const work = () => { asked++; return Promise.resolve('here') }
  expect(await source.run(signal, work)).toMatchObject({ ok: false, error: { why: 'skipped', failure: { message: expect.stringContaining('Notes is left alone for another 10 seconds'), retryAfterSeconds: 10 } } })
  expect(asked).toBe(0)
  await time.advance(10_000)
  expect(await source.run(signal, work)).toEqual({ ok: true, value: 'here' })
  expect(source.state()).toBe('closed')
  expect(time.timers()).toBe(0)
})

test('[J20] a source of the system’s own timers is late as well', async () => {
  const resilience = createResilience({ clock: { now: () => Date.now(), elapsed: () => performance.now() }, log: { warn() {} } })
  expect(await resilience.source('slow', 'Slow', { timeLimitMs: 5 }).run(new AbortController().signal, never)).toMatchObject({ error: { why: 'late' } })
})

test('[J21] the signal of the work ends with the waiting for it', async () => {
  const { source, time } = open()
  const signals: AbortSignal[] = []
  const work = (signal: AbortSignal) => { signals.push(signal); return never() }
  const stop = new AbortController()
  const [late, stopped] = [source.run(new AbortController().signal, work), source.run(stop.signal, work)]
  await time.advance(10)
  stop.abort()
  expect(await stopped).toMatchObject({ error: { why: 'cancelled' } })
  await time.advance(490)
  await late
  expect(signals.map((signal) => signal.aborted)).toEqual([true, true])
  expect(source.health().failures).toBe(1)
  const before = new AbortController()
  before.abort()
  expect(await source.run(before.signal, work)).toMatchObject({ error: { why: 'cancelled' } })
  expect([signals.length, time.timers()]).toEqual([2, 0])
})

test('[J25] answers go in the order in which they came, and each knows its place', async () => {
  const queue = createGenerationQueue({ most: 2, waiting: 2 })
  const moves: string[] = []
  const join = (name: string) => {
    const joined = queue.join((inLine) => { moves.push(`${name} ${inLine}`) })
    if (!joined.ok) throw new Error(joined.error.message)
    return joined.value
  }
  const [a, b, c, d] = [join('a'), join('b'), join('c'), join('d')]
  expect([a, b, c, d].map((place) => place.inLine())).toEqual([0, 0, 1, 2])
  expect(queue.join()).toMatchObject({ ok: false, error: { kind: 'busy', message: 'This message was not taken: 2 answers are being written and 2 more are waiting.', next: expect.any(String) } })
  b.leave()
  b.leave()
  expect(await c.ready).toBe(true)
  expect([c, d].map((place) => place.inLine())).toEqual([0, 1])
  expect(moves).toEqual(['d 1'])
  const e = join('e')
  d.leave()
  expect([await d.ready, e.inLine()]).toEqual([false, 1])
  a.leave()
  c.leave()
  expect([await e.ready, queue.full()]).toEqual([true, null])
  e.leave()
  expect([join('f'), join('g'), join('h')].map((place) => place.inLine())).toEqual([0, 0, 1])
})

test('[J25] who waited for a person stands in a full line again, behind those that came meanwhile', async () => {
  const queue = createGenerationQueue({ most: 1, waiting: 1 })
  const join = () => { const joined = queue.join(); if (!joined.ok) throw new Error(joined.error.message); return joined.value }
  const asking = join()
  asking.leave()
  const [meanwhile, next] = [join(), join()]
  const again = queue.rejoin()
  expect([meanwhile.inLine(), next.inLine(), again.inLine()]).toEqual([0, 1, 2])
  meanwhile.leave()
  next.leave()
  expect([await again.ready, queue.full()]).toEqual([true, null])
})

test('[J25] eight and thirty-two unless said otherwise', () => {
  const queue = createGenerationQueue()
  const joined = Array.from({ length: 40 }, () => queue.join())
  expect(joined.map((place) => place.ok && place.value.inLine())).toEqual([...Array.from({ length: 8 }, () => 0), ...Array.from({ length: 32 }, (_, at) => at + 1)])
  expect([queue.join().ok, queue.full()?.kind]).toEqual([false, 'busy'])
})
