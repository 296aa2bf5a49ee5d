import type { Memory } from '../../shared/memory.ts'
import type { Message } from '../../shared/message.ts'
import type { Understanding } from '../../shared/trace.ts'

/** What recall asks of the world. The turn connects these to the store and the search index. */

export type RecallKind = 'memory' | 'message'

export interface SearchOptions {
  readonly kinds: RecallKind[]
  readonly limit: number
  /** Leaves one conversation out: what it says stands in the history already. */
  readonly notConversationId?: string
  /** Weights of the text and of what stands around it. */
  readonly fieldWeights?: [number, number]
}

interface Hit { readonly id: string; readonly kind: RecallKind; readonly conversationId: string | null; readonly at: number }
/** Higher `bm25` is better. */
export interface WordsFound extends Hit { readonly bm25: number }
export interface MeaningFound extends Hit { readonly cosine: number }

export interface RecallPorts {
  words(query: string, options: SearchOptions): Promise<readonly WordsFound[]>
  meaning(vector: Float32Array, options: SearchOptions): Promise<readonly MeaningFound[]>
  /** In how many of `total` indexed texts each word stands. */
  documentFrequencies(words: string[]): Promise<{ total: number; counts: number[] }>
  memories(ids: string[]): Memory[]
  /** Memories that are kept under a key ("user.home"): they answer in any language. */
  byKey?(key: string): Memory[]
  /** `around` is what stood before the message, who spoke, and the date in words. */
  messages(ids: string[]): (Message & { around: string })[]
  /** Stored vectors of texts that only the words found, so that meaning can judge them too. */
  vectors?(ids: string[]): Promise<Map<string, Float32Array>>
}

export interface RecallAsk {
  readonly text: string
  /** Unit vector of `text`; null when the embedding model is not there: then words decide alone. */
  readonly vector: Float32Array | null
  readonly conversationId: string
  /** Messages of this very conversation that may be found: those that do not stand in the prompt word for word. */
  readonly ownIds?: ReadonlySet<string>
  readonly now: number
  readonly understanding: Understanding | null
  /** Most items of each kind that come back. */
  readonly limit: number
}

export interface Recalled {
  readonly kind: RecallKind
  readonly memory: Memory | null
  readonly message: Message | null
  /** 0 to 1: how well it fits the question. */
  readonly score: number
  /** The parts of the score by name: "words", "coverage", "meaning", "neighbour", "importance", "recency". */
  readonly scores: Record<string, number>
  /** Why it was found, for people: "Shares “Nadia”; close in meaning". */
  readonly reason: string
  /** True when it holds a rare word, number or quotation of the question. */
  readonly exact: boolean
}

export interface RecallOutcome {
  /** Best first; ties by id, so that the same question and store give the same list. */
  readonly found: Recalled[]
  /** One sentence for each source that failed; the others still delivered. */
  readonly problems: string[]
}
