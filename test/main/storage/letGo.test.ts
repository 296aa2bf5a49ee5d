import { expect, test } from 'vitest'
import { connectionOf } from '../../../src/main/storage/database.ts'
import { getRun, saveRun } from '../../../src/main/storage/runs.ts'
import { getTrace, letGoContexts, listContexts, listTurnFigures, recentTraces, saveTrace } from '../../../src/main/storage/traces.ts'
import { addTalk, contextRun, occurrences, openToWrite, piece, someTime, tempFolder, trace } from './support.ts'

const memorySource = (id: string) => ({ kind: 'memory', memoryId: id, messageId: null, conversationId: null, at: someTime } as const)

async function twoTurns() {
  const folder = tempFolder()
  const { write, close } = await openToWrite(folder)
  const [asked, , again] = addTalk(write, 'c', ['Where is it?', 'There.', 'Really?'])
  const old = trace('t1', 'c', asked!, null, [
    piece('p1', 'Ottercombe is only in the old context', memorySource('y1')),
    piece('p2', 'Shortened', memorySource('y2'), { outcome: 'shortened', code: 'shortened', original: 'Shortened from Ottercombe' }),
    piece('p3', 'Marrowick is in both', memorySource('y3')),
  ], { focus: { text: 'Look at Ottercombe.', by: 'rules', given: true, reason: '' }, startedAt: someTime })
  const young = trace('t2', 'c', again!, null, [piece('p3', 'Marrowick is in both', memorySource('y3'))], { startedAt: someTime + 100 })
  for (const one of [old, young]) saveTrace(write, one)
  saveRun(write, contextRun('r1', old, { answer: 'It said that.', change: { off: ['p3'], pinned: [], edited: [{ pieceId: 'p1', text: 'Ottercombe, edited' }], strategy: null, modelId: null } }))
  return { folder, write, close, old, young }
}

test('[S56] contexts that are let go lose their texts on the disk; what was chosen and why, and every figure, stays', async () => {
  const { folder, write, close, old, young } = await twoTurns()
  const figures = listTurnFigures(write, { since: 0, conversationId: null })
  expect(occurrences(folder, 'Ottercombe')).toBeGreaterThan(0)
  expect(letGoContexts(write, someTime + 50)).toBe(1)
  expect(letGoContexts(write, someTime + 50)).toBe(0)
  const read = getTrace(write, 't1')!
  expect(read.context!.pieces).toEqual(old.context!.pieces.map(({ original: _original, ...one }) => ({ ...one, text: '' })))
  expect(read.context!.prompt).toEqual([{ role: 'user', text: '', spans: [] }])
  expect(read.focus!.text).toBe('')
  expect({ ...read, context: null, focus: null }).toEqual({ ...old, context: null, focus: null })
  // What the younger context holds stays for it alone.
  expect(getTrace(write, 't2')).toEqual(young)
  expect(recentTraces(write, { conversationId: 'c', limit: 10 }).map((one) => one.turnId)).toEqual(['t2'])
  expect(listContexts(write, { conversationId: 'c', cursor: null, limit: 10 }).items.map((one) => [one.turnId, one.whole, one.pieces])).toEqual([['t2', true, 1], ['t1', false, 3]])
  const after = listTurnFigures(write, { since: 0, conversationId: null })
  expect(after.map((one) => ({ ...one, contextBytes: 0 }))).toEqual(figures.map((one) => ({ ...one, contextBytes: 0 })))
  expect(after[0]!.contextBytes).toBeLessThan(figures[0]!.contextBytes)
  expect(getRun(write, 'r1')).toMatchObject({ answer: 'It said that.', context: { pieces: [{ id: 'p1', text: '' }, { id: 'p2', text: '' }, { id: 'p3', text: '' }] }, diff: null, change: { off: ['p3'], edited: [] } })
  close()
  expect(occurrences(folder, 'Ottercombe')).toBe(0)
  expect(occurrences(folder, 'Marrowick')).toBe(1)
})

test('[S56] a text that was let go and comes again is kept again', async () => {
  const { write, old } = await twoTurns()
  letGoContexts(write, someTime + 1000)
  const again = { ...old, turnId: 't3', startedAt: someTime + 2000 }
  saveTrace(write, again)
  expect(getTrace(write, 't3')).toEqual(again)
  expect(getTrace(write, 't1')!.context!.pieces[0]!.text).toBe('')
})

test('[S56] a turn that was looked at after its texts were let go stays without them', async () => {
  const { write } = await twoTurns()
  letGoContexts(write, someTime + 1000)
  saveTrace(write, { ...getTrace(write, 't1')!, notices: ['looked at'] })
  expect(getTrace(write, 't1')).toMatchObject({ notices: ['looked at'], context: { pieces: [{ text: '' }, { text: '' }, { text: '' }] } })
  expect(listContexts(write, { conversationId: null, cursor: null, limit: 10 }).items.every((one) => !one.whole)).toBe(true)
})

test('[S56] a damaged context lets go of what is left of its texts', async () => {
  const { folder, write, close } = await twoTurns()
  connectionOf(write).exec("UPDATE turn_trace SET body = x'0001' WHERE turn_id = 't1'; UPDATE context_run SET body = x'0001'")
  expect(letGoContexts(write, someTime + 50)).toBe(1)
  expect(getTrace(write, 't1')).toMatchObject({ turnId: 't1', context: null, cost: 0.25, notices: [expect.stringContaining('damaged')] })
  expect(getRun(write, 'r1')).toBeNull()
  close()
  expect(occurrences(folder, 'Ottercombe')).toBe(0)
})
