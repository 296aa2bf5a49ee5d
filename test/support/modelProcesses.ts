import { join } from 'node:path'
import { noAbilities, type ModelInfo } from '../../src/shared/model.ts'
import { openEmbedder } from '../../src/main/models/embedder/openEmbedder.ts'
import { createFingerprints } from '../../src/main/models/gguf/fingerprint.ts'
import { inspectGguf } from '../../src/main/models/gguf/inspectGguf.ts'
import { createLlamaRuntime, type LlamaRuntime } from '../../src/main/models/llama/llamaRuntime.ts'
import { openLlamaModel } from '../../src/main/models/llama/openLlamaModel.ts'
import type { Embedder, GenerateEvent, GenerateRequest, LocalChatModel } from '../../src/main/models/ports.ts'
import { forkChild } from '../../src/main/models/process/forkChild.ts'
import type { PrefixPlace } from '../../src/main/models/process/protocol.ts'
import { createModelProcess, type ModelProcess } from '../../src/main/models/process/modelProcessClient.ts'
import { createQuarantine, type Quarantine } from '../../src/main/models/process/quarantine.ts'
import { systemClock } from '../../src/main/platform/clock.ts'
import { silentLog } from '../../src/main/platform/log.ts'

const root = join(import.meta.dirname, '../..')
export const embeddingFolder = join(root, 'resources/models/all-MiniLM-L6-v2')

/** A real model process from the sources. The caller closes it. */
export function startModelProcess(duty: 'embed' | 'generate', onDeath?: () => void): ModelProcess {
  return createModelProcess({ duty, entry: join(root, 'src/main/models/process/modelProcess.ts'), start: forkChild, clock: systemClock, log: silentLog, ...(onDeath === undefined ? {} : { onDeath }) })
}

/** The real embedder over its own process. */
export function startEmbedder(): { embedder: Embedder; process: ModelProcess } {
  const process = startModelProcess('embed')
  return { embedder: openEmbedder({ process, folder: embeddingFolder }), process }
}

export interface SmallModel {
  readonly model: LocalChatModel
  readonly process: ModelProcess
  readonly runtime: LlamaRuntime
  readonly quarantine: Quarantine
  /** Files that were set aside, with the reason. */
  readonly setAside: Array<{ path: string; reason: string }>
}

/** The real small model, loaded. The caller closes its process. @param prefixes where it keeps what it has read; nowhere unless given */
export async function startSmallModel(path: string, prefixes: PrefixPlace | null = null): Promise<SmallModel> {
  const setAside: SmallModel['setAside'] = []
  // A clock that stands still: however slow the computer is, three deaths lie within a minute.
  const quarantine = createQuarantine({ now: () => 0, elapsed: () => 0 }, [], (aside, reason) => { setAside.push({ path: aside, reason }) })
  const process = startModelProcess('generate', () => {
    const died = runtime.noteDeath()
    if (died !== null) quarantine.noteDeath(died)
  })
  const runtime = createLlamaRuntime({ process, quarantine, prefixes: () => prefixes })
  const facts = await inspectGguf(path)
  if (!facts.ok) throw new Error(facts.error.message)
  const info: ModelInfo = { id: 'local:small', name: 'small', place: 'local', providerId: null, state: 'not-loaded', sizeBytes: null, windowTokens: null, needsBytes: null, fits: true, license: null, problem: null, small: true, duty: 'chat', price: { input: 0, output: 0 }, abilities: noAbilities }
  const opened = await openLlamaModel({ runtime, file: { path, facts: facts.value, key: await createFingerprints().of(path) }, info })
  if (!opened.ok) throw new Error(opened.error.message)
  return { model: opened.value, process, runtime, quarantine, setAside }
}

export interface Heard { text: string; tokens: number; end: Extract<GenerateEvent, { type: 'end' | 'failed' }> }

/** Runs one answer to its end. `onToken` may stop it or break things in the middle. */
export async function listen(model: LocalChatModel, request: Partial<GenerateRequest> & Pick<GenerateRequest, 'messages'>, onToken: (tokens: number) => void = () => {}): Promise<Heard> {
  let text = ''
  let tokens = 0
  let end: Heard['end'] | null = null
  const whole: GenerateRequest = { conversationId: 'c', maxOutputTokens: 40, temperature: 0, seed: 1, stop: [], signal: new AbortController().signal, expectedTokens: null, ...request }
  for await (const event of model.generate(whole)) {
    if (end !== null) throw new Error('an event came after the end')
    if (event.type !== 'token') {
      if (event.type === 'end' || event.type === 'failed') end = event
      continue
    }
    text += event.text
    onToken(++tokens)
  }
  if (end === null) throw new Error('the stream had no end')
  return { text, tokens, end }
}
