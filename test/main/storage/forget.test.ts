import { expect, test } from 'vitest'
import { all, transaction } from '../../../src/main/storage/database.ts'
import { loadIndexable, pageIndexable } from '../../../src/main/storage/indexable.ts'
import { forgetMemories } from '../../../src/main/storage/forget.ts'
import { getMemory, historyOf, saveMemory } from '../../../src/main/storage/memories.ts'
import { getMessage, insertMessage } from '../../../src/main/storage/messages.ts'
import { getTrace, loadSummaries, saveTrace } from '../../../src/main/storage/traces.ts'
import { summariseTurn } from '../../../src/main/trace/summariseTurn.ts'
import { addTalk, fingerprintsOf, memory, message, occurrences, openToWrite, piece, someTime, tempFolder, trace } from './support.ts'

const canary = 'my locker code is Quillfeather-4471'

/** A fact told in one talk and used in another, with everything that a turn leaves behind. */
async function profileWithFact() {
  const folder = tempFolder()
  const store = await openToWrite(folder)
  const { write } = store
  const told = `By the way, ${canary}. Remember it.`
  const [said, thanks, later] = addTalk(write, 'a', [told, 'Noted.', 'Now something else'])
  const start = told.indexOf(canary)
  const source = { messageId: said!, conversationId: 'a', start, end: start + canary.length, quote: canary, at: someTime, role: 'user' as const, file: null }
  saveMemory(write, memory('y', canary, { key: 'user.locker', subject: 'locker', sources: [source] }), { at: someTime, author: 'rule', action: 'learned', reason: 'code', before: null })
  saveMemory(write, memory('y', canary, { key: 'user.locker', sources: [source], updatedAt: someTime + 1 }), { at: someTime + 1, author: 'user', action: 'edited', reason: 'by hand', before: `${canary}!` })
  saveMemory(write, memory('old', 'my locker code is 1', { state: 'superseded' }), { at: someTime, author: 'rule', action: 'superseded', reason: `Replaced by “${canary}”`, before: null })
  const [asked, answered, other] = addTalk(write, 'b', ['what is my locker code?', 'It is Quillfeather-4471.', 'thank you'])
  const origin = { kind: 'message', messageId: said!, conversationId: 'a', role: 'user', at: someTime } as const
  const first = trace('ta', 'a', said!, thanks!, [piece('m', told, origin, { region: 'message' })], { learned: [{ memoryId: 'y', text: canary, rule: 'code', change: 'learned' }] })
  const second = trace('tb', 'b', asked!, answered!, [
    piece('p1', canary, { kind: 'memory', memoryId: 'y', messageId: said!, conversationId: 'a', at: someTime }),
    piece('p2', `half of it: ${canary.slice(0, 25)}`, origin, { outcome: 'shortened', code: 'shortened' }),
    piece('p3', 'I like ferries', { kind: 'memory', memoryId: 'z', messageId: null, conversationId: null, at: someTime }),
  ], {
    memoryAnswer: { memoryId: 'y', text: canary, at: someTime, confidence: 1, messageId: said!, conversationId: 'a', sentence: `“${canary}” — from your memory` },
    notices: [`answered from “${canary}”`],
  })
  for (const one of [first, second]) saveTrace(write, one, summariseTurn(one))
  all(write, 'UPDATE message SET turn_id = ? WHERE id = ? RETURNING id', 'ta', thanks!)
  all(write, 'UPDATE message SET turn_id = ? WHERE id = ? RETURNING id', 'tb', answered!)
  return { folder, write, close: store.close, ids: { said: said!, thanks: thanks!, later: later!, asked: asked!, answered: answered!, other: other! } }
}

test('[S31] forgetting erases a memory\'s words from the memory, its history, its sources and every trace and message, on the disk', async () => {
  const { folder, write, close } = await profileWithFact()
  expect(occurrences(folder, 'Quillfeather')).toBeGreaterThan(5)
  forgetMemories(write, ['y'], someTime + 10, fingerprintsOf)
  expect(getMemory(write, 'y')).toMatchObject({ text: '', subject: '', key: null, state: 'forgotten', sources: [{ quote: '' }] })
  expect(historyOf(write, 'y').map((change) => [change.action, change.before])).toEqual([['learned', null], ['edited', null], ['forgotten', null]])
  expect(JSON.stringify([getTrace(write, 'ta'), getTrace(write, 'tb'), ...loadSummaries(write, ['ta', 'tb'])])).not.toContain('Quillfeather')
  expect(historyOf(write, 'old')[0]!.reason).toBe('Replaced by “[forgotten]”')
  close()
  expect(occurrences(folder, 'Quillfeather')).toBe(0)
})

test('[S31] what was never said in a conversation leaves no byte behind, log included', async () => {
  const folder = tempFolder()
  const { write } = await openToWrite(folder)
  saveMemory(write, memory('y', `${canary} \ud83d`), { at: 1, author: 'user', action: 'edited', reason: 'by hand', before: `${canary} before` })
  expect(occurrences(folder, 'Quillfeather')).toBeGreaterThan(0)
  transaction(write, () => forgetMemories(write, ['y'], someTime, fingerprintsOf))
  expect(occurrences(folder, 'Quillfeather')).toBe(0)
})

