import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Client, Event, EventName, Input, Output, CommandName } from '../../src/shared/contract.ts'
import type { Conversation } from '../../src/shared/message.ts'
import type { Failure, Result } from '../../src/shared/result.ts'
import type { Settings } from '../../src/shared/settings.ts'
import type { TurnTrace } from '../../src/shared/trace.ts'
import { createEngine } from '../../src/main/engine/createEngine.ts'
import type { Engine, EngineOptions } from '../../src/main/engine/engine.ts'
import type { ChatModel } from '../../src/main/models/ports.ts'
import { withScriptedModels } from '../../src/main/models/scripted/scriptedModel.ts'

export const root = join(import.meta.dirname, '../..')

/** The files that start the model process and the search thread, as sources. */
export const sourceEntries = {
  modelProcess: join(root, 'src/main/models/process/modelProcess.ts'),
  searchThread: join(root, 'src/main/storage/index/searchThread.ts'),
}

export interface Heard { readonly name: EventName; readonly event: unknown }

/** A real engine on a real profile with the real embedder; only the chat models are scripted. */
export interface TestEngine {
  readonly engine: Engine
  readonly client: Client
  readonly profile: string
  readonly heard: readonly Heard[]
  /** Calls and expects success. */
  ask<K extends CommandName>(name: K, input: Input<K>): Promise<Output<K>>
  /** Calls and expects a failure. */
  refuse<K extends CommandName>(name: K, input: Input<K>): Promise<Failure>
  newConversation(title?: string): Promise<Conversation>
  /** Sends a message and waits for the turn's end and its trace. */
  say(conversationId: string, text: string): Promise<TurnTrace>
  ended(turnId: string): Promise<Event<'turn.ended'>>
  /** Waits until a turn was looked back at, and gives its trace. */
  reflected(turnId: string): Promise<TurnTrace>
  lastAnswer(conversationId: string): Promise<string>
  close(): Promise<void>
  /** Closes and opens the same profile again. */
  reopen(change?: Partial<TestEngineOptions>): Promise<TestEngine>
}

export interface TestEngineOptions {
  readonly profile?: string
  /** Scripted models; absent: the real ones, as they are on this computer. */
  readonly chat?: readonly ChatModel[]
  readonly settings?: Partial<Settings>
  readonly engine?: Partial<EngineOptions>
}

export async function openTestEngine(options: TestEngineOptions = {}): Promise<TestEngine> {
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'casement-test-'))
  const { chat } = options
  const opened = await createEngine({
    host: 'test', profile, resources: join(root, 'resources'), sharedModels: [], entries: sourceEntries, calibrateAfterMs: null,
    ...(chat === undefined ? {} : { models: (real) => withScriptedModels(real, chat) }),
    ...options.engine,
  })
  if (!opened.ok) throw new Error(`the engine did not open: ${opened.error.message}`)
  const engine = opened.value
  const heard: Heard[] = []
  const waiting = new Map<string, (event: Event<'turn.ended'>) => void>()
  const over = new Map<string, Event<'turn.ended'>>()
  engine.listen((name, event) => {
    heard.push({ name, event })
    if (name !== 'turn.ended') return
    const ended = event as Event<'turn.ended'>
    over.set(ended.turnId, ended)
    waiting.get(ended.turnId)?.(ended)
  })
  const client = clientOf(engine)
  const ask: TestEngine['ask'] = async (name, input) => {
    const answer = await client.call(name, input)
    if (!answer.ok) throw new Error(`${name} failed: ${answer.error.kind}: ${answer.error.message}`)
    return answer.value
  }
  const test: TestEngine = {
    engine, client, profile, heard, ask,
    async refuse(name, input) {
      const answer = await client.call(name, input)
      if (answer.ok) throw new Error(`${name} succeeded: ${JSON.stringify(answer.value).slice(0, 200)}`)
      return answer.error
    },
    newConversation: (title = '') => ask('conversations.create', { title }),
    ended: (turnId) => over.has(turnId) ? Promise.resolve(over.get(turnId)!) : new Promise((resolve) => { waiting.set(turnId, resolve) }),
    async say(conversationId, text) {
      const { turnId } = await ask('turn.send', { conversationId, text })
      await test.ended(turnId)
      return ask('trace.get', { turnId })
    },
    async reflected(turnId) {
      for (let waited = 0; waited < 400; waited++) {
        const trace = await ask('trace.get', { turnId })
        if (trace.fidelity !== null) return trace
        await new Promise((resolve) => { setTimeout(resolve, 25) })
      }
      throw new Error('the turn was never looked back at')
    },
    async lastAnswer(conversationId) {
      return (await ask('messages.list', { conversationId, limit: 1 })).items.at(-1)?.text ?? ''
    },
    async close() {
      await engine.close()
      rmSync(profile, { recursive: true, force: true })
    },
    async reopen(change = {}) {
      await engine.close()
      return openTestEngine({ ...options, ...change, profile })
    },
  }
  if (options.settings !== undefined) await ask('settings.set', options.settings)
  return test
}

/** The contract's client in process: what a window would do, without a wire. */
export function clientOf(engine: Engine): Client {
  return {
    call: (name, input) => engine.handle(name, input) as Promise<Result<never, Failure>>,
    listen: (name, hear) => engine.listen((heardName: EventName, event: unknown) => { if (heardName === name) hear(event as never) }),
  }
}
