import type { IndexItem, SearchOptions } from './searchIndex.ts'

/** What the client and the search thread say to each other. */

export interface ThreadOptions { readonly file: string; readonly modelId: string; readonly dimensions: number }

export type Request =
  | { readonly op: 'upsert'; readonly items: readonly IndexItem[] }
  | { readonly op: 'remove'; readonly ids: readonly string[] }
  | { readonly op: 'words'; readonly query: string; readonly search: SearchOptions }
  | { readonly op: 'meaning'; readonly vector: Float32Array; readonly search: SearchOptions }
  | { readonly op: 'vectors'; readonly ids: readonly string[] }
  | { readonly op: 'knownBetween'; readonly afterId: string | null; readonly upToId: string | null; readonly limit: number }
  | { readonly op: 'knownSessions'; readonly afterId: string | null; readonly upToId: string | null }
  | { readonly op: 'sessionsBetween'; readonly conversationId: string; readonly from: number; readonly until: number }
  | { readonly op: 'places'; readonly ids: readonly string[] }
  | { readonly op: 'lacking'; readonly after: number; readonly limit: number }
  | { readonly op: 'counts' }
  | { readonly op: 'documentFrequencies'; readonly words: readonly string[] }
  | { readonly op: 'erase' }
  | { readonly op: 'close' }

/** Several of them make one message. */
export interface Numbered { readonly number: number; readonly request: Request }

export type Answer = { readonly number: number; readonly value: unknown } | { readonly number: number; readonly message: string }

export type Reply =
  | { readonly type: 'ready'; readonly rebuilt: string | null }
  | { readonly type: 'rebuilt'; readonly why: string }
  | { readonly type: 'note'; readonly what: string }
  | { readonly type: 'answers'; readonly answers: readonly Answer[] }
