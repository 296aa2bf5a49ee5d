import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, expect, test } from 'vitest'
import { scriptedModel } from '../../../src/main/models/scripted/scriptedModel.ts'
import { openTestEngine, type TestEngine, type TestEngineOptions } from '../../support/testEngine.ts'

const closers: (() => unknown)[] = []
afterEach(async () => { for (const close of closers.splice(0).reverse()) await close() })
async function start(options: TestEngineOptions = {}): Promise<TestEngine> {
  const folder = mkdtempSync(join(tmpdir(), 'casement-forgetting-'))
  closers.push(() => rmSync(folder, { recursive: true, force: true }))
  const engine = await openTestEngine({ chat: [], profile: join(folder, 'profile'), ...options })
  closers.push(() => engine.close())
  return engine
}
const patient = { timeout: 30_000, interval: 20 }

/** The files of a profile that hold a word, whatever its case, in UTF-8 or UTF-16. */
function holding(folder: string, word: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).filter((path) => {
    const bytes = readFileSync(path)
    return [word, word.toLowerCase()].some((form) => bytes.includes(Buffer.from(form)) || bytes.includes(Buffer.from(form, 'utf16le')))
  })
}
const memoryWith = async (engine: TestEngine, word: string) => (await engine.ask('memories.list', { limit: 200 })).items.find((memory) => memory.text.includes(word))!
const said = async (engine: TestEngine, conversationId: string) => (await engine.ask('messages.list', { conversationId })).items.map((message) => message.text)

test('[E125] what is forgotten leaves open temporary conversations too: answers, contexts and what is being answered', async () => {
  const model = scriptedModel({ answers: (request) => request.messages.at(-1)!.text.includes('slowly') ? { text: 'Your sister Nadia sings in the choir of Trieste.', hangAfter: 4 } : 'Her name is Nadia. It rains.' })
  const engine = await start({ chat: [model], settings: { answerFromMemory: false } })
  await engine.say((await engine.newConversation()).id, 'My sister is called Nadia.')
  const memory = await memoryWith(engine, 'Nadia')
  const temporary = await engine.ask('conversations.create', { temporary: true })
  const trace = await engine.say(temporary.id, 'What is the name of my sister?')
  expect(JSON.stringify(trace.context)).toContain('Nadia')
  const other = await engine.ask('conversations.create', { temporary: true })
  const { turnId } = await engine.ask('turn.send', { conversationId: other.id, text: 'Say slowly: what is the name of my sister?' })
  await expect.poll(() => engine.heard.filter(({ name, event }) => name === 'turn.token' && (event as { turnId: string }).turnId === turnId).length, patient).toBeGreaterThan(0)

  expect(await engine.ask('memories.forgetPreview', { memoryIds: [memory.id] })).toMatchObject({ count: 1, answers: 2 })
  await engine.ask('memories.forget', { memoryId: memory.id })
  expect(await said(engine, temporary.id)).toEqual(['What is the name of my sister?', '[forgotten] It rains.'])
  expect(JSON.stringify(await engine.ask('trace.get', { turnId: trace.turnId }))).not.toContain('Nadia')
  await engine.ask('turn.cancel', { turnId })
  await engine.ended(turnId)
  expect((await said(engine, other.id)).join()).not.toContain('Nadia')
  expect(JSON.stringify(await engine.ask('trace.get', { turnId }))).not.toContain('Nadia')
}, 30_000)

test('[E126] a close right after a forgetting waits until the bytes are gone from every file', async () => {
  const engine = await start({ chat: [scriptedModel({ answers: () => 'Noted.' })] })
  const { id } = await engine.newConversation()
  for (const text of ['My sister is called Quillonia.', 'What rhymes with Quillonia?', 'It is raining.']) await engine.say(id, text)
  await engine.ask('search.everything', { query: 'raining' })
  expect(holding(engine.profile, 'Quillonia').length).toBeGreaterThan(0)
  for (const memory of (await engine.ask('memories.list', {})).items) await engine.ask('memories.forget', { memoryId: memory.id })
  await engine.engine.close()
  expect(holding(engine.profile, 'sister is called Quillonia')).toEqual([])
  const database = new Database(join(engine.profile, 'casement.db'), { readonly: true })
  closers.push(() => database.close())
  expect(database.prepare("SELECT key FROM setting WHERE key LIKE '%:erase'").all()).toEqual([])
}, 30_000)

test('[E126] what cannot be erased when it is due is told once, stays hidden, and is erased while Casement goes on, when that is possible again', async () => {
  const engine = await start({ engine: { eraseAgainAfterMs: 50 } })
  await engine.ask('memories.add', { text: 'My secret animal is the Okapilion.' })
  const { previewId } = await engine.ask('memories.forgetPreview', { filter: { query: 'okapilion' } })
  await engine.ask('memories.forgetSelected', { previewId, undoSeconds: 1 })
  const holder = new Database(join(engine.profile, 'casement.db'))
  closers.push(() => holder.close())
  holder.exec('BEGIN IMMEDIATE')
  const notices = () => engine.heard.filter(({ name, event }) => name === 'app.notice' && (event as { message: string }).message.includes('could not be erased'))
  await expect.poll(() => notices().length, patient).toBe(1)
  expect((await engine.ask('memories.list', {})).items).toEqual([])
  holder.exec('ROLLBACK')
  await expect.poll(() => holding(engine.profile, 'Okapilion'), patient).toEqual([])
  expect(notices()).toHaveLength(1)
}, 60_000)

test('[E135] what is forgotten leaves the settings too, those in memory as well, and no later change writes it back', async () => {
  const engine = await start({ chat: [scriptedModel({ answers: () => 'Noted.' })] })
  const { text } = await engine.ask('memories.add', { text: 'My sister Quillonia breeds newts.' })
  const rules = [{ id: 'r_1', name: text, enabled: true, when: {}, then: { kind: 'refuse' as const, sentence: `Not about this: ${text}` } }]
  await engine.ask('settings.set', { persona: `Remember: ${text}` })
  await engine.ask('policy.save', { rules })
  await engine.ask('providers.save', { id: 'shed', name: text, kind: 'openai-compatible', baseUrl: 'http://127.0.0.1:9/v1', models: [], enabled: true, key: 'sk-shed-00000000001234' })
  const refused = await engine.say((await engine.newConversation()).id, 'Hello there.')
  expect(JSON.stringify(refused.route)).toContain('Quillonia')
  await engine.ask('memories.forget', { memoryId: (await memoryWith(engine, 'Quillonia')).id })
  expect(JSON.stringify(await engine.ask('settings.get', {}))).not.toContain('Quillonia')
  expect(JSON.stringify((await engine.ask('trace.get', { turnId: refused.turnId })).route)).not.toContain('Quillonia')
  const { providers } = await engine.ask('providers.list', {})
  expect(providers).toMatchObject([{ id: 'shed', keyTail: '1234' }])
  await engine.ask('settings.set', { theme: 'dark' })
  await engine.ask('providers.save', { ...providers[0]!, enabled: false, key: null })
  await engine.engine.close()
  expect(holding(engine.profile, 'Quillonia')).toEqual([])
}, 30_000)
