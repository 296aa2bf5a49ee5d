import { deflateRawSync } from 'node:zlib'
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
import { getConversation } from '../../../src/main/storage/conversations.ts'
import { forgetMemories } from '../../../src/main/storage/forget.ts'
import { findMemoriesByEntity, getMemory, historyOf, saveMemory } from '../../../src/main/storage/memories.ts'
import { getMessage, updateMessage } from '../../../src/main/storage/messages.ts'
import { openStore } from '../../../src/main/storage/openStore.ts'
import { readSetting } from '../../../src/main/storage/settings.ts'
import { getTrace, letGoContexts, listContexts, listTurnFigures, recentTraces } from '../../../src/main/storage/traces.ts'
import { memorySnapshot, type Memory } from '../../../src/shared/memory.ts'
import { defaultStrategy } from '../../../src/shared/names.ts'
import { settings as settingsShape } from '../../../src/shared/settings.ts'
import { addTalk, exited, fingerprintsOf, memory, openOk, openToWrite, someTime, startChild, storeOptions, tempFolder } from './support.ts'

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

const oldPiece = { id: 'p', region: 'memories', text: 'my sister is called Nadia', tokens: 5, source: { kind: 'memory', memoryId: 'y', messageId: 'm1', conversationId: 'c', at: 1 }, label: 'personal', trust: 'user', score: 0.5, scores: {}, stability: 'volatile', marks: [], outcome: 'in', code: null, reason: 'Fits', wantedTokens: 5 }
/** A trace as version 2 kept it, without what later versions know. */
const oldTrace = {
  turnId: 't1', conversationId: 'c', userMessageId: 'm1', answerMessageId: 'm2', startedAt: 5, totalMs: 9, firstTokenMs: 3, status: 'done', failure: null,
  stages: [{ name: 'recall', startMs: 0, ms: 1, note: '', failed: null }, { name: 'generate', startMs: 1, ms: 6, note: '', failed: null }],
  understanding: null, plan: { providers: ['memories'], query: 'sister', shape: 'short' },
  route: { destination: 'local', modelId: 'local:small', modelName: 'small', rule: 'default-local', reason: 'Local by default', label: 'personal', task: 'chat', fallback: null },
  context: {
    window: 2048, reserve: 256, used: 100, counting: 'exact', tokenizer: 'small', regions: [{ region: 'memories', priority: 3, budget: 100, wanted: 5, kept: 5, pieces: 1, leftOut: 1, stability: 'volatile' }],
    pieces: [oldPiece, { ...oldPiece, id: 'q', outcome: 'out', code: 'over-budget' }], label: 'personal', keptPrefix: 0,
    prompt: [{ role: 'user', text: 'my sister is called Nadia', spans: [{ start: 0, end: 25, region: 'memories', pieceId: 'p' }] }],
  },
  usage: null, cost: 0.5, memoryAnswer: null, learned: [], notices: [],
}

/** A store as the second version wrote it: with a turn, a damaged one, and settings. */
function secondVersion(folder: string, settings: string): string {
  const database = firstVersion(folder)
  const connection = openConnection(database)
  migrate(connection, 2)
  const add = connection.prepare("INSERT INTO turn_trace (turn_id, conversation_id, user_message_id, answer_message_id, started_at, total_ms, first_token_ms, status, destination, model_id, prompt_tokens, output_tokens, cached_tokens, cost, body, summary) VALUES (?, 'c', 'm1', 'm2', ?, 9, 3, 'done', 'local', 'local:small', 100, 20, 0, 0.5, ?, NULL)")
  add.run('t1', 5, deflateRawSync(JSON.stringify(oldTrace), { level: 1 }))
  add.run('t2', 6, Buffer.from('no trace'))
  connection.prepare("INSERT INTO piece_use (turn_id, source_kind, source_id, stood) VALUES ('t1', 'memory', 'y', 1)").run()
  connection.prepare("INSERT INTO setting (key, value) VALUES ('settings', ?)").run(settings)
  connection.close()
  return database
}

