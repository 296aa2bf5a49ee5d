import { z } from 'zod'
import { importOrigin } from './exchange.ts'
import { budgetPlan } from './strategy.ts'
import { id, label, role, taskKind, time, trust } from './words.ts'

export const messageStatus = z.enum(['done', 'streaming', 'interrupted', 'failed'])
export type MessageStatus = z.infer<typeof messageStatus>

/** Where a conversation's answers come from: `auto` follows the rules, `local` stays here, `cloud` is the cloud model of the settings, a model id pins one model. */
export const routeChoice = z.string().min(1).max(200)
export type RouteChoice = z.infer<typeof routeChoice>

export const conversation = z.object({
  id, title: z.string(), createdAt: time, updatedAt: time,
  pinned: z.boolean(), deletedAt: time.nullable(),
  /** The newest message of the branch that is shown; null while there is none. */
  leafId: id.nullable(),
  route: routeChoice,
  messageCount: z.number().int(),
  /** Budgets of this conversation alone; null follows the settings. */
  budget: budgetPlan.nullable().default(null),
  /** What this conversation is for: stands beside every message, and keeps answers on it. */
  goal: z.string().max(1000).default(''),
  /** Who answers here; null follows the settings. */
  personaId: id.nullable().default(null),
  /** Conversations of one project share the memories of that project. */
  projectId: id.nullable().default(null),
  /** Where it was brought from; null for one that was held here. */
  importedFrom: importOrigin.nullable().default(null),
  /** Nothing of it is stored and nothing is learned from it: it is gone when it is closed, or with the program. */
  temporary: z.boolean().default(false),
})
export type Conversation = z.infer<typeof conversation>

export const project = z.object({ id, name: z.string().min(1).max(80), createdAt: time, conversations: z.number().int() })
export type Project = z.infer<typeof project>

/** One node of the tree of messages. Siblings (same parent) are branches; nothing is overwritten. */
export const message = z.object({
  id, conversationId: id, parentId: id.nullable(), role,
  text: z.string(), createdAt: time, status: messageStatus,
  /** The turn that this message opened (user) or closed (assistant). */
  turnId: id.nullable(),
  label, trust,
  /** The name of the one who spoke, for imported talks between people. */
  speaker: z.string().nullable(),
  /** Why an answer failed or stopped, as a sentence. */
  note: z.string().nullable(),
})
export type Message = z.infer<typeof message>

/** What the quiet line under an answer needs; kept beside the trace so that a page of messages stays cheap. */
export const turnSummary = z.object({
  promptTokens: z.number(), memories: z.number(), totalMs: z.number(), firstTokenMs: z.number().nullable(),
  cost: z.number(), destination: z.enum(['local', 'cloud', 'memory', 'none']), model: z.string(),
  task: taskKind, dropped: z.number(), shortened: z.number(),
  /** "from your memory of 3 May": an answer that quotes a memory, whole or beside a model's answer. */
  fromMemory: z.object({ memoryId: id, text: z.string(), at: time, sentence: z.string() }).nullable(),
  learned: z.array(z.object({ memoryId: id, text: z.string(), change: z.string() })),
  /** What the person should know about this turn: a fallback, something left out, an interruption. */
  notices: z.array(z.string()),
  /** What the person thought of the answer. */
  thumb: z.enum(['up', 'down']).nullable().default(null),
  /** Context Fidelity Score, 0 to 1; null while unknown. */
  fidelity: z.number().nullable().default(null),
  /** The memories and earlier messages that shaped the answer, the strongest first; known after the answer was looked back at. */
  shapedBy: z.array(z.object({ kind: z.enum(['memory', 'message']), id, conversationId: id.nullable(), text: z.string() })).default([]),
  /** "Knows but does not use", as sentences. */
  flags: z.array(z.string()).default([]),
  /** Set when this answer was given before and is shown again: when, and as which message. */
  cached: z.object({ at: time, messageId: id }).nullable().default(null),
  /** An answer to a like question of before, which is offered and not given. */
  near: z.object({ at: time, messageId: id }).nullable().default(null),
})
export type TurnSummary = z.infer<typeof turnSummary>

/** A message as the window shows it: with its place among its siblings. */
export const shownMessage = message.extend({
  branch: z.object({ index: z.number().int(), count: z.number().int(), siblings: z.array(id) }),
  summary: turnSummary.nullable(),
})
export type ShownMessage = z.infer<typeof shownMessage>
