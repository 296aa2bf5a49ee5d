import { z } from 'zod'
import { failure, type Failure } from './result.ts'
import { time } from './words.ts'

/** How a provider or a source of context stands. `open`: it failed, and is left alone until `retryAt`; `half-open`: one call tries. */
export const health = z.object({
  id: z.string(), name: z.string(), kind: z.enum(['provider', 'source']),
  state: z.enum(['closed', 'open', 'half-open']),
  /** Failures one after the other, and when the breaker lets the next call through. */
  failures: z.number().int(), retryAt: time.nullable(),
  last: failure.nullable(), lastAt: time.nullable(), lastOkAt: time.nullable(),
})
export type Health = z.infer<typeof health>

/** One try of one model within a turn. */
export const attemptRecord = z.object({
  modelId: z.string(), modelName: z.string(),
  /** Which link of the chain of fallbacks this was. */
  strategy: z.enum(['primary', 'cache', 'backup', 'minimal', 'memory', 'emergency']),
  startMs: z.number(), ms: z.number(),
  outcome: z.enum(['answered', 'failed', 'cancelled']),
  /** Why it failed. */
  failure: failure.nullable(),
  breaker: health.shape.state, retries: z.number().int(),
})
export type AttemptRecord = z.infer<typeof attemptRecord>

/** What one source gave to a turn, or why it gave nothing. */
export const sourceRecord = z.object({
  id: z.string(), name: z.string(),
  /** What activated it: a task, an intent, the plan. */
  because: z.string(), required: z.boolean(),
  state: z.enum(['delivered', 'empty', 'late', 'failed', 'skipped', 'reconstructed']),
  ms: z.number(), pieces: z.number().int(),
  /** What was done or why, one sentence. */
  note: z.string(),
})
export type SourceRecord = z.infer<typeof sourceRecord>

/** What became of asking one provider once: how often it was tried again, and how its breaker stood afterwards. */
export interface AttemptReport {
  readonly retries: number
  readonly breaker: Health['state']
  /** Milliseconds spent waiting between tries, and for a place among those that ask at once. */
  readonly waitedMs: number
  readonly failure: Failure | null
}
