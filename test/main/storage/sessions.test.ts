import { expect, test } from 'vitest'
import { all, run, transaction, type WriteDb } from '../../../src/main/storage/database.ts'
import { insertConversation } from '../../../src/main/storage/conversations.ts'
import { loadIndexable, pageIndexable, pageStamps } from '../../../src/main/storage/indexable.ts'
import { saveMemory } from '../../../src/main/storage/memories.ts'
import { insertMessage, updateMessage } from '../../../src/main/storage/messages.ts'
import { digestSession } from '../../../src/main/storage/sessionDigest.ts'
import { pageSessions, sessionsAround } from '../../../src/main/storage/sessions.ts'
import { conversation, memory, message, openToWrite, someTime, tempFolder } from './support.ts'

const hour = 3_600_000

/** A conversation whose messages were written so many hours after its start. */
function talkAt(db: WriteDb, id: string, said: readonly (readonly [hours: number, text: string])[]): string[] {
  const ids = said.map((_, at) => `${id}_${at}`)
  transaction(db, () => {
    insertConversation(db, conversation(id))
    said.forEach(([hours, text], at) => insertMessage(db, message(ids[at]!, id, ids[at - 1] ?? null, text, { createdAt: someTime + hours * hour, speaker: at % 2 === 0 ? 'Nadia' : null })))
  })
  return ids
}

const sessionsOf = (db: WriteDb) => pageSessions(db, null, 100).sessions

test('[S100] what was said without a pause of six hours is one session, with all its words, who spoke and its dates', async () => {
  const { write } = await openToWrite(tempFolder())
  talkAt(write, 'c', [[0, 'We took the ferry.'], [5.9, 'It was cold.'], [12, 'Good morning.'], [13, 'Shall we go?']])
  talkAt(write, 'd', [[1, 'Another talk.']])
  const stamps = sessionsOf(write)
  expect(stamps.map(({ id, conversationId, at, until }) => [id, conversationId, (at - someTime) / hour, (until - someTime) / hour])).toEqual([['s_c_0', 'c', 0, 5.9], ['s_c_2', 'c', 12, 13], ['s_d_0', 'd', 1, 1]])
  expect(loadIndexable(write, ['s_c_2', 's_c_0', 's_c_1', 's_nobody'])).toEqual([
    expect.objectContaining({ id: 's_c_2', kind: 'session', text: 'Good morning.\nShall we go?', around: 'Nadia\n3 May 2026, Sunday', meaningText: 'Good morning.\nShall we go?', hash: stamps[1]!.hash }),
    expect.objectContaining({ id: 's_c_0', text: 'We took the ferry.\nIt was cold.', conversationId: 'c', at: someTime, until: someTime + 5.9 * hour, hash: stamps[0]!.hash }),
  ])
  expect(pageSessions(write, null, 1)).toMatchObject({ last: 'c' })
  expect(pageSessions(write, 'c', 1).sessions.map((session) => session.id)).toEqual(['s_d_0'])
  expect(pageSessions(write, 'd', 1)).toEqual({ sessions: [], last: null })
})

test('[S100] messages that may not be recalled are in no session, and splitting one by their leaving makes two', async () => {
  const { write } = await openToWrite(tempFolder())
  const ids = talkAt(write, 'c', [[0, 'One.'], [4, 'Two.'], [8, 'Three.']])
  expect(sessionsOf(write).map((session) => session.id)).toEqual(['s_c_0'])
  const before = sessionsOf(write)[0]!.hash
  updateMessage(write, ids[2]!, { text: 'Three!' })
  expect(sessionsOf(write)[0]!.hash).not.toBe(before)
  run(write, "INSERT INTO unrecallable (message_id, reason) VALUES (?, 'answer')", ids[1]!)
  expect(loadIndexable(write, ['s_c_0', 's_c_2']).map((item) => item.text)).toEqual(['One.', 'Three!'])
  // The stretch of all messages holds both, whatever may be recalled of it.
  expect(sessionsAround(write, 'c', someTime + 4 * hour)).toMatchObject({ from: someTime, until: someTime + 8 * hour, sessions: [{ id: 's_c_0' }, { id: 's_c_2' }] })
  run(write, "INSERT INTO forgotten_span (message_id, start, \"end\") VALUES (?, 0, 4)", ids[0]!)
  expect(loadIndexable(write, ['s_c_0'])).toEqual([])
  all(write, 'UPDATE conversation SET deleted_at = 1 RETURNING id')
  expect(sessionsOf(write)).toEqual([])
  expect(loadIndexable(write, ['s_c_2'])).toEqual([])
})

