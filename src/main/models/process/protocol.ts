import type { Failure } from '../../../shared/result.ts'
import type { Usage } from '../../../shared/trace.ts'
import type { EmbedArgs } from '../embedder/onnxSession.ts'
import type { ChatMessage, GenerateTiming } from '../ports.ts'
import type { RankArgs } from '../ranker/rankSession.ts'

/** What the engine and its model processes say to each other: plain data that structured clone can carry. */

/** The duties that get a process of their own, so that one can die without the other. */
export type Duty = 'embed' | 'generate'

export interface LoadedModel {
  /** Tokens that one conversation may hold: prompt and answer together. */
  readonly windowTokens: number
  /** Conversations whose evaluated prefix is kept at the same time. */
  readonly conversations: number
  /** "cpu", "metal", "vulkan" or "cuda": where the layers run. */
  readonly device: string
  readonly threads: number
}

export interface Sampling {
  readonly maxOutputTokens: number
  readonly temperature: number
  readonly seed: number | null
  readonly stop: readonly string[]
  /** A JSON schema that a grammar holds the answer to; null: it is free. */
  readonly schema: Readonly<Record<string, unknown>> | null
}

/** Where evaluated prefixes are kept, for how many bytes, and after how many idle milliseconds they are written. */
export interface PrefixPlace { readonly folder: string; readonly bytes: number; readonly idleMs: number }

export interface LoadArgs {
  readonly path: string
  /** Fingerprint of the file: kept prefixes fit no other. */
  readonly key: string
  readonly windowTokens: number
  readonly conversations: number
  readonly threads: number
  readonly prefixes: PrefixPlace | null
}

export interface PrepareArgs {
  readonly path: string
  readonly conversationId: string
  readonly messages: readonly ChatMessage[]
  /** Bytes that kept prefixes may take now. */
  readonly prefixBytes: number
}

export interface GenerateArgs extends Sampling, PrepareArgs {
  readonly expectedTokens: number | null
  /** False: what is read is not kept afterwards. */
  readonly keep: boolean
}

export interface Generated { readonly usage: Usage; readonly stopped: 'end' | 'length' | 'cancelled'; readonly timing: GenerateTiming }

/** Every question that a model process answers. `part` is what it may send while it works. */
export interface Methods {
  'ping': { args: Record<string, never>; part: never; value: { pid: number } }
  /** One flat array of `dimensions` numbers per text. */
  'embed.run': { args: EmbedArgs; part: never; value: Float32Array }
  /** One number from 0 to 1 per text. */
  'rank.run': { args: RankArgs; part: never; value: number[] }
  'llama.load': { args: LoadArgs; part: never; value: LoadedModel }
  'llama.unload': { args: Record<string, never>; part: never; value: null }
  'llama.count': { args: { path: string; texts: readonly string[] }; part: never; value: number[] }
  'llama.countChat': { args: { path: string; messages: readonly ChatMessage[] }; part: never; value: number }
  'llama.generate': { args: GenerateArgs; part: string; value: Generated }
  'llama.prepare': { args: PrepareArgs; part: never; value: null }
  /** Writes what was read to disk, because the process may end now. */
  'llama.keep': { args: Record<string, never>; part: never; value: null }
  'llama.drop': { args: { conversationIds: readonly string[] | null }; part: never; value: null }
}

export type Method = keyof Methods

export type ToChild =
  | { readonly type: 'call'; readonly id: number; readonly method: Method; readonly args: unknown }
  | { readonly type: 'cancel'; readonly id: number }

export type FromChild =
  | { readonly type: 'part'; readonly id: number; readonly part: unknown }
  | { readonly type: 'value'; readonly id: number; readonly value: unknown }
  | { readonly type: 'failed'; readonly id: number; readonly failure: Failure }
