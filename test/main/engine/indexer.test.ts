import { afterEach, expect, test } from 'vitest'
import { createIndexer } from '../../../src/main/engine/indexer.ts'
import { silentLog } from '../../../src/main/platform/log.ts'
import { run } from '../../../src/main/storage/database.ts'
import { openSearchIndex, type SearchIndex } from '../../../src/main/storage/index/searchIndex.ts'
import { loadIndexable } from '../../../src/main/storage/indexable.ts'
import { updateMessage } from '../../../src/main/storage/messages.ts'
import { addTalk, entry, openWorld, scriptedEmbedder, vectorOf } from './indexWorld.ts'

const closers: (() => Promise<void>)[] = []
afterEach(async () => { for (const close of closers.splice(0).reverse()) await close() })

async function open() {
  const world = await openWorld()
  closers.push(world.close)
  const embedder = scriptedEmbedder('scripted:a', 64)
  const start = async () => {
    const { index } = await openSearchIndex({ file: world.index, entry, modelId: embedder.modelId, dimensions: embedder.dimensions, log: silentLog })
    const indexer = createIndexer(world.write, index, embedder, silentLog, () => {})
    const close = async () => { await indexer.close(); await index.close() }
    closers.push(close)
    return { index, indexer, close }
  }
  return { ...world, embedder, start }
}

const texts = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => `thought number ${from + at} about the harbour`)
const all = { kinds: ['memory', 'message', 'session'] as const, limit: 200 }
const ids = (hits: readonly { id: string }[]) => hits.map((hit) => hit.id).sort()
const likeness = (one: Float32Array, other: Float32Array) => one.reduce((sum, value, at) => sum + value * other[at]!, 0)
/** Everything that is indexed, with what is missing. */
const state = async (index: SearchIndex) => ({ ids: [...await index.knownBetween(null, null, 10_000), ...await index.knownSessions(null, null)].map((one) => one.id).sort(), ...await index.counts() })

test('[S108] a store is indexed with its sessions, and what lies there already is not made again', async () => {
  const { write, embedder, start } = await open()
  const talk = addTalk(write, 'c', texts(0, 40))
  const { index, indexer, close } = await start()
  await indexer.catchUp()
  expect(indexer.state().state).toBe('ready')
  expect(await state(index)).toEqual({ ids: [...talk, 's_c_000'].sort(), texts: 41, lacking: 0 })
  expect(ids(await index.meaning(vectorOf('thought number 7 about the harbour', 64), { kinds: ['message'], limit: 1 }))).toEqual(['c_007'])
  expect(ids(await index.words('harbour', { kinds: ['session'], limit: 5 }))).toEqual(['s_c_000'])
  const made = embedder.made.length
  await indexer.catchUp()
  await close()
  const again = await start()
  await again.indexer.catchUp()
  expect(embedder.made.length).toBe(made)
})

test('[S108] a rebuild that was stopped goes on where it was: words first, and no vector is made twice', async () => {
  const { write, embedder, start } = await open()
  addTalk(write, 'c', texts(0, 100))
  const first = await start()
  const release = embedder.hold()
  const whole = first.indexer.catchUp()
  await expect.poll(() => first.index.counts()).toEqual({ texts: 101, lacking: 101 })
  // Found by its words long before its vector is there.
  expect(ids(await first.index.words('number 99', { kinds: ['message'], limit: 1 }))).toEqual(['c_099'])
  const goOn = embedder.hold(32)
  release()
  await expect.poll(() => embedder.made.length).toBeGreaterThanOrEqual(32)
  const closed = first.close()
  goOn()
  await Promise.all([closed, whole])
  const before = embedder.made.length
  expect(before).toBeLessThan(101)
  const again = await start()
  await again.indexer.catchUp()
  expect(await again.index.counts()).toEqual({ texts: 101, lacking: 0 })
  expect(embedder.made.length).toBe(101)
  expect(new Set(embedder.made).size).toBe(101)
})

