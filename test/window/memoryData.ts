import type { Output } from '../../src/shared/contract.ts'
import type { ForgetPreview, Memory, MemoryVersion, WhyNot } from '../../src/shared/memory.ts'
import type { Project } from '../../src/shared/message.ts'
import { fixtureNow, makeMemories } from './inspectorFixtures.ts'

/** What the scripted engine knows of memories beyond their list. Plain data: it crosses into the page. */
export type MemoryDeskData = {
  /** So many memories in all: those that were not given follow by arithmetic. 0: only those given. */
  many: number
  histories: Record<string, MemoryVersion[]>
  turns: Record<string, Output<'memories.get'>['usedInTurns']>
  preview: Partial<ForgetPreview>
  whyNot: WhyNot
  tried: Output<'memories.try'>
  projects: Project[]
  /** Milliseconds that a list takes to answer. */
  slowMs: number
}

const day = 86_400_000

export function makeMemoryDesk(): MemoryDeskData {
  return {
    many: 0, histories: {}, turns: {}, preview: {}, slowMs: 0,
    projects: [{ id: 'project-boat', name: 'The boat', createdAt: fixtureNow - 90 * day, conversations: 4 }],
    whyNot: {
      found: false, place: 31, score: 0.22, scores: { meaning: 0.31, words: 0.04, importance: 0.7, recency: 0.42 }, needed: 0.35,
      reasons: ['Other memories fit the question better.', 'It shares no rare word with the question.'],
    },
    tried: {
      items: [
        { kind: 'memory', id: 'mem-0', conversationId: null, text: 'I’m allergic to peanuts, so no satay please.', at: fixtureNow - 30 * day, state: 'active', score: 0.91, scores: { meaning: 0.83, words: 0.12, importance: 0.95, recency: 0.7 }, reason: 'close in meaning', exact: false, said: null, leftOut: null },
        { kind: 'message', id: 'conv-lisbon-m0', conversationId: 'conv-lisbon', text: 'Where should we eat on the first night? Nadia comes along, and we land at nine.', at: fixtureNow - day, state: null, score: 0.42, scores: { meaning: 0.4, words: 0.31 }, reason: 'the same words', exact: true, said: 'user', leftOut: null },
        { kind: 'message', id: 'conv-lisbon-m1', conversationId: 'conv-lisbon', text: 'Nadia may like the place by the river; it is open late.', at: fixtureNow - day, state: null, score: 0.3, scores: { meaning: 0.38, words: 0.1 }, reason: 'close in meaning', exact: false, said: 'assistant', leftOut: 'Left out: an earlier answer, which nobody confirmed.' },
      ],
      understood: { completed: 'What may I not eat in Lisbon?', words: ['eat', 'lisbon'], expandedBy: ['dinner', 'allergic'], people: ['Nadia'], from: fixtureNow - 30 * day, until: fixtureNow },
      problems: [],
    },
  }
}

/** Two memories that wait: one contradicts a known one, the other is only uncertain. */
export function makeCandidates(): Memory[] {
  const [rent, known, yusuf] = makeMemories(3)
  const said = (memory: Memory, text: string, at: number, more: Partial<Memory>): Memory => ({
    ...memory, text, kind: 'semantic', learnedAt: at, updatedAt: at, eventAt: null, pinned: false, label: 'personal', subject: 'user', fadesAt: null, entities: [],
    sources: [{ messageId: `said-${memory.id}`, conversationId: 'conv-dinner', start: 9, end: 9 + text.length, quote: text, at, role: 'user', file: null }], ...more,
  })
  return [
    said(rent!, 'My rent goes up to 1,150 from January', fixtureNow - 2 * day, { id: 'cand-rent', state: 'candidate', conflictsWith: 'known-rent' }),
    said(yusuf!, 'Yusuf hates surprises', fixtureNow - 3 * day, { id: 'cand-yusuf', state: 'candidate', subject: 'Yusuf', entities: [{ name: 'Yusuf', kind: 'person' }] }),
    said(known!, 'My rent is 1,080', fixtureNow - 400 * day, { id: 'known-rent' }),
  ]
}

/** A memory that was learned, relabelled and reworded. */
export function makeHistory(memory: Memory): MemoryVersion[] {
  const { sources: _, uses: _uses, lastUsedAt: _last, id: _id, learnedAt: _learned, updatedAt: _updated, ...snapshot } = memory
  const learned = { ...snapshot, text: 'I’m allergic to nuts', label: 'personal' as const, pinned: false }
  return [
    { number: 1, at: memory.learnedAt, author: 'rule', action: 'learned', reason: 'rule “allergy”', before: null, snapshot: learned },
    { number: 2, at: memory.learnedAt + 40 * day, author: 'user', action: 'labelled', reason: 'Label personal became local', before: null, snapshot: { ...learned, label: 'local' } },
    { number: 3, at: memory.learnedAt + 90 * day, author: 'user', action: 'edited', reason: 'Edited by hand', before: learned.text, snapshot: { ...snapshot, label: 'local' } },
  ]
}
