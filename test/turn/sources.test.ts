import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import type { Piece } from '../../src/shared/piece.ts'
import { createScriptedTime } from '../../src/main/bench/faults/scriptedTime.ts'
import type { ChosenLoader } from '../../src/main/knowledge/chooseLoaders.ts'
import type { Loader } from '../../src/main/knowledge/loader.ts'
import { recallLoader } from '../../src/main/knowledge/loaders/recall.ts'
import { knownPiece } from '../../src/main/knowledge/memoryPiece.ts'
import { scriptedModel } from '../../src/main/models/scripted/scriptedModel.ts'
import { createResilience } from '../../src/main/resilience/createResilience.ts'
import { askSources } from '../../src/main/turn/askSources.ts'
import { ask, message, portsOver } from '../main/knowledge/support.ts'
import { openTestEngine, root, sourceEntries, type TestEngine, type TestEngineOptions } from '../support/testEngine.ts'

describe('asking sources', () => {
  const time = createScriptedTime()
  const resilience = createResilience({ clock: time, log: { warn: () => {} } })
  const piece = (id: string, change: Partial<Piece> = {}): Piece => ({ ...knownPiece(id, 'results', id, `text of ${id}`), ...change })
  let made = 0
  const source = (load: Loader['load'], change: Partial<Loader> & { wanted?: boolean } = {}): ChosenLoader => {
    const { wanted = false, ...rest } = change
    return { loader: { id: `s${++made}`, name: `Source ${made}`, about: '', required: false, timeLimitMs: 1000, label: 'personal', activatedBy: [], load, ...rest }, because: 'a test', required: wanted }
  }
  const askAll = (loaders: readonly ChosenLoader[], signal = new AbortController().signal, earlier: Parameters<typeof ask>[1] = {}) => askSources({
    loaders, ask: ask('Where does my sister live?', earlier), ports: portsOver([]), signal,
    guards: ({ id, name, timeLimitMs }) => resilience.source(id, name, { timeLimitMs }),
  })
  const never = () => new Promise<never>(() => {})

  test('[K3] all are asked at once, and what ignores its signal is left behind at its limit', async () => {
    const running = askAll([source(never, { timeLimitMs: 700 }), source(() => Promise.resolve([piece('a')])), source(never, { timeLimitMs: 900 })])
    let ended = false
    void running.then(() => { ended = true })
    await time.advance(899)
    expect(ended).toBe(false)
    await time.advance(1)
    const { given, records, notices } = await running
    expect(given.flatMap(({ pieces }) => pieces.map(({ id }) => id))).toEqual(['a'])
    expect(records.map(({ state }) => state)).toEqual(['late', 'delivered', 'late'])
    expect(records[0]).toMatchObject({ ms: 700, because: 'a test', pieces: 0 })
    expect(notices).toEqual([])
  })

  test('[K4] a throw, a rejection and a rest leave records, and nothing else', async () => {
    const broken = source(() => { throw new Error('at once') })
    const rejected = source(() => Promise.reject(new Error('later')))
    const fine = source(() => Promise.resolve([piece('b')]))
    for (let at = 0; at < 5; at++) expect((await askAll([broken, rejected, fine])).records.map(({ state }) => state)).toEqual(['failed', 'failed', 'delivered'])
    const { records } = await askAll([broken, fine, source(() => Promise.resolve([]))])
    expect(records.map(({ state }) => state)).toEqual(['skipped', 'delivered', 'empty'])
    expect(records[0]!.note).toMatch(/left alone for another/)
  })

  test('[K4] a turn that is stopped waits for none', async () => {
    const stop = new AbortController()
    const running = askAll([source(never), source(never, { wanted: true })], stop.signal)
    stop.abort()
    expect((await running).records.map(({ state }) => state)).toEqual(['skipped', 'skipped'])
  })

  test('[K5] a needed source is made of the working memory, or its lack is said', async () => {
    const search = recallLoader(() => Promise.reject(new Error('gone')))
    const chosen = { loader: { ...search, id: 'r1' }, because: 'the plan of this turn', required: true }
    const made = await askAll([chosen], undefined, { earlier: [message('My sister lives in Porto.')] })
    expect(made.records[0]).toMatchObject({ state: 'reconstructed', pieces: 1, required: true })
    expect(made.given[0]!.pieces[0]).toMatchObject({ text: 'My sister lives in Porto.', marks: ['reconstructed'] })
    expect(made.notices).toEqual([expect.stringMatching(/^The source “Memories” did not answer/)])
    const none = await askAll([chosen])
    expect(none.records[0]).toMatchObject({ state: 'failed', pieces: 0 })
    expect(none.notices).toHaveLength(1)
  })

  test('[K6] what is stricter than a source may deliver stays behind and is counted', async () => {
    const { given, records } = await askAll([source(() => Promise.resolve([piece('c'), piece('d', { label: 'local' }), piece('e', { label: 'personal' })]))])
    expect(given[0]!.pieces.map(({ id }) => id)).toEqual(['c', 'e'])
    expect(records[0]).toMatchObject({ state: 'delivered', pieces: 2, note: expect.stringContaining('1 stayed behind') })
  })
})

