import { z } from 'zod'
import { stageNames } from './names.ts'
import { context } from './piece.ts'
import { attemptRecord, sourceRecord } from './health.ts'
import { routeFacts } from './policy.ts'
import { failure } from './result.ts'
import { taskClass, understanding, type Understanding } from './understanding.ts'
import { id, label, taskKind, time } from './words.ts'

export { stageNames, understanding, type Understanding }
export const stageName = z.enum(stageNames)
export type StageName = z.infer<typeof stageName>

export const stageRecord = z.object({
  name: stageName,
  /** Milliseconds since the turn began, and how long it took. */
  startMs: z.number(), ms: z.number(),
  /** One line on what came out ("12 candidates, 4 kept"). */
  note: z.string(),
  failed: z.string().nullable(),
})
export type StageRecord = z.infer<typeof stageRecord>

/** The plan of a turn: which sources are asked and what for, what is taken for granted, and what the answer should look like. */
export const turnPlan = z.object({
  providers: z.array(z.enum(['memories', 'messages'])),
  query: z.string(),
  shape: z.enum(['short', 'normal', 'long']),
  /** What each source is asked for, as a sentence. */
  lookFor: z.array(z.object({ provider: z.enum(['memories', 'messages']), what: z.string() })).default([]),
  assumptions: z.array(z.string()).default([]), questions: z.array(z.string()).default([]), risks: z.array(z.string()).default([]),
  tone: z.enum(['plain', 'warm', 'brief', 'careful', 'formal']).default('plain'),
  keyPoints: z.array(z.string()).default([]),
})
export type TurnPlan = z.infer<typeof turnPlan>

export const routeRecord = z.object({
  destination: z.enum(['local', 'cloud', 'memory', 'none']),
  modelId: z.string(), modelName: z.string(),
  /** Machine-readable rule ("label-local", "offline", "user-rule", "default-local", …) and its sentence. */
  rule: z.string(), reason: z.string(),
  label, task: taskKind,
  /** Set when the first choice failed before its first token and another model answered. */
  fallback: z.object({ fromModelId: z.string(), fromModelName: z.string(), because: failure }).nullable(),
  /** The line of the policy that decided; null where none caught the turn or something stronger decided. */
  policyRule: z.object({ id, name: z.string() }).nullable().default(null),
  taskClass: taskClass.nullable().default(null), difficulty: z.number().nullable().default(null),
  /** What the chosen model was expected to cost, in US dollars; null where no price is known. */
  expectedCost: z.number().nullable().default(0),
  /** Who else could have answered, at what price, and why not. */
  alternatives: z.array(z.object({ modelId: z.string(), modelName: z.string(), place: z.enum(['local', 'cloud']), cost: z.number().nullable(), why: z.string() })).default([]),
  /** What the route knew, so that other rules can be tried on this turn later; null for turns of before. */
  facts: routeFacts.nullable().default(null),
  /** What the person answered when a rule asked. */
  asked: z.enum(['local', 'cloud', 'stop']).nullable().default(null),
})
export type RouteRecord = z.infer<typeof routeRecord>

export const usage = z.object({
  promptTokens: z.number().int(),
  /** Tokens that the model really read this turn; the rest came from the kept prefix. */
  evaluatedTokens: z.number().int(),
  cachedTokens: z.number().int(),
  /** Of the evaluated tokens, those that a provider wrote into its cache, which some charge more for. */
  cacheWriteTokens: z.number().int().optional(),
  outputTokens: z.number().int(),
  /** False when these are our own counts, because nobody reported any or what was reported cannot be. */
  reported: z.boolean(),
  /** What the provider itself says that this cost, in US dollars; few say it. */
  reportedCostUsd: z.number().nonnegative().optional(),
})
export type Usage = z.infer<typeof usage>

export const learnedFact = z.object({
  memoryId: id, text: z.string(), rule: z.string(),
  change: z.enum(['learned', 'strengthened', 'superseded', 'for-review', 'rejected']),
})
export type LearnedFact = z.infer<typeof learnedFact>

/** "From your memory of 3 May": one memory that answers the question by itself. */
export const memoryAnswer = z.object({
  memoryId: id, text: z.string(), at: time, confidence: z.number(),
  messageId: id.nullable(), conversationId: id.nullable(),
  /** The whole sentence that is shown. */
  sentence: z.string(),
})
export type MemoryAnswer = z.infer<typeof memoryAnswer>

