import type { ModelInfo } from '../../../shared/model.ts'
import { FailureError, ok, type Result } from '../../../shared/result.ts'
import type { GgufFacts } from '../gguf/facts.ts'
import type { LocalChatModel, TokenCounter } from '../ports.ts'
import type { LlamaRuntime } from './llamaRuntime.ts'

/** Texts whose counts are remembered here, so that a turn asks the process only for what is new. */
const keptCounts = 5000
const longestKept = 20_000

/**
 * Loads a model file and makes it ready to answer. After a crash the same object loads it again with the next call.
 * @param path a file that `inspectGguf` accepted, with the facts it gave
 */
export async function openLlamaModel(options: { readonly runtime: LlamaRuntime; readonly path: string; readonly facts: GgufFacts; readonly info: ModelInfo }): Promise<Result<LocalChatModel>> {
  const { runtime, path, facts } = options
  const loaded = await runtime.load(path, facts)
  if (!loaded.ok) return loaded
  const { windowTokens } = loaded.value
  return ok({
    place: 'local',
    info: { ...options.info, state: 'ready', windowTokens },
    windowTokens,
    counter: createLlamaCounter(runtime, path, facts),
    generate: ({ signal, ...request }) => runtime.generate(facts, {
      path, conversationId: request.conversationId, messages: request.messages.map(({ role, text }) => ({ role, text })),
      maxOutputTokens: request.maxOutputTokens, temperature: request.temperature, seed: request.seed, stop: [...request.stop], expectedTokens: request.expectedTokens,
    }, signal),
  })
}

/**
 * Counts with the model's own tokenizer. Rejects with a `FailureError` when the process cannot count, also not
 * after it was started again.
 */
function createLlamaCounter(runtime: LlamaRuntime, path: string, facts: GgufFacts): TokenCounter {
  const known = new Map<string, number>()

  async function ask<T>(question: () => Promise<Result<T>>): Promise<T> {
    let result = await question()
    if (!result.ok && result.error.kind === 'model-crashed') result = await question()
    if (!result.ok) throw new FailureError(result.error)
    return result.value
  }

  return {
    name: facts.name ?? facts.architecture,
    exact: true,
    async count(texts) {
      const fresh = [...new Set(texts)].filter((text) => !known.has(text))
      const counts = fresh.length === 0 ? [] : await ask(() => runtime.call(path, facts, 'llama.count', { path, texts: fresh }))
      const now = new Map(fresh.map((text, at) => [text, counts[at] ?? 0]))
      const result = texts.map((text) => now.get(text) ?? known.get(text) ?? 0)
      for (const [text, count] of now) if (text.length <= longestKept) known.set(text, count)
      for (const text of known.keys()) { if (known.size <= keptCounts) break; known.delete(text) }
      return result
    },
    countChat: (messages) => ask(() => runtime.call(path, facts, 'llama.countChat', { path, messages: messages.map(({ role, text }) => ({ role, text })) })),
  }
}
