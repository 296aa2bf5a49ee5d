import { fail, ok, type Failure, type Result } from '../../../shared/result.ts'
import { availableMemory } from '../gguf/availableMemory.ts'
import { planMemory } from '../gguf/estimateMemory.ts'
import type { GgufFacts } from '../gguf/facts.ts'
import type { GenerateEvent } from '../ports.ts'
import { physicalCores } from '../process/cores.ts'
import type { ModelProcess } from '../process/modelProcessClient.ts'
import type { GenerateArgs, LoadedModel, Method, Methods } from '../process/protocol.ts'
import type { Quarantine } from '../process/quarantine.ts'
import { createEventQueue } from './eventQueue.ts'

/** The generate process as the engine uses it: loads what a call needs, also after a crash. */
export interface LlamaRuntime {
  /** The file in the model process, while it is loaded or being loaded. */
  readonly held: { readonly path: string; readonly ready: boolean; readonly windowTokens: number | null } | null
  /** Tells that the process died; gives the file that was in it. */
  noteDeath(): string | null
  /** Loads a file unless it is loaded; fails when memory is short, or the file was set aside or is refused. */
  load(path: string, facts: GgufFacts): Promise<Result<LoadedModel>>
  call<K extends 'llama.count' | 'llama.countChat'>(path: string, facts: GgufFacts, method: K, args: Methods[K]['args']): Promise<Result<Methods[K]['value']>>
  generate(facts: GgufFacts, args: GenerateArgs, signal: AbortSignal): AsyncIterable<GenerateEvent>
  unload(): Promise<void>
}

export interface LlamaRuntimeOptions {
  readonly process: ModelProcess
  readonly quarantine: Quarantine
  readonly freeBytes?: () => Promise<number>
  /** Hears that a load began or ended. */
  readonly onChange?: () => void
}

/** Another model may be loaded between our load and our call; twice in a row that is bad luck, more is a bug. */
const attempts = 3

export function createLlamaRuntime({ process, quarantine, freeBytes = availableMemory, onChange = () => {} }: LlamaRuntimeOptions): LlamaRuntime {
  let path: string | null = null
  let loaded: { readonly path: string; readonly incarnation: number; readonly model: LoadedModel } | null = null
  let queue: Promise<unknown> = Promise.resolve()

  function load(wanted: string, facts: GgufFacts): Promise<Result<LoadedModel>> {
    const result = queue.then(() => loadNow(wanted, facts))
    queue = result.catch(() => {})
    return result
  }

  async function loadNow(wanted: string, facts: GgufFacts): Promise<Result<LoadedModel>> {
    const allowed = quarantine.check(wanted)
    if (!allowed.ok) return allowed
    if (loaded?.path === wanted && loaded.incarnation === process.incarnation) return ok(loaded.model)
    // What is loaded makes room for what comes.
    if (loaded !== null && loaded.incarnation === process.incarnation) await process.call('llama.unload', {})
    loaded = null
    const plan = planMemory(facts, await freeBytes())
    if (!plan.ok) return plan
    path = wanted
    onChange()
    const result = await process.call('llama.load', { path: wanted, windowTokens: plan.value.windowTokens, conversations: plan.value.conversations, threads: physicalCores() })
    if (result.ok) loaded = { path: wanted, incarnation: process.incarnation, model: result.value }
    else path = null
    onChange()
    return result
  }

  async function callLoaded<K extends Method>(wanted: string, facts: GgufFacts, ask: () => Promise<Result<Methods[K]['value']>>): Promise<Result<Methods[K]['value']>> {
    for (let attempt = 1; ; attempt++) {
      const ready = await load(wanted, facts)
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
    call: (wanted, facts, method, args) => callLoaded(wanted, facts, () => process.call(method, args)),
    async *generate(facts, args, signal) {
      const events = createEventQueue<GenerateEvent>()
      const stop = new AbortController()
      const either = AbortSignal.any([signal, stop.signal])
      const work = callLoaded<'llama.generate'>(args.path, facts, async () => either.aborted
        ? fail('cancelled', 'Stopped.')
        : process.call('llama.generate', args, { signal: either, onPart: (text) => events.put({ type: 'token', text }) }))
      void work.then((result) => { events.put(endOf(result)); events.end() })
      try { yield* events.items() } finally { stop.abort() }
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
  if (result.ok) return { type: 'end', usage: result.value.usage, stopped: result.value.stopped }
  if (result.error.kind !== 'cancelled') return { type: 'failed', failure: result.error }
  return { type: 'end', usage: { promptTokens: 0, evaluatedTokens: 0, cachedTokens: 0, outputTokens: 0, reported: true }, stopped: 'cancelled' }
}
