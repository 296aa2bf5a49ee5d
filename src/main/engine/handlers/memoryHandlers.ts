import type { Memory, MemoryFilter } from '../../../shared/memory.ts'
import { ok } from '../../../shared/result.ts'
import { getMemory, historyOf, listMemories, memoriesOfMessage, memoryFacets, memoryGraph, turnsUsing } from '../../storage/memories.ts'
import { findSupersededBy, findUnindexed } from '../../storage/findMemories.ts'
import type { TryTools } from '../../turn/tryRecall.ts'
import type { EngineParts } from '../engineParts.ts'
import type { Handlers } from '../door.ts'
import { missing } from './conversationHandlers.ts'

type Mine = Pick<Handlers,
  | 'memories.list' | 'memories.facets' | 'memories.graph' | 'memories.get' | 'memories.add' | 'memories.update' | 'memories.restore' | 'memories.merge' | 'memories.split'
  | 'memories.change' | 'memories.undoChange' | 'memories.decide' | 'memories.unlearn' | 'memories.forget' | 'memories.forgetPreview' | 'memories.forgetSelected' | 'memories.undoForget'
  | 'memories.try' | 'memories.whyNot' | 'memories.ofMessage'>

/** How many hits of a search are looked at before the filters. */
const searchDepth = 1000
/** What only means the same stands behind what shares words, so fewer are looked at, and only those that are close. */
const meaningDepth = 40
const closeMeaning = 0.35
/** What was replaced and what waits is read in a scan, whose cost does not grow with what it finds. */
const restingDepth = 5000
const mostReplaced = 100

export function memoryHandlers(parts: EngineParts): Mine {
  const { store, clock, memories, forgetting } = parts

  /** What a search finds, best first: words and beginnings of words, those of what is in no context after the others, then what means the same. Null: there is no search. @param state the only one that is wanted */
  const search = async (query: string, state: MemoryFilter['state'] = null): Promise<string[] | null> => {
    if (query.trim() === '') return null
    await parts.indexer.taken()
    const { index, embedder: searcher } = parts.search.current()
    const vector = (await searcher.embed([query], 'question').catch(() => []))[0]
    const [words, meaning] = await Promise.all([
      index.words(query, { kinds: ['memory'], limit: searchDepth, prefix: true }).catch(() => []),
      vector === undefined ? [] : index.meaning(vector, { kinds: ['memory'], limit: meaningDepth }).catch(() => []),
    ])
    const resting = state === 'active' || state === 'faded' ? [] : findUnindexed(store.read, query, restingDepth)
    return [...new Set([...words.map((hit) => hit.id), ...resting, ...meaning.filter((hit) => hit.cosine >= closeMeaning).map((hit) => hit.id)])]
  }
  const narrowed = ({ query: _query, ...filter }: MemoryFilter) => filter
  const tryTools = (): TryTools => {
    const { index, embedder: searcher } = parts.search.current()
    return { library: store.read, index, searcher, models: parts.models, prototypes: parts.prototypes, heads: parts.intents.heads(), now: clock.now(), associations: parts.associations(searcher.modelId), rank: parts.models.rank }
  }
  const live = (memoryId: string): Memory | null => {
    const memory = getMemory(store.read, memoryId)
    return memory?.state === 'forgotten' ? null : memory
  }

  return {
    'memories.list': async ({ query, order, cursor, limit, offset, ...filter }) => {
      const ids = await search(query, filter.state)
      const page = { ...filter, now: clock.now(), cursor, limit, offset }
      if (ids === null) return ok(listMemories(store.read, { ...page, order: order === 'relevance' ? 'changed' : order }))
      // A search is read in its own order unless another one was chosen.
      return ok(listMemories(store.read, { ...page, ids, order: order === 'changed' ? 'relevance' : order }))
    },
    'memories.facets': async (filter) => ok(memoryFacets(store.read, { ...narrowed(filter), query: '' }, clock.now(), await search(filter.query) ?? undefined)),
    'memories.graph': async ({ most, ...filter }) => ok(memoryGraph(store.read, { ...narrowed(filter), query: '' }, most, await search(filter.query, filter.state) ?? undefined)),
    'memories.get': ({ memoryId }) => {
      const memory = getMemory(store.read, memoryId)
      if (memory === null) return missing('memory')
      const successor = memory.supersededBy === null ? null : live(memory.supersededBy)
      return ok({
        memory, conflict: memory.conflictsWith === null ? null : live(memory.conflictsWith), history: historyOf(store.read, memoryId), usedInTurns: turnsUsing(store.read, memoryId, 20),
        replaces: findSupersededBy(store.read, memoryId).slice(0, mostReplaced).map(({ id, text }) => ({ id, text })), replacedBy: successor === null ? null : { id: successor.id, text: successor.text },
      })
    },
    'memories.add': async (given) => (await memories()).add(given),
    'memories.update': async ({ memoryId, ...patch }) => (await memories()).update(memoryId, patch),
    'memories.restore': async ({ memoryId, number }) => (await memories()).restore(memoryId, number),
    'memories.merge': async ({ memoryIds, text }) => (await memories()).merge(memoryIds, text),
    'memories.split': async ({ memoryId, texts }) => (await memories()).split(memoryId, texts),
    'memories.change': async ({ memoryIds, ...patch }) => (await memories()).change(memoryIds, patch),
    'memories.undoChange': async ({ changeId }) => (await memories()).undoChange(changeId),
    'memories.decide': async ({ memoryId, decision, text }) => (await memories()).decide(memoryId, decision, text),
    'memories.unlearn': async ({ turnId, memoryId }) => (await memories()).unlearn(turnId, memoryId),
    'memories.forget': ({ memoryId }) => {
      if (live(memoryId) === null) return missing('memory')
      const forgotten = forgetting.forgetNow([memoryId])
      return forgotten.ok ? ok({}) : forgotten
    },
    'memories.forgetPreview': ({ memoryIds, filter }) => forgetting.preview(memoryIds, filter),
    'memories.forgetSelected': ({ previewId, undoSeconds, cutNames }) => forgetting.forgetSelected(previewId, undoSeconds, cutNames),
    'memories.undoForget': ({ forgetId }) => forgetting.undo(forgetId),
    'memories.try': async ({ query, conversationId, filter, limit }) => {
      const { tryRecall } = await import('../../turn/tryRecall.ts')
      const { items, understood, problems } = await tryRecall({ query, conversationId, filter, limit }, tryTools())
      return ok({ items, understood, problems })
    },
    'memories.whyNot': async ({ memoryId, query, conversationId }) => {
      if (live(memoryId) === null) return missing('memory')
      const { tryRecall } = await import('../../turn/tryRecall.ts')
      const { watched } = await tryRecall({ query, conversationId, filter: null, limit: parts.settings.get().strategy.retrieval.limit, watch: memoryId }, tryTools())
      return watched === null ? missing('memory') : ok(watched)
    },
    'memories.ofMessage': ({ messageId }) => ok({ memories: memoriesOfMessage(store.read, messageId) }),
  }
}
