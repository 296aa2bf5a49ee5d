import { z } from 'zod'

/**
 * What a person can meet and act on. A bug is never a Failure: bugs throw.
 * `kind` is stable and tested; `message` is one plain sentence; `next` says what to do now.
 */
export const failureKinds = [
  'bad-input', 'unknown-command', 'refused-sender', 'too-large', 'not-found', 'cancelled',
  'read-only', 'profile-locked', 'storage-corrupt', 'storage-newer', 'storage-full', 'storage-failed',
  'model-missing', 'model-refused', 'model-crashed', 'model-quarantined', 'model-memory', 'model-failed', 'prompt-mismatch',
  'provider-key', 'provider-limit', 'provider-silent', 'provider-broken', 'provider-failed', 'provider-overflow', 'provider-refused',
  'over-budget', 'offline', 'not-allowed', 'message-too-long', 'download-failed', 'busy', 'unsupported',
] as const
export const failureKind = z.enum(failureKinds)
export type FailureKind = z.infer<typeof failureKind>

export const failure = z.object({
  kind: failureKind,
  message: z.string(),
  /** What the person can do next, one sentence. */
  next: z.string().optional(),
  /** Seconds until a retry makes sense, where the other side said so. */
  retryAfterSeconds: z.number().optional(),
  /** Tokens that a prompt may have, where the other side said so in refusing one. */
  limitTokens: z.number().int().optional(),
  /** HTTP status of a provider's refusal; 402 for every account without credit, however it was said. Absent where none came. */
  status: z.number().int().optional(),
})
export type Failure = z.infer<typeof failure>

export type Result<T, F = Failure> = { ok: true; value: T } | { ok: false; error: F }

export function ok<T>(value: T): { ok: true; value: T } {
  return { ok: true, value }
}

export function err<F>(error: F): { ok: false; error: F } {
  return { ok: false, error }
}

/** Makes a Failure in one line; `next` is left out where there is nothing a person can do. */
export function fail(kind: FailureKind, message: string, next?: string): { ok: false; error: Failure } {
  return { ok: false, error: next === undefined ? { kind, message } : { kind, message, next } }
}

/** A Failure that has to travel by throw, through library code that knows no Result. */
export class FailureError extends Error {
  readonly failure: Failure
  constructor(failure: Failure) {
    super(failure.message)
    this.name = 'FailureError'
    this.failure = failure
  }
}
