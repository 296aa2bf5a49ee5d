import { copyFileSync, existsSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { silentLog } from '../../../src/main/platform/log.ts'
import { profilePaths } from '../../../src/main/platform/paths.ts'
import { backUpDaily, listBackups, rescue } from '../../../src/main/storage/backup.ts'
import { insertConversation } from '../../../src/main/storage/conversations.ts'
import { getMessage, insertMessage } from '../../../src/main/storage/messages.ts'
import { conversation, message, openOk, openToWrite, someTime, tempFolder } from './support.ts'

const day = 24 * 60 * 60 * 1000
const displaces: [name: string, displace: (file: string) => void][] = [
  ['deleted', (file) => rmSync(file)],
  ['deleted with its log', (file) => { for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true }) }],
  ['replaced', (file) => { copyFileSync(file, `${file}.copy`); renameSync(`${file}.copy`, file) }],
]

test.skipIf(process.platform === 'win32').each(displaces)('[S50] a store that was %s under its connection says so, and all it holds is rescued', async (_name, displace) => {
  const folder = tempFolder()
  const { database } = profilePaths(folder)
  const store = await openToWrite(folder)
  insertConversation(store.write, conversation('c1'))
  insertMessage(store.write, message('m1', 'c1', null, 'before'))
  expect(store.displaced()).toBeNull()
  displace(database)
  expect(store.displaced()).toMatchObject({ kind: 'storage-failed', message: expect.stringContaining('deleted or replaced'), next: expect.stringContaining('backups') })

  const one = await rescue(store, null, someTime, silentLog)
  expect(await rescue(store, one, someTime + 1, silentLog), 'nothing changed since').toBe(one)
  insertMessage(store.write, message('m2', 'c1', 'm1', 'of a turn that was running'))
  const two = await rescue(store, one, someTime + 2, silentLog)
  expect(listBackups(folder)).toEqual([{ file: two!.file, at: someTime + 2, kind: 'rescue' }])
  store.close()

  for (const name of existsSync(database) ? readdirSync(folder).filter((file) => file.startsWith('casement.db')) : []) rmSync(join(folder, name))
  const again = await openOk(folder)
  expect([again.readOnlySince, again.write]).toEqual([someTime + 2, null])
  expect([getMessage(again.read, 'm1')?.text, getMessage(again.read, 'm2')?.text]).toEqual(['before', 'of a turn that was running'])
})

test.skipIf(process.platform === 'win32')('[S50] a file that is back in its place is a store again; a whole folder that is gone is made anew for the rescue', async () => {
  const folder = tempFolder()
  const { database } = profilePaths(folder)
  const store = await openToWrite(folder)
  renameSync(database, `${database}.away`)
  expect(store.displaced()).not.toBeNull()
  renameSync(`${database}.away`, database)
  expect(store.displaced()).toBeNull()
  rmSync(folder, { recursive: true })
  expect(store.displaced()).not.toBeNull()
  expect((await rescue(store, null, someTime, silentLog))?.file).toBe(listBackups(folder)[0]!.file)
})

test('[S50] a rescue that cannot be made is logged and not thrown; a rescue delays no daily copy', async () => {
  const folder = tempFolder()
  const store = await openToWrite(folder)
  insertConversation(store.write, conversation('c1'))
  insertMessage(store.write, message('m1', 'c1', null, 'hello'))
  writeFileSync(profilePaths(folder).backups, 'no folder')
  const warnings: string[] = []
  expect(await rescue(store, null, someTime, { ...silentLog, warn: (line) => { warnings.push(line) } })).toBeNull()
  expect(warnings).toHaveLength(1)
  rmSync(profilePaths(folder).backups)
  await rescue(store, null, someTime, silentLog)
  expect(await backUpDaily(store, someTime + 1, silentLog)).not.toBeNull()
  expect(await backUpDaily(store, someTime + day - 1, silentLog)).toBeNull()
})

test.skipIf(process.platform === 'win32').each([true, false])('[S51] a log without its database is written into no other (with a copy: %s)', async (withCopy) => {
  const folder = tempFolder()
  const { database } = profilePaths(folder)
  const store = await openToWrite(folder)
  insertConversation(store.write, conversation('c1'))
  insertMessage(store.write, message('m1', 'c1', null, 'in the copy'))
  const copy = withCopy ? await backUpDaily(store, someTime, silentLog) : null
  insertMessage(store.write, message('m2', 'c1', 'm1', 'in the log only'))
  rmSync(database)
  store.close()
  expect(existsSync(`${database}-wal`)).toBe(true)

  const next = await openOk(folder)
  expect(next.isNew).toBe(!withCopy)
  next.close()
  if (copy !== null) copyFileSync(copy, database)
  const last = await openToWrite(folder)
  expect([getMessage(last.read, 'm1')?.text, getMessage(last.read, 'm2')]).toEqual([withCopy ? 'in the copy' : undefined, null])
  expect(existsSync(`${database}-wal.orphan`)).toBe(true)
})
