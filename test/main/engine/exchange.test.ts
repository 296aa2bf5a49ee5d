import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { writeConversationLine } from '../../../src/main/exchange/everything/conversationLine.ts'
import type { MemoryEntry } from '../../../src/main/exchange/memories/entry.ts'
import { writeMemories } from '../../../src/main/exchange/memories/writeMemories.ts'
import type { ImportJob } from '../../../src/shared/exchange.ts'
import { memoryKind } from '../../../src/shared/memory.ts'
import { openTestEngine, type TestEngine, type TestEngineOptions } from '../../support/testEngine.ts'
import { entry } from '../exchange/entries.ts'
import { chatGpt, claude, makeZip } from '../exchange/support.ts'

const closers: (() => unknown)[] = []
afterEach(async () => { for (const close of closers.splice(0).reverse()) await close() })

function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'casement-exchange-'))
  closers.push(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
async function start(options: TestEngineOptions = {}): Promise<TestEngine> {
  const engine = await openTestEngine({ chat: [], profile: join(tempFolder(), 'profile'), ...options })
  closers.push(() => engine.close())
  return engine
}
const patient = { timeout: 30_000, interval: 10 }

async function over(engine: TestEngine, job: ImportJob): Promise<ImportJob> {
  const find = async () => (await engine.ask('imports.list', {})).jobs.find((one) => one.id === job.id)!
  await expect.poll(async () => (await find()).state, patient).not.toBe('running')
  return find()
}
const bring = async (engine: TestEngine, path: string): Promise<ImportJob> => over(engine, await engine.ask('imports.start', { path }))

const file = (content: unknown, name = 'conversations.json'): string => {
  const path = join(tempFolder(), name)
  writeFileSync(path, typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content))
  return path
}
const seconds = (at: string) => Date.parse(at) / 1000
const talk = chatGpt('trip', {
  a: { role: 'user', text: 'My sister is called Nadia. I live in Ghent.', parent: null, at: seconds('2024-03-01') },
  b: { role: 'assistant', text: 'Good to know.', parent: 'a', at: seconds('2024-03-01') },
  c: { role: 'assistant', text: 'Your brother is called Omar, I believe.', parent: 'a', at: seconds('2024-03-02') },
}, { current_node: 'b' })
const messagesOf = async (engine: TestEngine, conversationId: string) => (await engine.ask('messages.list', { conversationId, limit: 200 })).items
const everyMemory = async (engine: TestEngine) => (await engine.ask('memories.list', { limit: 200 })).items

test('[E100] an archive is imported in the background: marked, with its branches and times, trusted as what it is, found by search, and nothing is learned', async () => {
  const engine = await start()
  const job = await bring(engine, file(makeZip([{ name: 'conversations.json', data: JSON.stringify([talk, { broken: true }, claude('two', [{ sender: 'human', text: 'The bicycle is in the cellar.' }])]) }]), 'export.zip'))
  expect(job).toMatchObject({ state: 'done', origin: 'chatgpt', conversations: 2, messages: 4, branches: 3, known: 0, skippedCount: 1, problem: null, learned: 0 })
  expect(job.skipped).toEqual([{ where: 'conversations.json, number 2', why: 'It holds no messages in a form that is known here.' }])
  expect(job.bytesRead).toBe(job.bytesTotal)
  const { items } = await engine.ask('conversations.list', {})
  expect(items.map((one) => [one.title, one.importedFrom, one.messageCount]).sort()).toEqual([['Talk trip', 'chatgpt', 3], ['Talk two', 'claude', 1]])
  const trip = items.find((one) => one.importedFrom === 'chatgpt')!
  expect(trip).toMatchObject({ createdAt: 1_700_000_000_250, updatedAt: 1_700_000_500_000, temporary: false })
  const shown = await messagesOf(engine, trip.id)
  expect(shown.map((message) => [message.role, message.text, message.trust, message.label])).toEqual([['user', 'My sister is called Nadia. I live in Ghent.', 'user', 'personal'], ['assistant', 'Good to know.', 'assistant', 'personal']])
  expect(shown[1]!.branch).toMatchObject({ index: 0, count: 2 })
  expect(await everyMemory(engine)).toEqual([])
  // Nothing was lost: what is new is read in.
  expect((await engine.ask('app.status', {})).index.again).toBe(false)
  await expect.poll(async () => (await engine.ask('search.everything', { query: 'bicycle cellar' })).hits.length, patient).toBeGreaterThan(0)
  const heard = engine.heard.filter(({ name }) => name === 'imports.changed').map(({ event }) => (event as ImportJob).state)
  expect(heard.at(-1)).toBe('done')
})

