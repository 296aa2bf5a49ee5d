import Database from 'better-sqlite3'
import { load } from 'sqlite-vec'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { countInFolder, countInPacked, formsOfText, formsOfVector } from '../../../src/main/bench/forget/searchBytes.ts'
import { scriptedModel } from '../../../src/main/models/scripted/scriptedModel.ts'
import { openStore } from '../../../src/main/storage/openStore.ts'
import { silentLog } from '../../../src/main/platform/log.ts'
import { openTestEngine, type TestEngine } from '../../support/testEngine.ts'

const closers: (() => unknown)[] = []
afterEach(async () => { for (const close of closers.splice(0).reverse()) await close() })
const patient = { timeout: 30_000, interval: 50 }
const day = 86_400_000

/** The vectors of all texts of the index that hold a word, or nothing while one of them is still to be made. */
function vectorsOf(profile: string, word: string): Float32Array[] {
  const db = new Database(join(profile, 'index.db'), { readonly: true })
  try {
    load(db)
    const numbers = ['memory', 'message', 'session'].flatMap((kind) => db.prepare(`SELECT rowid FROM fts_${kind} WHERE text LIKE ?`).pluck().all(`%${word}%`) as number[])
    const vectors = numbers.map((number) => db.prepare('SELECT embedding FROM vec WHERE rowid = ?').pluck().get(BigInt(number)) as Buffer | undefined)
    return vectors.some((vector) => vector === undefined) ? [] : vectors.map((vector) => new Float32Array(new Uint8Array(vector!).buffer))
  } finally { db.close() }
}

/** A profile with a talk that tells something, its answer that says it in other words, a made summary, and another talk of another time. */
async function talks() {
  const folder = mkdtempSync(join(tmpdir(), 'casement-ways-'))
  closers.push(() => rmSync(folder, { recursive: true, force: true }))
  const model = scriptedModel({ answers: (request) => request.messages.at(-1)!.text.includes('her name') ? 'Her name is Quillonia. It rains.' : 'Noted.' })
  const engine = await openTestEngine({ chat: [model], profile: join(folder, 'profile'), settings: { answerFromMemory: false } })
  closers.push(() => engine.engine.close())
  const { id } = await engine.newConversation()
  for (const text of ['My sister is called Quillonia.', 'I keep bees.', 'What is her name, my sister’s?', 'The ferry leaves at nine.', 'We take the early one.', 'It costs forty euros.', 'We pay in cash.']) await engine.say(id, text)
  const other = await engine.newConversation()
  await engine.say(other.id, 'My brother is called Tomas.')
  return { engine, id, other: other.id }
}

async function forgetBy(engine: TestEngine, filter: Record<string, unknown>): Promise<{ summaries: number; answers: number }> {
  await expect.poll(() => vectorsOf(engine.profile, 'Quillonia').length, patient).toBeGreaterThanOrEqual(3)
  const vectors = vectorsOf(engine.profile, 'Quillonia')
  const forms = [...formsOfText('Quillonia'), ...vectors.flatMap(formsOfVector)]
  // What looks for it must be able to find it.
  for (const vector of vectors) expect(Object.keys(countInFolder(engine.profile, formsOfVector(vector))).join()).toContain('index.db')
  expect(Object.keys(countInFolder(engine.profile, formsOfText('Quillonia'))).join()).toContain('casement.db')
  const { previewId, ...shown } = await engine.ask('memories.forgetPreview', { filter })
  expect(shown.memories.map((one) => one.text).join()).toContain('Quillonia')
  await engine.ask('memories.forgetSelected', { previewId })
  await engine.engine.close()
  expect(countInFolder(engine.profile, forms)).toEqual({})
  const store = await openStore({ folder: engine.profile, holder: { host: 'test', pid: process.pid, since: Date.now() }, now: Date.now, log: silentLog })
  if (!store.ok) throw new Error(store.error.message)
  expect(countInPacked(store.value.read, formsOfText('Quillonia'))).toBe(0)
  store.value.close()
  return shown
}

test.each(['compaction', 'checkpoint'] as const)('[E135] forgotten by conversation, nothing is left in any byte: words, vectors, and a %s that says them', async (kind) => {
  const { engine, id } = await talks()
  const epoch = await engine.ask('epochs.make', { conversationId: id, kind })
  expect(epoch.text).toContain('Quillonia')
  expect(await forgetBy(engine, { conversationId: id })).toMatchObject({ summaries: 1, answers: 1 })
  const again = await engine.reopen()
  closers.push(() => again.close())
  expect((await again.ask('memories.list', {})).items.map((one) => one.text)).toEqual(['My brother is called Tomas.'])
  expect((await again.ask('epochs.list', { conversationId: id })).epochs.map((one) => one.text).join()).not.toContain('Quillonia')
}, 90_000)

test('[E135] forgotten by time, nothing is left in any byte either; what happened at another time stays', async () => {
  const { engine } = await talks()
  await engine.ask('memories.add', { text: 'I was in Ghent.', eventAt: Date.now() - 400 * day })
  await forgetBy(engine, { from: Date.now() - day, until: Date.now() + day })
  const again = await engine.reopen()
  closers.push(() => again.close())
  expect((await again.ask('memories.list', {})).items.map((one) => one.text)).toEqual(['I was in Ghent.'])
}, 90_000)
