import { afterEach, expect, test, vi } from 'vitest'
import { groupConversations } from '../../src/renderer/sidebar/groupConversations.ts'
import { connect, type Connection } from '../../src/renderer/client.ts'
import { findEntries, readQuery } from '../../src/renderer/palette/findEntries.ts'
import { addModels, readModels, startModel } from '../../src/renderer/settings/providerKinds.ts'
import { stageNames } from '../../src/shared/names.ts'
import { createThreadStore, cutAfter, placeMessage } from '../../src/renderer/state/threadStore.ts'
import { panesIn } from '../../src/renderer/app/panes.ts'
import { orderStages } from '../../src/renderer/inspector/orderStages.ts'
import { followLiveAnswers } from '../../src/renderer/state/liveAnswers.ts'
import { nameTarget, readLink } from '../../src/renderer/chat/links.ts'
import { clipText } from '../../src/renderer/chat/clipText.ts'
import type { Client, EventName } from '../../src/shared/contract.ts'
import type { Conversation, ShownMessage } from '../../src/shared/message.ts'

afterEach(() => vi.unstubAllGlobals())

const conversation = (id: string, updatedAt: number, pinned = false): Conversation => ({ id, title: id, createdAt: 0, updatedAt, pinned, deletedAt: null, leafId: null, route: 'auto', messageCount: 0, budget: null, goal: '', personaId: null, projectId: null, importedFrom: null, temporary: false })
const message = (id: string, parentId: string | null) => ({ id, parentId }) as ShownMessage

test('[W22] days are calendar days: an hour may lie between today and yesterday', () => {
  const now = new Date(2026, 2, 30, 0, 30).getTime()
  const groups = groupConversations([conversation('a', now - 60_000), conversation('b', now - 3_600_000), conversation('c', now - 8 * 86_400_000), conversation('d', 0, true)], now)
  expect(groups.map((group) => [group.label, group.items.map((one) => one.id)])).toEqual([['Pinned', ['d']], ['Today', ['a']], ['Yesterday', ['b']], ['Older', ['c']]])
})

test('[W9] a branch cuts the thread where it begins; a finished answer takes its place', () => {
  const thread = [message('a', null), message('b', 'a'), message('c', 'b')]
  expect(cutAfter(thread, 'a').map((one) => one.id)).toEqual(['a'])
  expect(cutAfter(thread, null)).toEqual([])
  expect(placeMessage(thread, message('b', 'x'))[1]).toEqual(message('b', 'x'))
  expect(placeMessage(thread, message('d', 'c')).at(-1)).toEqual(message('d', 'c'))
})

test('[W3] only whole links to the web and to mail are links', () => {
  for (const good of ['https://a.org/x', 'http://127.0.0.1:1/', 'mailto:a@b.org']) expect(readLink(good)?.href).toBe(good)
  for (const bad of ['javascript:1', 'data:text/html,x', 'file:///etc/passwd', '/path', '//host', 'https://u:p@h/', `https://h/${'a'.repeat(3000)}`, 'vscode://x', '', undefined]) expect(readLink(bad)).toBeNull()
  expect(nameTarget(readLink('mailto:ana%40b.org')!)).toBe('ana@b.org')
  // Half an escape must not break the page that shows it.
  expect(nameTarget(readLink('mailto:%E0%zz@b.org')!)).toBe('%E0%zz@b.org')
})

test('[W26] a text is never cut inside a character of two units', () => {
  expect(clipText('ab👩cd', 3)).toBe('ab')
  expect(clipText('ab👩cd', 4)).toBe('ab👩')
})

test('[W4] models of a provider are read from one line, with windows where they are given', () => {
  const unpriced = { inputPrice: null, outputPrice: null, abilities: null }
  expect(readModels('llama3.2:3b, big:128000 ,, x')).toEqual([
    { id: 'llama3.2:3b', windowTokens: 8192, ...unpriced }, { id: 'big', windowTokens: 128_000, ...unpriced }, { id: 'x', windowTokens: 8192, ...unpriced },
  ])
  const known = [{ id: 'big', windowTokens: 128_000, inputPrice: 1, outputPrice: 2, abilities: null }]
  expect(addModels(known, [startModel('big', null), startModel('x', null)])).toEqual([...known, { id: 'x', windowTokens: 8192, ...unpriced }])
})

