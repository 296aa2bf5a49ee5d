import { afterAll, beforeAll, expect, test } from 'vitest'
import { recall, type RecallPorts } from '../../../src/main/memory/recall.ts'
import { openMemoryWorld, told, type MemoryWorld } from './memoryWorld.ts'

let world: MemoryWorld
const filler = ['The meeting about the garden shed moved to the afternoon.', 'We talked about the price of bread and the weather in autumn.', 'The neighbours painted their fence in a pale yellow.', 'Nobody knew who had left the window open all night.', 'A long walk by the canal clears the head.', 'The old printer needs a new cartridge again.']
beforeAll(async () => {
  world = await openMemoryWorld()
  for (const fact of ['My sister is called Nadia.', 'I live in Utrecht.', 'I\'m allergic to peanuts.', 'My favourite colour is green.', 'I play the cello.']) await world.tell(fact)
  for (let at = 0; at < 60; at++) await world.say(`m_fill${String(at).padStart(2, '0')}`, `c_${at % 6}`, `${filler[at % filler.length]} That was note ${at}.`)
  await world.say('m_quokka', 'c_zoo', 'On the island we fed a quokka named Bertil.')
  await world.say('m_ask', 'c_boat', 'How is the boat doing these days, did the engine survive the storm?')
  await world.say('m_reply', 'c_boat', 'It coughs, but it runs.', 'm_ask')
  await world.say('m_order', 'c_shop', 'The order ZX-4471 was sent back to the warehouse.')
  await world.say('m_now', 'c_now', 'My sister is called Nadia and plays the cello with a quokka.')
})
afterAll(() => world.close())

const ids = (found: readonly { memory: { id: string } | null; message: { id: string } | null }[]) => found.map((one) => one.memory?.id ?? one.message!.id)

test('[R18] the same question gives the same list, in whatever order the sources answer', async () => {
  const slow: RecallPorts = {
    ...world.ports,
    words: async (query, options) => { await new Promise((resolve) => { setTimeout(resolve, 20) }); return [...await world.ports.words(query, options)].reverse() },
    meaning: async (vector, options) => [...await world.ports.meaning(vector, options)].reverse(),
    messages: (some) => world.ports.messages(some).reverse(),
  }
  const question = 'What did we say about the boat and my sister?'
  const first = await world.ask(question)
  expect(first.found.length).toBeGreaterThan(1)
  expect(await world.ask(question)).toEqual(first)
  expect(await world.ask(question, slow)).toEqual(first)
})

test.each([['What was the thing with the quokka again, on which island, and who was there?', 'm_quokka'], ['Where is order 4471 now and what should be done about it?', 'm_order'], ['Tell me something about Bertil', 'm_quokka'], ['What did I write with "sent back to the warehouse"?', 'm_order']])('[R19] %s finds %s', async (question, id) => {
  const { found } = await world.ask(question)
  expect(found.find((one) => one.message?.id === id)).toMatchObject({ exact: true })
})

test('[R19] ordinary words cannot crowd out the one that matters', async () => {
  const crowded: RecallPorts = { ...world.ports, words: (query, options) => world.ports.words(query, { ...options, limit: 1 }), meaning: async () => [] }
  const { found } = await world.ask('Was the meeting about the garden shed with the quokka?', crowded)
  expect(ids(found)).toContain('m_quokka')
})

test.each([
  ['words', { words: async () => { throw new Error('down') } }, 'The search by words did not answer, so this turn goes without it.'],
  ['meaning', { meaning: async () => { throw new Error('down') } }, 'The search by meaning did not answer, so this turn goes without it.'],
  ['messages', { messages: () => { throw new Error('down') } }, 'The store of messages did not answer, so this turn goes without it.'],
] as const)('[R20] without %s the others deliver', async (_, broken, problem) => {
  const { found, problems } = await world.ask('What is my sister called?', { ...world.ports, ...broken })
  expect(problems).toEqual([problem])
  expect(found[0]?.memory?.text).toBe('My sister is called Nadia.')
})

