import { afterEach, expect, test } from 'vitest'
import Database from 'better-sqlite3'
import { join } from 'node:path'
import type { StrategyValues } from '../../src/shared/strategy.ts'
import { defaultStrategy } from '../../src/shared/names.ts'
import { scriptedModel } from '../../src/main/models/scripted/scriptedModel.ts'
import { openTestEngine, type TestEngine, type TestEngineOptions } from '../support/testEngine.ts'

let open: TestEngine | null = null
const start = async (options: TestEngineOptions): Promise<TestEngine> => (open = await openTestEngine(options))
afterEach(async () => { await open?.close(); open = null })

const standard = () => structuredClone(defaultStrategy) as StrategyValues
const promptOf = (requests: readonly { messages: readonly { text: string }[] }[]) => requests.at(-1)!.messages.map((message) => message.text).join('\n')
const long = (about: string, words = 90) => `${about} ${Array.from({ length: words }, (_, at) => `${about.split(' ')[0]!.toLowerCase()}${at % 9} goes on`).join(' ')}.`

/** Talks until the older part was summed up. */
async function talkUntilSummary(engine: TestEngine, conversationId: string, texts: readonly string[]) {
  for (const text of texts) {
    await engine.reflected((await engine.say(conversationId, text)).turnId)
    // Summing up follows the looking back, between two turns.
    for (let waited = 0; waited < 40; waited++) {
      const { epochs } = await engine.ask('epochs.list', { conversationId })
      if (epochs.length > 0) return epochs[0]!
      await new Promise((resolve) => { setTimeout(resolve, 10) })
    }
  }
  throw new Error('nothing was summed up')
}

const topics = ['Boats in the harbour of Porto', 'Budget of 4,200 euros for the trip', 'Trains leave at 08:15 from Lisbon', 'Hotels near the river are dear', 'Museums close on Mondays', 'Food for Nadia must hold no nuts', 'Weather in May is mild', 'Luggage weighs 23 kg at most', 'Insurance number AX-99812', 'Guides speak German']

async function summedUp(windowTokens = 1600) {
  const model = scriptedModel({ answers: (request) => `Answer to: ${request.messages.at(-1)!.text.slice(-40)}`, windowTokens })
  const engine = await start({ chat: [model] })
  const conversation = await engine.newConversation()
  const epoch = await talkUntilSummary(engine, conversation.id, topics.map((topic) => long(topic)))
  return { engine, model, conversation, epoch }
}

test('[T23] a talk that outgrows its budget is summed up between two turns; the summary stands in the prompt, and opens to the messages it was made of', async () => {
  const { engine, model, conversation, epoch } = await summedUp()
  expect(epoch).toMatchObject({ number: 1, kind: 'compaction', by: 'rules', undoneAt: null })
  expect(epoch.tokensAfter).toBeLessThan(epoch.tokensBefore)
  const before = (await engine.ask('messages.list', { conversationId: conversation.id, limit: 200 })).items.map((message) => message.text)
  const trace = await engine.say(conversation.id, 'What else should we think of?')
  expect(trace.epochId).toBe(epoch.id)
  expect(promptOf(model.requests)).toContain(epoch.text.slice(0, 60))
  expect(trace.context!.pieces.find((piece) => piece.region === 'summary')?.source).toMatchObject({ kind: 'summary', epochId: epoch.id })
  const sources = await engine.ask('epochs.get', { epochId: epoch.id })
  expect(sources.messages).toHaveLength(epoch.messages)
  expect(sources.messages.at(-1)).toMatchObject({ messageId: epoch.upToMessageId, role: 'assistant' })
  // What is covered stands in the prompt only as the summary; the messages themselves are as they were.
  expect(trace.context!.pieces.some((piece) => piece.outcome === 'in' && piece.id === sources.messages[0]!.messageId)).toBe(false)
  expect((await engine.ask('messages.list', { conversationId: conversation.id, limit: 200 })).items.map((message) => message.text).slice(0, before.length)).toEqual(before)
}, 60_000)

