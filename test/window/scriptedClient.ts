import type { CommandName, Input, Output } from '../../src/shared/contract.ts'
import type { Conversation, ShownMessage } from '../../src/shared/message.ts'
import type { Memory } from '../../src/shared/memory.ts'
import type { Failure } from '../../src/shared/result.ts'
import type { Settings } from '../../src/shared/settings.ts'
import type { TurnTrace } from '../../src/shared/trace.ts'
import type { ContextData } from './contextData.ts'
import type { MemoryDeskData } from './memoryData.ts'
import type { RoutingData } from './routingData.ts'
import type { ExchangeData } from './scriptedExchange.ts'

/** What a scripted answer does: the words it streams, and how it ends. */
export type ScriptedAnswer = { text: string; failure?: Failure; stopAt?: number; summary?: ShownMessage['summary'] }

/** Everything that the scripted engine knows at its start. Plain data: it crosses into the page. */
export type WindowData = {
  now: number
  status: Output<'app.status'>
  settings: Settings
  conversations: Conversation[]
  /** The shown branch of each conversation, and every other version by id. */
  threads: Record<string, string[]>
  messages: Record<string, ShownMessage>
  memories: Memory[]
  traces: Record<string, TurnTrace>
  models: Output<'models.list'>
  providers: Output<'providers.list'>
  budget: Output<'budget.get'> | null
  preview: Partial<Output<'context.preview'>>
  /** Budgets, summaries, strategies, figures and profiles. */
  context: ContextData
  /** What is known of memories beyond their list. */
  memoryDesk: MemoryDeskData
  /** Archives, and what could be learned from them. */
  exchange: ExchangeData
  /** Routes, providers, keys, health and intents. */
  routing: RoutingData
  answers: ScriptedAnswer[]
  /** Milliseconds between two pieces of an answer; 0 waits for `window.scripted.release()`. */
  paceMs: number
  /** What commands answer that this engine has no behaviour for; a test may change it through `window.scripted.data`. */
  replies: { [K in CommandName]?: Output<K> }
  /** Commands that fail, by name. */
  failures: Record<string, Failure>
}

export type ScriptedControl = {
  calls: { name: string; input: Record<string, unknown> }[]
  emit(name: string, event: unknown): void
  /** Lets a held answer go on by so many pieces. */
  release(pieces?: number): void
  data: WindowData
}

/**
 * Puts a scripted engine into a page as `window.casement`. It runs in the page, so it may use nothing
 * from outside its own braces.
 */
