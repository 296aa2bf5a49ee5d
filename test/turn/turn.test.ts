import { afterEach, expect, test } from 'vitest'
import { taskKinds } from '../../src/shared/words.ts'
import type { Failure } from '../../src/shared/result.ts'
import type { GenerateRequest } from '../../src/main/models/ports.ts'
import { scriptedModel } from '../../src/main/models/scripted/scriptedModel.ts'
import { openTestEngine, type TestEngine, type TestEngineOptions } from '../support/testEngine.ts'

let open: TestEngine | null = null
const start = async (options: TestEngineOptions): Promise<TestEngine> => (open = await openTestEngine(options))
afterEach(async () => { await open?.close(); open = null })

const silent: Failure = { kind: 'provider-silent', message: 'The server said nothing for 30 s.' }
const promptOf = (requests: readonly { messages: readonly { text: string }[] }[]) => requests.at(-1)!.messages.map((message) => message.text).join('\n')

test('[T1] the message is stored before the model is called', async () => {
  let seen: string[] = []
  const model = scriptedModel({ answers: () => 'Fine.' })
  const engine = await start({ chat: [{ ...model, generate: (request: GenerateRequest) => {
    seen = request.messages.map((message) => message.text)
    return model.generate(request)
  } }] })
  const conversation = await engine.newConversation()
  const { turnId, userMessage } = await engine.ask('turn.send', { conversationId: conversation.id, text: 'Hello there, all well?' })
  // The call has answered; the turn has not begun. The message is there already.
  expect(seen).toEqual([])
  expect((await engine.ask('messages.get', { messageId: userMessage.id })).text).toBe('Hello there, all well?')
  await engine.ended(turnId)
  expect(seen.at(-1)).toContain('Hello there, all well?')
})

test('[T2] a fact told in one conversation answers a question in another, with its source', async () => {
  const model = scriptedModel({ answers: ['Noted.', 'Her name is Nadia.'] })
  const engine = await start({ chat: [model] })
  const first = await engine.newConversation()
  const told = await engine.say(first.id, 'My sister is called Nadia and she lives in Porto.')
  expect(told.learned.map((fact) => fact.change)).toContain('learned')
  const second = await engine.newConversation()
  const trace = await engine.say(second.id, 'What is my sister called?')
  expect(promptOf(model.requests)).toContain('Nadia')
  const piece = trace.context!.pieces.find((one) => one.outcome === 'in' && one.source.kind === 'memory' && one.text.includes('Nadia'))
  expect(piece?.source).toMatchObject({ kind: 'memory', messageId: told.userMessageId, conversationId: first.id })
  const seen = await engine.reflected(trace.turnId)
  expect(seen.context!.pieces.find((one) => one.id === piece!.id)?.used).toBe(true)
})

test('[T3] what was forgotten does not come back by any door', async () => {
  const model = scriptedModel({ answers: ['Noted.', 'Her name is Nadia.', 'No idea.'] })
  const engine = await start({ chat: [model] })
  const first = await engine.newConversation()
  await engine.say(first.id, 'My sister is called Nadia.')
  const second = await engine.newConversation()
  const asked = await engine.say(second.id, 'What is my sister called?')
  expect(asked.memoryAnswer?.text).toContain('Nadia')
  for (const memory of (await engine.ask('memories.list', { query: 'Nadia' })).items) await engine.ask('memories.forget', { memoryId: memory.id })
  const third = await engine.newConversation()
  const trace = await engine.say(third.id, 'What is my sister called?')
  expect(promptOf(model.requests)).not.toContain('Nadia')
  expect(JSON.stringify(trace)).not.toContain('Nadia')
  expect(trace.memoryAnswer).toBeNull()
  const again = await engine.reopen()
  open = again
  const fourth = await again.newConversation()
  expect(JSON.stringify(await again.say(fourth.id, 'Tell me about Nadia'))).not.toContain('My sister is called')
})

