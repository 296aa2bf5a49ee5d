import fc from 'fast-check'
import { expect, test, onTestFinished } from 'vitest'
import type { MemoryGraph } from '../../src/shared/memory.ts'
import { fadesSoon, tellFading } from '../../src/renderer/memories/view/fading.ts'
import { everything, listNarrowings, type MemoryFilter } from '../../src/renderer/memories/view/filter.ts'
import { changeOf, fieldsOf } from '../../src/renderer/memories/view/form.ts'
import { layOutGraph, longestName, nodeTowards } from '../../src/renderer/memories/view/graphLayout.ts'
import { markWords } from '../../src/renderer/memories/view/highlight.ts'
import { proposeMerged, proposeParts } from '../../src/renderer/memories/view/joining.ts'
import { listBars, monthOf, nameMonths, spanOfMonth } from '../../src/renderer/memories/view/months.ts'
import { placeRows, scrollFor } from '../../src/renderer/memories/view/placeRows.ts'
import { chooseAll, chooseThese, countChosen, isChosen, toggleChosen } from '../../src/renderer/memories/view/selection.ts'
import { listYears, rowOfMonth } from '../../src/renderer/memories/view/timeline.ts'
import { compareVersions } from '../../src/renderer/memories/view/versions.ts'
import { tellReach, tellWayBack } from '../../src/renderer/memories/view/forgetting.ts'
import { createMemoryRows, rowAt, rowOf } from '../../src/renderer/memories/memoryRows.ts'
import type { Client } from '../../src/shared/contract.ts'
import { fixtureNow, makeMemories } from '../window/inspectorFixtures.ts'
import { makeHistory } from '../window/memoryData.ts'

const day = 86_400_000
const plain = (text: string | null) => text?.replaceAll(/[\u202f\u00a0]/g, ' ') ?? null

test('[W300] rows are placed and reached also where a browser cannot scroll that far', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 2_000_000 }), fc.integer({ min: 0, max: 1_999_999 }), fc.integer({ min: 300, max: 1200 }), (count, wished, viewHeight) => {
    const row = Math.min(wished, count - 1)
    const view = { rowHeight: 56, count, viewTop: 0, viewHeight }
    const viewTop = scrollFor(row, view) ?? 0
    const { offset, height } = placeRows({ ...view, viewTop })
    expect(height).toBeLessThanOrEqual(12_000_000)
    expect(viewTop).toBeLessThanOrEqual(Math.max(0, height - viewHeight) + 0.001)
    expect(row * 56).toBeGreaterThanOrEqual(offset - 0.5)
    expect(row * 56 + 56).toBeLessThanOrEqual(Math.max(56, offset + viewHeight) + 0.5)
  }))
})

test('[W300] dragging through a long list reads little, and answers to what was asked before are dropped', async () => {
  const asked: number[] = []
  const answers: (() => void)[] = []
  const client = {
    call: (_name: string, input: { offset: number; limit: number; query: string }) => {
      asked.push(input.offset)
      const items = makeMemories(1).map((one) => ({ ...one, id: `${input.query}${input.offset}` }))
      return new Promise((done) => { answers.push(() => done({ ok: true, value: { items, next: null, total: 100_000 } })) })
    },
    listen: () => () => {},
  } as unknown as Client
  const settle = async () => { for (const answer of answers.splice(0)) answer(); await new Promise((go) => { setTimeout(go) }) }
  const rows = createMemoryRows(client)
  const shown = rows.getState().show(everything, null)
  await settle()
  await shown
  for (let at = 0; at < 90_000; at += 500) rows.getState().need(at, at + 20)
  await settle()
  await settle()
  await settle()
  expect(asked.length).toBeLessThan(6)
  expect(rowAt(rows.getState().pages, 89_500)?.id).toBe('89500')
  expect(rowOf(rows.getState().pages, '89500')).toBe(89_500)
  const slow = rows.getState().show({ ...everything, query: 'old' }, null)
  const held = answers.splice(0)
  const quick = rows.getState().show({ ...everything, query: 'new' }, null)
  await settle()
  for (const answer of held) answer()
  await Promise.all([slow, quick])
  expect(rowAt(rows.getState().pages, 0)?.id).toBe('new0')
})

