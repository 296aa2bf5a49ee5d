import type { Failure } from '../../../shared/result.ts'
import { readError, readRetryAfter, type ErrorDetails } from './errorDetails.ts'
import { limitSaid, saysTooLong } from './overflow.ts'
import { redact } from './redact.ts'
import type { WireRecord } from './wire.ts'

export interface CallFacts {
  readonly provider: string
  readonly model: string
  readonly host: string
  readonly key: string | null
  readonly silentMs: number
  /** Milliseconds since 1970, for Retry-After as a date. */
  readonly now: number
}

const noCredit = /insufficient_quota|credit balance|billing|payment|out of credits|insufficient (funds|balance|credits)/
const elsewhere = 'Try again, or answer with the local model.'

/** What a person is told about a call that failed, from what the wire saw and what the library threw. */
export function failureOf(error: unknown, wire: WireRecord, facts: CallFacts): Failure {
  if (wire.gaveUp === 'silent') {
    return wire.bytesIn === 0
      ? { kind: 'provider-silent', message: `${facts.provider} did not answer in time (${facts.silentMs / 1000} s).`, next: elsewhere }
      : { kind: 'provider-silent', message: `${facts.provider} stopped in the middle of the answer.`, next: elsewhere }
  }
  if (wire.gaveUp === 'too-much') return { kind: 'provider-broken', message: `${facts.provider} sent far more than an answer, so the connection was closed.`, next: elsewhere }
  if (wire.status === null) return unreachable(wire, error, facts)
  const details = readError(error)
  const status = wire.status >= 400 ? wire.status : details.status
  if (status !== null && status >= 400) return { status, ...byStatus(status, details, wire, facts) }
  // Some begin to answer before they look at the length.
  const said = saidIn(details)
  if (saysTooLong(said)) return tooLong(said, details, facts)
  return brokenAnswer(facts)
}

/** For an answer that ended without saying so, or that was no answer at all. */
export function brokenAnswer(facts: CallFacts): Failure {
  return { kind: 'provider-broken', message: `The answer from ${facts.provider} broke off or could not be read.`, next: elsewhere }
}

function unreachable(wire: WireRecord, error: unknown, facts: CallFacts): Failure {
  if (!wire.sent) return { kind: 'provider-failed', message: `The request to ${facts.provider} could not be made: ${redact(readError(error).message, facts.key)}`, next: elsewhere }
  if (causes(wire.networkError).includes('redirect')) {
    return { kind: 'provider-failed', message: `${facts.provider} points to another address, which is not followed.`, next: 'Check its address in Settings.' }
  }
  return { kind: 'provider-failed', message: `${facts.host} could not be reached.`, next: 'Check the connection and the address in Settings, or answer with the local model.' }
}

function byStatus(status: number, details: ErrorDetails, wire: WireRecord, facts: CallFacts): Failure {
  const said = saidIn(details)
  const retryAfterSeconds = readRetryAfter(wire.headers, facts.now)
  const wait = retryAfterSeconds === undefined ? {} : { retryAfterSeconds }
  if (status === 402 || (status < 500 && noCredit.test(said))) {
    return { kind: 'provider-limit', status: 402, message: `${facts.provider} says that this account has no credit left.`, next: 'Add credit there, or answer with the local model.' }
  }
  // What a server says about a key is never shown: it may hold the key.
  if (status === 401 || status === 403) return { kind: 'provider-key', message: `The key was refused by ${facts.provider}.`, next: 'Check the key and what it may use, in Settings.' }
  if (status === 413 || (status !== 429 && saysTooLong(said))) return tooLong(said, details, facts)
  if (status === 429) {
    const when = retryAfterSeconds === undefined ? 'Try again later' : `Try again in ${retryAfterSeconds} seconds`
    return { kind: 'provider-limit', message: `${facts.provider} takes no more requests just now.`, next: `${when}, or answer with the local model.`, ...wait }
  }
  if (status === 404) return { kind: 'provider-failed', message: `${facts.provider} does not know ${facts.model} at this address.`, next: 'Check the name of the model and the address in Settings.' }
  if (status >= 500) return { kind: 'provider-failed', message: `${facts.provider} has trouble of its own (status ${status}).`, next: 'Try again later, or answer with the local model.', ...wait }
  return { kind: 'provider-failed', message: `${facts.provider} refused the request (status ${status}): ${redact(details.message, facts.key)}`, next: 'Check the model in Settings, or answer with the local model.', ...wait }
}

const saidIn = (details: ErrorDetails) => `${details.code} ${details.message}`.toLowerCase()

function tooLong(said: string, details: ErrorDetails, facts: CallFacts): Failure {
  const limitTokens = details.limitTokens ?? limitSaid(said)
  const most = limitTokens === null ? '' : `: ${limitTokens} tokens`
  return {
    kind: 'provider-overflow', message: `The prompt is longer than ${facts.model} takes${most}.`,
    next: 'Lower the window of this model in Settings, or shorten the message.', ...(limitTokens === null ? {} : { limitTokens }),
  }
}

function causes(error: unknown): string {
  const said: string[] = []
  for (let one = error; one instanceof Error && said.length < 8; one = one.cause) said.push(one.message)
  return said.join(' ').toLowerCase()
}
