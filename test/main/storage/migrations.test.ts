import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { profilePaths } from '../../../src/main/platform/paths.ts'
import { listBackups } from '../../../src/main/storage/backup.ts'
import { openToWrite as openConnection, connectionOf } from '../../../src/main/storage/database.ts'
import { makePrivateFile } from '../../../src/main/storage/files.ts'
import { readHeader } from '../../../src/main/storage/header.ts'
import { migrate, versionOf } from '../../../src/main/storage/migrate.ts'
import { migrations, newestVersion } from '../../../src/main/storage/migrations/all.ts'
import { getMessage } from '../../../src/main/storage/messages.ts'
import { openStore } from '../../../src/main/storage/openStore.ts'
import { exited, openOk, someTime, startChild, storeOptions, tempFolder } from './support.ts'

/** A store as the first version wrote it, with a talk of two messages; one holds half of a surrogate pair. */
function firstVersion(folder: string): string {
  const { database } = profilePaths(folder)
  makePrivateFile(database)
  const connection = openConnection(database)
  migrate(connection, 1)
  connection.exec(`INSERT INTO conversation (id, title, created_at, updated_at, route) VALUES ('c', 'Old talk', 1, 1, 'auto')`)
  const add = connection.prepare(`INSERT INTO message (id, conversation_id, parent_id, role, text, created_at, status, label, trust) VALUES (?, 'c', ?, ?, ?, 1, 'done', 'personal', 'user')`)
  add.run('m1', null, 'user', 'my sister is called Nadia')
  add.run('m2', 'm1', 'assistant', Buffer.from('half \ud83d', 'utf16le'))
  connection.close()
  return database
}

const dump = (file: string) => {
  const connection = new Database(file, { readonly: true })
  const tables = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all() as string[]
  const rows = tables.map((table) => [table, connection.prepare(`SELECT * FROM "${table}"`).all()])
  const version = connection.pragma('user_version', { simple: true })
  connection.close()
  return { version, rows }
}

test('[S13] a store of the first version comes to the newest with every row', async () => {
  const folder = tempFolder()
  const database = firstVersion(folder)
  expect(readHeader(database)).toMatchObject({ version: 1 })
  const store = await openOk(folder)
  expect(store.isNew).toBe(false)
  expect(versionOf(connectionOf(store.read))).toBe(newestVersion)
  expect(getMessage(store.read, 'm1')).toMatchObject({ text: 'my sister is called Nadia', note: null })
  expect(getMessage(store.read, 'm2')).toMatchObject({ text: 'half \ud83d', parentId: 'm1', note: null })
})

test('[S13] an upgraded store has the same shape as a new one', async () => {
  const shape = (store: Awaited<ReturnType<typeof openOk>>) => connectionOf(store.read).prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name').all()
  const old = tempFolder()
  firstVersion(old)
  expect(shape(await openOk(old))).toEqual(shape(await openOk(tempFolder())))
})

test('[S14] before a store changes its shape there is a copy of it that was opened, checked and compared', async () => {
  const folder = tempFolder()
  const database = firstVersion(folder)
  const before = dump(database)
  const store = await openOk(folder)
  const [copy] = listBackups(folder)
  expect(copy).toMatchObject({ kind: 'before-migration', at: someTime })
  expect(dump(copy!.file)).toEqual(before)
  expect(readdirSync(profilePaths(folder).backups)).toHaveLength(1)
  store.close()
})

test('[S14] where no copy can be made, the shape does not change', async () => {
  const folder = tempFolder()
  const database = firstVersion(folder)
  const before = dump(database)
  // A file stands where the folder of copies should be.
  writeFileSync(profilePaths(folder).backups, '')
  expect(await openStore(storeOptions(folder))).toMatchObject({ ok: false, error: { kind: 'storage-failed', next: expect.stringContaining('nothing was changed') } })
  expect(dump(database)).toEqual(before)
})

test('[S15] a kill at any statement of a migration leaves the version before, whole', async () => {
  const folder = tempFolder()
  const whole = firstVersion(folder)
  const before = dump(whole)
  const steps = migrations.find((migration) => migration.version === 2)!.statements.length
  for (let statement = 1; statement <= steps; statement++) {
    const file = join(folder, `killed-${statement}.db`)
    copyFileSync(whole, file)
    await exited(startChild('migrate.ts', file, '2', String(statement)))
    expect(existsSync(`${file}-wal`)).toBe(true)
    const connection = openConnection(file)
    expect(connection.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(versionOf(connection)).toBe(1)
    connection.close()
    expect(dump(file)).toEqual(before)
  }
})

test('[S16] a store from a newer version is refused and stays byte for byte what it was, with nothing beside it', async () => {
  const folder = tempFolder()
  const store = await openOk(folder)
  connectionOf(store.read).pragma(`user_version = ${newestVersion + 7}`)
  store.close()
  const { database, lock } = profilePaths(folder)
  const bytes = readFileSync(database)
  const refused = await openStore(storeOptions(folder))
  expect(refused).toMatchObject({ ok: false, error: { kind: 'storage-newer', next: expect.stringContaining('Update') } })
  expect(readFileSync(database).equals(bytes)).toBe(true)
  expect(readdirSync(folder).map((name) => join(folder, name)).sort()).toEqual([database, lock].sort())
})

test('[S16] a newer version is seen in the log that a killed process left, too', async () => {
  const folder = tempFolder()
  ;(await openOk(folder)).close()
  const { database } = profilePaths(folder)
  const connection = openConnection(database)
  connection.pragma('wal_autocheckpoint = 0')
  connection.exec('CREATE TABLE later (x TEXT) STRICT')
  connection.pragma(`user_version = ${newestVersion + 1}`)
  const copy = tempFolder()
  for (const end of ['', '-wal']) copyFileSync(`${database}${end}`, `${profilePaths(copy).database}${end}`)
  connection.close()
  expect(readFileSync(profilePaths(copy).database).readInt32BE(60)).toBe(newestVersion)
  const bytes = ['', '-wal'].map((end) => readFileSync(`${profilePaths(copy).database}${end}`))
  expect(await openStore(storeOptions(copy))).toMatchObject({ ok: false, error: { kind: 'storage-newer' } })
  expect(['', '-wal'].map((end) => readFileSync(`${profilePaths(copy).database}${end}`))).toEqual(bytes)
})

test('[S13] versions are numbered without a gap', () => {
  expect(migrations.map((migration) => migration.version)).toEqual(migrations.map((_, at) => at + 1))
})
