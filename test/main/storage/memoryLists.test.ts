import fc from 'fast-check'
import { expect, test, onTestFinished, vi } from 'vitest'
import { memoryFilter, type Memory, type MemoryFilter } from '../../../src/shared/memory.ts'
import { connectionOf, transaction, type WriteDb } from '../../../src/main/storage/database.ts'
import { discardMemory } from '../../../src/main/storage/discardMemory.ts'
import { forgetMemories, markForgetting, unmarkForgetting } from '../../../src/main/storage/forget.ts'
import { countMemories, countUse, fadeDue, findMemoriesByEntity, getMemory, listMemories, listPinned, memoriesOfMessage, memoryFacets, memoryGraph, saveMemory, type MemoryQuery } from '../../../src/main/storage/memories.ts'
import { findReplacedWords } from '../../../src/main/storage/replacedWords.ts'
import { addTalk, fingerprintsOf, memory, openToWrite, someTime, sourceIn, tempFolder } from './support.ts'

const day = 86_400_000
const year = (number: number): number => { const date = new Date(0); date.setUTCFullYear(number, 5, 1); return date.getTime() }
const strangeNames = ['Nadia', 'O\'Brien "the" NEAR(x)', 'AND OR NOT *', 'Ünal\u0307', '日本', '50% _off_', 'half \ud83d']
const happened = (one: Memory): number => one.eventAt ?? one.learnedAt

/** Memories of every kind, also with times at the ends of the calendar and names that mean something to a query. */
const someMemory = fc.record({
  kind: fc.constantFrom('episodic', 'semantic', 'procedural'), state: fc.constantFrom('candidate', 'active', 'superseded', 'faded'), label: fc.constantFrom('open', 'personal', 'local'),
  pinned: fc.boolean(), importance: fc.constantFrom(0, 0.25, 0.5, 1), eventAt: fc.option(fc.constantFrom(year(0), year(9999), someTime, someTime - 400 * day)),
  learnedAt: fc.constantFrom(someTime, someTime - 40 * day), updatedAt: fc.constantFrom(someTime, someTime + 1, someTime + 2), fadesAt: fc.option(fc.constantFrom(someTime + day, someTime + 50 * day)),
  scope: fc.constantFrom('everywhere', 'project', 'conversation'), subject: fc.constantFrom('user', ...strangeNames),
  entities: fc.uniqueArray(fc.record({ name: fc.constantFrom(...strangeNames), kind: fc.constantFrom('person', 'place') }), { maxLength: 3, selector: (one) => one.name }),
})
const someFilter = fc.record({
  kind: fc.option(fc.constantFrom('episodic', 'semantic')), state: fc.option(fc.constantFrom('candidate', 'active', 'faded')), label: fc.option(fc.constantFrom('open', 'local')),
  pinned: fc.option(fc.boolean()), scope: fc.option(fc.constantFrom('everywhere', 'project')), person: fc.option(fc.constantFrom(...strangeNames, 'nadia', 'nobody')),
  from: fc.option(fc.constantFrom(year(0), someTime - 50 * day)), until: fc.option(fc.constantFrom(someTime, year(9999))), minImportance: fc.option(fc.constantFrom(0.3, 1)),
  fading: fc.boolean(), review: fc.boolean(),
})
const fold = (name: string) => name.toWellFormed().normalize('NFC').toLowerCase()

function passes(one: Memory, filter: MemoryFilter, but: readonly (keyof MemoryFilter)[] = []): boolean {
  const is = (part: keyof MemoryFilter, test: () => boolean) => but.includes(part) || filter[part] === null || test()
  return is('kind', () => one.kind === filter.kind) && is('state', () => one.state === filter.state) && is('label', () => one.label === filter.label) && is('pinned', () => one.pinned === filter.pinned)
    && is('scope', () => one.scope === filter.scope) && is('from', () => happened(one) >= filter.from!) && is('until', () => happened(one) < filter.until!)
    && is('minImportance', () => one.importance >= filter.minImportance!) && is('person', () => [one.subject, ...one.entities.map((entity) => entity.name)].some((name) => fold(name) === fold(filter.person!)))
    && (but.includes('fading') || !filter.fading || isFading(one)) && (but.includes('review') || !filter.review || one.state === 'candidate')
}
const isFading = (one: Memory) => one.state === 'active' && one.fadesAt !== null && one.fadesAt < someTime + 30 * day

