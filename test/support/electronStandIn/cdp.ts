/** A small client for the browser's own protocol: one socket, many targets. */
export interface Cdp {
  send<T = Record<string, unknown>>(method: string, params?: object, sessionId?: string): Promise<T>
  on(method: string, hear: (params: never, sessionId: string | undefined) => void): () => void
  close(): void
}

/** Connects to a running browser. Calls that the browser refuses reject with its words. */
export async function connectCdp(endpoint: string): Promise<Cdp> {
  const socket = new WebSocket(endpoint)
  await new Promise<void>((open, failed) => {
    socket.onopen = () => open()
    socket.onerror = () => failed(new Error('the browser does not answer'))
  })
  let next = 0
  const waiting = new Map<number, { resolve(value: never): void; reject(error: Error): void }>()
  const listeners = new Map<string, Set<(params: never, sessionId: string | undefined) => void>>()
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(String(data)) as { id?: number; result?: never; error?: { message: string }; method?: string; params?: never; sessionId?: string }
    if (message.method !== undefined) {
      for (const hear of listeners.get(message.method) ?? []) hear(message.params!, message.sessionId)
      return
    }
    const one = waiting.get(message.id!)
    waiting.delete(message.id!)
    if (message.error === undefined) one?.resolve(message.result!)
    else one?.reject(new Error(message.error.message))
  }
  socket.onclose = () => {
    for (const one of waiting.values()) one.reject(new Error('the browser is gone'))
    waiting.clear()
  }
  return {
    send(method, params = {}, sessionId) {
      return new Promise((resolve, reject) => {
        const id = ++next
        waiting.set(id, { resolve, reject })
        socket.send(JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) }))
      })
    },
    on(method, hear) {
      const all = listeners.get(method) ?? new Set()
      listeners.set(method, all.add(hear))
      return () => { all.delete(hear) }
    },
    close() { socket.close() },
  }
}
