import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import Database from 'better-sqlite3'
import { knock, type Handlers } from '../../../src/main/engine/door.ts'
import { titleFrom } from '../../../src/main/engine/handlers/turnHandlers.ts'
import { scriptedModel } from '../../../src/main/models/scripted/scriptedModel.ts'
import { silentLog } from '../../../src/main/platform/log.ts'
import { openTestEngine, root, type TestEngine, type TestEngineOptions } from '../../support/testEngine.ts'

let open: TestEngine | null = null
const start = async (options: TestEngineOptions): Promise<TestEngine> => (open = await openTestEngine(options))
afterEach(async () => { await open?.close(); open = null })
const patient = { timeout: 20_000 }
const model = () => scriptedModel({ answers: ['First answer.', 'Second answer.', 'Third answer.'] })

test('[E1] what does not fit the contract is a typed failure', async () => {
  const engine = await start({ chat: [] })
  const kinds = async (name: unknown, raw: unknown) => { const answer = await engine.engine.handle(name, raw); return answer.ok ? 'ok' : answer.error.kind }
  expect(await kinds('no.such', {})).toBe('unknown-command')
  expect(await kinds('__proto__', {})).toBe('unknown-command')
  expect(await kinds(17, {})).toBe('unknown-command')
  expect(await kinds('turn.send', { conversationId: 5, text: 'x' })).toBe('bad-input')
  expect(await kinds('turn.send', { conversationId: 'c_1', text: 'x'.repeat(12_000_001) })).toBe('too-large')
  expect(await kinds('conversations.list', { limit: 10_000 })).toBe('too-large')
  let deep: unknown = 'x'
  for (let i = 0; i < 100; i++) deep = { deep }
  expect(await kinds('settings.set', deep)).toBe('bad-input')
  expect(await kinds('app.status', undefined)).toBe('ok')
})

test('[E2] an answer outside the contract is withheld', async () => {
  const handlers = { 'turn.cancel': () => ({ ok: true, value: 'a key: sk-123' }) } as unknown as Handlers
  const answer = await knock(handlers, silentLog, 'turn.cancel', { turnId: 't_1' })
  expect(answer).toMatchObject({ ok: false, error: { kind: 'unsupported' } })
  expect(JSON.stringify(answer)).not.toContain('sk-123')
})

test('[E3] a second message while one is being answered is refused and leaves nothing', async () => {
  const engine = await start({ chat: [scriptedModel({ answers: [{ text: 'slow answer here', hangAfter: 1 }] })] })
  const conversation = await engine.newConversation()
  const { turnId } = await engine.ask('turn.send', { conversationId: conversation.id, text: 'first question' })
  expect((await engine.refuse('turn.send', { conversationId: conversation.id, text: 'second question' })).kind).toBe('busy')
  await engine.ask('turn.cancel', { turnId })
  await engine.ended(turnId)
  const texts = (await engine.ask('messages.list', { conversationId: conversation.id })).items.map((message) => message.text)
  expect(texts).not.toContain('second question')
})

test('[E4] editing and regenerating make branches, and each can be shown again', async () => {
  const engine = await start({ chat: [model()] })
  const conversation = await engine.newConversation()
  const first = await engine.say(conversation.id, 'What is tea?')
  const { turnId } = await engine.ask('turn.regenerate', { messageId: first.answerMessageId! })
  await engine.ended(turnId)
  let shown = (await engine.ask('messages.list', { conversationId: conversation.id })).items
  expect(shown.map((message) => message.text)).toEqual(['What is tea?', 'Second answer.'])
  expect(shown[1]!.branch).toMatchObject({ index: 1, count: 2 })
  const edited = await engine.ask('turn.send', { conversationId: conversation.id, text: 'What is coffee?', parentId: null })
  await engine.ended(edited.turnId)
  shown = (await engine.ask('messages.list', { conversationId: conversation.id })).items
  expect(shown.map((message) => message.text)).toEqual(['What is coffee?', 'Third answer.'])
  await engine.ask('messages.selectBranch', { messageId: first.answerMessageId! })
  shown = (await engine.ask('messages.list', { conversationId: conversation.id })).items
  expect(shown.map((message) => message.text)).toEqual(['What is tea?', 'First answer.'])
})

