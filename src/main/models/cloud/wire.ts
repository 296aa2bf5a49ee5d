/** What the adapter needs of `fetch`: the real one, or a test's. */
export type Fetch = (url: string | URL | Request, init?: RequestInit) => Promise<Response>

export interface WireLimits {
  /** Milliseconds without any byte from the server, before the first one and between any two. */
  readonly silentMs: number
  /** Bytes of an answer, protocol included. */
  readonly mostBytes: number
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
  gaveUp: 'silent' | 'too-much' | null
  /** Why no answer came at all. */
  networkError: unknown
}

/**
 * One call's own `fetch`: counts bytes both ways, notes the status, hangs up on a silent or endless server, and
 * follows no redirect, because a prompt goes to the host that was named and to no other.
 */
export class Wire {
  readonly record: WireRecord = { sent: false, bytesOut: 0, bytesIn: 0, status: null, headers: null, gaveUp: null, networkError: null }
  readonly #hangUp = new AbortController()
  readonly #limits: WireLimits
  readonly #fetch: Fetch
  readonly #cancelled: AbortSignal
  #timer: NodeJS.Timeout | null = null

  constructor(fetch: Fetch, limits: WireLimits, cancelled: AbortSignal) {
    this.#fetch = fetch
    this.#limits = limits
    this.#cancelled = cancelled
  }

  /** Aborts when the person cancels and when the wire gives up. */
  get signal(): AbortSignal { return AbortSignal.any([this.#hangUp.signal, this.#cancelled]) }

  /** Closes the connection, whatever it is doing. */
  close(): void {
    this.#quiet()
    this.#hangUp.abort()
  }

  readonly fetch: Fetch = async (url, init) => {
    this.record.sent = true
    this.record.bytesOut += typeof init?.body === 'string' ? Buffer.byteLength(init.body) : 0
    this.#watch()
    try {
      const response = await this.#fetch(url, { ...init, redirect: 'error' })
      this.record.status = response.status
      this.record.headers = response.headers
      this.#watch()
      return response.body === null ? response : new Response(this.#listen(response.body), { status: response.status, statusText: response.statusText, headers: response.headers })
    } catch (error) {
      this.record.networkError = error
      throw error
    }
  }

  #listen(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
    const listener = new TransformStream<Uint8Array, Uint8Array>({
      transform: (bytes, controller) => {
        this.record.bytesIn += bytes.length
        if (this.record.bytesIn > this.#limits.mostBytes) this.#giveUp('too-much')
        else this.#watch()
        controller.enqueue(bytes)
      },
      flush: () => this.#quiet(),
    })
    return body.pipeThrough(listener)
  }

  #watch(): void {
    this.#quiet()
    if (this.#hangUp.signal.aborted) return
    this.#timer = setTimeout(() => this.#giveUp('silent'), this.#limits.silentMs)
  }

  #quiet(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
  }

  #giveUp(why: 'silent' | 'too-much'): void {
    this.record.gaveUp = why
    this.close()
  }
}
