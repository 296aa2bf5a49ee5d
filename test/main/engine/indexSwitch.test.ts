import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { createIndexSwitch, type IndexSwitch } from '../../../src/main/engine/indexSwitch.ts'
import type { Embedder } from '../../../src/main/models/ports.ts'
import { silentLog } from '../../../src/main/platform/log.ts'
import { run } from '../../../src/main/storage/database.ts'
import { besideFile, modelOfIndex } from '../../../src/main/storage/index/indexFiles.ts'
import { startEmbedder } from '../../support/modelProcesses.ts'
import { addTalk, entry, openWorld, scriptedEmbedder, vectorOf } from './indexWorld.ts'

const closers: (() => Promise<void>)[] = []
afterEach(async () => { for (const close of closers.splice(0).reverse()) await close() })

async function open() {
  const world = await openWorld()
  closers.push(world.close)
  const small = scriptedEmbedder('scripted:small', 32)
  const large = scriptedEmbedder('scripted:large', 200)
  const installed: Embedder[] = [small, large]
  const start = async (embedder: Embedder) => {
    const made = await createIndexSwitch({ file: world.index, entry, db: world.write, embedder, embedderOf: async (id) => installed.find((one) => one.modelId === id) ?? null, log: silentLog, onChange() {} })
    closers.push(made.close)
    return made
  }
  return { ...world, small, large, installed, start }
}

const texts = Array.from({ length: 60 }, (_, at) => `thought number ${at} about the harbour`)
const messages = { kinds: ['message'] as const, limit: 3 }
const indexes = (folder: string) => readdirSync(folder).filter((name) => /^index.*\.db$/.test(name)).sort()
/** What is found for a text by its vector, asked as a turn asks. */
async function nearest(made: IndexSwitch, text: string): Promise<string | undefined> {
  const { index, embedder } = made.current()
  return (await index.meaning((await embedder.embed([text]))[0]!, messages))[0]?.id
}

test('[S110] while another model is read in, the old index serves, whole; then the new one takes its place and the old one is gone', async () => {
  const { write, folder, index: file, small, large, start } = await open()
  addTalk(write, 'c', texts)
  const made = await start(small)
  await made.indexer.catchUp()
  expect(await nearest(made, texts[7]!)).toBe('c_007')
  const release = large.hold()
  made.use(large)
  await expect.poll(() => made.state().beside).toEqual({ model: 'scripted:large', done: 0, total: 61 })
  expect(made.current().embedder.modelId).toBe('scripted:small')
  expect(await nearest(made, texts[8]!)).toBe('c_008')
  expect(indexes(folder)).toHaveLength(2)
  release()
  await expect.poll(() => made.current().embedder.modelId).toBe('scripted:large')
  await expect.poll(() => indexes(folder)).toEqual(['index.db'])
  expect(made.state()).toMatchObject({ beside: null })
  expect(await nearest(made, texts[9]!)).toBe('c_009')
  expect((await made.index.words('harbour', messages)).length).toBe(3)
  await made.close()
  expect(modelOfIndex(file)).toEqual({ modelId: 'scripted:large', dimensions: 200 })
  const count = large.made.length
  const again = await start(large)
  await again.indexer.catchUp()
  expect(await nearest(again, texts[3]!)).toBe('c_003')
  // Only the question was new.
  expect(large.made.length - count).toBe(1)
})

test('[S110] a restart in the middle goes on where it was, with the old index still serving', async () => {
  const { write, folder, small, large, start } = await open()
  addTalk(write, 'c', texts)
  const first = await start(small)
  await first.indexer.catchUp()
  const release = large.hold(32)
  first.use(large)
  await expect.poll(() => large.made.length).toBeGreaterThanOrEqual(32)
  const closed = first.close()
  release()
  await closed
  const done = large.made.length
  expect(done).toBeLessThan(61)
  const held = large.hold()
  const again = await start(large)
  expect(again.rebuilt).toBeNull()
  expect(again.current().embedder.modelId).toBe('scripted:small')
  expect(await nearest(again, texts[5]!)).toBe('c_005')
  await again.indexer.catchUp()
  await expect.poll(() => again.state().beside?.model).toBe('scripted:large')
  held()
  await expect.poll(() => again.current().embedder.modelId).toBe('scripted:large')
  await expect.poll(() => indexes(folder)).toEqual(['index.db'])
  // Every text once, sessions too, over both starts.
  expect(large.made.length).toBe(61)
  expect(await nearest(again, texts[5]!)).toBe('c_005')
})

