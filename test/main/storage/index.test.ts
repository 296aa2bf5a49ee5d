import { closeSync, openSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { load } from 'sqlite-vec'
import { expect, test } from 'vitest'
import { isSound, openIndexFile } from '../../../src/main/storage/index/indexFile.ts'
import { openSearchIndex, type IndexItem, type SearchIndex, type SearchIndexOptions } from '../../../src/main/storage/index/searchIndex.ts'
import { silentLog } from '../../../src/main/platform/log.ts'
import { afterwards, occurrences, root, someTime, tempFolder } from './support.ts'

const entry = join(root, 'src/main/storage/index/searchThread.ts')
const both = { kinds: ['memory', 'message'] as const, limit: 20 }

async function open(folder: string, patch: Partial<SearchIndexOptions> = {}): Promise<{ index: SearchIndex; rebuilt: string | null }> {
  const opened = await openSearchIndex({ file: join(folder, 'index.db'), entry, modelId: 'model:a', dimensions: 8, log: silentLog, ...patch })
  afterwards(() => opened.index.close())
  return opened
}

/** A unit vector that points along one axis, a little towards another. */
function along(axis: number, towards = axis, share = 0): Float32Array {
  const vector = new Float32Array(8)
  vector[axis] = 1
  vector[towards] = towards === axis ? 1 : share
  const length = Math.hypot(...vector)
  return vector.map((value) => value / length)
}

function item(id: string, text: string, patch: Partial<IndexItem> = {}): IndexItem {
  return { id, kind: 'message', text, around: '', at: someTime, conversationId: 'c', hash: `hash of ${id}`, vector: null, ...patch }
}

/** Id to hash of all memories and messages in an index. */
const known = async (index: SearchIndex) => new Map((await index.knownBetween(null, null, 10_000)).map((one) => [one.id, one.hash]))
const ids = (hits: readonly { id: string }[]) => hits.map((hit) => hit.id)

test('[S35] a text is found by its words: any of them, in any form, best first; what a person types is never an operator', async () => {
  const { index } = await open(tempFolder())
  await index.upsert([
    item('ferry', 'We took the ferries to Gozo'), item('both', 'The ferry and the harbour'), item('accent', 'Crème brûlée au café'), item('number', 'The code is 4471-B'),
    item('hebrew', 'שלום עולם'), item('hindi', 'मुझे चाय पसंद है'), item('underscore', 'call snake_case_name'), item('zero', 'before\0after'), item('half', 'lone \ud83d half'),
  ])
  expect(ids(await index.words('harbour ferry', both))).toEqual(['both', 'ferry'])
  const [best, next] = await index.words('harbour ferry', both)
  expect(best!.bm25).toBeGreaterThan(next!.bm25)
  expect(best).toEqual({ id: 'both', kind: 'message', bm25: expect.any(Number), conversationId: 'c', at: someTime })
  expect(ids(await index.words('CREME BRULEE', both))).toEqual(['accent'])
  expect(ids(await index.words('4471', both))).toEqual(['number'])
  expect(ids(await index.words('עולם', both))).toEqual(['hebrew'])
  expect(ids(await index.words('चाय', both))).toEqual(['hindi'])
  expect(ids(await index.words('snake_case_name', both))).toEqual(['underscore'])
  expect(ids(await index.words('after', both))).toEqual(['zero'])
  expect(ids(await index.words('half', both))).toEqual(['half'])
  for (const hostile of ['', '   ', '"', '""', "'", '*', '(', 'NEAR(', 'a AND', 'OR OR', 'text:', '-ferry', '^', '{text around}', '😀', '\ud83d', '\0', 'x'.repeat(100_000), '; DROP TABLE doc', '"ferry" OR', 'ferry*)']) {
    await expect(index.words(hostile, both), JSON.stringify(hostile)).resolves.toBeInstanceOf(Array)
  }
  expect(ids(await index.words('-ferry', both)).sort()).toEqual(['both', 'ferry'])
  expect(ids(await index.words('NOT ferry', both)).sort()).toEqual(['both', 'ferry'])
  expect(ids(await index.words(`ferry ${'filler '.repeat(5_000)} harbour`, both)).sort()).toEqual(['both', 'ferry'])
})

test('[S36] scripts without spaces are found by any part of a run, even one character', async () => {
  const { index } = await open(tempFolder())
  await index.upsert([item('zh', '我喜欢在星期天喝咖啡'), item('ja', 'コーヒーが好きです'), item('ko', '저는 커피를 좋아해요'), item('th', 'ฉันชอบกาแฟ'), item('mixed', '在Malta喝茶')])
  expect(ids(await index.words('咖啡', both))).toEqual(['zh'])
  expect(ids(await index.words('星期天', both))).toEqual(['zh'])
  expect(ids(await index.words('啡', both))).toEqual(['zh'])
  expect(ids(await index.words('コーヒー', both))).toEqual(['ja'])
  expect(ids(await index.words('커피', both))).toEqual(['ko'])
  expect(ids(await index.words('กาแฟ', both))).toEqual(['th'])
  expect(ids(await index.words('malta', both))).toEqual(['mixed'])
  expect(ids(await index.words('茶', both))).toEqual(['mixed'])
})

test('[S37] what stands around a text finds it too, and its weight can be set', async () => {
  const { index } = await open(tempFolder())
  await index.upsert([item('said', 'The ferry leaves at nine', { around: '7 May 2023, Sunday' }), item('after', 'Thank you', { around: 'The ferry leaves at nine\nNadia\n7 May 2023, Sunday' }), item('none', 'Something else')])
  expect(ids(await index.words('ferry', { ...both, fieldWeights: [10, 1] }))).toEqual(['said', 'after'])
  expect(ids(await index.words('ferry', { ...both, fieldWeights: [1, 10] }))).toEqual(['after', 'said'])
  expect(ids(await index.words('Nadia', both))).toEqual(['after'])
})

test('[S38] a text of like meaning is found by its vector, nearest first, by kind and without the conversation at hand', async () => {
  const { index } = await open(tempFolder())
  await index.upsert([
    item('near', 'a', { vector: along(0) }), item('close', 'b', { vector: along(0, 1, 0.5), conversationId: 'd' }), item('far', 'c', { vector: along(5) }),
    item('fact', 'd', { kind: 'memory', vector: along(0, 2, 0.2), conversationId: 'c' }), item('orphan', 'e', { kind: 'memory', vector: along(0, 3, 0.9), conversationId: null }), item('none', 'f'),
  ])
  const hits = await index.meaning(along(0), { ...both, limit: 4 })
  expect(ids(hits)).toEqual(['near', 'fact', 'close', 'orphan'])
  expect(hits[0]!.cosine).toBeCloseTo(1, 5)
  expect(hits[2]!.cosine).toBeCloseTo(1 / Math.hypot(1, 0.5), 5)
  expect(hits.map((hit) => hit.conversationId)).toEqual(['c', 'c', 'd', null])
  expect(ids(await index.meaning(along(0), { kinds: ['message'], limit: 2 }))).toEqual(['near', 'close'])
  expect(ids(await index.meaning(along(0), { ...both, limit: 3, notConversationId: 'c' }))).toEqual(['fact', 'close', 'orphan'])
  expect(ids(await index.words('a b c d', { ...both, notConversationId: 'c' })).sort()).toEqual(['close', 'fact'])
  expect(await index.vectors(['near', 'none', 'nobody'])).toEqual(new Map([['near', along(0)]]))
})

test('[S39] equal finds stand in the order of their ids, so the same question has the same answer', async () => {
  const { index } = await open(tempFolder())
  const names = ['e', 'b', 'd', 'a', 'c']
  await index.upsert(names.map((id) => item(id, 'the same words', { vector: along(3) })))
  expect(ids(await index.words('same words', { ...both, limit: 3 }))).toEqual(['a', 'b', 'c'])
  expect(ids(await index.meaning(along(3), both))).toEqual(['a', 'b', 'c', 'd', 'e'])
})

test('[S40] the index knows what it holds: a changed text replaces the old one, a removed one is gone, a missing vector is known', async () => {
  const { index } = await open(tempFolder())
  await index.upsert([item('a', 'ferry', { vector: along(0) }), item('b', 'harbour')])
  expect(await known(index)).toEqual(new Map([['a', 'hash of a'], ['b', 'hash of b~']]))
  await index.upsert([item('a', 'airport', { hash: 'new', vector: along(1) }), item('b', 'harbour', { vector: along(2) })])
  expect(await known(index)).toEqual(new Map([['a', 'new'], ['b', 'hash of b']]))
  expect(await index.words('ferry', both)).toEqual([])
  expect(await index.vectors(['a'])).toEqual(new Map([['a', along(1)]]))
  expect(await index.documentFrequencies(['harbours', 'AIRPORT', 'ferry', '', '"'])).toEqual({ total: 2, counts: [1, 1, 0, 0, 0] })
  await index.remove(['a', 'nobody'])
  expect(await known(index)).toEqual(new Map([['b', 'hash of b']]))
  expect(ids(await index.meaning(along(1), both))).toEqual(['b'])
})

test('[S41] among many texts, words that stand everywhere change no ranking', async () => {
  const { index } = await open(tempFolder())
  await index.upsert(Array.from({ length: 1_200 }, (_, at) => item(`m${String(at).padStart(4, '0')}`, `the talk of day ${at} was about ${at % 7 === 0 ? 'ferries' : 'trains'}`)))
  expect(ids(await index.words('what was the talk of day 700 about', both))[0]).toBe('m0700')
  const [withCommon, without] = await Promise.all([index.words('the ferry of day 700', both), index.words('ferry 700', both)])
  expect(ids(withCommon)).toEqual(ids(without))
  expect((await index.words('the talk', both)).length).toBe(20)
})

test('[S42] what is removed or replaced leaves no byte in the index, log included', async () => {
  const folder = tempFolder()
  const { index } = await open(folder)
  const vector = Float32Array.from([0.11, 0.22, 0.33, 0.44, 0.55, 0.66, 0.77, 0.88])
  const bytes = Buffer.from(vector.buffer).toString('latin1')
  const inFile = () => readFileSync(join(folder, 'index.db')).toString('latin1').includes(bytes)
  await index.upsert([item('stay', 'common words'), item('secret', 'my locker code is Quillfeather', { around: 'Quillfeather before', vector })])
  await index.remove(['nobody'])
  expect(occurrences(folder, 'uillfeath')).toBeGreaterThan(0)
  expect(inFile()).toBe(true)
  await index.remove(['secret'])
  expect(occurrences(folder, 'uillfeath')).toBe(0)
  expect(inFile()).toBe(false)
  await index.upsert([item('cut', 'it is Quillfeather again', { vector })])
  await index.remove(['nobody'])
  expect(occurrences(folder, 'uillfeath')).toBeGreaterThan(0)
  await index.upsert([item('cut', 'it is again', { vector: along(0) })])
  expect(occurrences(folder, 'uillfeath')).toBe(0)
  expect(inFile()).toBe(false)
  await index.erase()
  expect(ids(await index.words('common', both))).toEqual(['stay'])
  expect(ids(await index.meaning(along(0), both))).toEqual(['cut'])
})

async function filled(folder: string): Promise<void> {
  const { index } = await open(folder)
  await index.upsert(Array.from({ length: 300 }, (_, at) => item(`m${at}`, `a line about ferry number ${at}`, { vector: along(at % 8) })))
  await index.close()
}

test('[S43] an index that is missing is made new and says so; a sound one is kept', async () => {
  const folder = tempFolder()
  expect((await open(folder)).rebuilt).toContain('missing')
  const other = tempFolder()
  await filled(other)
  const again = await open(other)
  expect(again.rebuilt).toBeNull()
  expect((await known(again.index)).size).toBe(300)
  await again.index.close()
  rmSync(join(other, 'index.db'))
  const fresh = await open(other)
  expect(fresh.rebuilt).toContain('missing')
  await fresh.index.upsert([item('a', 'ferry')])
  expect(ids(await fresh.index.words('ferry', both))).toEqual(['a'])
})

test.each<[string, (file: string) => void]>([
  ['empty', (file) => truncateSync(file, 0)],
  ['cut in half', (file) => truncateSync(file, Math.floor(statSync(file).size / 2))],
  ['another kind of file', (file) => writeFileSync(file, 'no database '.repeat(1_000))],
  ['a broken header', (file) => overwrite(file, 0, Buffer.alloc(100, 3))],
  ['a broken schema page', (file) => overwrite(file, 100, Buffer.alloc(3_000, 255))],
  ['a word table that is gone', (file) => edit(file, 'DROP TABLE fts_message_data')],
  ['an index of another shape', (file) => edit(file, 'PRAGMA user_version = 99')],
])('[S43] an index that is damaged (%s) is made new and works', async (_name, damage) => {
  const folder = tempFolder()
  await filled(folder)
  damage(join(folder, 'index.db'))
  const { index, rebuilt } = await open(folder)
  expect(rebuilt).toContain('made again')
  expect((await known(index)).size).toBe(0)
  await index.upsert([item('a', 'ferry', { vector: along(0) })])
  expect(ids(await index.words('ferry', both))).toEqual(['a'])
  expect(ids(await index.meaning(along(0), both))).toEqual(['a'])
})

test('[S44] damage that shows only in use rejects that call, makes the index new, and says so', async () => {
  const folder = tempFolder()
  await filled(folder)
  const heard: string[] = []
  const { index } = await open(folder, { onRebuilt: (why) => heard.push(why) })
  edit(join(folder, 'index.db'), "UPDATE fts_message_data SET block = x'00' WHERE id > 10")
  await expect(index.words('ferry', both)).rejects.toThrow()
  expect(heard).toEqual([expect.stringContaining('made again')])
  expect((await known(index)).size).toBe(0)
  await index.upsert([item('a', 'ferry')])
  expect(ids(await index.words('ferry', both))).toEqual(['a'])
})

test('[S44] damage that no question meets is found when the whole index is read', async () => {
  const folder = tempFolder()
  await filled(folder)
  const file = join(folder, 'index.db')
  const sound = () => {
    const { db, rebuilt } = openIndexFile(file, 'model:a', 8)
    expect(rebuilt).toBeNull()
    try { return isSound(db) } finally { db.close() }
  }
  expect(sound()).toBe(true)
  edit(file, "UPDATE fts_message_content SET c0 = 'other words' WHERE id = 7")
  expect(sound()).toBe(false)
})

test('[S45] a text can be removed even when its vector is damaged', async () => {
  const folder = tempFolder()
  await filled(folder)
  const { index } = await open(folder)
  edit(join(folder, 'index.db'), 'DELETE FROM vec_chunks; DELETE FROM vec_vector_chunks00')
  await index.remove(['m3'])
  expect((await known(index)).has('m3')).toBe(false)
  expect(ids(await index.words('"number 3"', both))).not.toContain('m3')
})

test('[S46] vectors belong to one model and dimension: another model finds none, and words stay', async () => {
  const folder = tempFolder()
  await filled(folder)
  const { index, rebuilt } = await open(folder, { modelId: 'model:b', dimensions: 4 })
  expect(rebuilt).toBeNull()
  const unit = Float32Array.from([1, 0, 0, 0])
  expect(await index.meaning(unit, both)).toEqual([])
  expect([...(await known(index)).values()].every((hash) => hash.endsWith('~'))).toBe(true)
  expect((await index.words('ferry', both)).length).toBe(20)
  await index.upsert([item('m1', 'a line about ferry number 1', { vector: unit })])
  expect(ids(await index.meaning(unit, both))).toEqual(['m1'])
  expect((await known(index)).get('m1')).toBe('hash of m1')
})

test('[S47] when the search thread dies, open calls are rejected and the next one works', async () => {
  const folder = tempFolder()
  await filled(folder)
  const { index } = await open(folder)
  // What cannot be indexed is one rejected call; the thread lives on.
  await expect(index.upsert([item('fine', 'x'), item('bad', 'x', { vector: new Float32Array(3) })])).rejects.toThrow()
  expect((await known(index)).size).toBe(300)
  const crashing = await open(tempFolder(), { entry: join(import.meta.dirname, 'children/crashingThread.ts') })
  await expect(Promise.all([crashing.index.words('crash', both), crashing.index.counts()])).rejects.toThrow('search thread ended')
  expect(await crashing.index.words('fine', both)).toEqual([])
  await crashing.index.close()
  await expect(crashing.index.counts()).rejects.toThrow('closed')
})

function overwrite(file: string, at: number, bytes: Buffer): void {
  const handle = openSync(file, 'r+')
  writeSync(handle, bytes, 0, bytes.length, at)
  closeSync(handle)
}

function edit(file: string, sql: string): void {
  const db = new Database(file)
  db.unsafeMode(true)
  load(db)
  db.exec(sql)
  db.close()
}
