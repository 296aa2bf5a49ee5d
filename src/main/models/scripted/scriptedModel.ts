import { noAbilities, type ModelAbilities, type ModelInfo } from '../../../shared/model.ts'
import { fail, ok, type Failure } from '../../../shared/result.ts'
import type { ClearedPrompt } from '../../privacy/clear.ts'
import type { ChatModel, CloudChatModel, GenerateEvent, GenerateRequest, GenerateTiming, LocalChatModel, Models, PrepareRequest } from '../ports.ts'
import { playAnswer } from './playAnswer.ts'
import { wordCounter } from './wordCounter.ts'

/** One scripted answer. A plain string is an answer that ends well. */
export interface ScriptedAnswer {
  readonly text: string
  /** Ends with this failure, after `failAfter` words (0: before the first). */
  readonly failure?: Failure
  readonly failAfter?: number
  /** After so many words it says nothing more until it is cancelled. */
  readonly hangAfter?: number
  /** Reported with its end; null unless given. */
  readonly timing?: GenerateTiming
  /** Tokens that it says it read; all of the prompt unless given. */
  readonly readTokens?: number
  /** Tokens of the prompt that are reported as kept from before; 0 unless given. */
  readonly cachedTokens?: number
}

export type RecordedRequest = GenerateRequest & { readonly cleared?: ClearedPrompt }

export interface ScriptedOptions {
  /** Given one after the other, the last one again and again; or made from the request. */
  readonly answers: readonly (string | ScriptedAnswer)[] | ((request: RecordedRequest) => string | ScriptedAnswer)
  /** "local:scripted" or "cloud:scripted:scripted" unless said otherwise. */
  readonly id?: string
  readonly name?: string
  /** "scripted" unless said otherwise. */
  readonly key?: string
  readonly windowTokens?: number
  readonly small?: boolean
  /** Milliseconds before each word. */
  readonly delayMs?: number
  /** Cloud only: where bytes would go, what a million tokens cost, and whether that is this computer. */
  readonly destination?: string
  readonly price?: { readonly input: number | null; readonly output: number | null }
  /** What it says it takes beside text; nothing unless given. */
  readonly abilities?: ModelAbilities
}

/** All that the model was asked, oldest first. */
export interface Recorded {
  readonly requests: readonly RecordedRequest[]
  /** What it was told to read ahead, oldest first; always empty for cloud models. */
  readonly prepared: readonly PrepareRequest[]
}

/**
 * A model whose answers are written beforehand, with the same port as the real ones: it streams word by word,
 * stops at stop strings, at `maxOutputTokens` and when cancelled, and refuses a wrong `expectedTokens`.
 */
export function scriptedModel(options: ScriptedOptions & { readonly place: 'cloud' }): CloudChatModel & Recorded
export function scriptedModel(options: ScriptedOptions & { readonly place?: 'local' }): LocalChatModel & Recorded
export function scriptedModel(options: ScriptedOptions & { readonly place?: 'local' | 'cloud' }): ChatModel & Recorded {
  const requests: RecordedRequest[] = []
  const prepared: PrepareRequest[] = []
  const shared = { key: options.key ?? 'scripted', info: infoOf(options), windowTokens: options.windowTokens ?? 4096, counter: wordCounter, requests, prepared }
  const generate = (request: RecordedRequest) => {
    const answer = nextAnswer(options, requests.length, request)
    requests.push(request)
    return playAnswer(answer, request, options.delayMs ?? 0)
  }
  if (options.place !== 'cloud') return { ...shared, place: 'local', generate, prepare: (request) => { prepared.push(request); return Promise.resolve() } }
  return {
    ...shared, place: 'cloud',
    price: options.price ?? { input: null, output: null },
    destination: options.destination ?? 'scripted.invalid',
    loopback: false,
    generate: (request) => request.cleared === undefined ? refused() : generate(request),
  }
}

/**
 * The real models with scripted ones in front, for `EngineOptions.models`: what embeds and ranks stays real, and only the
 * scripted models can answer.
 */
export function withScriptedModels(real: Models, chat: readonly ChatModel[]): Models {
  const find = (modelId: string) => chat.find((one) => one.info.id === modelId)
  return {
    embedder: real.embedder,
    list: async () => [...chat.map((one) => one.info), ...(await real.list()).filter((one) => one.duty !== 'chat')],
    open: (modelId) => {
      const model = find(modelId)
      return Promise.resolve(model === undefined ? fail('not-found', `There is no scripted model ${modelId}.`) : ok(model))
    },
    peek(modelId) {
      const other = real.peek(modelId)
      return find(modelId)?.info ?? (other?.duty === 'chat' ? null : other)
    },
    dropPrefixes: (conversationIds) => real.dropPrefixes(conversationIds),
    close: () => real.close(),
  }
}

function nextAnswer(options: ScriptedOptions, turn: number, request: RecordedRequest): ScriptedAnswer {
  const { answers } = options
  const answer = typeof answers === 'function' ? answers(request) : answers[Math.min(turn, answers.length - 1)] ?? ''
  return typeof answer === 'string' ? { text: answer } : answer
}

function infoOf(options: ScriptedOptions & { readonly place?: 'local' | 'cloud' }): ModelInfo {
  const place = options.place ?? 'local'
  return {
    id: options.id ?? (place === 'local' ? 'local:scripted' : 'cloud:scripted:scripted'),
    name: options.name ?? 'Scripted', place, providerId: place === 'cloud' ? 'scripted' : null, state: 'ready',
    sizeBytes: null, windowTokens: options.windowTokens ?? 4096, needsBytes: null, fits: true,
    license: null, problem: null, small: options.small ?? false, duty: 'chat',
    price: place === 'local' ? { input: 0, output: 0 } : options.price ?? null, abilities: options.abilities ?? noAbilities,
  }
}

async function* refused(): AsyncGenerator<GenerateEvent> {
  yield { type: 'failed', failure: { kind: 'not-allowed', message: 'This prompt was not cleared for the cloud.' } }
}