test('[E101] importing again brings only what is new; a conversation that grew gains its messages; where the person went on, and the bin, stay as they are', async () => {
  const engine = await start()
  const nodes = { a: { role: 'user', text: 'One', parent: null }, b: { role: 'assistant', text: 'Two', parent: 'a' } }
  await bring(engine, file([chatGpt('x', nodes), talk]))
  expect(await bring(engine, file([chatGpt('x', nodes), talk]))).toMatchObject({ state: 'done', conversations: 0, messages: 0, known: 2 })
  const grown = chatGpt('x', { ...nodes, c: { role: 'user', text: 'Three', parent: 'b' }, d: { role: 'assistant', text: 'Other two', parent: 'a' } }, { current_node: 'c' })
  expect(await bring(engine, file([grown]))).toMatchObject({ conversations: 0, messages: 2, known: 0 })
  const { items } = await engine.ask('conversations.list', {})
  const x = items.find((one) => one.title === 'Talk x')!
  expect((await messagesOf(engine, x.id)).map((message) => message.text)).toEqual(['One', 'Two', 'Three'])
  // The person looks at another branch: an import does not lead away from it.
  const [, two] = await messagesOf(engine, x.id)
  await engine.ask('messages.selectBranch', { messageId: two!.branch.siblings.find((one) => one !== two!.id)! })
  await bring(engine, file([chatGpt('x', { ...nodes, c: { role: 'user', text: 'Three', parent: 'b' }, d: { role: 'assistant', text: 'Other two', parent: 'a' }, e: { role: 'assistant', text: 'Four', parent: 'c' } }, { current_node: 'e' })]))
  expect((await messagesOf(engine, x.id)).map((message) => message.text)).toEqual(['One', 'Other two'])
  await engine.ask('conversations.delete', { conversationId: x.id })
  expect(await bring(engine, file([grown]))).toMatchObject({ conversations: 0, messages: 0, known: 1 })
  expect((await engine.ask('conversations.list', { deleted: true })).items.map((one) => one.id)).toEqual([x.id])
})

test('[E102] an import that was stopped is resumed where it stood, and brings everything once', async () => {
  const engine = await start()
  const many = Array.from({ length: 300 }, (_, at) => chatGpt(`n${at}`, { a: { role: 'user', text: `Question ${at}`, parent: null }, b: { role: 'assistant', text: `Answer ${at}`, parent: 'a' } }))
  const path = file(many)
  const begun = await engine.ask('imports.start', { path })
  expect(await engine.refuse('imports.start', { path })).toMatchObject({ kind: 'busy' })
  await expect.poll(async () => (await engine.ask('conversations.list', { limit: 5 })).items.length, patient).toBeGreaterThan(0)
  const stopped = await engine.ask('imports.stop', { importId: begun.id })
  expect(stopped.state).toBe('stopped')
  expect(stopped.conversations).toBeLessThan(300)
  const again = await engine.reopen()
  closers.push(() => again.close())
  expect((await again.ask('imports.list', {})).jobs).toMatchObject([{ id: begun.id, state: 'stopped' }])
  const done = await over(again, await again.ask('imports.resume', { importId: begun.id }))
  expect(done).toMatchObject({ state: 'done', conversations: 300, messages: 600, known: 0, skippedCount: 0 })
  expect((await again.ask('app.status', {})).counts).toMatchObject({ conversations: 300, messages: 600 })
  expect(await again.refuse('imports.resume', { importId: 'i_none' })).toMatchObject({ kind: 'not-found' })
})

test('[E103] what is no export ends with a sentence and a next step, and leaves nothing', async () => {
  const engine = await start()
  expect(await engine.refuse('imports.start', { path: join(tempFolder(), 'missing.zip') })).toMatchObject({ kind: 'not-found', next: expect.any(String) })
  for (const [name, content] of [['broken.zip', Buffer.from('PK\u0003\u0004 and nothing more')], ['empty.json', ''], ['words.json', 'hello'], ['other.json', '{"a": 1}'], ['list.json', '[1, 2, 3]'], ['binary.json', Buffer.from([0, 255, 0, 254])]] as const) {
    const job = await bring(engine, file(content, name))
    expect(job, name).toMatchObject({ state: 'failed', conversations: 0, problem: { kind: 'bad-input', message: expect.stringMatching(/^\p{Lu}.*\.$/u), next: expect.stringMatching(/^\p{Lu}.*\.$/u) } })
  }
  expect((await engine.ask('app.status', {})).counts).toEqual({ conversations: 0, messages: 0, memories: 0 })
})

