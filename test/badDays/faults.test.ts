import { expect, test } from 'vitest'
import type { Health } from '../../src/shared/health.ts'
import type { Provider } from '../../src/shared/model.ts'
import { ask } from '../../src/main/bench/askEngine.ts'
import { localAnswer, openFaultyEngine, type FaultyEngine } from '../../src/main/bench/faults/faultyEngine.ts'
import { answerWords, faultNames, midwayFaults } from '../../src/main/bench/faults/faultyServer.ts'
import { judgeEnd } from '../../src/main/bench/faults/judgeEnd.ts'
import { sideBySide } from '../../src/main/bench/faults/sideBySide.ts'
import { afterwards, expectPlain } from './support.ts'

const start = async (): Promise<FaultyEngine> => {
  const engine = await openFaultyEngine()
  afterwards(() => engine.close())
  return engine
}

test('[E160] whatever a provider does wrong, every turn ends in an answer or a plain sentence, and nothing of it stands twice', async () => {
  const engine = await start()
  await sideBySide(faultNames, async (fault) => {
    for (const after of [0, 1, 7]) {
      const turn = await engine.say(fault, after)
      expect([fault, turn.trace.failure, judgeEnd(turn, [], false)]).toEqual([fault, turn.trace.failure, expect.objectContaining({ isWell: true, wrongWords: 0 })])
    }
  })
})

test('[E160] with a fallback allowed every turn has an answer, unless a part of one stands there already', async () => {
  const engine = await start()
  await engine.allowFallback(true)
  await sideBySide(faultNames, async (fault) => {
    const { trace, text } = await engine.say(fault, 0)
    expect([fault, trace.status]).toEqual([fault, 'done'])
    expect([answerWords.join(''), localAnswer]).toContain(text)
  })
})

test('[E161] at any word of an answer that breaks, the words so far stay, once and in order', async () => {
  const engine = await start()
  await sideBySide(midwayFaults, async (fault) => {
    for (const after of [2, 25, 50]) {
      await engine.tryNow(fault)
      const { trace, text } = await engine.say(fault, after)
      // What breaks may take words with it that were on their way; those that arrived stay.
      if (trace.status === 'failed') expect(text).not.toMatch(/word\d/)
      else expect([fault, trace.status, answerWords.slice(0, after).join('').startsWith(text)]).toEqual([fault, 'interrupted', true])
      if (fault === 'stall') expect(text).toBe(answerWords.slice(0, after).join(''))
    }
  })
})

test('[E162] a refused account is asked once, and the turns after it say why and for how long', async () => {
  const engine = await start()
  const before = engine.server.requests()
  expect((await engine.say('no-credit', 0)).trace.failure).toMatchObject({ kind: 'provider-limit', status: 402 })
  for (let at = 0; at < 4; at++) {
    const { trace } = await engine.say('no-credit', 0)
    expect(trace.status).toBe('failed')
    expectPlain(trace.failure)
    expect(trace.failure!.message).toContain('no credit left')
  }
  expect(engine.server.requests() - before).toBe(1)
  await engine.tryNow('no-credit')
  await engine.say('no-credit', 0)
  expect(engine.server.requests() - before).toBe(2)
  const { providers } = await ask<{ providers: Provider[] }>(engine.engine, 'providers.list', {})
  const { keyTail: _, loopback: __, ...mine } = providers.find((one) => one.id === 'no-credit')!
  await ask(engine.engine, 'providers.save', { ...mine, key: 'another-key-of-nobody' })
  await engine.say('no-credit', 0)
  expect(engine.server.requests() - before).toBe(3)
  await ask(engine.engine, 'providers.remove', { providerId: 'no-credit' })
  expect((await ask<{ items: Health[] }>(engine.engine, 'health.list', {})).items.map((one) => one.id)).not.toContain('no-credit')
})

test('[E165] the list of what was asked says how each provider stands; trying by hand is for those in it; changes are told', async () => {
  const { engine, say, tryNow } = await start()
  let told = 0
  engine.listen((name) => { if (name === 'health.changed') told++ })
  const list = async () => (await ask<{ items: Health[]; now: number }>(engine, 'health.list', {}))
  await say('wrong-key', 0)
  await say('none', 0)
  const { items, now } = await list()
  expect(items.find((one) => one.id === 'wrong-key')).toMatchObject({ name: 'Provider wrong-key', kind: 'provider', state: 'open', last: { kind: 'provider-key', status: 401 }, lastOkAt: null })
  expect(items.find((one) => one.id === 'wrong-key')!.retryAt).toBeGreaterThan(now)
  expect(items.find((one) => one.id === 'none')).toMatchObject({ state: 'closed', failures: 0, retryAt: null, last: null })
  expect(told).toBeGreaterThan(0)
  await tryNow('wrong-key')
  expect((await list()).items.find((one) => one.id === 'wrong-key')).toMatchObject({ state: 'closed', failures: 0 })
  expect(await engine.handle('health.retry', { kind: 'provider', id: 'nobody' })).toMatchObject({ ok: false, error: { kind: 'not-found' } })
})

test('[E163] cancelled at any stage, a turn leaves no connection behind', async () => {
  const engine = await start()
  for (const [fault, after, waitMs] of [['slow-loris', 0, 0], ['slow-loris', 0, 300], ['stall', 5, 150], ['error', 0, 100]] as const) {
    const turn = await engine.say(fault, after, waitMs)
    expect([fault, waitMs, turn.trace.failure]).toEqual([fault, waitMs, null])
    await expect.poll(() => engine.server.answering()).toBe(0)
  }
})

test('[E166] where a provider rests and nobody else may answer, the turn says what it failed of, for how long it rests, and how to try now', async () => {
  const { say } = await start()
  await say('no-credit', 0)
  const { trace } = await say('no-credit', 0)
  expect(trace.route).toMatchObject({ destination: 'none', rule: 'health' })
  expect(trace.failure).toMatchObject({ kind: 'provider-limit', status: 402 })
  expectPlain(trace.failure)
  expect(trace.failure!.retryAfterSeconds).toBeGreaterThan(200)
  expect(trace.failure!.message).toMatch(/left alone for another \d+ (?:seconds|minutes)/)
  expect(trace.failure!.next).toContain('“Try now”')
  expect(`${trace.failure!.message} ${trace.failure!.next}`).not.toMatch(/[Dd]ownload/)
})
