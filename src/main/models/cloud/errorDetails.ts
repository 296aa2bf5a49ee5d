import { isWindow } from './overflow.ts'

/** What a provider said about an error, wherever its library or its body keeps it. */
export interface ErrorDetails {
  readonly status: number | null
  /** Codes and types in lower case, joined by spaces. */
  readonly code: string
  readonly message: string
  /** The window of a llama.cpp server, which names it in a field of its own. */
  readonly limitTokens: number | null
  /** Seconds to wait where the body names them: Google says so there and not in a header. */
  readonly retrySeconds: number | undefined
}

/** Reads an error of the AI SDK, an error frame of a stream, or a thrown value. Never throws. */
export function readError(error: unknown): ErrorDetails {
  const outer = asRecord(error)
  const body = typeof outer.responseBody === 'string' ? parse(outer.responseBody) : {}
  const data = asRecord(outer.data)
  // A frame that the library could not read as a part of an answer is often one that tells of an error.
  const value = asRecord(outer.value)
  const sources = [outer, data, asRecord(data.error), body, asRecord(body.error), asRecord(asRecord(body.error).metadata), value, asRecord(value.error)]
  const notes = sources.flatMap((one) => Array.isArray(one.details) ? one.details.map(asRecord) : [])
  const retrySeconds = readDelay(notes.map((one) => one.retryDelay).find((one) => typeof one === 'string'))
  const code = [...sources, ...notes].flatMap((one) => [one.code, one.type, one.status, one.reason, one.raw]).filter((one) => typeof one === 'string' || typeof one === 'number').join(' ').slice(0, 4000).toLowerCase()
  const status = [...sources.map((one) => one.statusCode), ...sources.map((one) => one.code)].find(isStatus) ?? statusSaid(code)
  const limitTokens = sources.map((one) => one.n_ctx).find(isWindow) ?? null
  const detail = Array.isArray(body.detail) ? asRecord(body.detail[0]).msg : body.detail
  return { status, code, limitTokens, retrySeconds, message: firstText([asRecord(body.error).message, body.message, asRecord(value.error).message, value.message, body.error, detail, asRecord(data.error).message, outer.message, error]) }
}

/** A wait of more than a day is a mistake of somebody's clock or fields. */
const longestWait = 86_400

/** Seconds until a retry makes sense, rounded up and at most a day, from Retry-After as seconds, as a date, or in milliseconds. */
export function readRetryAfter(headers: Headers | null, now: number): number | undefined {
  const precise = Number(headers?.get('retry-after-ms') ?? Number.NaN)
  if (Number.isFinite(precise)) return bounded(precise / 1000)
  const written = headers?.get('retry-after')?.trim()
  if (written === undefined || written === '') return undefined
  const seconds = /^\d+(\.\d+)?$/.test(written) ? Number(written) : (Date.parse(written) - now) / 1000
  return Number.isFinite(seconds) ? bounded(seconds) : undefined
}

const bounded = (seconds: number) => Math.min(longestWait, Math.max(0, Math.ceil(seconds)))

/** "17s" or "0.5s". */
function readDelay(written: string | undefined): number | undefined {
  const seconds = /^(\d+(?:\.\d+)?)s$/.exec(written ?? '')?.[1]
  return seconds === undefined ? undefined : bounded(Number(seconds))
}

/** Inside a stream an error may have only a word for what is the matter. */
function statusSaid(code: string): number | null {
  if (/rate_?limit|resource_exhausted|too_many_requests/.test(code)) return 429
  return /overloaded|unavailable|internal|server_error|upstream/.test(code) ? 503 : null
}

/** Some name the status of an error only inside a stream, as its code. */
function isStatus(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 400 && value < 600
}

function parse(text: string): Record<string, unknown> {
  try { return asRecord(JSON.parse(text)) } catch { return {} }
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? value as Record<string, unknown> : {}
}

function firstText(values: readonly unknown[]): string {
  return values.find((one): one is string => typeof one === 'string' && one !== '') ?? ''
}
