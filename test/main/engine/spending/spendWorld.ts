import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import type { SpendAlert, SpendLimit } from '../../../../src/shared/spending.ts'
import type { Settings } from '../../../../src/shared/settings.ts'
import type { CloudChatModel, GenerateEvent } from '../../../../src/main/models/ports.ts'
import { createEventStream } from '../../../../src/main/engine/eventStream.ts'
import { createSettingsDesk } from '../../../../src/main/engine/settingsDesk.ts'
import { createSpendDesk, type SpendDesk, type SpendMeta } from '../../../../src/main/engine/spendDesk.ts'
import { scriptedModel } from '../../../../src/main/models/scripted/scriptedModel.ts'
import { silentLog } from '../../../../src/main/platform/log.ts'
import { clearForCloud } from '../../../../src/main/privacy/clear.ts'
import { all } from '../../../../src/main/storage/database.ts'
import { openStore, type Store } from '../../../../src/main/storage/openStore.ts'

const closers: (() => void)[] = []
afterEach(() => { for (const close of closers.splice(0).reverse()) close() })

export const noon = new Date(2026, 4, 10, 12).getTime()
export const everyDay = (usd: number | null, patch: Partial<SpendLimit> = {}): SpendLimit => ({ id: 'day', scope: { kind: 'all' }, period: 'day', usd, tokens: null, ...patch })

export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'casement-spend-'))
  closers.push(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export interface Row { id: string; day: string; month: string; state: string; reserved_nano: number; cost_nano: number | null; reserved_tokens: number; prompt_tokens: number; output_tokens: number; cached_tokens: number; priced: number; conversation_id: string | null; turn_id: string | null; purpose: string; provider_id: string }

export interface SpendWorld {
  readonly desk: SpendDesk
  readonly store: Store
  readonly clock: { time: number }
  readonly alerts: SpendAlert[]
  readonly warnings: string[]
  rows(): Row[]
}

/** A real store with its books; time stands still unless a test moves it. */
export async function openWorld(options: { limits?: SpendLimit[]; settings?: Partial<Settings>; folder?: string; store?: (store: Store) => Store } = {}): Promise<SpendWorld> {
  const clock = { time: noon }
  const opened = await openStore({ folder: options.folder ?? tempFolder(), holder: { host: 'test', pid: process.pid, since: noon }, now: () => clock.time, log: silentLog })
  if (!opened.ok) throw new Error(opened.error.message)
  closers.push(() => opened.value.close())
  const store = options.store?.(opened.value) ?? opened.value
  const settings = createSettingsDesk(store)
  if (options.limits !== undefined || options.settings !== undefined) settings.set({ ...options.settings, ...(options.limits === undefined ? {} : { spendLimits: options.limits }) })
  const warnings: string[] = []
  const log = { info() {}, warn: (what: string) => { warnings.push(what) } }
  const events = createEventStream(log)
  const alerts: SpendAlert[] = []
  events.listen((name, event) => { if (name === 'spending.alert') alerts.push(event as SpendAlert) })
  const desk = createSpendDesk({
    store, settings, events, log, clock: { now: () => clock.time, elapsed: () => clock.time },
    providers: () => [{ id: 'scripted', name: 'Scripted Cloud' }], priceOf: (modelId) => modelId === 'cloud:scripted:big' ? { input: 10, output: 10 } : null,
  })
  return { desk, store, clock, alerts, warnings, rows: () => all<Row>(store.read, 'SELECT * FROM spend_call ORDER BY number') }
}

const cleared = clearForCloud('open', 'open')
export function requestOf(text: string, maxOutputTokens = 100, signal = new AbortController().signal): Parameters<CloudChatModel['generate']>[0] {
  if (!cleared.ok) throw new Error('not cleared')
  return { conversationId: 'c1', messages: [{ role: 'user', text }], maxOutputTokens, temperature: 0, seed: 1, stop: [], signal, expectedTokens: null, cleared: cleared.value }
}

export const meta: SpendMeta = { conversationId: 'c1', turnId: 't1', purpose: 'answer' }

export async function read(stream: AsyncIterable<GenerateEvent>): Promise<GenerateEvent[]> {
  const events: GenerateEvent[] = []
  for await (const event of stream) events.push(event)
  return events
}

/** A cloud model whose stream is written by the test. */
export function cloudModel(play: (request: Parameters<CloudChatModel['generate']>[0]) => AsyncIterable<GenerateEvent>, patch: Partial<CloudChatModel> = {}): CloudChatModel {
  return { ...scriptedModel({ place: 'cloud', answers: [''], price: { input: 1000, output: 2000 } }), ...patch, generate: play }
}

export const ended = (promptTokens: number, outputTokens: number, patch: object = {}): GenerateEvent =>
  ({ type: 'end', stopped: 'end', timing: null, usage: { promptTokens, evaluatedTokens: promptTokens, cachedTokens: 0, outputTokens, reported: true, ...patch } })
