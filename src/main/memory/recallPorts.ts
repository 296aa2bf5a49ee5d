import type { Memory, ReadQuestionAs, WhyNot } from '../../shared/memory.ts'
import type { Message } from '../../shared/message.ts'
import type { Understanding } from '../../shared/trace.ts'
import type { Associations } from './meaning/associations.ts'

/** What recall asks of the world. The turn connects these to the store and the search index. */

/** A `session` is what was said in one conversation without a pause of six hours; it stands in no prompt, it only tells where to look. */
export type RecallKind = 'memory' | 'message' | 'session'

export interface SearchOptions {
  readonly kinds: RecallKind[]
  readonly limit: number
  /** Leaves one conversation out: what it says stands in the history already. */
  readonly notConversationId?: string
  /** Weights of the text and of what stands around it. */
  readonly fieldWeights?: [number, number]
  /** Only what was said or happened from here (included) until there (not included), in milliseconds since 1970. */
  readonly from?: number
  readonly until?: number
}

interface Hit {
  readonly id: string; readonly kind: RecallKind; readonly conversationId: string | null; readonly at: number
  /** The time of the last message of a session; absent for all else. */
  readonly until?: number
}
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
  /** Unit vectors of short texts by the model of the index: a question about "Nadia" is looked for as if Nadia had said it. */
  embed?(texts: string[]): Promise<readonly Float32Array[]>
  /** Memories that name one of these people, places or things, newest first; case does not count. */
  byEntity?(names: string[], limit: number): Memory[]
  /** What stood directly before and after these messages on their branches, up to `reach` messages each way. */
  neighbours?(ids: string[], reach: number): (Message & { around: string })[]
  /** What advice on a subject speaks of, for the embedding model of the index; without it a question for advice is compared as it stands. */
  readonly associations?: Associations | null
  /** The scripts that the embedding model of the index understands; Latin where nothing is said. */
  readonly scripts?: 'latin' | 'all'
  /** How well each text answers the question, 0 to 1, by a model that reads both; absent where none is installed. */
  rank?(question: string, texts: string[]): Promise<number[]>
}

/** Narrows what is recalled; what is not named narrows nothing. */
export interface RecallFilter {
  readonly kinds?: readonly Memory['kind'][]
  readonly from?: number | null
  readonly until?: number | null
  readonly minImportance?: number | null
  readonly person?: string | null
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
  /** What was said last in this conversation, oldest first: it completes "and when was that?". */
  readonly history?: readonly { readonly role: 'user' | 'assistant'; readonly text: string }[]
  /** The project of this conversation; memories of other projects and conversations stay out. */
  readonly projectId?: string | null
  readonly filter?: RecallFilter
  /** A memory about which the outcome says why it was not found, or that it was. */
  readonly watch?: string
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
  /** How the question was read. */
  readonly understood: ReadQuestionAs
  /** Of the memory that was watched. */
  readonly watched?: WhyNot
}