test.each(['What is the square root of 1764?', 'Write a haiku about volcanoes', 'Hi', '', '🙂', '"" AND OR NOT ( *'])('[R21] nothing fits: %s', async (question) => {
  expect((await world.ask(question)).found).toEqual([])
})

test('[R22] superseded memories and this conversation\'s own messages are never found', async () => {
  const other = await openMemoryWorld()
  try {
    const [old] = await other.tell('I live in Lyon.', told)
    await other.tell('I live in Berlin.', told + 1000)
    await other.say('m_now', 'c_now', 'Where do I live? I live in Lyon.')
    const { found } = await other.ask('Where do I live?')
    expect(other.memories.get(old!.id)!.state).toBe('superseded')
    expect(found.map((one) => one.memory?.text)).toEqual(['I live in Berlin.'])
  } finally {
    await other.close()
  }
})

test('[R23] every item carries its reason and its parts, and a score between 0 and 1', async () => {
  const { found } = await world.ask('What is my sister called?')
  expect(found[0]).toMatchObject({ kind: 'memory', reason: expect.stringContaining('Shares “sister”') })
  for (const one of found) {
    expect(one.score).toBeGreaterThanOrEqual(0)
    expect(one.score).toBeLessThanOrEqual(1)
    expect(Object.keys(one.scores)).toEqual(expect.arrayContaining(['words', 'coverage', 'meaning', 'importance', 'recency']))
    for (const [part, score] of Object.entries(one.scores)) expect([part, score >= 0 && score <= 1]).toEqual([part, true])
    expect(one.kind === 'message').toBe('neighbour' in one.scores)
  }
  expect(found.map((one) => one.score)).toEqual(found.map((one) => one.score).sort((a, b) => b - a))
})

test('[R23] the words that it shares are those of the question, and the words beside them those of the store, never stems', async () => {
  const other = await openMemoryWorld()
  try {
    await other.tell('I love cooking codfish with roasted potatoes.')
    await other.tell('My sister is living in Utrecht.')
    await other.say('m_a', 'c_a', 'The bakery in Utrecht was closing early, and we hurried home.')
    for (const [at, text] of ['The rain stopped.', 'Trains were late again.', 'I planted tulips.', 'The printer jammed.', 'Our match was moved.', 'He painted the fence.'].entries()) await other.say(`m_${at}`, `c_${at}`, text)
    // Words of few texts out of many are telling.
    for (let at = 10; at < 40; at++) await other.say(`m_${at}`, `c_${at}`, `Parcel ${at} came by ship number ${at * 7}.`)
    const asked = 'Where does my sister live, and who loved codfish for cooking?'
    const { found, understood } = await other.ask(asked)
    const words = asked.toLowerCase().match(/\p{L}+/gu)!
    const shared = found.flatMap((one) => [...one.reason.matchAll(/“([^”]+)”/gu)].map((match) => match[1]!.toLowerCase()))
    expect(shared).toEqual(expect.arrayContaining(['live', 'loved']))
    for (const word of shared) expect(words).toContain(word)
    const stored = [...other.memories.values(), ...other.messages.values()].flatMap((one) => one.text.match(/\p{L}+/gu) ?? [])
    expect(understood.expandedBy.length).toBeGreaterThan(0)
    const told = found.flatMap((one) => (one.memory ?? one.message)!.text.match(/\p{L}+/gu) ?? [])
    for (const word of understood.expandedBy) expect([stored.includes(word), told.includes(word)]).toEqual([true, true])
  } finally {
    await other.close()
  }
})

test('[R24] without a vector the words find', async () => {
  const { found, problems } = await recall({ text: 'Who is Nadia?', vector: null, conversationId: 'c_now', now: told, understanding: null, limit: 5 }, world.ports)
  expect(problems).toEqual([])
  expect(found[0]?.memory?.text).toBe('My sister is called Nadia.')
})

test('[R25] the answer that follows a well-matching question comes along', async () => {
  const { found } = await world.ask('How is the boat doing, did its engine survive the storm?')
  expect(ids(found).slice(0, 2)).toEqual(['m_ask', 'm_reply'])
})
