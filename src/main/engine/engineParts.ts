import type { KeyVault, EngineOptions } from './engine.ts'
import type { AfterDesk } from './afterDesk.ts'
import type { Calibrator } from './calibrator.ts'
import type { EpochDesk } from './epochDesk.ts'
import type { EventStream } from './eventStream.ts'
import type { Indexer } from './indexer.ts'
import type { IndexSwitch } from './indexSwitch.ts'
import type { AnswerCacheDesk } from './answerCacheDesk.ts'
import type { ForgetDesk } from './forgetDesk.ts'
import type { GenerationQueue } from './generationQueue.ts'
import type { ImportDesk } from './importDesk.ts'
import type { IntentBook } from './intentBook.ts'
import type { LearnDesk } from './learnDesk.ts'
import type { MemoryDesk } from './memoryDesk.ts'
import type { ModelDesk } from './modelDesk.ts'
import type { QuestionDesk } from './questionDesk.ts'
import type { ProfileBook } from './profileBook.ts'
import type { SettingsDesk } from './settingsDesk.ts'
import type { SpendDesk } from './spendDesk.ts'
import type { StrategyDesk } from './strategyDesk.ts'
import type { TemporaryDesk } from './temporaryDesk.ts'
import type { TurnDesk } from './turnDesk.ts'
import type { VersionDesk } from './versionDesk.ts'
import type { Resilience } from '../resilience/createResilience.ts'
import type { Associations } from '../memory/meaning/associations.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { Store } from '../storage/openStore.ts'
import type { WriteDb } from '../storage/database.ts'
import type { SearchIndex } from '../storage/index/searchIndex.ts'
import type { Prototypes } from '../understand/prototypes.ts'
import type { Conversation } from '../../shared/message.ts'
import { fail, ok, type Failure, type Result } from '../../shared/result.ts'

/** What the handlers work with. Made once by `createEngine`. */
export interface EngineParts {
  readonly options: EngineOptions
  readonly clock: Clock
  readonly log: Log
  /** The store of the conversations that these parts serve: the profile's, or that of one temporary conversation in memory. */
  readonly store: Store
  /** The profile's store: memories, the ledger, and what recall may find. */
  readonly library: Store
  readonly isTemporary: boolean
  /** Opens a conversation that is stored nowhere. */
  openTemporary(conversation: Conversation): Result<Conversation>
  readonly index: SearchIndex
  readonly indexer: Indexer
  readonly search: Pick<IndexSwitch, 'state' | 'current' | 'figures'>
  readonly models: ModelDesk
  readonly keys: KeyVault
  readonly settings: SettingsDesk
  readonly spending: SpendDesk
  readonly resilience: Resilience
  /** Who writes an answer now, and who waits for a place. */
  readonly queue: GenerationQueue
  readonly questions: QuestionDesk
  readonly intents: IntentBook
  /** Answers that may be given again. */
  readonly answers: AnswerCacheDesk
  readonly profiles: ProfileBook
  readonly calibrator: Calibrator
  readonly epochs: EpochDesk
  readonly after: AfterDesk
  readonly versions: VersionDesk
  readonly strategies: StrategyDesk
  /** Counts what was forgotten since the start, so that work begun before does not write it back. */
  readonly forgets: { count: number }
  readonly turns: TurnDesk
  readonly learning: LearnDesk
  /** Loaded at its first use: it finds names in what is written, and what does that takes a second to load. */
  memories(): Promise<MemoryDesk>
  readonly forgetting: ForgetDesk
  readonly temporary: TemporaryDesk
  readonly imports: ImportDesk
  readonly prototypes: Prototypes
  readonly associations: (modelId: string) => Associations | null
  readonly events: EventStream
  /** Makes a verified copy when one is due; asked often, done once a day, after a forgetting, and when the store's file is gone. */
  backUp(): void
}

/** Why nothing can be saved now; null in ordinary life. The first who asks after the store's file went has its content saved. */
export function readOnlyReason(parts: Pick<EngineParts, 'store' | 'backUp'>): Failure | null {
  const displaced = parts.store.displaced()
  if (displaced !== null) parts.backUp()
  return parts.store.readOnly ?? displaced
}

/** The right to write, or the sentence why there is none. */
export function writable(parts: Pick<EngineParts, 'store' | 'backUp'>): Result<WriteDb> {
  const { write } = parts.store
  const reason = readOnlyReason(parts)
  if (write !== null && reason === null) return ok(write)
  return { ok: false, error: reason ?? fail('read-only', 'This profile is open for reading only.', 'Close Casement and start it again.').error }
}

export function isOffline(parts: Pick<EngineParts, 'options' | 'settings'>): boolean {
  return parts.options.offline === true || parts.settings.get().offline
}

/** Where it is written down that something left this computer: the profile's store, also for a temporary conversation. Null where the profile takes no writes. */
export function ledgerOf(parts: Pick<EngineParts, 'library'>): WriteDb | null {
  return parts.library.write
}
