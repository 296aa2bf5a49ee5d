import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Memory } from '../../../../src/shared/memory.ts'
import { recall, type RecallAsk, type RecallPorts } from '../../../../src/main/memory/recall.ts'
import { openMemoryWorld, told, type MemoryWorld } from '../memoryWorld.ts'

let world: MemoryWorld
beforeAll(async () => {
  world = await openMemoryWorld()
  for (const fact of ['I live in Utrecht.', 'I play the cello.', 'My sister is called Nadia.', 'I am allergic to peanuts.']) await world.tell(fact)
  for (let at = 0; at < 60; at++) await world.say(`m_fill${String(at).padStart(2, '0')}`, `c_${at % 6}`, `The meeting about the garden shed moved again, that was note ${at}.`)
})
afterAll(() => world.close())

const memoryOf = (text: string): Memory => [...world.memories.values()].find((memory) => memory.text.includes(text))!
const ask = async (text: string, more: Partial<RecallAsk> = {}, ports: RecallPorts = world.ports) =>
  recall({ text, vector: await world.embed(text), conversationId: 'c_now', now: told + 3_600_000, understanding: null, limit: 24, ...more }, ports)
const texts = async (text: string, more: Partial<RecallAsk> = {}, ports?: RecallPorts) => (await ask(text, more, ports)).found.flatMap((one) => one.memory?.text ?? [])
/** The same world with one memory changed. */
const changed = (text: string, patch: Partial<Memory>): RecallPorts => {
  const memory = { ...memoryOf(text), ...patch }
  const swap = (some: Memory[]) => some.map((one) => (one.id === memory.id ? memory : one))
  return { ...world.ports, memories: (ids) => swap(world.ports.memories(ids)), byKey: (key) => swap(world.ports.byKey!(key)) }
}

test.each([
  ['project', 'p_one', { projectId: 'p_one' }, { projectId: 'p_two' }],
  ['project', 'p_one', { projectId: 'p_one' }, {}],
  ['conversation', 'c_now', { conversationId: 'c_now' }, { conversationId: 'c_else' }],
] as const)('[R84] a memory of one %s is found there and nowhere else', async (scope, scopeId, there, elsewhere) => {
  const ports = changed('cello', { scope, scopeId })
  expect(await texts('Which instrument do I play, the cello?', there, ports)).toContain('I play the cello.')
  expect(await texts('Which instrument do I play, the cello?', elsewhere, ports)).not.toContain('I play the cello.')
})

test.each(['candidate', 'superseded', 'forgotten'] as const)('[R84] what is %s never comes back, not even by its very words', async (state) => {
  expect(await texts('I play the cello.', {}, changed('cello', { state }))).not.toContain('I play the cello.')
})

test('[R85] a faded memory comes back on an exact match alone', async () => {
  const ports = changed('cello', { state: 'faded' })
  expect(await texts('Which instrument is mine?', {}, ports)).not.toContain('I play the cello.')
  expect(await texts('Do I play the cello?', {}, ports)).toContain('I play the cello.')
})

test.each([
  [{ kinds: ['procedural'] }], [{ from: told + 86_400_000 }], [{ until: told - 86_400_000 }], [{ minImportance: 0.99 }], [{ person: 'Somebody Else' }],
] as const)('[R86] a filter narrows what comes back: %j', async (filter) => {
  expect(await texts('Do I play the cello?', { filter })).not.toContain('I play the cello.')
})

test('[R86] what a filter lets through still comes back', async () => {
  const memory = memoryOf('Nadia')
  const filter = { kinds: [memory.kind], from: told - 1000, until: told + 1000, minImportance: memory.importance, person: 'nadia' }
  const ports = changed('Nadia', { entities: [{ name: 'Nadia', kind: 'person' }] })
  expect(await texts('What is my sister called?', { filter }, ports)).toEqual([memory.text])
})

test('[R87] importance, use and freshness never lift a memory over one that shares the question\'s words', async () => {
  const ports = changed('peanuts', { importance: 1, uses: 1000, lastUsedAt: told + 3_000_000, updatedAt: told + 3_000_000, learnedAt: told + 3_000_000 })
  expect((await texts('Do I play the cello?', {}, ports))[0]).toBe('I play the cello.')
})