test('[S108] what changed or left while nobody looked is mended at the next comparison', async () => {
  const { write, embedder, start } = await open()
  const talk = addTalk(write, 'c', texts(0, 30))
  addTalk(write, 'gone', ['a secret Quillfeather'])
  const { index, indexer } = await start()
  await indexer.catchUp()
  const made = embedder.made.length
  updateMessage(write, talk[5]!, { text: 'the lighthouse instead' })
  run(write, "INSERT INTO unrecallable (message_id, reason) VALUES (?, 'answer')", talk[9]!)
  run(write, "UPDATE conversation SET deleted_at = 1 WHERE id = 'gone'")
  await indexer.catchUp()
  expect(ids(await index.words('lighthouse', all))).toEqual(['c_005', 'c_006', 's_c_000'])
  expect(ids(await index.words('Quillfeather', all))).toEqual([])
  const { ids: known } = await state(index)
  expect(known).not.toContain('c_009')
  expect(known).not.toContain('s_gone_000')
  // The changed one, those that stand behind a changed one, and their session: nothing else is made again.
  expect(embedder.made.length - made).toBeLessThanOrEqual(4)
})

test('[S101] a message that changes, or may not be recalled any more, changes its session at once; splitting it makes two', async () => {
  const { write, start } = await open()
  const talk = addTalk(write, 'c', ['the old code is Quillfeather', 'we met at noon', 'and left at nine'])
  const { index, indexer } = await start()
  await indexer.catchUp()
  expect(ids(await index.words('Quillfeather', { kinds: ['session'], limit: 5 }))).toEqual(['s_c_000'])
  updateMessage(write, talk[0]!, { text: 'the old code is gone' })
  indexer.changed([talk[0]!, talk[1]!])
  await indexer.settled()
  expect(ids(await index.words('Quillfeather', all))).toEqual([])
  expect(ids(await index.words('gone', all))).toEqual(['c_000', 'c_001', 's_c_000'])
  run(write, "INSERT INTO unrecallable (message_id, reason) VALUES (?, 'answer')", talk[0]!)
  indexer.changed([talk[0]!])
  await indexer.settled()
  expect(await state(index)).toMatchObject({ ids: ['c_001', 'c_002', 's_c_001'] })
  // Its vector follows in the background.
  await expect.poll(() => index.counts()).toEqual({ texts: 3, lacking: 0 })
  run(write, 'UPDATE message SET created_at = created_at + 36000000 WHERE id = ?', talk[2]!)
  indexer.changed([talk[2]!])
  await indexer.settled()
  expect((await state(index)).ids).toEqual(['c_001', 'c_002', 's_c_001', 's_c_002'])
})

test('[S109] the background stands still while somebody is answered, unless that turn waits for it', async () => {
  const { write, embedder, start } = await open()
  addTalk(write, 'c', texts(0, 120))
  const { index, indexer } = await start()
  let ended = (): void => {}
  indexer.giveWay(new Promise<void>((resolve) => { ended = resolve }))
  const whole = indexer.catchUp()
  await new Promise((resolve) => { setTimeout(resolve, 300) })
  const held = embedder.made.length
  expect(held).toBeLessThan(120)
  // What the turn itself brings is indexed all the same.
  const [said] = addTalk(write, 'd', ['a new lighthouse'])
  indexer.changed([said!])
  await expect.poll(async () => ids(await index.words('lighthouse', { kinds: ['message'], limit: 5 }))).toEqual([said])
  await new Promise((resolve) => { setTimeout(resolve, 300) })
  expect(embedder.made.length).toBeLessThanOrEqual(held + 2)
  ended()
  await whole
  expect((await index.counts()).lacking).toBe(0)
  indexer.giveWay(new Promise(() => {}))
  const more = addTalk(write, 'e', texts(200, 240))
  indexer.changed(more)
  await indexer.settled()
  expect(ids(await index.words('thought', { kinds: ['message'], limit: 500 }))).toEqual(expect.arrayContaining(more))
})

