import { cpSync, existsSync, mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { scriptedModel } from '../../../src/main/models/scripted/scriptedModel.ts'
import { profilePaths } from '../../../src/main/platform/paths.ts'
import { modelOfIndex } from '../../../src/main/storage/index/indexFiles.ts'
import { bundledEmbedderId } from '../../../src/shared/model.ts'
import { openTestEngine, root, type TestEngine } from '../../support/testEngine.ts'

const tiny = join(root, 'test/fixtures/tinyModels')
const patient = { timeout: 30_000 }
let open: TestEngine | null = null
afterEach(async () => { await open?.close(); open = null })

/** A profile with both tiny models in its folder for models. */
async function start(): Promise<TestEngine> {
  const profile = mkdtempSync(join(tmpdir(), 'casement-finding-'))
  const folder = profilePaths(profile).models
  mkdirSync(folder, { recursive: true })
  for (const name of ['tiny-embedder', 'tiny-ranker']) cpSync(join(tiny, name), join(folder, name), { recursive: true })
  return (open = await openTestEngine({ profile, chat: [scriptedModel({ answers: ['Noted.'] })] }))
}

const index = async (engine: TestEngine) => (await engine.ask('app.status', {})).index
const served = (engine: TestEngine) => modelOfIndex(profilePaths(engine.profile).index)?.modelId
const ready = async (engine: TestEngine) => { const { state, beside } = await index(engine); return state === 'ready' && beside === null }

async function talk(engine: TestEngine): Promise<string> {
  const conversation = await engine.newConversation()
  for (const text of ['The ship sailed to the island.', 'The invoice is overdue.', 'Her violin needs new strings.', 'My boat key is in the green house.']) await engine.say(conversation.id, text)
  return conversation.id
}
const tryIt = async (engine: TestEngine, query: string) => (await engine.ask('memories.try', { query })).items.map((one) => one.text)

test('[E120] another embedding model is chosen while questions go on: what serves goes on serving, and the new one takes over; and back again', async () => {
  const engine = await start()
  await talk(engine)
  await expect.poll(() => ready(engine), patient).toBe(true)
  expect(served(engine)).toBe('all-MiniLM-L6-v2:int8')
  expect(await engine.ask('models.use', { modelId: 'local:tiny-embedder' })).toMatchObject({ duty: 'embedding', state: 'ready' })
  expect((await engine.ask('settings.get', {})).embedderId).toBe('local:tiny-embedder')
  // Whichever serves at this moment: asking always works.
  let asked = 0
  while (served(engine) !== 'tiny-embedder:int8' || !(await ready(engine))) {
    expect((await tryIt(engine, 'where did the ship sail')).join()).toContain('ship sailed')
    if (++asked > 400) throw new Error('the index never changed over')
  }
  expect((await tryIt(engine, 'boat key')).join()).toContain('green house')
  const trace = await engine.say((await engine.newConversation()).id, 'Where is my boat key?')
  expect(trace.status).toBe('done')
  expect(await engine.ask('models.use', { modelId: bundledEmbedderId })).toMatchObject({ duty: 'embedding' })
  await expect.poll(() => served(engine), patient).toBe('all-MiniLM-L6-v2:int8')
  await expect.poll(() => ready(engine), patient).toBe(true)
  expect((await tryIt(engine, 'where did the ship sail')).join()).toContain('ship sailed')
}, 60_000)

test('[E120] a restart in the middle goes on to the chosen model; where its folder is gone, the one that comes along serves', async () => {
  const engine = await start()
  await talk(engine)
  await expect.poll(() => ready(engine), patient).toBe(true)
  await engine.ask('models.use', { modelId: 'local:tiny-embedder' })
  const again = open = await engine.reopen()
  await expect.poll(() => served(again), patient).toBe('tiny-embedder:int8')
  await expect.poll(() => ready(again), patient).toBe(true)
  expect((await tryIt(again, 'violin strings')).join()).toContain('violin')
  expect((await again.refuse('models.remove', { modelId: 'local:tiny-embedder' })).kind).toBe('not-allowed')
  await again.ask('settings.set', { embedderId: 'local:never-there' })
  await expect.poll(() => served(again), patient).toBe('all-MiniLM-L6-v2:int8')
  await again.ask('models.remove', { modelId: 'local:tiny-embedder' })
  expect(existsSync(join(profilePaths(again.profile).models, 'tiny-embedder'))).toBe(false)
}, 60_000)

test('[E121] a chosen ranking model reads the finds again, in a turn and in the try-it box; none is chosen at first, and one that is not here is refused', async () => {
  const engine = await start()
  const conversationId = await talk(engine)
  await expect.poll(() => ready(engine), patient).toBe(true)
  const before = JSON.stringify((await engine.ask('memories.try', { query: 'the green house' })).items)
  expect((await engine.refuse('models.use', { modelId: 'local:ms-marco-MiniLM-L-6-v2' })).kind).toBe('model-missing')
  await engine.ask('models.use', { modelId: 'local:tiny-ranker' })
  const asked = await engine.ask('memories.try', { query: 'the green house' })
  expect(asked.problems).toEqual([])
  expect(JSON.stringify(asked.items)).not.toBe(before)
  const trace = await engine.say(conversationId, 'Where is the boat key?')
  expect(trace.stages.find((one) => one.name === 'recall')?.failed ?? null).toBeNull()
  await engine.ask('settings.set', { rankerId: null })
  expect(JSON.stringify((await engine.ask('memories.try', { query: 'the green house' })).items)).not.toBe(JSON.stringify(asked.items))
  await engine.ask('models.remove', { modelId: 'local:tiny-ranker' })
}, 60_000)

test('[E122] models that only help to find answer nothing: no turn goes to them, also where a conversation asks for one', async () => {
  const engine = await start()
  const conversation = await engine.newConversation()
  await engine.ask('conversations.update', { conversationId: conversation.id, route: 'local:tiny-embedder' })
  const trace = await engine.say(conversation.id, 'Hello, what can I do today?')
  expect(trace.route?.modelId ?? null).not.toBe('local:tiny-embedder')
  expect(trace.status === 'done' || trace.failure !== null).toBe(true)
})