test('[W301] the words of a search are marked where they begin a word; the parts are the text', () => {
  expect(markWords('The flat in Graça cost 640 €', 'graca cost').filter((part) => part.marked).map((part) => part.text)).toEqual(['Graça', 'cost'])
  expect(markWords('allergic to peanuts', 'peanut').map((part) => part.text)).toEqual(['allergic to ', 'peanut', 's'])
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, query) => { expect(markWords(text, query).map((part) => part.text).join('')).toBe(text) }))
})

test('[W302] what is chosen is counted, whatever was taken in and out', () => {
  const all = toggleChosen(toggleChosen(chooseAll(), 'a'), 'b')
  expect([countChosen(all, 10), isChosen(all, 'a'), isChosen(all, 'c')]).toEqual([8, false, true])
  expect(countChosen(toggleChosen(chooseThese(['a', 'b']), 'a'), 10)).toBe(1)
})

test('[W304] what forgetting reaches is one sentence, and what it does not reach is not named', () => {
  expect(tellReach({ messages: 0, conversations: 0, answers: 0, unrecalled: 0, turns: 0, summaries: 0 })).toBe(null)
  expect(plain(tellReach({ messages: 1, conversations: 1, answers: 0, unrecalled: 0, turns: 0, summaries: 2 }))).toBe('The same words are taken out of 1 message of 1 conversation and 2 summaries.')
  expect(plain(tellReach({ messages: 0, conversations: 0, answers: 1, unrecalled: 1, turns: 0, summaries: 0 }))).toBe('The same words are taken out of 1 answer. 1 answer given with it in view says nothing of it: it stays, and is not recalled any more.')
  expect(plain(tellWayBack(600))).toContain('10 minutes')
})

test('[W306] what narrows is named, each part once', () => {
  const filter = { ...everything, kind: 'episodic' as const, person: 'user', state: null, scope: 'project' as const, scopeId: 'p', ...spanOfMonth('2026-11')! }
  expect(listNarrowings(filter, () => 'The boat').map((one) => one.text)).toEqual(['Events', 'Every state', 'One project: The boat', 'About you', 'November 2026'])
  const without = listNarrowings(filter).reduce<MemoryFilter>((left, one) => ({ ...left, ...one.without }), filter)
  expect(without).toEqual(everything)
})

test('[W322] months become bars without a gap, and years where there are too many; a stretch is exact', () => {
  const bars = listBars([{ value: '2026-11', count: 3 }, { value: '2026-08', count: 1 }])
  expect(bars.map((bar) => [bar.key, bar.count])).toEqual([['2026-08', 1], ['2026-09', 0], ['2026-10', 0], ['2026-11', 3]])
  for (const [at, bar] of bars.entries()) if (at > 0) expect(bar.from).toBe(bars[at - 1]!.until)
  const far = listBars([{ value: '2026-11', count: 3 }, { value: '1999-01', count: 2 }, { value: '1999-07', count: 2 }])
  expect([far.length, far[0]!.key, far[0]!.count, far.at(-1)!.key]).toEqual([28, '1999', 4, '2026'])
  expect(listBars([{ value: '9999-12', count: 1 }, { value: '0001-01', count: 1 }])).toHaveLength(48)
  expect(listBars([{ value: 'no month', count: 1 }])).toEqual([])
  expect(nameMonths(bars[1]!.from, bars[3]!.until, 'en-GB')).toMatch(/^Sept? 2026 to Nov 2026$/)
  fc.assert(fc.property(fc.integer({ min: Date.UTC(1, 0, 1), max: Date.UTC(9999, 0, 1) }), (at) => {
    const span = spanOfMonth(monthOf(at))!
    expect(span.from <= at && at < span.until).toBe(true)
  }))
})

