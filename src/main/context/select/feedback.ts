import type { Piece } from '../../../shared/piece.ts'

/** One past turn in which a piece stood: whether its answer used it, and how like its question was to this one (cosine). */
export interface PastUse { readonly used: boolean; readonly likeness: number }

/** From here on two questions ask for something alike. */
const like = 0.5
/** So many like turns without use take a piece half of the way down. */
const halfway = 2
const least = 0.5

/**
 * The factor on a piece's score for what past answers did with it, 0.5 to 1. It is 1 where nothing is known, where a like turn
 * used the piece, and for what the person pinned or asked for by its very words: habits do not overrule them.
 */
export function feedbackFactor(piece: Piece, past: readonly PastUse[] | undefined): number {
  if (past === undefined || piece.pinned === true || (piece.scores.exact ?? 0) > 0) return 1
  const alike = past.filter((one) => one.likeness >= like)
  if (alike.length === 0 || alike.some((one) => one.used)) return 1
  const weight = alike.reduce((sum, one) => sum + one.likeness, 0)
  return least + (1 - least) * (halfway / (halfway + weight))
}
