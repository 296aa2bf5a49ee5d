import type { Input, Output } from '../../shared/contract.ts'
import type { Memory, MemorySnapshot } from '../../shared/memory.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { strictestLabel, trusts, type Trust } from '../../shared/words.ts'
import { newId } from '../platform/ids.ts'
import { transaction } from '../storage/database.ts'
import { loadMemories, versionOf } from '../storage/memories.ts'
import { writable } from './engineParts.ts'
import { missing } from './handlers/conversationHandlers.ts'
import { createMemoryAdd } from './memoryAdd.ts'
import { createMemoryChanges } from './memoryChanges.ts'
import { createMemoryDecisions } from './memoryDecisions.ts'
import { checkScope, createMemoryWrites, emptyText, scopeOf, type MemoryDeskParts, type MemoryPatch } from './memoryWrites.ts'

/** What a person does to memories by hand. Every change is a version; each call tells the index and the windows. */
export interface MemoryDesk {
  /** Says whether it is new, was known already, or took the place of something. */
  add(given: Input<'memories.add'>): Result<Output<'memories.add'>>
  update(memoryId: string, patch: MemoryPatch): Result<Memory>
  restore(memoryId: string, number: number): Result<Memory>
  merge(memoryIds: readonly string[], text: string): Result<Output<'memories.merge'>>
  split(memoryId: string, texts: readonly string[]): Result<Output<'memories.split'>>
  /** Memories that cannot be changed in this way are left as they are, and not counted. */
  change(memoryIds: readonly string[], patch: Omit<MemoryPatch, 'text' | 'subject'>): Result<{ changeId: string; count: number }>
  undoChange(changeId: string): Result<{ count: number }>
  /** `undoChange` takes it back; words that were written with a yes stay. */
  decide(memoryId: string, decision: 'accept' | 'both' | 'reject', text?: string): Result<{ memory: Memory | null; changeId: string }>
  unlearn(turnId: string, memoryId: string): Result<Record<string, never>>
}

export function createMemoryDesk(parts: MemoryDeskParts): MemoryDesk {
  const { clock } = parts
  const writes = createMemoryWrites(parts)
  const { derived, note, save, supersede, told } = writes
  const changes = createMemoryChanges(parts, writes)

  return {
    ...changes.desk,
    ...createMemoryDecisions(parts, writes, changes.book),
    add: createMemoryAdd(parts, writes),
    update(memoryId, patch) {
      const write = writable(parts)
      if (!write.ok) return write
      const before = writes.existing(write.value, memoryId)
      if (before === null) return missing('memory')
      if (patch.text?.trim() === '') return emptyText('Forget it instead, if it should go.')
      const scope = scopeOf(patch)
      const refused = scope === null ? null : checkScope(write.value, scope)
      if (refused !== null) return refused
      const changed = transaction(write.value, () => writes.apply(write.value, before, { ...patch, ...scope }).map(({ after }) => after))
      if (changed.length === 0) return fail('not-allowed', 'This memory is in no context, so it cannot fade.', before.state === 'candidate' ? 'Accept or reject it.' : 'Restore it first, or forget it.')
      told(changed)
      return ok(changed[0]!)
    },
    restore(memoryId, number) {
      const write = writable(parts)
      if (!write.ok) return write
      const before = writes.existing(write.value, memoryId)
      if (before === null) return missing('memory')
      const snapshot = versionOf(write.value, memoryId, number)
      if (snapshot === null) return fail('not-found', 'This version is not kept.', 'Choose another one from the history.')
      const changed = transaction(write.value, () => {
        const memory = derived({ ...before, ...alive(snapshot, before) }, before)
        const others = memory.state === 'active' ? writes.replace(write.value, memory, memory.conflictsWith, 'An earlier version of another memory was restored in its place.') : []
        save(write.value, memory, note('restored', `Taken back to version ${number}`, before.text))
        return [memory, ...others.map(({ after }) => after)]
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
        const replaced = olds.map((old) => ({ before: old, after: supersede(write.value, old, memory, 'Merged with others into one') }))
        return { memory, others: [...replaced, ...writes.contest(write.value, memory)] }
      })
      told([changed.memory, ...changed.others.map(({ after }) => after)])
      return ok({ ...changed.memory, changeId: changes.book.keepChanged(changed.others, [changed.memory]) })
    },
    split(memoryId, texts) {
      const write = writable(parts)
      if (!write.ok) return write
      const before = writes.existing(write.value, memoryId)
      if (before === null) return missing('memory')
      const clean = texts.map((text) => text.trim())
      if (clean.some((text) => text === '')) return emptyText('Write something in each part, or use fewer parts.')
      const changed = transaction(write.value, () => {
        const now = clock.now()
        const made = clean.map((text) => derived({ ...before, id: newId('y', now), text, key: null, state: 'active', supersededBy: null, conflictsWith: null, uses: 0, lastUsedAt: now, confidence: 1 }, null))
        for (const memory of made) save(write.value, memory, note('split', 'One part of a memory that said several things'))
        return { made, whole: supersede(write.value, before, made[0]!, `Split into ${made.length}`) }
      })
      told([...changed.made, changed.whole])
      return ok({ memories: changed.made, changeId: changes.book.keepChanged([{ before, after: changed.whole }], changed.made) })
    },
  }
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