test('[T24] a summary is edited, and taken back: at once while no turn rests on it, afterwards as a branch', async () => {
  const { engine, model, conversation, epoch } = await summedUp()
  const edited = await engine.ask('epochs.edit', { epochId: epoch.id, text: 'They plan a journey with a friend.' })
  expect(edited.editedAt).not.toBeNull()
  expect(edited.lost.length).toBeGreaterThan(0)
  expect(await engine.refuse('epochs.edit', { epochId: epoch.id, text: '   ' })).toMatchObject({ kind: 'bad-input' })
  await engine.say(conversation.id, 'Go on.')
  expect(promptOf(model.requests)).toContain('They plan a journey with a friend.')

  const undone = await engine.ask('epochs.undo', { epochId: epoch.id })
  expect(undone).toMatchObject({ asBranch: true, conversation: { leafId: epoch.afterMessageId } })
  const trace = await engine.say(conversation.id, 'And now without it?')
  expect(trace.epochId).toBeNull()
  expect(promptOf(model.requests)).not.toContain('They plan a journey with a friend.')
  // The turn that rested on it stays on its own branch.
  const siblings = (await engine.ask('messages.get', { messageId: trace.userMessageId })).branch
  expect(siblings.count).toBe(2)
  expect(await engine.refuse('epochs.undo', { epochId: epoch.id })).toMatchObject({ kind: 'bad-input' })
}, 60_000)

test('[T24] a summary that no turn rests on is taken back where it stands', async () => {
  const { engine, conversation, epoch } = await summedUp()
  const leaf = (await engine.ask('conversations.get', { conversationId: conversation.id })).leafId
  expect(await engine.ask('epochs.undo', { epochId: epoch.id })).toMatchObject({ asBranch: false, conversation: { leafId: leaf } })
  expect((await engine.say(conversation.id, 'Go on.')).epochId).toBeNull()
}, 60_000)

test('[T25] a provider that finds the prompt too long is asked once more with less, and the trace says so', async () => {
  let asked = 0
  const model = scriptedModel({ place: 'cloud', windowTokens: 4000, price: { input: 1, output: 1 }, answers: () => ++asked === 1
    ? { text: '', failure: { kind: 'provider-overflow', message: 'The prompt is too long for this model.', limitTokens: 700 }, failAfter: 0 } : 'Fine now.' })
  const engine = await start({ chat: [model], settings: { cloudModelId: 'cloud:scripted:scripted', taskRules: [] } })
  const conversation = await engine.newConversation()
  await engine.ask('conversations.update', { conversationId: conversation.id, route: 'cloud:scripted:scripted' })
  for (const topic of topics.slice(0, 4)) { asked = 5; await engine.say(conversation.id, long(topic)) }
  asked = 0
  const trace = await engine.say(conversation.id, 'What did we say?')
  expect(asked).toBe(2)
  expect(trace.status).toBe('done')
  expect(trace.tightened!.toTokens).toBeLessThan(trace.tightened!.fromTokens)
  expect(trace.context!.used).toBeLessThanOrEqual(700)
  expect(trace.notices.join(' ')).toContain('made again with less')
}, 60_000)

test('[T26] a slow model is given no more to read anew than the waiting time allows, and the trace says which budget cut', async () => {
  const model = scriptedModel({ answers: () => ({ text: 'Fine.', timing: { readMs: 10_000, readTokens: 500, writeMs: 1000, writtenTokens: 30 } }), windowTokens: 8000 })
  const engine = await start({ chat: [model], settings: { firstTokenSeconds: 2 } })
  const conversation = await engine.newConversation()
  await engine.say(conversation.id, 'Hello.')
  const imported = await engine.ask('conversations.import', { title: 'A long talk', messages: topics.flatMap((topic, at) => [{ role: 'user' as const, text: long(topic, 20), at: at * 2 }, { role: 'assistant' as const, text: long(topic, 20), at: at * 2 + 1 }]) })
  const trace = await engine.say(imported.id, 'What did we say?')
  expect(trace.context!.time).toMatchObject({ seconds: 2, tokensPerSecond: 50 })
  expect(trace.context!.cutBy).toContain('time')
  expect(trace.context!.pieces.some((piece) => piece.code === 'over-time' && piece.reason.includes('s'))).toBe(true)
  await engine.ask('settings.set', { firstTokenSeconds: null })
  const unhurried = await engine.say(imported.id, 'And in whole?')
  expect(unhurried.context!.time).toBeNull()
  expect(unhurried.context!.used).toBeGreaterThan(trace.context!.used)
})

