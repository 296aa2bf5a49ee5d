import { z } from 'zod'
import { failure } from './result.ts'
import { id } from './words.ts'

/** The embedding model that comes with Casement: it is chosen where `settings.embedderId` is null, and cannot be removed. */
export const bundledEmbedderId = 'local:all-MiniLM-L6-v2'

/** What a model takes and gives beside text. */
export const modelAbilities = z.object({ images: z.boolean(), tools: z.boolean(), reasoning: z.boolean() })
export type ModelAbilities = z.infer<typeof modelAbilities>
export const noAbilities: ModelAbilities = { images: false, tools: false, reasoning: false }

/** What is known of one model that could answer, or help to find. */
export const modelInfo = z.object({
  /** "local:<file or folder name>" or "cloud:<provider>:<model>". */
  id: id.or(z.string().max(200)), name: z.string(),
  place: z.enum(['local', 'cloud']),
  /** Loopback servers (Ollama, LM Studio) count as local for privacy and as providers for transport. */
  providerId: z.string().nullable(),
  state: z.enum(['ready', 'loading', 'not-loaded', 'downloading', 'available', 'refused', 'quarantined']),
  sizeBytes: z.number().nullable(), windowTokens: z.number().nullable(),
  /** Memory it needs when loaded, estimated, and whether that fits now. */
  needsBytes: z.number().nullable(), fits: z.boolean().nullable(),
  license: z.string().nullable(),
  problem: failure.nullable(),
  /** Uses notes well only one or two at a time, in the user's turn. */
  small: z.boolean(),
  /**
   * What it does: answers, turns texts into vectors, or puts what was found in order. The latter two are `ready` when they are here
   * (they load by themselves), `available` or `downloading` when they are not, and nothing else.
   */
  duty: z.enum(['chat', 'embedding', 'ranking']).default('chat'),
  /** US dollars per million tokens; null: nobody knows. 0 on this computer. */
  price: z.object({ input: z.number().nullable(), output: z.number().nullable() }).nullable().default(null),
  abilities: modelAbilities.default(noAbilities),
})
export type ModelInfo = z.infer<typeof modelInfo>

export const downloadProgress = z.object({
  modelId: z.string(), state: z.enum(['running', 'verifying', 'done', 'failed', 'paused']),
  receivedBytes: z.number(), totalBytes: z.number(), bytesPerSecond: z.number(),
  /** "the model hub" or "the Python package": where the bytes come from. */
  from: z.string(), problem: failure.nullable(),
})
export type DownloadProgress = z.infer<typeof downloadProgress>

/** The wire that a provider speaks. OpenRouter speaks that of OpenAI and reports its own cost. */
export const providerKinds = ['openai', 'anthropic', 'google', 'mistral', 'openrouter', 'openai-compatible'] as const

/** One line of the bundled table of models and prices (US dollars per million tokens). */
export const pricedModel = z.object({
  kind: z.enum(providerKinds), id: z.string(), name: z.string(), windowTokens: z.number().int(), mostOutputTokens: z.number().int().nullable(),
  input: z.number().nullable(), output: z.number().nullable(), cachedInput: z.number().nullable(), cacheWriteInput: z.number().nullable(),
  abilities: modelAbilities,
})
export type PricedModel = z.infer<typeof pricedModel>

/** What one test of a provider did, step by step. */
export const providerTest = z.object({
  ok: z.boolean(), modelId: z.string(), destination: z.string(),
  steps: z.array(z.object({ sentence: z.string(), ok: z.boolean(), ms: z.number() })),
  bytesOut: z.number().int(), bytesIn: z.number().int(), costUsd: z.number().nullable(), failure: failure.nullable(),
})
export type ProviderTest = z.infer<typeof providerTest>

/** A server that answers over HTTP with the user's key, or on loopback without one. */
export const provider = z.object({
  id: id, name: z.string().min(1).max(80),
  kind: z.enum(providerKinds),
  baseUrl: z.string().max(500).nullable(),
  models: z.array(z.object({
    id: z.string().min(1).max(120), windowTokens: z.number().int().positive(),
    /** Price per million tokens as the user set it; null takes that of the bundled table, where it knows one. */
    inputPrice: z.number().nonnegative().nullable(), outputPrice: z.number().nonnegative().nullable(),
    /** As the user set them; null takes those of the bundled table. */
    abilities: modelAbilities.nullable().default(null),
  })).max(100),
  enabled: z.boolean(),
  /** The last four characters, never more; null while there is no key. */
  keyTail: z.string().nullable(),
  /** True when the address is this computer, so nothing leaves it. */
  loopback: z.boolean(),
})
export type Provider = z.infer<typeof provider>

/** Where notes stand: at the end of the system text, or in the user's turn before or after the question. */
export const notePlace = z.enum(['system', 'before', 'after'])
export type NotePlace = z.infer<typeof notePlace>

/** One question of a calibration, summed over its repeats. */
export const profileCell = z.object({
  notes: z.number().int(), position: z.enum(['first', 'middle', 'last']), place: notePlace,
  /** Tokens of the whole prompt, about. */
  tokens: z.number().int(), asked: z.number().int(), right: z.number().int(),
})
export type ProfileCell = z.infer<typeof profileCell>

/** What was measured of one model: how it uses notes, how far it can be trusted, how fast it is. Kept by the hash of its file. */
export const modelProfile = z.object({
  /** Hash of the file, or provider and name of a cloud model. */
  key: z.string().max(200), modelId: z.string(), modelName: z.string(),
  /** `speed`: only turns were timed so far; `partial`: a calibration was stopped by the clock or by the person. */
  state: z.enum(['speed', 'partial', 'measured', 'edited']),
  windowTokens: z.number().int().nullable(),
  /** Notes that it uses well, and where they should stand. Null: not known, the size of the model decides. */
  notes: z.number().int().nullable(), place: notePlace.nullable(),
  /** Tokens of prompt up to which it still finds a planted note. */
  trustedTokens: z.number().int().nullable(),
  readTokensPerSecond: z.number().nullable(), writeTokensPerSecond: z.number().nullable(),
  /** What reported usage was above our estimate, as a factor; 1 for exact counts. */
  margin: z.number(), marginFrom: z.number().int(),
  cells: z.array(profileCell), seconds: z.number(), calibratedAt: z.number().int().nullable(),
  /** "Uses about 3 notes well, best right before the question; reads 160 tokens a second." */
  words: z.string(),
})
export type ModelProfile = z.infer<typeof modelProfile>