test('[E104] what could be learned is shown with its quote and learned only when asked for, by the choice of the person', async () => {
  const engine = await start()
  await engine.ask('memories.add', { text: 'I play the cello' })
  const job = await bring(engine, file([talk, chatGpt('music', { a: { role: 'user', text: 'I play the cello. I am allergic to peanuts.', parent: null, at: seconds('2024-05-01') }, b: { role: 'assistant', text: 'You live in Rome.', parent: 'a' } })]))
  await expect.poll(async () => { const page = await engine.ask('imports.candidates', { importId: job.id }); return page.read === page.of && page.next === null }, patient).toBe(true)
  const { items, total, of } = await engine.ask('imports.candidates', { importId: job.id })
  expect(of).toBe(2)
  expect(total).toBe(items.length)
  for (const candidate of items) {
    const message = await engine.ask('messages.get', { messageId: candidate.messageId })
    expect(message.text).toContain(candidate.quote)
    expect(message.role).toBe('user')
  }
  const texts = items.map((candidate) => candidate.quote).join(' | ')
  for (const word of ['Nadia', 'Ghent', 'peanuts']) expect(texts).toContain(word)
  for (const word of ['Omar', 'Rome']) expect(texts).not.toContain(word)
  expect(await everyMemory(engine)).toHaveLength(1)

  const ghent = items.find((candidate) => candidate.quote.includes('Ghent'))!
  expect(await engine.ask('imports.learn', { importId: job.id, candidateIds: [ghent.candidateId] })).toEqual({ learned: 1, waiting: 0, known: 0, heldBack: 0 })
  expect((await engine.ask('imports.candidates', { importId: job.id })).items.find((candidate) => candidate.candidateId === ghent.candidateId)).toMatchObject({ known: true })
  const peanuts = items.find((candidate) => candidate.quote.includes('peanuts'))!
  await engine.ask('imports.learn', { importId: job.id, candidateIds: null, except: [peanuts.candidateId] })
  const memories = await everyMemory(engine)
  expect(memories.some((memory) => memory.text.includes('peanuts'))).toBe(false)
  expect(memories.some((memory) => memory.text.includes('Nadia'))).toBe(true)
  const learned = memories.find((memory) => memory.text.includes('Ghent'))!
  expect(learned).toMatchObject({ state: 'active', sources: [{ messageId: ghent.messageId, at: Date.parse('2024-03-01'), role: 'user' }] })
  expect((await engine.ask('memories.get', { memoryId: learned.id })).history[0]).toMatchObject({ author: 'import', action: 'imported' })
  expect((await engine.ask('imports.list', {})).jobs[0]!.learned).toBeGreaterThan(1)
}, 30_000)

test('[E104] what is looked at and learned while an archive is still read is counted, and the rest is shown when it was read', async () => {
  const engine = await start()
  const path = file(Array.from({ length: 800 }, (_, at) => chatGpt(`n${at}`, { a: { role: 'user', text: at === 0 ? 'My sister is called Nadia.' : at === 799 ? 'I live in Ghent.' : `Question ${at}?`, parent: null, at: seconds('2024-03-01') } })))
  const { id: importId } = await engine.ask('imports.start', { path })
  await expect.poll(async () => (await engine.ask('conversations.list', { limit: 5 })).items.length, { ...patient, interval: 1 }).toBe(5)
  const early = (await engine.ask('imports.candidates', { importId })).items
  expect(early.map((one) => one.quote).join()).toContain('Nadia')
  await engine.ask('imports.learn', { importId, candidateIds: early.map((one) => one.candidateId) })
  const done = await over(engine, (await engine.ask('imports.list', {})).jobs[0]!)
  expect(done).toMatchObject({ state: 'done', conversations: 800, learned: early.length })
  const quotes = async () => (await engine.ask('imports.candidates', { importId })).items.map((one) => one.quote).join(' ')
  await expect.poll(quotes, patient).toContain('Ghent')
  const again = await engine.reopen()
  closers.push(() => again.close())
  expect((await again.ask('imports.list', {})).jobs[0]).toMatchObject({ learned: early.length })
}, 30_000)