test('[S110] a wish that is taken back, or replaced by another one, drops what was made for it', async () => {
  const { write, folder, small, large, start } = await open()
  addTalk(write, 'c', texts)
  const made = await start(small)
  await made.indexer.catchUp()
  const release = large.hold()
  made.use(large)
  await expect.poll(() => made.state().beside?.model).toBe('scripted:large')
  made.use(small)
  release()
  await expect.poll(() => made.state().beside).toBeNull()
  await expect.poll(() => indexes(folder)).toEqual(['index.db'])
  expect(await nearest(made, texts[4]!)).toBe('c_004')
  large.hold()
  made.use(large)
  const third = scriptedEmbedder('scripted:third', 48)
  made.use(third)
  await expect.poll(() => made.current().embedder.modelId).toBe('scripted:third')
  await expect.poll(() => indexes(folder)).toEqual(['index.db'])
})

test('[S111] a vector of the model before finds nothing after the change, and words still do', async () => {
  const { write, small, start } = await open()
  addTalk(write, 'c', texts)
  const made = await start(small)
  await made.indexer.catchUp()
  const before = made.current()
  made.use(scriptedEmbedder('scripted:twin', 32))
  await expect.poll(() => made.current().embedder.modelId).toBe('scripted:twin')
  // As many dimensions, another meaning.
  expect(await before.index.meaning(vectorOf(texts[1]!, 32), messages)).toEqual([])
  expect(await before.index.vectors(['c_001'])).toEqual(new Map())
  expect((await before.index.words('number 1', messages)).length).toBe(3)
  expect(await made.current().index.meaning(vectorOf(texts[1]!, 32), messages)).toHaveLength(3)
  expect(await made.index.meaning(vectorOf(texts[1]!, 7), messages)).toEqual([])
})

test('[S112] what is said and forgotten meanwhile stands and is gone in both', async () => {
  const { write, folder, small, large, start } = await open()
  const ids = addTalk(write, 'c', [...texts, 'my locker code is Quillfeather'])
  const made = await start(small)
  await made.indexer.catchUp()
  const release = large.hold(32)
  made.use(large)
  await expect.poll(() => large.made.length).toBeGreaterThanOrEqual(32)
  const beside = besideFile(join(folder, 'index.db'), large)
  const holds = (path: string) => ['', '-wal'].some((end) => existsSync(path + end) && readFileSync(path + end).includes('uillfeather'))
  expect([holds(join(folder, 'index.db')), holds(beside)]).toEqual([true, true])
  run(write, "INSERT INTO unrecallable (message_id, reason) VALUES (?, 'told')", ids.at(-1)!)
  const [said] = addTalk(write, 'd', ['a new lighthouse'])
  made.indexer.changed([ids.at(-1)!, said!])
  release()
  await expect.poll(() => [holds(join(folder, 'index.db')), holds(beside)]).toEqual([false, false])
  await expect.poll(() => made.current().embedder.modelId).toBe('scripted:large')
  expect(await nearest(made, 'a new lighthouse')).toBe(said)
  expect(await made.index.words('Quillfeather', messages)).toEqual([])
})

test('[S110] an index of a model that is not installed any more keeps its words and is made anew in its place', async () => {
  const { write, small, large, installed, start } = await open()
  addTalk(write, 'c', texts)
  const first = await start(small)
  await first.indexer.catchUp()
  await first.close()
  installed.splice(0)
  const made = await start(large)
  expect(made.current().embedder.modelId).toBe('scripted:large')
  expect((await made.index.words('harbour', messages)).length).toBe(3)
  await made.indexer.catchUp()
  expect(await nearest(made, texts[2]!)).toBe('c_002')
})

test('[S110] the bundled model takes over from a scripted one, and finds by meaning', async () => {
  const { write, small, start } = await open()
  addTalk(write, 'c', ['We sailed to the island on a ship', 'The invoice is overdue', 'Her violin needs new strings'])
  const made = await start(small)
  await made.indexer.catchUp()
  const { embedder, process } = startEmbedder()
  closers.push(async () => { await process.close() })
  made.use(embedder)
  await expect.poll(() => made.current().embedder.modelId).toBe(embedder.modelId)
  expect(await nearest(made, 'a boat trip')).toBe('c_000')
  expect(await nearest(made, 'unpaid bill')).toBe('c_001')
  await made.close()
})
