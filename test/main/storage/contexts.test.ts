import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Context, PieceRecord } from '../../../src/shared/piece.ts'
import type { TurnTrace } from '../../../src/shared/trace.ts'
import { packIds, unpackIds } from '../../../src/main/storage/contexts/idList.ts'
import { insertConversation } from '../../../src/main/storage/conversations.ts'
import { connectionOf, first, transaction, type ReadDb } from '../../../src/main/storage/database.ts'
import { eraseAfterCommit } from '../../../src/main/storage/erase.ts'
import { getTrace, getTraceJustKept, latestTrace, listContexts, listTurnFigures, loadSummaries, recentTraces, saveTrace, setThumb } from '../../../src/main/storage/traces.ts'
import { summariseTurn } from '../../../src/main/trace/summariseTurn.ts'
import { addTalk, conversation, openToWrite, piece, someTime, tempFolder, trace } from './support.ts'

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  // Code units alone: half surrogate pairs, zero bytes.
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 }).map((units) => String.fromCharCode(...units)),
  fc.tuple(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), fc.integer({ min: 1, max: 60 })).map(([part, times]) => part.repeat(times)),
)
const region = fc.constantFrom('core', 'history', 'recent', 'memories', 'message')
const source: fc.Arbitrary<PieceRecord['source']> = fc.oneof(
  fc.constant({ kind: 'rule', name: 'core' } as const),
  fc.record({ kind: fc.constant('message'), messageId: fc.constantFrom('m1', 'm2'), conversationId: fc.constant('c'), role: fc.constantFrom('user', 'assistant'), at: fc.nat(), title: anyText } as const, { requiredKeys: ['kind', 'messageId', 'conversationId', 'role', 'at'] }),
  fc.record({ kind: fc.constant('memory'), memoryId: fc.constantFrom('y1', 'y2'), messageId: fc.constant(null), conversationId: fc.constant(null), at: fc.nat() } as const),
  fc.record({ kind: fc.constant('file'), name: anyText, path: fc.constant(null), part: fc.nat(), at: fc.nat() } as const),
)
const record: fc.Arbitrary<PieceRecord> = fc.record({
  // Few ids, so that some stand twice.
  id: fc.constantFrom('p1', 'p2', 'p3', 'p4', 'p5', 'p6'), region, text: anyText, tokens: fc.nat(100), source, label: fc.constantFrom('open', 'personal', 'local'),
  trust: fc.constantFrom('user', 'external'), score: fc.option(fc.constantFrom(0.5, 0.25)), scores: fc.dictionary(fc.constantFrom('words', 'meaning'), fc.constantFrom(0.1, 1)),
  stability: fc.constantFrom('stable', 'volatile'), marks: fc.array(fc.constant('injection'), { maxLength: 1 }), group: fc.constantFrom('g1', 'g2'), pinned: fc.boolean(),
  outcome: fc.constantFrom('in', 'shortened', 'out'), code: fc.constantFrom(null, 'shortened', 'over-budget'), reason: anyText, wantedTokens: fc.nat(100), original: anyText, used: fc.boolean(),
} as const, { requiredKeys: ['id', 'region', 'text', 'tokens', 'source', 'label', 'trust', 'score', 'scores', 'stability', 'marks', 'outcome', 'code', 'reason', 'wantedTokens'] })

