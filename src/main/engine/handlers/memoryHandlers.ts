import type { Memory, MemoryChange } from '../../../shared/memory.ts'
import { fail, ok } from '../../../shared/result.ts'
import { newId } from '../../platform/ids.ts'
import { findSecrets } from '../../privacy/secrets.ts'
import { transaction } from '../../storage/database.ts'
import { forgetMemory, getMemory, historyOf, listMemories, saveMemory, turnsUsing } from '../../storage/memories.ts'
import { writable, type EngineParts } from '../engineParts.ts'
import type { Handlers } from '../door.ts'
import { missing } from './conversationHandlers.ts'

type Mine = Pick<Handlers, 'memories.list' | 'memories.get' | 'memories.add' | 'memories.update' | 'memories.forget'>

/** How many hits of a search are looked at before the filters. */
const searchDepth = 200
/** What only means the same stands behind what shares words, so fewer are looked at, and only those that are close. */
const meaningDepth = 40
const closeMeaning = 0.35

export function memoryHandlers(parts: EngineParts): Mine {
  const { store, clock, events } = parts

  const changed = (memoryIds: string[], others: readonly string[] = []): void => {
    parts.indexer.changed([...memoryIds, ...others])
    events.emit('memories.changed', { memoryIds })
  }

  return {
    'memories.list': async ({ query, ...filters }) => {
      if (query.trim() === '') return ok(listMemories(store.read, filters))
      const vector = (await parts.models.embedder.embed([query]).catch(() => []))[0]
      const [words, meaning] = await Promise.all([
        parts.index.words(query, { kinds: ['memory'], limit: searchDepth }).catch(() => []),
        vector === undefined ? [] : parts.index.meaning(vector, { kinds: ['memory'], limit: meaningDepth }).catch(() => []),
      ])
      // Words first, in their order; then what means the same without sharing a word.
      const ids = [...new Set([...words.map((hit) => hit.id), ...meaning.filter((hit) => hit.cosine >= closeMeaning).map((hit) => hit.id)])]
      if (ids.length === 0) return ok({ items: [], next: null, total: 0 })
      return ok(listMemories(store.read, { ...filters, ids }))
    },
    'memories.get': ({ memoryId }) => {
      const memory = getMemory(store.read, memoryId)
      if (memory === null) return missing('memory')
      return ok({ memory, history: historyOf(store.read, memoryId), usedInTurns: turnsUsing(store.read, memoryId, 20) })
    },
    'memories.add': ({ text, kind, label }) => {
      const write = writable(parts)
      if (!write.ok) return write
      const now = clock.now()
      const memory: Memory = {
        id: newId('y', now), kind, text: text.trim(), subject: 'user', key: null, importance: 0.7, confidence: 1, eventAt: null, learnedAt: now, updatedAt: now,
        validFrom: null, validUntil: null, supersededBy: null, label: findSecrets(text).length > 0 ? 'local' : label, trust: 'user', pinned: false, state: 'active', uses: 0, lastUsedAt: null, sources: [],
      }
      if (memory.text === '') return fail('bad-input', 'The memory is empty.', 'Write what should be remembered.')
      saveMemory(write.value, memory, { at: now, author: 'user', action: 'learned', reason: 'Written by hand', before: null })
      changed([memory.id])
      return ok(memory)
    },
    'memories.update': ({ memoryId, ...patch }) => {
      const write = writable(parts)
      if (!write.ok) return write
      const before = getMemory(write.value, memoryId)
      if (before === null || before.state === 'forgotten') return missing('memory')
      const now = clock.now()
      const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
      const memory: Memory = { ...before, ...given, ...(patch.text === undefined ? {} : { text: patch.text.trim(), confidence: 1 }), updatedAt: now }
      if (memory.text === '') return fail('bad-input', 'The memory is empty.', 'Forget it instead, if it should go.')
      saveMemory(write.value, memory, describe(before, memory, now))
      changed([memoryId])
      return ok(memory)
    },
    'memories.forget': ({ memoryId }) => {
      const write = writable(parts)
      if (!write.ok) return write
      if (getMemory(write.value, memoryId) === null) return missing('memory')
      parts.forgets.count++
      const affected = transaction(write.value, () => forgetMemory(write.value, memoryId, clock.now()))
      // What a model has read may hold it still.
      void parts.models.dropPrefixes(null).catch((error: unknown) => parts.log.warn(`kept prefixes could not be dropped: ${String(error)}`))
      changed([memoryId], affected)
      parts.backUp()
      return ok({})
    },
  }
}

function describe(before: Memory, after: Memory, at: number): MemoryChange {
  if (before.text !== after.text) return { at, author: 'user', action: 'edited', reason: 'Edited by hand', before: before.text }
  if (before.pinned !== after.pinned) return { at, author: 'user', action: after.pinned ? 'pinned' : 'unpinned', reason: after.pinned ? 'Pinned: it stands in every context' : 'Unpinned', before: null }
  if (before.label !== after.label) return { at, author: 'user', action: 'labelled', reason: `Label ${before.label} became ${after.label}`, before: null }
  if (before.state !== after.state) return { at, author: 'user', action: 'restored', reason: 'Made active again', before: null }
  return { at, author: 'user', action: 'edited', reason: 'Details changed by hand', before: null }
}