test('[T27] a past turn is made again without a piece, and answered beside the conversation', async () => {
  const model = scriptedModel({ answers: (request) => request.messages.at(-1)!.text.includes('Nadia') ? 'Nadia.' : 'I do not know.' })
  const engine = await start({ chat: [model] })
  await engine.say((await engine.newConversation()).id, 'My sister is called Nadia.')
  const conversation = await engine.newConversation()
  const trace = await engine.say(conversation.id, 'What is my sister called?')
  const notes = trace.context!.pieces.filter((piece) => piece.outcome !== 'out' && piece.text.includes('Nadia'))
  expect(notes.length).toBeGreaterThan(0)
  const off = notes.map((piece) => piece.id)
  const { context, diff } = await engine.ask('contexts.again', { turnId: trace.turnId, change: { off } })
  expect(diff.left.map((piece) => piece.pieceId).sort()).toEqual([...off].sort())
  expect(context.prompt.map((message) => message.text).join(' ')).not.toContain('Nadia')

  const messages = (await engine.ask('messages.list', { conversationId: conversation.id })).items.length
  const { runId } = await engine.ask('contexts.ask', { turnId: trace.turnId, change: { off } })
  const run = await waitFor(() => engine.ask('contexts.run', { runId }), (one) => one.state !== 'running')
  expect(run).toMatchObject({ state: 'done', answer: 'I do not know.', turnId: trace.turnId })
  expect((await engine.ask('messages.list', { conversationId: conversation.id })).items).toHaveLength(messages)
  expect((await engine.ask('contexts.runs', { turnId: trace.turnId })).runs.map((one) => one.runId)).toEqual([runId])

  const edited = await engine.ask('contexts.again', { turnId: trace.turnId, change: { edited: [{ pieceId: off[0]!, text: 'My sister is called Olga.' }] } })
  expect(edited.context.prompt.at(-1)!.text).toContain('Olga')
  expect(edited.diff.changed.map((piece) => piece.pieceId)).toContain(off[0])
  const other = await engine.ask('contexts.list', { conversationId: conversation.id })
  expect(other.items[0]).toMatchObject({ turnId: trace.turnId, whole: true, question: 'What is my sister called?' })
})

test('[T28] which notes an answer used is seen after it, and told to the next turn when it passed one over', async () => {
  const model = scriptedModel({ answers: ['Noted.', 'She is called Maria.', 'Fine.'] })
  const engine = await start({ chat: [model] })
  await engine.say((await engine.newConversation()).id, 'My sister is called Nadia.')
  const conversation = await engine.newConversation()
  const trace = await engine.say(conversation.id, 'What is my sister called?')
  expect(trace.fidelity).toBeNull()
  const seen = await engine.reflected(trace.turnId)
  expect(seen.quality!.redundancy).toBeGreaterThanOrEqual(0)
  expect(seen.fidelity!.pieces.some((piece) => piece.ignored)).toBe(true)
  expect(seen.fidelity!.flags.join(' ')).toContain('Nadia')
  await engine.say(conversation.id, 'Are you sure about her name?')
  expect(promptOf(model.requests)).toMatch(/passed this over/)
  const summary = (await engine.ask('messages.get', { messageId: seen.answerMessageId! })).summary
  expect(summary).toMatchObject({ fidelity: seen.fidelity!.score, flags: seen.fidelity!.flags })
})