/** A message that shows pieces whole, within other words, or not at all, with texts between; and one whose spans are anyhow. */
const messageOf = (pieces: readonly PieceRecord[]): fc.Arbitrary<Context['prompt'][number]> => {
  const parts = fc.array(fc.record({ gap: anyText, before: fc.constantFrom('', '- ', 'said: '), after: fc.constantFrom('', '.'), at: fc.nat(Math.max(0, pieces.length - 1)), as: fc.constantFrom('whole', 'whole', 'other', 'stranger'), region, other: anyText }), { maxLength: 6 })
  const orderly = fc.tuple(fc.constantFrom('system', 'user', 'assistant'), parts, anyText).map(([role, list, end]) => {
    let text = ''
    const spans = list.flatMap(({ gap, before, after, at, as, region: own, other }) => {
      text += gap
      const shown = pieces[at]
      if (shown === undefined) return []
      const start = text.length
      text += as === 'whole' ? `${before}${shown.text}${after}` : other
      return [{ start, end: text.length, region: as === 'whole' ? shown.region : own, pieceId: as === 'stranger' ? 'nobody' : shown.id }]
    })
    return { role, text: text + end, spans } as const
  })
  const anyhow = fc.record({
    role: fc.constant('user' as const), text: anyText,
    spans: fc.array(fc.record({ start: fc.nat(50), end: fc.nat(50), region, pieceId: fc.constantFrom('p1', 'p2') }), { maxLength: 3 }),
  })
  return fc.oneof({ weight: 4, arbitrary: orderly }, { weight: 1, arbitrary: anyhow }) as fc.Arbitrary<Context['prompt'][number]>
}
const anyContext: fc.Arbitrary<Context> = fc.array(record, { maxLength: 8 }).chain((pieces) => fc.array(messageOf(pieces), { maxLength: 4 }).map((prompt) => ({
  window: 2048, reserve: 256, used: 100, counting: 'exact', tokenizer: 'small', regions: [], pieces, prompt, label: 'personal', keptPrefix: 0,
  time: { seconds: 3, tokensPerSecond: 160, tokens: 480, evaluated: 100 }, trusted: 1024, cutBy: ['time'],
})))

test('[S52] any context comes back character by character, whatever its pieces and spans are', async () => {
  const { write } = await openToWrite(tempFolder())
  addTalk(write, 'c', ['question', 'answer'])
  let turn = 0
  fc.assert(fc.property(anyContext, (context) => {
    const kept = trace(`t${turn++}`, 'c', 'c_000000', 'c_000001', [], { context })
    saveTrace(write, kept)
    expect(getTrace(write, kept.turnId)).toEqual(kept)
  }), { numRuns: 300 })
  // All of them are still there after the last.
  expect(recentTraces(write, { conversationId: 'c', limit: 1000 })).toHaveLength(turn)
})

test('[S52] row numbers in a list come back, large steps and steps back too', () => {
  fc.assert(fc.property(fc.array(fc.oneof(fc.nat(300), fc.integer({ min: 1, max: 2 ** 46 }))), (ids) => { expect(unpackIds(packIds(ids))).toEqual(ids) }))
  expect(packIds(Array.from({ length: 4000 }, (_, at) => 1000 + at)).length).toBeLessThan(50)
  expect(() => unpackIds(packIds([100_000]).subarray(0, 2))).toThrow('cut off')
  expect(() => unpackIds(Buffer.alloc(0))).toThrow('no list')
})

test('[S52] a text that many turns and conversations hold is kept once, packed when it is large', async () => {
  const { write } = await openToWrite(tempFolder())
  addTalk(write, 'a', ['question', 'answer'])
  addTalk(write, 'b', ['question', 'answer'])
  const long = 'We took the ferry to Gozo and stayed for a week. '.repeat(400)
  const source = { kind: 'message', messageId: 'a_000000', conversationId: 'a', role: 'user', at: someTime } as const
  for (const id of ['a', 'b']) for (let turn = 0; turn < 20; turn++) saveTrace(write, trace(`${id}${turn}`, id, `${id}_000000`, null, [piece('m', long, source), piece('s', 'short', source)]))
  const texts = count(write, "SELECT count(*) AS n FROM text_blob WHERE packed = 0")
  expect(count(write, 'SELECT count(*) AS n FROM text_blob WHERE packed = 1 AND length(body) < 1000')).toBe(1)
  expect(texts).toBe(1)
  expect(getTrace(write, 'b19')!.context!.prompt[0]!.text).toBe(`Notes:\n- ${long}\n- short\n`)
})

const count = (db: ReadDb, sql: string) => first<{ n: number }>(db, sql)!.n