test('[T4] a local note keeps the turn here, even when the person pinned a cloud model', async () => {
  const local = scriptedModel({ answers: ['Here.'] })
  const cloud = scriptedModel({ place: 'cloud', answers: ['There.'] })
  const engine = await start({ chat: [local, cloud], settings: { cloudModelId: cloud.info.id } })
  await engine.ask('memories.add', { text: 'My locker code is 4821.', label: 'local' })
  const conversation = await engine.newConversation()
  await engine.ask('conversations.update', { conversationId: conversation.id, route: cloud.info.id })
  const trace = await engine.say(conversation.id, 'What is my locker code?')
  expect(trace.route).toMatchObject({ destination: 'local', rule: 'label-local' })
  expect(cloud.requests).toEqual([])
  expect(await engine.lastAnswer(conversation.id)).toBe('Here.')
})

test('[T5] a cloud that fails before its first token is followed by the local model, and the turn says so', async () => {
  const local = scriptedModel({ answers: ['From here.'] })
  const cloud = scriptedModel({ place: 'cloud', answers: [{ text: 'never', failure: silent, failAfter: 0 }] })
  const engine = await start({ chat: [local, cloud], settings: { cloudModelId: cloud.info.id, taskRules: everywhere('cloud', true) } })
  const conversation = await engine.newConversation()
  const trace = await engine.say(conversation.id, 'Write a short poem about the sea.')
  expect(cloud.requests).toHaveLength(3)
  expect(trace.route!.fallback).toMatchObject({ fromModelId: cloud.info.id, because: { kind: 'provider-silent' } })
  expect(trace.route!.reason).toMatch(/ was asked first and did not answer; .+ on this computer answered instead\. /)
  expect(trace.notices.join(' ')).toContain('The model on this computer answered instead')
  expect(await engine.lastAnswer(conversation.id)).toBe('From here.')
  await engine.ask('settings.set', { fallbackToLocal: false })
  const other = await engine.newConversation()
  const failed = await engine.say(other.id, 'Write a short poem about the hills.')
  expect(failed.status).toBe('failed')
  expect(failed.failure?.kind).toBe('provider-silent')
})

test('[T5] a fallback that fails as well does not count as an answer', async () => {
  const local = scriptedModel({ answers: [{ text: 'never', failure: { kind: 'model-crashed', message: 'The model process stopped unexpectedly.' }, failAfter: 0 }] })
  const cloud = scriptedModel({ place: 'cloud', answers: [{ text: 'never', failure: silent, failAfter: 0 }] })
  const engine = await start({ chat: [local, cloud], settings: { cloudModelId: cloud.info.id, taskRules: everywhere('cloud', true) } })
  const trace = await engine.say((await engine.newConversation()).id, 'Write a short poem about the sea.')
  expect(trace).toMatchObject({ status: 'failed', failure: { kind: 'model-crashed' } })
  expect(trace.route!.reason).toContain('on this computer could not answer either')
  expect(trace.notices.join(' ')).toContain('The model on this computer could not answer either')
  expect(trace.notices.join(' ')).not.toContain('answered instead')
})

test('[O8] a cloud model of the settings that is not ready is not swapped for another provider’s', async () => {
  const local = scriptedModel({ answers: ['From here.'] })
  const picked = scriptedModel({ place: 'cloud', id: 'cloud:first:one', answers: ['Never.'] })
  const other = scriptedModel({ place: 'cloud', id: 'cloud:second:two', answers: ['Never either.'] })
  const keyless = { ...picked, info: { ...picked.info, state: 'available' as const, problem: { kind: 'provider-key' as const, message: 'There is no key.' } } }
  const engine = await start({ chat: [local, keyless, other], settings: { cloudModelId: picked.info.id, taskRules: everywhere('cloud', true) } })
  const trace = await engine.say((await engine.newConversation()).id, 'Write a short poem about the sea.')
  expect(trace.route).toMatchObject({ destination: 'local', reason: expect.stringContaining('no cloud model is ready') })
  expect([...picked.requests, ...other.requests]).toEqual([])
})

