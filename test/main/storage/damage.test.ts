import { copyFileSync, existsSync, mkdirSync, openSync, closeSync, readFileSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { silentLog } from '../../../src/main/platform/log.ts'
import { profilePaths } from '../../../src/main/platform/paths.ts'
import { backUpDaily, listBackups } from '../../../src/main/storage/backup.ts'
import { countEverything } from '../../../src/main/storage/conversations.ts'
import { connectionOf } from '../../../src/main/storage/database.ts'
import { checkIntegrity } from '../../../src/main/storage/integrity.ts'
import { getMessage } from '../../../src/main/storage/messages.ts'
import { forgetMemories } from '../../../src/main/storage/forget.ts'
import { saveMemory } from '../../../src/main/storage/memories.ts'
import { openStore } from '../../../src/main/storage/openStore.ts'
import { addTalk, fingerprintsOf, memory, occurrences, openOk, openToWrite, someTime, storeOptions, tempFolder } from './support.ts'

const texts = Array.from({ length: 400 }, (_, at) => `message ${at} about the ferry to Gozo and the weather there`)

async function profileWithCopy(): Promise<string> {
  const folder = tempFolder()
  const store = await openToWrite(folder)
  addTalk(store.write, 'c', texts)
  expect(await backUpDaily(store, someTime, silentLog)).not.toBeNull()
  store.close()
  return folder
}

function overwrite(file: string, at: number, bytes: Buffer): void {
  const handle = openSync(file, 'r+')
  writeSync(handle, bytes, 0, bytes.length, at)
  closeSync(handle)
}

const damages: [name: string, damage: (file: string) => void][] = [
  ['an empty file', (file) => truncateSync(file, 0)],
  ['half of the file', (file) => truncateSync(file, Math.floor(statSync(file).size / 8192) * 4096)],
  ['half a page', (file) => truncateSync(file, 2000)],
  ['a broken header', (file) => overwrite(file, 0, Buffer.alloc(16, 7))],
  ['a broken first page', (file) => overwrite(file, 100, Buffer.alloc(3996, 255))],
  ['a broken page size', (file) => overwrite(file, 16, Buffer.from([0x12, 0x34]))],
  ['broken pages inside', (file) => { for (let page = 4; page < 20; page++) overwrite(file, page * 4096, Buffer.alloc(4096, page)) }],
  ['another kind of file', (file) => writeFileSync(file, 'This is a letter and no database.'.repeat(500))],
]

test.each(damages)('[S17] damage (%s): the newest copy is shown with its date, to read only; the damaged file stays as it is', async (_name, damage) => {
  const folder = await profileWithCopy()
  const { database } = profilePaths(folder)
  damage(database)
  const damaged = readFileSync(database)
  const store = await openOk(folder)
  expect(store.write).toBeNull()
  expect(store.readOnly).toMatchObject({ kind: 'storage-corrupt', message: expect.stringContaining('3 May 2026'), next: expect.stringContaining('backups') })
  expect(store.readOnlySince).toBe(someTime)
  expect(countEverything(store.read)).toEqual({ conversations: 1, messages: texts.length, memories: 0 })
  store.close()
  expect(readFileSync(database).equals(damaged)).toBe(true)
})

test.each(damages)('[S18] damage (%s) without a copy is refused: an empty store never takes its place', async (_name, damage) => {
  const folder = await profileWithCopy()
  const { database, backups } = profilePaths(folder)
  rmSync(backups, { recursive: true })
  damage(database)
  const damaged = readFileSync(database)
  expect(await openStore(storeOptions(folder))).toMatchObject({ ok: false, error: { kind: 'storage-corrupt', next: expect.stringContaining(database) } })
  expect(readFileSync(database).equals(damaged)).toBe(true)
  // The refusal holds nothing: the same answer comes again.
  expect(await openStore(storeOptions(folder))).toMatchObject({ ok: false, error: { kind: 'storage-corrupt' } })
})

test('[S18] a store that is gone while its copies are there is not begun anew', async () => {
  const folder = await profileWithCopy()
  rmSync(profilePaths(folder).database)
  const store = await openOk(folder)
  expect(store.readOnly).toMatchObject({ kind: 'storage-corrupt', message: expect.stringContaining('missing') })
  expect(countEverything(store.read).messages).toBe(texts.length)
  store.close()
  expect(existsSync(profilePaths(folder).database)).toBe(false)
})

test('[S17] a damaged copy is passed over for the one before it', async () => {
  const folder = await profileWithCopy()
  const { database, backups } = profilePaths(folder)
  const [good] = listBackups(folder)
  const bad = join(backups, 'daily-2026-05-04T10-32-00-000Z.db')
  copyFileSync(good!.file, bad)
  overwrite(bad, 0, Buffer.alloc(4096, 3))
  writeFileSync(join(backups, 'daily-2026-05-05T10-32-00-000Z.db.part'), 'not yet a copy')
  truncateSync(database, 0)
  expect((await openOk(folder)).readOnlySince).toBe(someTime)
})

test('[S19] garbage in the log that a killed process left costs nothing that was committed before it', async () => {
  const folder = await profileWithCopy()
  const { database } = profilePaths(folder)
  writeFileSync(`${database}-wal`, Buffer.alloc(50_000, 9))
  const store = await openToWrite(folder)
  expect(countEverything(store.read).messages).toBe(texts.length)
  expect(checkIntegrity(store.read).ok).toBe(true)
})

test('[S20] a copy is made when there is something to keep and the newest is a day old; three daily ones stay', async () => {
  const folder = tempFolder()
  const store = await openToWrite(folder)
  expect(await backUpDaily(store, someTime, silentLog)).toBeNull()
  addTalk(store.write, 'c', ['first'])
  const hour = 3_600_000
  expect(await backUpDaily(store, someTime, silentLog)).not.toBeNull()
  expect(await backUpDaily(store, someTime + 23 * hour, silentLog)).toBeNull()
  for (let day = 1; day <= 4; day++) expect(await backUpDaily(store, someTime + day * 24 * hour, silentLog)).not.toBeNull()
  expect(listBackups(folder).map((backup) => backup.at)).toEqual([4, 3, 2].map((day) => someTime + day * 24 * hour))
  expect(readdirSync(profilePaths(folder).backups)).toHaveLength(3)
})

test('[S20] a copy that cannot be made is said, not thrown, and leaves no half copy', async () => {
  const folder = tempFolder()
  const store = await openToWrite(folder)
  addTalk(store.write, 'c', ['first'])
  const { backups } = profilePaths(folder)
  writeFileSync(backups, '')
  const said: string[] = []
  expect(await backUpDaily(store, someTime, { info() {}, warn: (what) => said.push(what) })).toBeNull()
  expect(said).toHaveLength(1)
  rmSync(backups)
  mkdirSync(backups)
  expect(await backUpDaily(store, someTime, silentLog)).not.toBeNull()
})

test('[S20] a store too damaged to say whether a copy is due is said, not thrown', async () => {
  const store = await openToWrite(tempFolder())
  addTalk(store.write, 'c', ['first'])
  connectionOf(store.read).exec('DROP TABLE memory_source; DROP TABLE memory_change; DROP TABLE memory')
  const said: string[] = []
  expect(await backUpDaily(store, someTime, { info() {}, warn: (what) => said.push(what) })).toBeNull()
  expect(said).toEqual([expect.stringContaining('no such table')])
})

test('[S20] a copy taken while turns are being written is a moment of the store, whole', async () => {
  const folder = tempFolder()
  const store = await openToWrite(folder)
  addTalk(store.write, 'c', Array.from({ length: 2_000 }, (_, at) => `line ${at} ${'x'.repeat(1_000)}`))
  let written = 0
  const timer = setInterval(() => { addTalk(store.write, `d${written++}`, ['while it is copied', 'yes']) }, 1)
  const file = await backUpDaily(store, someTime, silentLog)
  clearInterval(timer)
  expect(file).not.toBeNull()
  expect(written).toBeGreaterThan(0)
})

test('[S21] what was forgotten leaves the copies with the next one, which is due at once', async () => {
  const folder = tempFolder()
  let now = someTime
  const store = await openToWrite(folder, () => now)
  addTalk(store.write, 'c', ['hello'])
  saveMemory(store.write, memory('y', 'the secret garden is behind Quillfeather Lane'), null)
  await backUpDaily(store, now, silentLog)
  expect(occurrences(profilePaths(folder).backups, 'Quillfeather')).toBeGreaterThan(0)
  now += 1_000
  forgetMemories(store.write, ['y'], now, fingerprintsOf)
  now += 1_000
  expect(await backUpDaily(store, now, silentLog)).not.toBeNull()
  expect(listBackups(folder)).toHaveLength(1)
  expect(occurrences(folder, 'Quillfeather')).toBe(0)
  expect(await backUpDaily(store, now + 1_000, silentLog)).toBeNull()
})

test('[S17] a copy can be put in the place of the damaged file, and life goes on', async () => {
  const folder = await profileWithCopy()
  const { database } = profilePaths(folder)
  truncateSync(database, 0)
  rmSync(database)
  copyFileSync(listBackups(folder)[0]!.file, database)
  const store = await openToWrite(folder)
  expect(getMessage(store.read, 'c_000003')!.text).toBe(texts[3])
  expect(connectionOf(store.read).pragma('journal_mode', { simple: true })).toBe('wal')
})
