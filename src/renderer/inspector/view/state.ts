import type { Context } from '../../../shared/piece.ts'
import type { TurnTrace } from '../../../shared/trace.ts'
import { formatAmount, formatCount, formatDuration } from '../../state/formats.ts'

/** What is left of the context of a turn: all of it, its figures alone, or nothing. */
export type ContextState = 'whole' | 'let-go' | 'never-made' | 'lost'

/** Tells a context whose texts were let go, or that is gone, from one that is whole. */
export function stateOf(trace: Pick<TurnTrace, 'context' | 'usage'>): ContextState {
  const { context } = trace
  // A turn whose prompt was read by a model had one, whatever is left of it.
  if (context === null) return trace.usage !== null && trace.usage.promptTokens > 0 ? 'lost' : 'never-made'
  const empty = context.pieces.every((piece) => piece.text === '') && context.prompt.every((message) => message.text === '')
  return empty && context.used > 0 ? 'let-go' : 'whole'
}

/** Which budget made something leave, one sentence each. */
export function tellCuts(context: Context): string[] {
  return context.cutBy.map((cut) => {
    if (cut === 'time' && context.time !== null) return `The waiting time cut: in ${formatDuration(context.time.seconds * 1000)} the model reads about ${formatAmount(context.time.tokens, 'token')}, and ${formatCount(context.time.evaluated)} had to be read.`
    if (cut === 'time') return 'The waiting time cut: more would have made the first word later than you allow.'
    if (cut === 'trust') return context.trusted === null ? 'How far the model can be trusted cut: more notes would have gone unread.' : `How far the model can be trusted cut: it was found to use about ${formatAmount(context.trusted, 'token')} of its window well.`
    return `The window cut: it holds ${formatAmount(context.window, 'token')}, and ${formatCount(context.reserve)} of them are kept for the answer.`
  })
}
