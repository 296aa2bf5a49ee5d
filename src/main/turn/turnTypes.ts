import type { Epoch } from '../../shared/epoch.ts'
import type { Message } from '../../shared/message.ts'
import type { ModelInfo, ModelProfile } from '../../shared/model.ts'
import type { RouteQuestion } from '../../shared/policy.ts'
import type { Context } from '../../shared/piece.ts'
import type { Settings } from '../../shared/settings.ts'
import type { Persona, StrategyValues } from '../../shared/strategy.ts'
import type { MemoryAnswer, StageName, Understanding, Usage } from '../../shared/trace.ts'
import type { Label } from '../../shared/words.ts'
import type { Loader } from '../knowledge/loader.ts'
import type { Associations } from '../memory/meaning/associations.ts'
import type { ChatModel, Embedder, GenerateTiming, Models } from '../models/ports.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { World } from '../platform/world.ts'
import type { BudgetAnswer, HealthAnswer } from '../router/routeTypes.ts'
import type { Guard } from '../resilience/guard.ts'
import type { ReadDb, WriteDb } from '../storage/database.ts'
import type { EgressRow } from '../storage/egress.ts'
import type { SearchIndex } from '../storage/index/searchIndex.ts'
import type { UnderstandHeads } from '../understand/heads.ts'
import type { Prototypes } from '../understand/prototypes.ts'

/** Earlier messages that a turn looks at; the budget decides how many of them fit. */
export const earlierLimit = 1000

/** What a turn is about: a committed user message and the branch it stands on. */
export interface TurnRequest {
  readonly turnId: string
  readonly userMessage: Message
  /** Earlier messages of the branch, oldest first. */
  readonly earlier: readonly Message[]
  /** Asked for by the person for this turn alone ("answer again with …"). */
  readonly modelId: string | null
  /** Passes over answers of before. */
  readonly fresh: boolean
  readonly signal: AbortSignal
}

/** Everything a turn works with. Values and ports; the turn opens nothing itself. */
export interface TurnTools {
  /** The store of this conversation; for a temporary one it lies in memory alone. */
  readonly write: WriteDb
  /** The store whose memories and messages recall may find. */
  readonly library: ReadDb
  /** Where it is written down that something left this computer, also from a temporary conversation. */
  readonly ledger: WriteDb
  /** Nothing of this conversation is learned, counted, or kept on disk. */
  readonly isTemporary: boolean
  /** The project of this conversation; null where it belongs to none. */
  readonly projectId: string | null
  /** What advice on a subject speaks of, for the model that the index is searched with; null where there is nothing for it. */
  readonly associations: Associations | null
  /** Judges question and text together; absent where no model for that is installed. */
  readonly rank?: (question: string, texts: string[]) => Promise<number[]>
  /** The index as it stood when the turn began, and the model of its vectors: a question's vector must come from that very model. */
  readonly index: SearchIndex
  readonly searcher: Embedder
  readonly models: Models
  readonly prototypes: Prototypes
  /** What messages are read with beside the examples. */
  readonly heads: UnderstandHeads
  readonly settings: Settings
  /** How this turn's context is made: the settings' strategy, with the budget of this conversation where it has one. */
  readonly strategy: StrategyValues
  readonly strategyName: string
  readonly persona: Persona | null
  /** What this conversation is for; empty where nobody said. */
  readonly goal: string
  /** What the person pinned to this conversation, or switched off in it. */
  readonly rules: PieceRules
  /** True when nothing may leave, by setting or by flag. */
  readonly offline: boolean
  /** The models that the settings and the conversation point to; null where there is none. */
  readonly candidates: { readonly local: ModelInfo | null; readonly cloud: ModelInfo | null; readonly pinned: ModelInfo | null; readonly route: string; readonly loopbackProviders: readonly string[] }
  readonly clock: Clock
  readonly log: Log
  /** Waits, for a short while at most, until what was said before is in the index; a sentence where something is missing still. */
  indexSettled(): Promise<string | null>
  /** Settings and offline switch as they are at this moment: a turn that waited for an answer looks again. */
  settingsNow(): Settings
  offlineNow(): boolean
  /** Every model that is known, usable or not. */
  readonly knownModels: readonly ModelInfo[]
  /** Network and power, for rules that ask for them. */
  world(): World
  readonly money: TurnMoney
  /** How far the tightest budget of a model is used, 0 to 1 or more. */
  squeezeShare(modelId: string): number
  /** Books that an answer of before took the place of a call. */
  noteGiven(given: { readonly modelId: string; readonly modelName: string; readonly savedUsd: number }): void
  /** The sources of context in the order in which they are asked, as the person's intents and packs wake them. @param search the search over memories, which is the turn's own */
  loaders(search: Loader): readonly Loader[]
  /** What stands before a source of context: its time limit and its breaker. */
  source(id: string, name: string, timeLimitMs: number): Guard
  /** Answers that may be given again; null in a temporary conversation. */
  readonly answers: TurnAnswers | null
  /** How the provider of a model stands. */
  healthOf(modelId: string): HealthAnswer
  /** The host that a model's bytes go to; empty for this computer. */
  hostOf(modelId: string): string
  /** Asks the person before anything is sent, and waits. */
  askPerson(question: Omit<RouteQuestion, 'turnId' | 'conversationId'>, signal: AbortSignal): Promise<'local' | 'cloud' | 'stop'>
  /** What was measured of a model; null where nothing is known. */
  profileOf(model: ChatModel): ModelProfile | null
  /** Told after each answer, so that speeds and margins are learned. */
  noteUse(use: ModelUse): void
  /** How often something was forgotten since the start: what was made of texts of before is not kept. */
  forgets(): number
  /** Bytes that left since the last asking, for the ledger. */
  takeEgress(): EgressRow[]
}