test('[T29] strategies are compared over past turns, made the default and taken back', async () => {
  const model = scriptedModel({ answers: ['Fine.'] })
  const engine = await start({ chat: [model] })
  const conversation = await engine.newConversation()
  for (const text of ['I live in Porto.', 'My sister is called Nadia.', 'I like strong tea.']) await engine.say(conversation.id, text)
  const other = await engine.newConversation()
  for (const text of ['Where do I live?', 'What is my sister called?', 'What do I like to drink?']) await engine.say(other.id, text)
  const { strategies } = await engine.ask('strategies.list', {})
  expect(strategies.map((one) => one.name)).toContain('Standard')
  const none = standard()
  none.retrieval.threshold = 1
  const mine = await engine.ask('strategies.save', { name: 'No notes', values: none })
  const compared = await engine.ask('strategies.compare', { a: 'standard', b: mine.id, turns: 10 })
  expect(compared.turns).toBe(6)
  const tokens = compared.figures.find((figure) => figure.name === 'tokens')!
  expect(tokens.b!.mean).toBeLessThanOrEqual(tokens.a!.mean)
  expect(compared.verdict).not.toBe('')

  expect((await engine.ask('strategies.use', { strategyId: mine.id })).strategyName).toBe('No notes')
  expect((await engine.say(other.id, 'Where do I live?')).strategy).toBe('No notes')
  expect((await engine.ask('strategies.rollBack', {})).strategyName).toBe('Standard')
  expect(await engine.refuse('strategies.rollBack', {})).toMatchObject({ kind: 'bad-input' })
  expect(await engine.refuse('strategies.remove', { strategyId: 'standard' })).toMatchObject({ kind: 'not-allowed' })
  await engine.ask('strategies.remove', { strategyId: mine.id })
})

test('[T30] what the person leaves out or pins in a conversation stays so in it', async () => {
  const model = scriptedModel({ answers: ['Fine.'] })
  const engine = await start({ chat: [model] })
  await engine.say((await engine.newConversation()).id, 'My sister is called Nadia.')
  const conversation = await engine.newConversation()
  const asked = await engine.say(conversation.id, 'What is my sister called?')
  const note = asked.context!.pieces.find((piece) => piece.region === 'memories' && piece.outcome !== 'out')!
  await engine.ask('pieces.rule', { conversationId: conversation.id, pieceId: note.id, rule: 'leave-out' })
  const without = await engine.say(conversation.id, 'What is my sister called?')
  expect(without.context!.pieces.find((piece) => piece.id === note.id)).toMatchObject({ outcome: 'out', code: 'switched-off' })
  await engine.ask('pieces.rule', { conversationId: conversation.id, pieceId: note.id, rule: 'pin' })
  expect((await engine.say(conversation.id, 'What is my sister called?')).context!.pieces.find((piece) => piece.id === note.id)).toMatchObject({ outcome: 'in', pinned: true })
  await engine.ask('pieces.rule', { conversationId: conversation.id, pieceId: note.id, rule: null })
  expect((await engine.ask('pieces.rules', { conversationId: conversation.id })).rules).toEqual([])
  expect((await engine.say((await engine.newConversation()).id, 'What is my sister called?')).context!.pieces.find((piece) => piece.id === note.id)?.outcome).toBe('in')
})

test('[T45] [X35] a pinned memory stands in every context of a small model too, takes no place of what is found, and its use counts', async () => {
  const model = scriptedModel({ answers: ['Fine.'], small: true })
  const engine = await start({ chat: [model], settings: { answerFromMemory: false } })
  const pinned = await engine.ask('memories.add', { text: 'I prefer window seats.' })
  await engine.ask('memories.update', { memoryId: pinned.id, pinned: true })
  for (const text of ['My favourite colour is teal.', 'My sister is called Nadia.']) await engine.ask('memories.add', { text })
  const trace = await engine.say((await engine.newConversation()).id, 'Which colour do I like?')
  expect(trace.context!.pieces.find((piece) => piece.id === pinned.id)).toMatchObject({ outcome: 'in', pinned: true, reason: 'Pinned by you' })
  expect(trace.context!.prompt.at(-1)!.text).toMatch(/Note: I prefer window seats\.\n(?:Note: .*\n)?Note: My favourite colour is teal\./)
  expect((await engine.ask('memories.get', { memoryId: pinned.id })).memory.uses).toBe(1)
})

