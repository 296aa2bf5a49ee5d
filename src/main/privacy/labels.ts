import type { Label } from '../../shared/words.ts'
import { findSecrets } from './secrets.ts'

/**
 * The label of what the user types: a secret keeps it on this computer; everything else is `personal`, because nobody
 * but the user can say that their own words are open.
 */
export function labelOfMessage(text: string): Label {
  return findSecrets(text).length > 0 ? 'local' : 'personal'
}

/** The label of an answer: as private as the context that it was made from, and `local` when it repeats a secret. */
export function labelOfAnswer(text: string, contextLabel: Label): Label {
  return findSecrets(text).length > 0 ? 'local' : contextLabel
}
