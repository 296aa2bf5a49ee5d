/** What a provider said about an error, wherever its library or its body keeps it. */
export interface ErrorDetails {
  readonly status: number | null
  /** Codes and types in lower case, joined by spaces. */
  readonly code: string
  readonly message: string
  /** The window of a llama.cpp server, which names it in a field of its own. */
  readonly limitTokens: number | null
}

/** Reads an error of the AI SDK, an error frame of a stream, or a thrown value. Never throws. */
export function readError(error: unknown): ErrorDetails {
  const outer = asRecord(error)
  const body = typeof outer.responseBody === 'string' ? parse(outer.responseBody) : {}
  const data = asRecord(outer.data)
  const sources = [outer, data, asRecord(data.error), body, asRecord(body.error), asRecord(asRecord(body.error).metadata)]
  const status = sources.map((one) => one.statusCode).find((one) => typeof one === 'number') ?? null
  const code = sources.flatMap((one) => [one.code, one.type]).filter((one) => typeof one === 'string' || typeof one === 'number').join(' ').toLowerCase()
  const limitTokens = sources.map((one) => one.n_ctx).find((one): one is number => Number.isInteger(one) && one as number > 0) ?? null
  return { status, code, limitTokens, message: firstText([asRecord(body.error).message, body.message, body.error, body.detail, asRecord(data.error).message, outer.message, error]) }
}

/** Seconds until a retry makes sense, rounded up, from Retry-After as seconds, as a date, or in milliseconds. */
export function readRetryAfter(headers: Headers | null, now: number): number | undefined {
  const precise = Number(headers?.get('retry-after-ms') ?? Number.NaN)
  if (Number.isFinite(precise)) return Math.max(0, Math.ceil(precise / 1000))
  const written = headers?.get('retry-after')?.trim()
  if (written === undefined || written === '') return undefined
  const seconds = /^\d+(\.\d+)?$/.test(written) ? Number(written) : (Date.parse(written) - now) / 1000
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : undefined
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
