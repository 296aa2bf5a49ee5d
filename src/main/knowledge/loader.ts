import type { Memory } from '../../shared/memory.ts'
import type { Message } from '../../shared/message.ts'
import type { Piece } from '../../shared/piece.ts'
import type { Needs, Understanding } from '../../shared/understanding.ts'
import type { Label, TaskKind } from '../../shared/words.ts'

/** What wakes a source: a kind of task, an intent, a need, or the plan of the turn that wants memories looked up. */
export type Activation = TaskKind | `intent:${string}` | `need:${keyof Needs}` | 'look-up'

/** The message that sources are asked for. */
export interface LoaderAsk {
  readonly message: Pick<Message, 'id' | 'conversationId' | 'text' | 'label'>
  readonly understanding: Understanding
  /** Earlier messages of this branch, oldest first: the working memory. */
  readonly earlier: readonly Message[]
  /** Unix milliseconds. */
  readonly now: number
}

/** Where sources look. Memories are active, hold in this conversation, and come the newest first unless said otherwise. */
export interface LoaderPorts {
  byKeys(keys: readonly string[]): readonly Memory[]
  /** Standing wishes: how something is to be done. */
  wishes(limit: number): readonly Memory[]
  /** What happens from one time (included) until another (not included), the earliest first. */
  happening(from: number, until: number, limit: number): readonly Memory[]
  /** What was learned since a time. */
  learnedSince(since: number, limit: number): readonly Memory[]
  /** What holds any of these words, the best fit first. */
  byWords(words: readonly string[], limit: number): Promise<readonly Memory[]>
}

/** A source of context. It never throws for want of something: then it gives nothing. */
export interface Loader {
  readonly id: string
  readonly name: string
  /** One sentence for the person. */
  readonly about: string
  /** The turn cannot do without it, always or where this is needed: when it fails, what it would give is made of what is at hand, or its lack is said. */
  readonly required: boolean | keyof Needs
  readonly timeLimitMs: number
  /** The strictest label that it may deliver; what is stricter stays behind. */
  readonly label: Label
  readonly activatedBy: readonly Activation[]
  load(ask: LoaderAsk, ports: LoaderPorts, signal: AbortSignal): Promise<readonly Piece[]>
  /** What stands for it when it fails, made of the working memory alone. */
  reconstruct?(ask: LoaderAsk): readonly Piece[]
}
