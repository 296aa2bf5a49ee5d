import { afterEach, describe, expect, test } from 'vitest'
import type { Memory } from '../../src/shared/memory.ts'
import { scriptedModel } from '../../src/main/models/scripted/scriptedModel.ts'
import { openTestEngine, type TestEngine, type TestEngineOptions } from '../support/testEngine.ts'

let open: TestEngine | null = null
afterEach(async () => { await open?.close(); open = null })

const start = async (options: TestEngineOptions = {}): Promise<TestEngine> => open = await openTestEngine({ chat: [scriptedModel({ answers: ['Noted.'] })], ...options })
const list = async (engine: TestEngine, state: Memory['state'] | null = null, query = '') => (await engine.ask('memories.list', { state, query })).items.map((one) => one.text).sort()

describe('searching', () => {
  test('[E129] a search finds what was replaced and what waits, in lists and counts, and what it shows is forgotten by it', async () => {
    const engine = await start()
    const { id: conversationId } = await engine.newConversation()
    await engine.say(conversationId, 'I live in Lyon.')
    await engine.say(conversationId, 'I live in Porto now.')
    await engine.ask('settings.set', { learning: 'ask' })
    await engine.say(conversationId, 'My brother is called Tomas.')
    expect(await list(engine, 'superseded', 'Lyon')).toEqual(['I live in Lyon.'])
    expect(await list(engine, null, 'lyo')).toContain('I live in Lyon.')
    expect(await list(engine, 'candidate', 'brother tom')).toEqual(['My brother is called Tomas.'])
    expect(await list(engine, 'superseded', 'yon')).toEqual([])
    const facets = await engine.ask('memories.facets', { query: 'Lyon', state: 'superseded' })
    expect(facets.total).toBe(1)
    expect(facets.states.find((one) => one.value === 'superseded')).toEqual({ value: 'superseded', count: 1 })

    const preview = await engine.ask('memories.forgetPreview', { filter: { query: 'lyon', state: 'superseded' } })
    expect(preview.memories.map((one) => one.text)).toEqual(['I live in Lyon.'])
    await engine.ask('memories.forgetSelected', { previewId: preview.previewId, undoSeconds: 0 })
    expect(await list(engine, null, 'Lyon')).not.toContain('I live in Lyon.')
    expect(await list(engine, 'superseded')).toEqual([])
  })
})

describe('searching right behind a change', () => {
  /** The memories that hold these words, without waiting first: what only means something near does not count. */
  const found = async (engine: TestEngine, word: string): Promise<string[]> => (await list(engine, 'active', word)).filter((text) => text.includes(word))

  test('[E134] what was accepted, restored, brought back or taken back is found by the very next search, and what left is not', async () => {
    const engine = await start({ settings: { learning: 'ask' } })
    const { id: conversationId } = await engine.newConversation()
    await engine.say(conversationId, 'My brother is called Tomas. My sister is called Nadia. My dog is called Quillo.')
    const waiting = (await engine.ask('memories.list', { state: 'candidate' })).items
    expect(waiting.length).toBeGreaterThanOrEqual(3)
    for (const { id, text } of waiting) {
      const { changeId } = await engine.ask('memories.decide', { memoryId: id, decision: 'accept' })
      const name = /[A-Z]\w+$/u.exec(text.replace('.', ''))![0]
      expect(await found(engine, name)).toEqual([text])
      await engine.ask('memories.undoChange', { changeId })
      expect(await found(engine, name)).toEqual([])
      await engine.ask('memories.decide', { memoryId: id, decision: 'accept' })
    }
    const { id } = await engine.ask('memories.add', { text: 'The gate opens with Amberfish.' })
    expect(await found(engine, 'Amberfish')).toHaveLength(1)
    await engine.ask('memories.update', { memoryId: id, text: 'The gate opens with Bellmoth.' })
    expect([await found(engine, 'Amberfish'), await found(engine, 'Bellmoth')]).toEqual([[], ['The gate opens with Bellmoth.']])
    const { history } = await engine.ask('memories.get', { memoryId: id })
    await engine.ask('memories.restore', { memoryId: id, number: Math.min(...history.map((one) => one.number)) })
    expect([await found(engine, 'Amberfish'), await found(engine, 'Bellmoth')]).toEqual([['The gate opens with Amberfish.'], []])
    const shown = await engine.ask('memories.forgetPreview', { filter: { query: 'amberfish' } })
    const { forgetId } = await engine.ask('memories.forgetSelected', { previewId: shown.previewId, undoSeconds: 600 })
    expect(await found(engine, 'Amberfish')).toEqual([])
    await engine.ask('memories.undoForget', { forgetId })
    expect(await found(engine, 'Amberfish')).toHaveLength(1)
    expect((await engine.ask('memories.facets', { query: 'Amberfish', state: 'active' })).total).toBeGreaterThan(0)
  })
})

