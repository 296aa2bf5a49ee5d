import { z } from 'zod'
import { id, label, region, role, stability, time, trust } from './words.ts'

/** Where the text of a piece comes from, with the way back to it. */
export const pieceSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('rule'), name: z.string() }),
  z.object({ kind: z.literal('message'), messageId: id, conversationId: id, role, at: time, title: z.string().optional() }),
  /** The summary of an epoch, with what it was made of. */
  z.object({ kind: z.literal('summary'), epochId: id, conversationId: id, at: time, messages: z.number().int() }),
  z.object({ kind: z.literal('file'), name: z.string(), path: z.string().nullable(), part: z.number().int(), at: time }),
  z.object({ kind: z.literal('tool'), name: z.string(), callId: z.string(), at: time }),
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
  /** Pieces of one group go in together or stay out together: a tool call and its result. */
  group: z.string().optional(),
  /** The person wants it in: it goes before all others of its region. */
  pinned: z.boolean().optional(),
})
export type Piece = z.infer<typeof piece>

export const leftOutReasons = [
  'over-budget', 'over-window', 'over-time', 'over-trust', 'label', 'duplicate', 'contained', 'below-threshold', 'injection', 'note-limit', 'superseded', 'switched-off', 'summed-up',
] as const

/** What became of a piece in this turn. */
export const pieceRecord = piece.extend({
  outcome: z.enum(['in', 'shortened', 'out']),
  /** A code for machines; null for what is simply in. */
  code: z.enum([...leftOutReasons, 'shortened']).nullable(),
  /** The reason for people: "Left out: over the memories budget by 240 tokens". */
  reason: z.string(),
  /** Tokens before shortening. */
  wantedTokens: z.number().int(),
  /** The text before shortening, where it was shortened and is not too large to keep twice. */
  original: z.string().optional(),
  /** True when the answer used it, by its words or its meaning; absent where that was not looked at. */
  used: z.boolean().optional(),
})
export type PieceRecord = z.infer<typeof pieceRecord>

/** What one region asked for, was given and kept, in tokens. */
export const regionUse = z.object({
  region, priority: z.number().int(), budget: z.number().int(),
  /** Tokens that were granted before any share. */
  floor: z.number().int().default(0),
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

/** The second budget: how much of a prompt may be read anew within the time that the person waits for a first token. */
export const timeBudget = z.object({
  seconds: z.number(), tokensPerSecond: z.number(),
  /** Tokens that can be read in that time, and those that had to be read: the prompt less what the model still holds. */
  tokens: z.number().int(), evaluated: z.number().int(),
})
export type TimeBudget = z.infer<typeof timeBudget>

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
  /** Null where no such budget was set or the speed is not known. */
  time: timeBudget.nullable().default(null),
  /** Tokens up to which the model was found to use its window well; null where that is not known. */
  trusted: z.number().int().nullable().default(null),
  /** Which budget made something leave: the window, the waiting time, or how far the model can be trusted. */
  cutBy: z.array(z.enum(['window', 'time', 'trust'])).default([]),
})
export type Context = z.infer<typeof context>
