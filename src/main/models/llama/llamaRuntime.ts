import { fail, ok, type Failure, type Result } from '../../../shared/result.ts'
import { availableMemory } from '../gguf/availableMemory.ts'
import { planMemory } from '../gguf/estimateMemory.ts'
import type { GgufFacts } from '../gguf/facts.ts'
import type { GenerateEvent } from '../ports.ts'
import { physicalCores } from '../process/cores.ts'
import type { ModelProcess } from '../process/modelProcessClient.ts'
import type { GenerateArgs, LoadedModel, Method, Methods, PrepareArgs, PrefixPlace } from '../process/protocol.ts'
import type { Quarantine } from '../process/quarantine.ts'
import { createEventQueue } from './eventQueue.ts'

/** The generate process as the engine uses it: loads what a call needs, also after a crash. */
export interface LlamaRuntime {
  /** The file in the model process, while it is loaded or being loaded. */
  readonly held: { readonly path: string; readonly ready: boolean; readonly windowTokens: number | null } | null
  /** Tells that the process died; gives the file that was in it. */
  noteDeath(): string | null
  /** Loads a file unless it is loaded; fails when memory is short, or the file was set aside or is refused. */
  load(file: LlamaFile): Promise<Result<LoadedModel>>
  call<K extends 'llama.count' | 'llama.countChat'>(file: LlamaFile, method: K, args: Methods[K]['args']): Promise<Result<Methods[K]['value']>>
  generate(file: LlamaFile, args: Omit<GenerateArgs, 'path' | 'prefixBytes'>, signal: AbortSignal): AsyncIterable<GenerateEvent>
  /** Reads ahead when this file is loaded; else, and whatever happens, does nothing. Never rejects. */
  prepare(file: LlamaFile, args: Omit<PrepareArgs, 'path' | 'prefixBytes'>, signal: AbortSignal): Promise<void>
  /** Writes what was read to disk, where it is not there yet, because the process will end. */
  keepPrefixes(): Promise<void>
  /** Lets go of what was read for these conversations (null: for all) in memory. */
  dropPrefixes(conversationIds: readonly string[] | null): Promise<void>
  unload(): Promise<void>
}

/** A model file: where it lies, what its header says, and its fingerprint. */
export interface LlamaFile { readonly path: string; readonly facts: GgufFacts; readonly key: string }

export interface LlamaRuntimeOptions {
  readonly process: ModelProcess
  readonly quarantine: Quarantine
  readonly freeBytes?: () => Promise<number>
  /** Where evaluated prefixes are kept, asked at every use; null keeps none. */
  readonly prefixes?: () => PrefixPlace | null
  /** Hears that a load began or ended. */
  readonly onChange?: () => void
}

/** Another model may be loaded between our load and our call; twice in a row that is bad luck, more is a bug. */
const attempts = 3

export function createLlamaRuntime({ process, quarantine, freeBytes = availableMemory, prefixes = () => null, onChange = () => {} }: LlamaRuntimeOptions): LlamaRuntime {
  let path: string | null = null
  let loaded: { readonly path: string; readonly incarnation: number; readonly model: LoadedModel } | null = null
  let queue: Promise<unknown> = Promise.resolve()

  function load(file: LlamaFile): Promise<Result<LoadedModel>> {
    const result = queue.then(() => loadNow(file))
    queue = result.catch(() => {})
    return result
  }

  const isLoaded = (wanted: string) => loaded?.path === wanted && loaded.incarnation === process.incarnation
  const prefixBytes = () => prefixes()?.bytes ?? 0

  async function loadNow({ path: wanted, facts, key }: LlamaFile): Promise<Result<LoadedModel>> {
    const allowed = quarantine.check(wanted)
    if (!allowed.ok) return allowed
    if (loaded !== null && isLoaded(wanted)) return ok(loaded.model)
    // What is loaded makes room for what comes.
    if (loaded !== null && loaded.incarnation === process.incarnation) await process.call('llama.unload', {})
    loaded = null
    const plan = planMemory(facts, await freeBytes())
    if (!plan.ok) return plan
    path = wanted
    onChange()
    const result = await process.call('llama.load', {
      path: wanted, key, windowTokens: plan.value.windowTokens, conversations: plan.value.conversations, threads: physicalCores(), prefixes: prefixes(),
    })
    if (result.ok) loaded = { path: wanted, incarnation: process.incarnation, model: result.value }
    else path = null
    onChange()
    return result
  }

  async function callLoaded<K extends Method>(file: LlamaFile, ask: () => Promise<Result<Methods[K]['value']>>): Promise<Result<Methods[K]['value']>> {
    for (let attempt = 1; ; attempt++) {
      const ready = await load(file)
      if (!ready.ok) return ready
      const result = await ask()
      if (result.ok || result.error.kind !== 'busy' || attempt === attempts) return result
    }
  }

  return {
    get held() {
      if (path === null) return null
      const ready = loaded?.path === path && loaded.incarnation === process.incarnation
      return { path, ready, windowTokens: ready ? loaded?.model.windowTokens ?? null : null }
    },
    noteDeath() {
      const died = path
      path = null
      loaded = null
      return died
    },
    load,
    call: (file, method, args) => callLoaded(file, () => process.call(method, args)),
    async *generate(file, args, signal) {
      const events = createEventQueue<GenerateEvent>()
      const stop = new AbortController()
      const either = AbortSignal.any([signal, stop.signal])
      const work = callLoaded<'llama.generate'>(file, async () => either.aborted
        ? fail('cancelled', 'Stopped.')
        : process.call('llama.generate', { ...args, path: file.path, prefixBytes: prefixBytes() }, { signal: either, onPart: (text) => events.put({ type: 'token', text }) }))
      void work.then((result) => { events.put(endOf(result)); events.end() })
      try { yield* events.items() } finally { stop.abort() }
    },
    async prepare({ path: wanted }, args, signal) {
      if (isLoaded(wanted) && !signal.aborted) await process.call('llama.prepare', { ...args, path: wanted, prefixBytes: prefixBytes() }, { signal })
    },
    async keepPrefixes() {
      if (path !== null && isLoaded(path)) await process.call('llama.keep', {})
    },
    async dropPrefixes(conversationIds) {
      if (path !== null && isLoaded(path)) await process.call('llama.drop', { conversationIds })
    },
    unload() {
      const unload = queue.then(async () => {
        if (loaded !== null && loaded.incarnation === process.incarnation) await process.call('llama.unload', {})
        loaded = null
        path = null
      })
      queue = unload.catch(() => {})
      return unload
    },
  }
}

function endOf(result: Result<Methods['llama.generate']['value'], Failure>): GenerateEvent {
  if (result.ok) return { type: 'end', usage: result.value.usage, stopped: result.value.stopped, timing: result.value.timing }
  if (result.error.kind !== 'cancelled') return { type: 'failed', failure: result.error }
  return { type: 'end', usage: { promptTokens: 0, evaluatedTokens: 0, cachedTokens: 0, outputTokens: 0, reported: true }, stopped: 'cancelled', timing: null }
}
