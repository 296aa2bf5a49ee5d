import { dirname } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { openTestEngine, type TestEngine } from '../support/testEngine.ts'
import { smallModelPath } from '../support/smallModel.ts'

const path = smallModelPath()
let open: TestEngine | null = null
afterEach(async () => { await open?.close(); open = null })

/** The real pipeline with the real small model, and nothing may leave: what a person has after the first start, unplugged. */
const startOffline = async (): Promise<TestEngine> => (open = await openTestEngine({ settings: { temperature: 0, seed: 7 }, engine: { sharedModels: [dirname(path!)], offline: true } }))

test('[T15] offline, with the small model: a fact from one conversation answers a question in another, and forgetting takes it away', async (context) => {
  if (path === null) context.skip('the small chat model is not on this computer')
  const engine = await startOffline()
  const told = await engine.say((await engine.newConversation()).id, 'My sister is called Nadia.')
  expect(told.route).toMatchObject({ destination: 'local' })
  expect(told.usage!.promptTokens).toBe(told.context!.used)
  expect(told.usage!.evaluatedTokens + told.usage!.cachedTokens).toBe(told.usage!.promptTokens)

  const second = await engine.newConversation()
  const asked = await engine.say(second.id, 'What is my sister called?')
  expect(asked.context!.counting).toBe('exact')
  const note = asked.context!.pieces.find((piece) => piece.source.kind === 'memory' && piece.outcome === 'in')
  expect(note).toMatchObject({ text: expect.stringContaining('Nadia'), source: { messageId: told.userMessageId } })
  expect(await engine.lastAnswer(second.id)).toContain('Nadia')
  expect(asked.memoryAnswer?.sentence).toContain('Nadia')

  for (const memory of (await engine.ask('memories.list', {})).items) await engine.ask('memories.forget', { memoryId: memory.id })
  const third = await engine.newConversation()
  const after = await engine.say(third.id, 'What is my sister called?')
  expect(JSON.stringify(after)).not.toContain('Nadia')
  expect(await engine.lastAnswer(third.id)).not.toContain('Nadia')
})

test('[T16] a follow-up in the same conversation reads only what is new', async (context) => {
  if (path === null) context.skip('the small chat model is not on this computer')
  const engine = await startOffline()
  const conversation = await engine.newConversation()
  await engine.say(conversation.id, 'Name one planet.')
  const second = await engine.say(conversation.id, 'Name another one.')
  expect(second.context!.keptPrefix).toBeGreaterThan(0)
  expect(second.usage!.cachedTokens).toBeGreaterThanOrEqual(second.context!.keptPrefix - 2)
  expect(second.usage!.evaluatedTokens).toBeLessThan(second.usage!.promptTokens)
})

test('[T37] a restart and talks in between cost no new reading of what was read before', async (context) => {
  if (path === null) context.skip('the small chat model is not on this computer')
  let engine = await startOffline()
  const first = await engine.newConversation()
  await engine.say(first.id, 'Name one planet and say two things about it.')
  for (let at = 0; at < 5; at++) await engine.say((await engine.newConversation()).id, `Say the number ${at}.`)
  const back = await engine.say(first.id, 'Name another one.')
  expect(back.usage!.cachedTokens).toBeGreaterThanOrEqual(back.context!.keptPrefix - 2)

  engine = open = await engine.reopen()
  const later = await engine.say(first.id, 'And a third one.')
  expect(later.context!.keptPrefix).toBeGreaterThan(0)
  expect(later.usage!.cachedTokens).toBeGreaterThanOrEqual(later.context!.keptPrefix - 2)

  // What a model has read may hold what is forgotten: a forgetting drops it.
  const memory = await engine.ask('memories.add', { text: 'The boat is called Albatross.' })
  await engine.ask('memories.forget', { memoryId: memory.id })
  engine = open = await engine.reopen()
  expect((await engine.say(first.id, 'And a fourth one.')).usage!.cachedTokens).toBe(0)
}, 120_000)
