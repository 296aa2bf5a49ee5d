import { afterEach, expect, test } from 'vitest'
import { openTestEngine, type TestEngine } from '../support/testEngine.ts'

let open: TestEngine | null = null
afterEach(async () => { await open?.close(); open = null })

test('[T47] a correction finds what the message before it taught, also where no model answered that', async () => {
  const engine = open = await openTestEngine({ chat: [] })
  const { id } = await engine.newConversation()
  await engine.say(id, 'I live in Berlin.')
  await engine.say(id, 'no, it is Lyon')
  const { items } = await engine.ask('memories.list', {})
  expect(items.map((one) => [one.text, one.state]).sort()).toEqual([['I live in Berlin.', 'superseded'], ['I live in Lyon.', 'active']])
  await engine.say(id, 'My brother\'s name is Karl.')
  await engine.say(id, 'Correction: it\'s Carl.')
  const named = (await engine.ask('memories.list', { state: 'active' })).items.map((one) => [one.text, one.subject, one.key]).sort()
  expect(named).toEqual([['I live in Lyon.', 'user', 'user.home'], ['My brother\'s name is Carl.', 'Carl', 'user.brother.name']])
})
