import { expect, test } from 'vitest'
import { commands } from '../../src/shared/contract.ts'
import { turnTrace } from '../../src/shared/trace.ts'
import { listShaping, openableSource } from '../../src/renderer/memories/view/shaped.ts'
import { frameQuote, noteMemory, tellChange, tellMemory, tellUses } from '../../src/renderer/memories/view/detail.ts'
import { tellBackups } from '../../src/renderer/memories/view/forgetting.ts'
import { formatMoment } from '../../src/renderer/state/formats.ts'
import { askFor, everything, tellEmpty } from '../../src/renderer/memories/view/filter.ts'
import { fixtureNow, makeBudget, makeMemories, makeTurn, sourceText } from '../window/inspectorFixtures.ts'

test('the fixtures are what the contract says', () => {
  const trace = makeTurn()
  expect(turnTrace.parse(trace)).toEqual(trace)
  expect(() => turnTrace.parse(makeTurn({ pieces: 2000 }))).not.toThrow()
  commands['memories.list'].output.parse({ items: makeMemories(50), next: null, total: 50 })
  commands['budget.get'].output.parse(makeBudget(trace))
})

test('[W59] a quote is highlighted only where it really stands', () => {
  const memory = makeMemories(1)[0]!
  const source = memory.sources[0]!
  expect(frameQuote(source, sourceText(memory))).toEqual({ before: 'Note to: ', quote: memory.text, after: '. That is all for now, thank you!' })
  expect(frameQuote(source, 'something else now')).toEqual({ before: '', quote: memory.text, after: '' })
  expect(frameQuote(source, null)).toEqual({ before: '', quote: memory.text, after: '' })
  const long = `${'a'.repeat(500)}${memory.text}${'b'.repeat(500)}`
  const framed = frameQuote({ ...source, start: 500, end: 500 + memory.text.length }, long, 20)
  expect(framed.before).toBe(`…${'a'.repeat(20)}`)
  expect(framed.after).toBe(`${'b'.repeat(20)}…`)
})

test('what shaped an answer: quoted first, then used, then what was there; nothing twice', () => {
  const trace = makeTurn()
  const shaping = listShaping(trace)
  expect(shaping.map((one) => one.text.slice(0, 12))).toEqual(['I’m allergic', 'Nadia asked ', 'The flat in ', 'I live in Ly', 'My name is M'])
  expect(shaping.map((one) => one.used)).toEqual([true, true, false, false, false])
  const memoryId = shaping[2]!.memoryId
  const quoted = listShaping({ ...trace, memoryAnswer: { memoryId, text: 'flat', at: fixtureNow, confidence: 0.97, messageId: null, conversationId: null, sentence: 'From your memory.' } })
  expect(quoted[0]).toMatchObject({ memoryId, how: 'quoted' })
  expect(quoted).toHaveLength(5)
  expect(listShaping({ context: null, memoryAnswer: null })).toEqual([])
})

test('a memory is told in lines', () => {
  const memory = makeMemories(3)[1]!
  const facts = Object.fromEntries(tellMemory(memory, fixtureNow, { detailed: true, locale: 'en-GB' }).map((fact) => [fact.name, fact.value]))
  expect(facts).toMatchObject({ Kind: 'Event, about Nadia', State: 'In use', Label: 'personal: goes to a cloud model only where you allowed it for this kind of task.' })
  expect(tellUses({ uses: 0, lastUsedAt: null }, fixtureNow)).toBe('not yet')
  expect(tellUses({ uses: 1, lastUsedAt: fixtureNow - 300_000 }, fixtureNow, 'en')).toBe('once, last 5 minutes ago')
  expect(noteMemory({ ...memory, sources: [], state: 'superseded' }, fixtureNow, true, 'en-GB')).toMatch(/written by hand · replaced$/)
  expect(tellChange({ at: fixtureNow, author: 'user', action: 'edited', reason: '', before: 'old words' }, 'en-GB')).toEqual({ day: formatMoment(fixtureNow, 'en-GB'), what: 'edited by you', before: 'old words' })
  expect(tellChange({ at: fixtureNow, author: 'user', action: 'edited', reason: 'Edited by hand', before: '' }, 'en-GB').what).toBe('Edited by hand, by you')
  expect(openableSource({ sources: [{ messageId: null, conversationId: null, start: 0, end: 0, quote: '', at: 0, role: 'user', file: null }] })).toBe(null)
})

test('the filter asks the engine, and every empty list says what to do', () => {
  expect(askFor({ ...everything, query: '  nuts ', kind: 'semantic' }, null, 50)).toEqual({ ...everything, query: 'nuts', kind: 'semantic', order: 'relevance', cursor: null, offset: 0, limit: 50 })
  expect(askFor(everything, null, 100, { offset: 700 })).toMatchObject({ order: 'changed', offset: 700, state: 'active' })
  expect(commands['memories.list'].input.parse(askFor(everything, 'fading', 10))).toMatchObject({ order: 'fading' })
  for (const filter of [everything, { ...everything, query: 'x' }, { ...everything, state: 'candidate' as const }, { ...everything, state: 'superseded' as const }, { ...everything, pinned: true }, { ...everything, kind: 'episodic' as const }, { ...everything, state: 'faded' as const }, { ...everything, fading: true }, { ...everything, person: 'Nadia' }, { ...everything, person: 'Nadia', label: 'local' as const }]) {
    expect(tellEmpty(filter)).toMatch(/\.$/)
  }
})

test('[W312] a history speaks of what was told, never of the names of rules', () => {
  const told = (reason: string, author: 'rule' | 'import' = 'rule') => tellChange({ at: fixtureNow, author, action: 'learned', reason, before: null }).what
  expect(told('Learned by the rule “relation.name”; it takes the place of an older fact.')).toBe('Learned from what you said about the people around you; it takes the place of an older fact')
  expect(told('Imported; found by the rule “note.fact”.', 'import')).toContain('from what you said about yourself or others')
})

test('[W304] a copy says the hour until which it holds what is forgotten, and when that is near', () => {
  const lines = tellBackups({ backups: [{ name: 'a.db', at: fixtureNow - 86_400_000, goesAt: fixtureNow + 3 * 86_400_000 }, { name: 'b.db', at: fixtureNow, goesAt: fixtureNow + 3_600_000 }, { name: 'c.db', at: fixtureNow, goesAt: fixtureNow - 1 }, { name: 'd.db', at: fixtureNow, goesAt: null }] }, fixtureNow, 'en-GB')
  expect(lines[0]).toContain(`holds them until ${formatMoment(fixtureNow + 3 * 86_400_000, 'en-GB')}`)
  expect(lines[1]).toContain('is deleted within a day, at')
  expect(lines[2]).toContain('it is due to be deleted')
  expect(lines[3]).toContain('until you delete it')
})
