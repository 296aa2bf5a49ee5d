import { z } from 'zod'
import { epoch, epochSources } from './epoch.ts'
import { insights } from './insights.ts'
import { cursor, limit, nothing } from './commandParts.ts'
import { importJob } from './exchange.ts'
import { memoryCommands } from './memoryCommands.ts'
import { conversation, routeChoice, shownMessage } from './message.ts'
import { downloadProgress, modelInfo, modelProfile, notePlace } from './model.ts'
import { maxMessageChars, maxRequestBytes } from './names.ts'
import { context, regionUse } from './piece.ts'
import { providerCommands } from './providerCommands.ts'
import { failure, type Failure, type Result } from './result.ts'
import { routingCommands, routingEvents } from './routingCommands.ts'
import { settings, settingsChange } from './settings.ts'
import { budgetPlan, budgetPreset, strategy, strategyComparison, strategyValues } from './strategy.ts'
import { memoryAnswer, stageName, turnTrace } from './trace.ts'
import { contextChange, contextDiff, contextRun, contextVersion } from './versions.ts'
import { id, time } from './words.ts'

/**
 * All that the window, the terminal and the engine may say to each other.
 * Every host reads this one table; a command that is not here does not exist.
 */

export { maxMessageChars, maxRequestBytes }

const messageText = z.string().min(1).max(maxMessageChars)
const page = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().nullable() })

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

export const appStatus = z.object({
  version: z.string(), host: z.enum(['electron', 'web', 'cli', 'test']), profile: z.string(),
  /** Set when the store is opened read-only, with the reason and the way out. */
  readOnly: failure.nullable(), readOnlySince: time.nullable(),
  offline: z.boolean(),
  counts: z.object({ conversations: z.number(), messages: z.number(), memories: z.number() }),
  index: z.object({
    state: z.enum(['ready', 'building', 'failed']), done: z.number(), total: z.number(),
    /** While it is being built: it was missing or damaged. Else what is new is read in, and is found by its words already. */
    again: z.boolean().default(false),
    /** Another embedding model is being read in, beside the index that serves. */
    beside: z.object({ model: z.string(), done: z.number(), total: z.number() }).nullable().default(null),
  }),
  embedder: z.object({ state: z.enum(['ready', 'loading', 'failed']), model: z.string() }),
  /** Bytes that left this computer today, by our own count. */
  sentBytesToday: z.number(), costToday: z.number(),
})

