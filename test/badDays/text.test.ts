import { expect, test } from 'vitest'
import { maxMessageChars } from '../../src/shared/contract.ts'
import { scriptedModel } from '../../src/main/models/scripted/scriptedModel.ts'
import { expectPlain, patient, start, talkOf } from './support.ts'

test.each([512, 4096])('[B7] a message longer than the whole window of %i tokens: it is kept whole, its two ends are read, and that is said', async (windowTokens) => {
  const model = scriptedModel({ windowTokens, answers: ['Read.'] })
  const engine = await start({ chat: [model] })
  const conversation = await engine.newConversation()
  const text = `What does this say? ${'The tide turns at noon and the boats come in. '.repeat(3000)} And what is the last word?`
  const trace = await engine.say(conversation.id, text)
  expect(trace.status).toBe('done')
  expect(trace.notices.join(' ')).toMatch(/longer than the window/)
  expect(trace.context!.used).toBeLessThanOrEqual(windowTokens - trace.context!.reserve)
  const sent = model.requests.at(-1)!.messages.at(-1)!.text
  expect(sent).toContain('What does this say?')
  expect(sent).toContain('And what is the last word?')
  expect((await talkOf(engine, conversation.id))[0]!.text).toBe(text)
  expect(await engine.lastAnswer(conversation.id)).toBe('Read.')
})

test('[B8] ten megabytes pasted: kept to the last character, answered, found again; other calls are answered meanwhile, and the talk goes on', async () => {
  const engine = await start({ chat: [scriptedModel({ answers: ['Read.', 'Here.'] })] })
  const conversation = await engine.newConversation()
  const line = 'The quarterly ledger of the Halvorsen wharf, line after line, in no order. '
  const text = `${line.repeat(Math.floor(10_000_000 / line.length))} Signed: Ingeborg Quillfeather`
  const { turnId } = await engine.ask('turn.send', { conversationId: conversation.id, text })
  const answeredMeanwhile = engine.ask('conversations.list', {}).then(() => engine.ask('turn.running', { conversationId: conversation.id }))
  expect((await answeredMeanwhile).turnId).toBe(turnId)
  expect(await engine.ended(turnId)).toMatchObject({ status: 'done' })
  const [question, answer] = await talkOf(engine, conversation.id)
  expect(question!.text === text).toBe(true)
  expect(answer).toMatchObject({ status: 'done', text: 'Read.' })
  expect((await engine.ask('conversations.get', { conversationId: conversation.id })).title.length).toBeLessThan(80)
  const trace = await engine.ask('trace.get', { turnId })
  expect(trace.context!.pieces.find((piece) => piece.region === 'message')).toMatchObject({ outcome: 'shortened' })
  // A paste is not somebody's life: nothing is learned from its middle.
  expect(trace.learned.length).toBeLessThanOrEqual(24)
  expect(await engine.say(conversation.id, 'And in short?')).toMatchObject({ status: 'done' })
  await expect.poll(async () => (await engine.ask('search.everything', { query: 'Quillfeather' })).hits.map((hit) => hit.id), patient).toContain(question!.id)
  const again = await engine.reopen()
  expect((await talkOf(again, conversation.id))[0]!.text === text).toBe(true)
  await again.engine.close()
})

test('[B8] more than that is refused with the limit, and nothing of it is stored', async () => {
  const engine = await start({ chat: [] })
  const conversation = await engine.newConversation()
  const refused = await engine.refuse('turn.send', { conversationId: conversation.id, text: 'x'.repeat(maxMessageChars + 1) })
  expect(refused.kind).toBe('too-large')
  expectPlain(refused)
  expect(await talkOf(engine, conversation.id)).toEqual([])
})

/** A text, and words of it that a person would search for. */
const strange: [name: string, text: string, query: string][] = [
  ['zero bytes', 'My boat is called Puf\0fin and\0 it leaks.', 'leaks'],
  ['half surrogate pairs', 'My cat is called Mor\ud800itz\udc00 and sleeps \udfff', 'sleeps'],
  ['emoji', 'My daughter 👩🏽‍🚀 is called Zoë 🏳️‍🌈 and flies ✈️', 'flies'],
  ['Chinese', '我住在上海，我的妹妹叫娜迪娅。', '上海'],
  ['Hebrew', 'אחותי גרה בחיפה ושמה נדיה', 'בחיפה'],
  ['Arabic with direction marks', '\u202bأختي تعيش في طنجة\u202c (ABC) \u2067واسمها نادية\u2069', 'طنجة'],
  ['Thai', 'ฉันอาศัยอยู่ที่เชียงใหม่', 'เชียงใหม่'],
  ['letters with many marks', 'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘ speaks', 'speaks'],
  ['query signs', `"quoted" AND (NEAR * -minus) 'it''s' % _ ; DROP TABLE message; -- Zanzibar`, 'Zanzibar'],
  ['control signs', 'bell\u0007 escape\u001b[31m return\r\nfeed\u000c \u200bzero width\ufeff \ufffe Quixote', 'Quixote'],
]

test('[B9] zero bytes, half surrogates, emoji and every script come back as they were: talk, search, memory, trace, after a restart', async () => {
  const model = scriptedModel({ answers: (request) => `You said: ${request.messages.at(-1)!.text}` })
  const engine = await start({ chat: [model] })
  const told: { conversationId: string; turnId: string; text: string; query: string; messageId: string }[] = []
  for (const [name, text, query] of strange) {
    const conversation = await engine.newConversation()
    const trace = await engine.say(conversation.id, text)
    expect(trace.status, name).toBe('done')
    expect(model.requests.at(-1)!.messages.at(-1)!.text, name).toContain(text)
    for (const fact of trace.learned) expect(text.includes(fact.text), name).toBe(true)
    told.push({ conversationId: conversation.id, turnId: trace.turnId, text, query, messageId: trace.userMessageId })
    const memory = await engine.ask('memories.add', { text: `Noted: ${text}` })
    expect((await engine.ask('memories.get', { memoryId: memory.id })).memory.text, name).toBe(`Noted: ${text}`)
  }
  const again = await engine.reopen()
  for (const { conversationId, turnId, text, query, messageId } of told) {
    const [question, answer] = await talkOf(again, conversationId)
    expect(question!.text).toBe(text)
    expect(answer!.text).toContain(text.slice(0, 12))
    const trace = await again.ask('trace.get', { turnId })
    expect(trace.context!.prompt.at(-1)!.text).toContain(text)
    // What a window or a file gets: JSON there and back changes nothing.
    expect(JSON.parse(JSON.stringify(trace))).toEqual(trace)
    await expect.poll(async () => (await again.ask('search.everything', { query, limit: 50 })).hits.map((hit) => hit.id), { ...patient, message: query }).toContain(messageId)
    expect((await again.ask('memories.list', { query, limit: 50 })).items.map((memory) => memory.text)).toContain(`Noted: ${text}`)
    await again.ask('search.everything', { query: text.slice(0, 200) })
  }
  expect((await again.ask('app.diagnose', {})).checks.find((check) => check.name === 'Integrity')).toMatchObject({ ok: true })
  await again.engine.close()
})