test.each(['Pacific/Auckland', 'America/Los_Angeles'])('[W322] months begin when days do, in %s', (zone) => {
  const before = process.env['TZ']
  process.env['TZ'] = zone
  onTestFinished(() => { if (before === undefined) delete process.env['TZ']; else process.env['TZ'] = before })
  const lastMinute = new Date(2026, 10, 30, 23, 59).getTime()
  expect(monthOf(lastMinute)).toBe('2026-11')
  expect(spanOfMonth('2026-11')).toEqual({ from: new Date(2026, 10, 1).getTime(), until: new Date(2026, 11, 1).getTime() })
  expect(listBars([{ value: '2026-11', count: 1 }, { value: '2026-10', count: 1 }]).map((bar) => bar.key)).toEqual(['2026-10', '2026-11'])
})

test('[W308] a month begins where the newer ones end, also within a chosen time', () => {
  const months = [{ value: '2026-11', count: 3 }, { value: '2026-10', count: 5 }, { value: '2025-02', count: 7 }]
  expect(rowOfMonth(months, '2025-02', { from: null, until: null })).toBe(8)
  expect(rowOfMonth(months, '2025-02', { from: null, until: Date.UTC(2026, 10, 1) })).toBe(5)
  const years = listYears(months, { from: null, until: null }, 'en-GB')
  expect(years.map((year) => [year.year, year.count])).toEqual([['2026', 8], ['2025', 7]])
  expect(years[0]!.months[9]).toMatchObject({ month: '2026-10', count: 5 })
})

const anyGraph = fc.array(fc.record({ name: fc.string({ minLength: 1, maxLength: 40 }), count: fc.integer({ min: 1, max: 500 }) }), { minLength: 1, maxLength: 40 }).chain((named) => {
  const nodes = [...new Map(named.map((one) => [one.name, { ...one, kind: 'person' as const }])).values()]
  const name = fc.constantFrom(...nodes.map((one) => one.name))
  return fc.record({ nodes: fc.constant(nodes), links: fc.array(fc.record({ a: name, b: name, count: fc.integer({ min: 1, max: 9 }) }), { maxLength: 60 }) })
})

test('[W309] the same graph has the same picture, within its frame, and no name covers another', () => {
  fc.assert(fc.property(anyGraph, (graph: MemoryGraph) => {
    const layout = layOutGraph(graph, 1000, 700)
    expect(layOutGraph(graph, 1000, 700)).toEqual(layout)
    for (const node of layout.nodes) {
      expect(node.x > 0 && node.x < 1000 && node.y > 0 && node.y < 700).toBe(true)
      const half = Math.min(node.name.length, longestName) * 6.6 / 2
      for (const other of layout.nodes) {
        if (other === node) continue
        // The middle of no name lies under another disc, and no two discs cover each other.
        const isUnder = Math.abs(node.x - other.x) < Math.min(half, node.radius) && Math.abs(node.y + node.radius + 9 - other.y) < other.radius - 4
        expect(isUnder || Math.hypot(node.x - other.x, node.y - other.y) < (node.radius + other.radius) * 0.8).toBe(false)
      }
    }
  }), { numRuns: 30 })
})

test('[W309] an arrow leads to a name in its direction, and back to the same where there is none', () => {
  const at = (name: string, x: number, y: number) => ({ name, kind: 'person' as const, count: 1, x, y, radius: 8 })
  const nodes = [at('middle', 0, 0), at('right', 50, 10), at('up', 5, -60), at('far', 300, 0)]
  expect(nodeTowards(nodes, nodes[0]!, { x: 1, y: 0 }).name).toBe('right')
  expect(nodeTowards(nodes, nodes[0]!, { x: 0, y: -1 }).name).toBe('up')
  expect(nodeTowards(nodes, nodes[0]!, { x: 0, y: 1 }).name).toBe('middle')
})