const pagesOf = (db: WriteDb, query: Omit<MemoryQuery, 'cursor' | 'limit'>): string[] => {
  const ids: string[] = []
  for (let cursor: string | null = null; ;) {
    const page = listMemories(db, { ...query, cursor, limit: 7, now: someTime })
    ids.push(...page.items.map((one) => one.id))
    if (page.next === null) return ids
    cursor = page.next
  }
}

test('[S67][S68] lists and facets say what looking at every memory says, for any filter, in any order, page by page', async () => {
  const { write } = await openToWrite(tempFolder())
  let round = 0
  fc.assert(fc.property(fc.array(someMemory, { maxLength: 25 }), fc.array(someFilter, { minLength: 1, maxLength: 4 }), (made, filters) => {
    round++
    const all = made.map((one, at) => memory(`y${round}_${String(at).padStart(3, '0')}`, `fact ${at}`, { ...one, scopeId: `round${round}` } as Partial<Memory>))
    transaction(write, () => { for (const one of all) saveMemory(write, one, null) })
    for (const chosen of filters) {
      const filter = memoryFilter.parse({ ...chosen, scopeId: `round${round}` })
      const wanted = all.filter((one) => passes(one, filter))
      const sortedBy = (...keys: ((one: Memory) => number)[]) => wanted.map((one, at) => [...keys.map((key) => key(one)), -at] as number[]).map((key, at) => ({ key, id: wanted[at]!.id }))
        .sort((a, b) => { const place = a.key.findIndex((value, at) => value !== b.key[at]); return b.key[place]! - a.key[place]! }).map((one) => one.id)
      // Of equals, what was kept last comes first; where the soonest comes first, what was kept first.
      const newestFirst = (...keys: ((one: Memory) => number)[]) => sortedBy(...keys, (one) => all.indexOf(one))
      expect(pagesOf(write, { ...filter, order: 'changed' })).toEqual(newestFirst((one) => Number(one.pinned), (one) => one.updatedAt))
      expect(pagesOf(write, { ...filter, order: 'time' })).toEqual(newestFirst(happened))
      expect(pagesOf(write, { ...filter, order: 'importance' })).toEqual(newestFirst((one) => one.importance))
      expect(pagesOf(write, { ...filter, order: 'fading' })).toEqual(sortedBy((one) => -(one.fadesAt ?? Infinity)))
      const page = listMemories(write, { ...filter, order: 'time', cursor: null, offset: 3, limit: 2, now: someTime })
      expect([page.items.map((one) => one.id), page.total]).toEqual([newestFirst(happened).slice(3, 5), wanted.length])

      const facets = memoryFacets(write, filter, someTime)
      const count = (but: (keyof MemoryFilter)[], test: (one: Memory) => boolean) => all.filter((one) => passes(one, filter, but) && test(one)).length
      expect(facets).toMatchObject({
        total: wanted.length, pinned: count(['pinned'], (one) => one.pinned), fading: count(['fading'], isFading), review: count(['review', 'state'], (one) => one.state === 'candidate'),
      })
      for (const { value, count: found } of facets.kinds) expect(found).toBe(count(['kind'], (one) => one.kind === value))
      for (const { value, count: found } of facets.states) expect(found).toBe(count(['state'], (one) => one.state === value))
      for (const { value, count: found } of facets.labels) expect(found).toBe(count(['label'], (one) => one.label === value))
      for (const { value, count: found } of facets.scopes) expect(found).toBe(count(['scope'], (one) => one.scope === value))
      expect(facets.months.reduce((sum, one) => sum + one.count, 0)).toBe(count(['from', 'until'], () => true))
      expect(facets.people.reduce((sum, one) => sum + one.count, 0)).toBe(all.filter((one) => passes(one, filter, ['person'])).reduce((sum, one) => sum + one.entities.filter((entity) => entity.kind === 'person').length, 0))
    }
  }), { numRuns: 25 })
}, 60_000)

