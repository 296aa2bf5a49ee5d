import { expect, test } from 'vitest'
import { listEpochs, insertEpoch } from '../../../src/main/storage/epochs.ts'
import { readDraft, writeDraft } from '../../../src/main/storage/drafts.ts'
import { dropPeopleToForget, forgetMemories, listPeopleToForget, markForgetting, previewForget, readPersonNames, unmarkForgetting } from '../../../src/main/storage/forget.ts'
import { createNameFinder } from '../../../src/main/storage/forgetting/nameFinder.ts'
import { cutText } from '../../../src/main/storage/forgetting/cut.ts'
import { withoutSaidBefore } from '../../../src/main/storage/forgetting/saidBefore.ts'
import { getConversation, updateConversation } from '../../../src/main/storage/conversations.ts'
import { getMemory, saveMemory } from '../../../src/main/storage/memories.ts'
import { getMessage } from '../../../src/main/storage/messages.ts'
import { getTrace, saveTrace } from '../../../src/main/storage/traces.ts'
import type { WriteDb } from '../../../src/main/storage/database.ts'
import type { Entity } from '../../../src/shared/memory.ts'
import { addTalk, epoch, fingerprintsOf, memory, occurrences, openToWrite, piece, someTime, sourceIn, tempFolder, trace } from './support.ts'

const careFor = (lower: string) => lower === 'will' ? 'inside' : lower === 'mark' ? 'capital' : 'any'
const namesOf = (write: WriteDb, person: string) => readPersonNames(write, person, careFor)!
const person = (name: string): Entity => ({ name, kind: 'person' })

/** A text without the sentences that name somebody. */
function without(write: WriteDb, name: string, text: string): string {
  return cutText(text, createNameFinder([namesOf(write, name)]).sentencesIn(text)).text
}

test('[S120] a person is found by every form of the name, in any case, with an ending of possession, and within no other word', async () => {
  const { write } = await openToWrite(tempFolder())
  saveMemory(write, memory('a', 'Dr. Nadia Petrova is my sister', { entities: [person('Dr. Nadia Petrova')] }), null)
  for (const said of ['Nadia came.', 'I met NADIA PETROVA!', 'Is it nadia’s?', "Nadia's boat is old.", 'Nadias Boot ist alt.', 'Dr Nadia Petrova called.', 'Write to nadia@example.org today.', 'Nadia\u00a0Petrova.']) {
    for (const asked of ['Nadia Petrova', 'Dr. Nadia Petrova', 'Nadia']) expect(without(write, asked, `It rains. ${said} Fine.`), `${asked}: ${said}`).toBe('It rains. [forgotten] Fine.')
  }
  for (const kept of ['Canadian ferries.', 'Nadiasson called.', 'Petrova is a common name.', 'The nadi.']) expect(without(write, 'Nadia Petrova', kept)).toBe(kept)
  expect(without(write, 'Nadia', '- Bread\n- Nadia’s cake\n- Tea')).toBe('- Bread\n- [forgotten]\n- Tea')
  expect(createNameFinder([namesOf(write, 'Nadia')]).isInJson(JSON.stringify({ text: 'Hello,\nNadia' }))).toBe(true)
  expect(without(write, 'Anne-Marie O’Neill', "It rains. I met Anne-Marie O'Neill. Anne rows.")).toBe('It rains. [forgotten] Anne rows.')
  expect(without(write, '李明', '我和李明去吃饭。天气很好。')).toBe('[forgotten]天气很好。')
})

test('[S120] names that several people share, that are words too, or that are of no person, take nothing of others along', async () => {
  const { write } = await openToWrite(tempFolder())
  saveMemory(write, memory('a', 'Nadia Petrova sails', { entities: [person('Nadia Petrova')] }), null)
  saveMemory(write, memory('b', 'Nadia Rossi rows', { entities: [person('Nadia Rossi')] }), null)
  saveMemory(write, memory('c', 'Lisbon is hilly', { entities: [{ name: 'Lisbon', kind: 'place' }] }), null)
  expect(without(write, 'Nadia Petrova', 'Nadia Petrova sails. Nadia Rossi rows. Nadia sings.')).toBe('[forgotten] Nadia Rossi rows. Nadia sings.')
  expect(without(write, 'Nadia', 'Nadia Petrova sails. Nadia Rossi rows. Nadia sings.')).toBe('Nadia Petrova sails. Nadia Rossi rows. [forgotten]')
  expect(without(write, 'Will', 'Will it rain? It will. I met Will. I asked will.')).toBe('Will it rain? It will. [forgotten] I asked will.')
  expect(without(write, 'Mark', 'Mark came. Please mark the date.')).toBe('[forgotten] Please mark the date.')
  for (const nobody of ['Lisbon', 'user', 'Al', ' ']) expect(readPersonNames(write, nobody, careFor), nobody).toBeNull()
})

