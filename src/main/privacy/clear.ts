import { fail, ok, type Result } from '../../shared/result.ts'
import { labels, type Label } from '../../shared/words.ts'

declare const cleared: unique symbol

/** Proof that a prompt may go to the cloud. Only `clearForCloud` makes one, so a cloud call without it does not compile. */
export type ClearedPrompt = { readonly label: Label; readonly ceiling: Label; readonly [cleared]: true }

/**
 * Clears a prompt for the cloud when its strictest label is at or below what the user allowed for this task.
 * @param label the strictest label of all pieces in the prompt
 * @param ceiling `open`, or `personal` where the user consented for this kind of task; `local` never clears
 */
export function clearForCloud(label: Label, ceiling: 'open' | 'personal'): Result<ClearedPrompt> {
  if (label === 'local' || labels.indexOf(label) > labels.indexOf(ceiling)) {
    return fail('not-allowed', `This turn holds a ${label} piece, so it stays on this computer.`, 'Answer with the local model, or change the label of that piece.')
  }
  return ok({ label, ceiling } as ClearedPrompt)
}

/** For a server on this very computer: nothing leaves, so every label may go. The adapter checks the address itself. */
export function clearForThisComputer(label: Label): ClearedPrompt {
  return { label, ceiling: 'local' } as ClearedPrompt
}
