import type { Memory } from '../../shared/memory.ts'
import { insertConversation } from '../storage/conversations.ts'
import { transaction, type WriteDb } from '../storage/database.ts'
import { saveMemory } from '../storage/memories.ts'
import { insertMessage } from '../storage/messages.ts'

const people = ['Nadia', 'Yusuf', 'Marta', 'Henk', 'Ilse', 'Bao', 'Carmen', 'Piotr', 'Aiko', 'Samuel']
const places = ['Porto', 'Lyon', 'Utrecht', 'Bergen', 'Trieste', 'Gdansk', 'Cork', 'Bruges', 'Turku', 'Graz']
const things = ['the red bicycle', 'a secondhand piano', 'the garden shed', 'a box of slides', 'the old canoe', 'a cast iron pan', 'the winter tyres', 'a telescope', 'the sewing machine', 'a stack of maps']
const likes = ['rye bread', 'evening swims', 'quiet trains', 'strong tea', 'chamber music', 'crossword puzzles', 'long letters', 'black cherries', 'early mornings', 'sour pickles']

/** A small generator with a seed, so that every run makes the same profile (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** One made-up sentence of an ordinary life; the number keeps them apart. */
export function sampleSentence(next: () => number, at: number): string {
  const pick = <T>(from: readonly T[]) => from[Math.floor(next() * from.length)]!
  const forms = [
    () => `${pick(people)} moved to ${pick(places)} in ${1990 + (at % 35)} and writes twice a year.`,
    () => `${pick(people)} lent me ${pick(things)} for ${2 + (at % 9)} weeks.`,
    () => `I like ${pick(likes)} more than ${pick(likes)}, ever since the trip to ${pick(places)} number ${at}.`,
    () => `The meeting with ${pick(people)} about ${pick(things)} is on day ${at % 28 + 1} of the month.`,
    () => `${pick(things)} cost ${20 + at % 700} euros in ${pick(places)}.`,
  ]
  return pick(forms)()
}

/**
 * Fills a store with memories and messages of a made-up person, straight through the storage room.
 * @param at the time of the newest entry, in milliseconds since 1970; the rest reaches three years back
 */
export function fillProfile(write: WriteDb, counts: { readonly memories: number; readonly messages: number }, at: number): void {
  const next = seeded(7)
  const span = 3 * 365 * 86_400_000
  transaction(write, () => {
    for (let i = 0; i < counts.memories; i++) {
      const learnedAt = Math.round(at - span * (1 - i / counts.memories))
      saveMemory(write, sampleMemory(`y_bench${String(i).padStart(6, '0')}`, sampleSentence(next, i), learnedAt), { at: learnedAt, author: 'import', action: 'learned', reason: 'Made for a benchmark', before: null })
    }
    const perConversation = 50
    for (let i = 0, parent: string | null = null; i < counts.messages; i++) {
      const conversationId = `c_bench${String(Math.floor(i / perConversation)).padStart(6, '0')}`
      const createdAt = Math.round(at - span * (1 - i / counts.messages))
      const id = `m_bench${String(i).padStart(6, '0')}`
      if (i % perConversation === 0) {
        parent = null
        const last = Math.min(counts.messages, i + perConversation) - 1
        insertConversation(write, { id: conversationId, title: sampleSentence(next, i).slice(0, 50), createdAt, updatedAt: createdAt, pinned: false, deletedAt: null, leafId: `m_bench${String(last).padStart(6, '0')}`, route: 'auto', messageCount: 0, budget: null, goal: '', personaId: null, projectId: null, importedFrom: null, temporary: false })
      }
      const role = i % 2 === 0 ? 'user' as const : 'assistant' as const
      insertMessage(write, { id, conversationId, parentId: parent, role, text: `${sampleSentence(next, i)} ${sampleSentence(next, i + 1)}`, createdAt, status: 'done', turnId: null, label: 'personal', trust: role, speaker: null, note: null })
      parent = id
    }
  })
}

function sampleMemory(id: string, text: string, at: number): Memory {
  return {
    id, kind: 'semantic', text, subject: 'user', key: null, importance: 0.5, confidence: 0.9, eventAt: null, learnedAt: at, updatedAt: at, validFrom: at, validUntil: null,
    supersededBy: null, label: 'personal', trust: 'user', pinned: false, state: 'active', uses: 0, lastUsedAt: null, scope: 'everywhere', scopeId: null, entities: [], fadesAt: null, conflictsWith: null, sources: [],
  }
}