test('[T31] a budget that cannot hold is refused with a sentence, for all conversations and for one', async () => {
  const engine = await start({ chat: [scriptedModel({ answers: ['Fine.'] })] })
  const conversation = await engine.newConversation()
  await engine.say(conversation.id, 'Hello there.')
  const strategy = standard()
  strategy.budget = { ...strategy.budget, regions: { memories: { share: 700 }, history: { share: 600 } } }
  expect(await engine.refuse('settings.set', { strategy })).toMatchObject({ kind: 'bad-input', message: expect.stringMatching(/shares add up to/) })
  expect(await engine.refuse('conversations.update', { conversationId: conversation.id, budget: strategy.budget })).toMatchObject({ kind: 'bad-input' })
  const preview = await engine.ask('budget.preview', { conversationId: conversation.id, plan: strategy.budget })
  expect(preview.problems).not.toEqual([])
  const good = { ...strategy.budget, regions: { memories: { share: 20 } } }
  const shown = await engine.ask('budget.preview', { conversationId: conversation.id, plan: good })
  expect(shown.problems).toEqual([])
  expect(shown.after.length).toBe(12)
  await engine.ask('conversations.update', { conversationId: conversation.id, budget: good })
  const trace = await engine.say(conversation.id, 'And now?')
  expect(trace.context!.regions.find((region) => region.region === 'memories')!.budget).toBeLessThanOrEqual(Math.ceil(4096 * 0.02) + 1)
  expect((await engine.ask('budget.presets', {})).presets.map((preset) => preset.id)).toEqual(['casement', 'seven-sections', 'seven-priorities'])
})

test('[T32] persona, goal and style stand in the prompt as layers, the stable ones in its front', async () => {
  const model = scriptedModel({ answers: ['Fine.'] })
  const engine = await start({ chat: [model], settings: {
    personas: [{ id: 'p1', name: 'Harbour master', role: 'You are an old harbour master.', instructions: 'Answer in nautical terms.', constraints: 'Never give legal advice.', examples: '' }], personaId: 'p1', persona: 'Call me captain.',
  } })
  const conversation = await engine.newConversation()
  await engine.ask('conversations.update', { conversationId: conversation.id, goal: 'Plan the crossing to Madeira' })
  const trace = await engine.say(conversation.id, 'URGENT!! I need this right now, the boat is leaving: which chart do I take?')
  const system = model.requests.at(-1)!.messages[0]!.text
  for (const part of ['harbour master', 'nautical terms', 'Never give legal advice', 'Call me captain', 'crossing to Madeira']) expect(system).toContain(part)
  expect(trace.context!.pieces.filter((piece) => piece.region === 'steering' && piece.outcome !== 'out').map((piece) => piece.source)).toContainEqual({ kind: 'rule', name: 'style modifier' })
  const next = await engine.say(conversation.id, 'Thanks. And which flag?')
  expect(next.context!.prompt[0]!.text).toBe(trace.context!.prompt[0]!.text)
})

test('[T33] a stored context that is damaged is told in a sentence; the talk goes on and loses nothing', async () => {
  const model = scriptedModel({ answers: ['Fine.'] })
  let engine = await start({ chat: [model] })
  const conversation = await engine.newConversation()
  const trace = await engine.say(conversation.id, 'I live in Porto.')
  await engine.reflected(trace.turnId)
  await engine.engine.close()
  const db = new Database(join(engine.profile, 'casement.db'))
  db.prepare('UPDATE turn_trace SET body = ?').run(Buffer.from('broken'))
  db.close()
  engine = await start({ profile: engine.profile, chat: [model] })
  const refused = await engine.refuse('trace.get', { turnId: trace.turnId })
  expect(refused.message).toContain('damaged')
  expect((await engine.ask('messages.list', { conversationId: conversation.id })).items.map((message) => message.text)).toEqual(['I live in Porto.', 'Fine.'])
  expect((await engine.say(conversation.id, 'And what else?')).status).toBe('done')
  expect((await engine.ask('insights.get', { days: 7 })).turns).toBeGreaterThan(0)
})