export const commands = {
  'app.status': { input: nothing, output: appStatus },
  'app.diagnose': { input: nothing, output: z.object({ checks: z.array(z.object({ name: z.string(), ok: z.boolean(), detail: z.string() })) }) },

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

  'budget.presets': { input: nothing, output: z.object({ presets: z.array(budgetPreset) }) },
  /** What a budget would have done to the last turn of a conversation, or of all; nothing is saved. */
  'budget.preview': {
    input: z.object({ conversationId: id.nullable(), plan: budgetPlan }),
    output: z.object({
      /** Why the plan cannot be saved, one sentence each; empty when it can. */
      problems: z.array(z.string()),
      window: z.number().int(), reserve: z.number().int(),
      /** Tokens that each region is granted. */
      budgets: z.array(z.object({ region: regionUse.shape.region, tokens: z.number().int(), floor: z.number().int(), priority: z.number().int() })),
      turnId: id.nullable(), before: z.array(regionUse), after: z.array(regionUse), diff: contextDiff.nullable(),
    }),
  },

  /** The epochs that the shown branch rests on, oldest first, those that were undone included. */
  'epochs.list': { input: z.object({ conversationId: id }), output: z.object({ epochs: z.array(epoch) }) },
  'epochs.get': { input: z.object({ epochId: id }), output: epochSources },
  'epochs.edit': { input: z.object({ epochId: id, text: z.string().min(1).max(20_000) }), output: epoch },
  /** Sums up now; `checkpoint` writes decisions, findings and state. */
  'epochs.make': { input: z.object({ conversationId: id, kind: z.enum(['compaction', 'checkpoint']) }), output: epoch },
  /** `asBranch`: turns rest on it already, so the conversation goes back to where it was made, and they stay on their branch. */
  'epochs.undo': { input: z.object({ epochId: id }), output: z.object({ conversation, asBranch: z.boolean() }) },

  /** What a person decided on one piece for all further turns of a conversation. */
  'pieces.rules': { input: z.object({ conversationId: id }), output: z.object({ rules: z.array(z.object({ pieceId: z.string(), rule: z.enum(['pin', 'leave-out']) })) }) },
  'pieces.rule': { input: z.object({ conversationId: id, pieceId: z.string().min(1).max(200), rule: z.enum(['pin', 'leave-out']).nullable() }), output: nothing },

  'contexts.list': { input: z.object({ conversationId: id.nullable().default(null), cursor, limit }), output: page(contextVersion) },
  'contexts.compare': { input: z.object({ turnId: id, otherTurnId: id }), output: contextDiff },
  /** Makes a past context again under a change; asks no model to answer. */
  'contexts.again': { input: z.object({ turnId: id, change: contextChange }), output: z.object({ context, diff: contextDiff }) },
  /** Lets a model answer such a context. The answer comes as events and is read by `contexts.run`. */
  'contexts.ask': { input: z.object({ turnId: id, change: contextChange }), output: z.object({ runId: id }) },
  'contexts.run': { input: z.object({ runId: id }), output: contextRun },
  'contexts.runs': { input: z.object({ turnId: id }), output: z.object({ runs: z.array(contextRun) }) },
  'contexts.stop': { input: z.object({ runId: id }), output: nothing },

  'strategies.list': { input: nothing, output: z.object({ strategies: z.array(strategy), current: z.string(), canRollBack: z.boolean() }) },
  'strategies.save': { input: z.object({ strategyId: id.nullable().default(null), name: z.string().min(1).max(80), values: strategyValues }), output: strategy },
  'strategies.remove': { input: z.object({ strategyId: id }), output: nothing },
  'strategies.compare': { input: z.object({ a: id, b: id, turns: z.number().int().min(1).max(1000).default(100), conversationId: id.nullable().default(null) }), output: strategyComparison },
  /** Makes a strategy the default; `rollBack` returns to the one before. */
  'strategies.use': { input: z.object({ strategyId: id }), output: settings },
  'strategies.rollBack': { input: nothing, output: settings },

  'insights.get': { input: z.object({ days: z.number().int().min(1).max(3660).default(30), conversationId: id.nullable().default(null) }), output: insights },

  'profiles.list': { input: nothing, output: z.object({ profiles: z.array(modelProfile), running: z.object({ modelId: z.string(), share: z.number() }).nullable() }) },
  /** Measures a model now, for two minutes at most; `profiles.stop` ends that. */
  'profiles.measure': { input: z.object({ modelId: z.string().max(200) }), output: nothing },
  'profiles.stop': { input: nothing, output: nothing },
  'profiles.edit': {
    input: z.object({ key: z.string().max(200), notes: z.number().int().min(0).max(64).nullable().optional(), place: notePlace.nullable().optional(), trustedTokens: z.number().int().min(256).max(10_000_000).nullable().optional() }),
    output: modelProfile,
  },

  ...memoryCommands,

  'models.list': { input: nothing, output: z.object({ models: z.array(modelInfo), freeBytes: z.number() }) },
  'models.download': { input: z.object({ modelId: z.string().max(200) }), output: downloadProgress },
  'models.pauseDownload': { input: z.object({ modelId: z.string().max(200) }), output: nothing },
  /** Checks a GGUF file on this computer and adds it where it lies; nothing is copied. */
  'models.addFile': { input: z.object({ path: z.string().min(1).max(4096) }), output: modelInfo },
  'models.remove': { input: z.object({ modelId: z.string().max(200) }), output: nothing },
  'models.use': { input: z.object({ modelId: z.string().max(200) }), output: modelInfo },
  /** Opens the system's file picker where the host has one. */
  'models.pickFile': { input: nothing, output: z.object({ path: z.string().nullable(), supported: z.boolean() }) },

  ...providerCommands,
  ...routingCommands,

  'settings.get': { input: nothing, output: settings },
  'settings.set': { input: settingsChange, output: settings },

  /** Tokens and money of one conversation and of today. */
  'budget.get': {
    input: z.object({ conversationId: id.nullable() }),
    output: z.object({
      turns: z.array(z.object({ turnId: id, at: time, promptTokens: z.number(), outputTokens: z.number(), cachedTokens: z.number(), cost: z.number(), destination: z.string() })),
      regions: z.array(regionUse), window: z.number(), reserve: z.number(),
      conversation: z.object({ cost: z.number(), promptTokens: z.number(), outputTokens: z.number(), turns: z.number() }),
      today: z.object({ cost: z.number(), promptTokens: z.number(), outputTokens: z.number(), turns: z.number(), sentBytes: z.number() }),
    }),
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>

export const events = {
  'turn.started': z.object({ turnId: id, conversationId: id, userMessageId: id }),
  'turn.stage': z.object({ turnId: id, conversationId: id, stage: stageName, state: z.enum(['running', 'done', 'failed']), ms: z.number() }),
  /** `offset` is where this text begins in the answer, so a listener that missed some can tell and ask. */
  'turn.token': z.object({ turnId: id, conversationId: id, text: z.string(), offset: z.number().int() }),
  /** A memory answers by itself, long before a model would: shown at once, beside whatever follows. */
  'turn.quoted': z.object({ turnId: id, conversationId: id, answer: memoryAnswer }),
  'turn.ended': z.object({ turnId: id, conversationId: id, status: z.enum(['done', 'interrupted', 'failed']), messageId: id.nullable(), failure: failure.nullable() }),
  'conversations.changed': z.object({ conversationId: id }),
  /** Something was cut out of its messages, answers or contexts, all at once: what is shown of them is old. */
  'messages.changed': z.object({ conversationId: id }),
  /** A turn was looked at after its answer: fidelity and quality are there now. */
  'trace.changed': z.object({ turnId: id, conversationId: id }),
  'epochs.changed': z.object({ conversationId: id }),
  'run.token': z.object({ runId: id, text: z.string(), offset: z.number().int() }),
  'run.ended': z.object({ runId: id, state: z.enum(['done', 'failed', 'stopped']) }),
  'profiles.changed': nothing,
  /** Empty: many. */
  'memories.changed': z.object({ memoryIds: z.array(id) }),
  'imports.changed': importJob,
  'projects.changed': nothing,
  'models.changed': nothing,
  'models.progress': downloadProgress,
  'settings.changed': settings,
  'app.changed': nothing,
  ...routingEvents,
  'app.notice': z.object({ level: z.enum(['info', 'warning', 'error']), message: z.string(), next: z.string().optional() }),
} as const satisfies Record<string, z.ZodType>

export type CommandName = keyof typeof commands
export type EventName = keyof typeof events
/** What a caller writes: fields with defaults may be left out. */
export type Input<K extends CommandName> = z.input<(typeof commands)[K]['input']>
/** What a handler reads, after the door. */
export type Read<K extends CommandName> = z.output<(typeof commands)[K]['input']>
export type Output<K extends CommandName> = z.output<(typeof commands)[K]['output']>
export type Event<K extends EventName> = z.output<(typeof events)[K]>

/** The one way to reach the engine, whatever lies between. `call` never rejects. */
export interface Client {
  call<K extends CommandName>(name: K, input: Input<K>): Promise<Result<Output<K>, Failure>>
  /** Hears one kind of event until the returned function is called. */
  listen<K extends EventName>(name: K, hear: (event: Event<K>) => void): () => void
}

/** True for the name of a command of the table, and for nothing that it merely inherits. */
export function isCommand(name: unknown): name is CommandName {
  return typeof name === 'string' && Object.hasOwn(commands, name)
}
