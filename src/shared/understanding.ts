import { z } from 'zod'
import { entityKinds, taskClasses } from './names.ts'
import { id, taskKind, time } from './words.ts'

/** Something that a message names, with where it stands (UTF-16 units). */
export const messageEntity = z.object({ text: z.string(), kind: z.enum(entityKinds), start: z.number().int(), end: z.number().int() })
export type MessageEntity = z.infer<typeof messageEntity>

/** A time that a message speaks of; null where that end is open or not known. */
export const timeExpression = z.object({ text: z.string(), start: z.number().int(), end: z.number().int(), from: time.nullable(), until: time.nullable() })
export type TimeExpression = z.infer<typeof timeExpression>

/** What an answer cannot do without. */
export const needs = z.object({
  /** The answer may lie in what the user told before. */
  memory: z.boolean(),
  /** It speaks of a file, an attachment, a document. */
  files: z.boolean(),
  /** It asks for something to be done outside the conversation. */
  tools: z.boolean(),
  /** It depends on how the world stands now: weather, prices, news. */
  fresh: z.boolean(),
  /** It asks for a number that can be computed. */
  arithmetic: z.boolean(),
})
export type Needs = z.infer<typeof needs>

export const taskClass = z.enum(taskClasses)
export type TaskClass = z.infer<typeof taskClass>

/** What a message is about in particular, within the kind of its task. */
export const intentReading = z.object({
  id, name: z.string(),
  /** 0 to 1: of readings with this confidence, so many are right. */
  confidence: z.number(),
  /** Who taught it: `built-in` came with Casement, `own` was added by the user with examples. */
  by: z.enum(['built-in', 'own']),
})
export type IntentReading = z.infer<typeof intentReading>

/** What the message asks for, as the local embedding model, small trained heads and rules read it. */
export const understanding = z.object({
  task: taskKind,
  /** 0 to 1: how sure, after calibration against the runner-up. */
  confidence: z.number(),
  alternatives: z.array(z.object({ task: taskKind, score: z.number() })),
  topics: z.array(z.string()),
  /** ISO 639-1, or "und". */
  language: z.string(),
  /** 0 easy to 1 hard: how likely a small model's answer is wrong where a strong model's is right. */
  difficulty: z.number(),
  isQuestion: z.boolean(),
  /** True when the answer may lie in what the user told before. */
  needsMemory: z.boolean(),
  /** The closest intent; null where nothing fits. */
  intent: intentReading.nullable().default(null),
  /** False when the message is outside everything that the intents know: a fair answer, no error. */
  inScope: z.boolean().default(true),
  /** True when it leans on what was said just before. */
  isFollowUp: z.boolean().default(false),
  /** How seed 001 sorts tasks for the route: the first three stay here, the last three may go to the cloud. */
  taskClass: taskClass.default('medium'),
  entities: z.array(messageEntity).default([]),
  times: z.array(timeExpression).default([]),
  needs: needs.default({ memory: false, files: false, tools: false, fresh: false, arithmetic: false }),
})
export type Understanding = z.infer<typeof understanding>

/** So many intents a person can teach. */
export const mostOwnIntents = 100

/** With fewer examples an intent cannot be told from others. */
export const fewestExamples = 5

/** An intent that the user taught by examples; it works from the moment it is saved. */
export const ownIntent = z.object({
  id, name: z.string().min(1).max(60),
  examples: z.array(z.string().min(1).max(500)).min(fewestExamples).max(50),
  /** What kind of task it is, for loaders and rules. */
  task: taskKind, taskClass: taskClass.nullable(),
  /** Loaders that it activates beside those of its task. */
  loaders: z.array(id).max(20),
})
export type OwnIntent = z.infer<typeof ownIntent>

/** An intent as it comes to be saved. Examples that are too few or empty are told of in the words of the intents rather than of the contract. */
export const givenIntent = ownIntent.extend({ id: id.nullable().default(null), name: z.string().max(60), examples: z.array(z.string().max(500)).max(50) })
