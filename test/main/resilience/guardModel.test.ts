import { expect, test } from 'vitest'
import type { AttemptReport } from '../../../src/shared/health.ts'
import type { Failure } from '../../../src/shared/result.ts'
import { guardModel, type GuardableRequest } from '../../../src/main/resilience/guardModel.ts'
import { inWords } from '../../../src/main/resilience/words.ts'
import { answer, failures, hear, openWorld, scriptedModel, type Script } from './support.ts'

/** One provider behind a guard; `say` asks once and lets the clock run until the answer has ended. */
function open(scripts: readonly Script[]) {
  const world = openWorld()
  const model = scriptedModel(scripts)
  const guarded = guardModel(model, world.guard)
  const reports: AttemptReport[] = []
  const ask = (signal: AbortSignal = new AbortController().signal) => hear(guarded.generate({ signal, onAttempt: (report) => { reports.push(report) } }))
  const say = async (ms = 200_000) => {
    const heard = ask()
    await world.time.advance(ms)
    return heard
  }
  return { ...world, model, guarded, reports, ask, say }
}

const whole = answer.join('')

test.each([failures.limit, failures.trouble, failures.unreachable, failures.silent])('[J10] $kind $status passes, and the answer comes whole', async (failure) => {
  const { say, model, reports } = open([{ then: failure }, { then: failure }, { then: 'end' }])
  expect(await say()).toEqual({ text: whole, failure: null, ends: 1 })
  expect(model.asked()).toBe(3)
  expect(reports).toMatchObject([{ retries: 2, breaker: 'closed', failure: null }])
})

test('[J10] three tries are all, and the last failure is told', async () => {
  const { say, model, guard } = open([{ then: failures.trouble }])
  expect(await say()).toEqual({ text: '', failure: failures.trouble, ends: 1 })
  expect(model.asked()).toBe(3)
  expect(guard.health()).toMatchObject({ state: 'closed', failures: 3 })
})

test('[J11] a model that throws goes on throwing, and its report names a fault: nobody cancelled it', async () => {
  const world = openWorld()
  const reports: AttemptReport[] = []
  const thrower: { generate(request: GuardableRequest): AsyncGenerator<{ type: 'token' }> } = { generate: async function* () { yield { type: 'token' }; throw new Error('a bug') } }
  const read = async () => { for await (const _ of guardModel(thrower, world.guard).generate({ signal: new AbortController().signal, onAttempt: (report) => { reports.push(report) } })) { /* Only its end matters. */ } }
  await expect(read()).rejects.toThrow('a bug')
  expect(reports).toMatchObject([{ failure: { kind: 'provider-failed' } }])
})

test('[J10] who waited long for silence does not wait for it a third time', async () => {
  const { say, model } = open([{ then: 'hang' }])
  expect((await say()).failure).toMatchObject({ kind: 'provider-silent', message: 'Wire sent no word of an answer within 60 seconds.' })
  expect(model.asked()).toBe(1)
})

test.each(Object.entries(failures).filter(([name]) => !['limit', 'trouble', 'unreachable', 'silent'].includes(name)))('[J11] %s is asked once', async (_name, failure) => {
  const { say, model } = open([{ then: failure }])
  expect(await say()).toEqual({ text: '', failure, ends: 1 })
  expect(model.asked()).toBe(1)
})

test('[J12] Retry-After is kept to', async () => {
  const { ask, time, model, reports } = open([{ then: { ...failures.limit, retryAfterSeconds: 5 } }, { then: 'end' }])
  const heard = ask()
  await time.advance(4999)
  expect(model.asked()).toBe(1)
  await time.advance(1)
  expect(await heard).toMatchObject({ text: whole, failure: null })
  expect(reports).toMatchObject([{ retries: 1, waitedMs: 5000 }])
})

