import type { TaskKind } from '../../../shared/words.ts'

export interface DeflectionAsk {
  readonly goal: string
  readonly question: string
  /** Cosine of question and goal; null where it is not known. */
  readonly goalLikeness: number | null
  readonly task: TaskKind
}

/**
 * Below this a question and a goal are most likely about different things. Short sentences overlap: of 19 questions beside four
 * goals this finds 11, of 20 that belonged to them it suspects 2, so the sentence leaves the last word to the model.
 */
const leadsAway = 0.05
/** A greeting or a thank-you belongs to every talk, and a command is for the app. */
const everywhere: readonly TaskKind[] = ['small-talk', 'command', 'recall']
const follows = /^\s*(?:and|but|so|then|why|how come|what about|how about|ok(?:ay)?|yes|no|und|aber|warum|et|mais|pourquoi|y|pero|por qué)\b/iu
const leastChars = 24

/**
 * Leads back where a message seems to lead away from the goal: it is still answered, in short. Null without a goal, for a message
 * that could belong to it (a follow-up, a few words, shared words), and where likeness is not known.
 */
export function deflectionOverride(ask: DeflectionAsk): string | null {
  if (ask.goal.trim() === '' || ask.goalLikeness === null || ask.goalLikeness >= leadsAway) return null
  if (everywhere.includes(ask.task) || ask.question.trim().length < leastChars || follows.test(ask.question)) return null
  if (sharesWord(ask.goal, ask.question)) return null
  return 'If this message has nothing to do with the goal of this conversation, answer it in a sentence or two and offer to go on with the goal.'
}

function sharesWord(goal: string, question: string): boolean {
  const own = new Set(long(goal))
  return long(question).some((word) => own.has(word))
}

const long = (text: string) => text.slice(0, 2000).toLowerCase().match(/[\p{L}\p{N}]{5,}/gu) ?? []