test('[T19] before a message is sent it is never said to stay here while a rule may send it away', async () => {
  const local = scriptedModel({ answers: ['From here.'] })
  const cloud = scriptedModel({ place: 'cloud', name: 'Far away', answers: ['From there.'] })
  const engine = await start({ chat: [local, cloud], settings: { cloudModelId: cloud.info.id } })
  const preview = () => engine.ask('context.preview', { conversationId: null, text: 'Write a poem.' })
  expect(await preview()).toMatchObject({ destination: 'local', reason: 'Stays on this computer' })
  await engine.ask('settings.set', { taskRules: [{ task: 'write', place: 'cloud', allowPersonal: false }] })
  expect(await preview()).toMatchObject({ destination: 'cloud', model: 'Far away', reason: 'By your rules, if it is writing; anything else stays here' })
  const rule = { id: 'far', name: 'Poems go out', when: {}, then: { kind: 'cloud' as const } }
  await engine.ask('policy.save', { rules: [rule] })
  expect(await preview()).toMatchObject({ destination: 'cloud', reason: 'By your rule “Poems go out”, which fits every message' })
  await engine.ask('policy.save', { rules: [{ ...rule, when: { tasks: ['write'] } }] })
  expect(await preview()).toMatchObject({ destination: 'cloud', reason: 'By your rules, if “Poems go out” fits; anything else stays here' })
  await engine.ask('policy.save', { rules: [{ ...rule, id: 'code', name: 'Code stays', when: { tasks: ['code'] }, then: { kind: 'local' } }, rule] })
  expect(await preview()).toMatchObject({ destination: 'cloud', reason: 'By your rules, unless one before “Poems go out” fits' })
  await engine.ask('policy.save', { rules: [{ ...rule, then: { kind: 'ask' } }] })
  expect(await preview()).toMatchObject({ destination: 'cloud', reason: 'By your rule “Poems go out”, which fits every message, after you were asked' })
  const conversation = await engine.newConversation()
  await engine.ask('conversations.update', { conversationId: conversation.id, route: 'cloud' })
  const previewThere = () => engine.ask('context.preview', { conversationId: conversation.id, text: 'Write a poem.' })
  expect(await previewThere()).toMatchObject({ destination: 'cloud', reason: 'Goes to Far away' })
  await engine.ask('settings.set', { localOnly: true })
  expect(await previewThere()).toMatchObject({ destination: 'local', reason: 'Local only is on' })
  expect(await preview()).toMatchObject({ destination: 'local' })
  await engine.ask('settings.set', { localOnly: false })
  await engine.ask('settings.set', { offline: true })
  expect(await preview()).toMatchObject({ destination: 'local' })
})

test('[T6] after the first token nothing is switched', async () => {
  const local = scriptedModel({ answers: ['From here.'] })
  const cloud = scriptedModel({ place: 'cloud', answers: [{ text: 'Once upon a time there was', failure: { ...silent, kind: 'provider-broken' }, failAfter: 3 }] })
  const engine = await start({ chat: [local, cloud], settings: { cloudModelId: cloud.info.id, taskRules: everywhere('cloud', true) } })
  const conversation = await engine.newConversation()
  const trace = await engine.say(conversation.id, 'Write a fairy tale about a fox.')
  expect(trace.status).toBe('interrupted')
  expect(local.requests).toEqual([])
  const answer = (await engine.ask('messages.list', { conversationId: conversation.id })).items.at(-1)!
  expect(answer).toMatchObject({ status: 'interrupted', text: expect.stringContaining('Once upon a') })
  expect(answer.note).toContain('said nothing')
})

test('[T7] without any model a memory answers by itself, and facts are learned all the same', async () => {
  const engine = await start({ chat: [] })
  const first = await engine.newConversation()
  const told = await engine.say(first.id, 'My sister is called Nadia.')
  expect(told.status).toBe('failed')
  expect(told.failure).toMatchObject({ kind: 'model-missing', next: expect.stringContaining('Settings') })
  expect(told.learned).toHaveLength(1)
  const second = await engine.newConversation()
  const trace = await engine.say(second.id, 'What is my sister called?')
  expect(trace.route!.destination).toBe('memory')
  expect(trace.status).toBe('done')
  expect(await engine.lastAnswer(second.id)).toMatch(/Nadia.*from your memory of/is)
  const third = await engine.say((await engine.newConversation()).id, 'What is my brother called?')
  expect(third.status).toBe('failed')
})

test('[T8] a cancelled turn keeps the text so far', async () => {
  const model = scriptedModel({ answers: [{ text: 'one two three four five', hangAfter: 3 }] })
  const engine = await start({ chat: [model] })
  const conversation = await engine.newConversation()
  const { turnId } = await engine.ask('turn.send', { conversationId: conversation.id, text: 'Count to five, please.' })
  while (!engine.heard.some(({ name }) => name === 'turn.token')) await new Promise((resolve) => { setTimeout(resolve, 5) })
  await engine.ask('turn.cancel', { turnId })
  expect((await engine.ended(turnId)).status).toBe('interrupted')
  const answer = (await engine.ask('messages.list', { conversationId: conversation.id })).items.at(-1)!
  expect(answer.status).toBe('interrupted')
  expect('one two three').toContain(answer.text.trim())
})