/** A store as the fourth version wrote it: memories with sources and changes, also a forgotten one, and half of a surrogate pair. */
function fourthVersion(folder: string): string {
  const database = secondVersion(folder, '{}')
  const connection = openConnection(database)
  migrate(connection, 4)
  const add = connection.prepare(`INSERT INTO memory (id, kind, text, subject, key, importance, confidence, event_at, learned_at, updated_at, valid_from, valid_until, superseded_by, label, trust, pinned, state, uses, last_used_at, normalised)
    VALUES (?, 'semantic', ?, ?, 'user.home', 0.1, 1, NULL, 1, 2, 3, NULL, ?, 'local', 'user', 1, ?, 7, 5, ?)`)
  add.run('y1', 'I live in "Lyon"', 'Nadia O\'Brien', null, 'active', 'i live in lyon')
  add.run('y2', Buffer.from('half \ud83d', 'utf16le'), Buffer.from('half \ud83d', 'utf16le'), 'y1', 'superseded', 'half')
  add.run('y3', '', '', null, 'forgotten', '')
  connection.exec(`INSERT INTO memory_source (memory_id, message_id, conversation_id, start, "end", quote, at) VALUES ('y1', 'm1', 'c', 0, 2, 'my', 1), ('y1', NULL, NULL, 0, 1, 'x', 0);
    INSERT INTO memory_change (memory_id, at, author, action, reason, before) VALUES ('y1', 9, 'user', 'edited', 'by hand', 'I live in Paris'), ('y1', 1, 'rule', 'learned', 'home', NULL), ('y2', 1, 'rule', 'learned', 'home', NULL), ('y3', 1, 'user', 'forgotten', 'Forgotten by hand', NULL)`)
  connection.close()
  return database
}

test('[S13] memories of the fourth version keep everything, and their changes become numbered versions', async () => {
  const folder = tempFolder()
  fourthVersion(folder)
  const { write } = await openToWrite(folder)
  const source = { role: 'user', file: null }
  const y1 = memory('y1', 'I live in "Lyon"', {
    subject: 'Nadia O\'Brien', key: 'user.home', importance: 0.1, confidence: 1, learnedAt: 1, updatedAt: 2, validFrom: 3, label: 'local', pinned: true, uses: 7, lastUsedAt: 5,
    sources: [{ messageId: null, conversationId: null, start: 0, end: 1, quote: 'x', at: 0, ...source }, { messageId: 'm1', conversationId: 'c', start: 0, end: 2, quote: 'my', at: 1, ...source }] as Memory['sources'],
  })
  expect(getMemory(write, 'y1')).toEqual(y1)
  expect(getMemory(write, 'y2')).toMatchObject({ text: 'half \ud83d', subject: 'half \ud83d', state: 'superseded', supersededBy: 'y1' })
  expect(historyOf(write, 'y1').map((one) => [one.number, one.action, one.before, one.snapshot?.text])).toEqual([[1, 'learned', null, undefined], [2, 'edited', 'I live in Paris', 'I live in "Lyon"']])
  expect(historyOf(write, 'y1')[1]!.snapshot).toEqual(memorySnapshot.parse(y1))
  expect(historyOf(write, 'y2')[0]!.snapshot).toMatchObject({ text: 'half \ud83d', subject: 'half \ud83d' })
  expect(historyOf(write, 'y3')[0]!.snapshot).toBeNull()
  expect(findMemoriesByEntity(write, ['nadia o\'brien'], 5).map((one) => one.id)).toEqual(['y1'])
  expect(saveMemory(write, { ...y1, state: 'faded' }, { at: 10, author: 'rule', action: 'faded', reason: 'not used', before: null })).toBe(true)
  expect(historyOf(write, 'y1')).toHaveLength(3)
  expect(saveMemory(write, memory('y3', 'back again'), null)).toBe(false)
  forgetMemories(write, ['y1'], someTime, fingerprintsOf)
  expect(getMemory(write, 'y1')).toMatchObject({ text: '', sources: [{ quote: '' }, { quote: '' }] })
})

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

