import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Result } from '../../../shared/result.ts'
import { taskKinds } from '../../../shared/words.ts'
import type { TurnTrace } from '../../../shared/trace.ts'
import { createEngine } from '../../engine/createEngine.ts'
import type { Engine } from '../../engine/engine.ts'
import type { ChatModel, Models } from '../../models/ports.ts'
import { scriptedModel } from '../../models/scripted/scriptedModel.ts'
import { Scope } from '../../platform/scope.ts'
import { ask, unwrap } from '../askEngine.ts'
import { benchEntries, resourcesFolder } from '../places.ts'
import { faultNames, midwayFaults, modelPrefix, startFaultyServer, type Fault, type FaultyServer } from './faultyServer.ts'
import { retryNaively } from './naiveRetry.ts'

/** What the provider is called outside: a server on this computer would be another rule. */
const publicBase = 'https://api.faulty.test/v1'
export const localAnswer = 'From this computer.'
/** Short, so that a silent server costs the benchmark little. */
export const silentMs = 400
const firstMs = 1200
/** Far longer than three tries with all their waits, on a busy computer too. */
const patienceMs = 30_000

export interface FaultyEngine {
  readonly engine: Engine
  readonly server: FaultyServer
  /**
   * Sends a message to a provider with a fault, and waits for the end.
   * @param cancelAfterMs stops the turn so long after it was sent; never unless given
   */
  say(fault: Fault, after: number, cancelAfterMs?: number): Promise<FaultyTurn>
  /** "Try now" for the provider of this fault. */
  tryNow(fault: Fault): Promise<void>
  allowFallback(isAllowed: boolean): Promise<void>
  close(): Promise<void>
}

export interface FaultyTurn {
  readonly trace: TurnTrace
  readonly text: string
  /** From sending until the window has something to show: the first stage, or the first words. */
  readonly firstReactionMs: number
  /** It did not end by itself and was cancelled. */
  readonly hung: boolean
}

/**
 * A whole engine on a new profile, with one provider for each fault, all on one local server, and a scripted model on this computer.
 * @param way as it is, or with a loop behind the guard that asks again whatever happened
 */
export async function openFaultyEngine(way: 'guarded' | 'naive' = 'guarded'): Promise<FaultyEngine> {
  const scope = new Scope()
  const profile = mkdtempSync(join(tmpdir(), 'casement-faults-'))
  scope.onClose(() => { rmSync(profile, { recursive: true, force: true }) })
  const server = scope.own(await startFaultyServer())
  const local = scriptedModel({ answers: [localAnswer] })
  const engine = scope.own(unwrap(await createEngine({
    host: 'test', profile, resources: resourcesFolder, sharedModels: [], entries: benchEntries, calibrateAfterMs: null, learnAfterMs: null, silentMs,
    fetch: (url, init) => fetch(addressOf(String(url), server), init),
    answerLimits: { firstMs },
    models: (real) => withLocal(way === 'naive' ? naively(real) : real, local),
  })))
  for (const fault of new Set<Fault>(['none', ...faultNames, ...midwayFaults])) {
    await ask(engine, 'providers.save', {
      id: fault, name: `Provider ${fault}`, kind: 'openai-compatible', baseUrl: `${publicBase}/${fault}`, enabled: true, key: 'key-of-nobody',
      models: [{ id: `${modelPrefix}${fault}`, windowTokens: 8000, inputPrice: 1, outputPrice: 1 }],
    })
  }
  await ask(engine, 'settings.set', { taskRules: taskKinds.map((task) => ({ task, place: 'cloud', allowPersonal: true })), fallbackToLocal: false })
  return {
    engine, server,
    async say(fault, after, cancelAfterMs) {
      const { id: conversationId } = await ask<{ id: string }>(engine, 'conversations.create', {})
      await ask(engine, 'conversations.update', { conversationId, route: `cloud:${fault}:${modelPrefix}${fault}` })
      const turn = await follow(engine, conversationId, `Write one line about the sea. Stop after ${after} words.`, cancelAfterMs)
      const { items } = await ask<{ items: { text: string }[] }>(engine, 'messages.list', { conversationId, limit: 1 })
      return { ...turn, text: items.at(-1)?.text ?? '' }
    },
    // Refused for a provider that was never asked: there is nothing to close yet.
    async tryNow(fault) { await engine.handle('health.retry', { kind: 'provider', id: fault }) },
    async allowFallback(isAllowed) { await ask(engine, 'settings.set', { fallbackToLocal: isAllowed }) },
    close: () => scope.close(),
  }
}

async function follow(engine: Engine, conversationId: string, text: string, cancelAfterMs = Number.POSITIVE_INFINITY): Promise<Omit<FaultyTurn, 'text'>> {
  const began = performance.now()
  let firstReactionMs: number | null = null
  let stop = () => {}
  const over = new Promise<string>((resolve) => {
    stop = engine.listen((name, event) => {
      if ((event as { conversationId?: string }).conversationId !== conversationId) return
      if (name === 'turn.stage' || name === 'turn.token') firstReactionMs ??= performance.now() - began
      if (name === 'turn.ended') resolve((event as { turnId: string }).turnId)
    })
  })
  let hung = false
  let timer: ReturnType<typeof setTimeout> | undefined
  try {
    const sent = await ask<{ turnId: string }>(engine, 'turn.send', { conversationId, text })
    timer = setTimeout(() => { hung = cancelAfterMs > patienceMs; void engine.handle('turn.cancel', sent) }, Math.min(patienceMs, cancelAfterMs))
    const turnId = await over
    return { trace: await ask<TurnTrace>(engine, 'trace.get', { turnId }), firstReactionMs: firstReactionMs ?? performance.now() - began, hung }
  } finally {
    clearTimeout(timer)
    stop()
  }
}

/** One way in for all; what speaks to a plain server as if it had a certificate fails in its handshake. */
function addressOf(url: string, server: FaultyServer): string {
  const local = url.replace(/^https:\/\/api\.faulty\.test\/v1\/[^/]+/, server.baseUrl)
  return url.startsWith(`${publicBase}/tls/`) ? local.replace('http:', 'https:') : local
}

function withLocal(models: Models, local: ChatModel): Models {
  return {
    ...models,
    list: async () => [local.info, ...(await models.list()).filter((info) => info.providerId !== null)],
    peek: (id) => id === local.info.id ? local.info : models.peek(id),
    open: async (id) => id === local.info.id ? { ok: true, value: local } : models.open(id),
  }
}

function naively(models: Models): Models {
  return {
    ...models,
    async open(id): Promise<Result<ChatModel>> {
      const opened = await models.open(id)
      return !opened.ok || opened.value.place === 'local' ? opened : { ok: true, value: retryNaively(opened.value) }
    },
  }
}