/** A store in which two memories tell of Nadia, and messages, titles, drafts, summaries and contexts name her without them. */
async function talkOfNadia(folder: string) {
  const store = await openToWrite(folder)
  const { write } = store
  const told = 'My sister is called Nadia.'
  addTalk(write, 'a', [told, 'Noted.'])
  saveMemory(write, memory('sister', told, { entities: [person('Nadia')], sources: [sourceIn(told, told, 'a_000000', 'a')] }), null)
  addTalk(write, 'b', ['What rhymes with Nadia? It has to be short.', 'Try “NADIA, a media star”. Anything else?', 'I live in Ghent. I saw nadia’s boat.', 'A fine place.'])
  updateConversation(write, 'b', { title: 'What rhymes with Nadia', goal: 'Find a rhyme for Nadia' })
  saveMemory(write, memory('home', 'I live in Ghent', { sources: [sourceIn('I live in Ghent. I saw nadia’s boat.', 'I live in Ghent', 'b_000002', 'b')] }), null)
  saveMemory(write, memory('other', 'NADIA owns a boat'), null)
  writeDraft(write, 'b', { text: 'So, Nadia sails. And I row.', pastes: [] })
  insertEpoch(write, epoch('e', 'b', 'b_000001', { text: 'They look for a rhyme on Nadia. It is to be short.' }))
  const question = getMessage(write, 'b_000000')!.text
  saveTrace(write, trace('t', 'b', 'b_000000', 'b_000001', [piece('p', question, { kind: 'message', messageId: 'b_000000', conversationId: 'b', role: 'user', at: someTime }, { region: 'message' })], { notices: ['Nadia is short.'] }))
  return store
}

test('[S121] with the names of a person, every sentence that names them leaves the store and its bytes; all else stays', async () => {
  const folder = tempFolder()
  const { write, close } = await talkOfNadia(folder)
  const names = namesOf(write, 'Nadia')
  expect(previewForget(write, ['sister'], [], names)).toMatchObject({ messages: 1, namingMessages: 3, namingMemories: 1 })
  const { conversationIds } = forgetMemories(write, ['sister'], someTime, fingerprintsOf, { people: [names] })
  expect(conversationIds).toEqual(expect.arrayContaining(['a', 'b']))
  expect(['b_000000', 'b_000001', 'b_000002', 'b_000003'].map((id) => getMessage(write, id)!.text)).toEqual(['[forgotten] It has to be short.', '[forgotten] Anything else?', 'I live in Ghent. [forgotten]', 'A fine place.'])
  expect(getConversation(write, 'b')).toMatchObject({ title: '[forgotten]', goal: '[forgotten]' })
  expect(readDraft(write, 'b').text).toBe('[forgotten] And I row.')
  expect(listEpochs(write, 'b')[0]!.text).toBe('[forgotten] It is to be short.')
  expect(getTrace(write, 't')).toMatchObject({ notices: ['[forgotten]'], context: { pieces: [{ text: '[forgotten] It has to be short.' }] } })
  expect(getMemory(write, 'other')!.state).toBe('forgotten')
  expect(getMemory(write, 'home')).toMatchObject({ state: 'active', text: 'I live in Ghent', sources: [{ start: 0, quote: 'I live in Ghent' }] })
  expect(withoutSaidBefore(write, 'It rains. I saw nadia’s boat.').text).toBe('It rains. [forgotten]')
  expect(previewForget(write, [], [], names)).toMatchObject({ namingMessages: 0, namingMemories: 0 })
  close()
  for (const form of ['Nadia', 'NADIA', 'nadia']) expect(occurrences(folder, form)).toBe(0)
})

test('[S121] without them only what the memories say goes, and the preview counts what still names the person', async () => {
  const { write } = await talkOfNadia(tempFolder())
  forgetMemories(write, ['sister'], someTime, fingerprintsOf)
  expect(getMessage(write, 'a_000000')!.text).toBe('[forgotten]')
  expect(getMessage(write, 'b_000000')!.text).toContain('Nadia')
  expect(previewForget(write, [], [], namesOf(write, 'Nadia'))).toMatchObject({ namingMessages: 3, namingMemories: 1 })
})

test('[S121] whose names have to go is kept as long as the forgetting can be taken back, and no longer', async () => {
  const { write } = await talkOfNadia(tempFolder())
  const names = namesOf(write, 'Nadia')
  markForgetting(write, ['sister'], someTime, { forgetId: 'h1', person: names })
  expect(listPeopleToForget(write)).toEqual([names])
  unmarkForgetting(write, ['sister'], 'h1')
  expect(listPeopleToForget(write)).toEqual([])
  markForgetting(write, ['sister'], someTime, { forgetId: 'h2', person: names })
  dropPeopleToForget(write, listPeopleToForget(write))
  expect(listPeopleToForget(write)).toEqual([])
})
