import type { NotePlace } from '../../../shared/model.ts'
import type { ChatMessage } from '../ports.ts'
import type { Fact } from './facts.ts'

// The words of real prompts: what is measured is how notes are given, and a test holds both side by side.
const rulesForSmall = 'You are a helpful assistant on the user\'s own computer. Answer the question directly and keep it short.'
const rules = [
  'You are Casement, a helpful assistant on the user\'s own computer.',
  'Answer the question directly, in the language it is asked in, and keep it short.',
  'The user\'s notes are true: use a note that answers the question and leave the others aside.',
  'If you do not know, say so.',
].join(' ')
const heading = 'Notes from earlier talks (use those that fit):'
/** Notes in a list carry their day. */
const day = '(9 March 2026)'

export interface Planted {
  readonly notes: readonly Fact[]
  readonly place: NotePlace
  readonly question: string
  /** What was said before. */
  readonly talk: readonly ChatMessage[]
  /** True for a small model. */
  readonly small: boolean
}

/** A chat with notes as the engine writes it for a model of this size. */
export function writePrompt({ notes, place, question, talk, small }: Planted): ChatMessage[] {
  const block = small ? notes.map((note) => `Note: ${note.text}`).join('\n') : [heading, ...notes.map((note) => `- ${day} ${note.text}`)].join('\n')
  const core = small ? rulesForSmall : rules
  const parts = { system: [question], before: [block, question], after: [question, block] }[notes.length === 0 ? 'system' : place]
  return [
    { role: 'system', text: place === 'system' && notes.length > 0 ? `${core}\n\n${block}` : core },
    ...talk,
    { role: 'user', text: parts.join('\n\n') },
  ]
}
