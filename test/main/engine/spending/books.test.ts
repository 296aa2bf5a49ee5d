import { spawn } from 'node:child_process'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Usage } from '../../../../src/shared/trace.ts'
import { createEventStream } from '../../../../src/main/engine/eventStream.ts'
import { createSettingsDesk } from '../../../../src/main/engine/settingsDesk.ts'
import { openSpendBook, type CallToBook, type OpenCall } from '../../../../src/main/engine/spending/spendBook.ts'
import { saysLimits } from '../../../../src/main/engine/spending/spendNames.ts'
import { silentLog } from '../../../../src/main/platform/log.ts'
import { all, connectionOf } from '../../../../src/main/storage/database.ts'
import { openTemporaryStore } from '../../../../src/main/storage/temporaryStore.ts'
import { cloudModel, ended, everyDay, meta, noon, openWorld, read, requestOf, tempFolder, type Row } from './spendWorld.ts'

test('[E152] two hundred calls at once near the limit never go over it, not by a nano-dollar, and fill what is left', async () => {
  const { desk, rows, alerts } = await openWorld({ limits: [everyDay(4, { tokens: 20_000 }), everyDay(2.5, { id: 'c', scope: { kind: 'conversation', conversationId: 'c1' } })] })
  let most = 0
  let random = 12345
  const next = (below: number) => (random = (random * 1_103_515_245 + 12_345) % 2_147_483_648) % below
  const model = cloudModel(async function* () {
    const delay = next(5)
    for (let at = 0; at <= delay; at++) await new Promise((resolve) => { setImmediate(resolve) })
    const today = desk.report(1).limits
    for (const { limit, usedUsd, reservedUsd, usedTokens, reservedTokens } of today) {
      most = Math.max(most, Math.round((usedUsd + reservedUsd - limit.usd!) * 1e9), limit.tokens === null ? -Infinity : usedTokens + reservedTokens - limit.tokens)
    }
    const outcome = next(10)
    if (outcome === 0) { yield { type: 'failed', failure: { kind: 'provider-limit', message: 'Too many.' } }; return }
    yield { type: 'token', text: 'one two three' }
    if (outcome === 1) throw new Error('as asked')
    yield ended(5 + next(30), 1 + next(10), outcome === 2 ? { reported: false } : {})
  })
  const results = await Promise.all(Array.from({ length: 200 }, async (_, at) =>
    read(desk.guard(model, { ...meta, conversationId: at % 2 === 0 ? 'c1' : 'c2' }).generate(requestOf('hi there', 10))).catch(() => [])))
  const refused = results.filter((events) => events[0]?.type === 'failed' && events[0].failure.kind === 'over-budget').length
  expect(most).toBeLessThanOrEqual(0)
  expect(refused).toBeGreaterThan(50)
  expect(rows().every((row) => ['settled', 'released'].includes(row.state))).toBe(true)
  // One after the other until nothing fits any more: then less is left than the smallest call may cost.
  for (;;) {
    const [event] = await read(desk.guard(cloudModel(async function* () { yield ended(20, 0) }), { ...meta, conversationId: 'c2' }).generate(requestOf('hi there', 10)))
    if (event!.type === 'failed') break
  }
  const spent = rows().reduce((sum, row) => sum + (row.cost_nano ?? 0), 0)
  expect(spent).toBeLessThanOrEqual(4e9)
  expect(4e9 - spent).toBeLessThan(rows().at(-1)!.reserved_nano)
  expect(alerts.filter((alert) => alert.limitId === 'day').map((alert) => alert.level)).toEqual([...new Set(alerts.filter((alert) => alert.limitId === 'day').map((alert) => alert.level))])
})

const used = (promptTokens: number): Usage => ({ promptTokens, evaluatedTokens: promptTokens, cachedTokens: 0, outputTokens: 0, reported: true })

