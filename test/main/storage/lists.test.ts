import { expect, test } from 'vitest'
import { countEverything, getConversation, insertConversation, listConversations, searchTitles, updateConversation } from '../../../src/main/storage/conversations.ts'
import { connectionOf } from '../../../src/main/storage/database.ts'
import { childrenOf, getMessage, insertMessage, listBranch, loadMessages, newestLeaf, pathSql, pathTo, siblingsOf, updateMessage } from '../../../src/main/storage/messages.ts'
import { searchMessages } from '../../../src/main/storage/searchEverything.ts'
import { loadMemories, saveMemory } from '../../../src/main/storage/memories.ts'
import { addTalk, conversation, memory, message, openToWrite, someTime, tempFolder } from './support.ts'

test('[S24] conversations come in pages, pinned first, then the ones changed last; the bin is a list of its own', async () => {
  const { write } = await openToWrite(tempFolder())
  for (let at = 0; at < 25; at++) insertConversation(write, conversation(`c${at}`, { updatedAt: someTime + (at % 5), pinned: at === 3, deletedAt: at === 9 ? someTime : null }))
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const page: ReturnType<typeof listConversations> = listConversations(write, { cursor, limit: 7, deleted: false })
    seen.push(...page.items.map((one) => one.id))
    cursor = page.next
  } while (cursor !== null)
  expect(seen).toHaveLength(24)
  expect(new Set(seen).size).toBe(24)
  expect(seen[0]).toBe('c3')
  const times = seen.slice(1).map((id) => getConversation(write, id)!.updatedAt)
  expect(times).toEqual(times.toSorted((a, b) => b - a))
  expect(listConversations(write, { cursor: null, limit: 7, deleted: true })).toEqual({ items: [expect.objectContaining({ id: 'c9' })], next: null })
  expect(listConversations(write, { cursor: 'nonsense', limit: 1, deleted: false }).items[0]!.id).toBe('c3')
})

test('[S24] a conversation keeps what is changed, and counts what the profile holds', async () => {
  const { write } = await openToWrite(tempFolder())
  addTalk(write, 'c', ['one', 'two', 'three'])
  addTalk(write, 'd', ['gone'])
  expect(updateConversation(write, 'c', { title: 'Ferries', pinned: true, route: 'local' })).toMatchObject({ title: 'Ferries', pinned: true, route: 'local', messageCount: 3 })
  expect(getConversation(write, 'c')).toMatchObject({ title: 'Ferries', pinned: true, route: 'local', messageCount: 3, leafId: 'c_000002' })
  updateConversation(write, 'd', { deletedAt: someTime })
  saveMemory(write, memory('y', 'a fact'), null)
  expect(countEverything(write)).toEqual({ conversations: 1, messages: 3, memories: 1 })
  expect(updateConversation(write, 'nobody', { title: 'x' })).toBeNull()
  expect(getConversation(write, 'nobody')).toBeNull()
})

test('[S25] the shown branch comes in pages from its leaf; other branches stay out', async () => {
  const { write } = await openToWrite(tempFolder())
  const ids = addTalk(write, 'c', Array.from({ length: 10 }, (_, at) => `line ${at}`))
  insertMessage(write, message('other', 'c', ids[4]!, 'another way', { createdAt: someTime + 100 }))
  const last = listBranch(write, 'c', { before: null, limit: 4 })
  expect(last.items.map((one) => one.id)).toEqual(ids.slice(6))
  const middle = listBranch(write, 'c', { before: last.next, limit: 4 })
  expect(middle.items.map((one) => one.id)).toEqual(ids.slice(2, 6))
  const first = listBranch(write, 'c', { before: middle.next, limit: 4 })
  expect(first.items.map((one) => one.id)).toEqual(ids.slice(0, 2))
  expect(first.next).toBeNull()
  expect(listBranch(write, 'c', { before: 'of another conversation', limit: 4 })).toEqual({ items: [], next: null })
  expect(listBranch(write, 'empty', { before: null, limit: 4 })).toEqual({ items: [], next: null })
  expect(pathTo(write, 'other', 3).map((one) => one.id)).toEqual([ids[3], ids[4], 'other'])
})

