import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { createPackBook } from '../../../src/main/engine/packBook.ts'
import { scriptedModel } from '../../../src/main/models/scripted/scriptedModel.ts'
import { openTestEngine, root, type TestEngine } from '../../support/testEngine.ts'
import { readFileSync } from 'node:fs'

let open: TestEngine | null = null
const start = async (): Promise<TestEngine> => (open = await openTestEngine({ chat: [scriptedModel({ answers: () => 'Fine.' })] }))
afterEach(async () => { await open?.close(); open = null })

const boat = {
  id: null, name: 'The boat', task: 'recall' as const, taskClass: null, loaders: ['plan'],
  examples: ['When does the boat need its next varnish?', 'How long is the mooring paid for?', 'Who has the spare key of the boat?', 'What did the new sail cost?', 'Which winch on the boat was it that sticks?'],
}

test('[K25] an intent of one’s own works with the next message, wakes the sources that it names, and is gone when it is removed', async () => {
  const engine = await start()
  const question = 'When does the boat need new varnish?'
  expect((await engine.ask('intents.try', { text: question })).intent?.by).not.toBe('own')
  const saved = await engine.ask('intents.save', boat)
  expect((await engine.ask('intents.try', { text: question })).intent).toMatchObject({ id: saved.id, name: 'The boat', by: 'own' })
  const trace = await engine.say((await engine.newConversation()).id, question)
  expect(trace.understanding!.intent!.id).toBe(saved.id)
  expect(trace.sources.find(({ id }) => id === 'plan')).toMatchObject({ because: 'the intent “The boat”', state: 'delivered' })
  const list = await engine.ask('intents.list', {})
  expect(list.own).toEqual([saved])
  expect(list.builtIn.length).toBeGreaterThan(100)
  expect(list.loaders.find(({ id }) => id === 'plan')!.activatedBy).toContain('“The boat”')
  const changed = await engine.ask('intents.save', { ...saved, name: 'My boat', loaders: [] })
  expect((await engine.ask('intents.list', {})).own).toEqual([changed])
  expect((await engine.ask('intents.try', { text: question })).intent).toMatchObject({ name: 'My boat' })
  await engine.ask('intents.remove', { intentId: saved.id })
  expect((await engine.ask('intents.try', { text: question })).intent?.by).not.toBe('own')
  expect(await engine.refuse('intents.remove', { intentId: saved.id })).toMatchObject({ kind: 'not-found' })
})

test('[K25] it still works after a restart', async () => {
  const engine = await start()
  await engine.ask('intents.save', boat)
  const again = open = await engine.reopen()
  await expect.poll(async () => (await again.ask('intents.try', { text: 'Who has the spare key of the boat now?' })).intent?.name).toBe('The boat')
})

test('[K25] one more than the settings hold is refused with a sentence, and none is lost', async () => {
  const engine = await start()
  const many = Array.from({ length: 100 }, (_, at) => ({ ...boat, id: `n_${at}`, name: `The boat ${at}` }))
  for (const one of many) await engine.ask('intents.save', one)
  expect(await engine.refuse('intents.save', boat)).toMatchObject({ kind: 'not-allowed', next: expect.stringContaining('Remove one') as string })
  await engine.ask('intents.save', { ...many[0]!, name: 'My boat' })
  expect((await engine.ask('intents.list', {})).own).toHaveLength(100)
})

