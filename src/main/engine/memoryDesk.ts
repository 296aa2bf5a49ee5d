import type { Memory, MemoryChange, MemorySnapshot } from '../../shared/memory.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { strictestLabel, trusts, type Trust } from '../../shared/words.ts'
import { findEntities } from '../memory/entities/findEntities.ts'
import { fadesAt } from '../memory/fade.ts'
import { fingerprintsOf } from '../memory/fingerprints.ts'
import { holdsOne } from '../memory/relate.ts'
import { newId } from '../platform/ids.ts'
import { findSecrets } from '../privacy/secrets.ts'
import { transaction, type WriteDb } from '../storage/database.ts'
import { discardMemory } from '../storage/discardMemory.ts'
import { findSupersededBy } from '../storage/findMemories.ts'
import { findMemoriesByKey, getMemory, historyOf, loadMemories, saveMemory, versionOf } from '../storage/memories.ts'
import { liftTombstones } from '../storage/tombstones.ts'
import { summariseTurn } from '../trace/summariseTurn.ts'
import { getMessage } from '../storage/messages.ts'
import { getTrace, saveTrace } from '../storage/traces.ts'
import { missing } from './handlers/conversationHandlers.ts'
import { writable, type EngineParts } from './engineParts.ts'

export type MemoryPatch = Partial<Pick<Memory, 'text' | 'subject' | 'pinned' | 'label' | 'kind' | 'importance' | 'eventAt' | 'validUntil' | 'scope' | 'scopeId'>> & { state?: 'active' | 'faded' | undefined }

/** What a person does to memories by hand. Every change is a version; each call tells the index and the windows. */
export interface MemoryDesk {
  add(given: Pick<Memory, 'text' | 'kind' | 'label' | 'scope' | 'scopeId'>): Result<Memory>
  update(memoryId: string, patch: MemoryPatch): Result<Memory>
  restore(memoryId: string, number: number): Result<Memory>
  merge(memoryIds: readonly string[], text: string): Result<Memory>
  split(memoryId: string, texts: readonly string[]): Result<{ memories: Memory[] }>
  change(memoryIds: readonly string[], patch: MemoryPatch): Result<{ changeId: string; count: number }>
  undoChange(changeId: string): Result<{ count: number }>
  decide(memoryId: string, decision: 'accept' | 'both' | 'reject', text?: string): Result<{ memory: Memory | null }>
  unlearn(turnId: string, memoryId: string): Result<Record<string, never>>
}

type DeskParts = Pick<EngineParts, 'store' | 'clock' | 'events' | 'indexer' | 'settings' | 'backUp' | 'forgets'>

/** Changes of many that can still be taken back; older ones go. */
const keptChanges = 20
/** What a person says themselves is as sure as it gets. */
const byHand = { importance: 0.7, confidence: 1 }