export function installScriptedClient(data: WindowData): void {
  const hearers = new Map<string, Set<(event: unknown) => void>>()
  const emit = (name: string, event: unknown) => { for (const hear of hearers.get(name) ?? []) hear(structuredClone(event)) }
  const calls: ScriptedControl['calls'] = []
  let made = 0
  let permits = 0
  let wake: () => void = () => {}
  const running = new Map<string, { turnId: string; text: string; cancelled: boolean }>()
  const id = (kind: string) => `${kind}-made-${++made}`
  const page = <T>(items: T[], cursor: unknown, limit: unknown) => {
    const from = Number(cursor ?? 0)
    const size = Number(limit ?? 50)
    return { items: items.slice(from, from + size), next: from + size < items.length ? String(from + size) : null }
  }
  const no = (kind: Failure['kind'], message: string): never => { throw Object.assign(new Error(message), { failure: { kind, message } }) }
  const conversation = (wanted: unknown) => data.conversations.find((one) => one.id === wanted) ?? no('not-found', 'That conversation is not there.')
  const message = (wanted: unknown) => data.messages[String(wanted)] ?? no('not-found', 'That message is not there.')
  const siblingsOf = (one: ShownMessage) => Object.values(data.messages).filter((other) => other.conversationId === one.conversationId && other.parentId === one.parentId && other.role === one.role).map((other) => other.id)
  const shown = (one: ShownMessage): ShownMessage => {
    const siblings = siblingsOf(one)
    return { ...one, branch: { index: siblings.indexOf(one.id), count: siblings.length, siblings } }
  }
  const pathTo = (messageId: string | null): string[] => messageId === null ? [] : [...pathTo(message(messageId).parentId), messageId]
  const leafUnder = (messageId: string): string => {
    const child = Object.values(data.messages).findLast((one) => one.parentId === messageId)
    return child === undefined ? messageId : leafUnder(child.id)
  }
  const touch = (conversationId: string, leafId: string) => {
    Object.assign(conversation(conversationId), { leafId, updatedAt: data.now + made, messageCount: (data.threads[conversationId] ?? []).length })
    data.threads[conversationId] = pathTo(leafId)
    emit('conversations.changed', { conversationId })
  }
  const put = (part: Partial<ShownMessage> & Pick<ShownMessage, 'id' | 'conversationId' | 'parentId' | 'role' | 'text'>): ShownMessage => {
    data.messages[part.id] = { createdAt: data.now + made, status: 'done', turnId: null, label: 'personal', trust: 'user', speaker: null, note: null, branch: { index: 0, count: 1, siblings: [] }, summary: null, ...part }
    return data.messages[part.id]!
  }
  const step = async () => {
    if (data.paceMs > 0) { await new Promise((go) => setTimeout(go, data.paceMs)); return }
    while (permits === 0) await new Promise<void>((go) => { wake = go })
    permits--
  }
  const write = async (turnId: string, question: ShownMessage) => {
    const { conversationId } = question
    const script = data.answers.shift() ?? { text: 'A scripted answer.' }
    const run = { turnId, text: '', cancelled: false }
    running.set(conversationId, run)
    await Promise.resolve()
    emit('turn.started', { turnId, conversationId, userMessageId: question.id })
    for (const stage of ['understand', 'plan', 'recall', 'screen', 'route', 'assemble', 'generate']) {
      emit('turn.stage', { turnId, conversationId, stage, state: 'running', ms: 0 })
      if (stage === 'recall' || stage === 'generate') await step()
      emit('turn.stage', { turnId, conversationId, stage, state: 'done', ms: 3 })
    }
    const pieces = script.text.match(/\s*\S+/g) ?? []
    for (const [at, text] of pieces.entries()) {
      await step()
      if (run.cancelled || at === script.stopAt) break
      emit('turn.token', { turnId, conversationId, text, offset: run.text.length })
      run.text += text
    }
    running.delete(conversationId)
    const broken = script.failure ?? null
    const status = run.cancelled ? 'interrupted' : broken !== null ? (run.text === '' ? 'failed' : 'interrupted') : 'done'
    const answer = put({
      id: id('answer'), conversationId, parentId: question.id, role: 'assistant', text: run.text, turnId, status, trust: 'assistant',
      note: run.cancelled ? 'Stopped by you. What was written so far is kept.' : broken === null ? null : [broken.message, broken.next].filter(Boolean).join(' '),
      summary: script.summary ?? { promptTokens: 3118, memories: 4, totalMs: 1942, firstTokenMs: 412, cost: 0, destination: 'local', model: 'Qwen3 4B', task: 'chat', dropped: 9, shortened: 2, fromMemory: null, learned: [], notices: [], thumb: null, fidelity: null, shapedBy: [], flags: [], cached: null, near: null },
    })
    touch(conversationId, answer.id)
    emit('turn.ended', { turnId, conversationId, status, messageId: answer.id, failure: broken })
  }
  const begin = (question: ShownMessage) => {
    const turnId = id('turn')
    void write(turnId, question)
    return turnId
  }

  type Handlers = { [name: string]: (input: Record<string, unknown>) => unknown }
  const handlers: Handlers = {
    'app.status': () => ({ ...data.status, offline: data.settings.offline }),
    'app.diagnose': () => ({ checks: [] }),
    'conversations.list': (input) => page(data.conversations.filter((one) => !one.temporary && (one.deletedAt !== null) === (input['deleted'] === true)).sort((a, b) => b.updatedAt - a.updatedAt), input['cursor'], input['limit']),
    'conversations.create': (input) => {
      const one: Conversation = { id: id('conversation'), title: '', createdAt: data.now, updatedAt: data.now + ++made, pinned: false, deletedAt: null, leafId: null, route: 'auto', messageCount: 0, budget: null, goal: '', personaId: null, projectId: null, importedFrom: null, temporary: input['temporary'] === true }
      data.conversations.push(one)
      return one
    },
    'conversations.get': (input) => conversation(input['conversationId']),
    'conversations.update': ({ conversationId, ...change }) => Object.assign(conversation(conversationId), change),
    'conversations.delete': (input) => Object.assign(conversation(input['conversationId']), { deletedAt: data.now }),
    'conversations.restore': (input) => Object.assign(conversation(input['conversationId']), { deletedAt: null }),
    'messages.list': (input) => {
      const all = data.threads[String(input['conversationId'])] ?? []
      const end = typeof input['before'] === 'string' ? all.indexOf(input['before']) : all.length
      const from = Math.max(0, end - Number(input['limit'] ?? 50))
      return { items: all.slice(from, end).map((one) => shown(message(one))), next: from > 0 ? all[from] : null }
    },
    'messages.get': (input) => shown(message(input['messageId'])),
    'messages.selectBranch': (input) => {
      const one = message(input['messageId'])
      touch(one.conversationId, leafUnder(one.id))
      return conversation(one.conversationId)
    },
    'search.everything': (input) => {
      const words = String(input['query']).toLowerCase()
      const has = (text: string) => text.toLowerCase().includes(words)
      return {
        hits: [
          ...data.conversations.filter((one) => has(one.title)).map((one) => ({ kind: 'conversation', id: one.id, conversationId: one.id, title: one.title, snippet: '', at: one.updatedAt })),
          ...data.memories.filter((one) => has(one.text)).map((one) => ({ kind: 'memory', id: one.id, conversationId: null, title: one.text, snippet: one.text, at: one.learnedAt })),
          ...Object.values(data.messages).filter((one) => has(one.text)).map((one) => ({ kind: 'message', id: one.id, conversationId: one.conversationId, title: conversation(one.conversationId).title, snippet: one.text.slice(0, 120), at: one.createdAt })),
        ].slice(0, Number(input['limit'] ?? 20)),
      }
    },
    // A profile outlives a page: this one lasts as long as the tab.
    'drafts.get': (input) => JSON.parse(sessionStorage.getItem(`profile draft ${input['conversationId']}`) ?? '{"text":"","pastes":[]}') as unknown,
    'drafts.set': ({ conversationId, ...draft }) => {
      const kept = JSON.stringify({ pastes: [], ...draft })
      // What a tab keeps is small; the commands themselves are recorded whole.
      if (kept.length < 1_000_000) sessionStorage.setItem(`profile draft ${String(conversationId)}`, kept)
      return {}
    },
    'turn.send': (input) => {
      const { conversationId, text, parentId } = input as Input<'turn.send'>
      const parent = parentId === undefined ? (data.threads[conversationId] ?? []).at(-1) ?? null : parentId
      const question = put({ id: id('message'), conversationId, parentId: parent, role: 'user', text })
      if (conversation(conversationId).title === '') conversation(conversationId).title = text.slice(0, 40)
      touch(conversationId, question.id)
      return { turnId: begin(question), userMessage: shown(question) }
    },
    'turn.regenerate': (input) => {
      const one = message(input['messageId'])
      return { turnId: begin(one.role === 'user' ? one : message(one.parentId)) }
    },
    'turn.cancel': (input) => {
      for (const run of running.values()) if (run.turnId === input['turnId']) run.cancelled = true
      permits++
      wake()
      return {}
    },
    'turn.running': (input) => {
      const run = running.get(String(input['conversationId']))
      return { turnId: run?.turnId ?? null, text: run?.text ?? '' }
    },
    'trace.get': (input) => data.traces[String(input['turnId'])] ?? Object.values(data.traces)[0] ?? no('not-found', 'That turn is not there.'),
    'context.preview': (input) => {
      const draftTokens = Math.ceil(String(input['text']).length / 4)
      const { window = 8192, reserve = 1024 } = data.preview
      const used = 3000 + draftTokens
      return { window, reserve, used, draftTokens, exact: true, model: 'Qwen3 4B', destination: 'local', reason: 'The default model of this computer answers.', fits: used + reserve <= window, compaction: null, ...data.preview }
    },
    'models.list': () => data.models,
    'models.download': (input) => {
      const wanted = data.models.models.find((one) => one.id === input['modelId'])
      const progress = { modelId: input['modelId'], state: 'running', receivedBytes: 0, totalBytes: wanted?.sizeBytes ?? 0, bytesPerSecond: 0, from: 'the model hub', problem: null }
      setTimeout(() => emit('models.progress', { ...progress, receivedBytes: progress.totalBytes * 0.42, bytesPerSecond: 7_400_000 }))
      return progress
    },
    'models.pauseDownload': (input) => { emit('models.progress', { modelId: input['modelId'], state: 'paused', receivedBytes: 41_300_000, totalBytes: 98_362_432, bytesPerSecond: 0, from: 'the model hub', problem: null }); return {} },
    'models.addFile': (input) => no('model-refused', `${String(input['path'])} is not a GGUF file: its first four bytes are “<htm”.`),
    'models.use': (input) => {
      const info = data.models.models.find((one) => one.id === input['modelId'])
      data.settings[info?.duty === 'embedding' ? 'embedderId' : info?.duty === 'ranking' ? 'rankerId' : 'localModelId'] = String(input['modelId'])
      emit('settings.changed', data.settings)
      return info
    },
    'models.remove': (input) => { data.models.models = data.models.models.filter((one) => one.id !== input['modelId']); return {} },
    'models.pickFile': () => ({ path: null, supported: false }),
    'providers.list': () => data.providers,
    'providers.save': ({ key, ...rest }) => {
      const saved = { ...rest, keyTail: key === null ? data.providers.providers.find((one) => one.id === rest['id'])?.keyTail ?? null : String(key).slice(-4), loopback: String(rest['baseUrl']).includes('127.0.0.1') } as Output<'providers.save'>
      data.providers.providers = [...data.providers.providers.filter((one) => one.id !== saved.id), saved]
      return saved
    },
    'providers.remove': (input) => { data.providers.providers = data.providers.providers.filter((one) => one.id !== input['providerId']); return {} },
    'settings.get': () => data.settings,
    'settings.set': (input) => { Object.assign(data.settings, input); emit('settings.changed', data.settings); return data.settings },
    'budget.get': () => data.budget ?? no('not-found', 'There is no budget yet.'),
  }
  const call = async (name: string, input: Record<string, unknown>) => {
    calls.push({ name, input: structuredClone(input) })
    await Promise.resolve()
    const planned = data.failures[name]
    if (planned !== undefined) return { ok: false, error: planned }
    try {
      if (name in data.replies) return { ok: true, value: structuredClone(data.replies[name as CommandName]) }
      const handle = handlers[name] ?? no('unknown-command', `There is no command ${name}.`)
      return { ok: true, value: structuredClone(handle(input)) }
    } catch (thrown) {
      return { ok: false, error: (thrown as { failure?: Failure }).failure ?? { kind: 'bad-input', message: String(thrown) } }
    }
  }
  const listen = (name: string, hear: (event: unknown) => void) => {
    const all = hearers.get(name) ?? new Set()
    hearers.set(name, all.add(hear))
    return () => { all.delete(hear) }
  }
  const release = (pieces = 1) => { permits += pieces; wake() }
  Object.assign(window, { casement: { call, listen }, scripted: { calls, emit, release, data } })
}