test('[S13] a store of the second version comes to the newest: its traces read, its figures are there as far as known', async () => {
  const folder = tempFolder()
  secondVersion(folder, '{}')
  const { write } = await openToWrite(folder)
  expect(getConversation(write, 'c')).toMatchObject({ title: 'Old talk', budget: null, goal: '', personaId: null })
  expect(getTrace(write, 't1')).toEqual({
    ...oldTrace, plan: { ...oldTrace.plan, lookFor: [], assumptions: [], questions: [], risks: [], tone: 'plain', keyPoints: [] },
    context: { ...oldTrace.context, regions: [{ ...oldTrace.context.regions[0], floor: 0 }], time: null, trusted: null, cutBy: [] },
    route: { ...oldTrace.route, policyRule: null, taskClass: null, difficulty: null, expectedCost: 0, alternatives: [], facts: null, asked: null },
    focus: null, epochId: null, strategy: '', fidelity: null, quality: null, tightened: null, fullHistoryTokens: null,
    costKnown: true, attempts: [], sources: [], cached: null, near: null, squeezed: [],
  })
  expect(() => getTrace(write, 't2')).toThrow('damaged')
  expect(recentTraces(write, { conversationId: null, limit: 5 }).map((one) => one.turnId)).toEqual(['t1'])
  expect(listTurnFigures(write, { since: 0, conversationId: 'c' })).toMatchObject([
    { turnId: 't1', window: 2048, reserve: 256, used: 100, generateMs: 6, strategy: '', fidelity: null, quality: null, given: 0, fullHistoryTokens: null, thumb: null, contextBytes: expect.any(Number) },
    { turnId: 't2', window: 0, used: 0, promptTokens: 100 },
  ])
  expect(listContexts(write, { conversationId: null, cursor: null, limit: 5 }).items).toMatchObject([
    { turnId: 't2', model: 'local:small', tokens: 100, pieces: 0, whole: true }, { turnId: 't1', question: 'my sister is called Nadia', model: 'small', tokens: 100, pieces: 1, leftOut: 1, whole: true },
  ])
})

test('[S13] a turn of the second version can be forgotten in and let go', async () => {
  const folder = tempFolder()
  secondVersion(folder, '{}')
  const { write } = await openToWrite(folder)
  saveMemory(write, memory('y', 'my sister is called Nadia'), null)
  forgetMemories(write, ['y'], someTime, fingerprintsOf)
  expect(getTrace(write, 't1')!.context).toMatchObject({ pieces: [{ text: '[forgotten]' }, { text: '[forgotten]' }], prompt: [{ text: '[forgotten]', spans: [{ start: 0, end: 11 }] }] })
  expect(letGoContexts(write, 100)).toBe(2)
  expect(getTrace(write, 't1')!.context).toMatchObject({ pieces: [{ text: '' }, { text: '' }], prompt: [{ role: 'user', text: '' }] })
  expect(getTrace(write, 't2')).toMatchObject({ context: null, notices: [expect.stringContaining('damaged')] })

  const other = tempFolder()
  secondVersion(other, '{}')
  const unread = await openToWrite(other)
  expect(letGoContexts(unread.write, 100)).toBe(2)
  expect(getTrace(unread.write, 't1')!.context).toMatchObject({ pieces: [{ text: '' }, { text: '' }], prompt: [{ role: 'user', text: '' }] })
})

const shareCases: [name: string, stored: string, expected: unknown][] = [
  ['set', '{"theme":"dark","regionShares":{"memories":300,"history":0},"later":{"deep":["\\ud83d",1.50]}}',
    { theme: 'dark', later: { deep: ['\ud83d', 1.5] }, strategy: { ...defaultStrategy, retrieval: { limit: 60, threshold: 0.14, redundancy: 0.93, feedback: true }, budget: { ...defaultStrategy.budget, regions: { memories: { share: 300 }, history: { share: 0 } } } }, strategyName: '' }],
  ['none', '{"theme":"dark","regionShares":{}}', { theme: 'dark' }],
  ['of unknown regions or broken', '{"theme":"dark","regionShares":{"attic":100,"core":1001,"tools":"50","message":-1}}', { theme: 'dark' }],
  ['no object', '{"theme":"dark","regionShares":[1]}', { theme: 'dark' }],
  ['absent', '{"theme":"dark"}', { theme: 'dark' }],
  ['beside a strategy that is there', '{"regionShares":{"core":100},"strategy":{"a":1}}', { strategy: { a: 1 } }],
]
for (const [name, stored, expected] of shareCases) {
  test(`[S65] shares of regions become budgets of the person's own strategy, and all else stays (${name})`, async () => {
    const folder = tempFolder()
    secondVersion(folder, stored)
    const { write } = await openToWrite(folder)
    expect(readSetting(write, 'settings')).toEqual(expected)
    const read = settingsShape.safeParse(expected)
    if (name === 'set') expect(read).toMatchObject({ success: true, data: { strategy: { budget: { regions: { memories: { share: 300 } } } } } })
  })
}

