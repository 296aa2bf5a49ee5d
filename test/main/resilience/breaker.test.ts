import { expect, test } from 'vitest'
import type { Failure } from '../../../src/shared/result.ts'
import { createScriptedTime } from '../../../src/main/bench/faults/scriptedTime.ts'
import { createBreaker } from '../../../src/main/resilience/breaker.ts'
import { failures, openWorld } from './support.ts'

const month = 31 * 86_400_000

function open(random: () => number = () => 0) {
  const time = createScriptedTime()
  let changes = 0
  const breaker = createBreaker({ clock: time, onChange: () => { changes++ }, random })
  const call = (outcome: Failure | null): boolean => {
    const passage = breaker.pass()
    passage?.end(outcome)
    return passage !== null
  }
  const times = (count: number, outcome: Failure | null) => { for (let at = 0; at < count; at++) call(outcome) }
  return { time, breaker, call, times, changes: () => changes }
}

/** A rest ends after so many milliseconds and not one before: the next call is let through, and its success closes. */
async function expectEnd({ breaker, call, time }: ReturnType<typeof open>, ms: number): Promise<void> {
  await time.advance(ms - 1)
  expect(call(null)).toBe(false)
  await time.advance(1)
  expect(call(null)).toBe(true)
  expect(breaker.facts().state).toBe('closed')
}

test('[J1] five failures in a row open, and a success in between begins anew', () => {
  const { breaker, call, times } = open()
  times(4, failures.trouble)
  call(null)
  times(4, failures.trouble)
  expect(breaker.facts()).toMatchObject({ state: 'closed', failures: 4, last: failures.trouble })
  call(failures.broken)
  expect(breaker.facts()).toMatchObject({ state: 'open', failures: 5, last: failures.broken })
  expect(call(null)).toBe(false)
})

test.each([[0, 1], [0.999, 1.1]])('[J2] rests grow from ten seconds to five minutes (chance %f)', async (chance, factor) => {
  const { breaker, call, times, time } = open(() => chance)
  times(5, failures.trouble)
  const rests: number[] = []
  for (let at = 0; at < 8; at++) {
    rests.push(breaker.restLeftMs())
    await time.advance(breaker.restLeftMs() - 1)
    expect(call(failures.trouble)).toBe(false)
    await time.advance(1)
    expect(call(failures.trouble)).toBe(true)
  }
  for (const [at, plain] of [10, 20, 40, 80, 160, 300, 300, 300].entries()) {
    expect(rests[at]).toBeGreaterThanOrEqual(plain * 1000)
    expect(rests[at]).toBeLessThanOrEqual(plain * 1000 * factor)
  }
})

test('[J2] a rest is as long as the provider asks, but never longer than an hour', () => {
  const { breaker, times } = open()
  times(5, { ...failures.limit, retryAfterSeconds: 60 })
  expect(breaker.restLeftMs()).toBe(60_000)
  breaker.reset()
  times(5, { ...failures.limit, retryAfterSeconds: 90 * 86_400 })
  expect(breaker.restLeftMs()).toBe(3_600_000)
})

test.each([[9, 10_000], [1800, 1_800_000], [3600, 3_600_000], [86_400, 3_600_000]])('[J9] one failure that asks for %i seconds rests %i ms: ten seconds at least, an hour at most', async (retryAfterSeconds, rest) => {
  const world = open()
  world.call({ ...failures.limit, retryAfterSeconds })
  expect(world.breaker.facts()).toMatchObject({ state: 'open', failures: 1, retryAt: world.time.now() + rest })
  await expectEnd(world, rest)
})

test('[J9] a time that an answer can wait for opens nothing, nor does one beside a refusal of this request', () => {
  const { breaker, times } = open()
  times(4, { ...failures.limit, retryAfterSeconds: 8 })
  expect(breaker.facts().state).toBe('closed')
  times(9, { ...failures.wrongRequest, retryAfterSeconds: 3600 })
  expect(breaker.facts().state).toBe('closed')
})

test('[J3] after a rest one call tries, and the others wait for its first sign', async () => {
  const { breaker, call, times, time } = open()
  times(5, failures.trouble)
  await time.advance(10_000)
  expect(breaker.facts().state).toBe('half-open')
  const probe = breaker.pass()
  expect(probe?.isProbe).toBe(true)
  expect([breaker.pass(), breaker.pass()]).toEqual([null, null])
  probe!.alive()
  expect(breaker.facts().state).toBe('closed')
  expect(call(null)).toBe(true)
})

test('[J3] a probe that lived and then broke opens again, for longer', async () => {
  const { breaker, times, time } = open()
  times(5, failures.trouble)
  await time.advance(10_000)
  const probe = breaker.pass()!
  probe.alive()
  probe.end(failures.broken)
  expect(breaker.facts().state).toBe('open')
  expect(breaker.restLeftMs()).toBe(20_000)
})

