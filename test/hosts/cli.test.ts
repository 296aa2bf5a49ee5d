import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { getEventListeners } from 'node:events'
import { devNull, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { PassThrough, Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { ask, closeTurn } from '../../src/main/hosts/cli/ask.ts'
import { callLines } from '../../src/main/hosts/cli/callLines.ts'
import { chat } from '../../src/main/hosts/cli/chat.ts'
import { connect } from '../../src/main/hosts/cli/connect.ts'
import { costs } from '../../src/main/hosts/cli/costs.ts'
import { askPerson, decideUnasked } from '../../src/main/hosts/cli/decide.ts'
import { doctor } from '../../src/main/hosts/cli/doctor.ts'
import { importTalks } from '../../src/main/hosts/cli/importTalk.ts'
import { readLocomo, readLocomoTime } from '../../src/main/hosts/cli/locomo.ts'
import { readJson } from '../../src/main/hosts/cli/importTalk.ts'
import { memories } from '../../src/main/hosts/cli/memories.ts'
import { buildProgram } from '../../src/main/hosts/cli/program.ts'
import { runTurn } from '../../src/main/hosts/cli/runTurn.ts'
import { oneLine, printable, table, tellFailure } from '../../src/main/hosts/cli/terminal.ts'
import { traceText } from '../../src/main/hosts/cli/trace.ts'
import type { Handlers } from '../../src/main/engine/door.ts'
import { fail, ok, type Failure } from '../../src/shared/result.ts'
import type { TurnTrace } from '../../src/shared/trace.ts'
import { openDoor } from '../support/fakeEngine.ts'
import { openTestEngine } from '../support/testEngine.ts'

const folder = mkdtempSync(join(tmpdir(), 'casement-cli-'))
afterAll(() => rmSync(folder, { recursive: true }))

function paper() {
  const seen = { out: '', note: '' }
  return { seen, terminal: { out: (text: string) => { seen.out += text }, note: (text: string) => { seen.note += text } } }
}

const conversation = (id: string) => ({ id, title: 'Talk', createdAt: 1, updatedAt: 1, pinned: false, deletedAt: null, leafId: null, route: 'auto' as const, messageCount: 2, budget: null, goal: '', personaId: null, projectId: null, importedFrom: null, temporary: false })
const message = (id: string, role: 'user' | 'assistant', text: string) => ({
  id, conversationId: 'c_1', parentId: null, role, text, createdAt: 1, status: 'done' as const, turnId: 't_1', label: 'personal' as const, trust: 'user' as const,
  speaker: null, note: null, branch: { index: 0, count: 1, siblings: [id] }, summary: null,
})
const summary = {
  promptTokens: 312, memories: 2, totalMs: 1900, firstTokenMs: 100, cost: 0, destination: 'local' as const, model: 'SmolLM2', task: 'chat' as const,
  dropped: 0, shortened: 0, fromMemory: null, learned: [], notices: ['Shortened: one long message.'],
  thumb: null, fidelity: null, shapedBy: [], flags: [], cached: null, near: null,
}

/** An engine that answers every message by its parts; some events come before the call returns, as they may. */
function answering(parts: readonly string[], ending: { status: 'done' | 'failed' | 'interrupted'; failure: Failure | null; text?: string } = { status: 'done', failure: null }, handlers: Partial<Handlers> = {}) {
  let cancelled: () => void = () => {}
  const door = openDoor({
    'conversations.create': () => ok(conversation('c_1')),
    'conversations.get': ({ conversationId }) => conversationId === 'c_1' ? ok(conversation('c_1')) : fail('not-found', 'There is no such conversation.', 'List them first.'),
    'turn.send': () => {
      const say = (from: number) => {
        for (const [at, text] of parts.entries()) if (at >= from) door.emit('turn.token', { turnId: 't_1', conversationId: 'c_1', text, offset: parts.slice(0, at).join('').length })
        door.emit('turn.ended', { turnId: 't_1', conversationId: 'c_1', status: ending.status, messageId: 'm_2', failure: ending.failure })
      }
      door.emit('turn.token', { turnId: 't_other', conversationId: 'c_9', text: 'of another turn', offset: 0 })
      if (parts.length > 0) door.emit('turn.token', { turnId: 't_1', conversationId: 'c_1', text: parts[0]!, offset: 0 })
      if (ending.status === 'interrupted') cancelled = () => say(parts.length)
      else setImmediate(() => say(1))
      return ok({ turnId: 't_1', userMessage: message('m_1', 'user', 'q') })
    },
    'turn.cancel': () => { cancelled(); return ok({}) },
    'messages.get': () => ok({ ...message('m_2', 'assistant', ending.text ?? parts.join('')), summary }),
    ...handlers,
  })
  return { door, client: connect(door.engine) }
}

const idle = new AbortController().signal

test('[H30] ask writes the answer alone to standard output, once and in order, and the quiet line beside it', async () => {
  const { client } = answering(['It is ', 'in ', 'Lisbon.'])
  const { seen, terminal } = paper()
  expect(await ask(client, terminal, 'Where?', {}, idle)).toBe(0)
  expect(seen.out).toBe('It is in Lisbon.\n')
  expect(seen.note).toBe('— 312 tokens · 2 memories · 1.9 s · local · SmolLM2 · trace t_1\nShortened: one long message.\n')
})

test('[H30] an answer that came without a stream is written too, and --json is one object', async () => {
  const { client } = answering([], { status: 'done', failure: null, text: 'From your memory of 3 May: "…"' })
  const plain = paper()
  await ask(client, plain.terminal, 'Where?', {}, idle)
  expect(plain.seen.out).toBe('From your memory of 3 May: "…"\n')
  const json = paper()
  await ask(client, json.terminal, 'Where?', { json: true }, idle)
  expect(JSON.parse(json.seen.out)).toMatchObject({ turnId: 't_1', conversationId: 'c_1', status: 'done', text: 'From your memory of 3 May: "…"' })
})

test('[H31] failures are a sentence and a next step on standard error, with their own exit codes', async () => {
  const failed = answering(['Half an'], { status: 'failed', failure: fail('provider-broken', 'The answer was cut.', 'Ask again.').error })
  const { seen, terminal } = paper()
  expect(await ask(failed.client, terminal, 'Where?', {}, idle)).toBe(1)
  expect([seen.out, seen.note.split('\n').slice(-3)]).toEqual(['Half an\n', ['The answer was cut.', 'Ask again.', '']])
  expect(await ask(failed.client, terminal, 'Where?', { conversation: 'c_7' }, idle)).toBe(1)
  expect(tellFailure(terminal, fail('profile-locked', 'Casement is already open.').error)).toBe(3)
})

test('[H32] Ctrl+C cancels the turn and keeps what was said', async () => {
  const { client } = answering(['Half an'], { status: 'interrupted', failure: null })
  const { seen, terminal } = paper()
  const stop = new AbortController()
  const asked = ask(client, terminal, 'Where?', {}, stop.signal)
  await expect.poll(() => seen.out).toBe('Half an')
  stop.abort()
  expect(await asked).toBe(130)
})

test('[H33] chat reads lines until /exit, shows a trace, and names what it does not know', async () => {
  const { client, door } = answering(['Hello.'], undefined, { 'trace.get': () => ok(trace) })
  const { seen, terminal } = paper()
  const input = Readable.from(['/trace\n', '\n', 'Hello there\n', '/trace\n', '/dance now\n', '/exit\n', 'never read\n']) as unknown as NodeJS.ReadStream
  expect(await chat(client, terminal, input)).toBe(0)
  expect(seen.note).toContain('There is no turn yet.')
  expect(seen.note).toContain('There is no /dance.')
  expect(seen.out).toContain('Hello.\n')
  expect(seen.out).toContain('Turn t_1: done')
  expect(seen.out.match(/Hello\./g)).toHaveLength(1)
  expect(door.listeners()).toBe(0)
})

const piece = { id: 'p', region: 'memories' as const, text: 'Nadia lives\nin Lisbon.', tokens: 7, source: { kind: 'memory' as const, memoryId: 'm_9', messageId: 'x', conversationId: 'c', at: Date.UTC(2026, 4, 3) }, label: 'personal' as const, trust: 'user' as const, score: 0.831, scores: {}, stability: 'volatile' as const, marks: [], outcome: 'in' as const, code: null, reason: '', wantedTokens: 7 }
const trace: TurnTrace = {
  turnId: 't_1', conversationId: 'c_1', userMessageId: 'm_1', answerMessageId: 'm_2', startedAt: 0, totalMs: 1900, firstTokenMs: 100, status: 'done', failure: null,
  stages: [{ name: 'recall', startMs: 1, ms: 12.34, note: '12 candidates, 1 kept', failed: null }], understanding: null, plan: null,
  route: { destination: 'local', modelId: 'local:x', modelName: 'SmolLM2', rule: 'default-local', reason: 'Answers stay here unless a rule says otherwise.', label: 'personal', task: 'recall', fallback: null,
    policyRule: { id: 'r1', name: 'Nights here' }, taskClass: 'simple-question', difficulty: 0.2, expectedCost: 0, facts: null, asked: null,
    alternatives: [{ modelId: 'cloud:a:big', modelName: 'Big', place: 'cloud', cost: 0.0123, why: 'Your rule “Nights here” keeps this turn on this computer.' }] },
  context: {
    window: 8192, reserve: 512, used: 310, counting: 'exact', tokenizer: 'smollm2', label: 'personal', keptPrefix: 120, time: null, trusted: null, cutBy: [], prompt: [{ role: 'user', text: 'the prompt as sent', spans: [] }],
    regions: [{ region: 'memories', priority: 3, floor: 0, budget: 1500, wanted: 250, kept: 7, pieces: 1, leftOut: 1, stability: 'volatile' }],
    pieces: [piece, { ...piece, id: 'q', text: 'An old note', outcome: 'out', code: 'over-budget', reason: 'Left out: over the memories budget by 240 tokens' }],
  },
  usage: null, cost: 0, memoryAnswer: null, learned: [{ memoryId: 'm_8', text: 'Likes tea', rule: 'preference.like', change: 'learned' }], notices: [],
  focus: null, epochId: null, strategy: 'Standard', fidelity: null, quality: null, tightened: null, fullHistoryTokens: null,
  costKnown: true, cached: null, near: null, squeezed: [],
  attempts: [
    { modelId: 'cloud:a:big', modelName: 'Big', strategy: 'primary', startMs: 1, ms: 900, outcome: 'failed', failure: { kind: 'provider-failed', message: 'Big answered 503.' }, breaker: 'closed', retries: 2 },
    { modelId: 'local:x', modelName: 'SmolLM2', strategy: 'backup', startMs: 901, ms: 900, outcome: 'answered', failure: null, breaker: 'closed', retries: 0 },
  ],
  sources: [{ id: 'plan', name: 'Plans', because: 'plan', required: false, state: 'late', ms: 250, pieces: 0, note: 'It took longer than 0.2 seconds.' }],
}

test('[H34] a trace shows regions, pieces in and out with reasons, stages, and the prompt where asked', () => {
  const text = traceText(trace, false)
  expect(text).toContain('Answered by SmolLM2 (local): Answers stay here unless a rule says otherwise.')
  expect(text).toMatch(/memories +250 +7 +1500 +1 +1/)
  expect(text).toMatch(/In \(1\)\nmemories +7 +0\.83 +personal +m_9 2026-05-03 +Nadia lives in Lisbon\./)
  expect(text).toMatch(/Left out \(1\)\n.*An old note {2}\(Left out: over the memories budget by 240 tokens\)/)
  expect(text).toContain('By your rule “Nights here”')
  expect(text).toContain('Not Big (cloud, $0.012): Your rule')
  expect(text).toContain('Tried Big (primary): failed, asked 3 times. Big answered 503.')
  expect(text).toContain('Tried SmolLM2 (backup): answered')
  expect(text).toContain('Source Plans: late, 0 pieces, 250 ms. It took longer than 0.2 seconds.')
  expect(text).toContain('recall  12.3 ms  12 candidates, 1 kept')
  expect(text).toContain('learned: Likes tea')
  expect(text).not.toContain('the prompt as sent')
  expect(traceText(trace, true)).toContain('[user]\nthe prompt as sent')
})

test('[H35] memories are listed, added and forgotten; the doctor fails when a part does', async () => {
  const memory = { id: 'm_9', kind: 'semantic' as const, text: 'Nadia lives in\u001b[31m Lisbon.', subject: 'Nadia', key: null, importance: 1, confidence: 1, eventAt: null, learnedAt: Date.UTC(2026, 4, 3), updatedAt: 0, validFrom: null, validUntil: null, supersededBy: null, label: 'personal' as const, trust: 'user' as const, pinned: true, state: 'active' as const, uses: 0, lastUsedAt: null, scope: 'everywhere' as const, scopeId: null, entities: [], fadesAt: null, conflictsWith: null, sources: [] }
  const forgotten: string[] = []
  const added: (string | null)[] = []
  const client = connect(openDoor({
    'memories.list': ({ query }) => ok({ items: query === 'Nadia' ? [memory] : [], next: null, total: query === 'Nadia' ? 1 : 0 }),
    'memories.add': ({ text, subject }) => { added.push(subject ?? null); return ok({ ...memory, text, change: text === 'Tea at four' ? 'learned' : 'strengthened' }) },
    'memories.forget': ({ memoryId }) => { forgotten.push(memoryId); return ok({}) },
    'app.diagnose': () => ok({ checks: [{ name: 'Store', ok: true, detail: 'open' }, { name: 'Model', ok: false, detail: 'none' }] }),
  }).engine)
  const { seen, terminal } = paper()
  expect(await memories(client, terminal, 'Nadia', {})).toBe(0)
  expect(seen.out).toBe('m_9  2026-05-03  semantic  personal  pinned  Nadia lives in [31m Lisbon.\n')
  await memories(client, terminal, 'nobody', {})
  expect(seen.note).toContain('Nothing is remembered that fits.')
  expect(await memories(client, terminal, '', { add: 'Tea at four' })).toBe(0)
  expect(await memories(client, terminal, '', { add: 'Nadia lives in Lisbon.', about: 'Nadia' })).toBe(0)
  expect(added).toEqual([null, 'Nadia'])
  expect(seen.note).toContain('This was known already')
  expect(await memories(client, terminal, '', { forget: 'm_9' })).toBe(0)
  expect(forgotten).toEqual(['m_9'])
  expect(await doctor(client, terminal, {})).toBe(1)
  expect(seen.out).toContain('well  Store: open\nNOT   Model: none\n')
})

test('[H36] conversations are imported from JSON, one or many, with dates as numbers or text', async () => {
  const got: unknown[] = []
  const client = connect(openDoor({ 'conversations.import': (talk) => { got.push(talk); return ok({ ...conversation('c_1'), title: talk.title, messageCount: talk.messages.length }) } }).engine)
  const { seen, terminal } = paper()
  const file = (name: string, value: unknown) => {
    const path = join(folder, name)
    const text = typeof value === 'string' ? value : JSON.stringify(value)
    writeFileSync(path, name.endsWith('.gz') ? gzipSync(text) : text)
    return path
  }
  const talk = { title: 'Old talk', messages: [{ role: 'user', text: 'Hello', at: '2026-05-03T10:00:00Z' }, { role: 'assistant', text: 'Hi', at: 5, speaker: 'Ana' }] }
  expect(await importTalks(client, terminal, file('one.json', talk), {})).toBe(0)
  expect(await importTalks(client, terminal, file('many.json.gz', [talk, talk]), {})).toBe(0)
  expect(got).toHaveLength(3)
  expect(got[0]).toEqual({ title: 'Old talk', messages: [{ role: 'user', text: 'Hello', at: Date.UTC(2026, 4, 3, 10), speaker: null }, { role: 'assistant', text: 'Hi', at: 5, speaker: 'Ana' }] })
  expect(seen.out).toContain('c_1  2 messages  Old talk')
  for (const bad of ['not json', '[]', '"text"', '{"title":"x"}', '[1]', JSON.stringify({ ...talk, messages: [{ role: 'system', text: 'x', at: 1 }] })]) {
    expect(await importTalks(client, terminal, file('bad.json', bad), {}), bad).toBe(1)
  }
  expect(await importTalks(client, terminal, join(folder, 'missing.json'), {})).toBe(1)
  expect(got).toHaveLength(3)
})

test('[H37] a LoCoMo sample becomes one conversation per session, with its speakers and times', () => {
  const file = [{ sample_id: 'one', conversation: {
    speaker_a: 'Ana', speaker_b: 'Ben', session_1_date_time: '1:56 pm on 8 May, 2023', session_2_date_time: '12:05 am on 1 June, 2023',
    session_1: [{ speaker: 'Ana', dia_id: 'D1:1', text: 'Hi Ben' }, { speaker: 'Ben', dia_id: 'D1:2', text: 'Hi Ana' }], session_2: [{ speaker: 'Ben', dia_id: 'D2:1', text: 'Back again' }],
  } }]
  const start = new Date(2023, 4, 8, 13, 56).getTime()
  expect(readLocomo(file, 'one', [1])).toEqual(ok([{ title: 'Ana and Ben, session 1', messages: [
    { role: 'user', text: 'Hi Ben', at: start, speaker: 'Ana' }, { role: 'assistant', text: 'Hi Ana', at: start + 60_000, speaker: 'Ben' },
  ] }]))
  expect(readLocomo(file, 'one', null)).toMatchObject({ ok: true, value: [{ messages: { length: 2 } }, { messages: [{ role: 'assistant' }] }] })
  expect(readLocomo(file, 'two', null)).toMatchObject({ ok: false, error: { next: 'It has one.' } })
  expect(readLocomo(file, 'one', [3])).toMatchObject({ ok: false, error: { kind: 'not-found' } })
  // Whatever is no file is not read: a device has no end.
  for (const none of [import.meta.dirname, devNull]) expect(readJson(none)).toMatchObject({ ok: false, error: { kind: 'bad-input' } })
  expect(readLocomoTime('12:05 am on 1 June, 2023')).toBe(new Date(2023, 5, 1, 0, 5).getTime())
  expect(readLocomoTime('12:30 pm on 1 June, 2023')).toBe(new Date(2023, 5, 1, 12, 30).getTime())
  for (const odd of ['', 'yesterday', '1:00 pm on 1 Foo, 2023', 5, null]) expect(readLocomoTime(odd)).toBeNull()
})

test('[H38] the contract can be spoken in lines; a broken line gets a typed answer', async () => {
  const door = openDoor({ 'models.pickFile': () => ok({ path: null, supported: false }) })
  const { seen, terminal } = paper()
  const input = new PassThrough()
  const done = callLines(door.engine, terminal, input, true, new AbortController().signal)
  input.write('{"id":1,"name":"models.pickFile","input":{}}\n{"id":2,"name":"nope"}\nnot json\n')
  await expect.poll(() => seen.out.split('\n').length).toBe(4)
  door.emit('app.changed', {})
  input.end()
  expect(await done).toBe(0)
  const lines = seen.out.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(lines).toContainEqual({ id: 1, result: { ok: true, value: { path: null, supported: false } } })
  expect(lines).toContainEqual({ id: 2, result: expect.objectContaining({ error: expect.objectContaining({ kind: 'unknown-command' }) }) })
  expect(lines).toContainEqual({ id: null, result: expect.objectContaining({ error: expect.objectContaining({ kind: 'bad-input' }) }) })
  expect(lines.at(-1)).toEqual({ name: 'app.changed', event: {} })
  expect(door.listeners()).toBe(0)
})

test('[H38] a stop ends the reading of lines, and what was asked is still answered', async () => {
  const door = openDoor({ 'models.pickFile': async () => { await new Promise((resolve) => { setTimeout(resolve, 20) }); return ok({ path: null, supported: false }) } })
  const { seen, terminal } = paper()
  const input = new PassThrough()
  const stop = new AbortController()
  const done = callLines(door.engine, terminal, input, true, stop.signal)
  input.write('{"id":1,"name":"models.pickFile","input":{}}\n')
  await new Promise((resolve) => { setTimeout(resolve, 5) })
  stop.abort()
  expect(await done).toBe(130)
  expect(JSON.parse(seen.out)).toMatchObject({ id: 1, result: { ok: true } })
  expect(door.listeners()).toBe(0)
})

test('[H39] wrong usage ends before a profile is opened', async () => {
  let opened = 0
  const { terminal } = paper()
  for (const args of [['dance'], ['ask'], ['memories', '--limit', '0'], ['import', 'x', '--sessions', '1,x'], ['trace', '--nope']]) {
    const program = buildProgram(terminal, process.stdin, async () => { opened++ })
    for (const one of [program, ...program.commands]) one.configureOutput({ writeErr() {}, writeOut() {} }).exitOverride()
    await expect(program.parseAsync(args, { from: 'user' }), args.join(' ')).rejects.toThrow()
  }
  expect(opened).toBe(0)
})

test('[H39] the reason of a refusal stands last', async () => {
  for (const [args, reason] of [[['--wbe'], "unknown option '--wbe'"], [['memories', '--limit', 'abc'], 'Write numbers']] as const) {
    let written = ''
    const program = buildProgram(paper().terminal, process.stdin, async () => {})
    for (const one of [program, ...program.commands]) one.configureOutput({ writeErr: (text) => { written += text } })
    await expect(program.parseAsync(args, { from: 'user' })).rejects.toThrow()
    expect(written.trim().split('\n').at(-1)).toContain(reason)
    expect(written).toContain('--help')
  }
})

test('[H44] every command says once that a profile can only be read, and why', async () => {
  const readOnly = fail('storage-corrupt', 'The database is damaged. This is the copy of 3 May 2026.', 'Put the copy in its place.').error
  const client = connect(openDoor({
    'app.status': () => ok({
      version: '1', host: 'cli', profile: 'p', readOnly, readOnlySince: 5, offline: false, counts: { conversations: 0, messages: 0, memories: 0 }, index: { state: 'ready', done: 0, total: 0, again: false, beside: null },
      embedder: { state: 'ready', model: 'e' }, sentBytesToday: 0, costToday: 0,
    }),
  }).engine)
  for (const args of [['memories'], ['memories', '--add', 'x'], ['ask', 'Where?'], ['trace'], ['doctor'], ['import', 'missing.json'], ['call'], ['chat']]) {
    const { seen, terminal } = paper()
    const program = buildProgram(terminal, process.stdin, async (_flags, work) => {
      await work({ engine: { handle: () => Promise.resolve(fail('not-found', 'x')), listen: () => () => {}, close: () => Promise.resolve() }, client, signal: AbortSignal.abort() })
    })
    await program.parseAsync(args, { from: 'user' })
    expect(seen.note.startsWith(`${readOnly.message}\n${readOnly.next}\n`), args.join(' ')).toBe(true)
    expect(seen.note.split(readOnly.message)).toHaveLength(2)
    expect(seen.out).toBe('')
  }
})

test('[H45] a LoCoMo file without its option names it; what is imported again is told and done', async () => {
  const { seen, terminal } = paper()
  const file = join(folder, 'again.json')
  writeFileSync(file, JSON.stringify([{ sample_id: 'conv-1', conversation: {} }, { sample_id: 'conv-2', conversation: {} }]))
  expect(await importTalks(connect(openDoor({}).engine), terminal, file, {})).toBe(1)
  expect(seen.note).toContain('Choose one with --locomo SAMPLE; it has conv-1, conv-2.')

  const engine = await openTestEngine({ chat: [] })
  try {
    const talk = (text: string) => ({ title: 'Old talk', messages: [{ role: 'user', text, at: 5 }, { role: 'assistant', text: 'Hi', at: 6 }] })
    const run = async (...texts: string[]) => {
      writeFileSync(file, JSON.stringify(texts.map(talk)))
      const { seen: told, terminal: here } = paper()
      expect(await importTalks(engine.client, here, file, {})).toBe(0)
      return told
    }
    const first = await run('Hello', 'Good morning')
    expect(first.note).toBe('')
    const again = await run('Good morning', 'Good evening', 'Good evening')
    expect(again.note.split('\n').filter(Boolean)).toEqual([expect.stringContaining(`“Old talk” was there already, as ${first.out.split('\n')[1]!.split(' ')[0]}.`), expect.stringContaining(again.out.split('\n')[1]!.split(' ')[0]!)])
    expect((await engine.ask('conversations.list', {})).items).toHaveLength(5)
  } finally {
    await engine.close()
  }
})

test('[H39] what an import, a check or the name of a model holds cannot steer the terminal either', async () => {
  const steering = 'a\u001b[2J\u009b1A\nb'
  const engine = openDoor({
    'conversations.import': (talk) => ok({ ...conversation('c_1'), title: talk.title }),
    'app.diagnose': () => ok({ checks: [{ name: `Model file ${steering}`, ok: false, detail: steering }] }),
  }).engine
  const { seen, terminal } = paper()
  const file = join(folder, 'steering.json')
  writeFileSync(file, JSON.stringify({ title: steering, messages: [{ role: 'user', text: 'Hello', at: 1 }] }))
  expect(await importTalks(connect(engine), terminal, file, {})).toBe(0)
  await doctor(connect(engine), terminal, {})
  closeTurn(terminal, { turnId: 't_1', conversationId: 'c_1', status: 'done', failure: null, answer: { ...message('m_1', 'assistant', 'Hi'), summary: { ...summary, model: steering } } })
  expect(seen.out).toContain('a [2J 1A b')
  expect(seen.note).toContain('a[2J1A')
  expect(seen.out + seen.note).not.toMatch(/(?!\n)\p{Cc}/u)
})

test('[H39] text is shown on one line without terminal codes, and columns line up', () => {
  expect(oneLine('a\u001b[31m b\n\n c', 80)).toBe('a [31m b c')
  expect(oneLine('abcdef', 4)).toBe('abc…')
  expect(printable('a\u001b]52;c;x\u0007 b\n\tc\u009b')).toBe('a]52;c;x b\n\tc')
  expect(table([['a', 'n', 'rest'], ['long', 5, 'x']])).toBe('a     n  rest\nlong  5  x')
})

const question = {
  turnId: 't_1', conversationId: 'c_1', reason: 'Your rule “Ask first” asks you before this goes to Big.', ruleName: 'Ask first',
  cloud: { modelId: 'cloud:a:big', modelName: 'Big', destination: 'api.big.test', cost: 0.0123 }, local: { modelId: 'local:x', modelName: 'SmolLM2' }, leaves: null,
}

test('[H60] a rule that asks is answered by this computer where nobody can be asked, by the flag where one is given, and it says so', async () => {
  const decided: string[] = []
  const asking = () => {
    const { door, client } = answering(['Done.'], undefined, {
      'turn.send': () => {
        setImmediate(() => door.emit('turn.asked', question))
        return ok({ turnId: 't_1', userMessage: message('m_1', 'user', 'q') })
      },
      'turn.decide': ({ choice }) => {
        decided.push(choice)
        door.emit('turn.ended', { turnId: 't_1', conversationId: 'c_1', status: 'done', messageId: 'm_2', failure: null })
        return ok({})
      },
    })
    return client
  }
  for (const [whenAsked, expected] of [[undefined, 'local'], ['cloud', 'cloud'], ['stop', 'stop']] as const) {
    const { seen, terminal } = paper()
    await ask(asking(), terminal, 'Write a poem.', whenAsked === undefined ? {} : { whenAsked }, new AbortController().signal)
    expect(decided.at(-1)).toBe(expected)
    expect(seen.note).toContain('Your rule “Ask first” asks you')
  }
  const { seen, terminal } = paper()
  expect(decideUnasked(terminal, { ...question, local: null }, 'local')).toBe('stop')
  expect(seen.note).toContain('the turn is stopped')
})

test('[H60] where the asking itself fails the turn is stopped, and the failure comes back', async () => {
  const cancelled: string[] = []
  const { door, client } = answering(['Done.'], undefined, {
    'turn.send': () => {
      door.emit('turn.asked', question)
      return ok({ turnId: 't_1', userMessage: message('m_1', 'user', 'q') })
    },
    'turn.cancel': ({ turnId }) => { cancelled.push(turnId); return ok({}) },
  })
  const hearing = { hear: () => {}, decide: () => Promise.reject(new Error('the terminal is gone')) }
  await expect(runTurn(client, 'c_1', 'Write a poem.', hearing, new AbortController().signal)).rejects.toThrow('the terminal is gone')
  expect(cancelled).toEqual(['t_1'])
})

test('[H60] a person who is asked often leaves nothing behind: an answer, a stop and a closed terminal', async () => {
  const { terminal } = paper()
  const input = new PassThrough()
  const lines = createInterface({ input })
  const running = new AbortController()
  const before = lines.listenerCount('close')
  for (const [said, expected] of [['h', 'local'], ['s', 'cloud'], ['', 'stop']] as const) {
    const asked = askPerson(lines, terminal, question, running.signal)
    input.write(`${said}\n`)
    expect(await asked).toBe(expected)
    expect([lines.listenerCount('close'), getEventListeners(running.signal, 'abort').length]).toEqual([before, 0])
  }
  const stopped = askPerson(lines, terminal, question, running.signal)
  running.abort()
  expect(await stopped).toBe('stop')
  expect([lines.listenerCount('close'), getEventListeners(running.signal, 'abort').length]).toEqual([before, 0])
  lines.close()
  expect(await askPerson(lines, terminal, question, new AbortController().signal)).toBe('stop')
})

test('[H61] costs are told as a table, as JSON, and as lines for a spreadsheet', async () => {
  const sums = { costUsd: 1.5, promptTokens: 1000, outputTokens: 200, cachedTokens: 0, calls: 4, unpricedCalls: 1 }
  const report = {
    from: 0, until: 1, total: sums, days: [], models: [{ modelId: 'cloud:a:big', modelName: 'Big', ...sums }], conversations: [], purposes: [{ purpose: 'answer', ...sums }],
    limits: [{ limit: { id: 'l1', scope: { kind: 'all' as const }, period: 'day' as const, usd: 2, tokens: null }, name: 'Everything, per day', usedUsd: 1.5, reservedUsd: 0, usedTokens: 1200, reservedTokens: 0, share: 0.75, resetsAt: null, projectedUsd: null }],
    alerts: [{ id: 'a1', limitId: 'l1', level: 'warning' as const, at: 1, sentence: '75 % of the budget is used.', seen: false }],
    saved: { localUsd: 0.4, localAnswers: 12, promptCacheUsd: 0, responseCacheUsd: 0.002, cachedAnswers: 3, optimisedTokens: 0 },
  }
  const client = connect(openDoor({ 'spending.get': ({ days }) => ok({ ...report, until: days }), 'spending.export': () => ok({ name: 'costs.csv', csv: 'at,model\n1,Big\n' }) }).engine)
  const { seen, terminal } = paper()
  expect(await costs(client, terminal, { days: 7 })).toBe(0)
  expect(seen.out).toMatch(/Last 7 days +1\.50 +1000 +200 +4 +1 without a price/)
  expect(seen.out).toMatch(/Everything, per day +1\.50 +2\.00 +75 %/)
  expect(seen.out).toContain('12 answers from this computer saved 0.40 dollars')
  expect(seen.out).toContain('75 % of the budget is used.')
  const json = paper()
  await costs(client, json.terminal, { json: true })
  expect(JSON.parse(json.seen.out)).toMatchObject({ until: 30, total: sums })
  const csv = paper()
  await costs(client, csv.terminal, { csv: true })
  expect(csv.seen.out).toBe('at,model\n1,Big\n')
})
