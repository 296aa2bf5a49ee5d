import type { Input, Output } from '../../shared/contract.ts'
import type { Candidate, Memory } from '../../shared/memory.ts'
import { ok, type Result } from '../../shared/result.ts'
import { dateIn } from '../memory/dates.ts'
import { keysToEnd } from '../memory/endings.ts'
import { extract } from '../memory/extract.ts'
import { merge, reviewBelow } from '../memory/merge.ts'
import { relate } from '../memory/relate.ts'
import { withDetails } from '../memory/withDetails.ts'
import { newId } from '../platform/ids.ts'
import { transaction, type WriteDb } from '../storage/database.ts'
import { findMemoriesBySubject, findResting } from '../storage/findMemories.ts'
import { findMemoriesByKey, findMemoryByText, getMemory, saveMemory } from '../storage/memories.ts'
import { writable } from './engineParts.ts'
import { checkScope, emptyText, type MemoryDeskParts, type MemoryWrites } from './memoryWrites.ts'

type Given = Input<'memories.add'>
type Added = Output<'memories.add'>

/** What a person writes down themselves is as sure as it gets. */
const byHand = { importance: 0.7, confidence: 1 }
/** Memories about the same subject that it is compared with. */
const nearby = 200
const replaced = 'A newer fact took its place; written by you.'
const past = /\b(?:was|were|had|did|went|met|saw|came|\p{L}{2,}ed)\b/iu

/**
 * Adds what a person wrote by hand. It is read as what they say in a message: what it is about, when, until when, and what it
 * takes the place of; what they chose themselves counts before that. What is known already in the same place is made stronger.
 */
export function createMemoryAdd(parts: MemoryDeskParts, writes: MemoryWrites): (given: Given) => Result<Added> {
  const { store, clock, settings } = parts
  return (given) => {
    const write = writable(parts)
    if (!write.ok) return write
    const text = given.text.trim()
    if (text === '') return emptyText('Write what should be remembered.')
    const place: Pick<Memory, 'scope' | 'scopeId'> = { scope: given.scope ?? 'everywhere', scopeId: given.scope === undefined || given.scope === 'everywhere' ? null : given.scopeId ?? null }
    const refused = checkScope(write.value, place)
    if (refused !== null) return refused
    const now = clock.now()
    const candidate = asWritten(text, now, given)
    const { changed, change } = transaction(write.value, () => {
      const known = knownIn(write.value, candidate, place)
      const merged = merge(candidate, known, now, () => newId('y', now), { messageId: null, conversationId: null, at: now, author: 'user', mode: 'automatic', fading: settings.get().fading, ...place, ...(given.label === undefined ? {} : { label: given.label }) })
      const twin = getMemory(store.read, merged.memory.id)
      // The newest words of their own hand are theirs, where they say more than those that were there.
      const isMore = relate(candidate, known, now).relation === 'more'
      const memory = writes.derived({
        ...merged.memory, ...(isMore ? { text } : {}), ...chosen(given), state: 'active', conflictsWith: null, confidence: 1, lastUsedAt: twin === null ? null : now,
        // There is no place where it was said.
        sources: twin?.sources ?? [],
      }, twin)
      writes.save(write.value, memory, { ...writes.note(twin === null ? 'learned' : merged.change.action, twin === null ? 'Written by hand' : 'Written by hand once more'), before: twin?.text ?? null })
      const ended = merged.superseded === null ? [] : [merged.superseded, ...merged.alsoSuperseded.map((one) => one.memory)]
      for (const one of ended) saveMemory(write.value, one, writes.note('superseded', replaced, one.text))
      // What a person writes down is their answer to what waited for one.
      const answered = writes.replace(write.value, memory, merged.memory.conflictsWith, replaced).map(({ after }) => after)
      const change: Added['change'] = twin !== null ? 'strengthened' : ended.length + answered.length > 0 ? 'superseded' : 'learned'
      return { changed: [memory, ...ended, ...answered], change }
    })
    writes.told(changed)
    return ok({ ...changed[0]!, change })
  }
}

/** The text with what its words say of it. It stands under a key only where it says that one thing for sure. */
function asWritten(text: string, now: number, given: Given): Candidate {
  const found = extract(text, now).filter((one) => one.confidence >= reviewBelow)
  const [first] = found
  const only = found.length === 1 ? first : undefined
  const subject = given.subject?.trim() ?? (found.every((one) => one.subject === first?.subject) ? first?.subject : undefined) ?? 'user'
  const own: Candidate = {
    kind: given.kind ?? first?.kind ?? 'semantic', text, subject, key: only !== undefined && subject === only.subject ? only.key : null, ...byHand,
    importance: Math.max(byHand.importance, first?.importance ?? 0), eventAt: only === undefined ? dateIn(text, now, past.test(text)) : only.eventAt,
    start: 0, end: text.length, quote: text, rule: only?.rule ?? 'note.hand',
  }
  const { eventAt, validUntil } = given
  return { ...withDetails(own, now), ...(eventAt === undefined ? {} : { eventAt }), ...(validUntil === undefined ? {} : { validUntil }) }
}

/** What may say the same or the opposite in the very place that it is for: what holds elsewhere says nothing about this one. */
function knownIn(db: WriteDb, candidate: Candidate, { scope, scopeId }: Pick<Memory, 'scope' | 'scopeId'>): Memory[] {
  const all = [...[...(candidate.key === null ? [] : [candidate.key]), ...keysToEnd(candidate)].flatMap((key) => findMemoriesByKey(db, key)), ...findMemoriesBySubject(db, candidate.subject, nearby), findMemoryByText(db, candidate.text), ...findResting(db, candidate, nearby)]
  return [...new Map(all.flatMap((one) => one === null || one.scope !== scope || one.scopeId !== scopeId ? [] : [[one.id, one] as const])).values()]
}

/** What the person said of it themselves, which counts for a memory that was known too. */
function chosen({ kind, label, subject, eventAt, validUntil }: Given): Partial<Memory> {
  return Object.fromEntries(Object.entries({ kind, label, subject: subject?.trim(), eventAt, validUntil }).filter(([, value]) => value !== undefined))
}