let open: TestEngine | null = null
const start = async (options: TestEngineOptions): Promise<TestEngine> => (open = await openTestEngine(options))
afterEach(async () => { await open?.close(); open = null })
const promptOf = (requests: readonly { messages: readonly { text: string }[] }[]) => requests.at(-1)!.messages.map(({ text }) => text).join('\n')

test('[K17] a calculation stands exactly in the context of its turn, with its record', async () => {
  const model = scriptedModel({ answers: ['It is 397.8.'] })
  const engine = await start({ chat: [model] })
  const trace = await engine.say((await engine.newConversation()).id, 'What is 17% of 2,340?')
  expect(promptOf(model.requests)).toContain('17 % of 2,340 = 397.8')
  expect(trace.sources.find(({ id }) => id === 'calculate')).toMatchObject({ state: 'delivered', pieces: 1 })
  expect(trace.context!.pieces.find(({ text }) => text.includes('397.8') && text.includes('='))).toMatchObject({ outcome: 'in', region: 'results', source: { kind: 'message', messageId: trace.userMessageId } })
})

test('[K7] a memory from the search and from another source is one piece, with the score of the search', async () => {
  const model = scriptedModel({ answers: () => 'Done.' })
  const engine = await start({ chat: [model] })
  await engine.ask('memories.add', { text: 'I am a nurse in a children’s ward.' })
  await engine.say((await engine.newConversation()).id, 'I am a nurse.')
  const trace = await engine.say((await engine.newConversation()).id, 'Explain how I, a nurse, can read a blood count.')
  const ids = trace.context!.pieces.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(trace.sources.map(({ id }) => id)).toEqual(expect.arrayContaining(['recall', 'explain']))
})

test('[K10] a wish for texts that was told once stands beside every text that is to be written; one that must stay here does not come by this way', async () => {
  const model = scriptedModel({ answers: () => 'Done.' })
  const engine = await start({ chat: [model] })
  await engine.say((await engine.newConversation()).id, 'From now on always write letters in short sentences without exclamation marks.')
  expect((await engine.ask('memories.list', { kind: 'procedural' })).items).toHaveLength(1)
  const trace = await engine.say((await engine.newConversation()).id, 'Write a note to the landlord: the heating is broken.')
  expect(promptOf(model.requests)).toContain('without exclamation marks')
  expect(trace.sources.find(({ id }) => id === 'write')).toMatchObject({ state: 'delivered', because: 'the task: write' })
  const [wish] = (await engine.ask('memories.list', { kind: 'procedural' })).items
  await engine.ask('memories.update', { memoryId: wish!.id, label: 'local' })
  const other = await engine.say((await engine.newConversation()).id, 'Write a note to the landlord: the lift is stuck.')
  expect(other.sources.find(({ id }) => id === 'write')).toMatchObject({ state: 'empty', note: expect.stringContaining('1 stayed behind') })
})

