import fc from 'fast-check'
import type { MemoryEntry } from '../../../src/main/exchange/memories/entry.ts'
import type { Memory } from '../../../src/shared/memory.ts'

export const memory = (change: Partial<Memory> = {}): Memory => ({
  id: 'y_1', kind: 'semantic', text: 'Nadia works in Delft.', subject: 'Nadia', key: null, importance: 0.5, confidence: 0.9, eventAt: null, learnedAt: 1_700_000_000_000, updatedAt: 1_700_000_000_000,
  validFrom: null, validUntil: null, supersededBy: null, label: 'personal', trust: 'user', pinned: false, state: 'active', uses: 0, lastUsedAt: null, scope: 'everywhere', scopeId: null, entities: [], fadesAt: null, conflictsWith: null, sources: [], ...change,
})

const id = fc.stringMatching(/^[A-Za-z0-9_.:-]{1,64}$/)
const words = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), fc.constantFrom('"quoted"', '- dash', ' padded ', 'two\nlines', '\r', '\u2028', '\uD800', '# heading', 'a: b', '\\', '日本語', '”'))
const said = words.filter((text) => text.trim() !== '')
const time = fc.oneof(fc.integer({ min: -8.64e15, max: 8.64e15 }), fc.integer({ min: 0, max: 2e12 }), fc.constantFrom(Date.UTC(0, 0, 1), -62_167_219_200_000, 253_402_300_799_999, 8.64e15, -8.64e15))
const share = fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value === 0 ? 0 : value)
const kind = fc.constantFrom('episodic' as const, 'semantic' as const, 'procedural' as const)
const label = fc.constantFrom('open' as const, 'personal' as const, 'local' as const)
const state = fc.constantFrom('candidate' as const, 'active' as const, 'superseded' as const, 'faded' as const)
const trust = fc.constantFrom('user' as const, 'assistant' as const, 'derived' as const, 'external' as const)
const scope = fc.constantFrom('everywhere' as const, 'project' as const, 'conversation' as const)
const entities = fc.array(fc.record({ name: said.filter((text) => text.length <= 120), kind: fc.constantFrom('person' as const, 'place' as const, 'topic' as const) }), { maxLength: 3 })
const source = fc.record({ messageId: fc.option(id), conversationId: fc.option(id), start: fc.integer(), end: fc.integer(), quote: words, at: time, role: fc.constantFrom('user' as const, 'assistant' as const), file: fc.option(words) })
const key = fc.option(fc.string({ unit: 'grapheme', maxLength: 40 }))
const shared = { kind, text: said, subject: words, key, importance: share, confidence: share, eventAt: fc.option(time), validFrom: fc.option(time), validUntil: fc.option(time), supersededBy: fc.option(id), label, trust, pinned: fc.boolean(), state, scope, scopeId: fc.option(id), entities, fadesAt: fc.option(time), conflictsWith: fc.option(id) }
const version = fc.record({ at: time, author: fc.constantFrom('user' as const, 'rule' as const, 'model' as const, 'import' as const), action: fc.constantFrom('learned' as const, 'edited' as const, 'merged' as const), reason: words, before: fc.option(words), snapshot: fc.option(fc.record(shared)) })
/** Any memory that the contract allows, with any past. */
export const entry: fc.Arbitrary<MemoryEntry> = fc.record({
  memory: fc.record({ id, ...shared, learnedAt: time, updatedAt: time, uses: fc.nat(), lastUsedAt: fc.option(time), sources: fc.array(source, { maxLength: 3 }) }),
  history: fc.array(version, { maxLength: 3 }).map((all) => all.map((one, at) => ({ ...one, number: at + 1 }))),
})
