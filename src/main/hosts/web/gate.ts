import { createHash, timingSafeEqual } from 'node:crypto'
import { fail, type Failure } from '../../../shared/result.ts'

/** What the gate looks at. Absent headers are null. */
export interface Knock {
  readonly method: string
  readonly host: string | null
  readonly origin: string | null
  readonly fetchSite: string | null
  readonly authorization: string | null
}

/** A refusal with its HTTP status; the body is a Failure like any other. */
export interface Refusal { readonly status: 401 | 403 | 421 | 429; readonly failure: Failure }

const wrongKeysPerMinute = 10

/**
 * Decides who may speak to the loopback host. A page in the same browser can reach 127.0.0.1 too, so the address proves nothing:
 * the Host must be ours to the letter (a foreign name that resolves here is refused), the Origin ours, and the key right.
 */
export class Gate {
  readonly #host: string
  readonly #origin: string
  readonly #key: Buffer
  readonly #now: () => number
  #wrong: number[] = []

  /**
   * @param address `127.0.0.1:PORT`, as the browser must write it
   * @param token the key of this start
   * @param now milliseconds, for the limit on wrong keys
   */
  constructor(address: string, token: string, now: () => number) {
    this.#host = address
    this.#origin = `http://${address}`
    this.#key = digest(token)
    this.#now = now
  }

  /** For every request, files included: the right Host, and no foreign page behind it. */
  refuseStranger(knock: Knock): Refusal | null {
    if (knock.host !== this.#host) return refuse(421, 'This address does not belong to Casement.', `Open ${this.#origin} with the key that was printed at the start.`)
    if (knock.origin !== null && knock.origin !== this.#origin) return refuse(403, 'Another page asked for this.', 'Use the window that Casement opened.')
    return null
  }

  /** For every request that reaches the engine. */
  refuseCaller(knock: Knock): Refusal | null {
    if (knock.method === 'POST' && knock.origin === null) return refuse(403, 'The request does not say which page it comes from.', 'Use the window that Casement opened.')
    if (knock.fetchSite !== null && knock.fetchSite !== 'same-origin') return refuse(403, 'Another page asked for this.', 'Use the window that Casement opened.')
    if (timingSafeEqual(digest(/^Bearer (.+)$/.exec(knock.authorization ?? '')?.[1] ?? ''), this.#key)) return null
    return this.#refuseKey()
  }

  // Only wrong keys are slowed down: a limit on all would let any program on this computer lock the owner out.
  #refuseKey(): Refusal {
    const now = this.#now()
    this.#wrong = this.#wrong.filter((at) => now - at < 60_000)
    if (this.#wrong.length >= wrongKeysPerMinute) return refuse(429, 'Too many wrong keys.', 'Wait a minute, then open the address that was printed at the start.')
    this.#wrong.push(now)
    return refuse(401, 'The key of this window is missing or from an earlier start.', 'Open the address that was printed at the start.')
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

function refuse(status: Refusal['status'], message: string, next: string): Refusal {
  return { status, failure: fail('refused-sender', message, next).error }
}