test('[K9] a plan knows what day it is and what lies ahead', async () => {
  const model = scriptedModel({ answers: () => 'Done.' })
  const engine = await start({ chat: [model] })
  await engine.ask('memories.add', { text: 'The piano tuner comes by.', eventAt: Date.now() + 3 * 86_400_000 })
  const trace = await engine.say((await engine.newConversation()).id, 'Plan my next week in the garden.')
  expect(trace.sources.find(({ id }) => id === 'plan')).toMatchObject({ state: 'delivered' })
  expect(promptOf(model.requests)).toMatch(/Today is \w+day, \d+ \w+ \d{4}\./)
  expect(trace.context!.pieces.some(({ text, source }) => text === 'The piano tuner comes by.' && source.kind === 'memory')).toBe(true)
})

test('[K5] with the index gone a question has the facts of this conversation, and the trace says where they come from', async () => {
  const model = scriptedModel({ answers: () => 'Noted.' })
  const engine = await start({ chat: [model], settings: { learning: 'off' }, engine: { entries: { ...sourceEntries, searchThread: join(root, 'test/turn/children/blindThread.ts') } } })
  const conversation = await engine.newConversation()
  await engine.say(conversation.id, 'My sister is called Nadia.')
  const trace = await engine.say(conversation.id, 'What is my sister called?')
  expect(trace.status).toBe('done')
  expect(trace.sources.find(({ id }) => id === 'recall')).toMatchObject({ state: 'reconstructed', required: true, pieces: 1 })
  expect(trace.context!.pieces.find(({ marks }) => marks.includes('reconstructed'))).toMatchObject({ text: 'My sister is called Nadia.' })
  expect(trace.stages.find(({ name }) => name === 'recall')!.failed).toMatch(/did not answer/)
})

describe('[K22] the pack for customer service', () => {
  const say = async (packs: string[], text: string) => {
    const model = scriptedModel({ answers: () => 'Let me see.' })
    const engine = await start({ chat: [model] })
    if (packs.length > 0) await engine.ask('settings.set', { packs })
    const trace = await engine.say((await engine.newConversation()).id, text)
    return { engine, trace, prompt: promptOf(model.requests) }
  }
  test('brings the invoices where somebody was charged twice', async () => {
    const { trace, prompt } = await say(['customer-service'], 'Why was I charged twice?')
    expect(trace.understanding!.intent).toMatchObject({ id: 'customer-service.billing_question' })
    expect(prompt).toContain('Invoice INV-2071')
    expect(prompt.toLowerCase()).toContain('card')
    expect(trace.sources.find(({ id }) => id === 'customer-service.billing')).toMatchObject({ state: 'delivered', required: true, because: 'the intent “Asking about a bill”' })
  })
  test('brings an order and its delivery', async () => {
    const { prompt } = await say(['customer-service'], 'Where is my order 1042?')
    expect(prompt).toContain('Order 1042 of 12 November 2026')
    expect(prompt).toContain('left the depot in Ghent')
    expect(prompt).not.toContain('Order 1039')
  })
  test('brings nothing while it is off, nor after it was switched off again', async () => {
    const { engine, trace, prompt } = await say([], 'Where is my order 1042?')
    expect(prompt).not.toContain('Ghent')
    expect(trace.sources.some(({ id }) => id.startsWith('customer-service'))).toBe(false)
    expect((await engine.ask('intents.list', {})).packs).toEqual([expect.objectContaining({ id: 'customer-service', isOn: false, intents: expect.arrayContaining(['Cancelling']), loaders: expect.arrayContaining(['Invoices and payment']) })])
    await engine.ask('settings.set', { packs: ['customer-service'] })
    const on = await engine.ask('intents.list', {})
    expect(on.packs[0]!.isOn).toBe(true)
    expect(on.loaders.find(({ id }) => id === 'customer-service.billing')!.activatedBy).toEqual(['“Asking about a bill”', '“Cancelling”'])
    await engine.ask('settings.set', { packs: [] })
    const again = await engine.say((await engine.newConversation()).id, 'Where is my order 1042?')
    expect(JSON.stringify(again)).not.toContain('Ghent')
  })
  test('another pack than there is gets refused', async () => {
    const engine = await start({ chat: [scriptedModel({ answers: ['x'] })] })
    expect(await engine.refuse('settings.set', { packs: ['nothing'] })).toMatchObject({ kind: 'bad-input', message: 'There is no pack called “nothing”.' })
  })
})
