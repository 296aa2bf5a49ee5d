import { expect, test } from 'vitest'
import type { MemoryChange } from '../../../src/shared/memory.ts'
import { forgetMemories } from '../../../src/main/storage/forget.ts'
import { countUse, findMemoriesByKey, findMemoryByText, getMemory, historyOf, listMemories, loadMemories, saveMemory, turnsUsing } from '../../../src/main/storage/memories.ts'
import { getTrace, latestTrace, listTurnCosts, loadSummaries, saveTrace, sumCosts } from '../../../src/main/storage/traces.ts'
import { summariseTurn } from '../../../src/main/trace/summariseTurn.ts'
import { addTalk, fingerprintsOf, memory, openToWrite, piece, someTime, tempFolder, trace } from './support.ts'

const learned: MemoryChange = { at: someTime, author: 'rule', action: 'learned', reason: 'name', before: null }

test('[S28] a memory is kept with its sources and its history, and read back as it was', async () => {
  const { write } = await openToWrite(tempFolder())
  const [said] = addTalk(write, 'c', ['my sister is called Nadia'])
  const first = memory('y1', 'my sister is called Nadia', {
    key: 'user.sister', eventAt: 5, validFrom: 6, validUntil: 7, supersededBy: 'y2', lastUsedAt: 8, uses: 3, pinned: true, label: 'local', trust: 'derived',
    sources: [{ messageId: said!, conversationId: 'c', start: 0, end: 25, quote: 'my sister is called Nadia', at: someTime, role: 'user', file: null }],
  })
  expect(saveMemory(write, first, learned)).toBe(true)
  expect(getMemory(write, 'y1')).toEqual(first)
  const second = { ...first, text: 'My sister is called Nadja', updatedAt: someTime + 1 }
  saveMemory(write, second, { at: someTime + 1, author: 'user', action: 'edited', reason: 'Edited by hand', before: first.text })
  expect(loadMemories(write, ['nobody', 'y1'])).toEqual([second])
  expect(historyOf(write, 'y1')).toMatchObject([learned, { at: someTime + 1, author: 'user', action: 'edited', reason: 'Edited by hand', before: first.text }])
  countUse(write, [{ id: 'y1', fadesAt: someTime + 99 }], someTime + 9)
  expect(getMemory(write, 'y1')).toMatchObject({ uses: 4, lastUsedAt: someTime + 9, fadesAt: someTime + 99 })
})

test('[S28] memories are found by key and by what they say, whatever the case and punctuation; only active ones', async () => {
  const { write } = await openToWrite(tempFolder())
  saveMemory(write, memory('old', 'I live in Paris', { key: 'user.home', state: 'superseded' }), learned)
  saveMemory(write, memory('new', 'I live in Lyon.', { key: 'user.home' }), learned)
  saveMemory(write, memory('smile', '😀'), learned)
  expect(findMemoriesByKey(write, 'user.home').map((one) => one.id)).toEqual(['new'])
  expect(findMemoryByText(write, 'i  live in LYON')?.id).toBe('new')
  expect(findMemoryByText(write, 'I live in Paris')).toBeNull()
  expect(findMemoryByText(write, '😂')).toBeNull()
})