test('[E5] a deleted conversation is out of recall, and back after a restore', async () => {
  const engine = await start({ chat: [model()] })
  const kept = await engine.ask('conversations.import', { title: 'Boats', messages: [{ role: 'user', text: 'The dinghy Puffin leaks at the stern.', at: 1_700_000_000_000 }] })
  const found = async () => (await engine.ask('search.everything', { query: 'dinghy Puffin' })).hits.filter((hit) => hit.kind === 'message' && hit.conversationId === kept.id).length
  await expect.poll(found, patient).toBe(1)
  await engine.ask('conversations.delete', { conversationId: kept.id })
  expect((await engine.ask('conversations.list', {})).items).toEqual([])
  const trace = await engine.say((await engine.newConversation()).id, 'What is wrong with the dinghy Puffin?')
  expect(JSON.stringify(trace.context!.pieces)).not.toContain('leaks at the stern')
  expect(await found()).toBe(0)
  await engine.ask('conversations.restore', { conversationId: kept.id })
  await expect.poll(found, patient).toBe(1)
})

test('[E6] deleting the index costs only a rebuild', async () => {
  const engine = await start({ chat: [] })
  for (const text of ['I keep bees behind the house.', 'The car is a blue Fiat.', 'My favourite composer is Ravel.']) await engine.ask('memories.add', { text })
  const search = async (one: TestEngine) => (await one.ask('memories.list', { query: 'which composer do I like' })).items.map((memory) => memory.text)
  await expect.poll(() => search(engine), patient).toContain('My favourite composer is Ravel.')
  const before = await search(engine)
  await engine.engine.close()
  for (const file of ['index.db', 'index.db-wal', 'index.db-shm']) rmSync(join(engine.profile, file), { force: true })
  open = await openTestEngine({ chat: [], profile: engine.profile })
  expect((await open.ask('app.status', {})).index).toMatchObject({ state: 'building', again: true })
  await expect.poll(() => search(open!), patient).toEqual(before)
  await expect.poll(async () => (await open!.ask('app.status', {})).index, patient).toMatchObject({ state: 'ready', again: false })
})

test('[E7] settings survive a restart, and one damaged value falls back alone', async () => {
  const engine = await start({ chat: [] })
  await engine.ask('settings.set', { theme: 'dark', temperature: 0.9 })
  // A change of one setting leaves the others alone.
  expect(await engine.ask('settings.set', { detail: 'detailed' })).toMatchObject({ theme: 'dark', temperature: 0.9, detail: 'detailed' })
  await engine.engine.close()
  const db = new Database(join(engine.profile, 'casement.db'))
  const row = db.prepare("SELECT value FROM setting WHERE key = 'settings'").get() as { value: string }
  db.prepare("UPDATE setting SET value = ? WHERE key = 'settings'").run(JSON.stringify({ ...JSON.parse(row.value), temperature: 'hot' }))
  db.close()
  open = await openTestEngine({ chat: [], profile: engine.profile })
  expect(await open.ask('settings.get', {})).toMatchObject({ theme: 'dark', temperature: 0.3 })
})

test('[E8] lists come in pages', async () => {
  const engine = await start({ chat: [] })
  const conversation = await engine.ask('conversations.import', { title: 'Long', messages: Array.from({ length: 130 }, (_, at) => ({ role: at % 2 === 0 ? 'user' as const : 'assistant' as const, text: `line ${at}`, at: 1_700_000_000_000 + at })) })
  const newest = await engine.ask('messages.list', { conversationId: conversation.id, limit: 50 })
  expect(newest.items.map((message) => message.text)).toEqual(Array.from({ length: 50 }, (_, at) => `line ${80 + at}`))
  const older = await engine.ask('messages.list', { conversationId: conversation.id, limit: 50, before: newest.items[0]!.id })
  expect(older.items.at(-1)!.text).toBe('line 79')
  for (let at = 0; at < 5; at++) await engine.newConversation(`number ${at}`)
  const page = await engine.ask('conversations.list', { limit: 4 })
  const rest = await engine.ask('conversations.list', { limit: 4, cursor: page.next })
  expect(new Set([...page.items, ...rest.items].map((one) => one.id)).size).toBe(6)
  expect(rest.next).toBeNull()

  for (let at = 0; at < 7; at++) await engine.ask('memories.add', { text: `The lighthouse on rock ${at} is white.` })
  const search = (cursor: string | null) => engine.ask('memories.list', { query: 'lighthouse', limit: 3, cursor })
  await expect.poll(async () => (await search(null)).total, patient).toBe(7)
  const found = new Set<string>()
  let cursor: string | null = null
  do {
    const next: Awaited<ReturnType<typeof search>> = await search(cursor)
    for (const memory of next.items) found.add(memory.text)
    cursor = next.next
  } while (cursor !== null)
  expect(found.size).toBe(7)
})

