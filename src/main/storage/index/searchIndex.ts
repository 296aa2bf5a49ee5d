import type { Log } from '../../platform/log.ts'
import { createThreadClient } from './threadClient.ts'

/** A session is what was said in one conversation without a pause of six hours; it tells where to look. */
export type IndexedKind = 'memory' | 'message' | 'session'

export interface IndexItem {
  id: string; kind: IndexedKind; text: string; around: string; at: number; conversationId: string | null; hash: string
  /** The time of a session's last message. */
  until?: number
  /** A unit vector of the index's model; null where none could be made: then only words find it. */
  vector: Float32Array | null
}
/** A text that shares words with the query; a higher `bm25` is better. */
export interface WordHit { id: string; kind: IndexedKind; bm25: number; conversationId: string | null; at: number; until?: number }
/** A text of like meaning; `cosine` is 1 for the same direction. */
export interface MeaningHit { id: string; kind: IndexedKind; cosine: number; conversationId: string | null; at: number; until?: number }

export interface SearchOptions {
  kinds: readonly IndexedKind[]
  limit: number
  /** Messages of this conversation are left out; memories are not. */
  notConversationId?: string
  /** Weights of the text and of what stands around it, for words only. */
  fieldWeights?: readonly [number, number]
  /** Only items whose time lies from here (included) until there (not included). */
  from?: number
  until?: number
  /** The last word of the query finds whatever begins with it: for searching while one types. */
  prefix?: boolean
}

/** What is indexed under an id; where a vector of this model is still missing, the hash ends in `~`. */
export interface Known { id: string; hash: string }
export interface Place { id: string; conversationId: string; at: number }

/** The derived index over all texts that recall may find. Every call rejects when the thread behind it ended; the next one starts it again. */
export interface SearchIndex {
  upsert(items: readonly IndexItem[]): Promise<void>
  remove(ids: readonly string[]): Promise<void>
  /** Overwrites what earlier removals left in free parts of the file. */
  erase(): Promise<void>
  /** Any of the query's words; the query is what a person typed. Equal scores stand in the order of their ids. */
  words(query: string, options: SearchOptions): Promise<WordHit[]>
  /** Empty where this computer cannot load the vector part. */
  meaning(vector: Float32Array, options: SearchOptions): Promise<MeaningHit[]>
  /** Unit vectors of texts, from the coarse copy that the index keeps: their products are right to a hundredth. */
  vectors(ids: readonly string[]): Promise<Map<string, Float32Array>>
  /** Memories and messages whose ids lie after the first and up to the second (null: from the start, to the end), in the order of ids. */
  knownBetween(afterId: string | null, upToId: string | null, limit: number): Promise<Known[]>
  /** Sessions of the conversations whose ids lie after the first and up to the second (null: from the start, to the end). */
  knownSessions(afterConversationId: string | null, upToConversationId: string | null): Promise<Known[]>
  /** Sessions of a conversation that reach into a time, both ends included. */
  sessionsBetween(conversationId: string, from: number, until: number): Promise<Known[]>
  /** Where texts stand that the store may hold no more. */
  places(ids: readonly string[]): Promise<Place[]>
  /** A page of the texts without a vector of this model, in a lasting order; `after` is null on the last page. */
  lacking(after: number, limit: number): Promise<{ ids: string[]; after: number | null }>
  /** How many texts are indexed, sessions too, and how many of them have no vector of this model. */
  counts(): Promise<{ texts: number; lacking: number }>
  /** In how many texts each word stands. */
  documentFrequencies(words: readonly string[]): Promise<{ total: number; counts: number[] }>
  close(): Promise<void>
}

export interface SearchIndexOptions {
  file: string
  /** The file that starts the search thread: `searchThread.ts`, or its bundle. */
  entry: string
  modelId: string
  dimensions: number
  log: Log
  /** Hears when the index was found damaged in use and made new: everything has to be indexed again. */
  onRebuilt?: (why: string) => void
}

/**
 * Starts the search thread over an index file. A missing or damaged file is made new and said so in `rebuilt`: the index is
 * derived, so nothing is lost but time.
 */
export async function openSearchIndex(options: SearchIndexOptions): Promise<{ index: SearchIndex; rebuilt: string | null }> {
  const client = createThreadClient(options)
  const { rebuilt } = await client.start()
  const call = client.call
  return {
    rebuilt,
    index: {
      upsert: (items) => call({ op: 'upsert', items }) as Promise<void>,
      remove: (ids) => call({ op: 'remove', ids }) as Promise<void>,
      erase: () => call({ op: 'erase' }) as Promise<void>,
      words: (query, search) => call({ op: 'words', query, search }) as Promise<WordHit[]>,
      meaning: (vector, search) => call({ op: 'meaning', vector, search }) as Promise<MeaningHit[]>,
      vectors: async (ids) => readVectors(await call({ op: 'vectors', ids }) as { ids: string[]; values: Float32Array }),
      knownBetween: (afterId, upToId, limit) => call({ op: 'knownBetween', afterId, upToId, limit }) as Promise<Known[]>,
      knownSessions: (afterId, upToId) => call({ op: 'knownSessions', afterId, upToId }) as Promise<Known[]>,
      sessionsBetween: (conversationId, from, until) => call({ op: 'sessionsBetween', conversationId, from, until }) as Promise<Known[]>,
      places: (ids) => call({ op: 'places', ids }) as Promise<Place[]>,
      lacking: (after, limit) => call({ op: 'lacking', after, limit }) as Promise<{ ids: string[]; after: number | null }>,
      counts: () => call({ op: 'counts' }) as Promise<{ texts: number; lacking: number }>,
      documentFrequencies: (words) => call({ op: 'documentFrequencies', words }) as Promise<{ total: number; counts: number[] }>,
      close: client.close,
    },
  }
}

function readVectors({ ids, values }: { readonly ids: readonly string[]; readonly values: Float32Array }): Map<string, Float32Array> {
  const dimensions = values.length / ids.length
  // Each in memory of its own: whoever sends one on would send all of them with it.
  return new Map(ids.map((id, at) => [id, values.slice(at * dimensions, (at + 1) * dimensions)]))
}