export function createMemoryDesk(parts: DeskParts): MemoryDesk {
  const { clock } = parts
  const changes = new Map<string, readonly Memory[]>()

  const told = (memories: readonly Memory[]): void => {
    const ids = memories.map((memory) => memory.id)
    parts.indexer.changed(ids)
    parts.events.emit('memories.changed', { memoryIds: ids.length > 100 ? [] : ids })
  }

  const note = (action: MemoryChange['action'], reason: string, before: string | null = null): MemoryChange => ({ at: clock.now(), author: 'user', action, reason, before })

  /** A memory as it will be kept: its derived parts follow its words and its kind. */
  const derived = (memory: Memory, before: Memory | null): Memory => ({
    ...memory, updatedAt: clock.now(),
    entities: before?.text === memory.text ? memory.entities : findEntities(memory.text),
    label: before?.text === memory.text || findSecrets(memory.text).length === 0 ? memory.label : 'local',
    fadesAt: memory.state === 'active' || memory.state === 'faded' ? fadesAt(memory, parts.settings.get().fading) : null,
    scopeId: memory.scope === 'everywhere' ? null : memory.scopeId,
  })

  const save = (write: WriteDb, memory: Memory, change: MemoryChange): void => {
    // By hand a person may bring back what they once had forgotten: that is their word, and the newer one.
    if (change.author === 'user') liftTombstones(write, fingerprintsOf(memory))
    saveMemory(write, memory, change)
  }

  /** What the newly active memory takes the place of: what it contradicts, and what holds the one value of its key. */
  const replaced = (write: WriteDb, memory: Memory, both: boolean): Memory[] => {
    if (both) return []
    const conflict = memory.conflictsWith === null ? null : getMemory(write, memory.conflictsWith)
    const sameKey = memory.key === null || !holdsOne(memory.key) ? [] : findMemoriesByKey(write, memory.key)
    return [...new Map([...(conflict === null ? [] : [conflict]), ...sameKey].map((one) => [one.id, one])).values()].filter((one) => one.id !== memory.id && one.state !== 'forgotten' && one.state !== 'superseded')
  }

  const supersede = (write: WriteDb, old: Memory, by: Memory, reason: string): Memory => {
    const superseded: Memory = { ...old, state: 'superseded', supersededBy: by.id, validUntil: old.validUntil ?? clock.now(), updatedAt: clock.now(), fadesAt: null, conflictsWith: null }
    saveMemory(write, superseded, note('superseded', reason, old.text))
    return superseded
  }

  const existing = (write: WriteDb, memoryId: string): Memory | null => {
    const memory = getMemory(write, memoryId)
    return memory === null || memory.state === 'forgotten' ? null : memory
  }

  const apply = (write: WriteDb, before: Memory, patch: MemoryPatch): Memory => {
    const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
    const memory = derived({ ...before, ...given, ...(patch.text === undefined ? {} : { text: patch.text.trim(), confidence: 1 }), ...(patch.state === 'active' ? { lastUsedAt: clock.now(), conflictsWith: null } : {}) }, before)
    save(write, memory, describe(before, memory, clock.now()))
    return memory
  }

  return {
    add(given) {
      const write = writable(parts)
      if (!write.ok) return write
      const text = given.text.trim()
      if (text === '') return emptyText('Write what should be remembered.')
      if (given.scope !== 'everywhere' && given.scopeId === null) return fail('bad-input', 'It is not said for which project or conversation this memory is.', 'Choose one, or let it hold everywhere.')
      const now = clock.now()
      const memory = derived({
        id: newId('y', now), kind: given.kind, text, subject: 'user', key: null, ...byHand, eventAt: null, learnedAt: now, updatedAt: now, validFrom: null, validUntil: null,
        supersededBy: null, label: given.label, trust: 'user', pinned: false, state: 'active', uses: 0, lastUsedAt: null, scope: given.scope, scopeId: given.scopeId, entities: [],
        fadesAt: null, conflictsWith: null, sources: [],
      }, null)
      transaction(write.value, () => save(write.value, memory, note('learned', 'Written by hand')))
      told([memory])
      return ok(memory)
    },
    update(memoryId, patch) {
      const write = writable(parts)
      if (!write.ok) return write
      const before = existing(write.value, memoryId)
      if (before === null) return missing('memory')
      if (patch.text?.trim() === '') return emptyText('Forget it instead, if it should go.')
      if (before.state === 'candidate' && patch.state === 'active') return this.decide(memoryId, 'accept').ok ? ok(getMemory(write.value, memoryId)!) : missing('memory')
      const memory = transaction(write.value, () => apply(write.value, before, patch))
      told([memory])
      return ok(memory)
    },
    restore(memoryId, number) {
      const write = writable(parts)
      if (!write.ok) return write
      const before = existing(write.value, memoryId)
      if (before === null) return missing('memory')
      const snapshot = versionOf(write.value, memoryId, number)
      if (snapshot === null) return fail('not-found', 'This version is not kept.', 'Choose another one from the history.')
      const changed = transaction(write.value, () => {
        const memory = derived({ ...before, ...alive(snapshot, before) }, before)
        const others = memory.state === 'active' ? replaced(write.value, memory, false).map((old) => supersede(write.value, old, memory, 'An earlier version of another memory was restored in its place.')) : []
        save(write.value, memory, note('restored', `Taken back to version ${number}`, before.text))
        return [memory, ...others]
      })
      told(changed)
      return ok(changed[0]!)
    },
    merge(memoryIds, text) {
      const write = writable(parts)
      if (!write.ok) return write
      const olds = loadMemories(write.value, [...new Set(memoryIds)]).filter((memory) => memory.state !== 'forgotten')
      if (olds.length < 2) return fail('bad-input', 'There are not two memories here to merge.', 'Choose at least two that are still there.')
      if (text.trim() === '') return emptyText('Write what the merged memory should say.')
      const changed = transaction(write.value, () => {
        const now = clock.now()
        const first = olds[0]!
        const same = <K extends keyof Memory>(field: K) => olds.every((one) => one[field] === first[field])
        const memory = derived({
          ...first, id: newId('y', now), text: text.trim(), confidence: 1, learnedAt: Math.min(...olds.map((one) => one.learnedAt)), subject: same('subject') ? first.subject : 'user', key: same('key') ? first.key : null,
          importance: Math.max(...olds.map((one) => one.importance)), eventAt: same('eventAt') ? first.eventAt : null, validFrom: same('validFrom') ? first.validFrom : null, validUntil: null, supersededBy: null,
          label: strictestLabel(olds.map((one) => one.label)), trust: lowestTrust(olds.map((one) => one.trust)), pinned: olds.some((one) => one.pinned), state: 'active', conflictsWith: null,
          uses: olds.reduce((sum, one) => sum + one.uses, 0), lastUsedAt: latest(olds.map((one) => one.lastUsedAt)),
          ...(same('scope') && same('scopeId') ? {} : { scope: 'everywhere' as const, scopeId: null }), sources: olds.flatMap((one) => one.sources),
        }, null)
        save(write.value, memory, note('merged', `Made of ${olds.length} memories`))
        return [memory, ...olds.map((old) => supersede(write.value, old, memory, 'Merged with others into one'))]
      })
      told(changed)
      return ok(changed[0]!)
    },
    split(memoryId, texts) {
      const write = writable(parts)
      if (!write.ok) return write
      const before = existing(write.value, memoryId)
      if (before === null) return missing('memory')
      const clean = texts.map((text) => text.trim())
      if (clean.some((text) => text === '')) return emptyText('Write something in each part, or use fewer parts.')
      const changed = transaction(write.value, () => {
        const now = clock.now()
        const made = clean.map((text) => derived({ ...before, id: newId('y', now), text, key: null, state: 'active', supersededBy: null, conflictsWith: null, uses: 0, lastUsedAt: now, confidence: 1 }, null))
        for (const memory of made) save(write.value, memory, note('split', 'One part of a memory that said several things'))
        return [...made, supersede(write.value, before, made[0]!, `Split into ${made.length}`)]
      })
      told(changed)
      return ok({ memories: changed.slice(0, clean.length) })
    },
    change(memoryIds, patch) {
      const write = writable(parts)
      if (!write.ok) return write
      const before = loadMemories(write.value, [...new Set(memoryIds)]).filter((memory) => memory.state !== 'forgotten')
      if (before.length === 0) return missing('memory')
      const changed = transaction(write.value, () => before.map((memory) => apply(write.value, memory, patch)))
      const changeId = newId('h', clock.now())
      changes.set(changeId, before)
      for (const old of [...changes.keys()].slice(0, -keptChanges)) changes.delete(old)
      told(changed)
      return ok({ changeId, count: changed.length })
    },
    undoChange(changeId) {
      const write = writable(parts)
      if (!write.ok) return write
      const before = changes.get(changeId)
      if (before === undefined) return fail('not-found', 'This change cannot be taken back any more.', 'Open a memory and restore a version from its history.')
      changes.delete(changeId)
      const back = transaction(write.value, () => before.flatMap((old) => {
        const now = existing(write.value, old.id)
        if (now === null) return []
        const memory: Memory = { ...old, uses: now.uses, lastUsedAt: now.lastUsedAt, sources: now.sources, updatedAt: clock.now() }
        saveMemory(write.value, memory, note('undone', 'A change of many was taken back', now.text))
        return [memory]
      }))
      told(back)
      return ok({ count: back.length })
    },
    decide(memoryId, decision, text) {
      const write = writable(parts)
      if (!write.ok) return write
      const before = existing(write.value, memoryId)
      if (before === null) return missing('memory')
      if (before.state !== 'candidate') return fail('bad-input', 'This memory does not wait for a decision any more.', 'Look at it once more; it may have been decided in another window.')
      if (decision === 'reject') {
        transaction(write.value, () => {
          discardMemory(write.value, memoryId, clock.now(), fingerprintsOf)
          for (const turnId of turnsThatLearned(write.value, before)) takeBack(write.value, turnId, memoryId)
        })
        told([before])
        return ok({ memory: null })
      }
      const changed = transaction(write.value, () => {
        const edited = text?.trim() ?? before.text
        const memory = derived({ ...before, text: edited === '' ? before.text : edited, state: 'active', confidence: Math.max(before.confidence, 0.95), conflictsWith: null }, before)
        const others = replaced(write.value, before, decision === 'both').map((old) => supersede(write.value, old, memory, 'A newer fact took its place; confirmed by you.'))
        save(write.value, memory, note('confirmed', decision === 'both' ? 'Confirmed beside what it seemed to contradict' : 'Confirmed', before.text === memory.text ? null : before.text))
        return [memory, ...others]
      })
      told(changed)
      return ok({ memory: changed[0]! })
    },
    unlearn(turnId, memoryId) {
      const write = writable(parts)
      if (!write.ok) return write
      const fact = getTrace(write.value, turnId)?.learned.find((one) => one.memoryId === memoryId)
      const memory = existing(write.value, memoryId)
      if (fact === undefined || memory === null) return missing('memory')
      const changed = transaction(write.value, () => {
        takeBack(write.value, turnId, memoryId)
        if (fact.change === 'strengthened') return undoLast(write.value, memory)
        const olds = findSupersededBy(write.value, memoryId)
        discardMemory(write.value, memoryId, clock.now(), fingerprintsOf)
        return [memory, ...olds.map((old) => {
          const back = derived({ ...old, state: 'active', supersededBy: null, validUntil: null }, old)
          saveMemory(write.value, back, note('undone', 'What took its place was taken back'))
          return back
        })]
      })
      parts.forgets.count++
      told(changed)
      return ok({})
    },
  }

  /** A fact that was only said again loses that saying: its sources of that message, and what it added. */
  function undoLast(write: WriteDb, memory: Memory): Memory[] {
    const versions = historyOf(write, memory.id)
    const before = versions.at(-2)?.snapshot ?? null
    const newest = Math.max(...memory.sources.map((source) => source.at))
    const sources = memory.sources.length > 1 ? memory.sources.filter((source) => source.at !== newest) : memory.sources
    const back = derived({ ...memory, ...(before === null ? {} : before), sources }, memory)
    saveMemory(write, back, note('undone', 'That it was said again was taken back'))
    return [back]
  }
}

