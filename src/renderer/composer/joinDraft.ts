import type { Draft } from '../../shared/conversationCommands.ts'

/** A large text that was pasted: kept whole, shown as a chip. */
export type Paste = Draft['pastes'][number]

/** From this many characters on, what is pasted becomes a chip. */
export const pasteChipChars = 4_000

/** The message that a draft becomes: its words, then each paste whole. */
export function joinDraft(draft: Draft): string {
  return [draft.text.trim(), ...draft.pastes.map((one) => one.text)].filter((part) => part !== '').join('\n\n')
}
