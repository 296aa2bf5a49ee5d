import { expect, test } from 'vitest'
import type { Epoch } from '../../../src/shared/epoch.ts'
import type { ModelProfile } from '../../../src/shared/model.ts'
import { defaultStrategy } from '../../../src/shared/names.ts'
import type { Strategy, StrategyValues } from '../../../src/shared/strategy.ts'
import type { RouteRecord } from '../../../src/shared/trace.ts'
import { getConversation, insertConversation, listConversations, updateConversation } from '../../../src/main/storage/conversations.ts'
import { connectionOf } from '../../../src/main/storage/database.ts'
import { getEpoch, insertEpoch, listEpochs, updateEpoch } from '../../../src/main/storage/epochs.ts'
import { listProfiles, saveProfile } from '../../../src/main/storage/modelProfiles.ts'
import { listPieceRules, setPieceRule } from '../../../src/main/storage/pieceRules.ts'
import { getRun, interruptRuns, listRuns, saveRun } from '../../../src/main/storage/runs.ts'
import { hasDefault, listStrategies, popDefault, pushDefault, removeStrategy, saveStrategy } from '../../../src/main/storage/strategies.ts'
import { listPastRoutes, readTurnQuestions } from '../../../src/main/storage/pastRoutes.ts'
import { getTrace, listContexts, listPieceFeedback, listTurnFigures, saveTrace } from '../../../src/main/storage/traces.ts'
import { plainRoute } from '../../support/traceParts.ts'
import { addTalk, contextRun, conversation, epoch, openToWrite, piece, someTime, tempFolder, trace } from './support.ts'

const values = structuredClone(defaultStrategy) as StrategyValues
const half = 'half \ud83d'
const memorySource = (id: string) => ({ kind: 'memory', memoryId: id, messageId: null, conversationId: null, at: someTime } as const)

test('[S57] contexts come in pages, newest first, with the question and what they took', async () => {
  const { write } = await openToWrite(tempFolder())
  const ids = addTalk(write, 'c', ['a', 'b', 'c', 'd', `${'long '.repeat(200)}${half}`])
  const [other] = addTalk(write, 'd', [half])
  ids.forEach((id, at) => saveTrace(write, trace(`t${at}`, 'c', id, null, [piece('in', 'x', memorySource('y')), piece('out', 'y', memorySource('z'), { outcome: 'out', code: 'over-budget' })], { startedAt: someTime + (at >> 1) })))
  saveTrace(write, trace('of-d', 'd', other!, null, [], { startedAt: someTime - 1 }))
  // Quoted from memory: nothing was sent to any model.
  saveTrace(write, trace('quoted', 'c', ids[0]!, null, [], { context: null }))
  const found: string[] = []
  let cursor: string | null = null
  do {
    const page: ReturnType<typeof listContexts> = listContexts(write, { conversationId: null, cursor, limit: 2 })
    found.push(...page.items.map((item) => item.turnId))
    cursor = page.next
  } while (cursor !== null)
  expect(found).toEqual(['t4', 't3', 't2', 't1', 't0', 'of-d'])
  const [newest] = listContexts(write, { conversationId: 'c', cursor: null, limit: 1 }).items
  expect(newest).toEqual({ turnId: 't4', conversationId: 'c', at: someTime + 2, question: 'long '.repeat(60), model: 'small', destination: 'local', tokens: 100, pieces: 1, leftOut: 1, whole: true })
  expect(listContexts(write, { conversationId: 'd', cursor: null, limit: 5 }).items[0]!.question).toBe('half \ufffd')
})