/** What an answer may be found again by. */
export interface AnswerKeyAsk {
  readonly question: string
  readonly understanding: Understanding
  /** All that the model would read. */
  readonly context: Context
  readonly model: ChatModel
  readonly settings: Settings
  readonly persona: Persona | null
}

/** An answer of before to the same question over the same context. */
export interface GivenAnswer { readonly turnId: string; readonly messageId: string; readonly at: number; readonly text: string; readonly label: Label; readonly savedUsd: number | null }

/** What is kept of an answer once its message stands. */
export interface AnswerToKeep {
  readonly key: string
  readonly messageId: string
  readonly questionId: string
  readonly turnId: string
  readonly text: string
  readonly label: Label
  readonly modelId: string
  /** Null where no price is known. */
  readonly costUsd: number | null
  readonly tookMs: number
  readonly vector: Float32Array | null
}

/** Answers that may be given again. */
export interface TurnAnswers {
  /** Null where this question must always be asked afresh: switched off, time-sensitive, temporary. */
  keyOf(ask: AnswerKeyAsk): string | null
  /**
   * @param label the strictest label of the context now: an answer of another label is never given
   * @param stale true where nobody else can answer: then one whose time is over is better than none
   */
  find(key: string, label: Label, stale: boolean): GivenAnswer | null
  /** Lets equal requests of one moment wait for one computation; `shared` is true for those that waited. Rejects where the signal ends the waiting. */
  share<T>(key: string, signal: AbortSignal, compute: () => Promise<T>, isGood: (value: T) => boolean): Promise<{ readonly value: T; readonly shared: boolean }>
  /** Keeps what is worth it; called inside the transaction that keeps the turn. */
  keep(db: WriteDb, answer: AnswerToKeep): void
  /** An answer to a question of like meaning, to be offered and never given unasked; null unless the person switched that on. */
  near(vector: Float32Array, question: string, label: Label, modelId: string): (GivenAnswer & { readonly similarity: number }) | null
}

/** What a route asks about money, in US dollars. */
export interface TurnMoney {
  todayUsd(): number
  monthUsd(): number
  /** What a call is likely to cost; null where no price is known, 0 on this computer. */
  expected(modelId: string, promptTokens: number): number | null
  /** Whether the worst case of a call fits every budget that it falls under. */
  budget(modelId: string, promptTokens: number): BudgetAnswer
  /** What the tightest of them has left; null where none limits it. */
  leftUsd(modelId: string): number | null
}

/** Pieces by id. */
export interface PieceRules { readonly pinned: ReadonlySet<string>; readonly off: ReadonlySet<string> }

/** What one answer tells about its model. */
export interface ModelUse { readonly model: ChatModel; readonly context: Context; readonly usage: Usage | null; readonly timing: GenerateTiming | null }

/** Told while the turn runs; hearing must be cheap. */
export interface TurnHearing {
  stage(stage: StageName, state: 'running' | 'done' | 'failed', ms: number): void
  quoted(answer: MemoryAnswer): void
  /** Earlier turns were summed up, because this turn's model could not hold them. */
  compacted(epoch: Epoch): void
  token(text: string, offset: number): void
}
