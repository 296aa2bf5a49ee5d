import { z } from 'zod'
import { cursor, limit, messageText, nothing, page } from './commandParts.ts'
import { conversation, routeChoice, shownMessage } from './message.ts'
import { maxMessageChars } from './names.ts'
import { budgetPlan } from './strategy.ts'
import { turnTrace } from './trace.ts'
import { id, time } from './words.ts'

/** What was written and not sent yet: the words, and large texts that were pasted, with their tokens where they are counted or guessed. */
export const draft = z.object({
  text: z.string().max(maxMessageChars),
  pastes: z.array(z.object({ text: messageText, tokens: z.number().int().nullable(), exact: z.boolean().default(false) })).max(100).default([]),
})
export type Draft = z.infer<typeof draft>

/** One thing found by "search everything". */
export const searchHit = z.object({
  kind: z.enum(['conversation', 'message', 'memory']), id, conversationId: id.nullable(),
  title: z.string(), snippet: z.string(), at: time,
})

/** The part of the contract that is about conversations: their messages and drafts, and the turns that answer them. */
export const conversationCommands = {
  'conversations.list': { input: z.object({ cursor, limit, deleted: z.boolean().default(false) }), output: page(conversation) },
  'conversations.create': { input: z.object({ title: z.string().max(200).default(''), temporary: z.boolean().default(false), projectId: id.nullable().default(null) }), output: conversation },
  'conversations.get': { input: z.object({ conversationId: id }), output: conversation },
  'conversations.update': {
    input: z.object({
      conversationId: id, title: z.string().min(1).max(200).optional(), pinned: z.boolean().optional(), route: routeChoice.optional(),
      budget: budgetPlan.nullable().optional(), goal: z.string().max(1000).optional(), personaId: id.nullable().optional(), projectId: id.nullable().optional(),
    }),
    output: conversation,
  },
  'conversations.delete': { input: z.object({ conversationId: id }), output: conversation },
  'conversations.restore': { input: z.object({ conversationId: id }), output: conversation },
  'conversations.import': {
    input: z.object({
      title: z.string().min(1).max(200),
      messages: z.array(z.object({ role: z.enum(['user', 'assistant']), text: messageText, at: time, speaker: z.string().max(80).nullable().default(null) })).min(1).max(100_000),
    }),
    output: conversation,
  },

  /** The shown branch, newest page first; `before` is a message id. Items come oldest first. */
  'messages.list': { input: z.object({ conversationId: id, before: id.nullable().default(null), limit }), output: page(shownMessage) },
  'messages.get': { input: z.object({ messageId: id }), output: shownMessage },
  /** Shows the branch that goes through this message, down to its newest leaf. */
  'messages.selectBranch': { input: z.object({ messageId: id }), output: conversation },
  'search.everything': { input: z.object({ query: z.string().max(1000), limit: z.number().int().min(1).max(50).default(20) }), output: z.object({ hits: z.array(searchHit) }) },

  /** The draft of a conversation, or with null that of the next new one. An empty one leaves nothing behind. */
  'drafts.get': { input: z.object({ conversationId: id.nullable() }), output: draft },
  'drafts.set': { input: draft.extend({ conversationId: id.nullable() }), output: nothing },

  /** Commits the user's message and starts the turn; the answer comes as events. `parentId` set: edit and resend as a branch after that message (null: the conversation's start); absent: after the leaf. */
  'turn.send': { input: z.object({ conversationId: id, text: messageText, parentId: id.nullable().optional() }), output: z.object({ turnId: id, userMessage: shownMessage }) },
  /** A new answer beside the old one. `modelId` asks for that model; `fresh` passes over earlier answers to the same question. */
  'turn.regenerate': { input: z.object({ messageId: id, modelId: z.string().max(200).optional(), fresh: z.boolean().default(true) }), output: z.object({ turnId: id }) },
  'turn.cancel': { input: z.object({ turnId: id }), output: nothing },
  /** The turn that runs in a conversation now, with its text so far: what a window shows that opens in mid-answer. */
  'turn.running': { input: z.object({ conversationId: id }), output: z.object({ turnId: id.nullable(), text: z.string() }) },
  'trace.get': { input: z.object({ turnId: id }), output: turnTrace },
  /** What the window would hold if this draft were sent now: for the ring. Cheap; no recall is run. */
  'context.preview': {
    input: z.object({ conversationId: id.nullable(), text: z.string().max(maxMessageChars) }),
    output: z.object({ window: z.number(), reserve: z.number(), used: z.number(), draftTokens: z.number(), exact: z.boolean(), model: z.string(), destination: z.enum(['local', 'cloud', 'none']), reason: z.string(), fits: z.boolean(),
      /** What will be summed up before it happens; null while there is room. */
      compaction: z.object({ messages: z.number().int(), sentence: z.string() }).nullable() }),
  },
  /** What the person thinks of an answer; null takes it back. */
  'turn.rate': { input: z.object({ turnId: id, thumb: z.enum(['up', 'down']).nullable() }), output: nothing },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>