test('[E23] [S67] forgetting by time goes by when something was said, not by when its archive was imported', async () => {
  const engine = await start()
  const job = await bring(engine, file([chatGpt('old', { a: { role: 'user', text: 'My sister is called Nadia.', parent: null, at: seconds('2021-06-01') } }), chatGpt('new', { a: { role: 'user', text: 'I play the cello.', parent: null, at: seconds('2024-06-01') } })]))
  await engine.ask('imports.learn', { importId: job.id, candidateIds: null })
  await engine.ask('memories.add', { text: 'I own a red kayak.' })
  const chosen = async (filter: object) => (await engine.ask('memories.forgetPreview', { filter })).memories.map((memory) => memory.text)
  expect(await chosen({ until: Date.parse('2022-01-01') })).toEqual([expect.stringContaining('Nadia')])
  expect(await chosen({ from: Date.parse('2022-01-01'), until: Date.parse('2025-01-01') })).toEqual([expect.stringContaining('cello')])
  expect(await chosen({ from: Date.parse('2025-01-01') })).toEqual(['I own a red kayak.'])
  expect((await engine.ask('memories.list', { until: Date.parse('2022-01-01') })).total).toBe(1)
})

test('[E105] an older fact from an import never takes the place of a newer one, and what was forgotten is not learned again', async () => {
  const engine = await start()
  const job = await bring(engine, file([
    chatGpt('new', { a: { role: 'user', text: 'I live in Lyon.', parent: null, at: seconds('2025-06-01') } }), chatGpt('old', { a: { role: 'user', text: 'I live in Ghent. My sister is called Nadia.', parent: null, at: seconds('2021-06-01') } }),
  ]))
  const all = async () => {
    await expect.poll(async () => (await engine.ask('imports.candidates', { importId: job.id })).next, patient).toBeNull()
    return (await engine.ask('imports.candidates', { importId: job.id })).items
  }
  const chosen = async (word: string) => (await all()).filter((candidate) => candidate.quote.includes(word)).map((candidate) => candidate.candidateId)
  await engine.ask('imports.learn', { importId: job.id, candidateIds: await chosen('Lyon') })
  await engine.ask('imports.learn', { importId: job.id, candidateIds: await chosen('Ghent') })
  const memories = await everyMemory(engine)
  expect(memories.find((memory) => memory.text.includes('Lyon'))).toMatchObject({ state: 'active' })
  expect(memories.find((memory) => memory.text.includes('Ghent'))?.state ?? 'superseded').toBe('superseded')

  await engine.ask('imports.learn', { importId: job.id, candidateIds: await chosen('Nadia') })
  const nadia = (await everyMemory(engine)).find((memory) => memory.text.includes('Nadia'))!
  await engine.ask('memories.forget', { memoryId: nadia.id })
  const { items } = await engine.ask('imports.candidates', { importId: job.id })
  expect(items.filter((candidate) => candidate.quote.includes('Nadia'))).toEqual([])
  await engine.ask('imports.learn', { importId: job.id, candidateIds: null })
  expect((await everyMemory(engine)).filter((memory) => memory.text.includes('Nadia'))).toEqual([])
}, 30_000)

test('[E123] learning from an import once more learns nothing: what was said before, what has a newer value by now and what waits for review are known', async () => {
  const engine = await start()
  const job = await bring(engine, file([
    chatGpt('new', { a: { role: 'user', text: 'I live in Lyon. I like cycling.', parent: null, at: seconds('2025-06-01') } }),
    chatGpt('old', { a: { role: 'user', text: 'I live in Ghent. My sister is called Nadia. I might be allergic to nuts.', parent: null, at: seconds('2021-06-01') } }),
  ]))
  const first = await engine.ask('imports.learn', { importId: job.id, candidateIds: null })
  const memories = await everyMemory(engine)
  expect(memories.filter((memory) => memory.state === 'superseded').length).toBeGreaterThan(0)
  expect(first.learned + first.waiting).toBe(memories.length)
  expect(first.waiting).toBe(memories.filter((memory) => memory.state === 'candidate').length)
  for (let again = 0; again < 2; again++) {
    expect(await engine.ask('imports.learn', { importId: job.id, candidateIds: null })).toEqual({ learned: 0, waiting: 0, known: first.learned + first.waiting + first.known, heldBack: 0 })
  }
  expect(await everyMemory(engine)).toEqual(memories)
  expect((await engine.ask('imports.candidates', { importId: job.id })).items.filter((one) => !one.known)).toEqual([])
}, 30_000)

