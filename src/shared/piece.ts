import { z } from 'zod'
import { id, label, region, role, stability, time, trust } from './words.ts'

/** Where the text of a piece comes from, with the way back to it. */
export const pieceSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('rule'), name: z.string() }),
  z.object({ kind: z.literal('message'), messageId: id, conversationId: id, role, at: time, title: z.string().optional() }),
  z.object({ kind: z.literal('memory'), memoryId: id, messageId: id.nullable(), conversationId: id.nullable(), at: time }),
])

/** Everything that may enter a prompt is a piece, and a piece never changes: shortening makes a new one. */
export const piece = z.object({
  id: z.string(), region, text: z.string(),
  /** Tokens of `text` as the destination counts them. */
  tokens: z.number().int(),
  source: pieceSource, label, trust,
  /** How well it fits this turn, 0 to 1; null where fit is not a question (rules, the message itself). */
  score: z.number().nullable(),
  /** The parts of the score by name: "words", "meaning", "importance", "recency". */
  scores: z.record(z.string(), z.number()),
  stability,
  /** What screening saw: "injection", "secret:card", … */
  marks: z.array(z.string()),
})
export type Piece = z.infer<typeof piece>

export const leftOutReasons = ['over-budget', 'over-window', 'label', 'duplicate', 'below-threshold', 'injection', 'note-limit', 'superseded'] as const

/** What became of a piece in this turn. */
export const pieceRecord = piece.extend({
  outcome: z.enum(['in', 'shortened', 'out']),
  /** A code for machines; null for what is simply in. */
  code: z.enum([...leftOutReasons, 'shortened']).nullable(),
  /** The reason for people: "Left out: over the memories budget by 240 tokens". */
  reason: z.string(),
  /** Tokens before shortening. */
  wantedTokens: z.number().int(),
  /** True when the answer shares a distinctive word or number with it. */
  used: z.boolean().optional(),
})
export type PieceRecord = z.infer<typeof pieceRecord>

/** What one region asked for, was given and kept, in tokens. */
export const regionUse = z.object({
  region, priority: z.number().int(), budget: z.number().int(),
  wanted: z.number().int(), kept: z.number().int(),
  pieces: z.number().int(), leftOut: z.number().int(), stability,
})
export type RegionUse = z.infer<typeof regionUse>

/** One message of the prompt as sent. `spans` maps its characters back to regions and pieces. */
export const promptMessage = z.object({
  role: z.enum(['system', 'user', 'assistant']),
  text: z.string(),
  spans: z.array(z.object({ start: z.number().int(), end: z.number().int(), region, pieceId: z.string() })),
})
export type PromptMessage = z.infer<typeof promptMessage>

/** A context: what was chosen, what was not and why, and the prompt that came of it. */
export const context = z.object({
  /** The model's window, the part kept free for the answer, and what the prompt takes, in tokens. */
  window: z.number().int(), reserve: z.number().int(), used: z.number().int(),
  counting: z.enum(['exact', 'estimate']), tokenizer: z.string(),
  regions: z.array(regionUse), pieces: z.array(pieceRecord), prompt: z.array(promptMessage),
  /** The strictest label of all that is in. */
  label,
  /** Tokens at the front that are byte-identical to the previous turn's prompt. */
  keptPrefix: z.number().int(),
})
export type Context = z.infer<typeof context>
