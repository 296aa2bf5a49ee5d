import { ramp } from '../textMeasures.ts'
import type { MeaningEvidence } from './byMeaning.ts'
import type { Given } from './given.ts'

/** How well a piece fits the question, 0.05 to 1: the score of recall where there is one, else its nearness in meaning. */
export function fitOf(piece: Given, meaning: MeaningEvidence | null): number {
  const score = piece.record.score ?? (meaning === null ? 0.3 : ramp(meaning.noteToQuestion, 0, 0.8))
  return Math.min(1, Math.max(0.05, score))
}

/** True for a piece that belongs into an answer to this question. Without a score of recall nothing is said to be missing. */
export function isWanted(piece: Given, meaning: MeaningEvidence | null): boolean {
  return (piece.record.score ?? 0) >= 0.55 && (meaning === null || meaning.noteToQuestion >= 0.4)
}