test('[S25] branches of one parent are known in order, and each leads to its newest end', async () => {
  const { write } = await openToWrite(tempFolder())
  const ids = addTalk(write, 'c', ['q', 'a', 'q2', 'a2'])
  insertMessage(write, message('edit', 'c', ids[1]!, 'q2, edited', { createdAt: someTime + 50 }))
  insertMessage(write, message('answer', 'c', 'edit', 'a2b', { role: 'assistant', createdAt: someTime + 51 }))
  insertMessage(write, message('start', 'c', null, 'another start', { createdAt: someTime + 60 }))
  expect(siblingsOf(write, getMessage(write, 'edit')!)).toEqual([ids[2], 'edit'])
  expect(siblingsOf(write, getMessage(write, ids[0]!)!)).toEqual([ids[0], 'start'])
  expect(childrenOf(write, ids[1]!).map((one) => one.id)).toEqual([ids[2], 'edit'])
  expect(newestLeaf(write, ids[0]!)).toBe('answer')
  expect(newestLeaf(write, ids[2]!)).toBe(ids[3])
  expect(newestLeaf(write, 'answer')).toBe('answer')
  updateMessage(write, 'edit', { status: 'interrupted', note: 'stopped' })
  expect(getMessage(write, 'edit')).toMatchObject({ status: 'interrupted', note: 'stopped', text: 'q2, edited' })
  expect(loadMessages(write, ['edit', 'nobody', ids[0]!]).map((one) => one.id)).toEqual(['edit', ids[0]])
})

test('[S26] in a history of 10,000 messages a page is found by keys alone', async () => {
  const { write } = await openToWrite(tempFolder())
  const ids = addTalk(write, 'c', Array.from({ length: 10_000 }, (_, at) => `line ${at}`))
  const page = listBranch(write, 'c', { before: ids[5_000]!, limit: 50 })
  expect(page.items.map((one) => one.id)).toEqual(ids.slice(4_950, 5_000))
  const plan = (sql: string, ...values: unknown[]) => (connectionOf(write).prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values) as { detail: string }[]).map((row) => row.detail)
  const scans = (details: string[]) => details.filter((detail) => /SCAN (m|message|conversation)\b/.test(detail))
  expect(scans(plan(pathSql, ids[0], 50))).toEqual([])
  expect(scans(plan('SELECT id FROM message WHERE conversation_id = ? AND parent_id IS ? ORDER BY created_at, id', 'c', ids[0]))).toEqual([])
  expect(plan('SELECT id FROM message WHERE parent_id = ? ORDER BY created_at DESC, id DESC LIMIT 1', ids[0]).join()).toMatch(/COVERING INDEX message_by_parent/)
  expect(plan("UPDATE message SET status = 'interrupted' WHERE status = 'streaming'").join()).toMatch(/message_unfinished/)
  expect(plan('SELECT id FROM conversation WHERE deleted_at IS NULL ORDER BY pinned DESC, updated_at DESC, id DESC LIMIT 50').join()).not.toMatch(/TEMP B-TREE/)
})

test('[S27] titles are found by any part, in any case and script; signs in the query mean nothing', async () => {
  const { write } = await openToWrite(tempFolder())
  insertConversation(write, conversation('a', { title: 'Über die ÄRZTE' }))
  insertConversation(write, conversation('b', { title: '100% _sure_' }))
  insertConversation(write, conversation('c', { title: 'deleted über', deletedAt: 1 }))
  expect(searchTitles(write, 'ärzte', 10).map((one) => one.id)).toEqual(['a'])
  expect(searchTitles(write, '0%', 10).map((one) => one.id)).toEqual(['b'])
  expect(searchTitles(write, '_', 10).map((one) => one.id)).toEqual(['b'])
  expect(searchTitles(write, 'über', 10).map((one) => one.id)).toEqual(['a'])
  expect(searchTitles(write, '  ', 10)).toEqual([])
})

test('[S27] a search over everything shows titles, then what the index found, in its order, without the bin', async () => {
  const { write } = await openToWrite(tempFolder())
  const [ferry] = addTalk(write, 'c', [`${'long ago '.repeat(40)}we took the ferry to Gozo ${'and so on '.repeat(40)}`])
  const [gone] = addTalk(write, 'd', ['ferry in the bin'])
  insertConversation(write, conversation('e', { title: 'Ferry times' }))
  updateConversation(write, 'd', { deletedAt: 1 })
  saveMemory(write, memory('y', 'I like the ferry'), null)
  const hits = searchMessages(write, 'ferry', ['y', gone!, ferry!], 10, (ids) => loadMemories(write, ids))
  expect(hits.map((hit) => [hit.kind, hit.id])).toEqual([['conversation', 'e'], ['memory', 'y'], ['message', ferry]])
  expect(hits[2]!.snippet).toMatch(/^… .*took the ferry to Gozo.* …$/)
  expect(hits[2]!.snippet.length).toBeLessThan(170)
  expect(hits[2]!.title).toBe('Talk c')
  expect(searchMessages(write, 'ferry', ['y', ferry!], 1, (ids) => loadMemories(write, ids))).toHaveLength(1)
})
