import type { PieceUse } from '../../../shared/trace.ts'
import { ramp } from '../textMeasures.ts'
import type { MeaningEvidence } from './byMeaning.ts'
import type { WordEvidence } from './byWords.ts'

export interface Weighed { readonly used: boolean; readonly score: number; readonly how: PieceUse['how'] }

/**
 * A logistic judge. Its weights were fitted to two thirds of the labelled cases (see SPEC.md) and rounded. `asked` takes off
 * what the question explains: an answer that repeats the question is near to every note about it.
 */
const weights = { words: 3.5, near: 4.2, asked: -5.3, lead: 1.1, fit: 1.2, start: -1.9 } as const
/** Without vectors the words decide alone. */
const wordsAlone = { words: 6, fit: 1.2, start: -2.5 } as const
/** An earlier turn stands in the prompt anyway and shares its subject with the answer: it takes more to say that it was used. */
const sureOfTalk = 0.85

/**
 * Puts the evidence of words and of meaning together; used from a half on.
 * @param fit how well the piece fits the question, 0 to 1
 */
export function weigh(words: WordEvidence, meaning: MeaningEvidence | null, fit: number, isTalk: boolean): Weighed {
  const byWords = strengthOf(words)
  const nearness = meaning === null ? 0 : weights.near * meaning.nearest + weights.asked * Math.max(0, meaning.answerToQuestion) + weights.lead * Math.min(0.3, Math.max(-0.3, meaning.lead))
  const sum = meaning === null
    ? wordsAlone.start + wordsAlone.words * byWords + wordsAlone.fit * fit
    : weights.start + weights.words * byWords + nearness + weights.fit * fit
  const score = 1 / (1 + Math.exp(-sum))
  const used = isTalk ? score >= sureOfTalk && byWords >= 0.5 : score >= 0.5
  return { used, score, how: used ? howOf(byWords, meaning) : 'none' }
}

/** 0 to 1.2: how much of the piece came back in words. */
function strengthOf(words: WordEvidence): number {
  return 0.55 * ramp(words.coverage, 0.1, 0.7) + 0.45 * ramp(words.matched, 0.4, 2.4) + (words.hard ? 0.2 : 0)
}

function howOf(byWords: number, meaning: MeaningEvidence | null): PieceUse['how'] {
  const isNear = meaning !== null && meaning.nearest >= 0.5
  if (byWords >= 0.3) return isNear ? 'both' : 'words'
  return meaning === null ? 'words' : 'meaning'
}
