import { expect, test } from 'vitest'
import type { MemoryChange } from '../../../src/shared/memory.ts'
import { all, connectionOf } from '../../../src/main/storage/database.ts'
import { discardMemory } from '../../../src/main/storage/discardMemory.ts'
import { forgetMemories, listForgetting, markForgetting, unmarkForgetting } from '../../../src/main/storage/forget.ts'
import { getConversation, insertConversation, updateConversation } from '../../../src/main/storage/conversations.ts'
import { pageIndexable } from '../../../src/main/storage/indexable.ts'
import { countMemories, findMemoriesByKey, findMemoryByText, getMemory, historyOf, listMemories, saveMemory, versionOf } from '../../../src/main/storage/memories.ts'
import { listProjects, removeProject, saveProject } from '../../../src/main/storage/projects.ts'
import { addTombstones, isTombstoned, liftTombstones } from '../../../src/main/storage/tombstones.ts'
import { addTalk, conversation, fingerprintsOf, memory, occurrences, openToWrite, someTime, sourceIn, tempFolder } from './support.ts'

const change = (action: MemoryChange['action'], author: MemoryChange['author'] = 'rule'): MemoryChange => ({ at: someTime, author, action, reason: `${action} half \ud83d`, before: null })

test('[S66] every change is a numbered version with all of the memory as it was, and each comes back', async () => {
  const { write } = await openToWrite(tempFolder())
  const first = memory('y', 'I live in Paris half \ud83d', { entities: [{ name: 'Paris', kind: 'place' }], scope: 'project', scopeId: 'p', fadesAt: 5, conflictsWith: 'z', key: 'user.home' })
  saveMemory(write, first, change('learned'))
  saveMemory(write, { ...first, uses: 3 }, null)
  saveMemory(write, { ...first, text: 'I live in Lyon', entities: [], pinned: true }, { ...change('edited', 'user'), before: first.text })
  const history = historyOf(write, 'y')
  expect(history.map((one) => [one.number, one.action, one.author, one.reason, one.before])).toEqual([[1, 'learned', 'rule', 'learned half \ud83d', null], [2, 'edited', 'user', 'edited half \ud83d', first.text]])
  const { id: _id, learnedAt: _learnedAt, updatedAt: _updatedAt, uses: _uses, lastUsedAt: _lastUsedAt, sources: _sources, ...whole } = first
  expect(versionOf(write, 'y', 1)).toEqual(whole)
  expect(versionOf(write, 'y', 2)).toMatchObject({ text: 'I live in Lyon', entities: [], pinned: true, scopeId: 'p' })
  expect([versionOf(write, 'y', 3), versionOf(write, 'nobody', 1)]).toEqual([null, null])
  connectionOf(write).exec("UPDATE memory_change SET snapshot = '{' WHERE number = 1")
  expect(historyOf(write, 'y').map((one) => one.snapshot === null)).toEqual([true, false])
})

test('[S71] what was forgotten leaves keyed hashes alone, and nothing but a person brings it back', async () => {
  const { write } = await openToWrite(tempFolder())
  const fact = memory('y', 'My locker code is Quillfeather!', { key: 'user.locker' })
  saveMemory(write, fact, change('learned'))
  expect(isTombstoned(write, ['text:my locker code is quillfeather!'])).toBe(false)
  forgetMemories(write, ['y'], someTime, fingerprintsOf)
  expect(isTombstoned(write, ['nothing', 'text:my locker code is quillfeather!'])).toBe(true)
  expect(isTombstoned(write, ['fact:user.locker=Quillfeather!'])).toBe(true)
  const again = memory('other', 'my locker code is QUILLFEATHER')
  expect(saveMemory(write, again, change('learned'))).toBe(false)
  expect(saveMemory(write, again, change('imported', 'import'))).toBe(false)
  expect(getMemory(write, 'other')).toBeNull()
  expect(saveMemory(write, again, change('learned', 'user'))).toBe(true)
  expect(saveMemory(write, { ...again, id: 'third' }, change('learned'))).toBe(true)
  for (const row of all<Record<string, unknown>>(write, 'SELECT * FROM tombstone')) expect((row['hash'] as Buffer).length).toBe(32)
})