test('[J3] a probe that was cancelled leaves the next one to try', async () => {
  const { breaker, times, time } = open()
  times(5, failures.trouble)
  await time.advance(10_000)
  breaker.pass()!.end(failures.cancelled)
  expect(breaker.facts().state).toBe('half-open')
  breaker.pass()!.end(null)
  expect(breaker.facts()).toMatchObject({ state: 'closed', failures: 0, retryAt: null })
})

test.each([failures.wrongKey, failures.forbidden, failures.noCredit])('[J4] $kind $status opens at once, and a day of asking sends 288 requests at most', async (failure) => {
  const { breaker, call, time } = open(Math.random)
  let sent = 0
  for (let second = 0; second < 86_400; second++) {
    if (call(failure)) sent++
    if (second === 0) expect(breaker.restLeftMs()).toBeGreaterThanOrEqual(300_000)
    await time.advance(1000)
  }
  expect(sent).toBeGreaterThan(200)
  expect(sent).toBeLessThanOrEqual(288)
})

test.each([failures.wrongRequest, failures.unknownModel, failures.tooLong])('[J5] $kind $status says that the provider works', ({ ...failure }) => {
  const { breaker, call, times } = open()
  times(4, failures.trouble)
  call(failure)
  expect(breaker.facts()).toMatchObject({ state: 'closed', failures: 0 })
  times(20, failure)
  expect(breaker.facts().state).toBe('closed')
})

test.each([failures.noKey, failures.offline, failures.overBudget, failures.notAllowed, failures.cancelled])('[J5] $kind without a status says nothing', ({ ...failure }) => {
  const { breaker, times } = open()
  times(4, failures.trouble)
  times(20, failure)
  expect(breaker.facts()).toMatchObject({ state: 'closed', failures: 4, last: failures.trouble })
})

test.each([month, -month])('[J6] the calendar jumps by %d ms', async (jump) => {
  const world = open()
  const { breaker, times, time } = world
  times(5, failures.trouble)
  await time.advance(4000)
  time.setCalendar(jump)
  expect(breaker.restLeftMs()).toBe(6000)
  expect(breaker.facts().retryAt).toBe(time.now() + 6000)
  await expectEnd(world, 6000)
})

test('[J7] trying by hand lets one provider through and no other, and a new name changes nothing', () => {
  const { resilience, guard } = openWorld()
  const other = resilience.provider('other', 'Other')
  for (const one of [guard, other]) one.breaker.pass()!.end(failures.wrongKey)
  expect(resilience.provider('wire', 'Renamed')).toBe(guard)
  expect(resilience.list()).toMatchObject([{ id: 'wire', name: 'Renamed', kind: 'provider', state: 'open' }, { id: 'other', state: 'open' }])
  const source = resilience.source('wire', 'A source of the same id', {})
  for (let at = 0; at < 5; at++) source.breaker.pass()!.end(failures.trouble)
  expect(source.state()).toBe('open')
  expect(resilience.retry('provider', 'wire')).toBe(true)
  expect(resilience.retry('provider', 'nobody')).toBe(false)
  expect(resilience.retry('source', 'other')).toBe(false)
  expect([guard.state(), other.state(), source.state()]).toEqual(['closed', 'open', 'open'])
  expect(resilience.retry('source', 'wire')).toBe(true)
  expect([other.state(), source.state()]).toEqual(['open', 'closed'])
  resilience.drop('wire')
  expect(resilience.list().map(({ id, kind }) => `${kind} ${id}`)).toEqual(['provider other', 'source wire'])
})

test('[J8] changes are told, until nobody listens', () => {
  const { resilience, guard } = openWorld()
  let told = 0
  const stop = resilience.onChange(() => { told++ })
  guard.breaker.pass()!.end(failures.wrongKey)
  expect(told).toBe(1)
  resilience.retry('provider', 'wire')
  expect(told).toBe(2)
  stop()
  guard.breaker.pass()!.end(failures.wrongKey)
  expect(told).toBe(2)
})

test('[J8] calls that began before do not move it afterwards, and each tells its end once', () => {
  const { breaker, times } = open()
  const [early, failing] = [breaker.pass()!, breaker.pass()!]
  times(5, failures.trouble)
  const rest = breaker.restLeftMs()
  early.end(null)
  failing.end(failures.trouble)
  failing.alive()
  expect(breaker.facts()).toMatchObject({ state: 'open', failures: 5 })
  expect(breaker.restLeftMs()).toBe(rest)
  breaker.reset()
  const once = breaker.pass()!
  for (let at = 0; at < 9; at++) once.end(failures.trouble)
  expect(breaker.facts()).toMatchObject({ state: 'closed', failures: 1 })
})