test('[S67] a search narrows a list and gives its order; other filters narrow it further', async () => {
  const { write } = await openToWrite(tempFolder())
  for (const id of ['a', 'b', 'c', 'd']) saveMemory(write, memory(id, `fact ${id}`, { pinned: id === 'd', updatedAt: someTime + id.charCodeAt(0) }), null)
  const ids = (query: Partial<MemoryQuery>) => { const page = listMemories(write, { cursor: null, limit: 2, ...query }); return [page.items.map((one) => one.id), page.total] }
  expect(ids({ ids: ['c', 'nobody', 'a', 'd', 'a'] })).toEqual([['c', 'a'], 3])
  expect(ids({ ids: ['c', 'a', 'd'], offset: 2 })).toEqual([['d'], 3])
  expect(ids({ ids: ['c', 'a', 'd'], order: 'changed' })).toEqual([['d', 'c'], 3])
  expect(ids({ ids: [] })).toEqual([[], 0])
  expect(ids({ cursor: 'not|a|cursor' })).toEqual([['d', 'c'], 4])
})

test('[S67] what changed is listed as it is now: saved, used, hidden, discarded, forgotten, rolled back', async () => {
  const { write } = await openToWrite(tempFolder())
  const ids = () => listMemories(write, { cursor: null, limit: 50 }).items.map((one) => one.id)
  for (const id of ['a', 'b', 'c']) saveMemory(write, memory(id, `a fact of ${id}`, { updatedAt: someTime + id.charCodeAt(0) }), null)
  expect(ids()).toEqual(['c', 'b', 'a'])
  saveMemory(write, memory('a', 'a fact of a', { updatedAt: someTime + 1000, entities: [{ name: 'Gozo', kind: 'place' }] }), null)
  expect(ids()).toEqual(['a', 'c', 'b'])
  expect(memoryFacets(write, memoryFilter.parse({}), someTime).topics).toEqual([{ value: 'Gozo', count: 1 }])
  countUse(write, [{ id: 'b', fadesAt: someTime + day }], someTime)
  expect(memoryFacets(write, memoryFilter.parse({}), someTime).fading).toBe(1)
  expect(() => transaction(write, () => {
    saveMemory(write, memory('d', 'a fact of d'), null)
    discardMemory(write, 'c', someTime, fingerprintsOf)
    expect(ids()).toEqual(['a', 'b', 'd'])
    throw new Error('undone')
  })).toThrow('undone')
  expect(ids()).toEqual(['a', 'c', 'b'])
  markForgetting(write, ['c'], someTime)
  expect(ids()).toEqual(['a', 'b'])
  unmarkForgetting(write, ['c'])
  discardMemory(write, 'c', someTime, fingerprintsOf)
  expect(ids()).toEqual(['a', 'b'])
  // Back before anybody looked, in another row of the store.
  const back = getMemory(write, 'a')!
  discardMemory(write, 'a', someTime, fingerprintsOf)
  saveMemory(write, memory('e', 'a fact of e', { state: 'superseded' }), null)
  saveMemory(write, back, null)
  expect(memoryFacets(write, memoryFilter.parse({ state: 'active' }), someTime).total).toBe(2)
  discardMemory(write, 'e', someTime, fingerprintsOf)
  forgetMemories(write, ['a'], someTime, fingerprintsOf)
  expect(ids()).toEqual(['b'])
  expect(memoryFacets(write, memoryFilter.parse({ state: 'forgotten' }), someTime).total).toBe(1)
})

