import { expect, test } from 'vitest'
import { scriptedModel } from '../../src/main/models/scripted/scriptedModel.ts'
import type { LocalChatModel } from '../../src/main/models/ports.ts'
import type { TestEngine } from '../support/testEngine.ts'
import { expectPlain, patient, start, talkOf } from './support.ts'

/** A model whose answers begin when the test says so, and that tells in which order it was asked. */
function heldModel() {
  const inner: LocalChatModel = scriptedModel({ answers: ['That is noted.'] })
  const begun: string[] = []
  const held: (() => void)[] = []
  const model: LocalChatModel = {
    ...inner,
    async *generate(request) {
      // Notes of other walks may stand before the question.
      begun.push([...request.messages.at(-1)!.text.matchAll(/walk (\d+)/g)].at(-1)![1]!)
      await new Promise<void>((resolve) => { held.push(resolve); request.signal.addEventListener('abort', () => resolve()) })
      yield* inner.generate(request)
    },
  }
  return { model, begun, letGo: () => held.shift()!() }
}

async function sendMany(engine: TestEngine, from: number, until: number): Promise<{ conversationId: string; turnId: string }[]> {
  const sent: { conversationId: string; turnId: string }[] = []
  for (let at = from; at < until; at++) {
    const { id: conversationId } = await engine.newConversation()
    sent.push({ conversationId, turnId: (await engine.ask('turn.send', { conversationId, text: `What do you think of walk ${at}?` })).turnId })
  }
  return sent
}

test('[E168] eight answers are written at once, 32 wait in their order, the next is refused; one that is stopped while it waits frees its place', { timeout: 60_000 }, async () => {
  const { model, begun, letGo } = heldModel()
  const engine = await start({ chat: [model] })
  const sent = await sendMany(engine, 0, 40)
  await expect.poll(() => begun.length, patient).toBe(8)
  expect(begun.map(Number).sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7])

  const { id: late } = await engine.newConversation()
  const refused = await engine.refuse('turn.send', { conversationId: late, text: 'What do you think of walk 40?' })
  expect(refused.kind).toBe('busy')
  expectPlain(refused)
  expect(refused.message).toContain('32')
  // What was not taken is not kept either: the window has it in its draft.
  expect(await talkOf(engine, late)).toEqual([])

  await engine.ask('turn.cancel', { turnId: sent[9]!.turnId })
  expect(await engine.ended(sent[9]!.turnId)).toMatchObject({ status: 'interrupted', failure: null })
  const [taken] = await sendMany(engine, 41, 42)
  expect(await engine.refuse('turn.send', { conversationId: late, text: 'What do you think of walk 42?' })).toMatchObject({ kind: 'busy' })

  for (let next = 8; next < 40; next++) {
    letGo()
    await expect.poll(() => begun.length, patient).toBe(next + 1)
  }
  expect(begun.slice(8).map(Number)).toEqual([8, ...Array.from({ length: 30 }, (_, at) => at + 10), 41])
  for (let left = 0; left < 8; left++) letGo()
  for (const { turnId } of [...sent.filter((_, at) => at !== 9), taken!]) expect((await engine.ended(turnId)).status).toBe('done')
  // The one that was stopped goes on like any other.
  const { turnId } = await engine.ask('turn.send', { conversationId: sent[9]!.conversationId, text: 'And of walk 99?' })
  await expect.poll(() => begun.at(-1), patient).toBe('99')
  letGo()
  expect((await engine.ended(turnId)).status).toBe('done')
})

test('[E168] an engine that is closed while answers wait in line ends them all', { timeout: 30_000 }, async () => {
  const { model, begun } = heldModel()
  const engine = await start({ chat: [model] })
  const sent = await sendMany(engine, 0, 12)
  await expect.poll(() => begun.length, patient).toBe(8)
  const again = await engine.reopen({ chat: [scriptedModel({ answers: ['That is noted.'] })] })
  try {
    for (const { conversationId } of sent) expect((await talkOf(again, conversationId)).map((message) => message.status)).not.toContain('streaming')
    expect((await again.say(sent[11]!.conversationId, 'Once more, please.')).status).toBe('done')
  } finally { await again.engine.close() }
})
