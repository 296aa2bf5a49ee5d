import type { Client, Event, EventName } from '../shared/contract.ts'
import type { Failure } from '../shared/result.ts'

export type ConnectionState = 'connected' | 'lost'

/** The engine, and whether it can be reached right now. */
export type Connection = {
  client: Client
  state(): ConnectionState
  /** Why the host refuses this window, in its own words; null while it does not. */
  trouble(): Failure | null
  /** Hears each change of state or trouble until the returned function is called. */
  onChange(hear: (state: ConnectionState) => void): () => void
  /** Tries again at once instead of after the next pause. */
  reconnect(): void
}

type Bridge = { call: Client['call']; listen: Client['listen'] }
declare global { interface Window { casement?: Bridge } }

const tokenKey = 'casement.token'
/** The engine sends a ping at least every 15 s; three missed ones mean that nobody is there. */
const silenceMs = 45_000
const unreachable: Failure = { kind: 'busy', message: 'Casement does not answer.', next: 'It was closed or has stopped: start it again with “npm start” and open the address it prints.' }
const firstPauseMs = 500
const longestPauseMs = 8_000

/** Reaches the engine: through the preload bridge where there is one, else over the loopback host. */
export function connect(): Connection {
  return window.casement === undefined ? connectOverHttp() : connectOverBridge(window.casement)
}

function connectOverBridge(bridge: Bridge): Connection {
  return {
    client: { call: (name, input) => bridge.call(name, input), listen: (name, hear) => bridge.listen(name, hear) },
    state: () => 'connected', trouble: () => null, onChange: () => () => {}, reconnect: () => {},
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

/** What a host says when it refuses; null where it does not say it in words of the contract. */
async function readRefusal(response: Response): Promise<Failure | null> {
  return failureIn(await response.json().catch(() => null) as unknown)
}

function failureIn(answer: unknown): Failure | null {
  const { error } = (typeof answer === 'object' && answer !== null ? answer : {}) as { error?: Failure }
  return typeof error?.message === 'string' ? error : null
}

function connectOverHttp(): Connection {
  let authorization = `Bearer ${takeToken()}`
  const listeners = new Map<string, Set<(event: unknown) => void>>()
  const watchers = new Set<(state: ConnectionState) => void>()
  let state: ConnectionState = 'connected'
  let trouble: Failure | null = null
  let pauseMs = firstPauseMs
  let wake: () => void = () => {}

  const become = (next: ConnectionState, why: Failure | null = null) => {
    if (next === state && why?.message === trouble?.message) return
    state = next
    trouble = why
    for (const hear of watchers) hear(next)
  }
  const deliver = (line: string) => {
    const { name, event } = JSON.parse(line) as { name: string; event?: unknown }
    for (const hear of listeners.get(name) ?? []) {
      // One listener's bug must not cut the events of all others.
      try { hear(event) } catch (error) { reportError(error) }
    }
  }
  /** Reads events to the end of the stream; gives the host's reason where it refuses. */
  const readEvents = async (): Promise<Failure | null> => {
    const abort = new AbortController()
    let watchdog = setTimeout(() => abort.abort(), silenceMs)
    try {
      const response = await fetch('/api/events', { headers: { authorization }, signal: abort.signal, cache: 'no-store' })
      if (!response.ok || response.body === null) return await readRefusal(response)
      become('connected')
      pauseMs = firstPauseMs
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
      let rest = ''
      for (;;) {
        const { value, done } = await reader.read()
        if (done) return null
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
      const refusal = await readEvents().catch(() => null)
      become('lost', refusal)
      await new Promise<void>((resume) => {
        wake = resume
        // A key that is refused stays refused: only a new one is worth another try.
        if (refusal?.kind !== 'refused-sender') setTimeout(resume, pauseMs)
      })
      pauseMs = Math.min(pauseMs * 2, longestPauseMs)
    }
  }
  void keepReading()
  // The address of a new start, opened in this very tab, loads no page: the key comes with the change alone.
  addEventListener('hashchange', () => {
    authorization = `Bearer ${takeToken()}`
    pauseMs = firstPauseMs
    wake()
  })

  const call = async (name: string, input: unknown) => {
    try {
      const response = await fetch('/api/call', {
        method: 'POST', headers: { authorization, 'content-type': 'application/json' }, body: JSON.stringify({ name, input }), cache: 'no-store',
      })
      const answer = await response.json() as unknown
      const refusal = response.ok ? null : failureIn(answer)
      if (refusal?.kind === 'refused-sender') become('lost', refusal)
      return answer
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
    state: () => state, trouble: () => trouble,
    onChange: (hear) => { watchers.add(hear); return () => { watchers.delete(hear) } },
    reconnect: () => { pauseMs = firstPauseMs; wake() },
  }
}
