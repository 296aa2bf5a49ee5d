import type { Memory } from '../../shared/memory.ts'
import { fail, ok } from '../../shared/result.ts'
import { fingerprintsOf } from '../memory/fingerprints.ts'
import { newId } from '../platform/ids.ts'
import { transaction, type WriteDb } from '../storage/database.ts'
import { discardMemory } from '../storage/discardMemory.ts'
import { loadMemories, saveMemory } from '../storage/memories.ts'
import { liftTombstones, ownFingerprint } from '../storage/tombstones.ts'
import { writable } from './engineParts.ts'
import { missing } from './handlers/conversationHandlers.ts'
import type { MemoryDesk } from './memoryDesk.ts'
import { checkScope, scopeOf, type Changed, type MemoryDeskParts, type MemoryWrites } from './memoryWrites.ts'

/** Changes that can still be taken back; older ones go. */
const keptChanges = 20
/** What a change may change that can be taken back. No words are among it: what is taken back must not bring back what was forgotten meanwhile. */
const fields = ['pinned', 'label', 'kind', 'scope', 'scopeId', 'state', 'supersededBy', 'validUntil', 'conflictsWith', 'confidence', 'lastUsedAt'] as const

/** Takes a change back, within a transaction, and says what is as before. */
type TakeBack = (write: WriteDb) => Memory[]

/** The last changes, each with a way back. */
export interface ChangeBook {
  /** @returns the id by which it is taken back */
  keep(takeBack: TakeBack): string
  /** A change of memories that are still there, and what was made by it, which goes again unless it was changed since. */
  keepChanged(changed: readonly Changed[], made?: readonly Memory[]): string
}

/** The same change to many memories, and back. */
export function createMemoryChanges(parts: MemoryDeskParts, writes: MemoryWrites): { desk: Pick<MemoryDesk, 'change' | 'undoChange'>; book: ChangeBook } {
  const changes = new Map<string, TakeBack>()
  const keep: ChangeBook['keep'] = (takeBack) => {
    const changeId = newId('h', parts.clock.now())
    changes.set(changeId, takeBack)
    for (const old of [...changes.keys()].slice(0, -keptChanges)) changes.delete(old)
    return changeId
  }
  const keepChanged: ChangeBook['keepChanged'] = (changed, made = []) => {
    const undos = changed.map(({ before, after }) => ({ id: after.id, before: valuesOf(before), after: valuesOf(after) }))
    const own = made.map(({ id, updatedAt }) => ({ id, updatedAt }))
    const forgets = parts.forgets.count
    return keep((write) => {
      const gone = own.map((one) => ({ ...one, now: writes.existing(write, one.id) }))
      // What was edited since, or stands where something was forgotten since, is kept: taking it away would lose words.
      if (gone.length > 0 && (parts.forgets.count !== forgets || gone.some(({ now, updatedAt }) => now === null || now.updatedAt !== updatedAt))) return []
      const back = changedBack(write, undos)
      const removed = gone.flatMap(({ now }) => {
        if (now === null) return []
        discardMemory(write, now.id, parts.clock.now(), fingerprintsOf)
        // It was never unwanted: its words may be learned.
        liftTombstones(write, [now.text, ...now.sources.map((source) => source.quote)].flatMap((text) => [ownFingerprint(text), ...fingerprintsOf({ ...now, text })]))
        return [now]
      })
      return [...back, ...removed]
    })
  }
  const changedBack = (write: WriteDb, undos: readonly { readonly id: string; readonly before: ReturnType<typeof valuesOf>; readonly after: ReturnType<typeof valuesOf> }[]): Memory[] =>
    undos.flatMap(({ id, before, after }) => {
      const now = writes.existing(write, id)
      if (now === null) return []
      // What was changed once more since then stays.
      const own = Object.fromEntries(fields.filter((field) => now[field] === after[field]).map((field) => [field, before[field]]))
      const memory = writes.derived({ ...now, ...own }, now)
      saveMemory(write, memory, writes.note('undone', 'A change was taken back'))
      return [memory]
    })
  const desk: Pick<MemoryDesk, 'change' | 'undoChange'> = {
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
      const changeId = keepChanged(all)
      writes.told(all.map(({ after }) => after))
      return ok({ changeId, count: applied.length })
    },
    undoChange(changeId) {
      const write = writable(parts)
      if (!write.ok) return write
      const takeBack = changes.get(changeId)
      if (takeBack === undefined) return fail('not-found', 'This change cannot be taken back any more.', 'Open a memory and restore a version from its history.')
      const back = transaction(write.value, () => takeBack(write.value))
      changes.delete(changeId)
      writes.told(back)
      return ok({ count: back.length })
    },
  }
  return { desk, book: { keep, keepChanged } }
}

function valuesOf({ pinned, label, kind, scope, scopeId, state, supersededBy, validUntil, conflictsWith, confidence, lastUsedAt }: Memory): Pick<Memory, (typeof fields)[number]> {
  return { pinned, label, kind, scope, scopeId, state, supersededBy, validUntil, conflictsWith, confidence, lastUsedAt }
}