test('[W28] the first sign narrows the palette', () => {
  expect(readQuery('@ peanuts')).toEqual({ words: 'peanuts', only: 'Memories' })
  expect(readQuery('peanuts')).toEqual({ words: 'peanuts', only: null })
  const found = findEntries('#boat', { actions: [], models: [], hits: [], conversations: [conversation('The boat', 1), conversation('Other', 1)] })
  expect(found.map((entry) => entry.title)).toEqual(['The boat'])
})

function scriptedEvents(running: { turnId: string | null; text: string }) {
  const hearers = new Map<string, (event: never) => void>()
  const asked: string[] = []
  const client = {
    call: async (name: string) => { asked.push(name); return { ok: true, value: running } },
    listen: (name: EventName, hear: (event: never) => void) => { hearers.set(name, hear); return () => {} },
  } as unknown as Client
  return { client, asked, emit: (name: EventName, event: unknown) => hearers.get(name)?.(event as never) }
}

test('[W5] overlapping tokens are not doubled, gaps are asked for, and one frame tells once', async () => {
  const { client, asked, emit } = scriptedEvents({ turnId: 't', text: 'one two three' })
  const frames: (() => void)[] = []
  const live = followLiveAnswers(client, (run) => { frames.push(run) })
  let told = 0
  live.subscribe(() => { told++ })
  emit('turn.started', { turnId: 't', conversationId: 'c', userMessageId: 'm' })
  emit('turn.token', { turnId: 't', conversationId: 'c', text: 'one ', offset: 0 })
  emit('turn.token', { turnId: 't', conversationId: 'c', text: 'one two', offset: 0 })
  expect(live.get('c')?.text).toBe('one two')
  expect(asked).toEqual([])
  emit('turn.token', { turnId: 't', conversationId: 'c', text: 'x', offset: 50 })
  expect(asked).toEqual(['turn.running'])
  await vi.waitFor(() => expect(live.get('c')?.text).toBe('one two three'))
  expect(frames).toHaveLength(1)
  frames[0]!()
  expect(told).toBe(1)
  emit('turn.ended', { turnId: 't' })
  live.drop('c')
  emit('turn.token', { turnId: 't', conversationId: 'c', text: 'late', offset: 0 })
  live.begin('t', 'c', null)
  expect(live.get('c')).toBeNull()
})

test('[W10] a turn that waits for others knows its number in line until its first stage', () => {
  const { client, emit } = scriptedEvents({ turnId: 't', text: '' })
  const live = followLiveAnswers(client, (run) => run())
  // Its number may be heard before anything else of it.
  for (const inLine of [3, 2, 1]) {
    emit('turn.waiting', { turnId: 't', conversationId: 'c', inLine })
    expect(live.get('c')).toMatchObject({ turnId: 't', inLine })
  }
  emit('turn.started', { turnId: 't', conversationId: 'c', userMessageId: 'm' })
  expect(live.get('c')).toMatchObject({ userMessageId: 'm', inLine: 1 })
  emit('turn.stage', { turnId: 't', conversationId: 'c', stage: 'understand', state: 'running', ms: 0 })
  expect(live.get('c')?.inLine).toBe(0)
})

test('[W8] a lost connection cuts what runs; it goes on when it is heard of again, and leaves when it runs no more', async () => {
  const running = { turnId: 't' as string | null, text: 'one two' }
  const { client, emit } = scriptedEvents(running)
  const live = followLiveAnswers(client, (run) => run())
  emit('turn.started', { turnId: 't', conversationId: 'c', userMessageId: 'm' })
  emit('turn.token', { turnId: 't', conversationId: 'c', text: 'one', offset: 0 })
  live.cutAll()
  expect(live.get('c')).toMatchObject({ text: 'one', cut: true })
  await live.catchUp('c')
  expect(live.get('c')).toMatchObject({ text: 'one two', cut: false })
  live.cutAll()
  emit('turn.token', { turnId: 't', conversationId: 'c', text: ' three', offset: 7 })
  expect(live.get('c')).toMatchObject({ text: 'one two three', cut: false })
  live.cutAll()
  running.turnId = null
  await live.catchUp('c')
  expect(live.get('c')).toBeNull()
})

test('[W66] stages are kept with the turn, whoever looks; in mid-answer a first word tells how far it is', async () => {
  const { client, emit } = scriptedEvents({ turnId: 't', text: 'one' })
  const live = followLiveAnswers(client, (run) => run())
  emit('turn.stage', { turnId: 't', conversationId: 'c', stage: 'recall', state: 'running', ms: 0 })
  emit('turn.stage', { turnId: 't', conversationId: 'c', stage: 'recall', state: 'done', ms: 9 })
  expect(orderStages(live.get('c')!.heard).slice(0, 4).map((one) => one.state)).toEqual(['done', 'done', 'done', 'waiting'])
  await live.catchUp('d')
  expect(orderStages(live.get('d')!.heard).map((one) => one.state)).toEqual(stageNames.map((name) => name === 'generate' ? 'running' : ['learn', 'keep'].includes(name) ? 'waiting' : 'done'))
})

