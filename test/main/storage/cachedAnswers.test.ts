import { expect, test } from 'vitest'
import { addCacheStats, cacheStats, clearCachedAnswers, countCachedAnswers, dropEndedAnswers, findCachedAnswer, listCachedAnswers, noteCacheHit, pruneCachedAnswers, saveCachedAnswer, type CachedAnswerRow } from '../../../src/main/storage/cachedAnswers.ts'
import { updateConversation } from '../../../src/main/storage/conversations.ts'
import { connectionOf } from '../../../src/main/storage/database.ts'
import { updateMessage } from '../../../src/main/storage/messages.ts'
import { addTalk, openOk, openToWrite, someTime, tempFolder } from './support.ts'

const hash = (text: string) => `hash of ${text}`
const row = (key: string, [questionId, messageId]: readonly string[], text: string, patch: Partial<CachedAnswerRow> = {}): CachedAnswerRow => ({
  key, messageId: messageId!, questionId: questionId!, turnId: `t_${key}`, at: someTime, expiresAt: someTime + 1000, label: 'personal', modelId: 'local:m', costNano: 5, tookMs: 70, vector: null, textHash: hash(text), ...patch,
})
/** A talk of a question and an answer, kept under its own name. */
async function withAnswers(...names: string[]) {
  const store = await openToWrite(tempFolder())
  const ids = Object.fromEntries(names.map((name) => [name, addTalk(store.write, name, [`What of ${name}?`, `So it is with ${name}.`])]))
  for (const name of names) saveCachedAnswer(store.write, row(name, ids[name]!, `So it is with ${name}.`))
  const find = (key: string) => findCachedAnswer(store.read, key, hash)?.text ?? null
  return { ...store, ids, find }
}

test('[S130] an answer is found with the text of its message; its words are in no other row', async () => {
  const { find, read, write, ids } = await withAnswers('tea')
  expect([find('tea'), find('coffee')]).toEqual(['So it is with tea.', null])
  expect(findCachedAnswer(read, 'tea', hash)).toMatchObject({ messageId: ids['tea']![1], questionId: ids['tea']![0], costNano: 5, tookMs: 70, label: 'personal' })
  const columns = connectionOf(write).prepare('SELECT * FROM cached_answer').get() as Record<string, unknown>
  expect(Object.entries(columns).filter(([name, value]) => name !== 'text_hash' && String(value).includes('So it is'))).toEqual([])
})

test('[S130] changed words and deleted messages take it with them', async () => {
  const { write, read, ids, find } = await withAnswers('a', 'b', 'c', 'd')
  updateMessage(write, ids['a']![1]!, { text: 'Otherwise.' })
  updateMessage(write, ids['b']![0]!, { text: 'What of something else?' })
  connectionOf(write).prepare('DELETE FROM message WHERE id = ?').run(ids['c']![1]!)
  expect([find('a'), find('b'), find('c'), find('d')]).toEqual([null, null, null, 'So it is with d.'])
  expect(countCachedAnswers(read)).toBe(1)
})

test('[S131] bin, label, state, cut words, another text and a thumb down hide it', async () => {
  const names = ['bin', 'label', 'state', 'cut', 'cutQuestion', 'text', 'thumb', 'sound']
  const { write, ids, find } = await withAnswers(...names)
  const db = connectionOf(write)
  updateConversation(write, 'bin', { deletedAt: someTime })
  updateMessage(write, ids['label']![1]!, { label: 'local' })
  updateMessage(write, ids['state']![1]!, { status: 'interrupted' })
  const spans = db.pragma('table_info(forgotten_span)') as { name: string; type: string }[]
  const cut = db.prepare(`INSERT INTO forgotten_span (${spans.map((one) => one.name).join(', ')}) VALUES (${spans.map(() => '?').join(', ')})`)
  for (const id of [ids['cut']![1]!, ids['cutQuestion']![0]!]) cut.run(...spans.map((one) => one.name === 'message_id' ? id : one.type === 'INTEGER' ? 1 : one.type === 'BLOB' ? Buffer.alloc(1) : 'x'))
  saveCachedAnswer(write, row('text', ids['text']!, 'Another text.'))
  db.prepare(`INSERT INTO turn_trace (turn_id, conversation_id, user_message_id, answer_message_id, started_at, total_ms, status, destination, model_id, prompt_tokens, output_tokens, cached_tokens, cost, body, thumb)
    VALUES ('t_thumb', 'thumb', ?, ?, 1, 1, 'done', 'local', 'm', 1, 1, 0, 0, x'00', 'down')`).run(...ids['thumb']!)
  expect(Object.fromEntries(names.map((name) => [name, find(name) !== null]))).toEqual({ bin: false, label: false, state: false, cut: false, cutQuestion: false, text: false, thumb: false, sound: true })
  updateConversation(write, 'bin', { deletedAt: null })
  expect(find('bin')).not.toBeNull()
})

