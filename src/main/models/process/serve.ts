import { fail, FailureError, type Result } from '../../../shared/result.ts'
import type { FromChild, Method, Methods, ToChild } from './protocol.ts'

/** The child's end of the channel. */
export interface Port {
  send(message: FromChild): void
  onMessage(hear: (message: unknown) => void): void
}

export interface CallContext<K extends Method> {
  readonly signal: AbortSignal
  part(part: Methods[K]['part']): void
}

export type Handlers = { readonly [K in Method]?: (args: Methods[K]['args'], context: CallContext<K>) => Promise<Result<Methods[K]['value']>> }

/**
 * Answers calls from the engine until the process ends. A handler that throws is answered with a `model-failed`
 * failure: an error in one call must not end the process and with it every other call.
 */
export function serve(port: Port, handlers: Handlers): void {
  const running = new Map<number, AbortController>()

  async function answer(id: number, method: Method, args: unknown): Promise<void> {
    const abort = new AbortController()
    running.set(id, abort)
    try {
      const handler = handlers[method] as ((args: unknown, context: CallContext<Method>) => Promise<Result<unknown>>) | undefined
      if (handler === undefined) throw new Error(`this process has no ${method}`)
      const result = await handler(args, { signal: abort.signal, part: (part) => port.send({ type: 'part', id, part }) })
      if (result.ok) port.send({ type: 'value', id, value: result.value })
      else port.send({ type: 'failed', id, failure: result.error })
    } catch (error) {
      port.send({ type: 'failed', id, failure: error instanceof FailureError ? error.failure : fail('model-failed', `The model could not work: ${error instanceof Error ? error.message : String(error)}`).error })
    } finally {
      running.delete(id)
    }
  }

  port.onMessage((raw) => {
    const message = raw as ToChild
    if (message.type === 'cancel') running.get(message.id)?.abort()
    else if (message.type === 'call') void answer(message.id, message.method, message.args)
  })
}