test('[S65] settings that cannot be read stay as they are', async () => {
  const folder = tempFolder()
  secondVersion(folder, '{"regionShares":{"core":1')
  const { write } = await openToWrite(folder)
  expect(connectionOf(write).prepare("SELECT value FROM setting WHERE key = 'settings'").pluck().get()).toBe('{"regionShares":{"core":1')
})

test('[S13] an upgraded store has the same shape as a new one', async () => {
  const shape = (store: Awaited<ReturnType<typeof openOk>>) => connectionOf(store.read).prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name').all()
  const old = tempFolder()
  firstVersion(old)
  const fresh = shape(await openOk(tempFolder()))
  expect(shape(await openOk(old))).toEqual(fresh)
  const older = tempFolder()
  secondVersion(older, '{}')
  expect(shape(await openOk(older))).toEqual(fresh)
  const fourth = tempFolder()
  fourthVersion(fourth)
  expect(shape(await openOk(fourth))).toEqual(fresh)
  const fifth = tempFolder()
  fourthVersion(fifth)
  const connection = openConnection(profilePaths(fifth).database)
  migrate(connection, 5)
  connection.close()
  expect(shape(await openOk(fifth))).toEqual(fresh)
})

test('[S122] an answer that may be given again leaves with its words: when a message changes, is forgotten in, or goes', async () => {
  const { write } = await openToWrite(tempFolder())
  const connection = connectionOf(write)
  const [q1, a1, q2, a2, q3, a3] = addTalk(write, 'c', ['my sister is called Nadia', 'Noted.', 'what is tea?', 'A drink.', 'and milk?', 'A drink too.'])
  const add = connection.prepare("INSERT INTO cached_answer (key, message_id, question_id, turn_id, at, expires_at, label, model_id, took_ms, vector, text_hash) VALUES (?, ?, ?, 't', 1, 2, 'open', 'm', 1, x'00', 'h')")
  add.run('one', a1, q1)
  add.run('two', a2, q2)
  add.run('three', a3, q3)
  const kept = () => connection.prepare('SELECT key FROM cached_answer ORDER BY key').pluck().all()
  updateMessage(write, a1!, { status: 'done' })
  expect(kept()).toEqual(['one', 'three', 'two'])
  updateMessage(write, a3!, { text: 'White.' })
  expect(kept()).toEqual(['one', 'two'])
  saveMemory(write, memory('y', 'my sister is called Nadia'), null)
  forgetMemories(write, ['y'], someTime, fingerprintsOf)
  expect(kept()).toEqual(['two'])
  connection.prepare('DELETE FROM message WHERE id IN (?, ?, ?)').run(a2, q3, a3)
  expect(kept()).toEqual([])
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

/** Every statement of the second step; of a long one the first, one in the middle and the last. */
const killedAt: [version: number, statement: number][] = migrations.slice(1).flatMap(({ version, statements: { length } }) =>
  (length < 10 ? Array.from({ length }, (_, at) => at + 1) : [1, Math.floor(length / 2), length]).map((statement): [number, number] => [version, statement]))

test('[S15] a kill at any statement of a migration leaves the version before, whole', async () => {
  const folder = tempFolder()
  const whole = secondVersion(folder, '{"regionShares":{"core":100}}')
  for (const [version, statement] of killedAt) {
    const file = join(folder, `killed-${version}-${statement}.db`)
    copyFileSync(whole, file)
    if (version === 2) copyFileSync(firstVersion(tempFolder()), file)
    if (version === 5) copyFileSync(fourthVersion(tempFolder()), file)
    const earlier = openConnection(file)
    migrate(earlier, version - 1)
    earlier.close()
    const before = dump(file)
    await exited(startChild('migrate.ts', file, String(version), String(statement)))
    expect(existsSync(`${file}-wal`)).toBe(true)
    const connection = openConnection(file)
    expect(connection.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(versionOf(connection)).toBe(version - 1)
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