test('[R88] ten turns that say the same do not crowd out the one that says something else', async () => {
  const other = await openMemoryWorld()
  try {
    for (let at = 0; at < 12; at++) await other.say(`m_same${at}`, `c_same${at}`, 'We went sailing on the lake with the old boat.')
    await other.say('m_else', 'c_else', 'Sailing on the lake I lost my watch.')
    const { found } = await other.ask('What happened when we went sailing on the lake?')
    expect(found.slice(0, 3).map((one) => one.message!.id)).toContain('m_else')
  } finally {
    await other.close()
  }
})

test('[R89] where a model reads question and text together, its judgement moves the best; when it fails, the others still deliver', async () => {
  const question = 'What do you know about me, my home in Utrecht, my cello and my sister Nadia?'
  const rank = async (_: string, some: string[]) => some.map((text) => (text.includes('Nadia') ? 1 : 0))
  expect((await ask(question, {}, { ...world.ports, rank })).found[0]!.memory!.text).toBe('My sister is called Nadia.')
  const broken = await ask(question, {}, { ...world.ports, rank: async () => { throw new Error('down') } })
  expect(broken.problems).toEqual(['The ranking model did not answer, so this turn goes without it.'])
  expect(broken.found.map((one) => one.memory?.text)).toEqual((await ask(question)).found.map((one) => one.memory?.text))
})

test('[R90] of a memory that is watched it is said that it was found, or why it was not', async () => {
  const why = async (question: string, text: string, ports?: RecallPorts, more: Partial<RecallAsk> = {}) => (await ask(question, { watch: memoryOf(text).id, ...more }, ports)).watched!
  expect(await why('Do I play the cello?', 'cello')).toMatchObject({ found: true, place: 1, reasons: [expect.stringContaining('It was recalled as number 1')] })
  expect((await why('What is my sister called?', 'peanuts', undefined, { limit: 1 })).reasons.join(' ')).toMatch(/shares no word with the question/)
  expect((await why('Do I play the cello?', 'cello', changed('cello', { state: 'candidate' }))).reasons).toEqual(['It is a candidate that waits for your review.'])
  expect((await why('Do I play the cello?', 'cello', changed('cello', { scope: 'project', scopeId: 'p_one' }))).reasons).toEqual(['It belongs to another project.'])
  expect((await why('Which instrument is mine?', 'cello', changed('cello', { state: 'faded' }))).reasons[0]).toContain('It is faded')
  const successor = memoryOf('Utrecht')
  expect((await why('Do I play the cello?', 'cello', changed('cello', { state: 'superseded', validUntil: told, supersededBy: successor.id }))).reasons).toEqual(['It was superseded on 3 May 2026 by “I live in Utrecht.”.'])
  expect((await ask('Do I play the cello?', { watch: 'y_none' })).watched).toMatchObject({ found: false, reasons: ['It is not there any more.'] })
})

test('[R91] the outcome says how the question was read', async () => {
  const { understood } = await ask('And where does she live?', { history: [{ role: 'user', text: 'My sister Nadia plays chess.' }] })
  expect(understood.completed).toContain('Nadia')
  expect(understood.words).toEqual(expect.arrayContaining(['nadia', 'live']))
})

test('[R92] what is of the time that was asked for stands before what is not', async () => {
  const other = await openMemoryWorld()
  try {
    await other.say('m_may', 'c_may', 'I took the dog to the vet.')
    await other.say('m_june', 'c_june', 'I took the dog to the vet.')
    other.messages.set('m_june', { ...other.messages.get('m_june')!, createdAt: Date.UTC(2026, 5, 10) })
    const question = 'When did I take the dog to the vet in June 2026?'
    const { found } = await recall({ text: question, vector: await other.embed(question), conversationId: 'c_now', now: Date.UTC(2026, 7, 1), understanding: null, limit: 5 }, other.ports)
    expect(found.map((one) => one.message!.id)).toEqual(['m_june', 'm_may'])
  } finally {
    await other.close()
  }
})
