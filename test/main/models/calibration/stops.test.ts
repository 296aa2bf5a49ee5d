import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FailureError } from '../../../../src/shared/result.ts'
import { scriptedModel } from '../../../../src/main/models/scripted/scriptedModel.ts'
import { startSmallModel, type SmallModel } from '../../../support/modelProcesses.ts'
import { smallModelPath } from '../../../support/smallModel.ts'
import { answerOf, calibrate, look, reader } from './readers.ts'

const everything = () => true
const failure = { kind: 'model-crashed' as const, message: 'The model stopped.' }

describe('the end of measuring', () => {
  test('[M104] what was stopped goes on where it was, and asks and finds what it would have found in one go', async () => {
    const whole = reader(({ notes }) => notes.length < 5)
    const once = await calibrate({ model: whole })
    const parts = reader(({ notes }) => notes.length < 5)
    let known: { cells: NonNullable<typeof once>['cells']; seconds: number } = { cells: [], seconds: 0 }
    let found: typeof once = null
    for (let round = 0; round < 20 && found?.complete !== true; round++) {
      const abort = new AbortController()
      let answers = 0
      found = await calibrate({ model: parts, known, signal: abort.signal, onProgress: () => { if (++answers === 17) abort.abort() } })
      if (found!.complete) break
      known = found!
    }
    expect(found!.complete).toBe(true)
    expect(found!.cells).toEqual(once!.cells)
    expect(parts.requests.map((request) => request.messages)).toEqual(whole.requests.map((request) => request.messages))
  })

  test('[M104] stopped before the first answer, there is nothing', async () => {
    expect(await calibrate({ model: reader(everything), signal: AbortSignal.abort() })).toBeNull()
  })

  test('[M104] a slow model is asked until the clock ends it, also one that was measured before, and what is known then counts', async () => {
    const model = reader(everything)
    const ask = { model, longestMs: 100_000, elapsed: () => model.requests.length * 10_000 }
    const found = await calibrate(ask)
    expect(found).toMatchObject({ complete: false, notes: 4, place: 'before', seconds: 100 })
    expect(model.requests).toHaveLength(10)
    await calibrate({ ...ask, known: { cells: found!.cells, seconds: 70 }, elapsed: () => (model.requests.length - 10) * 10_000 })
    expect(model.requests).toHaveLength(13)
  })

  test('[M104] a model that hangs is ended by the clock', async () => {
    const model = scriptedModel({ answers: [{ text: 'well', hangAfter: 0 }] })
    expect(await calibrate({ model, longestMs: 150 })).toBeNull()
    expect(model.requests).toHaveLength(1)
  })

  test('[M105] a model that finds nothing gets one note, before the question, and is not asked for long', async () => {
    const model = reader(() => false)
    const found = await calibrate({ model })
    expect(found).toMatchObject({ notes: 1, place: 'before', trustedTokens: 4096, complete: true })
    expect(model.requests.length).toBeLessThan(40)
  })

  test('[M105] a model that dies is asked once more, then no further; what it said before counts', async () => {
    const dead = scriptedModel({ answers: [{ text: '', failure }] })
    expect(await calibrate({ model: dead })).toBeNull()
    expect(dead.requests).toHaveLength(2)
    let asked = 0
    const dying = scriptedModel({ small: true, answers: (request) => ++asked > 20 ? { text: '', failure } : answerOf(look(request), everything) })
    const found = await calibrate({ model: dying })
    expect(found).toMatchObject({ complete: false, notes: 4 })
    expect(found!.cells.reduce((sum, cell) => sum + cell.asked, 0)).toBe(20)
    const real = reader(everything)
    const silent = { ...real, counter: { ...real.counter, count: () => Promise.reject(new FailureError(failure)) } }
    expect(await calibrate({ model: silent })).toMatchObject({ complete: false, notes: 16 })
    let stumbles = 0
    const stumbling = scriptedModel({ small: true, answers: (request) => ++stumbles % 9 === 0 ? { text: '', failure } : answerOf(look(request), everything) })
    expect(await calibrate({ model: stumbling })).toMatchObject({ complete: true, notes: 16, trustedTokens: 4096 })
  })
})

const path = smallModelPath()
describe.skipIf(path === null)('the small real model', () => {
  let small: SmallModel
  beforeAll(async () => { small = await startSmallModel(path!) })
  afterAll(() => small.process.close())

  test('[M104] it is measured within the time it is given, goes on later, and its speed is known', async () => {
    const ask = { model: small.model, elapsed: () => performance.now() }
    const first = await calibrate({ ...ask, longestMs: 4000 })
    expect(first).toMatchObject({ complete: false })
    expect(first!.readTokensPerSecond).toBeGreaterThan(1)
    expect(first!.writeTokensPerSecond).toBeGreaterThan(1)
    const asked = (found: typeof first) => found!.cells.reduce((sum, cell) => sum + cell.asked, 0)
    const second = await calibrate({ ...ask, longestMs: first!.seconds * 1000 + 4000, known: first! })
    expect(asked(second)).toBeGreaterThan(asked(first))
    expect(second!.cells.some((cell) => cell.right > 0)).toBe(true)
  })
})