test('[S29] memories are listed in pages, pinned first, by kind, state, conversation, or in the order of a search', async () => {
  const { write } = await openToWrite(tempFolder())
  addTalk(write, 'c', ['hello'])
  for (let at = 0; at < 12; at++) {
    saveMemory(write, memory(`y${String(at).padStart(2, '0')}`, `fact ${at}`, {
      updatedAt: someTime + at, kind: at % 2 === 0 ? 'semantic' : 'episodic', pinned: at === 2, state: at === 5 ? 'superseded' : 'active',
      sources: at < 3 ? [{ messageId: 'c_000000', conversationId: 'c', start: 0, end: 5, quote: 'hello', at: someTime, role: 'user', file: null }] : [],
    }), null)
  }
  forgetMemories(write, ['y11'], someTime, fingerprintsOf)
  const ids: string[] = []
  let cursor: string | null = null
  do {
    const page: ReturnType<typeof listMemories> = listMemories(write, { cursor, limit: 4 })
    expect(page.total).toBe(11)
    ids.push(...page.items.map((one) => one.id))
    cursor = page.next
  } while (cursor !== null)
  expect(ids).toEqual(['y02', 'y10', 'y09', 'y08', 'y07', 'y06', 'y05', 'y04', 'y03', 'y01', 'y00'])
  const list = (filters: Partial<Parameters<typeof listMemories>[1]>) => listMemories(write, { cursor: null, limit: 50, ...filters }).items.map((one) => one.id)
  expect(list({ kind: 'episodic', state: 'active' })).toEqual(['y09', 'y07', 'y03', 'y01'])
  expect(list({ state: 'superseded' })).toEqual(['y05'])
  expect(list({ pinned: true })).toEqual(['y02'])
  expect(list({ conversationId: 'c' })).toEqual(['y02', 'y01', 'y00'])
  expect(list({ state: 'forgotten' })).toEqual(['y11'])
  const found = ['y07', 'y11', 'y02', 'nobody', 'y05', 'y00']
  expect(list({ ids: found })).toEqual(['y07', 'y02', 'y05', 'y00'])
  const page = listMemories(write, { ids: found, cursor: null, limit: 3, state: 'active' })
  expect([page.items.map((one) => one.id), page.total, page.next]).toEqual([['y07', 'y02', 'y00'], 3, null])
  const part = listMemories(write, { ids: found, cursor: null, limit: 2 })
  expect(listMemories(write, { ids: found, cursor: part.next, limit: 2 }).items.map((one) => one.id)).toEqual(['y05', 'y00'])
})

test('[S30] a trace is kept whole with its answer; sums and lines below answers are read without it', async () => {
  const { write } = await openToWrite(tempFolder())
  const [question, answer, next] = addTalk(write, 'c', ['q', 'a', 'q2'])
  saveMemory(write, memory('y', 'a fact'), null)
  const source = { kind: 'memory', memoryId: 'y', messageId: null, conversationId: null, at: someTime } as const
  const first = trace('t1', 'c', question!, answer!, [piece('p', 'a fact half \ud83d', source), piece('q', 'left out', { ...source, memoryId: 'z' }, { outcome: 'out', code: 'over-budget' })])
  saveTrace(write, first, summariseTurn(first))
  const second = trace('t2', 'c', next!, null, [piece('p', 'a fact', source)], { startedAt: someTime + 1000, cost: 0.5 })
  saveTrace(write, { ...second, status: 'interrupted' })
  saveTrace(write, second, summariseTurn(second))
  expect(getTrace(write, 't1')).toEqual(first)
  expect(latestTrace(write, 'c')).toEqual(second)
  expect(getTrace(write, 'nobody')).toBeNull()
  expect(loadSummaries(write, ['t1', 'nobody']).get('t1')).toEqual(summariseTurn(first))
  expect(listTurnCosts(write, 'c', 10)).toEqual([
    { turnId: 't2', at: someTime + 1000, promptTokens: 100, outputTokens: 20, cachedTokens: 40, cost: 0.5, destination: 'local' },
    { turnId: 't1', at: someTime, promptTokens: 100, outputTokens: 20, cachedTokens: 40, cost: 0.25, destination: 'local' },
  ])
  expect(sumCosts(write, { conversationId: 'c', since: 0 })).toEqual({ cost: 0.75, promptTokens: 200, outputTokens: 40, turns: 2 })
  expect(sumCosts(write, { conversationId: null, since: someTime + 1 })).toEqual({ cost: 0.5, promptTokens: 100, outputTokens: 20, turns: 1 })
  expect(sumCosts(write, { conversationId: 'other', since: 0 })).toEqual({ cost: 0, promptTokens: 0, outputTokens: 0, turns: 0 })
  expect(turnsUsing(write, 'y', 10)).toEqual([{ turnId: 't2', conversationId: 'c', at: someTime + 1000 }, { turnId: 't1', conversationId: 'c', at: someTime }])
  expect(turnsUsing(write, 'z', 10)).toEqual([])
})
