import { expect, onTestFinished, test } from 'vitest'
import { scriptedModel } from '../../src/main/models/scripted/scriptedModel.ts'
import type { Event } from '../../src/shared/contract.ts'
import { openTestEngine } from '../support/testEngine.ts'

test('[J25] a turn that waits for others tells its number in line, and each move up, until it goes', async () => {
  const gate = Promise.withResolvers<void>()
  const real = scriptedModel({ answers: () => 'Good morning to you.' })
  const model = { ...real, async *generate(request: Parameters<typeof real.generate>[0]) { await gate.promise; yield* real.generate(request) } } as typeof real
  const engine = await openTestEngine({ chat: [model], settings: { answerCache: 'off', answerFromMemory: false } })
  onTestFinished(() => engine.close())
  const turns: string[] = []
  for (let at = 0; at < 11; at++) {
    const { id } = await engine.newConversation()
    turns.push((await engine.ask('turn.send', { conversationId: id, text: `Good morning, number ${at}!` })).turnId)
  }
  const waited = (turnId: string) => engine.heard.flatMap(({ name, event }) => name === 'turn.waiting' && (event as Event<'turn.waiting'>).turnId === turnId ? [(event as Event<'turn.waiting'>).inLine] : [])
  const stages = (turnId: string) => engine.heard.filter(({ name, event }) => name === 'turn.stage' && (event as Event<'turn.stage'>).turnId === turnId).length
  await expect.poll(() => turns.slice(8).map(waited)).toEqual([[1], [2], [3]])
  expect(turns.slice(8).map(stages)).toEqual([0, 0, 0])
  // Who leaves the line lets the rest move up.
  await engine.ask('turn.cancel', { turnId: turns[9]! })
  await expect.poll(() => waited(turns[10]!)).toEqual([3, 2])
  gate.resolve()
  expect((await Promise.all(turns.map((turnId) => engine.ended(turnId)))).map((one) => one.status)).toEqual(turns.map((_, at) => at === 9 ? 'interrupted' : 'done'))
  expect(turns.slice(0, 8).flatMap(waited)).toEqual([])
  expect([waited(turns[8]!), waited(turns[10]!)]).toEqual([[1], [3, 2, 1]])
})