test('[T9] the trace holds every stage, the prompt as sent, and every piece', async () => {
  const model = scriptedModel({ answers: ['Sure.'] })
  const engine = await start({ chat: [model] })
  const conversation = await engine.newConversation()
  await engine.say(conversation.id, 'I love sailing in the evening.')
  const trace = await engine.say(conversation.id, 'What could I do this evening?')
  expect(trace.stages.map((stage) => stage.name)).toEqual(['understand', 'plan', 'recall', 'screen', 'select', 'route', 'learn', 'open', 'compact', 'assemble', 'generate', 'keep'])
  expect(trace.stages.every((stage) => stage.ms >= 0 && stage.failed === null)).toBe(true)
  expect(trace.context!.prompt.map(({ role, text }) => ({ role, text }))).toEqual(model.requests.at(-1)!.messages)
  expect(trace.context!.pieces.filter((piece) => piece.region === 'message')).toHaveLength(1)
  expect(trace.context!.pieces.every((piece) => piece.outcome === 'in' || piece.reason !== '')).toBe(true)
  expect(trace.context!.used).toBeLessThanOrEqual(trace.context!.window - trace.context!.reserve)
  expect(trace.usage!.promptTokens).toBe(trace.context!.used)
})

test('[T10] nothing is learned from the assistant or from recalled text', async () => {
  const model = scriptedModel({ answers: ['My name is Robert and I live in Oslo.'] })
  const engine = await start({ chat: [model] })
  const conversation = await engine.newConversation()
  await engine.say(conversation.id, 'Tell me a story about somebody.')
  await engine.say(conversation.id, 'Go on, what did he do then?')
  expect((await engine.ask('memories.list', {})).items).toEqual([])
})

test('[T17] an earlier answer does not come back as a note, unless the person asks for what was answered', async () => {
  const model = scriptedModel({ answers: ['Nadia Petrova is a figure skater from Omsk.', 'Fine.'] })
  const engine = await start({ chat: [model] })
  await engine.say((await engine.newConversation()).id, 'Who might Nadia Petrova be?')
  const trace = await engine.say((await engine.newConversation()).id, 'Where is Nadia Petrova from?')
  expect(promptOf(model.requests)).not.toContain('Omsk')
  expect(trace.context!.pieces.find((piece) => piece.text.includes('Omsk'))).toMatchObject({ outcome: 'out', reason: expect.stringContaining('nobody confirmed') })
  await engine.say((await engine.newConversation()).id, 'What did you tell me about Nadia Petrova?')
  expect(promptOf(model.requests)).toContain('Omsk')
})

test('[T22] an earlier question is no note: asked again, it does not crowd out what answers it', async () => {
  const model = scriptedModel({ answers: ['No idea.'], small: true })
  const engine = await start({ chat: [model] })
  await engine.ask('conversations.import', { title: 'Talk', messages: [{ role: 'user', text: 'I spent the whole week researching adoption agencies.', at: Date.now() - 86_400_000 }] })
  await engine.say((await engine.newConversation()).id, 'What did I research?')
  await engine.say((await engine.newConversation()).id, 'Write a long story about research.')
  const trace = await engine.say((await engine.newConversation()).id, 'What did I research?')
  expect(promptOf(model.requests)).toContain('adoption agencies')
  expect(promptOf(model.requests).match(/What did I research/g)).toHaveLength(1)
  expect(trace.context!.pieces.filter((piece) => piece.reason.includes('earlier question or order'))).not.toEqual([])
})

test('[T20] a price that nobody knows is told, and counts as nothing', async () => {
  const cloud = scriptedModel({ place: 'cloud', answers: ['There.'], price: { input: null, output: null } })
  const engine = await start({ chat: [cloud], settings: { cloudModelId: cloud.info.id, taskRules: everywhere('cloud', true) } })
  const trace = await engine.say((await engine.newConversation()).id, 'Write a line about rain.')
  expect(trace.cost).toBe(0)
  expect(trace.notices.join(' ')).toContain('price of this model is not known')
})

