import type { Memory } from '../../shared/memory.ts'
import { fail, ok } from '../../shared/result.ts'
import { newId } from '../platform/ids.ts'
import { transaction } from '../storage/database.ts'
import { loadMemories, saveMemory } from '../storage/memories.ts'
import { writable } from './engineParts.ts'
import { missing } from './handlers/conversationHandlers.ts'
import type { MemoryDesk } from './memoryDesk.ts'
import { checkScope, scopeOf, type Changed, type MemoryDeskParts, type MemoryWrites } from './memoryWrites.ts'

/** Changes of many that can still be taken back; older ones go. */
const keptChanges = 20
/** What a change of many may change. No words are among it: what is taken back must not bring back what was forgotten meanwhile. */
const fields = ['pinned', 'label', 'kind', 'scope', 'scopeId', 'state', 'supersededBy', 'validUntil', 'conflictsWith', 'confidence', 'lastUsedAt'] as const

type Values = Pick<Memory, (typeof fields)[number]>
interface Undo { readonly id: string; readonly before: Values; readonly after: Values }

/** The same change to many memories, and back. */
export function createMemoryChanges(parts: MemoryDeskParts, writes: MemoryWrites): Pick<MemoryDesk, 'change' | 'undoChange'> {
  const changes = new Map<string, readonly Undo[]>()
  return {
    change(memoryIds, patch) {
      const write = writable(parts)
      if (!write.ok) return write
      const scope = scopeOf(patch)
      const refused = scope === null ? null : checkScope(write.value, scope)
      if (refused !== null) return refused
      const before = loadMemories(write.value, [...new Set(memoryIds)]).filter((memory) => memory.state !== 'forgotten')
      if (before.length === 0) return missing('memory')
      const changed = new Map<string, Changed>()
      const applied = transaction(write.value, () => before.filter(({ id }) => {
        // One before it in this change may have ended it.
        const now = changed.has(id) ? null : writes.existing(write.value, id)
        const all = now === null ? [] : writes.apply(write.value, now, { ...patch, ...scope })
        for (const one of all) changed.set(one.after.id, { before: changed.get(one.after.id)?.before ?? one.before, after: one.after })
        return all.length > 0
      }))
      const all = [...changed.values()]
      const changeId = newId('h', parts.clock.now())
      changes.set(changeId, all.map(({ before: old, after }) => ({ id: after.id, before: valuesOf(old), after: valuesOf(after) })))
      for (const old of [...changes.keys()].slice(0, -keptChanges)) changes.delete(old)
      writes.told(all.map(({ after }) => after))
      return ok({ changeId, count: applied.length })
    },
    undoChange(changeId) {
      const write = writable(parts)
      if (!write.ok) return write
      const undos = changes.get(changeId)
      if (undos === undefined) return fail('not-found', 'This change cannot be taken back any more.', 'Open a memory and restore a version from its history.')
      changes.delete(changeId)
      const back = transaction(write.value, () => undos.flatMap(({ id, before, after }) => {
        const now = writes.existing(write.value, id)
        if (now === null) return []
        // What was changed once more since then stays.
        const own = Object.fromEntries(fields.filter((field) => now[field] === after[field]).map((field) => [field, before[field]]))
        const memory = writes.derived({ ...now, ...own }, now)
        saveMemory(write.value, memory, writes.note('undone', 'A change of many was taken back'))
        return [memory]
      }))
      writes.told(back)
      return ok({ count: back.length })
    },
  }
}

function valuesOf({ pinned, label, kind, scope, scopeId, state, supersededBy, validUntil, conflictsWith, confidence, lastUsedAt }: Memory): Values {
  return { pinned, label, kind, scope, scopeId, state, supersededBy, validUntil, conflictsWith, confidence, lastUsedAt }
}
