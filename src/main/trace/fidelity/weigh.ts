import type { PieceUse } from '../../../shared/trace.ts'
import { ramp } from '../textMeasures.ts'
import type { MeaningEvidence } from './byMeaning.ts'
import type { WordEvidence } from './byWords.ts'

export interface Weighed { readonly used: boolean; readonly score: number; readonly how: PieceUse['how'] }

/** Puts the evidence of words and of meaning together. Used from a half on. */
export function weigh(words: WordEvidence, meaning: MeaningEvidence | null, isTalk: boolean): Weighed {
  const byWords = strengthOfWords(words)
  const byMeaning = meaning === null ? 0 : strengthOfMeaning(meaning)
  const score = 1 - (1 - byWords) * (1 - byMeaning)
  const used = score >= (isTalk ? 0.75 : 0.5)
  const strong = 0.3
  const how = !used ? 'none' : byWords >= strong && byMeaning >= strong ? 'both' : byWords >= byMeaning ? 'words' : 'meaning'
  return { used, score, how }
}

function strengthOfWords(words: WordEvidence): number {
  const part = ramp(words.coverage, 0.1, 0.7), amount = ramp(words.matched, 0.4, 2.4)
  return Math.min(1, 0.55 * part + 0.45 * amount + (words.hard ? 0.2 : 0))
}

/** Nearness that the question explains, because both speak of it, is no use. */
function strengthOfMeaning(meaning: MeaningEvidence): number {
  return ramp(meaning.nearest - 0.35 * Math.max(0, meaning.answerToQuestion, meaning.noteToQuestion) + 0.3 * Math.min(0.1, meaning.lead), 0.25, 0.75)
}
