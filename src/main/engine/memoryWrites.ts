import type { Memory, MemoryChange } from '../../shared/memory.ts'
import { fail, type Result } from '../../shared/result.ts'
import { findEntities } from '../memory/entities/findEntities.ts'
import { extract } from '../memory/extract.ts'
import { fadesAt } from '../memory/fade.ts'
import { fingerprintsOf } from '../memory/fingerprints.ts'
import { holdsOne } from '../memory/relate.ts'
import { findSecrets } from '../privacy/secrets.ts'
import { getConversation } from '../storage/conversations.ts'
import type { WriteDb } from '../storage/database.ts'
import { findMemoriesByKey, getMemory, saveMemory } from '../storage/memories.ts'
import { listProjects } from '../storage/projects.ts'
import { liftTombstones } from '../storage/tombstones.ts'
import type { EngineParts } from './engineParts.ts'
import { missing } from './handlers/conversationHandlers.ts'

export type MemoryPatch = Partial<Pick<Memory, 'text' | 'subject' | 'pinned' | 'label' | 'kind' | 'importance' | 'eventAt' | 'validUntil' | 'scope' | 'scopeId'>> & { state?: 'active' | 'faded' | undefined }

export type MemoryDeskParts = Pick<EngineParts, 'store' | 'clock' | 'events' | 'indexer' | 'settings' | 'backUp' | 'forgets'>

/** A memory before and after one call. */
export interface Changed { readonly before: Memory; readonly after: Memory }

/** What every change by hand is made of. All but `told` belong into a transaction. */
export interface MemoryWrites {
  /** Lets the index and the windows know. */
  told(memories: readonly Memory[]): void
  note(action: MemoryChange['action'], reason: string, before?: string | null): MemoryChange
  /** A memory as it will be kept: its derived parts follow its words and its kind. */
  derived(memory: Memory, before: Memory | null): Memory
  save(write: WriteDb, memory: Memory, change: MemoryChange): void
  /** Ends what the newly active memory takes the place of: what it contradicts, and what holds the one value of its key in the same place. */
  replace(write: WriteDb, memory: Memory, conflictsWith: string | null, reason: string): Changed[]
  /** What else holds the one value of its key in the same place: nobody said which of them holds, so it waits for a decision. */
  contest(write: WriteDb, memory: Memory): Changed[]
  supersede(write: WriteDb, old: Memory, by: Memory, reason: string): Memory
  /** The memory, unless it is forgotten. */
  existing(write: WriteDb, memoryId: string): Memory | null
  /** Applies what a person changed; the memory first, then those that it takes the place of. Empty where it cannot be applied to this one. */
  apply(write: WriteDb, before: Memory, patch: MemoryPatch): Changed[]
}

export function createMemoryWrites(parts: MemoryDeskParts): MemoryWrites {
  const { clock } = parts
  const note: MemoryWrites['note'] = (action, reason, before = null) => ({ at: clock.now(), author: 'user', action, reason, before })

  const derived: MemoryWrites['derived'] = (memory, before) => ({
    ...memory, updatedAt: clock.now(),
    entities: before?.text === memory.text ? memory.entities : findEntities(memory.text),
    label: before?.text === memory.text || findSecrets(memory.text).length === 0 ? memory.label : 'local',
    fadesAt: memory.state === 'active' || memory.state === 'faded' ? fadesAt(memory, parts.settings.get().fading) : null,
    scopeId: memory.scope === 'everywhere' ? null : memory.scopeId,
  })

  const save: MemoryWrites['save'] = (write, memory, change) => {
    // By hand a person may bring back what they once had forgotten: that is their word, and the newer one. So are the facts in it.
    if (newWords.has(change.action) || change.before !== null) liftTombstones(write, [memory, ...extract(memory.text, clock.now())].flatMap(fingerprintsOf))
    saveMemory(write, memory, change)
  }

  const supersede: MemoryWrites['supersede'] = (write, old, by, reason) => {
    const superseded: Memory = { ...old, state: 'superseded', supersededBy: by.id, validUntil: old.validUntil ?? clock.now(), updatedAt: clock.now(), fadesAt: null, conflictsWith: null }
    saveMemory(write, superseded, note('superseded', reason, old.text))
    return superseded
  }

  const replace: MemoryWrites['replace'] = (write, memory, conflictsWith, reason) => {
    const conflict = conflictsWith === null ? null : getMemory(write, conflictsWith)
    const all = new Map([...(conflict === null ? [] : [conflict]), ...rivalsOf(write, memory)].map((one) => [one.id, one]))
    return [...all.values()].filter((one) => one.id !== memory.id && one.state !== 'forgotten' && one.state !== 'superseded').map((old) => ({ before: old, after: supersede(write, old, memory, reason) }))
  }

  const contest: MemoryWrites['contest'] = (write, memory) => memory.state !== 'active' ? [] : rivalsOf(write, memory).map((before) => {
    const after = derived({ ...before, state: 'candidate', conflictsWith: memory.id }, before)
    saveMemory(write, after, note('edited', 'It may contradict what holds there now; it waits for your decision.'))
    return { before, after }
  })

  return {
    told(memories) {
      const ids = memories.map((memory) => memory.id)
      parts.indexer.changed(ids)
      parts.events.emit('memories.changed', { memoryIds: ids.length > 100 ? [] : ids })
    },
    note, derived, save, supersede, replace, contest,
    existing(write, memoryId) {
      const memory = getMemory(write, memoryId)
      return memory === null || memory.state === 'forgotten' ? null : memory
    },
    apply(write, before, patch) {
      // What waits for a decision, or has ended, is in no context: letting it fade would bring it into some.
      if (patch.state === 'faded' && before.state !== 'active' && before.state !== 'faded') return []
      const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
      const edited = patch.text === undefined ? {} : { text: patch.text.trim(), confidence: 1 }
      const begins = patch.state === 'active'
      const again = begins && before.state === 'superseded' ? { supersededBy: null, validUntil: patch.validUntil ?? null } : {}
      const confirmed = begins && before.state === 'candidate' ? { confidence: Math.max(before.confidence, sureByHand) } : {}
      const memory = derived({ ...before, ...given, ...again, ...confirmed, ...edited, ...(begins ? { lastUsedAt: clock.now(), conflictsWith: null } : {}) }, before)
      const isNew = begins && (before.state === 'superseded' || before.state === 'candidate')
      const others = isNew ? replace(write, memory, before.conflictsWith, 'A newer fact took its place; confirmed by you.') : []
      const moved = memory.scope !== before.scope || memory.scopeId !== before.scopeId
      save(write, memory, describe(before, memory, note))
      return [{ before, after: memory }, ...others, ...(moved && !isNew ? contest(write, memory) : [])]
    },
  }
}

