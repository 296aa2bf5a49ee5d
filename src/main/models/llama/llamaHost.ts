import { getLlama, InsufficientMemoryError, LlamaLogLevel, type Llama, type LlamaContext, type LlamaContextSequence, type LlamaModel } from 'node-llama-cpp'
import { fail, ok, type Result } from '../../../shared/result.ts'
import { batchTokens } from '../gguf/estimateMemory.ts'
import type { CallContext } from '../process/serve.ts'
import { createPrefixStore } from '../prefixes/prefixStore.ts'
import type { GenerateArgs, Generated, LoadedModel, Methods } from '../process/protocol.ts'
import { createChatTokens, type ChatTokens } from './chatTokens.ts'
import { createConversations, type Conversations } from './conversations.ts'
import { generateText, readAhead } from './generateText.ts'
import { createThreadGovernor, type ThreadGovernor } from './threadGovernor.ts'

/** Runs inside the model process: one loaded model at a time, and the conversations that it holds. */

interface Loaded {
  readonly path: string
  readonly model: LlamaModel
  readonly context: LlamaContext
  readonly chat: ChatTokens
  readonly conversations: Conversations<LlamaContextSequence>
  /** Bytes that kept prefixes may take, as the last call said. */
  prefixBytes: number
  readonly facts: LoadedModel
  readonly chunkTokens: number
  readonly governor: ThreadGovernor
}

/** Steps on a processor are slow for large models, so a stop is looked for more often there. */
const largeModelBytes = 1.5e9

let library: Promise<{ readonly llama: Llama; readonly governor: ThreadGovernor }> | null = null
let lastComplaint = ''
let loaded: Loaded | null = null
/** Loads wait for each other and for running answers, because they take the model away. */
let queue: Promise<unknown> = Promise.resolve()
const running = new Set<Promise<unknown>>()
/** Readings ahead of their time; any answer ends them. */
const ahead = new Set<AbortController>()

function openLibrary(threads: number): NonNullable<typeof library> {
  library ??= getLlama({
    gpu: 'auto', build: 'never', skipDownload: true, progressLogs: false, maxThreads: threads,
    logLevel: LlamaLogLevel.error, logger: (_level, message) => { lastComplaint = message.trim() || lastComplaint },
  }).then((llama) => ({ llama, governor: createThreadGovernor(threads, (free) => { llama.maxThreads = free }) }))
  return library
}

/** Loads a file, taking the place of the one before; answers at once when it is loaded already. */
export function loadModel(args: Methods['llama.load']['args']): Promise<Result<LoadedModel>> {
  const load = queue.then(async () => {
    if (loaded?.path === args.path && loaded.facts.windowTokens === args.windowTokens) return ok(loaded.facts)
    await dispose()
    return open(args)
  })
  queue = load.catch(() => {})
  return load
}

/** Frees the model's memory. */
export function unloadModel(): Promise<Result<null>> {
  const unload = queue.then(dispose)
  queue = unload.catch(() => {})
  return unload.then(() => ok(null))
}

async function open(args: Methods['llama.load']['args']): Promise<Result<LoadedModel>> {
  let model: LlamaModel | null = null
  try {
    lastComplaint = ''
    const { llama, governor } = await openLibrary(args.threads)
    model = await llama.loadModel({ modelPath: args.path })
    const context = await model.createContext({ contextSize: args.windowTokens, sequences: args.conversations, threads: args.threads, batchSize: Math.min(batchTokens, args.windowTokens) })
    const sequences = Array.from({ length: args.conversations }, () => context.getSequence())
    const facts: LoadedModel = { windowTokens: args.windowTokens, conversations: args.conversations, device: llama.gpu === false ? 'cpu' : llama.gpu, threads: args.threads }
    const chunkTokens = llama.gpu === false && model.size > largeModelBytes ? 64 : 256
    const store = args.prefixes === null ? null : createPrefixStore({
      folder: args.prefixes.folder, state: [args.key, args.windowTokens, llama.llamaCppRelease.release, facts.device].join(' '), mostBytes: () => now.prefixBytes,
    })
    const now: Loaded = {
      path: args.path, model, context, chat: createChatTokens(model), conversations: createConversations(sequences, store, args.prefixes?.idleMs ?? 0),
      facts, chunkTokens, governor, prefixBytes: args.prefixes?.bytes ?? 0,
    }
    loaded = now
    return ok(facts)
  } catch (error) {
    await model?.dispose()
    if (error instanceof InsufficientMemoryError) return fail('model-memory', 'There is not enough free memory for this model.', 'Close other programs, or choose a smaller model.')
    const reason = [error instanceof Error ? error.message : String(error), lastComplaint].filter((part) => part !== '').join(' ')
    return fail('model-refused', `This model could not be loaded: ${reason.slice(0, 300)}`, 'Choose another model file.')
  }
}