test('[W34] beside panes the page keeps 480 px: they get narrower, then the inspector is a sheet', () => {
  const wishes = { sidebarOpen: true, sidebarWidth: 248, inspectorOpen: true, inspectorWidth: 392 }
  const page = (width: number, change: Partial<typeof wishes> = {}) => {
    const panes = panesIn(width, { ...wishes, ...change })
    const { sidebarOpen, inspectorOpen } = { ...wishes, ...change }
    return { ...panes, page: width - (panes.sidebar && sidebarOpen ? panes.sidebarWidth : 0) - (panes.inspector && inspectorOpen ? panes.inspectorWidth : 0) }
  }
  for (let width = 720; width <= 2000; width += 7) {
    for (const sidebarWidth of [200, 248, 400]) for (const inspectorWidth of [320, 392, 640]) for (const sidebarOpen of [true, false]) {
      expect(page(width, { sidebarWidth, inspectorWidth, sidebarOpen }).page, `${width} ${sidebarWidth} ${inspectorWidth}`).toBeGreaterThanOrEqual(480)
    }
  }
  expect(page(1000)).toMatchObject({ inspector: false, page: 752 })
  expect(page(1000, { sidebarOpen: false })).toMatchObject({ inspector: true, inspectorWidth: 392, page: 608 })
  expect(page(1100)).toMatchObject({ inspector: true, inspectorWidth: 372, page: 480 })
  expect(page(1440)).toMatchObject({ inspector: true, inspectorWidth: 392, sidebarWidth: 248, inspectorMax: 640 })
  expect(page(719)).toMatchObject({ sidebar: false, inspector: false })
})

test('[W25] a message on another branch is reached by choosing that branch, without reading the shown one to its start', async () => {
  const trunk = Array.from({ length: 2_000 }, (_, at) => ({ id: `m${at}`, conversationId: 'c', parentId: at === 0 ? null : `m${at - 1}`, createdAt: at }) as ShownMessage)
  const aside = { id: 'aside', conversationId: 'c', parentId: 'm1950', createdAt: 1950.5 } as ShownMessage
  let shown = trunk
  const asked: string[] = []
  const handlers: Record<string, (input: never) => unknown> = {
    'messages.get': ({ messageId }: { messageId: string }) => [...trunk, aside].find((one) => one.id === messageId),
    'messages.selectBranch': () => { shown = [...trunk.slice(0, 1951), aside]; return {} },
    'messages.list': ({ before, limit }: { before?: string; limit: number }) => {
      const end = before === undefined ? shown.length : shown.findIndex((one) => one.id === before)
      const from = Math.max(0, end - limit)
      return { items: shown.slice(from, end), next: from > 0 ? shown[from]!.id : null }
    },
    'turn.running': () => ({ turnId: null, text: '' }),
  }
  const client = {
    call: async (name: string, input: never) => {
      asked.push(name)
      const value = handlers[name]!(input)
      return value === undefined ? { ok: false, error: { kind: 'not-found', message: '' } } : { ok: true, value }
    },
    listen: () => () => {},
  } as unknown as Client
  const store = createThreadStore(client, followLiveAnswers(client, (run) => run()))
  await store.getState().open('c')
  expect(await store.getState().reach('aside')).toBe(true)
  expect(store.getState().messages.at(-1)?.id).toBe('aside')
  expect(store.getState().later).toBe(false)
  expect(asked.filter((name) => name === 'messages.selectBranch')).toHaveLength(1)
  expect(asked.filter((name) => name === 'messages.list').length).toBeLessThanOrEqual(3)
  expect(await store.getState().reach('gone')).toBe(false)
})

function connectWith(fetcher: (path: string, init: RequestInit) => Promise<Response>): { connection: Connection; addresses: string[]; kept: Map<string, string>; happen: (name: string) => void } {
  const kept = new Map<string, string>()
  const addresses: string[] = []
  const hearers = new Map<string, () => void>()
  vi.stubGlobal('window', {})
  vi.stubGlobal('location', { hash: '#token=abc_-123', pathname: '/' })
  vi.stubGlobal('history', { replaceState: (_: unknown, __: string, path: string) => { addresses.push(path) } })
  vi.stubGlobal('sessionStorage', { setItem: (key: string, value: string) => kept.set(key, value), getItem: (key: string) => kept.get(key) ?? null })
  vi.stubGlobal('fetch', fetcher)
  vi.stubGlobal('addEventListener', (name: string, hear: () => void) => { hearers.set(name, hear) })
  return { connection: connect(), addresses, kept, happen: (name) => hearers.get(name)?.() }
}

