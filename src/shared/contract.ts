import { z } from 'zod'
import { nothing } from './commandParts.ts'
import { contextCommands } from './contextCommands.ts'
import { conversationCommands } from './conversationCommands.ts'
import { importJob } from './exchange.ts'
import { memoryCommands } from './memoryCommands.ts'
import { downloadProgress, modelInfo } from './model.ts'
import { maxMessageChars, maxRequestBytes } from './names.ts'
import { regionUse } from './piece.ts'
import { providerCommands } from './providerCommands.ts'
import { failure, type Failure, type Result } from './result.ts'
import { routingCommands, routingEvents } from './routingCommands.ts'
import { settings, settingsChange } from './settings.ts'
import { memoryAnswer, stageName } from './trace.ts'
import { id, time } from './words.ts'

/**
 * All that the window, the terminal and the engine may say to each other.
 * Every host reads this one table; a command that is not here does not exist.
 */

export { maxMessageChars, maxRequestBytes }

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

  ...conversationCommands,
  ...contextCommands,
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
  /** As many answers as may be are being written: this turn waits, the given number in line; the next is 1. Its first stage says that the waiting is over. */
  'turn.waiting': z.object({ turnId: id, conversationId: id, inLine: z.number().int().min(1) }),
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
