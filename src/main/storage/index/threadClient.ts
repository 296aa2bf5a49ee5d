import { Worker } from 'node:worker_threads'
import type { Answer, Numbered, Reply, Request, ThreadOptions } from './protocol.ts'
import type { SearchIndexOptions } from './searchIndex.ts'

interface Waiting { resolve(value: unknown): void; reject(error: Error): void }
interface Thread { readonly worker: Worker; readonly ready: Promise<{ rebuilt: string | null }>; readonly waiting: Map<number, Waiting>; readonly outbox: Numbered[] }

/**
 * Speaks with the search thread, and starts it again when it ended. Calls of one moment go as one message, and so do their answers:
 * waking a thread costs as much as a search.
 */
export function createThreadClient(options: SearchIndexOptions) {
  let thread: Thread | null = null
  let closing: Promise<void> | null = null
  let lastNumber = 0

  const startThread = (): Thread => {
    const data: ThreadOptions = { file: options.file, modelId: options.modelId, dimensions: options.dimensions }
    const worker = new Worker(options.entry, { workerData: data, name: 'casement-search' })
    const waiting = new Map<number, Waiting>()
    let settle: Waiting | null = null
    const ready = new Promise<{ rebuilt: string | null }>((resolve, reject) => { settle = { resolve: resolve as (value: unknown) => void, reject } })
    ready.catch(() => { /* Each call that needs it hears of it. */ })
    worker.on('message', (reply: Reply) => {
      if (reply.type === 'ready') settle?.resolve({ rebuilt: reply.rebuilt })
      else if (reply.type === 'rebuilt') { options.log.warn(reply.why); options.onRebuilt?.(reply.why) }
      else if (reply.type === 'note') options.log.warn(reply.what)
      else for (const answer of reply.answers) finish(waiting, answer)
    })
    let lastError: Error | null = null
    worker.on('error', (error) => { lastError = error instanceof Error ? error : new Error(String(error)) })
    worker.on('exit', () => {
      if (thread?.worker === worker) thread = null
      const ended = new Error(`the search thread ended${lastError === null ? '' : `: ${lastError.message}`}`)
      if (closing === null) options.log.warn(ended.message)
      settle?.reject(ended)
      for (const call of waiting.values()) call.reject(ended)
      waiting.clear()
    })
    return { worker, ready, waiting, outbox: [] }
  }

  const call = async (request: Request): Promise<unknown> => {
    if (closing !== null && request.op !== 'close') throw new Error('the search index is closed')
    const current = thread ??= startThread()
    await current.ready
    return new Promise((resolve, reject) => {
      if (thread !== current) return reject(new Error('the search thread ended'))
      const number = ++lastNumber
      current.waiting.set(number, { resolve, reject })
      current.outbox.push({ number, request })
      if (current.outbox.length === 1) queueMicrotask(() => current.worker.postMessage(current.outbox.splice(0)))
    })
  }

  return {
    call,
    start: () => (thread ??= startThread()).ready,
    close: () => closing ??= (async () => {
      if (thread === null) return
      const { worker } = thread
      await call({ op: 'close' }).catch(() => { /* It ended by itself. */ })
      await worker.terminate()
    })(),
  }
}

function finish(waiting: Map<number, Waiting>, answer: Answer): void {
  const call = waiting.get(answer.number)
  waiting.delete(answer.number)
  if ('message' in answer) call?.reject(new Error(answer.message))
  else call?.resolve(answer.value)
}