test('[S32] a scrubbed trace still fits: every span shows its piece, other pieces are untouched', async () => {
  const { write } = await profileWithFact()
  const before = getTrace(write, 'tb')!
  forgetMemories(write, ['y'], someTime + 10, fingerprintsOf)
  const { context, ...rest } = getTrace(write, 'tb')!
  const pieces = new Map(context!.pieces.map((one) => [one.id, one]))
  for (const { text, spans } of context!.prompt) for (const span of spans) expect(text.slice(span.start, span.end)).toBe(pieces.get(span.pieceId)!.text)
  expect(context!.pieces.map((one) => one.text)).toEqual(['[forgotten]', '[forgotten]', 'I like ferries'])
  expect(rest.memoryAnswer).toMatchObject({ text: '[forgotten]', sentence: '[forgotten]' })
  expect({ ...rest, memoryAnswer: null, notices: [] }).toEqual({ ...before, context: undefined, memoryAnswer: null, notices: [] })
})

test('[S33] after forgetting, recall finds neither the place it was learned from nor the answers given with it in view', async () => {
  const { write, ids } = await profileWithFact()
  const before = new Map(pageIndexable(write, null, 100).map((item) => [item.id, item]))
  expect(before.get(ids.said)!.text).toContain('Quillfeather')
  const { ids: affected } = forgetMemories(write, ['y'], someTime + 10, fingerprintsOf)
  const after = new Map(pageIndexable(write, null, 100).map((item) => [item.id, item]))
  expect([...after.keys()].sort()).toEqual([ids.said, ids.later, ids.asked, ids.other].sort())
  expect(JSON.stringify([...after.values()])).not.toContain('Quillfeather')
  expect(after.get(ids.said)!.text).toBe('By the way, . Remember it.')
  // Whoever follows a cut message is indexed with it, so it changes too; all that changed is named.
  const changed = [...before.keys()].filter((id) => id !== 'y' && before.get(id)!.hash !== after.get(id)?.hash)
  expect(affected).toEqual(expect.arrayContaining(changed))
  expect(getMessage(write, ids.said)).toMatchObject({ text: 'By the way, [forgotten]. Remember it.', note: null })
  expect(getMessage(write, ids.answered)!.text).toBe('[forgotten]')
})

test('[S33] a forgotten memory cannot be saved again, and forgetting twice does nothing', async () => {
  const { write } = await profileWithFact()
  forgetMemories(write, ['y'], someTime + 10, fingerprintsOf)
  expect(saveMemory(write, memory('y', canary), { at: 1, author: 'rule', action: 'strengthened', reason: 'again', before: null })).toBe(false)
  expect(getMemory(write, 'y')!.text).toBe('')
  expect(forgetMemories(write, ['y'], someTime + 20, fingerprintsOf)).toEqual({ ids: [], conversationIds: [] })
  expect(forgetMemories(write, ['nobody'], someTime, fingerprintsOf)).toEqual({ ids: [], conversationIds: [] })
})

test('[S34] recall is offered active memories and finished messages, each with the message before it, the speaker and the date', async () => {
  const { write } = await openToWrite(tempFolder())
  const [first, second, third] = addTalk(write, 'c', ['We went to Gozo', 'How was it?', 'half \ud83d'], { speaker: 'Nadia', createdAt: Date.UTC(2023, 4, 7) })
  insertMessage(write, message('s', 'c', third!, 'not yet', { status: 'streaming' }))
  insertMessage(write, message('f', 'c', third!, 'no', { status: 'failed' }))
  insertMessage(write, message('i', 'c', third!, 'so far', { status: 'interrupted' }))
  insertMessage(write, message('e', 'c', third!, ''))
  saveMemory(write, memory('y1', 'I like Gozo', { learnedAt: Date.UTC(2023, 4, 8), sources: [{ messageId: first!, conversationId: 'c', start: 0, end: 2, quote: 'We', at: 1, role: 'user', file: null }] }), null)
  saveMemory(write, memory('y2', 'old', { state: 'superseded' }), null)
  const items = new Map(pageIndexable(write, null, 100).map((item) => [item.id, item]))
  expect([...items.keys()]).toEqual([first, second, third, 'i', 'y1'])
  expect(items.get(second!)).toMatchObject({ kind: 'message', text: 'How was it?', around: 'We went to Gozo\nNadia\n7 May 2023, Sunday', conversationId: 'c' })
  expect(items.get('y1')).toMatchObject({ kind: 'memory', text: 'I like Gozo', around: '8 May 2023, Monday', conversationId: 'c' })
  expect(items.get(third!)!.text).toBe('half \ud83d')
  expect(loadIndexable(write, ['y1', 's', second!, 'y2', 'e']).map((item) => item.id)).toEqual(['y1', second])
  const paged: string[] = []
  for (let page = pageIndexable(write, null, 2); page.length > 0; page = pageIndexable(write, page.at(-1)!.id, 2)) paged.push(...page.map((item) => item.id))
  expect(paged).toEqual([...items.keys()])
})

test('[S34] a conversation in the bin is not offered', async () => {
  const { write } = await openToWrite(tempFolder())
  addTalk(write, 'c', ['hello'])
  all(write, 'UPDATE conversation SET deleted_at = 1 RETURNING id')
  expect(pageIndexable(write, null, 10)).toEqual([])
  expect(loadIndexable(write, ['c_000000'])).toEqual([])
})