/** A talk in which every turn holds all that was said before, with some notes of its own. Bytes of all that is kept of the contexts. */
async function bytesOfTalk(turns: number): Promise<number> {
  const { write } = await openToWrite(tempFolder())
  insertConversation(write, conversation('c'))
  const said: PieceRecord[] = []
  const say = (turn: number, role: 'user' | 'assistant') => said.push(piece(`${role}${turn}`, `${role} ${turn} says: ${String(Math.sin(turn + role.length)).repeat(10)}`,
    { kind: 'message', messageId: `${role}${turn}`, conversationId: 'c', role, at: someTime + turn }, { region: 'history', score: null, scores: {}, reason: 'Earlier in this conversation' }))
  for (let turn = 0; turn < turns; turn++) {
    say(turn, 'user')
    const notes = [1, 2, 3].map((note) => piece(`y${turn % 7}${note}`, `note ${turn % 7} ${note}`, { kind: 'memory', memoryId: `y${turn % 7}${note}`, messageId: null, conversationId: null, at: someTime }, { score: turn / turns }))
    saveTrace(write, trace(`t${String(turn).padStart(4, '0')}`, 'c', `user${turn}`, null, [...said, ...notes], { startedAt: someTime + turn }))
    say(turn, 'assistant')
  }
  const last = getTrace(write, `t${String(turns - 1).padStart(4, '0')}`)!
  expect(last.context!.pieces).toHaveLength(2 * turns + 2)
  expect(last.context!.prompt[0]!.text.length).toBeGreaterThan(turns * 300)
  connectionOf(write).pragma('wal_checkpoint(TRUNCATE)')
  return count(write, "SELECT sum(pgsize) AS n FROM dbstat WHERE name IN ('text_blob', 'piece_blob', 'turn_trace', 'piece_use') OR name LIKE 'piece%' OR name LIKE 'sqlite_autoindex_%blob%' OR name LIKE 'turn_trace%'")
}

test('[S53] a conversation whose every turn holds its whole history grows with what is said, not with its square', async () => {
  const [hundred, twoHundred] = [await bytesOfTalk(100), await bytesOfTalk(200)]
  expect(twoHundred / hundred).toBeLessThan(2.15)
  // Every message has about 200 characters: what is kept of a turn is a small multiple of them, not of the history.
  expect(twoHundred / 200).toBeLessThan(4_000)
})

const memorySource = (id: string) => ({ kind: 'memory', memoryId: id, messageId: null, conversationId: null, at: someTime } as const)

test('[S54] saving a turn again, when it was looked at, adds no text; the thumb stays', async () => {
  const { write } = await openToWrite(tempFolder())
  const [asked, answered] = addTalk(write, 'c', ['Where is the key?', 'In the blue pot.'])
  const pieces = [piece('p1', 'The key lies in the blue pot', memorySource('y1')), piece('p2', 'The pot is blue', memorySource('y2'))]
  const before = trace('t', 'c', asked!, answered!, pieces)
  saveTrace(write, before, summariseTurn(before))
  expect(setThumb(write, 't', 'up')).toBe(true)
  const rows = () => [count(write, 'SELECT count(*) AS n FROM text_blob'), count(write, 'SELECT count(*) AS n FROM piece_blob')]
  const kept = rows()
  const after: TurnTrace = {
    ...before, context: { ...before.context!, pieces: [{ ...pieces[0]!, used: true }, { ...pieces[1]!, used: false }] },
    fidelity: { score: 0.5, flags: ['It knows the pot and does not say so.'], pieces: [{ pieceId: 'p1', used: true, score: 0.9, how: 'words', span: null, ignored: false }, { pieceId: 'p2', used: false, score: 0, how: 'none', span: null, ignored: true }] },
    quality: { completeness: 1, relevance: 0.8, redundancy: 0.4, coherence: 1, efficiency: 0.5, recommendations: [] },
  }
  saveTrace(write, after, { ...summariseTurn(after), fidelity: 0.5, flags: after.fidelity!.flags })
  expect(rows()).toEqual(kept)
  expect(getTrace(write, 't')).toEqual(after)
  expect(loadSummaries(write, ['t']).get('t')).toMatchObject({ thumb: 'up', fidelity: 0.5, flags: ['It knows the pot and does not say so.'] })
  expect(listTurnFigures(write, { since: 0, conversationId: 'c' })).toMatchObject([{ turnId: 't', thumb: 'up', fidelity: 0.5, given: 2, usedPieces: 1, ignoredPieces: 1, quality: { redundancy: 0.4 } }])
  expect(setThumb(write, 't', null)).toBe(true)
  expect(loadSummaries(write, ['t']).get('t')!.thumb).toBeNull()
  expect(setThumb(write, 'nobody', 'up')).toBe(false)
})