test('[S100] a long session is cut for its words, and its vector is made of a few sentences that say the most', async () => {
  const { write } = await openToWrite(tempFolder())
  const filler = Array.from({ length: 300 }, (_, at) => [at / 1000, `${['Weather', 'Music', 'Football', 'Cooking', 'Traffic'][at % 5]} number ${at} came up for a while, then something else did, and so on.`] as const)
  talkAt(write, 'c', [...filler.slice(0, 150), [0.15, 'The harbour of Valletta needs a new crane. The harbour crane of Valletta is old. A crane for the harbour costs much.'], ...filler.slice(150)])
  const [item] = loadIndexable(write, ['s_c_0'])
  expect(item!.text.length).toBe(20_000)
  expect(item!.meaningText!.length).toBeLessThanOrEqual(800)
  expect(digestSession(item!.text)).toBe(item!.meaningText)
  const crane = 'The harbour crane of Valletta is old. '.repeat(12)
  expect(digestSession(`${crane}\n${filler.slice(0, 40).map(([, text]) => text).join('\n')}`)).toContain('harbour crane')
  expect(digestSession('x'.repeat(50_000))).toBe('x'.repeat(300))
  expect(digestSession('')).toBe('')
})

test('[S34] faded memories are offered too; what waits to be forgotten, what was replaced and what waits for a yes are not', async () => {
  const { write } = await openToWrite(tempFolder())
  for (const state of ['active', 'faded', 'superseded', 'candidate'] as const) saveMemory(write, memory(`y_${state}`, `I am ${state}`, { state }), null)
  saveMemory(write, memory('y_hidden', 'I wait to be forgotten'), null)
  run(write, "UPDATE memory SET forgetting_at = 1 WHERE id = 'y_hidden'")
  expect(pageIndexable(write, null, 10).map((item) => item.id)).toEqual(['y_active', 'y_faded'])
  expect(loadIndexable(write, ['y_hidden', 'y_faded', 'y_candidate']).map((item) => item.id)).toEqual(['y_faded'])
})

test('[S108] what a store offers is known by id and hash without reading a text, page by page', async () => {
  const { write } = await openToWrite(tempFolder())
  const ids = talkAt(write, 'c', [[0, 'One.'], [1, 'Two.'], [2, 'Three.']])
  saveMemory(write, memory('y_1', 'I like ferries'), null)
  const whole = pageIndexable(write, null, 100).map(({ id, hash }) => ({ id, hash }))
  expect(whole).toHaveLength(4)
  const paged = []
  for (let page = pageStamps(write, null, 3); page.length > 0; page = pageStamps(write, page.at(-1)!.id, 3)) paged.push(...page)
  expect(paged).toEqual(whole)
  const hashes = () => new Map(pageStamps(write, null, 100).map(({ id, hash }) => [id, hash]))
  const before = hashes()
  updateMessage(write, ids[0]!, { text: 'One!' })
  saveMemory(write, memory('y_1', 'I love ferries'), null)
  const after = hashes()
  // The message after it is found by it too, so its place changed as well.
  expect([...after].filter(([id, hash]) => before.get(id) !== hash).map(([id]) => id)).toEqual([ids[0], ids[1], 'y_1'])
})
