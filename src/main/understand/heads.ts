import type { IntentHead } from './intent/intentNet.ts'
import type { OwnIntents } from './intent/ownIntents.ts'
import type { SlotTagger } from './slots/slotTagger.ts'

/** A trained reading of difficulty, made in another room: 0 easy to 1 hard. */
export interface DifficultyHead {
  difficultyOf(text: string, vector: Float32Array): number
}

/** The trained parts of the reading. Each is null where its file is missing or stale: its part is then read by rules, or empty. */
export interface UnderstandHeads {
  readonly intent: IntentHead | null
  /** What the user taught by examples; works without the trained head too. */
  readonly own: OwnIntents
  readonly slots: SlotTagger | null
  readonly difficulty: DifficultyHead | null
}
