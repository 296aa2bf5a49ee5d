import { expect, test } from 'vitest'
import type { Memory } from '../../../src/shared/memory.ts'
import { extract } from '../../../src/main/memory/extract.ts'
import { fingerprintsOf } from '../../../src/main/memory/fingerprints.ts'
import { merge, type Merged, type Origin } from '../../../src/main/memory/merge.ts'

const day = 86_400_000
let last = 0
const add = (text: string, existing: readonly Memory[] = [], at = 1000 * day, more: Partial<Origin> = {}): Merged =>
  merge(extract(text, at)[0]!, existing, Math.max(at, 1000 * day), () => `y_${++last}`, { messageId: `m_${last}_${at}`, conversationId: 'c', at, ...more })
const prints = (text: string) => fingerprintsOf({ text, key: extract(text, 0)[0]?.key ?? null, subject: 'user' })
const share = (one: string, other: string) => prints(one).some((print) => prints(other).includes(print))

test('[R41] a fact is recognised in other words, and never its denial', () => {
  expect(share('My sister is called Nadia.', 'my sister is called  Nadia!')).toBe(true)
  expect(share('My sister is called Nadia.', 'Nadia is my sister')).toBe(true)
  expect(share('I live in Lyon', 'I actually live in Lyon now')).toBe(true)
  expect(share('I live in Lyon', 'I moved to Lyon')).toBe(true)
  expect(share('I really like strong tea', 'I like strong tea.')).toBe(true)
  expect(share('I like tea', 'I don\'t like tea')).toBe(false)
  expect(share('I live in Lyon', 'I no longer live in Lyon')).toBe(false)
  expect(share('My sister is called Nadia.', 'My sister is called Lea.')).toBe(false)
  expect(prints('I live in Lyon')).toEqual(prints('I live in Lyon'))
})

test('[R42] modes decide what waits', () => {
  expect(add('I live in Lyon', [], 1000 * day, { mode: 'ask' }).memory.state).toBe('candidate')
  const uncertain = { ...extract('I live in Lyon', 0)[0]!, confidence: 0.5 }
  expect(merge(uncertain, [], 0, () => 'y', { messageId: null, conversationId: null }).memory.state).toBe('candidate')
  expect(merge(uncertain, [], 0, () => 'y', { messageId: null, conversationId: null, mode: 'automatic' }).memory.state).toBe('active')
  const asked = add('I live in Lyon', [], 1000 * day, { mode: 'ask' }).memory
  expect(add('I live in Lyon.', [asked], 1001 * day, { mode: 'ask' }).memory.state).toBe('candidate')
  expect(add('I live in Bonn', [{ ...asked, state: 'active' }], 1002 * day, { mode: 'ask' })).toMatchObject({ outcome: 'conflict', superseded: null, memory: { state: 'candidate', conflictsWith: asked.id } })
})

test('[R42] who found it stands in the change', () => {
  expect(add('I live in Lyon', [], 1000 * day, { author: 'import', file: 'talks.json' })).toMatchObject({ change: { author: 'import', action: 'imported' }, memory: { sources: [{ file: 'talks.json', role: 'user' }] } })
  expect(add('I live in Lyon', [], 1000 * day, { author: 'model' }).change).toMatchObject({ author: 'model', action: 'learned' })
})

test('[R43] what was said before the known memory goes into the history', () => {
  const { memory } = add('I live in Lyon', [], 1000 * day)
  const old = add('I live in Bonn', [memory], 400 * day, { author: 'import' })
  expect(old).toMatchObject({ outcome: 'learned', superseded: null, memory: { state: 'superseded', supersededBy: memory.id, validFrom: 400 * day, validUntil: 1000 * day } })
})

test('[R44] a clearly newer taste supersedes its opposite', () => {
  const { memory } = add('I love coffee', [], 1000 * day)
  expect(add('I hate coffee', [memory], 1030 * day)).toMatchObject({ outcome: 'superseded', superseded: { id: memory.id, state: 'superseded' }, memory: { state: 'active' } })
  expect(add('I don\'t like coffee any more', [memory], 1000 * day + 60_000).outcome).toBe('superseded')
  const meat = add('I eat meat every day', [], 1000 * day).memory
  expect(add('I don\'t eat meat', [{ ...meat, text: 'I eat meat' }], 1100 * day).outcome).toBe('superseded')
})

test('[R44] opposites said at once wait beside each other; other things are no opposites', () => {
  const { memory } = add('I love coffee', [], 1000 * day)
  expect(add('I hate coffee', [memory], 1000 * day + 60_000)).toMatchObject({ outcome: 'conflict', superseded: null, memory: { state: 'candidate', conflictsWith: memory.id } })
  expect(add('I hate coffee', [memory], 600 * day)).toMatchObject({ outcome: 'learned', memory: { state: 'superseded' } })
  expect(add('I hate instant coffee', [memory], 1100 * day).outcome).toBe('learned')
  expect(add('I hate tea', [memory], 1100 * day).outcome).toBe('learned')
})

test('[R44] a conflict that is said again still waits', () => {
  const { memory } = add('I love coffee', [], 1000 * day)
  const conflict = add('I hate coffee', [memory], 1000 * day + 1).memory
  expect(add('I hate coffee.', [conflict], 1001 * day).memory.state).toBe('candidate')
})

