import { fail, type Failure, type Result } from '../../../shared/result.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Log } from '../../platform/log.ts'
import type { Child, StartChild } from './child.ts'
import { childEnvironment } from './childEnvironment.ts'
import type { Duty, FromChild, Method, Methods, ToChild } from './protocol.ts'
import { createRestarts } from './restarts.ts'

export interface ModelProcessOptions {
  readonly duty: Duty
  /** The file that starts the process. */
  readonly entry: string
  readonly start: StartChild
  readonly clock: Clock
  readonly log: Log
  /** Hears that the process ended without being asked to, once per death, before its calls fail. */
  readonly onDeath?: () => void
}

export interface CallOptions<K extends Method> {
  readonly signal?: AbortSignal
  readonly onPart?: (part: Methods[K]['part']) => void
}

/** One model process, seen from the engine: started by its first call, started again after a death. */
export interface ModelProcess {
  /** Counts starts: a call that needs what an earlier one loaded compares it. 0 while none has started. */
  readonly incarnation: number
  readonly pid: number | undefined
  /** Never rejects; ends with `model-crashed` when the process dies first, and the next call starts a new one. */
  call<K extends Method>(method: K, args: Methods[K]['args'], options?: CallOptions<K>): Promise<Result<Methods[K]['value']>>
  close(): Promise<void>
}

interface Pending { readonly resolve: (result: Result<unknown>) => void; readonly onPart: ((part: never) => void) | undefined }

/** Makes the client of one model process; nothing starts before the first call. */
export function createModelProcess(options: ModelProcessOptions): ModelProcess {
  const restarts = createRestarts(options.clock)
  const pending = new Map<number, Pending>()
  let child: Child | null = null
  let incarnation = 0
  let lastId = 0
  let closed = false
  let exited: (() => void) | null = null
  let warmUp: ReturnType<typeof setTimeout> | undefined

  function start(): Child {
    const started = options.start(options.entry, { env: childEnvironment(process.env), name: `casement-${options.duty}` })
    incarnation++
    child = started
    started.onMessage((message) => { if (child === started) hear(message as FromChild) })
    started.onExit((code) => { if (child === started) end(code) })
    return started
  }

  function hear(message: FromChild): void {
    const call = pending.get(message.id)
    if (call === undefined) return
    if (message.type === 'part') { call.onPart?.(message.part as never); return }
    pending.delete(message.id)
    call.resolve(message.type === 'value' ? { ok: true, value: message.value } : { ok: false, error: message.failure })
  }

  function end(code: number | null): void {
    child = null
    exited?.()
    if (closed) return
    options.log.warn(`the ${options.duty} process ended (${code === null ? 'by a signal' : `code ${code}`})`)
    restarts.noteDeath()
    options.onDeath?.()
    settle(crashed())
    // Back before it is asked for again, unless it dies over and over: then the next call decides.
    if (!restarts.tooMany()) {
      warmUp = setTimeout(() => { if (child === null && !closed) start() }, restarts.delay())
      warmUp.unref()
    }
  }

  function settle(failure: Failure): void {
    const calls = [...pending.values()]
    pending.clear()
    for (const call of calls) call.resolve({ ok: false, error: failure })
  }

  async function ready(): Promise<Child | null> {
    if (child === null) {
      const wait = restarts.delay()
      if (wait > 0) await new Promise((resolve) => { setTimeout(resolve, wait) })
    }
    if (closed) return null
    return child ?? start()
  }

  return {
    get incarnation() { return incarnation },
    get pid() { return child?.pid },
    async call(method, args, callOptions = {}) {
      const { signal, onPart } = callOptions
      if (closed) return stopped()
      const to = await ready()
      if (to === null || closed) return stopped()
      if (child !== to) return { ok: false, error: crashed() }
      if (signal?.aborted) return fail('cancelled', 'Stopped.')
      const id = ++lastId
      const cancel = () => to.send({ type: 'cancel', id } satisfies ToChild)
      signal?.addEventListener('abort', cancel, { once: true })
      try {
        return await new Promise<Result<never>>((resolve) => {
          pending.set(id, { resolve: resolve as Pending['resolve'], onPart: onPart as Pending['onPart'] })
          to.send({ type: 'call', id, method, args } satisfies ToChild)
        })
      } finally {
        signal?.removeEventListener('abort', cancel)
      }
    },
    async close() {
      if (closed) return
      closed = true
      clearTimeout(warmUp)
      settle(stopped().error)
      const leaving = child
      if (leaving === null) return
      await new Promise<void>((resolve) => { exited = resolve; leaving.kill() })
    },
  }
}

function crashed(): Failure {
  return fail('model-crashed', 'The model process stopped unexpectedly.', 'It is being started again: try once more.').error
}

function stopped(): { ok: false; error: Failure } {
  return fail('cancelled', 'Casement is closing.')
}