test.each([9, 3600, 2_592_000])('[J12] a Retry-After of %i seconds fails at once and says the time', async (retryAfterSeconds) => {
  const { ask, model, time } = open([{ then: { ...failures.trouble, message: 'Wire 2 has trouble of its own (status 503).', retryAfterSeconds } }])
  const heard = await ask()
  expect(heard.failure).toMatchObject({ kind: 'provider-failed', retryAfterSeconds, next: expect.stringMatching(/^Try again in \d+ (seconds|minutes|days), /) })
  expect([model.asked(), time.timers()]).toEqual([1, 0])
})

test('[J9] four turns after a Retry-After of an hour send one request, and each is told how long it lasts still', async () => {
  const { ask, model, guard, time } = open([{ then: { ...failures.limit, next: 'Try again in 60 minutes, or answer with the local model.', retryAfterSeconds: 3600 } }, { then: 'end' }])
  await ask()
  for (let turn = 0; turn < 3; turn++) {
    await time.advance(600_000)
    expect((await ask()).failure).toMatchObject({ kind: 'provider-limit', message: `Wire is left alone for another ${50 - turn * 10} minutes. Wire takes no more requests just now.`, next: `Try again in ${50 - turn * 10} minutes, or answer with the local model.` })
  }
  expect([model.asked(), guard.state()]).toEqual([1, 'open'])
  await time.advance(1_800_000)
  expect((await ask()).text).toBe(whole)
  expect([model.asked(), guard.state()]).toEqual([2, 'closed'])
})

test('[J12] a length of time is said as people say it', () => {
  expect([0, -3, 0.5, 1, 9, 120, 121, 3600, 7200, 7201, 86_400, 172_800, 172_801, 2_592_000].map(inWords)).toEqual(
    ['1 second', '1 second', '0.5 seconds', '1 second', '9 seconds', '120 seconds', '3 minutes', '60 minutes', '120 minutes', '3 hours', '24 hours', '48 hours', '3 days', '30 days'])
})

test('[J12] two waits together are no longer than eight seconds', async () => {
  const { say, model } = open([{ then: { ...failures.limit, retryAfterSeconds: 5 } }])
  expect((await say()).failure).toMatchObject({ kind: 'provider-limit' })
  expect(model.asked()).toBe(2)
})

const midway: [string, Failure | 'hang'][] = [['broken', failures.broken], ['unreachable', failures.unreachable], ['trouble', failures.trouble], ['limit', failures.limit], ['silent', failures.silent], ['hang', 'hang']]

test.each(midway)('[J13] %s at every token from 0 to 50: nothing twice, nothing mixed', async (_name, then) => {
  for (let words = 0; words <= 50; words++) {
    const { say, model } = open([{ words, then }, { then: 'end' }])
    const { text, failure, ends } = await say()
    expect(ends).toBe(1)
    if (failure === null) expect([text, model.asked(), words]).toEqual([whole, 2, 0])
    else expect([text, model.asked()]).toEqual([answer.slice(0, words).join(''), 1])
    if (words > 0) expect(failure).not.toBeNull()
  }
})

test('[J14] while the provider rests nothing is sent, and the sentence says how long', async () => {
  const { say, ask, model, time, reports } = open([{ then: failures.trouble }])
  await say(5000)
  await say(5000)
  expect(model.asked()).toBe(5)
  const { failure } = await ask()
  expect(failure).toMatchObject({ kind: 'provider-failed', status: 503 })
  expect(failure!.message).toMatch(/^Wire is left alone for another \d+ (seconds|minutes) after \d failures in a row\. Wire has trouble of its own\.$/)
  expect(failure!.retryAfterSeconds).toBeGreaterThan(0)
  expect(model.asked()).toBe(5)
  expect(reports.at(-1)).toMatchObject({ retries: 0, breaker: 'open' })
  await time.advance(failure!.retryAfterSeconds! * 1000)
  await say()
  expect(model.asked()).toBe(6)
})

test('[J14] a refused key says what to do about it', async () => {
  const { ask, model } = open([{ then: failures.wrongKey }])
  await ask()
  expect((await ask()).failure).toEqual({
    kind: 'provider-key', status: 401, retryAfterSeconds: 300, next: 'Check the key.',
    message: 'Wire is left alone for another 5 minutes. The key was refused by Wire.',
  })
  expect(model.asked()).toBe(1)
})

