import { createAfterDesk } from './afterDesk.ts'
import type { Handlers } from './door.ts'
import type { EngineParts } from './engineParts.ts'
import { createEpochDesk } from './epochDesk.ts'
import { budgetHandlers } from './handlers/budgetHandlers.ts'
import { conversationHandlers } from './handlers/conversationHandlers.ts'
import { draftHandlers } from './handlers/draftHandlers.ts'
import { epochHandlers } from './handlers/epochHandlers.ts'
import { turnHandlers } from './handlers/turnHandlers.ts'
import { versionHandlers } from './handlers/versionHandlers.ts'
import type { Indexer } from './indexer.ts'
import { createTurnDesk } from './turnDesk.ts'
import { createVersionDesk } from './versionDesk.ts'

/** What everything that works on conversations rests on, whichever store they lie in. */
export type BaseParts = Omit<EngineParts, 'epochs' | 'after' | 'versions' | 'strategies' | 'calibrator' | 'learning' | 'turns' | 'memories' | 'forgetting' | 'temporary' | 'imports'>
/** What there is once, also for temporary conversations. */
export type SharedDesks = Pick<EngineParts, 'strategies' | 'calibrator' | 'learning'> & { isBusy(): boolean }
export type TalkEngineParts = Omit<EngineParts, 'memories' | 'forgetting' | 'temporary' | 'imports'>

/** Everything that works on the conversations of one store: the profile's, or that of one temporary conversation. */
export interface TalkParts { readonly parts: TalkEngineParts; isBusy(): boolean; close(): Promise<void> }

export function createTalkParts(base: BaseParts, { isBusy, ...shared }: SharedDesks): TalkParts {
  const epochs = createEpochDesk(base)
  const versions = createVersionDesk(base)
  const after = createAfterDesk({ ...base, ...shared, epochs, isBusy })
  const desk = { ...base, ...shared, epochs, after, versions }
  const turns = createTurnDesk(desk)
  return {
    parts: { ...desk, turns },
    isBusy: () => turns.isBusy() || versions.isBusy(),
    async close() {
      await turns.close()
      await after.close()
      await versions.close()
    },
  }
}

/** The handlers that work on conversations. */
export function talkHandlers(parts: TalkEngineParts) {
  return { ...conversationHandlers(parts), ...draftHandlers(parts), ...turnHandlers(parts), ...budgetHandlers(parts), ...epochHandlers(parts), ...versionHandlers(parts) } satisfies Partial<Handlers>
}

/** What is said in a temporary conversation is never indexed; what was said elsewhere may be waited for. */
export function noIndexer(indexer: Indexer): Indexer {
  return { ...indexer, changed() {}, async catchUp() {}, async close() {} }
}
