import { loudly } from './state.ts'

type Handler = (event: object, ...args: unknown[]) => unknown
const handlers = new Map<string, Handler>()

export const ipcMain = loudly('ipcMain', {
  handle(channel: string, handler: Handler): void {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    handlers.set(channel, handler)
  },
  removeHandler(channel: string): void { handlers.delete(channel) },
})

/** One call from a page: its arguments and its answer are cloned, and what is thrown crosses as text, as in Electron. */
export async function answerInvoke(event: object, channel: string, args: unknown[]): Promise<{ value?: unknown; error?: string }> {
  const handler = handlers.get(channel)
  if (handler === undefined) return { error: `Error invoking remote method '${channel}': Error: No handler registered for '${channel}'` }
  try {
    const value = await handler(event, ...args)
    try { return { value: structuredClone(value) } } catch { throw new Error('An object could not be cloned.') }
  } catch (error) {
    return { error: `Error invoking remote method '${channel}': ${String(error)}` }
  }
}