test('[W36] the token leaves the address and travels as a header alone', async () => {
  const asked: { path: string; init: RequestInit }[] = []
  const { connection, addresses } = connectWith(async (path, init) => {
    asked.push({ path, init })
    return path === '/api/events' ? new Response(new ReadableStream()) : Response.json({ ok: true, value: { id: 'c' } })
  })
  expect(addresses).toEqual(['/'])
  expect(await connection.client.call('conversations.get', { conversationId: 'c' })).toEqual({ ok: true, value: { id: 'c' } })
  const call = asked.find((one) => one.path === '/api/call')!
  expect(call.init.headers).toEqual({ authorization: 'Bearer abc_-123', 'content-type': 'application/json' })
  expect(call.init.body).toBe('{"name":"conversations.get","input":{"conversationId":"c"}}')
  expect(asked.map((one) => one.path).join()).not.toContain('abc')
})

test('[W36] [W33] events come line by line however they are cut; a lost stream is tried again', async () => {
  let opened = 0
  const encoder = new TextEncoder()
  const { connection } = connectWith(async () => {
    opened++
    if (opened === 2) throw new TypeError('refused')
    return new Response(new ReadableStream({
      start(stream) {
        for (const part of ['{"name":"ping"}\n{"name":"turn.tok', `en","event":{"text":"${opened} ü"}}\n`]) stream.enqueue(encoder.encode(part))
        if (opened === 1) stream.close()
      },
    }))
  })
  const heard: unknown[] = []
  const states: string[] = []
  connection.onChange((state) => states.push(state))
  connection.client.listen('turn.token', (event) => heard.push(event.text))
  await vi.waitFor(() => expect(states).toEqual(['lost']))
  connection.reconnect()
  await vi.waitFor(() => expect(opened).toBe(2))
  connection.reconnect()
  await vi.waitFor(() => expect(states).toEqual(['lost', 'connected']))
  await vi.waitFor(() => expect(heard).toEqual(['1 ü', '3 ü']))
})

test('[W33] [W36] a host that refuses is quoted, asked no more, and asked again with a new key', async () => {
  const keys: unknown[] = []
  const refusal = { kind: 'refused-sender', message: 'The key is from an earlier start.', next: 'Open the address that was printed.' }
  const { connection, happen } = connectWith(async (_, init) => {
    const key = (init.headers as Record<string, string>)['authorization']
    keys.push(key)
    return key === 'Bearer new' ? new Response(new ReadableStream()) : Response.json({ ok: false, error: refusal }, { status: 401 })
  })
  await vi.waitFor(() => expect(connection.trouble()).toEqual(refusal))
  expect(connection.state()).toBe('lost')
  await new Promise((resolve) => { setTimeout(resolve, 1_200) })
  expect(keys).toEqual(['Bearer abc_-123'])
  vi.stubGlobal('location', { hash: '#token=new', pathname: '/' })
  happen('hashchange')
  await vi.waitFor(() => expect(connection.state()).toBe('connected'))
  expect(connection.trouble()).toBeNull()
  expect(keys).toEqual(['Bearer abc_-123', 'Bearer new'])
})

test('[W5] only the newest ends are remembered', () => {
  const { client, emit } = scriptedEvents({ turnId: null, text: '' })
  const live = followLiveAnswers(client, (run) => run())
  for (let turn = 0; turn < 1_000; turn++) emit('turn.ended', { turnId: `t${turn}` })
  live.begin('t999', 'c', null)
  expect(live.get('c')).toBeNull()
  live.begin('t0', 'c', null)
  expect(live.get('c')?.turnId).toBe('t0')
})

test('[W33] a call that reaches nobody is a sentence with a next step', async () => {
  const { connection } = connectWith(async () => { throw new TypeError('refused') })
  const answer = await connection.client.call('app.status', {})
  expect(answer).toEqual({ ok: false, error: { kind: 'busy', message: 'Casement does not answer.', next: 'It was closed or has stopped: start it again with “npm start” and open the address it prints.' } })
  expect(connection.state()).toBe('lost')
})