test('[S67][S68] a person with a title and without is one person', async () => {
  const { write } = await openToWrite(tempFolder())
  saveMemory(write, memory('a', 'Dr. Vole is my dentist.', { subject: 'Dr. Vole', entities: [{ name: 'Vole', kind: 'person' }] }), null)
  saveMemory(write, memory('b', 'Dr. Vole has moved.', { entities: [{ name: 'Dr. Vole', kind: 'person' }] }), null)
  saveMemory(write, memory('c', 'The river freezes.', { entities: [{ name: 'St. Ives', kind: 'place' }] }), null)
  const facets = memoryFacets(write, memoryFilter.parse({}), someTime)
  expect(facets.people.map((one) => one.count)).toEqual([2])
  expect(facets.topics).toEqual([{ value: 'St. Ives', count: 1 }])
  for (const person of ['Vole', 'dr. vole', facets.people[0]!.value]) expect(listMemories(write, { person, cursor: null, limit: 9 }).items.map((one) => one.id).sort(), person).toEqual(['a', 'b'])
  expect(listMemories(write, { person: 'St. Ives', cursor: null, limit: 9 }).items.map((one) => one.id)).toEqual(['c'])
})

test('[S67] how a name was written in what was forgotten is not shown for others', async () => {
  const { write } = await openToWrite(tempFolder())
  saveMemory(write, memory('a', 'Dr. Vole is my dentist.', { entities: [{ name: 'Dr. Vole', kind: 'person' }] }), null)
  saveMemory(write, memory('b', 'Vole sells apples.', { entities: [{ name: 'Vole', kind: 'person' }] }), null)
  const shown = () => memoryFacets(write, memoryFilter.parse({}), someTime).people
  expect(shown()).toEqual([{ value: expect.any(String), count: 2 }])
  transaction(write, () => forgetMemories(write, ['a'], someTime, fingerprintsOf))
  expect(JSON.stringify(shown())).not.toContain('Dr.')
})

test.each(['UTC', 'Pacific/Auckland', 'America/Los_Angeles'])('[S68] months are those of the calendar in %s, where this computer is; a time beyond it has none', async (zone) => {
  const zoneBefore = process.env['TZ']
  process.env['TZ'] = zone
  onTestFinished(() => { if (zoneBefore === undefined) delete process.env['TZ']; else process.env['TZ'] = zoneBefore })
  const { write } = await openToWrite(tempFolder())
  const times = [year(0) + 864e6, year(9999) + 864e6, new Date(2026, 11, 31, 23, 59).getTime(), year(12_000), -8.64e15]
  times.forEach((eventAt, at) => saveMemory(write, memory(`y${at}`, `fact ${at}`, { eventAt }), null))
  expect(memoryFacets(write, memoryFilter.parse({}), someTime).months.map((one) => one.value)).toEqual(['9999-06', '2026-12', '0000-06'])
  expect(pagesOf(write, { order: 'time' })).toEqual(['y3', 'y1', 'y2', 'y0', 'y4'])
  expect(getMemory(write, 'y4')!.eventAt).toBe(-8.64e15)
})

test('[S69] the graph shows the names that are most frequent and how often two stand together', async () => {
  const { write } = await openToWrite(tempFolder())
  const names = (...all: [string, 'person' | 'place'][]) => all.map(([name, kind]) => ({ name, kind }))
  saveMemory(write, memory('a', 'x1', { entities: names(['Nadia', 'person'], ['Gozo', 'place']) }), null)
  saveMemory(write, memory('b', 'x2', { entities: names(['NADIA', 'person'], ['Gozo', 'place'], ['Henk', 'person']) }), null)
  saveMemory(write, memory('c', 'x3', { entities: names(['Gozo', 'person'], ['Rare', 'place']), kind: 'episodic' }), null)
  saveMemory(write, memory('d', 'x4', { entities: names(['Gozo', 'place'], ['Hidden', 'person']) }), null)
  markForgetting(write, ['d'], someTime)
  expect(memoryGraph(write, memoryFilter.parse({}), 3)).toEqual({
    nodes: [{ name: 'Gozo', kind: 'place', count: 3 }, { name: 'Nadia', kind: 'person', count: 2 }, { name: 'Henk', kind: 'person', count: 1 }],
    links: [{ a: 'Gozo', b: 'Nadia', count: 2 }, { a: 'Gozo', b: 'Henk', count: 1 }, { a: 'Nadia', b: 'Henk', count: 1 }],
  })
  expect(memoryGraph(write, memoryFilter.parse({ kind: 'episodic' }), 300).nodes.map((node) => node.name)).toEqual(['Gozo', 'Rare'])
  expect(memoryGraph(write, memoryFilter.parse({}), 3, ['c']).links).toEqual([{ a: 'Gozo', b: 'Rare', count: 1 }])
})