const damages: [what: string, sql: string][] = [
  ['a text whose bytes changed', "UPDATE text_blob SET body = 'The key lies in the red pot' WHERE body LIKE 'The key%'"],
  ['a text that is gone', "PRAGMA foreign_keys = OFF; DELETE FROM text_blob WHERE body LIKE 'The key%'; PRAGMA foreign_keys = ON"],
  ['a piece that is gone', 'DELETE FROM piece_blob WHERE id = (SELECT min(id) FROM piece_blob)'],
  ['a list of pieces that is cut off', "UPDATE turn_trace SET pieces = x'ff' WHERE turn_id = 't1'"],
  ['a list of pieces that is gone', "UPDATE turn_trace SET pieces = NULL WHERE turn_id = 't1'"],
  ['a body that is no trace', "UPDATE turn_trace SET body = x'00010203' WHERE turn_id = 't1'"],
  ['a piece that is no JSON', "UPDATE piece_blob SET body = '{' WHERE id = (SELECT min(id) FROM piece_blob)"],
  ['figures that are no JSON', "UPDATE turn_trace SET figures = '{', summary = '[', body = x'00' WHERE turn_id = 't1'"],
]
for (const [what, sql] of damages) {
  test(`[S55] a damaged context is refused in a sentence, and lists go on (${what})`, async () => {
    const { write } = await openToWrite(tempFolder())
    const [asked] = addTalk(write, 'c', ['Where is the key?'])
    for (const [turn, text] of ['The key lies in the blue pot', 'The door is open'].entries()) {
      const one = trace(`t${turn + 1}`, 'c', asked!, null, [piece('p', text, memorySource('y'))], { startedAt: someTime - turn })
      saveTrace(write, one, summariseTurn(one))
    }
    connectionOf(write).exec(sql)
    const refused = expect.objectContaining({ failure: expect.objectContaining({ kind: 'storage-corrupt', message: 'The context of this turn is damaged and cannot be shown. The messages are whole.' }) })
    expect(() => getTrace(write, 't1')).toThrowError(refused)
    expect(() => latestTrace(write, 'c')).toThrowError(refused)
    expect(getTrace(write, 't2')!.context!.pieces[0]!.text).toBe('The door is open')
    expect(recentTraces(write, { conversationId: null, limit: 10 }).map((one) => one.turnId)).toEqual(['t2'])
    expect(listContexts(write, { conversationId: null, cursor: null, limit: 10 }).items.map((one) => one.turnId)).toEqual(['t1', 't2'])
    expect(listTurnFigures(write, { since: 0, conversationId: null }).map((one) => one.turnId)).toEqual(['t2', 't1'])
    expect(loadSummaries(write, ['t1', 't2']).has('t2')).toBe(true)
  })
}

test('[S30] the trace that was kept last is given back as it was given, and from its row once that is another or something was erased', async () => {
  const { write } = await openToWrite(tempFolder())
  addTalk(write, 'c', ['Where is it?', 'There.'])
  const source = { kind: 'rule', name: 'core' } as const
  const [one, other] = [trace('t1', 'c', 'c_000000', null, [piece('p', 'the first', source)]), trace('t2', 'c', 'c_000000', null, [piece('q', 'the second', source)])]
  saveTrace(write, one)
  expect(getTraceJustKept(write, 't1')).toBe(one)
  saveTrace(write, other)
  expect(getTraceJustKept(write, 't1')).toEqual(getTrace(write, 't1'))
  expect(getTraceJustKept(write, 't2')).toBe(other)
  connectionOf(write).exec("UPDATE turn_trace SET body = (SELECT body FROM turn_trace WHERE turn_id = 't1'), pieces = (SELECT pieces FROM turn_trace WHERE turn_id = 't1') WHERE turn_id = 't2'")
  expect(getTraceJustKept(write, 't2')!.context!.pieces[0]!.text).toBe('the first')
  saveTrace(write, other)
  transaction(write, () => { eraseAfterCommit(write, null) })
  expect(getTraceJustKept(write, 't2')).not.toBe(other)
  expect(getTraceJustKept(write, 't2')).toEqual(getTrace(write, 't2'))
  expect(getTraceJustKept(write, 'nobody')).toBeNull()
})