test('[K28] an intent that cannot be told from others, or names what is not there, is refused with a sentence and not saved', async () => {
  const engine = await start()
  const saved = await engine.ask('intents.save', boat)
  const refused: readonly (readonly [change: Partial<typeof boat>, says: RegExp])[] = [
    [{ examples: boat.examples.slice(0, 4) }, /at least five examples/u], [{ examples: [] }, /at least five examples/u],
    [{ examples: ['hello moon', 'Hello moon!', ' hello  MOON', 'hello, moon', 'hello moon'] }, /Only 1 of the examples.*at least five/u],
    [{ examples: [...boat.examples, 'who has the spare key of the boat'] }, /Example 6 says the same as example 3/u],
    [{ examples: [...boat.examples, ' '] }, /Example 6 has no words/u], [{ examples: [' ', '  ', '.', '!', '?'] }, /no words/u],
    [{ loaders: ['plan', 'nope'] }, /no source called “nope”/u],
    [{ name: 'the BOAT ' }, /already/u], [{ name: ' ' }, /no name/u], [{ name: '' }, /no name/u],
  ]
  const { name: builtIn } = (await engine.ask('intents.list', {})).builtIn[0]!
  for (const [change, says] of [...refused, [{ name: builtIn.toUpperCase() }, /already/u] as const]) {
    const failure = await engine.refuse('intents.save', { ...boat, name: 'Another', ...change })
    expect(`${failure.message} ${failure.next}`).toMatch(says)
    expect(failure.message + failure.next).not.toMatch(/must be|“examples”/u)
  }
  expect((await engine.ask('intents.list', {})).own).toEqual([saved])
  await engine.ask('intents.save', { ...saved, name: 'THE BOAT' })
  expect((await engine.ask('intents.save', { ...boat, name: 'Kettles', loaders: [] })).name).toBe('Kettles')
})

test('[K26] the list names every source, what wakes it, whether it is needed and how long it may take', async () => {
  const engine = await start()
  const { loaders, packs } = await engine.ask('intents.list', {})
  expect(loaders.map(({ id }) => id)).toEqual(['recall', 'plan', 'write', 'explain', 'code', 'calculate', 'summarise', 'translate', 'small-talk', 'command'])
  expect(loaders[0]).toMatchObject({ name: 'Memories', required: true, activatedBy: ['whatever may rest on what you told', 'questions on what you told'] })
  for (const { id, about, activatedBy, timeLimitMs } of loaders) expect([about !== '', activatedBy.length > 0, activatedBy.some((by) => /^(?:need|intent):/u.test(by)), timeLimitMs > 0], id).toEqual([true, true, false, true])
  expect(packs).toEqual([expect.objectContaining({ id: 'customer-service', isOn: false, label: 'personal' })])
})

describe('the book of packs', () => {
  let folder = ''
  afterEach(() => { rmSync(folder, { recursive: true, force: true }) })
  const shop = JSON.parse(readFileSync(join(root, 'resources/packs/customer-service.json'), 'utf8')) as Record<string, unknown>
  const at = (name: string) => join(folder, name)
  const openBook = () => {
    folder = mkdtempSync(join(tmpdir(), 'casement-packs-'))
    let elapsed = 0
    const warned: string[] = []
    return { book: createPackBook(folder, { now: () => 0, elapsed: () => elapsed }, { warn: (what) => { warned.push(what) } }), warned, wait: (ms: number) => { elapsed += ms } }
  }

  test('[K20] a damaged file is told of once and the others work', () => {
    const { book, warned } = openBook()
    writeFileSync(at('customer-service.json'), JSON.stringify(shop))
    writeFileSync(at('broken.json'), '{')
    writeFileSync(at('empty.json'), '{}')
    writeFileSync(at('other.json'), JSON.stringify({ ...shop, id: 'another' }))
    for (let time = 0; time < 3; time++) expect(book.all().map(({ id }) => id)).toEqual(['customer-service'])
    expect(warned).toHaveLength(3)
    expect(warned.find((what) => what.includes('other.json'))).toContain('another.json')
  })

  test('[K23] a changed file is read when what was read is too old, and the parts stay the same until then', () => {
    const { book, wait } = openBook()
    writeFileSync(at('customer-service.json'), JSON.stringify(shop))
    const parts = book.of(['customer-service'])
    writeFileSync(at('customer-service.json'), JSON.stringify({ ...shop, name: 'Another name' }))
    wait(299_000)
    expect(book.of(['customer-service'])).toBe(parts)
    wait(2000)
    expect(book.of(['customer-service']).loaders[0]!.name).toMatch(/^Another name/)
    expect(book.of([])).toBe(book.of([]))
    expect(book.of(['nothing']).intents).toEqual([])
  })

  test('[K20] without a folder there are no packs', () => {
    folder = mkdtempSync(join(tmpdir(), 'casement-packs-'))
    mkdirSync(at('x'))
    expect(createPackBook(at('nothing'), { now: () => 0, elapsed: () => 0 }, { warn: () => { throw new Error('nothing to warn of') } }).all()).toEqual([])
  })
})