test('[S108] a model that cannot answer leaves words, says so, and the rest is made when it can', async () => {
  const { write, embedder, start } = await open()
  addTalk(write, 'c', texts(0, 20))
  const { index, indexer } = await start()
  embedder.breakDown(true)
  await indexer.catchUp()
  expect(await index.counts()).toEqual({ texts: 21, lacking: 21 })
  expect((await index.words('harbour', { kinds: ['message'], limit: 50 })).length).toBe(20)
  embedder.breakDown(false)
  const [said] = addTalk(write, 'd', ['hello'])
  indexer.changed([said!])
  await expect.poll(() => index.counts()).toEqual({ texts: 23, lacking: 0 })
})

test.each([1, 40])('[S108] what is taken out of %i messages as the index closes is gone from their sessions too; what is left is there after the next start', async (count) => {
  const { write, start } = await open()
  const talk = addTalk(write, 'c', [...texts(0, 3), ...texts(3, 3 + count).map((text) => `${text} Quillfeather`)])
  const { index, indexer, close } = await start()
  await indexer.catchUp()
  expect(await index.words('Quillfeather', all)).toHaveLength(count + 1)
  talk.slice(3).forEach((id, at) => { updateMessage(write, id, { text: texts(3 + at, 4 + at)[0]! }) })
  indexer.changed(talk.slice(3))
  await close()
  const again = await start()
  expect(await again.index.words('Quillfeather', all)).toEqual([])
  await again.indexer.catchUp()
  expect(await again.index.words('harbour', all)).toHaveLength(count + 4)
})

test('[S101] [S108] what many conversations lose leaves all of their sessions before anything else goes on, also where the index closes in the middle of it', async () => {
  const { write, start } = await open()
  const ids = Array.from({ length: 80 }, (_, at) => addTalk(write, `c${at}`, [`${texts(at, at + 1)[0]} Quillfeather`])[0]!)
  const { index, indexer, close } = await start()
  await indexer.catchUp()
  expect(await index.words('Quillfeather', all)).toHaveLength(160)
  ids.forEach((id, at) => { updateMessage(write, id, { text: texts(at, at + 1)[0]! }) })
  indexer.changed(ids)
  await expect.poll(() => index.words('Quillfeather', { ...all, kinds: ['message'] }), { interval: 1 }).toEqual([])
  await close()
  const again = await start()
  expect(await again.index.words('Quillfeather', all)).toEqual([])
})

test.each([false, true])('[S113] what is cut or forgotten while the model reads it does not come into the index again, neither its words nor its vector (%s: in the background)', async (inBackground) => {
  const { write, embedder, start } = await open()
  const talk = addTalk(write, 'c', [...texts(0, 6), 'the code is Quillfeather', 'the key is Quillfeather'])
  const { index, indexer } = await start()
  const release = embedder.hold()
  if (inBackground) void indexer.catchUp()
  else indexer.changed(talk)
  await expect.poll(() => embedder.asked.some((text) => text.includes('Quillfeather'))).toBe(true)
  // Only what is being read already stands still.
  embedder.hold()()
  updateMessage(write, talk[6]!, { text: 'the code is [forgotten]' })
  run(write, "INSERT INTO unrecallable (message_id, reason) VALUES (?, 'forgotten')", talk[7]!)
  indexer.changed(talk.slice(6))
  if (inBackground) await expect.poll(() => index.places([talk[7]!])).toEqual([])
  release()
  await indexer.whole()
  expect(await index.words('Quillfeather', all)).toEqual([])
  expect((await state(index)).lacking).toBe(0)
  const vectors = await index.vectors([talk[6]!, talk[7]!, 's_c_000'])
  expect([...vectors.keys()].sort()).toEqual([talk[6]!, 's_c_000'])
  const now = loadIndexable(write, ['s_c_000'])[0]!
  for (const [id, text] of [[talk[6]!, 'the code is [forgotten]'], ['s_c_000', now.meaningText ?? now.text]] as const) {
    expect(likeness(vectors.get(id)!, vectorOf(text, 64)), id).toBeGreaterThan(0.98)
  }
})