test('[S71] tombstones of one store say nothing to another, and can be lifted', async () => {
  const [one, other] = [await openToWrite(tempFolder()), await openToWrite(tempFolder())]
  for (const { write } of [one, other]) addTombstones(write, ['said:x', 'half \ud83d'], someTime)
  addTombstones(one.write, [], someTime)
  const hashes = [one, other].map(({ write }) => all<{ hash: Buffer }>(write, 'SELECT hash FROM tombstone').map((row) => row.hash.toString('hex')))
  expect(hashes[0]!.filter((hash) => hashes[1]!.includes(hash))).toEqual([])
  expect([isTombstoned(one.write, ['half \ud83d']), isTombstoned(one.write, ['half \ud83c']), isTombstoned(one.write, [])]).toEqual([true, false, false])
  liftTombstones(one.write, ['half \ud83d', 'never there'])
  expect([isTombstoned(one.write, ['half \ud83d']), isTombstoned(one.write, ['said:x'])]).toEqual([false, true])
})

test('[S72] projects come back with their conversations; a removed one leaves these and its memories', async () => {
  const { write } = await openToWrite(tempFolder())
  saveProject(write, { id: 'p1', name: 'House half \ud83d', createdAt: 2 })
  saveProject(write, { id: 'p0', name: 'Garden', createdAt: 2 })
  saveProject(write, { id: 'p1', name: 'New house', createdAt: 9 })
  insertConversation(write, conversation('c', { projectId: 'p1', importedFrom: 'claude' }))
  insertConversation(write, conversation('d', { projectId: 'p1', deletedAt: 1 }))
  saveMemory(write, memory('y', 'the roof leaks', { scope: 'project', scopeId: 'p1' }), null)
  expect(listProjects(write)).toEqual([{ id: 'p0', name: 'Garden', createdAt: 2, conversations: 0 }, { id: 'p1', name: 'New house', createdAt: 2, conversations: 1 }])
  expect(getConversation(write, 'c')).toMatchObject({ projectId: 'p1', importedFrom: 'claude', temporary: false })
  expect([removeProject(write, 'p1'), removeProject(write, 'p1')]).toEqual([true, false])
  expect(getConversation(write, 'c')).toMatchObject({ projectId: null, importedFrom: 'claude' })
  expect(updateConversation(write, 'c', { projectId: 'p0' })).toMatchObject({ projectId: 'p0' })
  expect(getMemory(write, 'y')).toMatchObject({ scope: 'project', scopeId: 'p1' })
})

test('[S73] what is being forgotten is nowhere to be found, cannot be changed, and comes back as it was when it is taken back', async () => {
  const { write } = await openToWrite(tempFolder())
  const fact = memory('y', 'My locker code is 4471', { key: 'user.locker' })
  saveMemory(write, fact, change('learned'))
  saveMemory(write, memory('other', 'It rains'), null)
  markForgetting(write, ['y', 'nobody'], someTime)
  markForgetting(write, ['other'], someTime - 1)
  expect(listForgetting(write)).toEqual(['other', 'y'])
  unmarkForgetting(write, ['other'])
  expect([getMemory(write, 'y'), findMemoriesByKey(write, 'user.locker'), findMemoryByText(write, fact.text), countMemories(write), listMemories(write, { cursor: null, limit: 9 }).total]).toEqual([null, [], null, 1, 1])
  expect(pageIndexable(write, null, 10).map((item) => item.id)).toEqual(['other'])
  expect(saveMemory(write, { ...fact, text: 'changed' }, change('edited', 'user'))).toBe(false)
  unmarkForgetting(write, ['y'])
  expect([getMemory(write, 'y'), listForgetting(write)]).toEqual([fact, []])
  markForgetting(write, ['y'], someTime)
  forgetMemories(write, ['y'], someTime, fingerprintsOf)
  unmarkForgetting(write, ['y'])
  expect([getMemory(write, 'y')!.state, listForgetting(write)]).toEqual(['forgotten', []])
})

test('[S84] what a person did not want kept is gone and not learned again; the place it was learned from stays', async () => {
  const folder = tempFolder()
  const { write } = await openToWrite(folder)
  const [said] = addTalk(write, 'c', ['My locker code is 4471'])
  const fact = memory('y', 'My locker code is 4471', { state: 'candidate', sources: [sourceIn('My locker code is 4471', 'My locker code is 4471', said!, 'c')] })
  saveMemory(write, fact, change('learned'))
  saveMemory(write, memory('z', 'My locker code is 1', { conflictsWith: 'y' }), null)
  expect([discardMemory(write, 'y', someTime, fingerprintsOf), discardMemory(write, 'y', someTime, fingerprintsOf)]).toEqual([true, false])
  expect([getMemory(write, 'y'), historyOf(write, 'y'), getMemory(write, 'z')!.conflictsWith]).toEqual([null, [], null])
  expect(saveMemory(write, { ...fact, id: 'again' }, change('learned'))).toBe(false)
  expect(occurrences(folder, 'My locker code is 4471')).toBeGreaterThan(0)
})
