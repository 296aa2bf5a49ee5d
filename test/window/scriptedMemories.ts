import type { Memory, MemoryFilter, MemorySnapshot } from '../../src/shared/memory.ts'
import type { Failure } from '../../src/shared/result.ts'
import type { WindowData } from './scriptedClient.ts'

/**
 * Adds the memories to the scripted engine of a page: lists, facets, changes with undo, forgetting, review. It runs in the
 * page after that one, so it may use nothing from outside its own braces.
 */
export function installScriptedMemories(data: WindowData): void {
  const { memoryDesk: desk } = data
  const bridge = window.casement!
  const { scripted } = window
  const day = 86_400_000
  const no = (kind: Failure['kind'], message: string): never => { throw Object.assign(new Error(message), { failure: { kind, message } }) }
  const given = data.memories.length
  // What was not given follows by arithmetic: the same words again, further back.
  for (let at = given; at < desk.many; at++) {
    const like = data.memories[at % given]!
    const text = `${like.text} (${at})`
    const learnedAt = data.now - Math.floor((at * 3650 * day) / desk.many)
    data.memories.push({ ...like, id: `far-${at}`, text, learnedAt, updatedAt: learnedAt, eventAt: null, pinned: false, sources: like.sources.map((source) => ({ ...source, quote: text, end: source.start + text.length, at: learnedAt })) })
  }
  const changes = new Map<string, Memory[]>()
  /** What a change made, which goes when it is taken back. */
  const goes = new Map<string, Set<string>>()
  const keepMade = (olds: Memory[], parts: readonly Memory[]): string => {
    const changeId = id('change')
    changes.set(changeId, olds)
    goes.set(changeId, new Set(parts.map((one) => one.id)))
    return changeId
  }
  const previews = new Map<string, string[]>()
  const forgotten = new Map<string, Memory[]>()
  let made = 0
  const id = (kind: string) => `${kind}-${++made}`
  const tell = (memoryIds: string[]) => scripted.emit('memories.changed', { memoryIds: memoryIds.length > 100 ? [] : memoryIds })
  const memory = (wanted: unknown): Memory => data.memories.find((one) => one.id === wanted) ?? no('not-found', 'That memory is not there.')
  const timeOf = (one: Memory) => one.eventAt ?? one.learnedAt
  const fadesSoon = (one: Memory) => one.state === 'active' && one.fadesAt !== null && one.fadesAt <= data.now + 30 * day
  const monthOf = (one: Memory) => { const at = new Date(timeOf(one)); return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}` }
  const plain = (text: string) => text.toLowerCase()
  type Ask = Partial<MemoryFilter>
  const tests: { [K in keyof MemoryFilter]: (one: Memory, wanted: NonNullable<MemoryFilter[K]>) => boolean } = {
    query: (one, words) => plain(one.text).includes(plain(words)), kind: (one, kind) => one.kind === kind, state: (one, state) => one.state === state, pinned: (one, pinned) => one.pinned === pinned,
    label: (one, label) => one.label === label, scope: (one, scope) => one.scope === scope, scopeId: (one, scopeId) => one.scopeId === scopeId,
    conversationId: (one, wanted) => one.sources.some((source) => source.conversationId === wanted),
    person: (one, name) => plain(one.subject) === plain(name) || one.entities.some((entity) => plain(entity.name) === plain(name)),
    from: (one, from) => timeOf(one) >= from, until: (one, until) => timeOf(one) < until, minImportance: (one, least) => one.importance >= least,
    fading: (one, wanted) => !wanted || fadesSoon(one), review: (one, wanted) => !wanted || one.state === 'candidate',
  }
  const find = (ask: Ask, except: readonly (keyof MemoryFilter)[] = []): Memory[] => {
    const wanted = (Object.keys(tests) as (keyof MemoryFilter)[]).filter((key) => (ask[key] ?? null) !== null && !except.includes(key))
    return data.memories.filter((one) => one.state !== 'forgotten' && wanted.every((key) => (tests[key] as (one: Memory, value: unknown) => boolean)(one, ask[key])))
  }
  const orders: Record<string, (one: Memory, other: Memory) => number> = {
    changed: (one, other) => other.updatedAt - one.updatedAt, time: (one, other) => timeOf(other) - timeOf(one), importance: (one, other) => other.importance - one.importance,
    fading: (one, other) => (one.fadesAt ?? Infinity) - (other.fadesAt ?? Infinity), relevance: () => 0,
  }
  const count = <T extends string>(all: readonly Memory[], values: (one: Memory) => readonly T[]) => {
    const counts = new Map<T, number>()
    for (const one of all) for (const value of values(one)) counts.set(value, (counts.get(value) ?? 0) + 1)
    return [...counts].map(([value, many]) => ({ value, count: many })).sort((one, other) => other.count - one.count)
  }
  const named = (kinds: (kind: string) => boolean) => (one: Memory) => one.entities.filter((entity) => kinds(entity.kind)).map((entity) => entity.name)
  const apply = (one: Memory, change: Partial<Memory>): Memory => {
    const changed = { ...one, ...change, updatedAt: data.now, ...(change.state === 'active' ? { fadesAt: data.now + 400 * day, lastUsedAt: data.now } : {}) }
    data.memories = data.memories.map((other) => other.id === one.id ? changed : other)
    return changed
  }

  const handlers: { [name: string]: (input: Record<string, unknown>) => unknown } = {
    'memories.list': async ({ cursor, limit, offset, order, ...ask }) => {
      if (desk.slowMs > 0) await new Promise((go) => { setTimeout(go, desk.slowMs) })
      const found = find(ask).sort(orders[String(order ?? 'changed')])
      const from = Number(cursor ?? 0) + Number(offset ?? 0)
      const to = from + Number(limit ?? 50)
      return { items: found.slice(from, to), next: to < found.length ? String(to) : null, total: found.length }
    },
    'memories.facets': (ask) => ({
      total: find(ask).length, kinds: count(find(ask, ['kind']), (one) => [one.kind]), states: count(find(ask, ['state']), (one) => [one.state]),
      labels: count(find(ask, ['label']), (one) => [one.label]), scopes: count(find(ask, ['scope', 'scopeId']), (one) => [one.scope]),
      people: count(find(ask, ['person']), named((kind) => kind === 'person')).slice(0, 50), topics: count(find(ask, ['person']), named((kind) => kind !== 'person')).slice(0, 50),
      months: count(find(ask, ['from', 'until']), (one) => [monthOf(one)]).sort((one, other) => one.value < other.value ? 1 : -1),
      review: find({}).filter((one) => one.state === 'candidate').length, fading: find({}).filter(fadesSoon).length, pinned: find(ask, ['pinned']).filter((one) => one.pinned).length,
    }),
    'memories.graph': ({ most, ...ask }) => {
      const found = find(ask)
      const nodes = new Map<string, { name: string; kind: string; count: number }>()
      const links = new Map<string, { a: string; b: string; count: number }>()
      for (const one of found) {
        for (const entity of one.entities) nodes.set(entity.name, { ...entity, count: (nodes.get(entity.name)?.count ?? 0) + 1 })
        for (const [at, a] of one.entities.entries()) for (const b of one.entities.slice(at + 1)) links.set(`${a.name} ${b.name}`, { a: a.name, b: b.name, count: (links.get(`${a.name} ${b.name}`)?.count ?? 0) + 1 })
      }
      return { nodes: [...nodes.values()].sort((one, other) => other.count - one.count).slice(0, Number(most ?? 80)), links: [...links.values()] }
    },
    'memories.get': (input) => {
      const one = memory(input['memoryId'])
      const { sources: _, uses: _uses, lastUsedAt: _last, id: _id, learnedAt: _learned, updatedAt: _updated, ...snapshot } = one
      const history = desk.histories[one.id] ?? [{ number: 1, at: one.learnedAt, author: 'rule', action: 'learned', reason: 'you said so', before: null, snapshot: snapshot satisfies MemorySnapshot }]
      return { memory: one, conflict: one.conflictsWith === null ? null : memory(one.conflictsWith), history, usedInTurns: desk.turns[one.id] ?? [], replaces: data.memories.filter((other) => other.supersededBy === one.id).map(({ id: of, text }) => ({ id: of, text })), replacedBy: data.memories.find((other) => other.id === one.supersededBy) ?? null }
    },
    'memories.add': (input) => {
      const twin = data.memories.find((one) => one.state === 'active' && plain(one.text) === plain(String(input['text'])))
      if (twin !== undefined) return { ...twin, change: 'strengthened' }
      const added: Memory = { ...data.memories[0]!, kind: 'semantic', label: 'personal', subject: 'user', ...input, id: id('memory'), state: 'active', pinned: false, entities: [], updatedAt: data.now + made, learnedAt: data.now, sources: [], uses: 0, lastUsedAt: null }
      data.memories.unshift(added)
      tell([added.id])
      return { ...added, change: 'learned' }
    },
    'memories.update': ({ memoryId, ...change }) => { const changed = apply(memory(memoryId), change); tell([changed.id]); return changed },
    'memories.restore': ({ memoryId, number }) => {
      const history = desk.histories[String(memoryId)] ?? []
      const version = history.find((one) => one.number === number) ?? no('not-found', 'This version is not kept.')
      const changed = apply(memory(memoryId), version.snapshot!)
      history.push({ ...version, number: history.length + 1, at: data.now, author: 'user', action: 'restored', reason: `Taken back to version ${String(number)}` })
      tell([changed.id])
      return changed
    },
    'memories.merge': ({ memoryIds, text }) => {
      const olds = (memoryIds as string[]).map(memory)
      const merged: Memory = { ...olds[0]!, id: id('merged'), text: String(text), updatedAt: data.now + made, sources: olds.flatMap((one) => one.sources) }
      for (const one of olds) apply(one, { state: 'superseded', supersededBy: merged.id })
      data.memories.unshift(merged)
      tell([merged.id, ...olds.map((one) => one.id)])
      return { ...merged, changeId: keepMade(olds, [merged]) }
    },
    'memories.split': ({ memoryId, texts }) => {
      const whole = memory(memoryId)
      const parts = (texts as string[]).map((text): Memory => ({ ...whole, id: id('part'), text, updatedAt: data.now + made }))
      apply(whole, { state: 'superseded', supersededBy: parts[0]!.id })
      data.memories.unshift(...parts)
      tell([whole.id, ...parts.map((one) => one.id)])
      return { memories: parts, changeId: keepMade([whole], parts) }
    },
    'memories.change': ({ memoryIds, ...change }) => {
      const wanted = new Set(memoryIds as string[])
      const before = data.memories.filter((one) => wanted.has(one.id))
      const changeId = id('change')
      changes.set(changeId, before)
      data.memories = data.memories.map((one) => wanted.has(one.id) ? { ...one, ...change, ...(change['state'] === 'active' ? { fadesAt: data.now + 400 * day } : {}) } : one)
      tell([...wanted])
      return { changeId, count: before.length }
    },
    'memories.undoChange': ({ changeId }) => {
      const before = new Map((changes.get(String(changeId)) ?? no('not-found', 'This change cannot be taken back any more.')).map((one) => [one.id, one]))
      const kept = new Set(data.memories.map((one) => one.id))
      data.memories = [...[...before.values()].filter((one) => !kept.has(one.id)), ...data.memories.flatMap((one) => goes.get(String(changeId))?.has(one.id) === true ? [] : [before.get(one.id) ?? one])]
      tell([...before.keys()])
      return { count: before.size }
    },
    'memories.decide': ({ memoryId, decision, text }) => {
      const one = memory(memoryId)
      const changeId = id('change')
      changes.set(changeId, [one])
      if (decision === 'reject') { data.memories = data.memories.filter((other) => other !== one); tell([one.id]); return { memory: null, changeId } }
      if (decision === 'accept' && one.conflictsWith !== null) apply(memory(one.conflictsWith), { state: 'superseded', supersededBy: one.id })
      const kept = apply(one, { state: 'active', conflictsWith: null, ...(typeof text === 'string' ? { text } : {}) })
      tell([one.id])
      return { memory: kept, changeId }
    },
    'memories.unlearn': ({ memoryId }) => { data.memories = data.memories.filter((one) => one.id !== memoryId); tell([String(memoryId)]); return {} },
    'memories.forget': ({ memoryId }) => { data.memories = data.memories.filter((one) => one.id !== memoryId); tell([String(memoryId)]); return {} },
    'memories.forgetPreview': ({ memoryIds, filter }) => {
      const ids = Array.isArray(memoryIds) ? new Set(memoryIds as string[]) : null
      const found = ids === null ? find(filter as Ask) : data.memories.filter((one) => ids.has(one.id))
      const previewId = id('preview')
      previews.set(previewId, found.map((one) => one.id))
      return { previewId, count: found.length, memories: found.slice(0, 100), messages: 0, conversations: 0, answers: 0, unrecalled: 0, turns: 0, summaries: 0, naming: null, backups: [], ...desk.preview }
    },
    'memories.forgetSelected': ({ previewId, undoSeconds, cutNames }) => {
      const ids = new Set(previews.get(String(previewId)) ?? no('not-found', 'This preview is not known any more.'))
      const forgetId = id('forget')
      forgotten.set(forgetId, data.memories.filter((one) => ids.has(one.id)))
      data.memories = data.memories.filter((one) => !ids.has(one.id))
      tell([...ids])
      return { forgetId, count: ids.size, undoUntil: undoSeconds === 0 ? null : Date.now() + Number(undoSeconds) * 1000, staying: cutNames === true ? null : desk.preview.naming ?? null }
    },
    'memories.undoForget': ({ forgetId }) => {
      const back = forgotten.get(String(forgetId)) ?? no('not-found', 'This is forgotten for good.')
      data.memories = [...back, ...data.memories]
      tell(back.map((one) => one.id))
      return { count: back.length }
    },
    'memories.try': () => desk.tried,
    'memories.whyNot': () => desk.whyNot,
    'memories.ofMessage': ({ messageId }) => ({ memories: data.memories.filter((one) => one.sources.some((source) => source.messageId === messageId)) }),
    'projects.list': () => ({ projects: desk.projects.map((one) => ({ ...one, conversations: data.conversations.filter((talk) => talk.projectId === one.id).length })) }),
    'projects.save': ({ projectId, name }) => {
      const known = desk.projects.find((one) => one.id === projectId)
      const saved = known === undefined ? { id: id('project'), name: String(name), createdAt: data.now, conversations: 0 } : Object.assign(known, { name })
      if (known === undefined) desk.projects.push(saved)
      scripted.emit('projects.changed', {})
      return saved
    },
    'projects.remove': ({ projectId }) => {
      desk.projects = desk.projects.filter((one) => one.id !== projectId)
      for (const one of data.conversations) if (one.projectId === projectId) one.projectId = null
      scripted.emit('projects.changed', {})
      return {}
    },
  }
  const call = async (name: string, input: Record<string, unknown>) => {
    const handle = handlers[name]
    if (handle === undefined || name in data.replies || data.failures[name] !== undefined) return bridge.call(name as 'app.status', input as never)
    scripted.calls.push({ name, input: structuredClone(input) })
    await Promise.resolve()
    try {
      return { ok: true, value: structuredClone(await handle(input)) }
    } catch (thrown) {
      return { ok: false, error: (thrown as { failure?: Failure }).failure ?? { kind: 'bad-input', message: String(thrown) } }
    }
  }
  Object.assign(window, { casement: { ...bridge, call } })
}