/** What the model was told to look at in this turn. */
export const focusDirective = z.object({
  text: z.string(), by: z.enum(['rules', 'local-model']),
  /** False where it stood only in the trace, with the reason ("A small model answers worse with it"). */
  given: z.boolean(), reason: z.string(),
})
export type FocusDirective = z.infer<typeof focusDirective>

/** Whether the answer used one piece, and where that shows. Places are UTF-16 units of the answer. */
export const pieceUse = z.object({
  pieceId: z.string(), used: z.boolean(),
  /** 0 to 1: how surely it was used. */
  score: z.number(),
  how: z.enum(['words', 'meaning', 'both', 'none']),
  span: z.object({ start: z.number().int(), end: z.number().int(), quote: z.string() }).nullable(),
  /** True when it should have been used: it fits the question well, and the answer does without it or contradicts it. */
  ignored: z.boolean(),
})
export type PieceUse = z.infer<typeof pieceUse>

/** Context Fidelity Score: how much of what was given for this turn the answer used. */
export const fidelity = z.object({
  /** 0 to 1, weighed by fit; null where nothing was given that could be used. */
  score: z.number().nullable(),
  pieces: z.array(pieceUse),
  /** "Knows but does not use", as sentences. */
  flags: z.array(z.string()),
})
export type Fidelity = z.infer<typeof fidelity>

/** How good a context was, each 0 to 1. What each means stands in the trace room's SPEC.md. */
export const quality = z.object({
  completeness: z.number(), relevance: z.number().nullable(), redundancy: z.number(), coherence: z.number(), efficiency: z.number(),
  recommendations: z.array(z.string()),
})
export type Quality = z.infer<typeof quality>

/** All that is known about one turn; kept for good with its answer. */
export const turnTrace = z.object({
  turnId: id, conversationId: id, userMessageId: id, answerMessageId: id.nullable(),
  startedAt: time, totalMs: z.number(), firstTokenMs: z.number().nullable(),
  status: z.enum(['done', 'interrupted', 'failed']),
  failure: failure.nullable(),
  stages: z.array(stageRecord),
  understanding: understanding.nullable(), plan: turnPlan.nullable(),
  route: routeRecord.nullable(), context: context.nullable(), usage: usage.nullable(),
  /** In the currency of the price table; 0 for local. */
  cost: z.number(),
  memoryAnswer: memoryAnswer.nullable(),
  learned: z.array(learnedFact),
  notices: z.array(z.string()),
  focus: focusDirective.nullable().default(null),
  /** The epoch whose summary stood in the prompt. */
  epochId: id.nullable().default(null),
  /** The name of the strategy that made the context. */
  strategy: z.string().default(''),
  /** Looked at after the answer, so null for a moment. */
  fidelity: fidelity.nullable().default(null), quality: quality.nullable().default(null),
  /** Set when the provider found the prompt too long and it was made again, tighter. */
  tightened: z.object({ fromTokens: z.number().int(), toTokens: z.number().int(), because: z.string() }).nullable().default(null),
  /** Tokens of the whole conversation with this message, which many programs would have sent; null where it is not counted. */
  fullHistoryTokens: z.number().int().nullable().default(null),
  /** False when the price of what was used is unknown: `cost` counts nothing for it. */
  costKnown: z.boolean().default(true),
  /** Who was tried, in order. */
  attempts: z.array(attemptRecord).default([]),
  /** Which sources of context were asked, and what came of it. */
  sources: z.array(sourceRecord).default([]),
  /** Set when this answer was given before and is shown again. */
  cached: z.object({ turnId: id, messageId: id, at: time, savedUsd: z.number().nullable() }).nullable().default(null),
  /** A like question that was answered before: offered, never given unasked. It names that answer and holds none of its words, which may be forgotten. */
  near: z.object({ turnId: id, messageId: id, at: time, similarity: z.number() }).nullable().default(null),
  /** How the prompt was made cheaper while money was short, and the tokens that each step saved. */
  squeezed: z.array(z.object({ step: z.enum(['examples-out', 'compressed', 'references']), tokens: z.number().int() })).default([]),
})
export type TurnTrace = z.infer<typeof turnTrace>
