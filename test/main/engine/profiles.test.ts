import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { scriptedModel } from '../../../src/main/models/scripted/scriptedModel.ts'
import { createProfileBook } from '../../../src/main/engine/profileBook.ts'
import { createEventStream } from '../../../src/main/engine/eventStream.ts'
import { silentLog } from '../../../src/main/platform/log.ts'
import type { Context } from '../../../src/shared/piece.ts'
import { openStore } from '../../../src/main/storage/openStore.ts'
import { openTestEngine, type TestEngine } from '../../support/testEngine.ts'

let open: TestEngine | null = null
afterEach(async () => { await open?.close(); open = null })

const pause = (ms: number) => new Promise((resolve) => { setTimeout(resolve, ms) })

async function until(isSo: () => Promise<boolean> | boolean): Promise<void> {
  for (let waited = 0; waited < 400; waited++) {
    if (await isSo()) return
    await pause(10)
  }
  throw new Error('it never came to that')
}

const isMeasuring = (request: { readonly conversationId: string }) => request.conversationId === 'calibration'

test('[E12] measuring gives way to a turn and goes on later by itself; what the person stops does not', async () => {
  const model = scriptedModel({ answers: (request) => isMeasuring(request) ? { text: 'still thinking', hangAfter: 1 } : 'Hello.', windowTokens: 2048 })
  open = await openTestEngine({ chat: [model], engine: { calibrateAfterMs: 20 } })
  const asked = () => model.requests.filter(isMeasuring).length
  const conversation = await open.newConversation()
  await open.say(conversation.id, 'Hello there')
  await until(() => asked() === 1)
  await open.say(conversation.id, 'Hello once more')
  expect(model.requests.find(isMeasuring)!.signal.aborted).toBe(true)
  await until(() => asked() === 2)
  await open.ask('profiles.stop', {})
  await until(async () => (await open!.ask('profiles.list', {})).running === null)
  await pause(100)
  expect(asked()).toBe(2)
})

test('[E12] what the person edits while a model is measured stays as they said', async () => {
  const model = scriptedModel({ answers: (request) => isMeasuring(request) ? { text: 'no idea', timing: { readMs: 100, readTokens: 50, writeMs: 10, writtenTokens: 2 } } : 'Hello.', windowTokens: 1024, delayMs: 2 })
  open = await openTestEngine({ chat: [model], engine: { calibrateAfterMs: 10 } })
  const conversation = await open.newConversation()
  await open.say(conversation.id, 'Hello there')
  await until(() => model.requests.some(isMeasuring))
  await open.ask('profiles.edit', { key: 'scripted', notes: 7 })
  await until(async () => (await open!.ask('profiles.list', {})).profiles[0]?.calibratedAt !== null)
  expect((await open.ask('profiles.list', {})).profiles[0]).toMatchObject({ state: 'edited', notes: 7 })
})

test('[E12] a model that cannot be opened is not measured, and the reason is told', async () => {
  open = await openTestEngine({ chat: [scriptedModel({ answers: ['Hello.'] })] })
  expect(await open.refuse('profiles.measure', { modelId: 'local:gone' })).toMatchObject({ kind: 'not-found' })
})

test('[E13] the margin of an estimate settles at what a provider reports, however often it answers', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'casement-profiles-'))
  const opened = await openStore({ folder, holder: { host: 'test', pid: process.pid, since: 0 }, now: () => 0, log: silentLog })
  if (!opened.ok) throw new Error(opened.error.message)
  const store = opened.value
  try {
    const book = createProfileBook(store, createEventStream(silentLog))
    const model = scriptedModel({ place: 'cloud', answers: [''], key: 'somewhere:model' })
    for (let turn = 0; turn < 20; turn++) {
      const used = Math.ceil(1000 * book.margin(model.key))
      book.noteUse({ model, context: { counting: 'estimate', used } as Context, timing: null, usage: { promptTokens: 1200, evaluatedTokens: 1200, cachedTokens: 0, outputTokens: 1, reported: true } })
    }
    expect(book.margin(model.key)).toBeGreaterThanOrEqual(1.2)
    expect(book.margin(model.key)).toBeLessThan(1.25)
    expect(createProfileBook(store, createEventStream(silentLog)).margin(model.key)).toBe(book.margin(model.key))
  } finally {
    store.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