test('[S136] past routes come without texts, and questions of the turns that are shown by their ids', async () => {
  const { write } = await openToWrite(tempFolder())
  const facts = { taskClass: 'medium', task: 'chat', intentId: null, topics: [], language: 'en', tokens: 5, difficulty: 0.1, hourOfDay: 9, spentTodayUsd: 0, spentMonthUsd: 0, online: true, power: 'plugged', battery: null, localModelLoaded: true } as const
  const route = (more: Partial<RouteRecord> = {}): RouteRecord => ({ ...plainRoute, destination: 'local', modelId: 'local:small', modelName: 'small', rule: 'default-local', reason: 'Stays.', label: 'open', task: 'chat', fallback: null, facts: { ...facts, topics: [] }, ...more })
  const [a] = addTalk(write, 'c', [`${'😀'.repeat(200)} end`])
  const [b] = addTalk(write, 'd', ['of another'])
  const [gone] = addTalk(write, 'e', ['of a deleted one'])
  updateConversation(write, 'd', { route: 'local' })
  updateConversation(write, 'e', { deletedAt: someTime })
  saveTrace(write, trace('t0', 'c', a!, null, [], { startedAt: someTime, route: route({ facts: null }) }))
  saveTrace(write, trace('t1', 'c', a!, null, [], { startedAt: someTime + 1, route: route({ asked: 'local' }) }))
  saveTrace(write, trace('t2', 'd', b!, null, [], { startedAt: someTime + 2, route: route() }))
  saveTrace(write, trace('t3', 'd', b!, null, [], { startedAt: someTime + 3, route: route({ facts: { ...facts, topics: [], bound: null } }) }))
  saveTrace(write, trace('t4', 'e', gone!, null, [], { startedAt: someTime + 4, route: route() }))
  const past = listPastRoutes(write, someTime)
  expect(past.map(({ turnId, wasAsked, facts: kept }) => [turnId, wasAsked, kept.bound])).toEqual([['t3', false, null], ['t2', false, 'here'], ['t1', true, null]])
  expect(listPastRoutes(write, someTime + 3).map((one) => one.turnId)).toEqual(['t3'])
  expect(JSON.stringify(past)).not.toContain('another')
  const questions = readTurnQuestions(write, ['t1', 't3', 'none'])
  expect([...questions]).toEqual(expect.arrayContaining([['t1', '😀'.repeat(80)], ['t3', 'of another']]))
  expect(questions.size).toBe(2)
  expect(readTurnQuestions(write, []).size).toBe(0)
})

test('[S58] the figures of turns are read by time and conversation, oldest first', async () => {
  const { write } = await openToWrite(tempFolder())
  const [a] = addTalk(write, 'c', ['a'])
  const [b] = addTalk(write, 'd', ['b'])
  saveTrace(write, trace('t2', 'c', a!, null, [piece('p', 'x', memorySource('y'))], {
    startedAt: someTime + 2, strategy: 'Careful', fullHistoryTokens: 900,
    stages: [{ name: 'recall', startMs: 0, ms: 1, note: '', failed: null }, { name: 'generate', startMs: 1, ms: 7, note: '', failed: null }],
  }))
  saveTrace(write, trace('t1', 'd', b!, null, [], { startedAt: someTime + 1, context: null, usage: null, route: null }))
  const [first, second] = listTurnFigures(write, { since: 0, conversationId: null })
  expect(first).toMatchObject({ turnId: 't1', conversationId: 'd', window: 0, used: 0, modelId: '', destination: 'none', fullHistoryTokens: null, quality: null, thumb: null })
  expect(second).toEqual({
    turnId: 't2', conversationId: 'c', at: someTime + 2, status: 'done', destination: 'local', modelId: 'local:small', strategy: 'Careful', promptTokens: 100, outputTokens: 20,
    cachedTokens: 40, fullHistoryTokens: 900, window: 2048, reserve: 256, used: 100, firstTokenMs: 4, totalMs: 12.5, generateMs: 7, cost: 0.25, thumb: null, fidelity: null,
    quality: null, given: 0, usedPieces: 0, ignoredPieces: 0, contextBytes: second!.contextBytes,
  })
  expect(second!.contextBytes).toBeGreaterThan(100)
  expect(listTurnFigures(write, { since: someTime + 2, conversationId: null }).map((one) => one.turnId)).toEqual(['t2'])
  expect(listTurnFigures(write, { since: 0, conversationId: 'd' }).map((one) => one.turnId)).toEqual(['t1'])
})

