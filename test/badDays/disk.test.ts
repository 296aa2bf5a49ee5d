import { chmodSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { GenerateRequest } from '../../src/main/models/ports.ts'
import { openIndexFile } from '../../src/main/storage/index/indexFile.ts'
import { scriptedModel } from '../../src/main/models/scripted/scriptedModel.ts'
import { fill, isRoot, makeRoom, mayMount, smallDisk } from './smallDisk.ts'
import { bytesOf, expectPlain, afterwards, patient, start, talkOf, tempFolder } from './support.ts'

test.skipIf(!mayMount())('[B15] [B23] a full disk: the turn or the message is refused with a sentence, what was there is read, and with room again all goes on without a restart', async () => {
  const disk = smallDisk(12)
  const model = scriptedModel({ answers: ['First.', 'Said while the disk was full.', 'Third.'] })
  let beforeAnswer = (): void => {}
  const engine = await start({ profile: join(disk, 'profile'), chat: [{ ...model, generate: (request: GenerateRequest) => { beforeAnswer(); return model.generate(request) } }] })
  const conversation = await engine.newConversation('Harbour')
  expect((await engine.say(conversation.id, 'My sister is called Nadia.')).status).toBe('done')

  // Full between the acknowledgement and the answer: it is heard to its end, and cannot be kept.
  beforeAnswer = () => fill(disk)
  const { turnId, userMessage } = await engine.ask('turn.send', { conversationId: conversation.id, text: 'Which boats lie in the harbour?' })
  const ended = await engine.ended(turnId)
  beforeAnswer = () => {}
  expect(ended).toMatchObject({ status: 'failed', failure: { kind: 'storage-full' } })
  expectPlain(ended.failure)
  expect(engine.heard.filter(({ name, event }) => name === 'turn.token' && (event as { turnId: string }).turnId === turnId).map(({ event }) => (event as { text: string }).text).join('')).toBe('Said while the disk was full.')

  // Full before a message: nothing of it is there, and everything before is.
  const long = 'A sentence about the weather and its many clouds. '.repeat(20_000)
  for (const refused of [await engine.refuse('turn.send', { conversationId: conversation.id, text: long }), await engine.refuse('conversations.import', { title: 'x', messages: [{ role: 'user', text: long, at: 1 }] })]) {
    expect(refused.kind).toBe('storage-full')
    expectPlain(refused)
  }
  expect((await talkOf(engine, conversation.id)).map((message) => message.text).slice(0, 3)).toEqual(['My sister is called Nadia.', 'First.', 'Which boats lie in the harbour?'])
  // Nobody writes this answer any more, though the store could not be told.
  expect((await talkOf(engine, conversation.id))[3]!.status).toBe('interrupted')
  expect((await engine.ask('memories.list', {})).items).toHaveLength(1)

  makeRoom(disk)
  const after = await engine.say(conversation.id, 'Is there room again?')
  expect(after.status).toBe('done')
  const [, , , cutOff] = await talkOf(engine, conversation.id)
  expect(cutOff).toMatchObject({ status: 'interrupted', text: 'Said while the disk was full.', note: expect.stringContaining('disk') })
  for (const [query, id] of [['room again', after.userMessageId], ['harbour', userMessage.id]] as const) {
    await expect.poll(async () => (await engine.ask('search.everything', { query })).hits.map((hit) => hit.id), patient).toContain(id)
  }
  expect((await engine.say(conversation.id, long)).status).toBe('done')
  expect((await engine.ask('app.diagnose', {})).checks.filter((check) => ['Store', 'Integrity', 'Search index'].includes(check.name) && !check.ok)).toEqual([])
  await engine.engine.close()
})

test.skipIf(!mayMount())('[B15] [S49] a start on a full disk ends with a sentence; the index, which can be made again, takes memory instead', async () => {
  const disk = smallDisk(1)
  fill(disk)
  await expect(start({ profile: join(disk, 'profile') })).rejects.toThrow('the engine did not open: The disk is full')
  const index = openIndexFile(join(disk, 'index.db'), 'some-model', 384)
  afterwards(() => { index.db.close() })
  expect(index.rebuilt).toBe('The disk is full, so the search index is made in memory.')
})

/** Takes the right to write from a folder. Rights do not bind root, so root becomes nobody until the test ends. */
function forbidWriting(folder: string): void {
  chmodSync(join(folder, '..'), 0o755)
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) chmodSync(join(folder, name), statSync(join(folder, name)).isDirectory() ? 0o555 : 0o444)
  chmodSync(folder, 0o555)
  afterwards(() => chmodSync(folder, 0o755))
  if (!isRoot) return
  process.seteuid!(65_534)
  afterwards(() => process.seteuid!(0))
}

test.skipIf(process.platform === 'win32')('[B16] a profile folder that cannot be written: reading, searching and quoting work; whatever would write says why not; nothing changes', async () => {
  const profile = join(tempFolder(), 'profile')
  mkdirSync(profile)
  const before = await start({ profile, chat: [scriptedModel({ answers: ['Noted.'] })] })
  const conversation = await before.newConversation('Family')
  await before.say(conversation.id, 'My sister is called Nadia and she mends boats.')
  await before.engine.close()
  const files = bytesOf(profile)
  forbidWriting(profile)
  const engine = await start({ profile, chat: [scriptedModel({ answers: ['Never asked.'] })] })
  const status = await engine.ask('app.status', {})
  expect(status).toMatchObject({ readOnly: { kind: 'read-only' }, readOnlySince: null, counts: { conversations: 1, messages: 2 } })
  expectPlain(status.readOnly)
  expect((await talkOf(engine, conversation.id)).map((message) => message.text)).toEqual(['My sister is called Nadia and she mends boats.', 'Noted.'])
  await expect.poll(async () => (await engine.ask('search.everything', { query: 'Nadia' })).hits.length, patient).toBeGreaterThan(0)
  await expect.poll(async () => (await engine.ask('memories.list', { query: 'who is my sister' })).items.length, patient).toBeGreaterThan(0)
  for (const refused of [
    await engine.refuse('turn.send', { conversationId: conversation.id, text: 'Hello?' }), await engine.refuse('conversations.delete', { conversationId: conversation.id }),
    await engine.refuse('settings.set', { theme: 'dark' }), await engine.refuse('memories.forget', { memoryId: (await engine.ask('memories.list', {})).items[0]!.id }),
  ]) {
    expect(refused.kind).toBe('read-only')
    expectPlain(refused)
  }
  expect((await engine.ask('app.diagnose', {})).checks.find((check) => check.name === 'Store')).toMatchObject({ ok: false })
  await engine.engine.close()
  expect(bytesOf(profile)).toEqual(files)
})