test('[E127] what was forgotten does not come back with an archive: sentences that say just the same are left out and told, and nothing is learned of it; what was only turned down stays', async () => {
  const engine = await start()
  const { id } = await engine.ask('conversations.import', { title: 'By hand', messages: [{ role: 'user', text: 'My sister is called Nadia.', at: 5 }] })
  await engine.ask('memories.add', { text: 'My sister is called Nadia.' })
  const own = (await everyMemory(engine))[0]!
  await engine.ask('memories.forget', { memoryId: own.id })
  expect((await messagesOf(engine, id)).map((message) => message.text)).toEqual(['[forgotten]'])
  const path = file([
    chatGpt('again', { a: { role: 'user', text: 'Hello, my sister is called NADIA, and I like tea. It rains.\n- My sister is called Nadia!', parent: null }, b: { role: 'assistant', text: 'So “my sister is called Nadia”, you say.', parent: 'a' } }),
  ])
  const job = await bring(engine, path)
  expect(job).toMatchObject({ state: 'done', messages: 2, heldBack: 3 })
  const brought = (await engine.ask('conversations.list', {})).items.find((one) => one.importedFrom === 'chatgpt')!
  expect((await messagesOf(engine, brought.id)).map((message) => message.text)).toEqual(['Hello, [forgotten], and I like tea. It rains.\n- [forgotten]', 'So “[forgotten]”, you say.'])
  expect(JSON.stringify((await engine.ask('imports.candidates', { importId: job.id })).items)).not.toMatch(/nadia/i)
  const typed = await engine.ask('conversations.import', { title: 'My sister is called Nadia.', messages: [{ role: 'user', text: 'My sister is called Nadia.', at: 6 }] })
  expect(typed.title).toBe('[forgotten]')
  const exported = (await messagesOf(engine, typed.id)).map((message) => ({ ...message, id: 'm_exported', parentId: null }))
  await bring(engine, file(writeConversationLine({ ...typed, id: 'c_exported', title: 'Plans', goal: 'My sister is called Nadia. Find a boat.', leafId: 'm_exported' }, exported), 'conversations.ndjson'))
  const plans = (await engine.ask('conversations.list', {})).items.find((one) => one.title === 'Plans')!
  expect(await engine.ask('conversations.get', { conversationId: plans.id })).toMatchObject({ goal: '[forgotten] Find a boat.' })
  expect((await messagesOf(engine, typed.id)).map((message) => message.text)).toEqual(['[forgotten]'])
  // What a person writes down anew is theirs again.
  await engine.ask('memories.add', { text: 'My sister is called Nadia.' })
  const later = await engine.ask('conversations.import', { title: 'And again', messages: [{ role: 'user', text: 'My sister is called Nadia.', at: 7 }] })
  expect((await messagesOf(engine, later.id)).map((message) => message.text)).toEqual(['My sister is called Nadia.'])
}, 30_000)

test('[E123] a message that stands in an archive thousands of times is learned once, and is no work for minutes', async () => {
  const engine = await start()
  const nodes = Object.fromEntries(Array.from({ length: 2000 }, (_, at) => [`n${at}`, { role: 'user', text: 'My sister is called Nadia.', parent: at === 0 ? null : `n${at - 1}` }]))
  const job = await bring(engine, file([chatGpt('dups', nodes)]))
  expect(await engine.ask('imports.learn', { importId: job.id, candidateIds: null })).toEqual({ learned: 1, waiting: 0, known: 1999, heldBack: 0 })
  const [memory] = await everyMemory(engine)
  await engine.ask('memories.forget', { memoryId: memory!.id })
  expect(JSON.stringify((await engine.ask('search.everything', { query: 'sister Nadia' })).hits)).not.toContain('Nadia')
}, 60_000)

/** A profile with memories of every kind of past: learned, edited, pinned, superseded, forgotten. */
async function lived(): Promise<TestEngine> {
  const engine = await start()
  const job = await bring(engine, file([talk]))
  await engine.ask('imports.learn', { importId: job.id, candidateIds: null })
  for (const [text, kind] of [['Answers should be short.', 'procedural'], ['We met in "Delft".\nIt rained.', 'episodic'], ['secret canary to forget', 'semantic']] as const) await engine.ask('memories.add', { text, kind })
  const find = async (word: string) => (await everyMemory(engine)).find((memory) => memory.text.includes(word))!
  await engine.ask('memories.update', { memoryId: (await find('short')).id, text: 'Answers should be long.', pinned: true })
  await engine.ask('memories.forget', { memoryId: (await find('canary')).id })
  return engine
}

