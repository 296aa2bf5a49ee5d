import type { UnderstandHeads } from '../../../src/main/understand/heads.ts'
import { noOwnIntents } from '../../../src/main/understand/intent/ownIntents.ts'

/** The reading by rules and examples alone. */
export const noHeads: UnderstandHeads = { intent: null, own: noOwnIntents, slots: null, difficulty: null }
