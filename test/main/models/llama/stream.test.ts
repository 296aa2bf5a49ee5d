import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createEventQueue } from '../../../../src/main/models/llama/eventQueue.ts'
import { createSequencePool } from '../../../../src/main/models/llama/sequencePool.ts'
import { createStopScanner } from '../../../../src/main/models/llama/stopScanner.ts'
import { createThreadGovernor } from '../../../../src/main/models/llama/threadGovernor.ts'
import { createTokenText } from '../../../../src/main/models/llama/tokenText.ts'

test('[M19] a stop string ends the answer wherever its pieces fall, and nothing of it is shown', () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', 'b', '#', '\n', '🙂'), maxLength: 30 }), fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '#', '\n'), minLength: 1, maxLength: 4 }), { maxLength: 3 }), fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 40, maxLength: 40 }), (text, stops, cuts) => {
    const scanner = createStopScanner(stops)
    let shown = ''
    let stopped = false
    for (let at = 0, i = 0; at < text.length && !stopped; at += cuts[i++]!) {
      const step = scanner.push(text.slice(at, at + cuts[i]!))
      shown += step.show
      stopped = step.stopped
    }
    if (!stopped) shown += scanner.rest()
    const first = Math.min(...stops.map((stop) => text.indexOf(stop)).filter((at) => at >= 0), text.length)
    // A longer stop may only be seen complete after a shorter one that begins later; all shown text stands before both.
    expect(text.startsWith(shown)).toBe(true)
    for (const stop of stops) expect(shown.includes(stop)).toBe(false)
    if (first === text.length) expect(shown).toBe(text)
  }))
})

test('[M20] characters are never cut in two, however their bytes fall into tokens; broken bytes pass on in the end', () => {
  const decode = (tokens: readonly number[][]) => new TextDecoder().decode(Uint8Array.from(tokens.flat()))
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 200, maxLength: 200 }), (text, cuts) => {
    const bytes = [...new TextEncoder().encode(text)]
    const stream = createTokenText<number[]>(decode)
    let shown = ''
    for (let at = 0, i = 0; at < bytes.length; at += cuts[i++]!) shown += stream.push(bytes.slice(at, at + cuts[i]!))
    expect(shown + stream.rest()).toBe(text.toWellFormed())
    if (!text.includes('\uFFFD')) expect(shown).not.toContain('\uFFFD')
  }))
  const broken = createTokenText<number[]>(decode)
  let shown = ''
  for (let i = 0; i < 30; i++) shown += broken.push([0xff])
  expect(shown.length).toBeGreaterThan(10)
})

test('[M21] conversations get their own place again; a new one takes the empty, then the oldest; one waits for its own', async () => {
  const pool = createSequencePool(['p1', 'p2'])
  const a = await pool.borrow('a')
  a.giveBack('kept')
  const b = await pool.borrow('b')
  expect([a.sequence, b.sequence]).toEqual(['p1', 'p2'])
  const again = await pool.borrow('a')
  expect(again.sequence).toBe('p1')
  let third: string | null = null
  const waiting = pool.borrow('c').then((lent) => { third = lent.sequence; return lent })
  await Promise.resolve()
  expect(third).toBeNull()
  b.giveBack('kept')
  expect((await waiting).sequence).toBe('p2')
  again.giveBack('kept')
  expect((await pool.borrow('a')).sequence).toBe('p1')
})

test('[M57] what is taken back has no place any more, at once or when it is given back, and what is nobody’s goes with it', async () => {
  const pool = createSequencePool(['p1', 'p2', 'p3'])
  for (const name of ['a', 'b']) (await pool.borrow(name)).giveBack('unkept')
  const once = await pool.borrow('once')
  once.giveBack('nobodys')
  const b = await pool.borrow('b')
  const free = pool.takeBack(['a', 'b'])
  expect([free.map((lent) => lent.sequence).sort(), b.doomed]).toEqual([['p1', 'p3'], true])
  for (const lent of free) lent.giveBack('nobodys')
  b.giveBack('unkept')
  expect(pool.borrowUnkept()).toBeNull()
  expect((await pool.borrow('b')).held).toBeNull()
})

test('[M21] events reach their reader in order and end', async () => {
  const queue = createEventQueue<number>()
  queue.put(1)
  setTimeout(() => { queue.put(2); queue.put(3); queue.end() }, 1)
  const heard: number[] = []
  for await (const one of queue.items()) heard.push(one)
  expect(heard).toEqual([1, 2, 3])
})

test('[M50] threads give way to other programs and come back when those rest', () => {
  let now = { wallMs: 0, allBusyMs: 0, ownMs: 0 }
  const applied: number[] = []
  const governor = createThreadGovernor(4, (threads) => { applied.push(threads) }, () => now, () => now.wallMs)
  const pass = (ms: number, own: number, others: number) => {
    now = { wallMs: now.wallMs + ms, allBusyMs: now.allBusyMs + (own + others) * ms, ownMs: now.ownMs + own * ms }
    governor.look()
  }
  pass(1000, 4, 0)
  pass(100, 0, 4)
  expect(applied).toEqual([])
  pass(400, 1, 3)
  pass(400, 1, 6)
  expect(applied).toEqual([1])
  pass(400, 1, 1.2)
  pass(400, 3, 0.3)
  expect(applied).toEqual([1, 3, 4])
  governor.begin()
  expect(applied).toHaveLength(3)
  now = { ...now, wallMs: now.wallMs + 5000 }
  governor.begin()
  pass(400, 2, 0)
  expect(applied).toEqual([1, 3, 4, 2, 4])
})