test('[S59] of a source it is known in which turns it stood and whether the answers used it, the newest first', async () => {
  const { write } = await openToWrite(tempFolder())
  const ids = addTalk(write, 'c', ['a', 'b', 'c', 'd', 'e'])
  const stood = (turn: number, used: boolean | undefined, outcome: 'in' | 'out' = 'in') => {
    const said = { kind: 'message', messageId: ids[0]!, conversationId: 'c', role: 'user', at: someTime } as const
    saveTrace(write, trace(`t${turn}`, 'c', ids[turn]!, null, [
      piece('p', 'x', memorySource('y'), { used, outcome, code: outcome === 'out' ? 'over-budget' : null }), piece('q', 'z', memorySource('y'), { used: false }),
      piece('h', 'a', said, { region: 'history', used: true }),
    ].slice(0, outcome === 'out' ? 1 : 3), { startedAt: someTime + turn }))
  }
  stood(0, true)
  stood(1, false)
  stood(2, undefined, 'out')
  stood(3, true)
  expect(listPieceFeedback(write, ['y', 'nobody'], 10)).toEqual([
    { sourceId: 'y', turnId: 't3', userMessageId: ids[3], used: true }, { sourceId: 'y', turnId: 't1', userMessageId: ids[1], used: false }, { sourceId: 'y', turnId: 't0', userMessageId: ids[0], used: true },
  ])
  expect(listPieceFeedback(write, ['y'], 1).map((one) => one.turnId)).toEqual(['t3'])
  // The conversation's own earlier messages are in every turn: nothing is kept of each.
  expect(listPieceFeedback(write, [ids[0]!], 10)).toEqual([])
})

test('[S60] epochs come back as they were kept, oldest first, with the turns that rest on them', async () => {
  const { write } = await openToWrite(tempFolder())
  const ids = addTalk(write, 'c', ['a', 'b', 'c', 'd'])
  const first = epoch('e1', 'c', ids[1]!, { text: half, madeText: half, lost: [{ kind: 'name', text: half }] })
  const second = epoch('e2', 'c', ids[3]!, { number: 2, previousId: 'e1', createdAt: someTime + 1, kind: 'checkpoint', reason: 'asked' })
  insertEpoch(write, second)
  insertEpoch(write, first)
  saveTrace(write, trace('t1', 'c', ids[2]!, ids[3]!, [], { epochId: 'e1' }))
  // Nobody answered these.
  saveTrace(write, trace('t2', 'c', ids[2]!, ids[3]!, [], { epochId: 'e1', status: 'failed' }))
  saveTrace(write, trace('t3', 'c', ids[2]!, null, [], { epochId: 'e1', status: 'interrupted' }))
  expect(getTrace(write, 't1')!.epochId).toBe('e1')
  expect(listEpochs(write, 'c')).toEqual([{ ...first, turns: 1 }, second])
  const changed: Partial<Epoch> = { text: 'by hand', editedAt: someTime + 5, tokensAfter: 3 }
  expect(updateEpoch(write, 'e1', changed)).toEqual({ ...first, ...changed, turns: 1 })
  expect(updateEpoch(write, 'e1', { undoneAt: someTime + 6, lost: [] })).toMatchObject({ text: 'by hand', madeText: half, undoneAt: someTime + 6, lost: [] })
  expect(getEpoch(write, 'e1')).toMatchObject({ undoneAt: someTime + 6, turns: 1 })
  connectionOf(write).exec("UPDATE epoch SET lost = '{' WHERE id = 'e2'")
  expect(getEpoch(write, 'e2')).toEqual({ ...second, lost: [] })
  expect([getEpoch(write, 'nobody'), updateEpoch(write, 'nobody', { text: 'x' }), listEpochs(write, 'd')]).toEqual([null, null, []])
})

test('[S61] a conversation\'s budget, goal and persona, and what was decided on pieces, come back', async () => {
  const { write } = await openToWrite(tempFolder())
  const budget = { ...values.budget, total: 4000, regions: { memories: { share: 300, floor: 100 }, history: { share: null } } }
  insertConversation(write, conversation('c', { budget, goal: half, personaId: 'p1' }))
  insertConversation(write, conversation('d'))
  expect(getConversation(write, 'c')).toMatchObject({ budget, goal: half, personaId: 'p1' })
  expect(updateConversation(write, 'c', { budget: null, goal: 'find a house', personaId: null })).toMatchObject({ budget: null, goal: 'find a house', personaId: null })
  expect(updateConversation(write, 'c', { budget })).toMatchObject({ goal: 'find a house' })
  connectionOf(write).exec("UPDATE conversation SET budget = '{\"preset\":\"none\"}' WHERE id = 'c'")
  expect(listConversations(write, { cursor: null, limit: 5, deleted: false }).items.map((one) => one.budget)).toEqual([null, null])
  setPieceRule(write, 'c', 'memory:b', 'pin')
  setPieceRule(write, 'c', 'memory:a', 'pin')
  setPieceRule(write, 'c', 'memory:a', 'leave-out')
  setPieceRule(write, 'd', 'memory:a', 'pin')
  expect(listPieceRules(write, 'c')).toEqual([{ pieceId: 'memory:a', rule: 'leave-out' }, { pieceId: 'memory:b', rule: 'pin' }])
  setPieceRule(write, 'c', 'memory:a', null)
  expect(listPieceRules(write, 'c')).toEqual([{ pieceId: 'memory:b', rule: 'pin' }])
})