test.each(['json', 'markdown'] as const)('[E106] memories exported as %s, imported into an empty profile and exported again are the same bytes; what was forgotten is in none of them', async (format) => {
  const engine = await lived()
  const first = join(tempFolder(), 'memories')
  const written = await engine.ask('memories.export', { format, path: first })
  expect(written).toMatchObject({ path: first, text: null, count: (await everyMemory(engine)).length })
  const bytes = readFileSync(first)
  expect(bytes.toString()).not.toContain('canary')
  expect(bytes.toString()).toContain('Answers should be short.')
  expect((await engine.ask('memories.export', { format })).text).toBe(bytes.toString())

  const empty = await start()
  expect(await empty.ask('memories.import', { path: first })).toEqual({ added: written.count, changed: 0, known: 0, heldBack: 0, refused: [] })
  const second = (await empty.ask('memories.export', { format, path: join(tempFolder(), 'again') })).path!
  expect(readFileSync(second, 'utf8')).toBe(bytes.toString())
  expect(await empty.ask('memories.import', { text: bytes.toString() })).toEqual({ added: 0, changed: 0, known: written.count, heldBack: 0, refused: [] })
  await expect.poll(async () => (await empty.ask('memories.list', { query: 'sister Nadia' })).items.length, patient).toBeGreaterThan(0)
  // Never over something that is there.
  const third = (await engine.ask('memories.export', { format, path: first })).path!
  expect(third).toBe(`${first}-2`)
  expect(readFileSync(first).equals(bytes)).toBe(true)
}, 30_000)

test('[E106] whatever memories hold: strange texts, times beyond any calendar, versions that are not known any more', async () => {
  await fc.assert(fc.asyncProperty(fc.uniqueArray(entry, { selector: (one) => one.memory.id, minLength: 20, maxLength: 60 }), async (entries) => {
    const engine = await openTestEngine({ chat: [] })
    try {
      const order = ({ memory }: MemoryEntry) => [memoryKind.options.indexOf(memory.kind), memory.eventAt ?? memory.learnedAt, memory.id] as const
      const before = (one: MemoryEntry, other: MemoryEntry): number => {
        const [a, b] = [order(one), order(other)]
        return a[0] - b[0] || Math.sign(a[1] - b[1]) || (a[2] < b[2] ? -1 : 1)
      }
      // Sources are kept in the order of their times.
      const sorted = entries.map(({ memory, history }) => ({ memory: { ...memory, sources: memory.sources.toSorted((one, other) => Math.sign(one.at - other.at)) }, history })).sort(before)
      for (const format of ['json', 'markdown'] as const) {
        const text = [...writeMemories(format, sorted)].join('')
        expect(await engine.ask('memories.import', { text })).toMatchObject({ heldBack: 0, refused: [] })
        expect((await engine.ask('memories.export', { format })).text).toBe(text)
      }
    } finally {
      await engine.close()
    }
  }), { numRuns: 3, endOnFailure: true })
}, 120_000)

test('[E107] a line that was changed by hand is a new version; an older copy is refused with a sentence; a new line is a memory; what was forgotten stays so', async () => {
  const engine = await lived()
  const text = (await engine.ask('memories.export', { format: 'markdown' })).text!
  const edited = `${text.replace('- Answers should be long.', '- Answers should be kind.')}\n- I own a red kayak.\n- secret canary to forget\n- Broken\n  - label: none\n`
  expect(await engine.ask('memories.import', { text: edited })).toMatchObject({ added: 1, changed: 1, heldBack: 1, refused: [{ where: expect.stringMatching(/^line \d+$/), why: expect.stringMatching(/\.$/) }] })
  expect(await engine.ask('memories.import', { text: edited })).toMatchObject({ added: 0, changed: 0, heldBack: 1, refused: [expect.anything()] })
  const kind = (await everyMemory(engine)).find((memory) => memory.text === 'Answers should be kind.')!
  const { history } = await engine.ask('memories.get', { memoryId: kind.id })
  expect(history.at(-1)).toMatchObject({ author: 'import', action: 'imported', before: 'Answers should be long.' })
  expect(history.map((version) => version.number)).toEqual(history.map((_, at) => at + 1))
  const older = await engine.ask('memories.import', { text })
  expect(older.refused).toEqual([{ where: kind.id, why: expect.stringContaining('changed after this copy') }])
  expect((await everyMemory(engine)).map((memory) => memory.text)).toContain('I own a red kayak.')
  expect(JSON.stringify(await everyMemory(engine))).not.toContain('canary')
}, 30_000)

