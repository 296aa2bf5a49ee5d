import type { Message } from '../../shared/message.ts'
import type { ModelInfo } from '../../shared/model.ts'
import type { Settings } from '../../shared/settings.ts'
import type { MemoryAnswer, StageName } from '../../shared/trace.ts'
import type { Models } from '../models/ports.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { WriteDb } from '../storage/database.ts'
import type { EgressRow } from '../storage/egress.ts'
import type { SearchIndex } from '../storage/index/searchIndex.ts'
import type { Prototypes } from '../understand/prototypes.ts'

/** What a turn is about: a committed user message and the branch it stands on. */
export interface TurnRequest {
  readonly turnId: string
  readonly userMessage: Message
  /** Earlier messages of the branch, oldest first. */
  readonly earlier: readonly Message[]
  /** Asked for by the person for this turn alone ("answer again with …"). */
  readonly modelId: string | null
  readonly signal: AbortSignal
}

/** Everything a turn works with. Values and ports; the turn opens nothing itself. */
export interface TurnTools {
  readonly write: WriteDb
  readonly index: SearchIndex
  readonly models: Models
  readonly prototypes: Prototypes
  readonly settings: Settings
  /** True when nothing may leave, by setting or by flag. */
  readonly offline: boolean
  /** The models that the settings and the conversation point to; null where there is none. */
  readonly candidates: { readonly local: ModelInfo | null; readonly cloud: ModelInfo | null; readonly pinned: ModelInfo | null; readonly route: string; readonly loopbackProviders: readonly string[] }
  readonly clock: Clock
  readonly log: Log
  /** Waits, for a short while at most, until what was said before is in the index; a sentence where something is missing still. */
  indexSettled(): Promise<string | null>
  /** Bytes that left since the last asking, for the ledger. */
  takeEgress(): EgressRow[]
}

/** Told while the turn runs; hearing must be cheap. */
export interface TurnHearing {
  stage(stage: StageName, state: 'running' | 'done' | 'failed', ms: number): void
  quoted(answer: MemoryAnswer): void
  token(text: string, offset: number): void
}