test('[W310] a form tells only what changed, and a day keeps its time of day', () => {
  const memory = { ...makeMemories(1)[0]!, eventAt: new Date(2026, 4, 3, 17, 45).getTime() }
  expect(changeOf(memory, fieldsOf(memory))).toBe(null)
  expect(changeOf(memory, { ...fieldsOf(memory), eventDay: '2026-05-04' })).toEqual({ eventAt: new Date(2026, 4, 4, 17, 45).getTime() })
  expect(changeOf(memory, { ...fieldsOf(memory), eventDay: '', untilDay: '0050-01-02' })).toMatchObject({ eventAt: null })
  expect(new Date(changeOf(memory, { ...fieldsOf(memory), untilDay: '0050-01-02' })!.validUntil!).getFullYear()).toBe(50)
  expect(fieldsOf({ ...memory, eventAt: 8.64e15 + 1 }).eventDay).toBe('')
})

test('[W311] texts to merge and to split are proposed', () => {
  expect(proposeMerged(['I live in Lyon', 'I live in Lyon, near the river'])).toBe('I live in Lyon, near the river')
  expect(proposeMerged(['I like tea', ' I like tea', 'I like plums!', 'No milk'])).toBe('I like tea. I like plums! No milk')
  expect(proposeParts('I like tea. I hate milk!')).toEqual(['I like tea.', 'I hate milk!'])
  expect(proposeParts('I live in Porto and my sister works in Bonn')).toEqual(['I live in Porto', 'my sister works in Bonn'])
  expect(proposeParts('Nadia plays the viola; Ines hates trains')).toEqual(['Nadia plays the viola', 'Ines hates trains'])
  expect(proposeParts('Ich wohne in Bonn und meine Schwester arbeitet in Lyon')).toHaveLength(2)
  // A part that says nothing by itself is no part: the whole is offered twice, to be shortened by hand.
  for (const text of ['I like tea and plums', 'Ravi has two cats named Miso and Tofu', 'Milk, bread and butter', 'Tea']) expect(proposeParts(text)).toEqual([text, text])
  expect(proposeParts(Array.from({ length: 30 }, (_, at) => `Sentence ${at}.`).join(' '))).toHaveLength(10)
})

test('[W312] two versions differ in what changed, and in nothing where one is not kept', () => {
  const [first, second, third] = makeHistory(makeMemories(1)[0]!)
  expect(compareVersions(second!, first!, { detailed: true, locale: 'en-GB' })).toEqual({ text: null, fields: [{ name: 'Label', before: 'personal', after: 'local' }] })
  expect(compareVersions(third!, second!, { detailed: true }).text?.filter((part) => part.kind === 'gone').map((part) => part.text)).toEqual([' nuts'])
  expect(compareVersions({ ...third!, snapshot: null }, second!, { detailed: true })).toEqual({ text: null, fields: [] })
  expect(compareVersions(first!, null, { detailed: true })).toEqual({ text: null, fields: [] })
})

test('[W314] how long a memory lasts is said in days, months or years', () => {
  const at = (days: number) => plain(tellFading({ fadesAt: fixtureNow + days * day, state: 'active' }, fixtureNow))
  expect([at(-3), at(0.5), at(40), at(200), at(900)]).toEqual(['fades today', 'fades tomorrow', 'fades in about 40 days', 'fades in about 7 months', 'fades in about 2 years'])
  expect(tellFading({ fadesAt: null, state: 'active' }, fixtureNow)).toBe(null)
  expect(fadesSoon({ fadesAt: fixtureNow + 31 * day, state: 'active' }, fixtureNow)).toBe(false)
  expect(fadesSoon({ fadesAt: fixtureNow + 5 * day, state: 'faded' }, fixtureNow)).toBe(false)
})
