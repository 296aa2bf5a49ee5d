/** What the adapter needs of `fetch`: the real one, or a test's. */
export type Fetch = (url: string | URL | Request, init?: RequestInit) => Promise<Response>

export interface WireLimits {
  /** Milliseconds without any byte from the server, before the first one and between any two. */
  readonly silentMs: number
  /** Milliseconds without anything of an answer, however many other bytes come (comments, single letters of a frame). */
  readonly slowMs: number
  /** Milliseconds for the whole of an answer. */
  readonly wholeMs: number
  /** Bytes of an answer, protocol included. */
  readonly mostBytes: number
  /** Bytes of one line, which is held in memory until its end has come. */
  readonly mostLineBytes: number
}

/** What happened on the wire during one call, as far as it is known now. */
export interface WireRecord {
  sent: boolean
  bytesOut: number
  bytesIn: number
  /** HTTP status; null while no answer came. */
  status: number | null
  headers: Headers | null
  /** Why we hung up ourselves. */
  gaveUp: 'silent' | 'slow' | 'too-much' | null
  /** Why no answer came at all. */
  networkError: unknown
}

const lineEnd = 10

/**
 * One call's own `fetch`: counts bytes both ways, notes the status, hangs up on a silent, a crawling or an endless
 * server, and follows no redirect, because a prompt goes to the host that was named and to no other. It sends one request
 * and no second one: a library that would go on by itself could spend money that nobody agreed to.
 */
export class Wire {
  readonly record: WireRecord = { sent: false, bytesOut: 0, bytesIn: 0, status: null, headers: null, gaveUp: null, networkError: null }
  readonly #hangUp = new AbortController()
  readonly #limits: WireLimits
  readonly #fetch: Fetch
  readonly #timers = new Map<'silent' | 'slow' | 'whole', NodeJS.Timeout>()
  #lineBytes = 0

  constructor(fetch: Fetch, limits: WireLimits, cancelled: AbortSignal) {
    this.#fetch = fetch
    this.#limits = limits
    this.signal = AbortSignal.any([this.#hangUp.signal, cancelled])
  }

  /** Aborts when the person cancels and when the wire gives up. */
  readonly signal: AbortSignal

  /** Closes the connection, whatever it is doing. */
  close(): void {
    this.#rest()
    this.#hangUp.abort()
  }

  /** Something of the answer came: the server is not merely keeping the line open. */
  progress(): void {
    this.#wait('slow', this.#limits.slowMs)
  }

  readonly fetch: Fetch = async (url, init) => {
    if (this.record.sent) throw new Error('one call sends one request')
    this.record.sent = true
    this.record.bytesOut += typeof init?.body === 'string' ? Buffer.byteLength(init.body) : 0
    this.#wait('whole', this.#limits.wholeMs)
    this.#wait('slow', this.#limits.slowMs)
    this.#wait('silent', this.#limits.silentMs)
    try {
      const response = await this.#fetch(url, { ...init, redirect: 'error', signal: this.signal })
      this.record.status = response.status
      this.record.headers = response.headers
      this.#wait('silent', this.#limits.silentMs)
      return response.body === null ? response : new Response(this.#listen(response.body), { status: response.status, statusText: response.statusText, headers: response.headers })
    } catch (error) {
      this.record.networkError = error
      if (neverConnected(error)) this.record.bytesOut = 0
      throw error
    }
  }

  #listen(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
    const listener = new TransformStream<Uint8Array, Uint8Array>({
      transform: (bytes, controller) => {
        this.record.bytesIn += bytes.length
        const last = bytes.lastIndexOf(lineEnd)
        this.#lineBytes = last < 0 ? this.#lineBytes + bytes.length : bytes.length - last - 1
        if (this.record.bytesIn > this.#limits.mostBytes || this.#lineBytes > this.#limits.mostLineBytes) {
          this.#giveUp('too-much')
          controller.error(new Error('more came than an answer can be'))
          return
        }
        this.#wait('silent', this.#limits.silentMs)
        controller.enqueue(bytes)
      },
      flush: () => this.#rest(),
    })
    return body.pipeThrough(listener, { signal: this.signal })
  }

  #wait(name: 'silent' | 'slow' | 'whole', ms: number): void {
    clearTimeout(this.#timers.get(name))
    if (!this.signal.aborted) this.#timers.set(name, setTimeout(() => this.#giveUp(name === 'silent' ? 'silent' : 'slow'), ms))
  }

  #rest(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer)
    this.#timers.clear()
  }

  #giveUp(why: 'silent' | 'slow' | 'too-much'): void {
    this.record.gaveUp ??= why
    this.close()
  }
}

/** Before there is a connection nothing leaves: no name was found, nobody listens, there is no way there. */
const noConnection = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'ECONNREFUSED', 'ENETUNREACH', 'EHOSTUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL', 'UND_ERR_CONNECT_TIMEOUT'])

function neverConnected(error: unknown): boolean {
  for (let cause = error, depth = 0; depth < 5 && typeof cause === 'object' && cause !== null; depth++) {
    const { code, cause: deeper, errors } = cause as { code?: unknown; cause?: unknown; errors?: unknown }
    if (typeof code === 'string' && noConnection.has(code)) return true
    if (Array.isArray(errors) && errors.length > 0) return errors.every(neverConnected)
    cause = deeper
  }
  return false
}
