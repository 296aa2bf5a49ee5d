import { z } from 'zod'
import { failure } from './result.ts'
import { id } from './words.ts'

/** What is known of one model that could answer. */
export const modelInfo = z.object({
  /** "local:<file name>" or "cloud:<provider>:<model>". */
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
})
export type ModelInfo = z.infer<typeof modelInfo>

export const downloadProgress = z.object({
  modelId: z.string(), state: z.enum(['running', 'verifying', 'done', 'failed', 'paused']),
  receivedBytes: z.number(), totalBytes: z.number(), bytesPerSecond: z.number(),
  /** "the model hub" or "the Python package": where the bytes come from. */
  from: z.string(), problem: failure.nullable(),
})
export type DownloadProgress = z.infer<typeof downloadProgress>

/** A server that answers over HTTP with the user's key, or on loopback without one. */
export const provider = z.object({
  id: id, name: z.string().min(1).max(80),
  kind: z.enum(['openai', 'anthropic', 'openai-compatible']),
  baseUrl: z.string().max(500).nullable(),
  models: z.array(z.object({
    id: z.string().min(1).max(120), windowTokens: z.number().int().positive(),
    /** Price per million tokens; null when unknown. */
    inputPrice: z.number().nonnegative().nullable(), outputPrice: z.number().nonnegative().nullable(),
  })).max(100),
  enabled: z.boolean(),
  /** The last four characters, never more; null while there is no key. */
  keyTail: z.string().nullable(),
  /** True when the address is this computer, so nothing leaves it. */
  loopback: z.boolean(),
})
export type Provider = z.infer<typeof provider>
