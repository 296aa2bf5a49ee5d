import { accessSync, chmodSync, constants, copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { profilePaths } from '../../../src/main/platform/paths.ts'
import { countEverything } from '../../../src/main/storage/conversations.ts'
import { connectionOf, openToWrite as openConnection } from '../../../src/main/storage/database.ts'
import { makePrivateFile } from '../../../src/main/storage/files.ts'
import { migrate, versionOf } from '../../../src/main/storage/migrate.ts'
import { newestVersion } from '../../../src/main/storage/migrations/all.ts'
import { getMessage } from '../../../src/main/storage/messages.ts'
import { openSearchIndex } from '../../../src/main/storage/index/searchIndex.ts'
import { silentLog } from '../../../src/main/platform/log.ts'
import { openStore } from '../../../src/main/storage/openStore.ts'
import { addTalk, afterwards, openToWrite, root, someTime, storeOptions, tempFolder } from './support.ts'

const nobody = 65_534
const isRoot = process.getuid?.() === 0

/** Takes the right to write from a folder and its files. Rights do not bind root, so root becomes nobody until the test ends. */
function forbidWriting(folder: string): void {
  chmodSync(join(folder, '..'), 0o755)
  for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o444)
  chmodSync(folder, 0o555)
  afterwards(() => chmodSync(folder, 0o755))
  if (!isRoot) return
  process.seteuid!(nobody)
  afterwards(() => process.seteuid!(0))
}

function profileBelow(parent: string): string {
  const folder = join(parent, 'profile')
  mkdirSync(folder, { mode: 0o755 })
  return folder
}

async function openReadOnly(folder: string) {
  const opened = await openStore(storeOptions(folder))
  if (!opened.ok) throw new Error(opened.error.message)
  afterwards(() => opened.value.close())
  expect(opened.value.write).toBeNull()
  return opened.value
}

// Windows knows no folder that its owner may not write by these rights.
const binds = process.platform !== 'win32'

test.skipIf(!binds)('[S48] a profile in a folder that cannot be written opens to read, says why, and leaves no file there', async () => {
  const folder = profileBelow(tempFolder())
  const store = await openToWrite(folder)
  addTalk(store.write, 'c', ['hello', 'there'])
  store.close()
  const before = readdirSync(folder)
  forbidWriting(folder)
  const opened = await openReadOnly(folder)
  expect(opened.readOnly).toMatchObject({ kind: 'read-only', message: expect.stringContaining('cannot be written'), next: expect.stringContaining('--profile') })
  expect(opened.readOnlySince).toBeNull()
  expect(countEverything(opened.read).messages).toBe(2)
  expect(() => connectionOf(opened.read).exec("DELETE FROM message")).toThrow()
  opened.close()
  expect(readdirSync(folder)).toEqual(before)
})

test.skipIf(!binds)('[S48] what stood only in the log of a killed process is shown, too', async () => {
  const folder = profileBelow(tempFolder())
  const source = tempFolder()
  const store = await openToWrite(source)
  addTalk(store.write, 'c', ['hello', 'there'])
  for (const end of ['', '-wal', '-shm']) copyFileSync(`${profilePaths(source).database}${end}`, `${profilePaths(folder).database}${end}`)
  forbidWriting(folder)
  const opened = await openReadOnly(folder)
  expect(countEverything(opened.read).messages).toBe(2)
})

test.skipIf(!binds)('[S48] a store of an earlier version is read there in the newest shape, and its file does not change', async () => {
  const folder = profileBelow(tempFolder())
  const { database } = profilePaths(folder)
  makePrivateFile(database)
  const connection = openConnection(database)
  migrate(connection, 1)
  connection.exec("INSERT INTO conversation (id, title, created_at, updated_at, route) VALUES ('c', 'Old', 1, 1, 'auto')")
  connection.exec("INSERT INTO message (id, conversation_id, role, text, created_at, status, label, trust) VALUES ('m', 'c', 'user', 'old words', 1, 'done', 'personal', 'user')")
  connection.close()
  const bytes = readFileSync(database)
  forbidWriting(folder)
  const opened = await openReadOnly(folder)
  expect(versionOf(connectionOf(opened.read))).toBe(newestVersion)
  expect(getMessage(opened.read, 'm')).toMatchObject({ text: 'old words', note: null })
  expect(readFileSync(database).equals(bytes)).toBe(true)
})

test.skipIf(!binds)('[S48] a folder that cannot be written and holds no store is refused in a sentence; so is damage there', async () => {
  const empty = profileBelow(tempFolder())
  const damaged = profileBelow(tempFolder())
  writeFileSync(profilePaths(damaged).database, 'not a database')
  forbidWriting(empty)
  const refused = { ok: false, error: { kind: 'read-only', next: expect.stringContaining('--profile') } }
  expect(await openStore(storeOptions(empty))).toMatchObject(refused)
  expect(await openStore(storeOptions(join(empty, 'below')))).toMatchObject(refused)
  if (isRoot) process.seteuid!(0)
  forbidWriting(damaged)
  expect(await openStore(storeOptions(damaged))).toMatchObject({ ok: false, error: { kind: 'storage-corrupt' } })
})

test.skipIf(!binds)('[S12] a store that may not even be read is refused in a sentence, and the refusal holds no lock', async () => {
  const folder = profileBelow(tempFolder())
  writeFileSync(profilePaths(folder).database, 'secret')
  chmodSync(profilePaths(folder).database, 0o000)
  chmodSync(folder, 0o777)
  chmodSync(join(folder, '..'), 0o755)
  if (isRoot) {
    process.seteuid!(nobody)
    afterwards(() => process.seteuid!(0))
  }
  for (let round = 0; round < 2; round++) expect(await openStore(storeOptions(folder))).toMatchObject({ ok: false, error: { kind: 'storage-failed', message: expect.stringContaining('cannot be read') } })
})

const entry = join(root, 'src/main/storage/index/searchThread.ts')

/** The search thread loads its code while root is nobody, which a checkout in a closed folder does not allow. */
function nobodyReadsTheCode(): boolean {
  if (!isRoot) return true
  process.seteuid!(nobody)
  try {
    for (const file of [entry, join(root, 'node_modules/better-sqlite3/package.json')]) accessSync(file, constants.R_OK)
    return true
  } catch {
    return false
  } finally {
    process.seteuid!(0)
  }
}

test.skipIf(!binds || !nobodyReadsTheCode())('[S49] where the folder cannot be written, the index is made in memory and works', async () => {
  const folder = profileBelow(tempFolder())
  writeFileSync(join(folder, 'index.db'), '')
  forbidWriting(folder)
  const { index, rebuilt } = await openSearchIndex({ file: join(folder, 'index.db'), entry, modelId: 'm', dimensions: 2, log: silentLog })
  afterwards(() => index.close())
  expect(rebuilt).toContain('memory')
  await index.upsert([{ id: 'a', kind: 'message', text: 'the ferry', around: '', at: someTime, conversationId: 'c', hash: 'h', vector: Float32Array.from([1, 0]) }])
  expect((await index.words('ferry', { kinds: ['message'], limit: 5 })).map((hit) => hit.id)).toEqual(['a'])
  expect((await index.meaning(Float32Array.from([1, 0]), { kinds: ['message'], limit: 5 })).map((hit) => hit.id)).toEqual(['a'])
})