test('[J14] while one answer tries, the others fail at once', async () => {
  const { ask, model, time } = open([{ then: failures.wrongKey }, { then: 'hang' }, { then: 'end' }])
  await ask()
  await time.advance(300_000)
  const stop = new AbortController()
  const probe = ask(stop.signal)
  await time.advance(0)
  expect((await ask()).failure).toMatchObject({ kind: 'provider-failed', message: expect.stringContaining('one request is trying now') })
  expect(model.asked()).toBe(2)
  stop.abort()
  await probe
  expect(await ask()).toMatchObject({ text: whole, failure: null })
})

test('[J15] eight at once, 32 wait, the next is refused; who is cancelled makes room', async () => {
  const { ask, model, time } = open([{ then: 'hang' }])
  const aborts = Array.from({ length: 40 }, () => new AbortController())
  const asked = aborts.map((abort) => ask(abort.signal))
  await time.advance(0)
  expect(model.asked()).toBe(8)
  const refused = await ask()
  expect(refused.failure).toMatchObject({ kind: 'busy', message: 'Too many requests to Wire are waiting already.' })
  aborts[20]!.abort()
  expect((await asked[20]!).failure).toMatchObject({ kind: 'cancelled' })
  const late = new AbortController()
  const after = ask(late.signal)
  aborts[0]!.abort()
  await asked[0]
  await time.advance(0)
  expect(model.asked()).toBe(9)
  for (const abort of [...aborts, late]) { abort.abort(); await time.advance(0) }
  await Promise.all([...asked, after])
  expect(model.closed).toHaveLength(model.asked())
})

test('[J16] an answer that never begins, and one that stops, are aborted', async () => {
  const first = open([{ then: 'hang' }])
  expect((await first.say()).failure).toMatchObject({ kind: 'provider-silent' })
  const second = open([{ words: 3, then: 'hang' }])
  expect(await second.say()).toMatchObject({ text: answer.slice(0, 3).join(''), failure: { kind: 'provider-silent', message: 'Wire stopped in the middle of the answer.' } })
  for (const { model } of [first, second]) expect([model.signals.every((signal) => signal.aborted), model.closed.length]).toEqual([true, model.asked()])
})

test('[J17] one report per answer, whatever became of it', async () => {
  const { ask, say, reports, time } = open([{ then: 'end' }, { then: failures.limit }, { then: 'end' }, { then: 'hang' }])
  await say()
  await say()
  const stop = new AbortController()
  const left = ask(stop.signal)
  await time.advance(10)
  stop.abort()
  await left
  expect(reports).toMatchObject([{ retries: 0, failure: null }, { retries: 1, failure: null }, { retries: 0 }])
})

test.each(['at once', 'while it is asked', 'between two tries', 'in the middle of the answer', 'by leaving the stream'])('[J18] cancelled %s: no timer and no place is kept', async (when) => {
  const between = when === 'between two tries'
  const { ask, guarded, model, time, guard } = open([{ words: when.includes('middle') || when.includes('leaving') ? 3 : 0, then: between ? { ...failures.limit, retryAfterSeconds: 4 } : 'hang' }, { then: 'hang' }])
  const stop = new AbortController()
  if (when === 'at once') stop.abort()
  if (when === 'by leaving the stream') {
    for await (const event of guarded.generate({ signal: stop.signal })) if (event.type === 'token') break
  } else {
    const heard = ask(stop.signal)
    await time.advance(10)
    stop.abort()
    await time.advance(0)
    expect((await heard).ends).toBe(1)
  }
  expect(time.timers()).toBe(0)
  expect(model.closed).toHaveLength(model.asked())
  expect(model.asked()).toBe(when === 'at once' ? 0 : 1)
  const places = Array.from({ length: 8 }, () => guard.join()!)
  expect(places.map((place) => place.inLine())).toEqual(Array.from({ length: 8 }, () => 0))
})
