import { statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { defaultProfile, profilePaths } from '../../../src/main/platform/paths.ts'
import { connectionOf, transaction } from '../../../src/main/storage/database.ts'
import { recordEgress, listEgress, sentBytesSince } from '../../../src/main/storage/egress.ts'
import { checkIntegrity } from '../../../src/main/storage/integrity.ts'
import { listModelFiles, removeModelFile, saveModelFile } from '../../../src/main/storage/modelFiles.ts'
import { insertConversation, getConversation } from '../../../src/main/storage/conversations.ts'
import { getMessage, insertMessage, loadMessages } from '../../../src/main/storage/messages.ts'
import { getMemory, historyOf, saveMemory } from '../../../src/main/storage/memories.ts'
import { readSetting, writeSetting } from '../../../src/main/storage/settings.ts'
import { addTalk, conversation, memory, message, openToWrite, someTime, tempFolder } from './support.ts'

test('[S1] a profile lies where the system keeps a program\'s data', () => {
  expect(defaultProfile({}, 'linux', '/home/ada')).toBe('/home/ada/.local/share/casement')
  expect(defaultProfile({ XDG_DATA_HOME: '/data' }, 'linux', '/home/ada')).toBe('/data/casement')
  expect(defaultProfile({ XDG_DATA_HOME: 'relative' }, 'linux', '/home/ada')).toBe('/home/ada/.local/share/casement')
  expect(defaultProfile({}, 'darwin', '/Users/ada')).toBe('/Users/ada/Library/Application Support/Casement')
  expect(defaultProfile({ APPDATA: 'C:\\Users\\ada\\AppData\\Roaming' }, 'win32', 'C:\\Users\\ada')).toBe('C:\\Users\\ada\\AppData\\Roaming\\Casement')
  expect(defaultProfile({}, 'win32', 'C:\\Users\\ada')).toBe('C:\\Users\\ada\\AppData\\Roaming\\Casement')
})

test('[S2] the store is opened so that a commit is on the disk, erased means erased, and no schema is trusted', async () => {
  const store = await openToWrite(tempFolder())
  const pragma = (name: string) => connectionOf(store.read).pragma(name, { simple: true })
  expect(Object.fromEntries(['journal_mode', 'synchronous', 'secure_delete', 'trusted_schema', 'cell_size_check', 'foreign_keys', 'busy_timeout', 'temp_store'].map((name) => [name, pragma(name)])))
    .toEqual({ journal_mode: 'wal', synchronous: 2, secure_delete: 1, trusted_schema: 0, cell_size_check: 1, foreign_keys: 1, busy_timeout: 5000, temp_store: 2 })
})

test('[S3] every table is strict', async () => {
  const store = await openToWrite(tempFolder())
  const tables = connectionOf(store.read).pragma('table_list') as { name: string; strict: number; type: string }[]
  const own = tables.filter((table) => !table.name.startsWith('sqlite_'))
  expect(own.length).toBe(30)
  expect(own.filter((table) => table.strict !== 1)).toEqual([])
})

test.skipIf(process.platform === 'win32')('[S4] only its owner can read a profile', async () => {
  const folder = join(tempFolder(), 'profile')
  const store = await openToWrite(folder)
  addTalk(store.write, 'c', ['hello'])
  const paths = profilePaths(folder)
  expect(statSync(folder).mode & 0o777).toBe(0o700)
  for (const file of [paths.database, `${paths.database}-wal`, paths.lock, paths.holder]) expect(statSync(file).mode & 0o777, file).toBe(0o600)
})

test('[S5] any text comes back as it was written: emoji, zero bytes, lone surrogates, right-to-left, Chinese', async () => {
  const folder = tempFolder()
  const texts = ['emoji 👩‍👩‍👧 🇫🇷', 'zero\0byte\0', 'half a pair \ud83d and \udc00 end', 'שלום עולם', '你好，世界', '', ' \r\n\t ', '\ufeffmark', '\uffff', 'e\u0301']
  const first = await openToWrite(folder)
  const ids = addTalk(first.write, 'c', texts)
  saveMemory(first.write, memory('y1', texts[2]!, { subject: texts[1]!, sources: [{ messageId: ids[2]!, conversationId: 'c', start: 0, end: 3, quote: texts[2]!, at: 1, role: 'user', file: null }] }),
    { at: 1, author: 'user', action: 'edited', reason: 'by hand', before: texts[2]! })
  insertConversation(first.write, conversation('t', { title: texts[2]! }))
  insertMessage(first.write, message('s', 'c', null, 'said', { speaker: texts[2]! }))
  writeSetting(first.write, 'persona', texts)
  first.close()
  const again = await openToWrite(folder)
  expect(loadMessages(again.read, ids).map((one) => one.text)).toEqual(texts)
  expect(loadMessages(again.read, ids).every((one) => one.note === null)).toBe(true)
  expect(getMemory(again.read, 'y1')).toMatchObject({ text: texts[2], subject: texts[1], sources: [{ quote: texts[2] }] })
  expect(historyOf(again.read, 'y1')[0]!.before).toBe(texts[2])
  expect(getConversation(again.read, 't')!.title).toBe(texts[2])
  expect(getMessage(again.read, 's')!.speaker).toBe(texts[2])
  expect(readSetting(again.read, 'persona')).toEqual(texts)
})

test('[S6] what one transaction does is there whole or not at all', async () => {
  const { write } = await openToWrite(tempFolder())
  expect(() => transaction(write, () => {
    insertConversation(write, conversation('c'))
    insertMessage(write, message('m', 'c', null, 'hello'))
    throw new Error('the power went')
  })).toThrow('the power went')
  expect(getConversation(write, 'c')).toBeNull()
  expect(getMessage(write, 'm')).toBeNull()
})

test('[S7] a full disk is a sentence, and what was saved before stays readable', async () => {
  const { write } = await openToWrite(tempFolder())
  addTalk(write, 'c', ['kept'])
  const pages = connectionOf(write).pragma('page_count', { simple: true }) as number
  connectionOf(write).pragma(`max_page_count = ${pages + 2}`)
  const filled = () => { for (let at = 0; at < 100; at++) insertMessage(write, message(`m${at}`, 'c', null, 'x'.repeat(10_000))) }
  expect(filled).toThrowError(expect.objectContaining({ failure: expect.objectContaining({ kind: 'storage-full', next: expect.any(String) }) }))
  expect(getMessage(write, 'c_000000')!.text).toBe('kept')
  connectionOf(write).pragma('max_page_count = 100000')
  insertMessage(write, message('later', 'c', null, 'room again'))
  expect(getMessage(write, 'later')!.text).toBe('room again')
})

test('[S8] bytes of a message that changed on disk are found, and the message is shown with a note', async () => {
  const { write } = await openToWrite(tempFolder())
  const [first, second] = addTalk(write, 'c', ['the ferry leaves at nine', 'noted'])
  expect(checkIntegrity(write)).toEqual({ ok: true, detail: expect.stringContaining('2 messages') })
  connectionOf(write).prepare("UPDATE message SET text = 'the ferry leaves at five' WHERE id = ?").run(first)
  expect(getMessage(write, first!)).toMatchObject({ text: 'the ferry leaves at five', note: expect.stringContaining('damaged') })
  expect(getMessage(write, second!)!.note).toBeNull()
  expect(checkIntegrity(write)).toEqual({ ok: false, detail: expect.stringContaining('1 of 2') })
})

test('[S9] settings, model files and the ledger keep what they are given', async () => {
  const folder = tempFolder()
  const { write, close } = await openToWrite(folder)
  writeSetting(write, 'theme', 'dark')
  writeSetting(write, 'from-a-newer-version', { nested: [1, null] })
  writeSetting(write, 'gone', 1)
  writeSetting(write, 'gone', undefined)
  saveModelFile(write, { path: '/models/b.gguf', addedAt: 1, problem: null })
  saveModelFile(write, { path: '/models/b.gguf', addedAt: 2, problem: 'crashed three times' })
  saveModelFile(write, { path: '/models/c.gguf', addedAt: 3, problem: null })
  removeModelFile(write, '/models/c.gguf')
  const row = { at: someTime, turnId: 't', destination: 'api.example.com', purpose: 'answer', bytesOut: 700, bytesIn: 50, status: 'done', label: 'open' } as const
  recordEgress(write, row)
  recordEgress(write, { ...row, at: someTime + 1, bytesOut: 50 })
  close()
  const { read } = await openToWrite(folder)
  expect([readSetting(read, 'theme'), readSetting(read, 'from-a-newer-version')]).toEqual(['dark', { nested: [1, null] }])
  expect(readSetting(read, 'gone')).toBeUndefined()
  connectionOf(read).exec("UPDATE setting SET value = '{\"broken' WHERE key = 'theme'")
  expect(readSetting(read, 'theme')).toBeUndefined()
  expect(listModelFiles(read)).toEqual([{ path: '/models/b.gguf', addedAt: 1, problem: 'crashed three times' }])
  expect(sentBytesSince(read, someTime)).toBe(750)
  expect(sentBytesSince(read, someTime + 1)).toBe(50)
  expect(listEgress(read, 10)[1]).toEqual(row)
})
