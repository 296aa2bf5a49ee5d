import { z } from 'zod'
import { context } from './piece.ts'
import { failure } from './result.ts'
import { strategyValues } from './strategy.ts'
import { usage } from './trace.ts'
import { id, region, time } from './words.ts'

/** What is changed when a past context is made again. */
export const contextChange = z.object({
  /** Pieces that stay out, and pieces that must go in. */
  off: z.array(z.string().max(200)).max(2000).default([]), pinned: z.array(z.string().max(200)).max(2000).default([]),
  edited: z.array(z.object({ pieceId: z.string().max(200), text: z.string().max(200_000) })).max(200).default([]),
  strategy: strategyValues.nullable().default(null),
  modelId: z.string().max(200).nullable().default(null),
})
export type ContextChange = z.infer<typeof contextChange>

/** One piece in a comparison, short enough for a list. */
export const diffPiece = z.object({
  pieceId: z.string(), region, text: z.string(), tokens: z.number().int(),
  /** Why it is in or out on the side where it was not before. */
  reason: z.string(),
})

/** What is different between two contexts, seen from the first to the second. */
export const contextDiff = z.object({
  came: z.array(diffPiece), left: z.array(diffPiece),
  /** In both, with another text: shortened, edited, summed up differently. */
  changed: z.array(diffPiece.extend({ tokensBefore: z.number().int() })),
  /** In both, at another place of the prompt among those that are in both (0 first). */
  moved: z.array(diffPiece.extend({ from: z.number().int(), to: z.number().int() })),
  same: z.number().int(),
  tokensBefore: z.number().int(), tokensAfter: z.number().int(),
  regions: z.array(z.object({ region, before: z.number().int(), after: z.number().int() })),
})
export type ContextDiff = z.infer<typeof contextDiff>

/** A past turn answered once more under other conditions. It stands beside the conversation, never in it. */
export const contextRun = z.object({
  runId: id, turnId: id, conversationId: id, at: time, change: contextChange,
  state: z.enum(['running', 'done', 'failed', 'stopped']),
  modelId: z.string(), modelName: z.string(),
  context: context.nullable(), diff: contextDiff.nullable(),
  answer: z.string(), usage: usage.nullable(), cost: z.number(),
  firstTokenMs: z.number().nullable(), totalMs: z.number(), failure: failure.nullable(),
})
export type ContextRun = z.infer<typeof contextRun>

/** One kept context in a list. */
export const contextVersion = z.object({
  turnId: id, conversationId: id, at: time, question: z.string(), model: z.string(), destination: z.string(),
  tokens: z.number().int(), pieces: z.number().int(), leftOut: z.number().int(),
  /** False once its texts were let go by the retention that the person set; figures stay. */
  whole: z.boolean(),
})
export type ContextVersion = z.infer<typeof contextVersion>