/** How SQLite goes about what is asked meanwhile. */
function plansOf(write: WriteDb, ask: () => void): string {
  const connection = connectionOf(write)
  const prepare = vi.spyOn(connection, 'prepare')
  onTestFinished(() => prepare.mockRestore())
  ask()
  const asked = prepare.mock.calls.map(([sql]) => String(sql))
  prepare.mockRestore()
  return asked.flatMap((sql) => (connection.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...Array.from(sql.matchAll(/\?/g), () => 1)) as { detail: string }[]).map((row) => row.detail)).join('\n')
}

test('[S70] what has to fade, and which words were replaced, is found without walking all of a state', async () => {
  const { write } = await openToWrite(tempFolder())
  expect(plansOf(write, () => { fadeDue(write, someTime, 10) })).toMatch(/SEARCH memory USING INDEX memory_by_fading/)
  const plan = plansOf(write, () => { findReplacedWords(write, ['m']) })
  expect(plan).toMatch(/memory_source_by_message/)
  expect(plan).not.toMatch(/memory_by_state/)
})

test('[S70] memories are found by whom they name or are about, by message, and when their time to fade has come', async () => {
  const { write } = await openToWrite(tempFolder())
  const text = 'My sister is called O\'Brien "x" OR *'
  const [said] = addTalk(write, 'c', [text])
  saveMemory(write, memory('a', text, { entities: [{ name: 'O\'Brien "x" OR *', kind: 'person' }], learnedAt: someTime + 1, fadesAt: someTime + 5, sources: [sourceIn(text, 'sister', said!, 'c')] }), null)
  saveMemory(write, memory('b', 'is fine', { subject: 'o\'brien  "X" or *', state: 'faded', fadesAt: someTime }), null)
  saveMemory(write, memory('c', 'was fine', { subject: 'O\'Brien "x" OR *', state: 'superseded' }), null)
  saveMemory(write, memory('d', 'stays', { fadesAt: someTime + 3, pinned: true }), null)
  expect(findMemoriesByEntity(write, ['O\'BRIEN "x" or *', ''], 10).map((one) => one.id)).toEqual(['a', 'b'])
  expect(findMemoriesByEntity(write, ['O\'BRIEN "x" or *'], 1).map((one) => one.id)).toEqual(['a'])
  expect(findMemoriesByEntity(write, [''], 10)).toEqual([])
  expect(memoriesOfMessage(write, said!).map((one) => one.id)).toEqual(['a'])
  expect(fadeDue(write, someTime + 4, 10)).toEqual([])
  expect(fadeDue(write, someTime + 5, 10).map((one) => one.id)).toEqual(['a'])
  expect(countMemories(write)).toBe(4)
  saveMemory(write, memory('e', 'newer', { pinned: true, updatedAt: someTime + 1 }), null)
  saveMemory(write, memory('f', 'waits', { pinned: true, state: 'candidate' }), null)
  expect(listPinned(write, 9).map((one) => one.id)).toEqual(['e', 'd'])
  forgetMemories(write, ['a'], someTime, fingerprintsOf)
  expect([memoriesOfMessage(write, said!), findMemoriesByEntity(write, ['O\'BRIEN "x" or *'], 10).map((one) => one.id), countMemories(write)]).toEqual([[], ['b'], 5])
})