test('[E9] closing ends a running turn as interrupted and keeps its text', async () => {
  const engine = await start({ chat: [scriptedModel({ answers: [{ text: 'a long and slow answer', hangAfter: 2 }] })] })
  const conversation = await engine.newConversation()
  await engine.ask('turn.send', { conversationId: conversation.id, text: 'Say something long.' })
  while (!engine.heard.some(({ name }) => name === 'turn.token')) await new Promise((resolve) => { setTimeout(resolve, 5) })
  open = await engine.reopen()
  const answer = (await open.ask('messages.list', { conversationId: conversation.id })).items.at(-1)!
  expect(answer).toMatchObject({ role: 'assistant', status: 'interrupted' })
})

test('[E10] the version is the package’s', async () => {
  const engine = await start({ chat: [] })
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  expect(await engine.ask('app.status', {})).toMatchObject({ version, host: 'test', readOnly: null, counts: { conversations: 0 } })
})

test('[E11] a draft survives a restart, leaves no row when it is empty, and goes with its conversation', async () => {
  let engine = await start({ chat: [] })
  const { id: conversationId } = await engine.newConversation('Boats')
  const strange = `half a thought \0 \ud800 ${'👩‍🚀'.repeat(50_000)}`
  const pastes = [{ text: 'm'.repeat(3_000_000), tokens: 750_000, exact: true }, { text: 'not counted yet', tokens: null, exact: false }]
  await engine.ask('drafts.set', { conversationId, text: strange, pastes })
  await engine.ask('drafts.set', { conversationId: null, text: 'a new one' })
  engine = open = await engine.reopen()
  expect(await engine.ask('drafts.get', { conversationId })).toEqual({ text: strange, pastes })
  expect(await engine.ask('drafts.get', { conversationId: null })).toEqual({ text: 'a new one', pastes: [] })
  const rows = () => {
    const db = new Database(join(engine.profile, 'casement.db'), { readonly: true })
    try { return db.prepare("SELECT key FROM setting WHERE key LIKE 'draft:%'").pluck().all() } finally { db.close() }
  }
  await engine.ask('drafts.set', { conversationId: null, text: '' })
  expect(rows()).toEqual([`draft:${conversationId}`])
  await engine.ask('conversations.delete', { conversationId })
  expect(rows()).toEqual([])
  // A window that saves late brings nothing back.
  expect((await engine.refuse('drafts.set', { conversationId, text: 'too late' })).kind).toBe('not-found')
  expect((await engine.refuse('drafts.set', { conversationId: 'c_none', text: 'nowhere' })).kind).toBe('not-found')
  expect(rows()).toEqual([])
  await engine.ask('conversations.restore', { conversationId })
  expect(await engine.ask('drafts.get', { conversationId })).toEqual({ text: '', pastes: [] })
})

test('a title is the first words, cut at a word and never inside a character', () => {
  expect(titleFrom('Hello there')).toBe('Hello there')
  expect(titleFrom('one '.repeat(40))).toMatch(/^(one ?)+…$/)
  expect(titleFrom('👩‍👩‍👧'.repeat(100)).endsWith('👩‍👩‍👧…')).toBe(true)
  expect(titleFrom('\ud800\0')).not.toContain('\0')
})
