import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openIndexFile } from '../../../src/main/storage/index/indexFile.ts'
import { createIndexStore } from '../../../src/main/storage/index/indexStore.ts'
import type { IndexItem } from '../../../src/main/storage/index/searchIndex.ts'
import { afterwards, someTime, tempFolder } from './support.ts'

/** The index as the search thread has it, in this thread. */
function openHere(folder = tempFolder()) {
  const file = openIndexFile(join(folder, 'index.db'), 'model:a', 8)
  const store = createIndexStore(file, 8)
  afterwards(() => store.close())
  return { ...store, db: file.db }
}

function item(id: string, text: string, patch: Partial<IndexItem> = {}): IndexItem {
  return { id, kind: 'message', text, around: '', at: someTime, conversationId: 'c', hash: text, vector: null, ...patch }
}

const ids = (hits: readonly { id: string }[]) => hits.map((hit) => hit.id)
const day = 86_400_000

test('[S104] texts are ranked exactly as FTS5 ranks them, whatever was added, changed and removed before', () => {
  const word = fc.constantFrom('ferry', 'ferries', 'harbour', 'Crème', 'tea', 'teas', 'nine', 'running', 'run', 'Gozo', 'boats')
  const text = fc.array(word, { minLength: 1, maxLength: 9 }).map((words) => words.join(' '))
  const action = fc.record({ id: fc.integer({ min: 0, max: 11 }), text, around: text, gone: fc.boolean(), ask: fc.array(word, { minLength: 1, maxLength: 3 }), weight: fc.constantFrom(1, 2.5) })
  fc.assert(fc.property(fc.array(action, { minLength: 1, maxLength: 25 }), (actions) => {
    const store = openHere()
    for (const { id, text, around, gone, ask, weight } of actions) {
      if (gone) store.remove([`m${id}`])
      else store.upsert([item(`m${id}`, text, { around })])
      // Asked every time, so that lists in memory live through the next change.
      const query = [...new Set(ask.map((one) => one.toLowerCase()))]
      const truth = store.db.prepare(`SELECT d.id, -bm25(fts_message, ?, 1) AS bm25 FROM fts_message JOIN doc d ON d.n = fts_message.rowid WHERE fts_message MATCH ?`)
        .all(weight, query.map((one) => `"${one}"`).join(' OR ')) as { id: string; bm25: number }[]
      const rounded = (hits: readonly { id: string; bm25: number }[]) => hits.map(({ id: one, bm25 }) => [one, Number(bm25.toPrecision(9))] as const).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      expect(rounded(store.words(query.join(' '), { kinds: ['message'], limit: 50, fieldWeights: [weight, 1] }))).toEqual(rounded(truth))
    }
    store.close()
  }), { numRuns: 30 })
})

test('[S104] only the best come back, and of equal ones the first by their ids', () => {
  const store = openHere()
  store.upsert(Array.from({ length: 300 }, (_, at) => item(`m${String(at).padStart(3, '0')}`, at % 100 === 7 ? 'ferry ferry to Gozo' : at % 2 === 0 ? 'the ferry to Gozo' : 'a train to Lyon')))
  expect(ids(store.words('ferry', { kinds: ['message'], limit: 5 }))).toEqual(['m007', 'm107', 'm207', 'm000', 'm002'])
})