test('[T34] thumbs count in the insights, which sum up real turns', async () => {
  const engine = await start({ chat: [scriptedModel({ answers: ['Fine.'] })] })
  const conversation = await engine.newConversation()
  const first = await engine.say(conversation.id, 'I live in Porto.')
  const second = await engine.say(conversation.id, 'I like tea.')
  await engine.reflected(second.turnId)
  await engine.ask('turn.rate', { turnId: first.turnId, thumb: 'up' })
  await engine.ask('turn.rate', { turnId: second.turnId, thumb: 'down' })
  const insights = await engine.ask('insights.get', { days: 7 })
  expect(insights).toMatchObject({ turns: 2, conversations: 1 })
  expect(insights.metrics.find((metric) => metric.name === 'satisfaction')).toMatchObject({ value: 0.5, turns: 2 })
  expect(insights.metrics.find((metric) => metric.name === 'tokenSaving')!.value).not.toBeNull()
  await engine.ask('turn.rate', { turnId: second.turnId, thumb: null })
  expect((await engine.ask('insights.get', { days: 7 })).metrics.find((metric) => metric.name === 'satisfaction')!.value).toBe(1)
  expect((await engine.ask('messages.list', { conversationId: conversation.id })).items[1]!.summary!.thumb).toBe('up')
})

test('[T35] on demand a checkpoint writes what was decided and found', async () => {
  const engine = await start({ chat: [scriptedModel({ answers: ['Good idea.'] })] })
  const conversation = await engine.newConversation()
  expect(await engine.refuse('epochs.make', { conversationId: conversation.id, kind: 'checkpoint' })).toMatchObject({ kind: 'bad-input' })
  for (const text of ['We decided to leave on 3 May with the train at 08:15.', 'The hotel costs 120 euros a night.', 'Nadia will meet us in Porto.', 'What should we pack?']) await engine.say(conversation.id, text)
  const epoch = await engine.ask('epochs.make', { conversationId: conversation.id, kind: 'checkpoint' })
  expect(epoch).toMatchObject({ kind: 'checkpoint', reason: 'asked' })
  for (const part of ['3 May', '08:15', '120', 'Nadia']) expect(epoch.text).toContain(part)
  expect(epoch.text.split(/\s+/).length).toBeLessThan(500)
})

test('[T38] a long text that is found brings the passage that it was found for, and shows what it was before', async () => {
  const model = scriptedModel({ answers: ['Fine.'], windowTokens: 2000 })
  const engine = await start({ chat: [model] })
  const chatter = (at: number) => `On day ${at} we walked along the coast, saw some gulls and talked about nothing in particular for hours.`
  const report = [...Array.from({ length: 40 }, (_, at) => chatter(at)), 'The lighthouse keeper Amadeu told us that the ferry to Berlengas leaves at 09:40 from pier 7.', ...Array.from({ length: 40 }, (_, at) => chatter(at + 40))].join(' ')
  await engine.ask('conversations.import', { title: 'A report', messages: [{ role: 'user', text: report, at: 1_700_000_000_000, speaker: 'Ana' }, { role: 'assistant', text: 'Thank you.', at: 1_700_000_001_000, speaker: 'Rui' }] })
  const trace = await engine.say((await engine.newConversation()).id, 'When does the ferry to Berlengas leave?')
  const piece = trace.context!.pieces.find((one) => one.region === 'memories' && one.text.includes('ferry to Berlengas'))!
  expect(piece).toMatchObject({ outcome: 'shortened', original: expect.stringContaining('On day 79'), reason: expect.stringContaining('passages that fit') })
  expect(piece.wantedTokens).toBeGreaterThan(piece.tokens * 3)
  expect(promptOf(model.requests)).toContain('leaves at 09:40 from pier 7')
})

test('[T39] a summary that a model spoils is written by rules, and the reason is told', async () => {
  const model = scriptedModel({ answers: (request) => request.conversationId.startsWith('summary:') ? '{"summary": "x"}' : 'That is a fine plan for the day.' })
  const engine = await start({ chat: [model] })
  const strategy = standard()
  strategy.compression.method = 'local-model'
  await engine.ask('settings.set', { strategy })
  const conversation = await engine.newConversation()
  for (const topic of topics.slice(0, 6)) await engine.say(conversation.id, long(topic, 20))
  const epoch = await engine.ask('epochs.make', { conversationId: conversation.id, kind: 'compaction' })
  expect(model.requests.some((request) => request.conversationId === `summary:${conversation.id}`)).toBe(true)
  expect(epoch).toMatchObject({ by: 'rules', why: expect.stringContaining('Asked for by you') })
  expect(epoch.why.length).toBeGreaterThan('Asked for by you.'.length)
  expect(epoch.text).toContain('Porto')
})

