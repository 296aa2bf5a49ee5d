import type { AttemptReport } from '../../shared/health.ts'
import type { ModelInfo } from '../../shared/model.ts'
import type { Failure, Result } from '../../shared/result.ts'
import type { Usage } from '../../shared/trace.ts'
import type { ClearedPrompt } from '../privacy/clear.ts'

/** What a model can do, whoever does it. The turn knows these and nothing behind them. */

export interface ChatMessage { readonly role: 'system' | 'user' | 'assistant'; readonly text: string }

/** Why a model is asked: it stands in the books and in the ledger of what left. */
export type GeneratePurpose = 'answer' | 'comparison' | 'summary' | 'focus' | 'learning' | 'calibration' | 'test'

export interface GenerateRequest {
  /** Turns of one conversation share a key, so that an unchanged prefix is not read again. */
  readonly conversationId: string
  readonly messages: readonly ChatMessage[]
  readonly maxOutputTokens: number
  readonly temperature: number
  readonly seed: number | null
  readonly stop: readonly string[]
  readonly signal: AbortSignal
  /** Tokens of the prompt by our count: a local model that reads another number is an error, never silent. */
  readonly expectedTokens: number | null
  /**
   * False for what is asked once and is no turn of a conversation (a summary, a measurement): what was read for it is
   * not kept afterwards, neither in memory nor on disk, where dropping a conversation would not find it.
   */
  readonly keep?: boolean
  /** An answer unless said otherwise. */
  readonly purpose?: GeneratePurpose
  /** The turn that this is for, where there is one. */
  readonly turnId?: string | null
  /** The person allowed this call although nobody knows its price. */
  readonly allowUnpriced?: boolean
  /** Tokens that making the prompt smaller saved, for the books. */
  readonly squeezedTokens?: number
  /**
   * A JSON schema that the answer must follow: a local model is held to it by a grammar, token for token. Models behind
   * HTTP are not asked this way.
   */
  readonly schema?: Readonly<Record<string, unknown>>
  /** Pictures that go with the newest message of the person. A model that takes none refuses before anything is sent. */
  readonly images?: readonly RequestImage[]
  /** What the model may ask to be called. It is asked for and never called here; a model that knows none refuses. */
  readonly tools?: readonly RequestTool[]
  /** Told once at the end by a guarded provider, how asking it went. */
  readonly onAttempt?: (report: AttemptReport) => void
}

/** One picture, by its bytes: addresses are never followed. */
export interface RequestImage { readonly mediaType: string; readonly data: Uint8Array }

/** `parameters` is a JSON schema of an object. */
export interface RequestTool { readonly name: string; readonly description: string; readonly parameters: Readonly<Record<string, unknown>> }

/** How fast one answer was read and written, measured where the model runs; loading the model is not in it. */
export interface GenerateTiming {
  /** From the first token that had to be read to the first that was written. */
  readonly readMs: number
  /** Tokens that were read in that time; the rest of the prompt came from the kept prefix. */
  readonly readTokens: number
  /** From the first written token to the last. */
  readonly writeMs: number
  /** Tokens that came after the first one in that time. */
  readonly writtenTokens: number
}

/** The stream ends with exactly one `end` or one `failed`; text before a `failed` stays valid. */
export type GenerateEvent =
  | { readonly type: 'token'; readonly text: string }
  /** What the model thinks before and between its words; no part of the answer. */
  | { readonly type: 'reasoning'; readonly text: string }
  /** The model asks for one of the tools of the request. */
  | { readonly type: 'tool-call'; readonly id: string; readonly name: string; readonly input: unknown }
  | { readonly type: 'end'; readonly usage: Usage; readonly stopped: 'end' | 'length' | 'cancelled'
    /** Null for a model behind HTTP: what is measured there is the way as well. */
    readonly timing: GenerateTiming | null
    /** A sentence where something about this answer is not to be believed. */
    readonly doubt?: string
    /** Why it was stopped before its end, one sentence, where it was and that is known. */
    readonly cut?: string }
  | { readonly type: 'failed'; readonly failure: Failure }