test('[S62] strategies, former defaults and model profiles come back; one that is damaged is passed over', async () => {
  const { write } = await openToWrite(tempFolder())
  const careful: Strategy = { id: 's1', name: half, builtIn: false, values: { ...values, order: 'best-last' }, createdAt: someTime }
  saveStrategy(write, careful)
  saveStrategy(write, { ...careful, id: 's2', createdAt: someTime + 1 })
  saveStrategy(write, { ...careful, name: 'Careful', createdAt: someTime + 9 })
  expect(listStrategies(write).map((one) => [one.id, one.name, one.createdAt])).toEqual([['s1', 'Careful', someTime], ['s2', half, someTime + 1]])
  connectionOf(write).exec("UPDATE strategy SET body = '{' WHERE id = 's2'")
  expect(listStrategies(write).map((one) => one.id)).toEqual(['s1'])
  expect([removeStrategy(write, 's2'), removeStrategy(write, 's2')]).toEqual([true, false])

  expect([hasDefault(write), popDefault(write)]).toEqual([false, null])
  for (let at = 0; at < 60; at++) pushDefault(write, { at, name: `n${at}`, values })
  connectionOf(write).exec("UPDATE strategy_default SET body = '[]' WHERE at = 58")
  expect([popDefault(write)!.name, popDefault(write)!.name, hasDefault(write)]).toEqual(['n59', 'n57', true])
  while (popDefault(write) !== null);
  expect(hasDefault(write)).toBe(false)

  const profile: ModelProfile = {
    key: 'sha256:1', modelId: 'local:small', modelName: 'small', state: 'measured', windowTokens: 2048, notes: 3, place: 'before', trustedTokens: 1500, readTokensPerSecond: 160,
    writeTokensPerSecond: 20, margin: 1, marginFrom: 0, cells: [{ notes: 1, position: 'first', place: 'before', tokens: 500, asked: 2, right: 1 }], seconds: 80, calibratedAt: someTime, words: 'Uses about 3 notes well.',
  }
  saveProfile(write, profile)
  saveProfile(write, { ...profile, key: 'cloud:a:b' })
  saveProfile(write, { ...profile, notes: 2 })
  expect(listProfiles(write).find((one) => one.key === 'sha256:1')).toEqual({ ...profile, notes: 2 })
  connectionOf(write).exec("UPDATE model_profile SET body = '{' WHERE key = 'cloud:a:b'")
  expect(listProfiles(write).map((one) => one.key)).toEqual(['sha256:1'])
})

test('[S63] runs come back whole, oldest first; those that an earlier start left running are stopped', async () => {
  const folder = tempFolder()
  const { write, close } = await openToWrite(folder)
  const [asked] = addTalk(write, 'c', ['a'])
  const turn = trace('t', 'c', asked!, null, [piece('p', half, memorySource('y'))])
  saveTrace(write, turn)
  const running = contextRun('r2', turn, { state: 'running', at: someTime + 1, answer: 'so far', totalMs: 0, usage: null })
  saveRun(write, running)
  const done = contextRun('r1', turn, { answer: half, cost: 0.5 })
  saveRun(write, { ...done, state: 'running', context: null })
  saveRun(write, done)
  close()
  const again = await openToWrite(folder)
  expect(interruptRuns(again.write)).toBe(1)
  expect(interruptRuns(again.write)).toBe(0)
  expect(listRuns(again.read, 't')).toEqual([done, { ...running, state: 'stopped' }])
  connectionOf(again.write).exec("UPDATE context_run SET body = x'00' WHERE id = 'r1'")
  expect(listRuns(again.read, 't').map((one) => one.runId)).toEqual(['r2'])
  expect(() => getRun(again.read, 'r1')).toThrowError(expect.objectContaining({ failure: expect.objectContaining({ kind: 'storage-corrupt' }) }))
  expect(getRun(again.read, 'nobody')).toBeNull()
})
