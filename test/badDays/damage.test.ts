import { closeSync, copyFileSync, existsSync, openSync, readdirSync, renameSync, rmSync, statSync, truncateSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { scriptedModel } from '../../src/main/models/scripted/scriptedModel.ts'
import type { TestEngine } from '../support/testEngine.ts'
import { bytesOf, expectPlain, patient, refuseToOpen, runHost, start, talkOf, tempFolder } from './support.ts'

const chat = () => [scriptedModel({ answers: ['Noted.'] })]
const remembered = 'The dinghy Puffin leaks at the stern.'

/** A profile with a talk, a memory and, where asked, a verified copy; closed. */
async function makeProfile(withCopy: boolean): Promise<{ profile: string; conversationId: string; shown: string[] }> {
  const profile = tempFolder()
  const engine = await start({ profile, chat: chat() })
  const conversation = await engine.newConversation('Boats')
  await engine.say(conversation.id, 'My sister is called Nadia and she mends boats.')
  await engine.ask('memories.add', { text: remembered })
  await findsIt(engine)
  const shown = (await talkOf(engine, conversation.id)).map((message) => message.text)
  // A copy that was made in the middle of the talk goes: the next start makes one of all of it.
  await engine.engine.close()
  rmSync(join(profile, 'backups'), { recursive: true, force: true })
  if (!withCopy) return { profile, conversationId: conversation.id, shown }
  const again = await start({ profile, chat: chat() })
  await expect.poll(() => existsSync(join(profile, 'backups')) && readdirSync(join(profile, 'backups')).some((name) => name.endsWith('.db')), patient).toBe(true)
  await again.engine.close()
  return { profile, conversationId: conversation.id, shown }
}

const findsIt = (engine: TestEngine) => expect.poll(async () => (await engine.ask('memories.list', { query: 'which boat leaks' })).items.map((memory) => memory.text), patient).toContain(remembered)

function overwrite(file: string, at: number, bytes: Buffer): void {
  const handle = openSync(file, 'r+')
  writeSync(handle, bytes, 0, bytes.length, at)
  closeSync(handle)
}

const damages: [name: string, damage: (file: string) => void][] = [
  ['emptied', (file) => truncateSync(file, 0)],
  ['cut in half', (file) => truncateSync(file, Math.floor(statSync(file).size / 8192) * 4096)],
  ['overwritten at its start', (file) => overwrite(file, 0, Buffer.alloc(8192, 7))],
  ['overwritten inside', (file) => { for (let page = 2; page * 4096 + 4096 < statSync(file).size; page++) overwrite(file, page * 4096, Buffer.alloc(4096, page)) }],
]

test.each(damages)('[B10] index.db %s before the start: it is made again in the background, and the same things are found', async (_name, damage) => {
  const { profile, conversationId, shown } = await makeProfile(false)
  damage(join(profile, 'index.db'))
  const engine = await start({ profile, chat: chat() })
  expect(await engine.ask('app.status', {})).toMatchObject({ readOnly: null, counts: { conversations: 1 } })
  expect((await talkOf(engine, conversationId)).map((message) => message.text)).toEqual(shown)
  await findsIt(engine)
  expect((await engine.say(conversationId, 'Which boat leaks?')).status).toBe('done')
})

test.each(damages)('[B11] index.db %s while Casement runs: turns go on, and the search comes back by itself', async (_name, damage) => {
  const { profile, conversationId } = await makeProfile(false)
  const engine = await start({ profile, chat: chat() })
  await findsIt(engine)
  damage(join(profile, 'index.db'))
  expect((await engine.say(conversationId, 'My neighbour is called Otto and he paints gates.')).status).toBe('done')
  await findsIt(engine)
  await expect.poll(async () => (await engine.ask('search.everything', { query: 'gates' })).hits.length, patient).toBeGreaterThan(0)
  const again = await engine.reopen()
  await findsIt(again)
  expect((await again.ask('app.diagnose', {})).checks.filter((check) => ['Store', 'Integrity', 'Search index'].includes(check.name) && !check.ok)).toEqual([])
  await again.engine.close()
})

test.each(damages)('[B12] casement.db %s, with a copy: the copy is shown with its date, to read and to search; sending says why not; the damaged file stays', async (_name, damage) => {
  const { profile, conversationId, shown } = await makeProfile(true)
  const database = join(profile, 'casement.db')
  damage(database)
  const before = bytesOf(profile, /^(index\.db|casement\.(holder|lock))/)
  const engine = await start({ profile, chat: chat() })
  const status = await engine.ask('app.status', {})
  expect(status).toMatchObject({ readOnly: { kind: 'storage-corrupt', next: expect.stringContaining('backups') }, readOnlySince: expect.any(Number), counts: { conversations: 1 } })
  expectPlain(status.readOnly)
  expect(status.readOnly!.message).toContain(new Date(status.readOnlySince!).toLocaleDateString('en-GB', { dateStyle: 'long' }))
  expect((await engine.ask('conversations.list', {})).items.map((conversation) => conversation.title)).toEqual(['Boats'])
  expect((await talkOf(engine, conversationId)).map((message) => message.text)).toEqual(shown)
  await expect.poll(async () => (await engine.ask('search.everything', { query: 'Nadia' })).hits.length, patient).toBeGreaterThan(0)
  for (const refused of [
    await engine.refuse('turn.send', { conversationId, text: 'Still there?' }), await engine.refuse('conversations.create', {}),
    await engine.refuse('memories.add', { text: 'x' }), await engine.refuse('settings.set', { theme: 'dark' }),
  ]) {
    expect(refused.kind).toBe('storage-corrupt')
    expectPlain(refused)
  }
  await engine.engine.close()
  expect(bytesOf(profile, /^(index\.db|casement\.(holder|lock))/)).toEqual(before)
})

test.each(damages)('[B13] casement.db %s, without a copy: Casement does not open, says so, and never begins an empty store', async (_name, damage) => {
  const { profile } = await makeProfile(false)
  damage(join(profile, 'casement.db'))
  const before = bytesOf(profile, /^casement\.(holder|lock)/)
  for (let attempt = 0; attempt < 2; attempt++) {
    const refused = await refuseToOpen(profile)
    expect(refused.kind).toBe('storage-corrupt')
    expectPlain(refused)
  }
  expect(bytesOf(profile, /^casement\.(holder|lock)/)).toEqual(before)
})

test.each(damages)('[B22] casement.db %s while Casement runs: whatever cannot be read or saved says so in a sentence, and the next start shows the copy', async (_name, damage) => {
  const { profile, conversationId, shown } = await makeProfile(true)
  const engine = await start({ profile, chat: chat() })
  damage(join(profile, 'casement.db'))
  const answers = [
    await engine.client.call('messages.list', { conversationId }), await engine.client.call('memories.list', {}), await engine.client.call('conversations.list', {}),
    await engine.client.call('turn.send', { conversationId, text: 'Are you well?' }), await engine.client.call('memories.add', { text: 'One more thing.' }), await engine.client.call('app.status', {}),
  ]
  for (const answer of answers) {
    if (answer.ok) continue
    expect(answer.error.kind).toMatch(/^storage-/)
    expectPlain(answer.error)
  }
  const sent = answers[3]!
  if (sent.ok && 'turnId' in sent.value) {
    const ended = await engine.ended(sent.value.turnId)
    if (ended.failure !== null) expectPlain(ended.failure)
  }
  await engine.engine.close()
  const again = await start({ profile, chat: chat() })
  // Either SQLite's own log still held everything, or the copy is shown.
  expect((await talkOf(again, conversationId)).map((message) => message.text).slice(0, 2)).toEqual(shown)
})

test('[B14] a database from a newer version: engine, web and terminal refuse with a sentence, and not a byte changes', async () => {
  const { profile } = await makeProfile(true)
  const db = new Database(join(profile, 'casement.db'))
  db.pragma('journal_mode = DELETE')
  db.pragma('user_version = 4711')
  db.close()
  const before = bytesOf(profile, /^casement\.(holder|lock)/)
  const refused = await refuseToOpen(profile)
  expect(refused.kind).toBe('storage-newer')
  expectPlain(refused)
  for (const ended of [await runHost('web', ['--profile', profile, '--no-open']), await runHost('cli', ['ask', 'Hello?', '--profile', profile])]) {
    expect(ended).toEqual({ code: 1, out: '', err: `${refused.message}\n${refused.next}\n` })
  }
  expect(bytesOf(profile, /^casement\.(holder|lock)/)).toEqual(before)
})

test.skipIf(process.platform === 'win32').each<[string, (file: string) => void]>([
  ['deleted', (file) => rmSync(file)],
  ['replaced', (file) => { copyFileSync(file, `${file}.copy`); renameSync(`${file}.copy`, file) }],
])('[B24] casement.db %s while Casement runs: sending says so, the running answer ends, and everything is in a copy', async (_name, displace) => {
  const profile = tempFolder()
  const engine = await start({ profile, chat: [scriptedModel({ answers: ['Yes, it does leak at the stern.'], delayMs: 60 })] })
  const { id: conversationId } = await engine.newConversation('Boats')
  const { turnId } = await engine.ask('turn.send', { conversationId, text: 'Does the dinghy leak?' })
  await expect.poll(() => engine.heard.some(({ name }) => name === 'turn.token'), patient).toBe(true)
  displace(join(profile, 'casement.db'))
  const refusals = [
    await engine.refuse('conversations.create', {}), await engine.refuse('turn.send', { conversationId, text: 'Still there?' }),
    await engine.refuse('memories.add', { text: remembered }), await engine.refuse('settings.set', { theme: 'dark' }),
  ]
  for (const refused of refusals) {
    expect(refused.kind).toBe('storage-failed')
    expectPlain(refused)
  }
  expect((await engine.ask('app.status', {})).readOnly).toEqual(refusals[0])
  const ended = await engine.ended(turnId)
  expect(ended.failure).toBeNull()
  const shown = (await talkOf(engine, conversationId)).map((message) => message.text)
  expect(shown).toHaveLength(2)
  await engine.engine.close()

  rmSync(join(profile, 'casement.db'), { force: true })
  const again = await start({ profile, chat: chat() })
  expect(await again.ask('app.status', {})).toMatchObject({ readOnly: { kind: 'storage-corrupt', next: expect.stringContaining('rescue-') }, readOnlySince: expect.any(Number) })
  expect((await talkOf(again, conversationId)).map((message) => message.text)).toEqual(shown)
})

test.skipIf(process.platform === 'win32')('[B24] casement.db deleted while nothing is asked: the end of Casement saves everything', async () => {
  const { profile, conversationId, shown } = await makeProfile(false)
  const engine = await start({ profile, chat: chat() })
  await engine.say(conversationId, 'My neighbour is called Otto.')
  rmSync(join(profile, 'casement.db'))
  await engine.engine.close()
  const again = await start({ profile, chat: chat() })
  expect((await talkOf(again, conversationId)).map((message) => message.text)).toEqual([...shown, 'My neighbour is called Otto.', 'Noted.'])
})
