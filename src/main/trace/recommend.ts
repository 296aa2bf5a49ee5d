import type { Context } from '../../shared/piece.ts'
import type { Quality } from '../../shared/trace.ts'
import type { CoherencePart } from './coherence.ts'
import type { CompletenessPart } from './completeness.ts'

const percent = (value: number) => `${Math.round(value * 100)} %`

const incomplete: Readonly<Record<CompletenessPart, string>> = {
  message: 'Your message did not fit whole: send it in parts, or choose a model with a larger window.',
  talk: 'The last exchanges did not fit whole: give them a larger share in the Budget face, or begin a new conversation for a new subject.',
  notes: 'Notes that fit the question found no room: give memories and documents a larger share in the Budget face.',
  recall: 'Nothing that was found speaks of what you asked: say it in other words, or tell it once so that it can be remembered.',
}

const incoherent: Readonly<Record<CoherencePart, string>> = {
  talk: 'Messages are missing from the middle or the beginning of the talk: let older turns be summed up, or give earlier turns a larger share in the Budget face.',
  pairs: 'A tool’s call stands without its result: give results a larger share in the Budget face.',
  cuts: 'Much of the prompt is shortened text: pin what must stay whole, or leave out what matters less.',
}

/** What falls short, each as a sentence with its next step, in the order in which a person would look at it. */
export function recommend(figures: Omit<Quality, 'recommendations'>, weakestOfCompleteness: CompletenessPart, weakestOfCoherence: CoherencePart, context: Context): string[] {
  const { completeness, relevance, redundancy, coherence, efficiency } = figures
  const said: string[] = []
  if (completeness < 0.7) said.push(incomplete[weakestOfCompleteness])
  if (relevance !== null && relevance < 0.7) said.push(`What was recalled fits the question by ${percent(relevance)} only: raise the threshold for notes in your strategy, or leave out what does not belong here.`)
  if (redundancy > 0.3) said.push(`${percent(redundancy)} of the prompt says again what stands before it: lower the mark from which on two notes count as the same, or forget one of the doubles.`)
  if (coherence < 0.7) said.push(incoherent[weakestOfCoherence])
  // Rules alone fill most of a short prompt: there is nothing to win in it.
  if (efficiency < 0.5 && context.used >= 1000) said.push(`Only ${percent(efficiency)} of ${context.used.toLocaleString('en')} tokens say something new that fits: a smaller share for notes and documents would cost less and read faster.`)
  return said
}
