import { inflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { understanding, type TurnTrace } from '../../../src/shared/trace.ts'
import { all, connectionOf, type ReadDb } from '../../../src/main/storage/database.ts'
import { cutText } from '../../../src/main/storage/forgetting/cut.ts'
import { echoFinder } from '../../../src/main/storage/forgetting/echoes.ts'
import { getEpoch, insertEpoch } from '../../../src/main/storage/epochs.ts'
import { pageIndexable } from '../../../src/main/storage/indexable.ts'
import { forgetMemories } from '../../../src/main/storage/forget.ts'
import { saveMemory } from '../../../src/main/storage/memories.ts'
import { updateMessage } from '../../../src/main/storage/messages.ts'
import { getRun, saveRun } from '../../../src/main/storage/runs.ts'
import { getTrace, letGoContexts, loadSummaries, saveTrace } from '../../../src/main/storage/traces.ts'
import { summariseTurn } from '../../../src/main/trace/summariseTurn.ts'
import { addTalk, contextRun, epoch, fingerprintsOf, memory, occurrences, openToWrite, piece, someTime, tempFolder, trace } from './support.ts'

const secret = 'my locker code is Quillfeather-4471'
const told = `By the way, ${secret}. Remember it.`

/** Where the secret stands in what is kept of contexts, epochs and runs, unpacked: a search in the file would miss what is packed. */
function leaks(db: ReadDb): string[] {
  const bytes = [
    ...all<{ body: Buffer | string; packed: number }>(db, 'SELECT body, packed FROM text_blob').map((row) => row.packed === 0 ? row.body : inflateRawSync(row.body as Buffer)),
    ...all<{ body: Buffer }>(db, 'SELECT body FROM turn_trace UNION ALL SELECT body FROM context_run').flatMap((row) => {
      try { return [inflateRawSync(row.body)] } catch { return [] }
    }),
    ...all<Record<string, unknown>>(db, 'SELECT * FROM epoch').map((row) => JSON.stringify(row)),
    ...all<{ text: string }>(db, "SELECT coalesce(body, '') AS text FROM piece_blob UNION ALL SELECT coalesce(summary, '') || coalesce(figures, '') FROM turn_trace").map((row) => row.text),
  ]
  return bytes.flatMap((one) => [...`${one.toString()} ${Buffer.isBuffer(one) ? one.toString('utf16le') : ''}`.matchAll(/.{0,80}(?:Quillfeather|4471).{0,20}/g)].map(([found]) => found))
}

/**
 * Told in one talk, which goes on with it in its history and is summed up; quoted in another, shortened there, looked at in the
 * focus, used by the answer and run again.
 */
async function talkWithSecret() {
  const folder = tempFolder()
  const { write, close } = await openToWrite(folder)
  const ids = addTalk(write, 'a', [told, 'Noted.', 'How is the weather?', 'Sunny.', 'And now?', 'Still sunny.'])
  const start = told.indexOf(secret)
  saveMemory(write, memory('y', secret, { sources: [{ messageId: ids[0]!, conversationId: 'a', start, end: start + secret.length, quote: secret, at: someTime, role: 'user', file: null }] }), null)
  const said = (at: number) => piece(ids[at]!, at === 0 ? told : 'small talk', { kind: 'message', messageId: ids[at]!, conversationId: 'a', role: at % 2 === 0 ? 'user' : 'assistant', at: someTime }, { region: 'history' })
  const keep = (turnId: string, one: TurnTrace, answerId: string) => {
    saveTrace(write, one, summariseTurn(one))
    updateMessage(write, answerId, { turnId })
  }
  keep('ta2', trace('ta2', 'a', ids[2]!, ids[3]!, [said(0), said(1), said(2)]), ids[3]!)

  insertEpoch(write, epoch('e', 'a', ids[3]!, {
    text: 'The user asked about the weather. The locker code: Quillfeather-4471. It was sunny.', madeText: `The user said: “${secret}”. It was sunny.`,
    lost: [{ kind: 'name', text: 'Quillfeather' }, { kind: 'number', text: '4471' }, { kind: 'name', text: 'Gozo' }],
  }))
  const summary = piece('e', 'The user asked about the weather. The locker code: Quillfeather-4471. It was sunny.', { kind: 'summary', epochId: 'e', conversationId: 'a', at: someTime, messages: 4 }, { region: 'summary' })
  keep('ta4', trace('ta4', 'a', ids[4]!, ids[5]!, [summary, said(4)], { epochId: 'e' }), ids[5]!)

  const [asked, answered, later, laterAnswer] = addTalk(write, 'b', ['What was it?', 'It is Quillfeather-4471.', 'Thanks', 'Any time.'])
  const origin = { kind: 'message', messageId: ids[0]!, conversationId: 'a', role: 'user', at: someTime, title: `About ${secret}` } as const
  const asks = trace('tb', 'b', asked!, answered!, [
    piece('p1', secret, { kind: 'memory', memoryId: 'y', messageId: ids[0]!, conversationId: 'a', at: someTime }),
    piece('p2', 'By the way, my locker …', origin, { outcome: 'shortened', code: 'shortened', original: `${told} ${'and so on '.repeat(300)}` }),
    piece('p3', 'Answer with the locker code Quillfeather. Be brief.', { kind: 'rule', name: 'focus' }, { region: 'steering' }),
    piece('p4', 'I like ferries', { kind: 'memory', memoryId: 'z', messageId: null, conversationId: null, at: someTime }),
  ], {
    understanding: understanding.parse({
      task: 'recall', confidence: 1, alternatives: [], topics: [], language: 'en', difficulty: 0, isQuestion: true, needsMemory: true,
      intent: { id: 'n', name: secret, confidence: 1, by: 'own' }, entities: [{ text: 'Quillfeather', kind: 'other', start: 0, end: 12 }],
    }),
    sources: [{ id: 'recall', name: 'Memories', because: `the intent “${secret}”`, required: true, state: 'delivered', ms: 1, pieces: 1, note: '' }],
    focus: { text: 'Answer with the locker code Quillfeather. Be brief.', by: 'rules', given: true, reason: '' },
    plan: { providers: ['memories'], query: secret, shape: 'short', lookFor: [{ provider: 'memories', what: `notes on ${secret}` }], assumptions: [], questions: [], risks: [], tone: 'plain', keyPoints: ['Say the code: Quillfeather-4471', 'Be kind'] },
    fidelity: { score: 1, flags: [`It did not say “${secret}”.`], pieces: [{ pieceId: 'p1', used: true, score: 1, how: 'words', span: { start: 0, end: 24, quote: 'It is Quillfeather-4471.' }, ignored: false }] },
    quality: { completeness: 1, relevance: 1, redundancy: 0, coherence: 1, efficiency: 1, recommendations: [`“${secret}” stands there twice.`] },
  })
  const summaryLine = { ...summariseTurn(asks), flags: asks.fidelity!.flags }
  saveTrace(write, asks, summaryLine)
  updateMessage(write, answered!, { turnId: 'tb' })
  keep('tc', trace('tc', 'b', later!, laterAnswer!, [piece('p4', 'I like ferries', { kind: 'memory', memoryId: 'z', messageId: null, conversationId: null, at: someTime })]), laterAnswer!)
  const diffPiece = { pieceId: 'p1', region: 'memories', text: secret, tokens: 5, reason: `left: ${secret}` } as const
  saveRun(write, contextRun('r1', asks, {
    answer: 'The code begins with Quill and ends with 71.', change: { off: ['p1'], pinned: [], edited: [{ pieceId: 'p2', text: `${secret}, edited` }], strategy: null, modelId: null },
    diff: { came: [], left: [diffPiece], changed: [{ ...diffPiece, tokensBefore: 9 }], moved: [{ ...diffPiece, from: 0, to: 1 }], same: 0, tokensBefore: 9, tokensAfter: 5, regions: [] },
  }))
  // A run may have found what its turn had not.
  saveRun(write, contextRun('r2', { ...asks, turnId: 'tc' }, { answer: 'Quillfeather-4471' }))
  return { folder, write, close, ids: { asked: asked!, answered: answered!, later: later!, laterAnswer: laterAnswer!, talk: ids }, asks }
}

test('[S64] forgetting reaches texts that contexts share, summaries, turns that rest on them, and runs', async () => {
  const { folder, write, close } = await talkWithSecret()
  expect(leaks(write).length).toBeGreaterThan(10)
  forgetMemories(write, ['y'], someTime + 10, fingerprintsOf)
  expect(leaks(write)).toEqual([])
  expect(getTrace(write, 'ta2')!.context!.pieces[0]!.text).toBe('By the way, [forgotten]. Remember it.')
  expect(getTrace(write, 'ta4')!.context!.pieces[0]!.text).toBe('The user asked about the weather. [forgotten] It was sunny.')
  expect(getEpoch(write, 'e')).toMatchObject({
    text: 'The user asked about the weather. [forgotten] It was sunny.', madeText: 'The user said: “[forgotten]”. It was sunny.', lost: [{ kind: 'name', text: 'Gozo' }], turns: 1,
  })
  expect(getRun(write, 'r1')).toMatchObject({ answer: '[forgotten]', change: { off: ['p1'], edited: [{ text: '[forgotten], edited' }] }, diff: { left: [{ text: '[forgotten]', reason: 'left: [forgotten]' }] } })
  expect(getRun(write, 'r2')!.answer).toBe('[forgotten]')
  expect(loadSummaries(write, ['tb']).get('tb')!.flags).toEqual(['It did not say “[forgotten]”.'])
  close()
  expect(occurrences(folder, 'Quillfeather')).toBe(0)
})

test('[S64] what is left of a scrubbed turn still fits, and says what it said of everything else', async () => {
  const { write, asks } = await talkWithSecret()
  const others = getTrace(write, 'tc')
  forgetMemories(write, ['y'], someTime + 10, fingerprintsOf)
  const read = getTrace(write, 'tb')!
  const pieces = new Map(read.context!.pieces.map((one) => [one.id, one]))
  for (const { text, spans } of read.context!.prompt) for (const span of spans) expect(text.slice(span.start, span.end)).toBe(pieces.get(span.pieceId)!.text)
  expect(read.context!.pieces.map((one) => one.text)).toEqual(['[forgotten]', '[forgotten]', '[forgotten] Be brief.', 'I like ferries'])
  expect(read.context!.pieces[1]).toMatchObject({ original: expect.stringContaining('and so on and so on'), source: { title: 'About [forgotten]' } })
  expect(read).toMatchObject({
    focus: { text: '[forgotten] Be brief.' }, plan: { query: '[forgotten]', lookFor: [{ what: 'notes on [forgotten]' }], keyPoints: ['[forgotten]', 'Be kind'] },
    fidelity: { score: 1, pieces: [{ pieceId: 'p1', used: true, span: { start: 0, end: 11, quote: '[forgotten]' } }] }, quality: { completeness: 1 },
    understanding: { intent: { id: 'n', name: '[forgotten]' }, entities: [] }, sources: [{ because: 'the intent “[forgotten]”' }],
  })
  expect(read.context!.regions).toEqual(asks.context!.regions)
  expect(getTrace(write, 'tc')).toEqual(others)
})

test('[S64] answers given on a summary that told it, or with it in their history, are not recalled', async () => {
  const { write, ids } = await talkWithSecret()
  forgetMemories(write, ['y'], someTime + 10, fingerprintsOf)
  const found = new Set(pageIndexable(write, null, 100).map((item) => item.id))
  expect([ids.talk[1]!, ids.talk[3]!, ids.talk[5]!, ids.answered].filter((id) => found.has(id))).toEqual([])
  expect([ids.talk[2]!, ids.talk[4]!, ids.asked, ids.later, ids.laterAnswer].every((id) => found.has(id))).toBe(true)
})

test('[S64] a damaged context loses what is left of it, so that nothing forgotten can stand in it', async () => {
  const { write, ids } = await talkWithSecret()
  connectionOf(write).exec("UPDATE turn_trace SET pieces = x'ff' WHERE turn_id = 'ta2'; UPDATE context_run SET pieces = x'ff' WHERE id = 'r1'; UPDATE turn_trace SET summary = '{' WHERE turn_id = 'tb'")
  forgetMemories(write, ['y'], someTime + 10, fingerprintsOf)
  expect(leaks(write)).toEqual([])
  expect(getTrace(write, 'ta2')).toMatchObject({ context: null, notices: [expect.stringContaining('damaged')] })
  expect(getRun(write, 'r1')).toBeNull()
  expect(loadSummaries(write, ['tb']).size).toBe(0)
  expect(pageIndexable(write, null, 100).some((item) => item.id === ids.talk[3])).toBe(false)
})

test('[S64] a context whose texts were let go before has nothing to lose and stays as it is', async () => {
  const { write } = await talkWithSecret()
  letGoContexts(write, someTime + 1)
  expect(leaks(write).length).toBeGreaterThan(0)
  forgetMemories(write, ['y'], someTime + 10, fingerprintsOf)
  expect(leaks(write)).toEqual([])
  expect(getTrace(write, 'ta2')!.context!.pieces.map((one) => one.text)).toEqual(['', '', ''])
})

const echoCases: [forgotten: string, text: string, left: string][] = [
  ['My sister is called Nadia', 'Nadia, the sister, is well. The user likes tea.', '[forgotten] The user likes tea.'],
  ['I like tea', 'They like coffee. She likes tea; it was sunny.', 'They like coffee. [forgotten] it was sunny.'],
  ['I was born in 1987 in Gozo', 'In 1987 the wall stood. Born 1987, in Gozo.', 'In 1987 the wall stood. [forgotten]'],
  ['the gate opens with 83126', '- Use 83126!\n- Bring 4.5 litres of casement.db oil', '- [forgotten]\n- Bring 4.5 litres of casement.db oil'],
  ['我喜欢茶', '他说我喜欢茶。天气很好。', '[forgotten]天气很好。'],
  ['Ich wohne in Köln', 'Wohnt in Köln seit Mai. Fährt gern Rad.', '[forgotten] Fährt gern Rad.'],
  ['', 'Nothing was forgotten.', 'Nothing was forgotten.'],
]
for (const [forgotten, text, left] of echoCases) {
  test(`[S64] in a text made of others, a sentence that says it in other words goes, its neighbours stay: “${forgotten}”`, () => {
    expect(cutText(text, echoFinder([forgotten])(text)).text).toBe(left)
  })
}