describe('adding by hand', () => {
  test('[E130] what is written by hand is read as what is said: key, names, date, end and label, unless the person chose them', async () => {
    const engine = await start()
    expect(await engine.ask('memories.add', { text: 'My sister is called Nadia.' })).toMatchObject({ change: 'learned', key: 'user.sister.name', kind: 'semantic', entities: [{ name: 'Nadia', kind: 'person' }], sources: [], confidence: 1, trust: 'user' })
    expect(await engine.ask('memories.add', { text: 'I am allergic to penicillin.' })).toMatchObject({ label: 'local' })
    expect((await engine.ask('memories.add', { text: 'My flight to Porto is on 3 December 2030.' })).eventAt).toBe(new Date(2030, 11, 3, 12).getTime())
    const eventAt = new Date(2031, 0, 2, 12).getTime()
    expect(await engine.ask('memories.add', { text: 'Ravi likes strong tea.', subject: 'Ravi', label: 'open', kind: 'procedural', eventAt, validUntil: null })).toMatchObject({ subject: 'Ravi', label: 'open', kind: 'procedural', eventAt, validUntil: null })
  })

  test('[E130] the same once more makes the first one stronger, and says so; words that say more become its text', async () => {
    const engine = await start()
    const first = await engine.ask('memories.add', { text: 'I keep bees behind the house.' })
    expect(await engine.ask('memories.add', { text: 'i keep bees behind the house' })).toMatchObject({ id: first.id, change: 'strengthened', text: 'I keep bees behind the house.', state: 'active', sources: [] })
    expect(await list(engine)).toEqual(['I keep bees behind the house.'])
    expect((await engine.ask('memories.get', { memoryId: first.id })).history.map((one) => one.action)).toEqual(['learned', 'strengthened'])

    const { id: conversationId } = await engine.newConversation()
    await engine.say(conversationId, 'My sister is called Nadia.')
    const again = await engine.ask('memories.add', { text: 'My sister is called Nadia.' })
    expect(again).toMatchObject({ change: 'strengthened' })
    expect(again.sources.map((one) => one.conversationId)).toEqual([conversationId])
  })

  test('[E130] a newer value takes the place of the older one where it holds, and nowhere else; what waited is answered by it', async () => {
    const engine = await start()
    const project = await engine.ask('projects.save', { name: 'Novel' })
    const { id: conversationId } = await engine.newConversation()
    await engine.say(conversationId, 'I live in Lyon.')
    expect(await engine.ask('memories.add', { text: 'I live in Bonn.', scope: 'project', scopeId: project.id })).toMatchObject({ change: 'learned', scope: 'project' })
    expect(await list(engine, 'active')).toEqual(['I live in Bonn.', 'I live in Lyon.'])
    expect(await engine.ask('memories.add', { text: 'I live in Porto.' })).toMatchObject({ change: 'superseded', state: 'active' })
    expect(await list(engine, 'active')).toEqual(['I live in Bonn.', 'I live in Porto.'])
    expect(await list(engine, 'superseded')).toEqual(['I live in Lyon.'])

    await engine.ask('settings.set', { learning: 'ask' })
    await engine.say(conversationId, 'My brother is called Tomas.')
    expect(await engine.ask('memories.add', { text: 'My brother is called Tomas.' })).toMatchObject({ change: 'strengthened', state: 'active' })
    await engine.ask('memories.add', { text: 'I like olives.' })
    expect(await engine.ask('memories.add', { text: 'I do not like olives.' })).toMatchObject({ change: 'superseded', state: 'active', conflictsWith: null })
    expect(await list(engine, 'candidate')).toEqual([])
  })
})

describe('merging and splitting', () => {
  test('[E131] a merge and a split say what was made of what, and each is taken back as one', async () => {
    const engine = await start()
    const [tea, milk] = [await engine.ask('memories.add', { text: 'Tea is at five.' }), await engine.ask('memories.add', { text: 'Milk goes in last.' })]
    const merged = await engine.ask('memories.merge', { memoryIds: [tea.id, milk.id], text: 'Tea is at five, and milk goes in last.' })
    expect((await engine.ask('memories.get', { memoryId: merged.id })).replaces.map((one) => one.text).sort()).toEqual(['Milk goes in last.', 'Tea is at five.'])
    expect((await engine.ask('memories.get', { memoryId: tea.id })).replacedBy).toEqual({ id: merged.id, text: merged.text })
    expect(await engine.ask('memories.undoChange', { changeId: merged.changeId })).toEqual({ count: 3 })
    expect(await list(engine, 'active')).toEqual(['Milk goes in last.', 'Tea is at five.'])
    expect(await list(engine, 'superseded')).toEqual([])

    const whole = await engine.ask('memories.add', { text: 'Tea is at five, and milk goes in last.' })
    const split = await engine.ask('memories.split', { memoryId: whole.id, texts: ['Tea is warm.', 'Milk is cold.'] })
    await engine.ask('memories.undoChange', { changeId: split.changeId })
    expect(await list(engine, 'active')).toContain(whole.text)
    expect(await list(engine)).not.toContain('Milk is cold.')
    const told = await engine.say((await engine.newConversation()).id, 'My sister is called Nadia.')
    expect(told.learned).toHaveLength(1)
  })

  test('[E131] what was edited after a merge stays: it cannot be taken back any more', async () => {
    const engine = await start()
    const ids = await Promise.all(['Tea is at five.', 'Milk goes in last.'].map(async (text) => (await engine.ask('memories.add', { text })).id))
    const merged = await engine.ask('memories.merge', { memoryIds: ids, text: 'Tea at five with milk.' })
    await engine.ask('memories.update', { memoryId: merged.id, text: 'Tea at five with a little milk.' })
    expect(await engine.ask('memories.undoChange', { changeId: merged.changeId })).toEqual({ count: 0 })
    expect(await list(engine, 'active')).toEqual(['Tea at five with a little milk.'])
  })
})
