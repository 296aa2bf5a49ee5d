import { mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ggufBytes } from '../support/ggufBytes.ts'
import { expectPlain, patient, start, talkOf, tempFolder } from './support.ts'

test('[B1] no model at all: the message is kept, facts are learned and found, and a sentence names every way out', async () => {
  const engine = await start()
  expect((await engine.ask('models.list', {})).models.filter((model) => model.duty === 'chat' && (model.state === 'ready' || model.state === 'not-loaded'))).toEqual([])
  const conversation = await engine.newConversation()
  const trace = await engine.say(conversation.id, 'My sister is called Nadia. She keeps a lighthouse near Vigo.')
  expect(trace).toMatchObject({ status: 'failed', failure: { kind: 'model-missing' } })
  expectPlain(trace.failure)
  for (const way of [/download/i, /GGUF/, /local server/, /key/]) expect(`${trace.failure!.message} ${trace.failure!.next}`).toMatch(way)
  const [question, answer] = await talkOf(engine, conversation.id)
  expect(question).toMatchObject({ text: 'My sister is called Nadia. She keeps a lighthouse near Vigo.', status: 'done' })
  expect(answer).toMatchObject({ status: 'failed', note: expect.stringContaining(trace.failure!.next!) })
  expect(trace.learned.map((fact) => fact.text).join(' ')).toContain('Nadia')
  await expect.poll(async () => (await engine.ask('memories.list', { query: 'Nadia' })).items.length, patient).toBeGreaterThan(0)
  await expect.poll(async () => (await engine.ask('search.everything', { query: 'lighthouse' })).hits.length, patient).toBeGreaterThan(0)
  const checks = (await engine.ask('app.diagnose', {})).checks
  expect(checks.find((check) => check.name === 'Local chat model')).toMatchObject({ ok: false, detail: expect.stringContaining('GGUF') })
  const asked = await engine.say((await engine.newConversation()).id, 'What is my sister called?')
  expect(asked).toMatchObject({ status: 'done', route: { destination: 'memory' } })
})

/** Files that call themselves models, and what is wrong with them. */
const wrongFiles: [name: string, write: (file: string) => void][] = [
  ['truncated', (file) => { writeFileSync(file, ggufBytes({ tensors: [{ name: 'token_embd.weight', dimensions: [4096n, 32_000n], type: 0, offset: 0n }] })) }],
  ['cut in its header', (file) => { writeFileSync(file, ggufBytes({})); truncateSync(file, 60) }],
  ['empty', (file) => { writeFileSync(file, '') }],
  ['not GGUF', (file) => { writeFileSync(file, 'PK\u0003\u0004 this is an archive and no model '.repeat(500)) }],
  ['absurd in its counts', (file) => { writeFileSync(file, ggufBytes({ tensorCount: 2n ** 62n })) }],
  ['absurd in its texts', (file) => { writeFileSync(file, ggufBytes({ set: { 'general.name': ['absurdText', 2n ** 60n] } })) }],
  ['absurd in its lists', (file) => { writeFileSync(file, ggufBytes({ set: { 'tokenizer.ggml.tokens': ['absurdList', 2n ** 40n] } })) }],
]

test('[B2] a model file that is truncated, no GGUF, or absurd is refused with a reason, picked or lying in the folder; the app goes on', async () => {
  const profile = tempFolder()
  mkdirSync(join(profile, 'models'))
  const elsewhere = tempFolder()
  wrongFiles.forEach(([, write], at) => {
    write(join(profile, 'models', `lying-${at}.gguf`))
    write(join(elsewhere, `picked-${at}.gguf`))
  })
  const sizes = wrongFiles.map((_, at) => statSync(join(elsewhere, `picked-${at}.gguf`)).size)
  const engine = await start({ profile })
  const listed = (await engine.ask('models.list', {})).models
  for (const [at, [name]] of wrongFiles.entries()) {
    const lying = listed.find((model) => model.id === `local:lying-${at}.gguf`)
    expect(lying, name).toMatchObject({ state: 'refused', problem: { kind: 'model-refused' } })
    expectPlain(lying!.problem)
    const refused = await engine.refuse('models.addFile', { path: join(elsewhere, `picked-${at}.gguf`) })
    expect(refused.kind, name).toBe('model-refused')
    expectPlain(refused)
  }
  // Nothing of it was added, changed or chosen, and asking for one says why.
  expect((await engine.ask('models.list', {})).models.some((model) => model.id.includes('picked'))).toBe(false)
  expect(wrongFiles.map((_, at) => readFileSync(join(elsewhere, `picked-${at}.gguf`)).length)).toEqual(sizes)
  expect((await engine.ask('settings.get', {})).localModelId).toBeNull()
  expectPlain(await engine.refuse('models.addFile', { path: join(elsewhere, 'there is none.gguf') }))
  const conversation = await engine.newConversation()
  await engine.ask('conversations.update', { conversationId: conversation.id, route: 'local:lying-0.gguf' })
  const trace = await engine.say(conversation.id, 'Are you well?')
  expect(trace).toMatchObject({ status: 'failed', failure: { kind: 'model-missing' } })
  expectPlain(trace.failure)
  expect((await engine.ask('app.diagnose', {})).checks.filter((check) => check.name.startsWith('Model file') && !check.ok)).toHaveLength(wrongFiles.length)
})