test('[S105] while one types, the last word may be unfinished: texts with all words stand above those with some', () => {
  const store = openHere()
  store.upsert([
    item('1', 'Nadia lives in Porto', { kind: 'memory' }), item('2', 'Nadia likes happiness', { kind: 'memory' }), item('3', 'The port of Lisbon', { kind: 'memory' }),
    item('4', 'Nadia plays the piano', { kind: 'memory' }), item('5', 'A porter called', { kind: 'message' }), item('6', '我喜欢在星期天喝咖啡', { kind: 'memory' }),
  ])
  const typed = (query: string) => ids(store.words(query, { kinds: ['memory'], limit: 10, prefix: true }))
  expect(typed('nadia po')[0]).toBe('1')
  expect(typed('nadia po').sort()).toEqual(['1', '2', '4'])
  expect(typed('n').sort()).toEqual(['1', '2', '4'])
  expect(typed('por').sort()).toEqual(['1', '3'])
  expect(typed('星期')).toEqual(['6'])
  expect(typed('po ')).toEqual([])
  // Endings that the index cuts off may be half typed.
  for (const part of ['hap', 'happ', 'happi', 'happin', 'happine', 'happines', 'happiness']) expect(typed(part), part).toEqual(['2'])
  expect(typed('nadia por').slice(0, 1)).toEqual(['1'])
  for (const hostile of ['', ' ', '"', 'a*', '(', 'NEAR(', 'AND', '"po', '*', '\ud83d', 'x'.repeat(10_000)]) expect(typed(hostile), JSON.stringify(hostile)).toBeInstanceOf(Array)
  expect(ids(store.words('po', { kinds: ['memory', 'message'], limit: 10, prefix: true })).sort()).toEqual(['1', '3', '5'])
})

test('[S103] a time narrows what is found: its start counts in, its end does not, and a session only has to reach into it', () => {
  const store = openHere()
  const at = (days: number) => someTime + days * day
  store.upsert([
    item('before', 'ferry', { at: at(-1) }), item('start', 'ferry', { at: at(0) }), item('end', 'ferry', { at: at(2) }), item('fact', 'ferry', { kind: 'memory', at: at(1) }),
    item('s_over', 'ferry', { kind: 'session', at: at(-1), until: at(0) }), item('s_past', 'ferry', { kind: 'session', at: at(-3), until: at(-1) }), item('s_after', 'ferry', { kind: 'session', at: at(2), until: at(3) }),
  ])
  const kinds = ['memory', 'message', 'session'] as const
  expect(ids(store.words('ferry', { kinds, limit: 10, from: at(0), until: at(2) })).sort()).toEqual(['fact', 's_over', 'start'])
  expect(ids(store.words('ferry', { kinds: ['message'], limit: 1, from: at(1) }))).toEqual(['end'])
  expect(ids(store.words('fer', { kinds, limit: 10, until: at(0), prefix: true })).sort()).toEqual(['before', 's_over', 's_past'])
  expect(store.words('ferry', { kinds: ['session'], limit: 1, from: at(3) })).toEqual([{ id: 's_after', kind: 'session', bm25: expect.any(Number), conversationId: 'c', at: at(2), until: at(3) }])
})

test('[S103] sessions of the conversation that is left out are left out, and sessions weigh in no ranking of messages', () => {
  const store = openHere()
  store.upsert([item('a', 'ferry'), item('b', 'ferry', { conversationId: 'd' })])
  const before = store.words('ferry', { kinds: ['message'], limit: 5 })
  store.upsert([item('s_a', 'ferry and more', { kind: 'session' }), item('s_b', 'ferry and more', { kind: 'session', conversationId: 'd' })])
  expect(store.words('ferry', { kinds: ['message'], limit: 5 })).toEqual(before)
  expect(store.documentFrequencies(['ferry'])).toEqual({ total: 2, counts: [2] })
  expect(ids(store.words('ferry', { kinds: ['session', 'message'], limit: 5, notConversationId: 'c' })).sort()).toEqual(['b', 's_b'])
})

test('[S40] how often words stand in texts is right after every change', () => {
  const store = openHere()
  store.upsert(Array.from({ length: 600 }, (_, at) => item(`m${at}`, at < 400 ? 'the ferry' : 'the train')))
  expect(store.documentFrequencies(['ferry', 'the', 'train'])).toEqual({ total: 600, counts: [400, 600, 200] })
  store.upsert([item('m0', 'the train')])
  store.remove(['m1'])
  expect(store.documentFrequencies(['ferry', 'the', 'train'])).toEqual({ total: 599, counts: [398, 599, 201] })
  store.upsert(Array.from({ length: 200 }, (_, at) => item(`m${at}`, 'a boat')))
  expect(store.documentFrequencies(['ferry', 'the', 'boat'])).toEqual({ total: 600, counts: [200, 400, 200] })
})
