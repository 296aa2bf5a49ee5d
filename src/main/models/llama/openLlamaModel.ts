import type { ModelInfo } from '../../../shared/model.ts'
import { FailureError, ok, type Result } from '../../../shared/result.ts'
import { createByteCache, type ByteCache, type CacheFigures } from '../../cache/byteCache.ts'
import type { ChatMessage, GenerateEvent, LocalChatModel, TokenCounter } from '../ports.ts'
import { keyOf } from '../tokens/countCache.ts'
import type { LlamaFile, LlamaRuntime } from './llamaRuntime.ts'

/** What is remembered of counts, so that a turn asks the process only for what is new; it outlives the opening of a model. */
const keptBytes = 4 * 1024 * 1024
const countsOf = new WeakMap<LlamaRuntime, ByteCache<number>>()

/** How the counts that are remembered for the models of a runtime stand. */
export function llamaCountFigures(runtime: LlamaRuntime): CacheFigures {
  return keptFor(runtime).figures()
}

function keptFor(runtime: LlamaRuntime): ByteCache<number> {
  const kept = countsOf.get(runtime) ?? createByteCache<number>({ name: 'Token counts', mostBytes: keptBytes, sizeOf: () => 8 })
  countsOf.set(runtime, kept)
  return kept
}

/**
 * Loads a model file and makes it ready to answer. After a crash the same object loads it again with the next call.
 * @param file a file that `inspectGguf` accepted, with the facts it gave
 */
export async function openLlamaModel(options: { readonly runtime: LlamaRuntime; readonly file: LlamaFile; readonly info: ModelInfo }): Promise<Result<LocalChatModel>> {
  const { runtime, file } = options
  const loaded = await runtime.load(file)
  if (!loaded.ok) return loaded
  const { windowTokens } = loaded.value
  return ok({
    place: 'local',
    key: file.key,
    info: { ...options.info, state: 'ready', windowTokens },
    windowTokens,
    counter: createLlamaCounter(runtime, file),
    generate: ({ signal, ...request }) => (request.images?.length ?? 0) + (request.tools?.length ?? 0) > 0 ? refuse() : runtime.generate(file, {
      conversationId: request.conversationId, messages: plain(request.messages), maxOutputTokens: request.maxOutputTokens, temperature: request.temperature, seed: request.seed, stop: [...request.stop], expectedTokens: request.expectedTokens, keep: request.keep ?? true,
      schema: request.schema === undefined ? null : structuredClone(request.schema) as Record<string, unknown>,
    }, signal),
    prepare: ({ conversationId, messages, signal }) => runtime.prepare(file, { conversationId, messages: plain(messages) }, signal),
  })
}

async function* refuse(): AsyncGenerator<GenerateEvent> {
  yield { type: 'failed', failure: { kind: 'unsupported', message: 'A model on this computer is given text alone: it takes no pictures and calls no tools.', next: 'Leave the picture out, or choose a model that takes pictures.' } }
}

/** What travels to the process is data that it can be sent. */
function plain(messages: readonly ChatMessage[]): ChatMessage[] {
  return messages.map(({ role, text }) => ({ role, text }))
}

/**
 * Counts with the model's own tokenizer. Rejects with a `FailureError` when the process cannot count, also not
 * after it was started again.
 */
function createLlamaCounter(runtime: LlamaRuntime, file: LlamaFile): TokenCounter {
  const known = keptFor(runtime)

  async function ask<T>(question: () => Promise<Result<T>>): Promise<T> {
    let result = await question()
    if (!result.ok && result.error.kind === 'model-crashed') result = await question()
    if (!result.ok) throw new FailureError(result.error)
    return result.value
  }

  return {
    // A GGUF's name for itself is its maker's build label: no word for people.
    name: 'its own tokenizer',
    exact: true,
    async count(texts) {
      const keys = texts.map((text) => `${file.key} ${keyOf(text)}`)
      const before = keys.map((key) => known.get(key))
      const fresh = new Map(texts.flatMap((text, at) => before[at] === undefined ? [[keys[at]!, text] as const] : []))
      const counts = fresh.size === 0 ? [] : await ask(() => runtime.call(file, 'llama.count', { path: file.path, texts: [...fresh.values()] }))
      const now = new Map([...fresh.keys()].map((key, at) => [key, counts[at] ?? 0]))
      const result = keys.map((key, at) => before[at] ?? now.get(key) ?? 0)
      for (const [key, count] of now) known.put(key, count)
      return result
    },
    countChat: (messages) => ask(() => runtime.call(file, 'llama.countChat', { path: file.path, messages: plain(messages) })),
  }
}