test('[S132] a newer one takes the place of an older one, and those unused for longest go', async () => {
  const { write, read, ids, find } = await withAnswers('a', 'b', 'c')
  saveCachedAnswer(write, row('a', ids['b']!, 'So it is with b.', { at: someTime + 5 }))
  expect([find('a'), countCachedAnswers(read)]).toEqual(['So it is with b.', 3])
  noteCacheHit(write, 'b', someTime + 9)
  pruneCachedAnswers(write, 2)
  expect([find('a'), find('b'), find('c')]).toEqual(['So it is with b.', 'So it is with b.', null])
  expect([clearCachedAnswers(write), clearCachedAnswers(write)]).toEqual([2, 0])
})

test('[S132] those whose time was over by a moment go, and their end is looked up', async () => {
  const { write, read, ids, find } = await withAnswers('a', 'b')
  saveCachedAnswer(write, row('a', ids['a']!, 'So it is with a.', { expiresAt: someTime }))
  expect([dropEndedAnswers(write, someTime), dropEndedAnswers(write, someTime + 1)]).toEqual([0, 1])
  expect([find('a'), find('b'), countCachedAnswers(read)]).toEqual([null, 'So it is with b.', 1])
  const plan = connectionOf(read).prepare('EXPLAIN QUERY PLAN DELETE FROM cached_answer WHERE expires_at < ?').all(1) as { detail: string }[]
  expect(plan[0]!.detail).toContain('INDEX cached_answer_by_end')
})

test('[S133] like questions come with their vectors, of one label and model, in their time', async () => {
  const { write, read, ids } = await withAnswers('a', 'b', 'c', 'd', 'e', 'f')
  const vector = new Float32Array([0.25, -1, 1e-7])
  const keep = (name: string, patch: Partial<CachedAnswerRow>) => saveCachedAnswer(write, row(name, ids[name]!, `So it is with ${name}.`, { vector, ...patch }))
  keep('a', { at: someTime - 9 })
  keep('b', {})
  keep('c', { modelId: 'local:n' })
  keep('d', { expiresAt: someTime })
  keep('e', { at: someTime + 1 })
  updateMessage(write, ids['f']![1]!, { label: 'open' })
  keep('f', { label: 'open' })
  const found = listCachedAnswers(read, { label: 'personal', modelId: 'local:m', now: someTime, limit: 9 })
  expect(found.map((one) => one.question)).toEqual(['What of b?', 'What of a?'])
  expect(found[0]!.vector).toEqual(vector)
  expect(listCachedAnswers(read, { label: 'personal', modelId: 'local:m', now: someTime, limit: 1 })).toHaveLength(1)
})

test('[S134] hits, misses, money and time add up over restarts', async () => {
  const folder = tempFolder()
  const { write, read, close } = await openToWrite(folder)
  expect(cacheStats(read, 'answers')).toEqual({ hits: 0, misses: 0, savedNano: 0, savedMs: 0 })
  addCacheStats(write, 'answers', { hits: 1, misses: 0, savedNano: 7, savedMs: 3 })
  addCacheStats(write, 'answers', { hits: 0, misses: 1, savedNano: 0, savedMs: 0 })
  close()
  expect(cacheStats((await openOk(folder)).read, 'answers')).toEqual({ hits: 1, misses: 1, savedNano: 7, savedMs: 3 })
})