/** The turns whose messages a memory was learned from. */
function turnsThatLearned(write: WriteDb, memory: Memory): string[] {
  return [...new Set(memory.sources.flatMap((source) => (source.messageId === null ? null : getMessage(write, source.messageId)?.turnId) ?? []))]
}

/** The turn does not say any more that it learned this. */
function takeBack(write: WriteDb, turnId: string, memoryId: string): void {
  const trace = getTrace(write, turnId)
  if (trace === null) return
  const kept = { ...trace, learned: trace.learned.map((fact) => fact.memoryId === memoryId ? { ...fact, change: 'rejected' as const } : fact) }
  saveTrace(write, kept, summariseTurn(kept))
}

function emptyText(next: string): Result<never> {
  return fail('bad-input', 'The memory is empty.', next)
}

function lowestTrust(all: readonly Trust[]): Trust {
  return trusts[Math.max(...all.map((one) => trusts.indexOf(one)))]!
}

function latest(times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null)
  return known.length === 0 ? null : Math.max(...known)
}

/** A version as it may stand again: what had ended then ends again, and nothing waits for a decision a second time. */
function alive(snapshot: MemorySnapshot, now: Memory): Partial<Memory> {
  const state = snapshot.state === 'superseded' || snapshot.state === 'forgotten' ? now.state : snapshot.state
  return { ...snapshot, state, conflictsWith: null, ...(state === 'superseded' ? {} : { supersededBy: null, validUntil: snapshot.state === 'superseded' ? null : snapshot.validUntil }) }
}

function describe(before: Memory, after: Memory, at: number): MemoryChange {
  const by = (action: MemoryChange['action'], reason: string, old: string | null = null): MemoryChange => ({ at, author: 'user', action, reason, before: old })
  if (before.text !== after.text) return by('edited', 'Edited by hand', before.text)
  if (before.pinned !== after.pinned) return by(after.pinned ? 'pinned' : 'unpinned', after.pinned ? 'Pinned: it stands in every context' : 'Unpinned')
  if (before.label !== after.label) return by('labelled', `Label ${before.label} became ${after.label}`)
  if (before.scope !== after.scope || before.scopeId !== after.scopeId) return by('scoped', `It holds ${scopeWords[after.scope]} now`)
  if (before.state !== after.state) return after.state === 'faded' ? by('faded', 'Let go by hand') : by('restored', 'Made active again')
  return by('edited', 'Details changed by hand')
}

const scopeWords: Readonly<Record<Memory['scope'], string>> = { everywhere: 'everywhere', project: 'in one project', conversation: 'in one conversation' }
