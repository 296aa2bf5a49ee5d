import type { EntityKind, MemoryKind, MemoryScope, MemoryState } from '../../../shared/memory.ts'
import type { PieceRecord } from '../../../shared/piece.ts'
import type { StageName } from '../../../shared/trace.ts'
import type { Label, Region, TaskKind, Trust } from '../../../shared/words.ts'

/** The domain's words as people read them, each with one sentence for a hover. */
type Word = { name: string; hint: string }

export const regionWords: Record<Region, Word> = {
  core: { name: 'Rules', hint: 'Identity, rules and safety. Shortened when it must be, never left out.' },
  persona: { name: 'Persona', hint: 'The voice you chose in Settings.' },
  tools: { name: 'Tools', hint: 'What the model may call in this turn.' },
  profile: { name: 'Profile', hint: 'Facts that you pinned. They go along in every turn.' },
  summary: { name: 'Summary', hint: 'What earlier turns were about, in short.' },
  history: { name: 'History', hint: 'Earlier turns of this conversation, oldest first.' },
  memories: { name: 'Memories', hint: 'What was recalled from earlier conversations for this turn.' },
  documents: { name: 'Documents', hint: 'Passages from files.' },
  results: { name: 'Results', hint: 'What tools gave back.' },
  steering: { name: 'Steering', hint: 'A short direction for this one answer.' },
  recent: { name: 'Recent', hint: 'The last two exchanges, word for word.' },
  message: { name: 'Message', hint: 'What you just wrote. Never left out.' },
}

export const labelWords: Record<Label, Word> = {
  open: { name: 'open', hint: 'May go to a cloud model.' },
  personal: { name: 'personal', hint: 'Goes to a cloud model only where you allowed it for this kind of task.' },
  local: { name: 'local', hint: 'Never leaves this computer.' },
}

export const trustWords: Record<Trust, Word> = {
  user: { name: 'your words', hint: 'You wrote it.' },
  assistant: { name: 'an answer', hint: 'A model wrote it.' },
  derived: { name: 'derived', hint: 'Made from other text, and only as trusted as that.' },
  external: { name: 'from outside', hint: 'Text from elsewhere. It is treated as data and cannot give orders.' },
}

export const kindWords: Record<MemoryKind, Word & { plural: string }> = {
  semantic: { name: 'Fact', plural: 'Facts', hint: 'Something that is so.' },
  episodic: { name: 'Event', plural: 'Events', hint: 'Something that happened or will happen.' },
  procedural: { name: 'Habit', plural: 'Habits', hint: 'How you want things done.' },
}

export const scopeWords: Record<MemoryScope, Word> = {
  everywhere: { name: 'Everywhere', hint: 'It can be recalled in every conversation.' },
  project: { name: 'One project', hint: 'It can be recalled in the conversations of one project.' },
  conversation: { name: 'One conversation', hint: 'It can be recalled in one conversation only.' },
}

export const entityWords: Record<EntityKind, string> = { person: 'Person', place: 'Place', organisation: 'Organisation', project: 'Project', thing: 'Thing', topic: 'Topic' }

export const stateWords: Record<MemoryState, Word> = {
  active: { name: 'In use', hint: 'It can be recalled.' },
  candidate: { name: 'To review', hint: 'It waits for your word and is not recalled until then.' },
  superseded: { name: 'Replaced', hint: 'A newer memory took its place. It is kept but not recalled.' },
  faded: { name: 'Faded', hint: 'Not used for long. It is found by its exact words alone.' },
  forgotten: { name: 'Forgotten', hint: 'Its text is gone.' },
}

export const stageWords: Record<StageName, Word> = {
  understand: { name: 'Understand', hint: 'What the message asks for, read on this computer.' },
  plan: { name: 'Plan', hint: 'Which sources are asked.' },
  recall: { name: 'Recall', hint: 'Memories and earlier messages that may fit.' },
  screen: { name: 'Screen', hint: 'Labels, trust, duplicates and secrets are checked.' },
  select: { name: 'Select', hint: 'What fits too little or says the same as another leaves.' },
  route: { name: 'Route', hint: 'Which model answers, and why.' },
  open: { name: 'Open', hint: 'The model is made ready to read.' },
  compact: { name: 'Sum up', hint: 'Earlier messages are summed up where they no longer fit.' },
  assemble: { name: 'Assemble', hint: 'The prompt is put together within the window.' },
  generate: { name: 'Write', hint: 'The model reads the prompt and writes.' },
  learn: { name: 'Learn', hint: 'What you told is noted as memories.' },
  keep: { name: 'Keep', hint: 'The answer and this trace are saved.' },
}

export const taskWords: Record<TaskKind, string> = {
  'chat': 'a chat', 'recall': 'remembering', 'write': 'writing', 'explain': 'an explanation', 'code': 'code',
  'calculate': 'a calculation', 'plan': 'planning', 'summarise': 'a summary', 'translate': 'a translation',
  'small-talk': 'small talk', 'command': 'a command',
}

export const outcomeWords: Record<PieceRecord['outcome'], string> = { in: 'In', shortened: 'Shortened', out: 'Left out' }

/** The parts of a score, the ones that say most first. */
const scoreWords: Record<string, Word> = {
  meaning: { name: 'Meaning', hint: 'How close it is in meaning to your message.' },
  words: { name: 'Words', hint: 'How well its words match those of your message, against the best match found.' },
  coverage: { name: 'Words covered', hint: 'How much of your message’s words it holds; rare words count more.' },
  speaker: { name: 'Speaker', hint: 'It was said by, or is about, the one you ask for.' },
  neighbour: { name: 'Said beside it', hint: 'How well the messages just before and after it fit.' },
  conversation: { name: 'Its conversation', hint: 'How well the best of the conversation that it comes from fits.' },
  expanded: { name: 'Related words', hint: 'How much it holds of words that stand beside yours in what is stored.' },
  time: { name: 'Time', hint: 'It is from the time that your message asks for.' },
  importance: { name: 'Importance', hint: 'How much weight it was given when it was learned.' },
  recency: { name: 'Recency', hint: 'How new it is; half is left after about two months.' },
}

/** One part of a score as people read it, between 0 and 1. */
export type ScorePart = Word & { part: string; score: number }

/** The parts of a score in the order of what they say, each between 0 and 1; an unknown part keeps its own name. */
export function listScores(scores: Readonly<Record<string, number>>): ScorePart[] {
  const order = Object.keys(scoreWords)
  const placeOf = (part: string) => order.includes(part) ? order.indexOf(part) : order.length
  return Object.entries(scores)
    .sort(([one], [other]) => placeOf(one) - placeOf(other))
    .map(([part, score]) => ({ part, score: Math.max(0, Math.min(1, score)), ...scoreWords[part] ?? { name: part.charAt(0).toUpperCase() + part.slice(1), hint: '' } }))
}

/** What screening saw in a piece, in words; an unknown mark is shown as it is. */
export function nameMark(mark: string): string {
  const [kind, detail] = mark.split(':')
  if (kind === 'injection') return 'tries to give orders'
  if (kind === 'secret') return detail === undefined ? 'looks like a secret' : `looks like a secret (${detail})`
  return mark
}