/** Counts tokens of the model that will run; counts are cached per text. */
export interface TokenCounter {
  readonly name: string
  readonly exact: boolean
  /** One number per text, in order. */
  count(texts: readonly string[]): Promise<number[]>
  /**
   * Tokens of a whole chat with its template, as the model would read it; for an estimate, the sum plus the margin.
   */
  countChat(messages: readonly ChatMessage[]): Promise<number>
}

/** The beginning of a prompt that is still to come: its messages up to the next one of the person. */
export interface PrepareRequest {
  readonly conversationId: string
  readonly messages: readonly ChatMessage[]
  readonly signal: AbortSignal
}

/** A model that is ready to answer. `local` models take any prompt; cloud models take only a cleared one. */
export interface LocalChatModel {
  readonly place: 'local'
  /** Fingerprint of the file: the same weights under another name or in another folder have the same key. */
  readonly key: string
  readonly info: ModelInfo
  readonly windowTokens: number
  readonly counter: TokenCounter
  generate(request: GenerateRequest): AsyncIterable<GenerateEvent>
  /**
   * Reads what the next prompt will begin with, so that only its new message is left to read. Writes nothing, gives
   * way to any answer that is asked for, and never rejects: what it could not read is read by the answer.
   */
  prepare?(request: PrepareRequest): Promise<void>
}

export interface CloudChatModel {
  readonly place: 'cloud'
  /** "provider id:model name". */
  readonly key: string
  readonly info: ModelInfo
  readonly windowTokens: number
  readonly counter: TokenCounter
  /** Price per million tokens; null when unknown. */
  readonly price: { readonly input: number | null; readonly output: number | null; readonly cachedInput?: number | null; readonly cacheWriteInput?: number | null }
  /** The host that bytes go to, for the reason and the ledger. */
  readonly destination: string
  /** True when that host is this computer (Ollama, LM Studio): nothing leaves, so no clearing is asked. */
  readonly loopback: boolean
  /** Refuses once more by itself: only `clearForCloud` makes a ClearedPrompt. */
  generate(request: GenerateRequest & { readonly cleared: ClearedPrompt }): AsyncIterable<GenerateEvent>
}

export type ChatModel = LocalChatModel | CloudChatModel

export interface Embedder {
  /** "all-MiniLM-L6-v2:int8": vectors are keyed by it. */
  readonly modelId: string
  readonly dimensions: number
  /**
   * Unit vectors, one per text, in order. Rejects only when the model process is gone for good.
   * @param as some models read a question otherwise than a text that may answer it; a passage unless said otherwise
   */
  embed(texts: readonly string[], as?: 'question' | 'passage'): Promise<Float32Array[]>
}

/** The models behind the user's providers; their ids begin with "cloud:". */
export interface CloudModels {
  list(): ModelInfo[]
  /** One of the list, without making the list. */
  peek(modelId: string): ModelInfo | null
  open(modelId: string): Promise<Result<ChatModel>>
}

/** All models of a profile: files on disk, cloud providers, and the embedder. */
export interface Models {
  /** The one that comes with Casement: what was fitted to it (understanding, fidelity, relevance) asks this one. */
  readonly embedder: Embedder
  /** How well each text answers the question, 0 to 1, by a model that reads both; absent where none is chosen and installed. */
  readonly rank?: (question: string, texts: string[]) => Promise<number[]>
  list(): Promise<ModelInfo[]>
  /** Makes a model ready (loads a file, checks a key is there) or says why not. */
  open(modelId: string): Promise<Result<ChatModel>>
  /** The model that would be used now, without loading it. */
  peek(modelId: string): ModelInfo | null
  /**
   * Lets go of what local models have read for these conversations (null: for all), on disk and in memory: kept
   * states hold private text. Resolves when nothing of it is left.
   */
  dropPrefixes(conversationIds: readonly string[] | null): Promise<void>
  close(): Promise<void>
}
