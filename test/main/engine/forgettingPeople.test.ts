import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { scriptedModel } from '../../../src/main/models/scripted/scriptedModel.ts'
import { openTestEngine, type TestEngine } from '../../support/testEngine.ts'

const closers: (() => unknown)[] = []
afterEach(async () => { for (const close of closers.splice(0).reverse()) await close() })

const name = 'Quillonia'
/** Files of a profile that hold the name, in any case, in UTF-8 or UTF-16. */
function holding(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).filter((path) => {
    const bytes = readFileSync(path)
    return [name, name.toLowerCase(), name.toUpperCase()].some((form) => bytes.includes(Buffer.from(form)) || bytes.includes(Buffer.from(form, 'utf16le')))
  })
}

/** A profile in which one memory tells of a person, and other messages name her and gave none. */
async function talk(): Promise<TestEngine> {
  const folder = mkdtempSync(join(tmpdir(), 'casement-people-'))
  closers.push(() => rmSync(folder, { recursive: true, force: true }))
  const model = scriptedModel({ answers: (request) => request.messages.at(-1)!.text.includes('rhymes') ? 'Begonia rhymes with Quillonia. Try it.' : 'Noted.' })
  const engine = await openTestEngine({ chat: [model], profile: join(folder, 'profile'), settings: { answerFromMemory: false } })
  closers.push(() => engine.close())
  await engine.say((await engine.newConversation()).id, `My sister is called ${name}.`)
  await engine.say((await engine.newConversation()).id, `What rhymes with ${name}? Keep it short.`)
  return engine
}
const preview = (engine: TestEngine) => engine.ask('memories.forgetPreview', { filter: { person: name.toLowerCase() } })
const texts = async (engine: TestEngine): Promise<string[]> => {
  const { items } = await engine.ask('conversations.list', {})
  const pages = await Promise.all(items.map(async ({ id }) => (await engine.ask('messages.list', { conversationId: id })).items))
  return pages.flat().map((message) => message.text)
}

test('[E132] a person is forgotten with all sentences that name them: no file of the profile holds the name, and every changed conversation is told', async () => {
  const engine = await talk()
  const { items } = await engine.ask('conversations.list', {})
  const shown = await preview(engine)
  expect(shown).toMatchObject({ count: 1, naming: { person: name.toLowerCase(), messages: 1, memories: 0 } })
  expect(await engine.ask('memories.forgetSelected', { previewId: shown.previewId, cutNames: true })).toMatchObject({ count: 1, staying: null })
  expect((await texts(engine)).sort()).toEqual(['Noted.', '[forgotten]', '[forgotten] Keep it short.', '[forgotten] Try it.'])
  expect(JSON.stringify(await engine.ask('search.everything', { query: name }))).not.toContain(name)
  await engine.engine.close()
  expect(holding(engine.profile)).toEqual([])
  const told = engine.heard.filter((one) => one.name === 'messages.changed').map((one) => (one.event as { conversationId: string }).conversationId)
  expect(told.toSorted()).toEqual(items.map((one) => one.id).toSorted())
}, 60_000)

test('[E132] without that the sentences stay, and the answer says how many', async () => {
  const engine = await talk()
  const { previewId } = await preview(engine)
  expect(await engine.ask('memories.forgetSelected', { previewId })).toMatchObject({ count: 1, staying: { messages: 1, memories: 0 } })
  expect((await texts(engine)).filter((text) => text.includes(name))).toHaveLength(1)
}, 60_000)

test('[E132] taken back, nothing is cut; a restart finishes what was not', async () => {
  const engine = await talk()
  const first = await preview(engine)
  const { forgetId } = await engine.ask('memories.forgetSelected', { previewId: first.previewId, undoSeconds: 600, cutNames: true })
  await engine.ask('memories.undoForget', { forgetId })
  expect((await texts(engine)).filter((text) => text.includes(name))).toHaveLength(3)
  const second = await preview(engine)
  await engine.ask('memories.forgetSelected', { previewId: second.previewId, undoSeconds: 600, cutNames: true })
  const again = await engine.reopen()
  closers.push(() => again.close())
  expect((await texts(again)).filter((text) => text.includes(name))).toEqual([])
  await again.engine.close()
  expect(holding(again.profile)).toEqual([])
}, 60_000)

test('[E133] a temporary conversation that loses something is told of too', async () => {
  const engine = await talk()
  const temporary = await engine.ask('conversations.create', { temporary: true })
  await engine.say(temporary.id, `Is ${name} a rare name?`)
  const { previewId, naming } = await preview(engine)
  expect(naming).toMatchObject({ messages: 2 })
  await engine.ask('memories.forgetSelected', { previewId, cutNames: true })
  expect((await engine.ask('messages.list', { conversationId: temporary.id })).items[0]!.text).toBe('[forgotten]')
  expect(engine.heard).toContainEqual({ name: 'messages.changed', event: { conversationId: temporary.id } })
}, 60_000)
