import { describe, expect, test } from 'vitest'
import { scriptedModel } from '../../../../src/main/models/scripted/scriptedModel.ts'
import { answerOf, calibrate, look, reader, type Seen } from './readers.ts'

const everything = () => true
const nearest = (count: number) => ({ notes, asked, distance }: Seen) => notes.length === 0 ? distance !== null : notes.slice(-count).some((note) => note.includes(asked.text))

describe('what is found', () => {
  test('[M101] a model that uses all it is given: the most notes that are asked about, before the question, in its whole window', async () => {
    expect(await calibrate({ model: reader(everything) })).toMatchObject({ notes: 16, place: 'before', trustedTokens: 4096, complete: true, readTokensPerSecond: 300, writeTokensPerSecond: 80 })
  })

  test.each([[1, 1], [2, 2], [4, 4]])('[M101] a model that uses only the last %i of its notes uses about %i well', async (count, notes) => {
    const found = await calibrate({ model: reader(nearest(count)) })
    expect(found).toMatchObject({ notes, place: 'before', trustedTokens: 4096, complete: true })
    expect(found!.cells.some((cell) => cell.notes === 16)).toBe(false)
  })

  test('[M102] notes stand where they are found; in the system text only where that is clearly better', async () => {
    expect(await calibrate({ model: reader(({ system, asked, text, turn }) => system.includes(asked.text) || (turn === asked.question && text.includes(asked.text))) })).toMatchObject({ place: 'system', complete: true })
    expect(await calibrate({ model: reader(({ turn, asked }) => turn.startsWith(asked.question)) })).toMatchObject({ place: 'after' })
    // One question in six is lost beside the question, none in the system text: that is not worth reading all again.
    expect(await calibrate({ model: reader(({ system, asked }) => system.includes(asked.text) || !asked.text.startsWith('The dog')) })).toMatchObject({ place: 'before' })
  })

  test('[M103] a model that finds only what stands in its last thousand tokens is trusted to a thousand', async () => {
    const model = reader(({ distance }) => distance! < 1000, { windowTokens: 16_384 })
    const found = await calibrate({ model })
    expect(found).toMatchObject({ notes: 16, trustedTokens: 1024, complete: true })
    expect(Math.max(...found!.cells.map((cell) => cell.tokens))).toBe(2048)
  })

  test('[M103] the whole window is filled, never more, and a longer talk begins with the shorter one', async () => {
    for (const windowTokens of [512, 600, 3000, 9000]) {
      const model = reader(everything, { windowTokens })
      expect(await calibrate({ model })).toMatchObject({ trustedTokens: windowTokens, complete: true })
      const sizes = await Promise.all(model.requests.map((request) => model.counter.countChat(request.messages)))
      expect(Math.max(...sizes)).toBeLessThanOrEqual(windowTokens - 24)
      if (windowTokens > 600) expect(Math.max(...sizes)).toBeGreaterThan(windowTokens * 0.85)
      const talks = model.requests.filter((request) => request.messages.length > 2).map((request) => request.messages.slice(0, -1).map((message) => message.text).join('\n'))
      for (const [at, talk] of talks.slice(1).entries()) expect(talk.startsWith(talks[at]!)).toBe(true)
    }
  })

  test('[M103] talk that makes a model lose everything is trusted for the shortest length alone', async () => {
    expect(await calibrate({ model: reader(({ notes }) => notes.length > 0, { windowTokens: 8192 }) })).toMatchObject({ trustedTokens: 512 })
  })
})

describe('how it is asked', () => {
  test('[M100] every model is asked the same, repeatably, of nobody in particular, and nothing of it is kept', async () => {
    const [one, other] = [reader(everything), reader(everything)]
    await calibrate({ model: one })
    await calibrate({ model: other })
    const said = (model: typeof one) => model.requests.map((request) => request.messages)
    expect(said(one)).toEqual(said(other))
    for (const request of one.requests) expect(request).toMatchObject({ conversationId: 'calibration', temperature: 0, seed: 1, keep: false })
    expect(Math.max(...one.requests.map((request) => request.maxOutputTokens))).toBeLessThanOrEqual(24)
  })

  test('[M100] every kind of fact is asked for, in every place, and no notes are given twice', async () => {
    const model = reader(everything)
    const found = await calibrate({ model })
    const asked = model.requests.map((request) => look(request))
    for (const kind of ['locker', 'Where does', 'Where is the', 'birthday', 'dog', 'euros']) expect(asked.filter((seen) => seen.asked.question.includes(kind)).length, kind).toBeGreaterThan(asked.length / 12)
    const short = model.requests.filter((request) => request.messages.length === 2)
    expect(new Set(short.map((request) => JSON.stringify(request.messages))).size).toBe(short.length)
    expect(new Set(found!.cells.map((cell) => `${cell.place} ${cell.position}`)).size).toBe(9)
    expect(asked.every((seen) => seen.distance !== null)).toBe(true)
  })

  test('[M106] a paid model is asked at most 12,000 tokens, each prompt cleared as open', async () => {
    const model = scriptedModel({ place: 'cloud', windowTokens: 128_000, answers: (request) => answerOf(look(request), everything) })
    const shares: number[] = []
    const found = await calibrate({ model, onProgress: (share) => shares.push(share) })
    expect(found).toMatchObject({ notes: 16, place: 'before', trustedTokens: 128_000, complete: true })
    const sizes = await Promise.all(model.requests.map((request) => model.counter.countChat(request.messages)))
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(12_000)
    for (const request of model.requests) expect(request.cleared).toMatchObject({ label: 'open', ceiling: 'open' })
    expect(shares.toSorted((a, b) => a - b)).toEqual(shares)
  })
})
