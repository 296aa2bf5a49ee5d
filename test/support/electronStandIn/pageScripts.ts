import { decode, encode } from './codec.ts'

/** Two scripts make the bridge: one in the page's own world, one in the preload's, which the page cannot see. */

/** Name of the preload's world and of the binding that only it has. */
export const preloadWorld = 'stand-in-preload'
export const outBinding = '__standInOut'

/**
 * In the page's world: builds what the preload exposes. Worlds share the document but no values, so calls cross as events
 * on it, and the browser clones what they carry, at once.
 */
export function pageSide(): void {
  let next = 0
  const callbacks = new Map<number, (...args: unknown[]) => unknown>()
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: unknown): void }>()
  const seal = (value: unknown): unknown => {
    if (typeof value === 'function') {
      callbacks.set(++next, value as (...args: unknown[]) => unknown)
      return { '#callback': next }
    }
    return value
  }
  const bridge = (id: number) => (...args: unknown[]): unknown => {
    const call = ++next
    let reply: { value?: unknown; error?: string; later?: boolean; functionId?: number } | null = null
    const hear = (event: Event) => { reply = (event as CustomEvent).detail }
    document.addEventListener(`stand-in-reply-${call}`, hear, { once: true })
    // Throws here, as the real bridge does, when something cannot be cloned.
    let detail: unknown
    try { detail = structuredClone({ id, call, args: args.map(seal) }) } catch { throw new Error('An object could not be cloned.') }
    document.dispatchEvent(new CustomEvent('stand-in-call', { detail }))
    const got = reply as { value?: unknown; error?: string; later?: boolean; functionId?: number } | null
    if (got === null) throw new Error('the preload did not answer')
    if (got.error !== undefined) throw new Error(got.error)
    if (got.functionId !== undefined) return bridge(got.functionId)
    return got.later === true ? new Promise((resolve, reject) => waiting.set(call, { resolve, reject })) : got.value
  }
  document.addEventListener('stand-in-settle', (event) => {
    const { call, value, error } = (event as CustomEvent<{ call: number; value?: unknown; error?: string }>).detail
    const one = waiting.get(call)
    waiting.delete(call)
    if (error === undefined) one?.resolve(value)
    else one?.reject(new Error(error))
  })
  document.addEventListener('stand-in-callback', (event) => {
    const { id, args } = (event as CustomEvent<{ id: number; args: unknown[] }>).detail
    callbacks.get(id)?.(...args)
  })
  document.addEventListener('stand-in-expose', (event) => {
    const { key, shape } = (event as CustomEvent<{ key: string; shape: Record<string, { functionId?: number; value?: unknown }> }>).detail
    const api = Object.fromEntries(Object.entries(shape).map(([name, part]) => [name, part.functionId === undefined ? part.value : bridge(part.functionId)]))
    Object.defineProperty(window, key, { value: Object.freeze(api), writable: false, configurable: false, enumerable: true })
  })
}

/** In the preload's world: `require('electron')` for the built preload, over the binding and the document. */
export function preloadSide(kit: { encode(value: unknown): string; decode(text: string): unknown; out: string; run(require: (name: string) => unknown, module: { exports: unknown }): void }): void {
  if (window.top !== window) return
  type Listener = (event: object, ...args: unknown[]) => void
  let next = 0
  const functions = new Map<number, (...args: unknown[]) => unknown>()
  const invoking = new Map<number, { resolve(value: unknown): void; reject(error: unknown): void }>()
  const listeners = new Map<string, Listener[]>()
  const post = (message: object) => {
    let text: string
    try { text = kit.encode(structuredClone(message)) } catch { throw new Error('An object could not be cloned.') }
    ;(globalThis as unknown as Record<string, (text: string) => void>)[kit.out]!(text)
  }
  const tell = (name: string, detail: unknown) => document.dispatchEvent(new CustomEvent(name, { detail: structuredClone(detail) }))
  const open = (value: unknown): unknown => {
    const id = typeof value === 'object' && value !== null && '#callback' in value ? value['#callback'] as number : null
    return id === null ? value : (...args: unknown[]) => { tell('stand-in-callback', { id, args }) }
  }
  const name = (run: (...args: unknown[]) => unknown): number => { functions.set(++next, run); return next }
  const because = (error: unknown) => error instanceof Error ? error.message : String(error)
  document.addEventListener('stand-in-call', (event) => {
    const { id, call, args } = (event as CustomEvent<{ id: number; call: number; args: unknown[] }>).detail
    const reply = (detail: object) => tell(`stand-in-reply-${call}`, detail)
    try {
      const value = functions.get(id)!(...args.map(open))
      if (value instanceof Promise) {
        reply({ later: true })
        value.then((done) => tell('stand-in-settle', { call, value: done }), (error: unknown) => tell('stand-in-settle', { call, error: because(error) }))
      } else reply(typeof value === 'function' ? { functionId: name(value as () => unknown) } : { value })
    } catch (error) {
      reply({ error: because(error) })
    }
  })
  ;(globalThis as unknown as Record<string, unknown>)['__standInIn'] = (text: string) => {
    const message = kit.decode(text) as { type: string; id: number; value: unknown; error?: string; channel: string; args: unknown[] }
    if (message.type === 'event') {
      for (const hear of listeners.get(message.channel) ?? []) hear({}, ...message.args)
      return
    }
    const one = invoking.get(message.id)
    invoking.delete(message.id)
    if (message.error === undefined) one?.resolve(message.value)
    else one?.reject(new Error(message.error))
  }
  const electron = {
    contextBridge: {
      exposeInMainWorld(key: string, api: Record<string, unknown>) {
        const shape = Object.fromEntries(Object.entries(api).map(([part, value]) => [part, typeof value === 'function' ? { functionId: name(value as () => unknown) } : { value }]))
        tell('stand-in-expose', { key, shape })
      },
    },
    ipcRenderer: {
      invoke(channel: string, ...args: unknown[]) {
        return new Promise((resolve, reject) => {
          const id = ++next
          post({ type: 'invoke', id, channel, args })
          invoking.set(id, { resolve, reject })
        })
      },
      on(channel: string, hear: Listener) { listeners.set(channel, [...listeners.get(channel) ?? [], hear]) },
      off(channel: string, hear: Listener) { listeners.set(channel, (listeners.get(channel) ?? []).filter((one) => one !== hear)) },
    },
  }
  kit.run((module) => {
    if (module !== 'electron') throw new Error(`module not found: ${module}`)
    return electron
  }, { exports: {} })
}

/** The script for the page's own world. */
export function pageScript(): string {
  return `(${pageSide.toString()})()`
}

/** The script for the preload's world, with the built preload inside. */
export function preloadScript(preload: string): string {
  return `(${preloadSide.toString()})({ encode: ${encode.toString()}, decode: ${decode.toString()}, out: ${JSON.stringify(outBinding)}, run(require, module) { const exports = module.exports; ${preload}\n} })`
}