test('[T40] a server that reads less than it was sent, in silence, is told of', async () => {
  const model = scriptedModel({ place: 'cloud', windowTokens: 8000, answers: [{ text: 'Fine.', readTokens: 300 }] })
  const engine = await start({ chat: [model] })
  const conversation = await engine.newConversation()
  await engine.ask('conversations.update', { conversationId: conversation.id, route: 'cloud:scripted:scripted' })
  const trace = await engine.say(conversation.id, long('Boats in the harbour', 300))
  expect(trace.context!.used).toBeGreaterThan(800)
  expect(trace.notices.join(' ')).toContain('read 300 of about')
})

test('[T42] what a summary covers is found again word for word, in the turn that sums it up and after it; the gauge knows the talk', async () => {
  const model = scriptedModel({ answers: ['Fine.'], windowTokens: 1500 })
  const engine = await start({ chat: [model] })
  const facts = ['The ferry to Berlengas leaves at 09:40 from pier seven.', 'The landlord Amadeu keeps the spare key under the blue pot.']
  const messages = Array.from({ length: 60 }, (_, at) => ({ role: at % 2 === 0 ? 'user' as const : 'assistant' as const, at: 1_700_000_000_000 + at * 60_000, speaker: at % 2 === 0 ? 'Ana' : 'Rui', text: at === 6 ? facts[0]! : at === 12 ? facts[1]! : long(`Day ${at} at the coast`, 6) }))
  const talk = await engine.ask('conversations.import', { title: 'A long talk', messages })
  const before = await engine.ask('context.preview', { conversationId: talk.id, text: 'And now?' })
  expect(before.used).toBeGreaterThan(1500)
  expect(before.compaction?.messages).toBeGreaterThan(20)
  const first = await engine.say(talk.id, 'When does the ferry to Berlengas leave?')
  expect(first.epochId).not.toBeNull()
  expect(promptOf(model.requests)).toContain('leaves at 09:40')
  const after = await engine.ask('context.preview', { conversationId: talk.id, text: 'And now?' })
  expect(after.used).toBeLessThan(before.used / 2)
  const second = await engine.say(talk.id, 'Where does Amadeu keep the spare key?')
  expect(second.context!.pieces.filter((piece) => piece.text.includes('blue pot') && piece.outcome !== 'out').map((piece) => piece.region)).toContain('memories')
  // Every piece is told once, whatever way it came.
  for (const trace of [first, second]) expect(new Set(trace.context!.pieces.map((piece) => piece.id)).size).toBe(trace.context!.pieces.length)
})

test('[T43] a fast model on this computer that is no small one writes the focus; where its words are no good, rules do', async () => {
  let focus = 'Look at the note that says where Nadia lives.'
  const timing = { readMs: 100, readTokens: 10_000, writeMs: 100, writtenTokens: 1000 }
  const model = scriptedModel({ windowTokens: 8000, answers: (request) => ({ text: request.conversationId === 'focus' ? focus : 'She lives in Porto.', timing }) })
  const engine = await start({ chat: [model] })
  await engine.say((await engine.newConversation()).id, 'My sister is called Nadia and she lives in Porto.')
  const conversation = await engine.newConversation()
  const written = await engine.say(conversation.id, 'Where does my sister Nadia live these days?')
  expect(written.focus).toMatchObject({ by: 'local-model', text: focus, given: true })
  expect(promptOf(model.requests.filter((request) => request.conversationId !== 'focus'))).toContain(focus)
  focus = '{"focus": ["x"]}'
  const byRules = await engine.say(conversation.id, 'And where exactly does my sister Nadia live?')
  expect(byRules.focus).toMatchObject({ by: 'rules' })
})

async function waitFor<T>(read: () => Promise<T>, isGood: (value: T) => boolean): Promise<T> {
  for (let waited = 0; waited < 400; waited++) {
    const value = await read()
    if (isGood(value)) return value
    await new Promise((resolve) => { setTimeout(resolve, 20) })
  }
  throw new Error('waited in vain')
}