/** Other active memories that hold the one value of its key where it holds: what holds in another place says nothing about this one. */
export function rivalsOf(write: WriteDb, { id, key, scope, scopeId }: Pick<Memory, 'id' | 'key' | 'scope' | 'scopeId'>): Memory[] {
  return key === null || !holdsOne(key) ? [] : findMemoriesByKey(write, key).filter((one) => one.id !== id && one.scope === scope && one.scopeId === scopeId)
}

/** Changes in which a person writes words, or says yes to some. */
const newWords: ReadonlySet<MemoryChange['action']> = new Set(['learned', 'restored', 'merged', 'split', 'confirmed'])

/** How sure a fact is, at least, to which a person said yes. */
export const sureByHand = 0.95

/** Why a memory cannot be given this scope; null where it can. */
export function checkScope(write: WriteDb, { scope, scopeId }: Pick<Memory, 'scope' | 'scopeId'>): Result<never> | null {
  if (scope === 'everywhere') return null
  if (scopeId === null) return fail('bad-input', 'It is not said for which project or conversation this memory is.', 'Choose one, or let it hold everywhere.')
  const isThere = scope === 'project' ? listProjects(write).some((project) => project.id === scopeId) : getConversation(write, scopeId) !== null
  return isThere ? null : missing(scope)
}

/** The scope that a patch gives; null where it leaves it as it is. A kind of scope without its id has none. */
export function scopeOf(patch: MemoryPatch): Pick<Memory, 'scope' | 'scopeId'> | null {
  return patch.scope === undefined ? null : { scope: patch.scope, scopeId: patch.scope === 'everywhere' ? null : patch.scopeId ?? null }
}

export function emptyText(next: string): Result<never> {
  return fail('bad-input', 'The memory is empty.', next)
}

function describe(before: Memory, after: Memory, by: MemoryWrites['note']): MemoryChange {
  if (before.state === 'candidate' && after.state === 'active') return by('confirmed', 'Confirmed', before.text === after.text ? null : before.text)
  if (before.text !== after.text) return by('edited', 'Edited by hand', before.text)
  if (before.pinned !== after.pinned) return by(after.pinned ? 'pinned' : 'unpinned', after.pinned ? 'Pinned: it stands in every context' : 'Unpinned')
  if (before.label !== after.label) return by('labelled', `Label ${before.label} became ${after.label}`)
  if (before.scope !== after.scope || before.scopeId !== after.scopeId) return by('scoped', `It holds ${scopeWords[after.scope]} now`)
  if (before.state !== after.state) return after.state === 'faded' ? by('faded', 'Let go by hand') : by('restored', 'Made active again')
  return by('edited', 'Details changed by hand')
}

const scopeWords: Readonly<Record<Memory['scope'], string>> = { everywhere: 'everywhere', project: 'in one project', conversation: 'in one conversation' }