test('[T21] on a branch the turn before is that of the branch', async () => {
  const model = scriptedModel({ answers: ['Noted.'] })
  const engine = await start({ chat: [model] })
  const conversation = await engine.newConversation()
  const first = await engine.say(conversation.id, 'I live in Paris.')
  await engine.say(conversation.id, 'My favourite colour is green.')
  // Back to the first answer, and on from there: the correction means the place, not the colour.
  const sent = await engine.ask('turn.send', { conversationId: conversation.id, text: 'No, it is Lyon.', parentId: first.answerMessageId })
  await engine.ended(sent.turnId)
  const active = (await engine.ask('memories.list', { state: 'active' })).items.map((memory) => memory.text)
  expect(active.join(' ')).toContain('green')
  expect(active.join(' ')).not.toContain('Paris')
})

test('[T11] told twice is one memory; a newer value replaces the older, which stays readable', async () => {
  const model = scriptedModel({ answers: ['Noted.'] })
  const engine = await start({ chat: [model] })
  const conversation = await engine.newConversation()
  await engine.say(conversation.id, 'I live in Paris.')
  const again = await engine.say((await engine.newConversation()).id, 'I live in Paris.')
  expect(again.learned[0]).toMatchObject({ change: 'strengthened' })
  const [paris] = (await engine.ask('memories.list', {})).items
  expect(paris!.sources).toHaveLength(2)
  await engine.say(conversation.id, 'Now I live in Lyon.')
  const active = (await engine.ask('memories.list', { state: 'active' })).items
  expect(active.map((memory) => memory.text).join(' ')).toContain('Lyon')
  const old = (await engine.ask('memories.list', { state: 'superseded' })).items
  expect(old).toHaveLength(1)
  expect(old[0]).toMatchObject({ text: expect.stringContaining('Paris'), supersededBy: active[0]!.id })
  expect(old[0]!.validUntil).not.toBeNull()
  await engine.say(conversation.id, 'No, it is Dijon.')
  expect((await engine.ask('memories.list', { state: 'active' })).items.map((memory) => memory.text).join(' ')).toContain('Dijon')
})

test('[T12] with the embedding model gone the turn is answered from words alone, and says what was missing', async () => {
  const model = scriptedModel({ answers: ['Her name is Nadia.'] })
  const engine = await start({ engine: { models: (real) => ({
    ...real, embedder: { ...real.embedder, embed: () => Promise.reject(new Error('gone')) },
    list: async () => [model.info], open: async () => ({ ok: true as const, value: model }), peek: (id: string) => id === model.info.id ? model.info : null,
  }) } })
  await engine.ask('memories.add', { text: 'My sister is called Nadia.' })
  const trace = await engine.say((await engine.newConversation()).id, 'What is my sister called?')
  expect(trace.status).toBe('done')
  expect(trace.stages.find((stage) => stage.name === 'understand')!.failed).toContain('did not answer')
  expect(promptOf(model.requests)).toContain('Nadia')
})

test('[T13] a personal note stays behind without consent and goes along with it', async () => {
  const local = scriptedModel({ answers: ['Here.'] })
  const cloud = scriptedModel({ place: 'cloud', answers: ['There.'] })
  const engine = await start({ chat: [local, cloud], settings: { cloudModelId: cloud.info.id, taskRules: everywhere('cloud', true) } })
  await engine.ask('memories.add', { text: 'The boat is called Albatross.', label: 'personal' })
  const withConsent = await engine.say((await engine.newConversation()).id, 'Explain how the boat Albatross got its name.')
  expect(withConsent.route!.destination).toBe('cloud')
  expect(promptOf(cloud.requests)).toContain('The boat is called Albatross.')
  await engine.ask('settings.set', { taskRules: everywhere('cloud', false) })
  const without = await engine.say((await engine.newConversation()).id, 'Explain how the boat Albatross got its name, once more.')
  expect(without.route!.destination).toBe('cloud')
  expect(promptOf(cloud.requests)).not.toContain('The boat is called')
  expect(without.context!.pieces.find((piece) => piece.text.startsWith('The boat is called'))).toMatchObject({ outcome: 'out', code: 'label' })
})

function everywhere(place: 'local' | 'cloud', allowPersonal: boolean) {
  return taskKinds.map((task) => ({ task, place, allowPersonal }))
}