test('[R45] near duplicates strengthen; likes and dislikes, persons and tenses stay apart', () => {
  const { memory } = add('I live in Lyon')
  expect(add('I live in Lyon now', [memory], 1001 * day).outcome).toBe('strengthened')
  const tea = add('I like strong tea').memory
  expect(add('I really like strong tea', [tea], 1001 * day).outcome).toBe('strengthened')
  expect(add('I don\'t like strong tea', [tea], 1001 * day).outcome).not.toBe('strengthened')
  const loves = add('Remember that Nadia loves Tom').memory
  expect(add('Remember that Tom loves Nadia', [loves], 1001 * day).outcome).toBe('learned')
})

test('[R45] what says the same and more takes the place of the shorter text; what says something else beside it stands alone', () => {
  const { memory } = add('My sister is called Nadia.')
  const more = add('My sister is called Nadia and she lives in Porto.', [memory], 1001 * day)
  expect(more).toMatchObject({ outcome: 'strengthened', memory: { id: memory.id, text: 'My sister is called Nadia and she lives in Porto.' }, change: { before: 'My sister is called Nadia.' } })
  expect(add('My sister is called Nadia.', [more.memory], 1002 * day).memory.text).toBe(more.memory.text)
  expect(add('My sister is called Nadia and she plays chess.', [more.memory], 1003 * day)).toMatchObject({ outcome: 'learned', superseded: null })
  expect(add('My sister is called Nadia and she lives in Porto.', [{ ...memory, text: 'Nadia, my sister' }], 1001 * day).memory.text).toBe('Nadia, my sister')
})

test('[R46] lowest trust, strictest label, fading by kind', () => {
  const { memory } = add('I live in Lyon')
  expect(add('I live in Lyon!', [memory], 1001 * day, { trust: 'external', label: 'local' }).memory).toMatchObject({ trust: 'external', label: 'local' })
  expect(add('I live in Lyon!', [{ ...memory, label: 'open' }], 1001 * day).memory.label).toBe('open')
  const fading = { episodic: 30, semantic: 180, procedural: null }
  const kept = add('I live in Lyon', [], 1000 * day, { fading }).memory
  expect(kept.fadesAt).toBeGreaterThan(1000 * day)
  expect(add('I live in Lyon', [{ ...kept, pinned: true }], 1001 * day, { fading }).memory.fadesAt).toBeNull()
  expect(add('always answer in French', [], 1000 * day, { fading }).memory.fadesAt).toBeNull()
  expect(add('I live in Lyon', [{ ...kept, state: 'faded' }], 1001 * day, { fading })).toMatchObject({ memory: { state: 'active' }, change: { action: 'revived' } })
})

test('[R46] words of the assistant stay the assistant’s when a plain yes confirms them; a user’s own words are the user’s', () => {
  const confirmed = extract('Yes, exactly!', 1000 * day, { confirmed: { text: 'So you live in Lyon, right?' } })[0]!
  const said = extract('Yes, I live in Lyon.', 1000 * day, { confirmed: { text: 'You mentioned that you live in Lyon. Is that so?' } })[0]!
  const origin: Origin = { messageId: 'm_2', conversationId: 'c', at: 1000 * day, support: { messageId: 'm_1', at: 999 * day } }
  const bring = (fact: typeof said, existing: readonly Memory[], from = origin) => merge(fact, existing, 1000 * day, () => 'y_trust', from).memory
  expect(bring(confirmed, [])).toMatchObject({ trust: 'assistant', sources: [{ role: 'user' }, { role: 'assistant' }] })
  expect(bring(said, [])).toMatchObject({ trust: 'user', sources: [{ role: 'user' }, { role: 'assistant' }] })
  expect(bring(confirmed, [], { ...origin, trust: 'external' }).trust).toBe('external')
  // A yes to what the user had said before takes nothing from the user's own words.
  expect(bring(confirmed, [bring(said, [])])).toMatchObject({ text: 'I live in Lyon.', trust: 'user' })
})

test('[R15] a successor holds where what it replaces held, and the narrower place comes first', () => {
  const { memory } = add('I live in Lyon')
  const inProject: Memory = { ...memory, id: 'y_project', scope: 'project', scopeId: 'j_1', learnedAt: 1 }
  expect(add('I live in Porto now', [inProject], 1001 * day).memory).toMatchObject({ state: 'active', scope: 'project', scopeId: 'j_1' })
  for (const existing of [[memory, inProject], [inProject, memory]]) {
    expect(add('I live in Porto now', existing, 1001 * day)).toMatchObject({ superseded: { id: 'y_project' }, memory: { scope: 'project' } })
  }
  expect(add('I live in Porto now', [memory], 1001 * day).memory).toMatchObject({ scope: 'everywhere', scopeId: null })
})

test('[R47] each known memory is taken up once', () => {
  const { memory } = add('I like plums')
  let reads = 0
  const many = Array.from({ length: 10_000 }, (_, at) => new Proxy({ ...memory, id: `x_${at}`, text: `I like fruit number ${at}` }, { get: (one, name) => { if (name === 'state') reads++; return one[name as keyof Memory] } }))
  expect(add('I like pears', many, 1001 * day).outcome).toBe('learned')
  expect(reads).toBeLessThanOrEqual(40_000)
})