async function dispose(): Promise<void> {
  stopReadingAhead()
  await Promise.allSettled(running)
  const leaving = loaded
  loaded = null
  if (leaving === null) return
  leaving.conversations.close()
  await leaving.conversations.keepAll()
  await leaving.context.dispose()
  await leaving.model.dispose()
}

/** The loaded model, when it is the one that the call means. */
function current(path: string): Result<Loaded> {
  if (loaded?.path !== path) return fail('busy', 'Another model was loaded in between.', 'Try once more.')
  return ok(loaded)
}

export async function countTexts(args: Methods['llama.count']['args']): Promise<Result<number[]>> {
  const model = current(args.path)
  if (!model.ok) return model
  const counts: number[] = []
  for (const text of args.texts) counts.push((await model.value.chat.ofText(text)).length)
  return ok(counts)
}

export async function countChat(args: Methods['llama.countChat']['args']): Promise<Result<number>> {
  const model = current(args.path)
  return model.ok ? ok((await model.value.chat.ofChat(args.messages)).length) : model
}

/** One answer. The prompt is compared with what the engine counted before anything is read. */
export function generate(args: GenerateArgs, context: CallContext<'llama.generate'>): Promise<Result<Generated>> {
  stopReadingAhead()
  return whileLoaded(args, (model) => answer(model, args, context))
}

/** Reads ahead what the next prompt will begin with, until an answer is asked for. */
export function prepare(args: Methods['llama.prepare']['args'], context: CallContext<'llama.prepare'>): Promise<Result<null>> {
  return whileLoaded(args, async (model) => {
    const given = new AbortController()
    ahead.add(given)
    try {
      const front = await model.chat.ofFront(args.messages)
      const signal = AbortSignal.any([given.signal, context.signal])
      if (front.length >= model.facts.windowTokens || signal.aborted) return ok(null)
      const place = await model.conversations.take(args.conversationId, true)
      let changed = true
      try {
        changed = await readAhead({ sequence: place.sequence, front, signal, governor: model.governor })
      } catch (error) {
        await place.sequence.clearHistory()
        throw error
      } finally {
        await place.giveBack(changed)
      }
      return ok(null)
    } finally {
      ahead.delete(given)
    }
  })
}

/** Writes to disk what was read. */
export async function keepPrefixes(): Promise<Result<null>> {
  stopReadingAhead()
  await loaded?.conversations.keepAll()
  return ok(null)
}

/** Lets go of conversations, on disk and in memory. */
export async function dropPrefixes(args: Methods['llama.drop']['args']): Promise<Result<null>> {
  stopReadingAhead()
  loaded?.chat.forget()
  await loaded?.conversations.drop(args.conversationIds)
  return ok(null)
}

function stopReadingAhead(): void {
  for (const one of ahead) one.abort()
}

/** A model is not taken away while something runs with it. */
async function whileLoaded<T>(args: { readonly path: string; readonly prefixBytes: number }, work: (model: Loaded) => Promise<Result<T>>): Promise<Result<T>> {
  const found = current(args.path)
  if (!found.ok) return found
  found.value.prefixBytes = args.prefixBytes
  const result = work(found.value)
  running.add(result)
  try { return await result } finally { running.delete(result) }
}

async function answer(model: Loaded, args: GenerateArgs, context: CallContext<'llama.generate'>): Promise<Result<Generated>> {
  const prompt = await model.chat.ofChat(args.messages)
  if (args.expectedTokens !== null && args.expectedTokens !== prompt.length) {
    return fail('prompt-mismatch', `The prompt has ${prompt.length} tokens, but ${args.expectedTokens} were counted.`, 'Send the message again; restart Casement if it comes back.')
  }
  if (prompt.length + args.maxOutputTokens > model.facts.windowTokens) {
    return fail('message-too-long', `The prompt has ${prompt.length} tokens and the answer may take ${args.maxOutputTokens}, but this model holds ${model.facts.windowTokens}.`, 'Shorten the message, or choose a model with a larger window.')
  }
  const place = await model.conversations.take(args.conversationId, args.keep)
  try {
    return await generateText({
      model: model.model, sequence: place.sequence, chat: model.chat, prompt, sampling: args, chunkTokens: model.chunkTokens,
      signal: context.signal, onText: context.part, governor: model.governor,
    })
  } catch (error) {
    await place.sequence.clearHistory()
    throw error
  } finally {
    await place.giveBack(true)
  }
}