test('[E107] what is no file of memories is refused with a sentence; nothing is taken', async () => {
  const engine = await start()
  const bad: [{ path?: string; text?: string }, string][] = [[{}, 'bad-input'], [{ text: 'hello' }, 'bad-input'], [{ text: '' }, 'bad-input'], [{ path: join(tempFolder(), 'missing') }, 'not-found'], [{ path: tempFolder() }, 'not-found'], [{ path: file(Buffer.from([0, 1, 2, 255]), 'x') }, 'bad-input'], [{ text: 'x', path: 'y' }, 'bad-input']]
  for (const [input, kind] of bad) expect(await engine.refuse('memories.import', input), JSON.stringify(input)).toMatchObject({ kind, next: expect.any(String) })
  expect(await everyMemory(engine)).toEqual([])
})

test('[E108] everything is exported as JSON into a new folder and can be imported again: the same conversations, branches and memories; no key and nothing forgotten', async () => {
  const engine = await lived()
  await engine.ask('providers.save', { id: 'p_1', name: 'Somewhere', kind: 'openai-compatible', baseUrl: 'https://api.example.com/v1', models: [], enabled: true, key: 'sk-very-secret-key-1234' })
  const other = await engine.newConversation('Thrown away')
  await engine.ask('conversations.import', { title: 'By hand', messages: [{ role: 'user', text: 'Half \uD800 of a pair', at: 5 }, { role: 'assistant', text: 'Said by Ana', at: 6, speaker: 'Ana' }] })
  await engine.ask('conversations.delete', { conversationId: other.id })
  const path = join(tempFolder(), 'all')
  const written = await engine.ask('export.everything', { path })
  expect(written).toMatchObject({ path, conversations: 3, messages: 5, memories: (await everyMemory(engine)).length })
  expect(readdirSync(path).sort()).toEqual(['casement.json', 'conversations.ndjson', 'memories.ndjson', 'settings.json', 'turns.ndjson'])
  expect(readdirSync(path).reduce((sum, name) => sum + statSync(join(path, name)).size, 0)).toBe(written.bytes)
  const everything = readdirSync(path).map((name) => readFileSync(join(path, name), 'utf8')).join('\n')
  expect(everything).not.toMatch(/canary|sk-very|1234"/)
  for (const line of readFileSync(join(path, 'conversations.ndjson'), 'utf8').trim().split('\n')) expect(JSON.parse(line)).toMatchObject({ casement: 'conversation', version: 1 })

  const empty = await start()
  const job = await bring(empty, path)
  // A conversation without a message has nothing to bring.
  expect(job).toMatchObject({ state: 'done', origin: 'casement', conversations: 2, messages: 5, branches: 3 })
  expect(job.skipped.map(({ where }) => where)).toEqual(['memories.ndjson', 'conversations.ndjson, number 2'])
  await empty.ask('memories.import', { path: join(path, 'memories.ndjson') })
  const again = join(tempFolder(), 'again')
  await empty.ask('export.everything', { path: again })
  const lines = (folder: string) => readFileSync(join(folder, 'conversations.ndjson'), 'utf8').trim().split('\n').map((line) => JSON.parse(line)).filter((one) => one.messages.length > 0)
  expect(lines(again)).toEqual(lines(path).map((one) => ({ ...one, importedFrom: one.importedFrom ?? 'casement' })))
  expect(readFileSync(join(again, 'memories.ndjson')).equals(readFileSync(join(path, 'memories.ndjson')))).toBe(true)
  // In its own profile everything is known.
  expect(await bring(engine, path)).toMatchObject({ conversations: 0, messages: 0, known: 2 })
  expect((await engine.ask('export.everything', { path })).path).toBe(`${path}-2`)
}, 30_000)

test('[E109] as Markdown every conversation is a page of its own, with its other branches below', async () => {
  const engine = await lived()
  const path = join(tempFolder(), 'pages')
  await engine.ask('export.everything', { path, format: 'markdown' })
  expect(readdirSync(path).sort()).toEqual(['casement.json', 'conversations', 'memories.md', 'settings.json', 'turns.ndjson'])
  const pages = readdirSync(join(path, 'conversations'))
  expect(pages).toEqual([expect.stringMatching(/^2023-11-14 Talk trip \w{6}\.md$/)])
  const page = readFileSync(join(path, 'conversations', pages[0]!), 'utf8')
  expect(page).toMatch(/^# Talk trip\n\nBegun 2023-11-14 22:13 UTC, brought from chatgpt\n\n## You, 2024-03-01 00:00 UTC\n\nMy sister is called Nadia\. I live in Ghent\.\n\n## Assistant, 2024-03-01 00:00 UTC\n\nGood to know\.\n\n---\n\nAnother branch, after what was said 2024-03-01 00:00 UTC:\n\n## Assistant, 2024-03-02/)
})

test('[E109] conversations that share their day, their title and the end of their id have pages of their own, also where a disk does not tell capitals apart', async () => {
  const engine = await start()
  const ids = ['c_one.tail99', 'c_two.tail99', 'c_three.TAIL99', 'c_four:tail99']
  const lines = ids.map((id, at) => JSON.stringify({ casement: 'conversation', version: 1, id, title: 'Same', createdAt: 1_700_000_000_000, messages: [{ id: `m_${at}`, parentId: null, role: 'user', createdAt: 1_700_000_000_000, text: `Words of ${id}` }] }))
  expect(await bring(engine, file(lines.join('\n'), 'conversations.ndjson'))).toMatchObject({ state: 'done', conversations: 4 })
  const path = join(tempFolder(), 'pages')
  expect(await engine.ask('export.everything', { path, format: 'markdown' })).toMatchObject({ path, conversations: 4, messages: 4 })
  const pages = readdirSync(join(path, 'conversations'))
  expect(new Set(pages.map((name) => name.toLowerCase())).size).toBe(4)
  expect(pages.every((name) => /^2023-11-14 Same \w{6}(?:-\d)?\.md$/.test(name))).toBe(true)
  const told = pages.map((name) => ids.find((id) => readFileSync(join(path, 'conversations', name), 'utf8').includes(`Words of ${id}`)))
  expect(told.toSorted()).toEqual(ids.toSorted())
})

test('[E128] an export holds the store as it was at its beginning, whatever changes meanwhile; what is forgotten meanwhile ends it, and nothing of it is left', async () => {
  const engine = await start()
  const many = (word: string) => Array.from({ length: 400 }, (_, at) => chatGpt(`${word}${at}`, { a: { role: 'user', text: `${word} ${at} ${'and more words '.repeat(200)}`, parent: null } }))
  await bring(engine, file(many('First')))
  const folder = tempFolder()
  const exporting = engine.ask('export.everything', { path: join(folder, 'all') })
  const late = await engine.ask('memories.add', { text: 'Written while the export went on.' })
  const { id } = await engine.newConversation('Late')
  const written = await exporting
  expect(written).toMatchObject({ conversations: 400, messages: 400, memories: 0 })
  expect(readFileSync(join(folder, 'all/conversations.ndjson'), 'utf8')).not.toContain(id)
  expect(JSON.parse(readFileSync(join(folder, 'all/casement.json'), 'utf8'))).toMatchObject({ conversations: 400, memories: 0 })

  const refused = engine.refuse('export.everything', { path: join(folder, 'torn') })
  await engine.ask('memories.forget', { memoryId: late.id })
  expect(await refused).toMatchObject({ kind: 'busy', message: expect.stringContaining('forgotten'), next: 'Export once more.' })
  expect(readdirSync(folder)).toEqual(['all'])
  expect(await engine.ask('export.everything', { path: join(folder, 'again') })).toMatchObject({ conversations: 401, memories: 0 })
}, 30_000)

test('[E110] a place that cannot be written ends with a sentence and leaves nothing behind', async () => {
  const engine = await start()
  const folder = tempFolder()
  const places: [string, string][] = [[join(folder, 'no/such/folder'), 'not-found'], ['relative', 'bad-input'], [join(folder, 'nul\0'), 'bad-input'], [join(file('x', 'file'), 'inside'), 'not-found'], [join(folder, 'x'.repeat(400)), 'storage-failed']]
  for (const [path, kind] of places) {
    expect(await engine.refuse('export.everything', { path }), path).toMatchObject({ kind, next: expect.any(String) })
    expect(await engine.refuse('memories.export', { path }), path).toMatchObject({ kind, next: expect.any(String) })
    if (kind === 'bad-input') for (const name of ['imports.start', 'memories.import'] as const) expect(await engine.refuse(name, { path }), path).toMatchObject({ kind })
  }
  expect(readdirSync(folder)).toEqual([])
  mkdirSync(join(folder, 'taken'))
  expect((await engine.ask('export.everything', { path: join(folder, 'taken') })).path).toBe(join(folder, 'taken-2'))
  expect(existsSync(join(folder, 'taken-2/casement.json'))).toBe(true)
  expect(readdirSync(folder).sort()).toEqual(['taken', 'taken-2'])
})
