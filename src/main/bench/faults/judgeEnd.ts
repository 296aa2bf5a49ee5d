import type { TurnTrace } from '../../../shared/trace.ts'
import { answerWords } from './faultyServer.ts'

export interface EndJudgement {
  /** The turn ended in an answer, a fallback that was allowed, or a plain sentence that says what to do. */
  readonly isWell: boolean
  readonly how: 'answered' | 'fallback' | 'failed' | 'interrupted' | 'hung' | 'badly'
  /** Words that stand in the text and not where the answer has them: said twice, or mixed. */
  readonly wrongWords: number
}

/** A sentence; it may begin with the name of a host. */
const plain = /^(?:\p{Lu}|[a-z\d-]+(?:\.[a-z\d-]+)+ ).*\.$/su

/**
 * Looks at how a turn ended and at nothing else.
 * @param elsewhere what another source than the provider would have said: its answers end a turn as fallbacks
 */
export function judgeEnd({ trace, text, hung = false }: { readonly trace: Pick<TurnTrace, 'status' | 'failure'>; readonly text: string; readonly hung?: boolean }, elsewhere: readonly string[], isFallbackAllowed: boolean): EndJudgement {
  if (hung) return { how: 'hung', isWell: false, wrongWords: countWrongWords(text) }
  if (trace.status === 'done' && elsewhere.some((one) => text.includes(one))) return { how: 'fallback', isWell: isFallbackAllowed, wrongWords: 0 }
  const wrongWords = countWrongWords(text)
  if (trace.status === 'done') return { how: 'answered', isWell: text === answerWords.join(''), wrongWords }
  const isPlain = trace.failure !== null && plain.test(trace.failure.message) && plain.test(trace.failure.next ?? '')
  if (trace.status === 'interrupted') return { how: 'interrupted', isWell: isPlain && text !== '' && answerWords.join('').startsWith(text), wrongWords }
  return trace.status === 'failed' ? { how: 'failed', isWell: isPlain && wordsOf(text).length === 0, wrongWords } : { how: 'badly', isWell: false, wrongWords }
}

/** The words of an answer come one after the other from its first: every word of it elsewhere is one too many. */
export function countWrongWords(text: string): number {
  return wordsOf(text).filter((word, at) => word !== answerWords[at]?.trim()).length
}

/** What of a text came from the provider; Casement's own sentences have none of these words. */
function wordsOf(text: string): string[] {
  return text.match(/\bword\d+/g) ?? []
}