test('[E153] in whatever order calls begin, end, fail and the program dies, the books say what was charged, each call once', () => {
  type Step = { kind: 'reserve'; most: number } | { kind: 'settle' | 'release'; which: number; share: number; twice: boolean } | { kind: 'crash' }
  const step: fc.Arbitrary<Step> = fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('reserve' as const), most: fc.integer({ min: 1, max: 400 }) }) },
    { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('settle' as const, 'release' as const), which: fc.nat(20), share: fc.double({ min: 0, max: 1, noNaN: true }), twice: fc.boolean() }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('crash' as const) }) },
  )
  fc.assert(fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 0, max: 2000 }), (steps, limitTokens) => {
    const store = openTemporaryStore()
    try {
      const settings = createSettingsDesk(store)
      settings.set({ spendLimits: [everyDay(limitTokens / 1000)] })
      const open = () => openSpendBook({ store, settings, clock: { now: () => noon, elapsed: () => 0 }, events: createEventStream(silentLog), log: silentLog, says: saysLimits({ providers: () => [] }) })
      let book = open()
      let running: OpenCall[] = []
      // What a bookkeeper with perfect memory would say, in thousandths of a dollar.
      let [charged, atWorst] = [0, 0]
      const setAside = () => running.reduce((sum, one) => sum + one.call.reservation.tokens, 0)
      for (const one of steps) {
        if (one.kind === 'reserve') {
          const call: CallToBook = {
            providerId: 'p', modelId: 'cloud:p:m', modelName: 'm', conversationId: null, turnId: null, purpose: 'answer', price: { input: 1000, output: 1000 },
            reservation: { priced: true, nano: one.most * 1_000_000, tokens: one.most }, allowUnpriced: false, squeezedTokens: 0,
          }
          const reserved = book.reserve(call)
          expect(reserved.ok).toBe(charged + atWorst + setAside() + one.most <= limitTokens)
          if (reserved.ok) running.push(reserved.value)
        } else if (one.kind === 'crash') {
          atWorst += setAside()
          running = []
          book = open()
        } else {
          const [call] = running.splice(one.which % Math.max(1, running.length), 1)
          if (call === undefined) continue
          const tokens = Math.floor(call.call.reservation.tokens * one.share)
          for (let times = one.twice ? 2 : 1; times > 0; times--) {
            if (one.kind === 'settle') book.settle(call, used(tokens))
            else book.release(call)
          }
          if (one.kind === 'settle') charged += tokens
        }
        const [day] = book.uses(settings.get().spendLimits)
        expect([day!.usedNano, day!.reservedNano]).toEqual([(charged + atWorst) * 1_000_000, setAside() * 1_000_000])
        expect(day!.usedNano + day!.reservedNano).toBeLessThanOrEqual(limitTokens * 1_000_000)
      }
    } finally { store.close() }
  }), { numRuns: 150 })
})

test('[E154] killed in the middle of twenty calls, again and again: no call is lost, none counts twice, and the limit holds', async () => {
  const folder = tempFolder()
  const first = await openWorld({ folder, limits: [everyDay(3)] })
  first.store.close()
  let settledSum = 0
  let sentSum = 0
  for (let round = 0; round < 3; round++) {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'children/spend.ts'), folder], { stdio: ['ignore', 'pipe', 'inherit'] })
    let lines = ''
    let timer: NodeJS.Timeout | null = null
    await new Promise<void>((resolve) => {
      child.stdout.on('data', (chunk: Buffer) => {
        lines += String(chunk)
        // In the last round nothing fits any more, because what was cut off counts at its worst.
        if (lines.includes('ready') && timer === null) timer = setTimeout(() => { child.kill('SIGKILL') }, 1500)
        if (lines.split('settled').length > 2 + round * 2) child.kill('SIGKILL')
      })
      child.once('exit', () => resolve())
    })
    clearTimeout(timer ?? undefined)
    for (const [, what, tokens] of lines.matchAll(/^(sent|settled) (\d+)$/gm)) {
      if (what === 'sent') sentSum += Number(tokens)
      else settledSum += Number(tokens)
    }
  }
  const { desk, rows, store } = await openWorld({ folder })
  const all = rows()
  const cost = (state: string) => all.filter((row) => row.state === state).reduce((sum, row) => sum + (row.cost_nano ?? row.reserved_nano), 0)
  expect(all.every((row) => ['settled', 'unsettled'].includes(row.state))).toBe(true)
  expect(all.some((row) => row.state === 'unsettled')).toBe(true)
  expect(new Set(all.map((row) => row.id)).size).toBe(all.length)
  const outputs = 0.002e9
  // Whatever was said to be settled is; whatever reached the server is covered; the worst of what is open still fits.
  expect(cost('settled')).toBeGreaterThanOrEqual(settledSum * 1e6)
  expect(cost('settled') + cost('unsettled')).toBeGreaterThanOrEqual(sentSum * 1e6)
  expect(cost('settled') + cost('unsettled')).toBeLessThanOrEqual(3e9)
  expect(all.filter((row) => row.state === 'settled').every((row) => row.cost_nano === row.prompt_tokens * 1e6 + outputs)).toBe(true)
  connectionOf(store.read).exec("UPDATE spend_call SET day = '2026-05-10', month = '2026-05'")
  const report = desk.report(1)
  expect(report.unsettled).toEqual({ calls: all.filter((row) => row.state === 'unsettled').length, usd: cost('unsettled') / 1e9 })
  expect(report.total.costUsd).toBeCloseTo((cost('settled') + cost('unsettled')) / 1e9, 9)
  expect(desk.export(1).csv).toContain('cut off, counts with the most it could cost')
})

test('[E153] a second start changes nothing more', async () => {
  const folder = tempFolder()
  const one = await openWorld({ folder })
  await read(one.desk.guard(cloudModel(async function* () { yield ended(10, 1) }), meta).generate(requestOf('hi')))
  connectionOf(one.store.read).exec("UPDATE spend_call SET state = 'reserved', cost_nano = NULL")
  one.store.close()
  const states: string[] = []
  for (let start = 0; start < 2; start++) {
    const again = await openWorld({ folder })
    states.push(...all<Row>(again.store.read, 'SELECT * FROM spend_call').map((row) => row.state))
    expect(again.desk.today().costUsd).toBeCloseTo(again.rows()[0]!.reserved_nano / 1e9, 12)
    again.store.close()
  }
  expect(states).toEqual(['unsettled', 'unsettled'])
})
