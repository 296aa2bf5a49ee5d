import type { Client, Event, EventName } from '../shared/contract.ts'
import type { Failure } from '../shared/result.ts'

export type ConnectionState = 'connected' | 'lost'

/** The engine, and whether it can be reached right now. */
export type Connection = {
  client: Client
  state(): ConnectionState
  /** Hears each change of state until the returned function is called. */
  onChange(hear: (state: ConnectionState) => void): () => void
  /** Tries again at once instead of after the next pause. */
  reconnect(): void
}

type Bridge = { call: Client['call']; listen: Client['listen'] }
declare global { interface Window { casement?: Bridge } }

const tokenKey = 'casement.token'
/** The engine sends a ping at least every 15 s; three missed ones mean that nobody is there. */
const silenceMs = 45_000
const unreachable: Failure = { kind: 'busy', message: 'Casement’s engine does not answer.', next: 'Check that it is still running, then press Reconnect.' }
const firstPauseMs = 500
const longestPauseMs = 8_000

/** Reaches the engine: through the preload bridge where there is one, else over the loopback host. */
export function connect(): Connection {
  return window.casement === undefined ? connectOverHttp() : connectOverBridge(window.casement)
}

function connectOverBridge(bridge: Bridge): Connection {
  return {
    client: { call: (name, input) => bridge.call(name, input), listen: (name, hear) => bridge.listen(name, hear) },
    state: () => 'connected', onChange: () => () => {}, reconnect: () => {},
  }
}

/** The token of this start: taken once from the address, kept for this tab, and taken out of sight. */
function takeToken(): string {
  const found = /^#token=([\w-]+)$/.exec(location.hash)?.[1]
  if (found !== undefined) {
    sessionStorage.setItem(tokenKey, found)
    history.replaceState(null, '', location.pathname)
  }
  return found ?? sessionStorage.getItem(tokenKey) ?? ''
}

function connectOverHttp(): Connection {
  const token = takeToken()
  const authorization = `Bearer ${token}`
  const listeners = new Map<string, Set<(event: unknown) => void>>()
  const watchers = new Set<(state: ConnectionState) => void>()
  let state: ConnectionState = 'connected'
  let pauseMs = firstPauseMs
  let wake: () => void = () => {}

  const become = (next: ConnectionState) => {
    if (next === state) return
    state = next
    for (const hear of watchers) hear(next)
  }
  const deliver = (line: string) => {
    const { name, event } = JSON.parse(line) as { name: string; event?: unknown }
    for (const hear of listeners.get(name) ?? []) {
      // One listener's bug must not cut the events of all others.
      try { hear(event) } catch (error) { reportError(error) }
    }
  }
  const readEvents = async () => {
    const abort = new AbortController()
    let watchdog = setTimeout(() => abort.abort(), silenceMs)
    try {
      const response = await fetch('/api/events', { headers: { authorization }, signal: abort.signal, cache: 'no-store' })
      if (!response.ok || response.body === null) return
      become('connected')
      pauseMs = firstPauseMs
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
      let rest = ''
      for (;;) {
        const { value, done } = await reader.read()
        if (done) return
        clearTimeout(watchdog)
        watchdog = setTimeout(() => abort.abort(), silenceMs)
        const lines = (rest + value).split('\n')
        rest = lines.pop() ?? ''
        for (const line of lines) if (line.trim() !== '') deliver(line)
      }
    } finally {
      clearTimeout(watchdog)
    }
  }
  const keepReading = async () => {
    for (;;) {
      await readEvents().catch(() => {})
      become('lost')
      await new Promise<void>((resume) => {
        wake = resume
        setTimeout(resume, pauseMs)
      })
      pauseMs = Math.min(pauseMs * 2, longestPauseMs)
    }
  }
  void keepReading()

  const call = async (name: string, input: unknown) => {
    try {
      const response = await fetch('/api/call', {
        method: 'POST', headers: { authorization, 'content-type': 'application/json' }, body: JSON.stringify({ name, input }), cache: 'no-store',
      })
      return await response.json() as unknown
    } catch {
      become('lost')
      return { ok: false, error: unreachable }
    }
  }
  const listen = <K extends EventName>(name: K, hear: (event: Event<K>) => void) => {
    const all = listeners.get(name) ?? new Set()
    listeners.set(name, all.add(hear as (event: unknown) => void))
    return () => { all.delete(hear as (event: unknown) => void) }
  }
  return {
    client: { call: call as Client['call'], listen },
    state: () => state,
    onChange: (hear) => { watchers.add(hear); return () => { watchers.delete(hear) } },
    reconnect: () => { pauseMs = firstPauseMs; wake() },
  }
}
