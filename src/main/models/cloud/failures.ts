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

/** Google refuses a wrong key as a bad request. */
const wrongKey = /api_key_invalid|api[ _]key (is )?(not valid|invalid|expired)/
const noCredit = /insufficient_quota|credit balance|billing|payment|out of credits|insufficient (funds|balance|credits)/
const elsewhere = 'Try again, or answer with the local model.'

/** What a person is told about a call that failed, from what the wire saw and what the library threw. */
export function failureOf(error: unknown, wire: WireRecord, facts: CallFacts): Failure {
  if (wire.gaveUp === 'silent') {
    return wire.bytesIn === 0
      ? { kind: 'provider-silent', message: `${facts.provider} did not answer in time (${facts.silentMs / 1000} s).`, next: elsewhere }
      : { kind: 'provider-silent', message: `${facts.provider} stopped in the middle of the answer.`, next: elsewhere }
  }
  if (wire.gaveUp === 'slow') return { kind: 'provider-silent', message: `${facts.provider} keeps the connection open without going on with the answer.`, next: elsewhere }
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

/** For an answer that ended well and says nothing: it was paid for, and another try may say more. */
export function emptyAnswer(facts: CallFacts): Failure {
  return { kind: 'provider-silent', message: `${facts.model} answered nothing.`, next: elsewhere }
}

/** For an answer that the provider's own rules kept back or ended. */
export function refusedAnswer(facts: CallFacts): Failure {
  return { kind: 'provider-refused', message: `${facts.provider} declined to answer this: its own rules for content held the answer back.`, next: 'Put it in other words, or answer with the local model.' }
}

function unreachable(wire: WireRecord, error: unknown, facts: CallFacts): Failure {
  if (!wire.sent) return { kind: 'provider-failed', message: `The request to ${facts.provider} could not be made: ${redact(readError(error).message, facts.key)}`, next: elsewhere }
  const why = causes(wire.networkError)
  if (why.includes('redirect')) {
    // Asked again, it would point there again.
    return { kind: 'not-allowed', message: `${facts.provider} points to another address, which is not followed.`, next: 'Check its address in Settings.' }
  }
  if (/\b(self_signed|depth_zero|unable_to_(verify|get)|err_tls|err_ssl|eproto|cert_)|certificate|wrong version number/.test(why)) {
    return { kind: 'provider-failed', message: `No safe connection to ${facts.host} was possible, so nothing was sent.`, next: 'Check its address and the date of this computer; a network that reads along can be the reason too.' }
  }
  return { kind: 'provider-failed', message: `No connection to ${facts.host} could be made.`, next: 'Check the connection and the address in Settings, or answer with the local model.' }
}

function byStatus(status: number, details: ErrorDetails, wire: WireRecord, facts: CallFacts): Failure {
  const said = saidIn(details)
  const retryAfterSeconds = readRetryAfter(wire.headers, facts.now) ?? details.retrySeconds
  const wait = retryAfterSeconds === undefined ? {} : { retryAfterSeconds }
  if (status === 402 || (status < 500 && noCredit.test(said) && details.retrySeconds === undefined)) {
    return { kind: 'provider-limit', status: 402, message: `${facts.provider} says that this account has no credit left.`, next: 'Add credit there, or answer with the local model.' }
  }
  // What a server says about a key is never shown: it may hold the key.
  if (status === 401 || status === 403 || (status === 400 && wrongKey.test(said))) return { kind: 'provider-key', status: status === 400 ? 401 : status, message: `The key was refused by ${facts.provider}.`, next: 'Check the key and what it may use, in Settings.' }
  if (status === 413 || (status !== 429 && saysTooLong(said))) return tooLong(said, details, facts)
  if (status === 429) return { kind: 'provider-limit', message: `${facts.provider} takes no more requests just now.`, next: 'Try again later, or answer with the local model.', ...wait }
  if (status === 404) return { kind: 'provider-failed', message: `${facts.provider} does not know ${facts.model} at this address.`, next: 'Check the name of the model and the address in Settings.' }
  if (status >= 500 || status === 408) return { kind: 'provider-failed', message: `${facts.provider} has trouble of its own (status ${status}).`, next: 'Try again later, or answer with the local model.', ...wait }
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
  for (let one = error; one instanceof Error && said.length < 16; one = one.cause) said.push(one.message, String((one as { readonly code?: unknown }).code ?? ''))
  return said.join(' ').toLowerCase()
}
