import type { Failure } from '../../shared/result.ts'
import { reserveFor } from '../context/budget.ts'

/** What is taken off where the other side does not say how much it holds. */
const blindPart = 0.75
/** Its count and ours differ from text to text, so some more is left free than it says. */
const safePart = 0.95

/**
 * Tokens, by our count, that a prompt may have after a provider refused one of `used` tokens as too long. The other side's
 * own figure counts where it gives one; it means prompt and answer together.
 */
export function tighterLimit(failure: Failure, used: number, windowTokens: number): number {
  const { limitTokens } = failure
  if (limitTokens === undefined) return Math.floor(used * blindPart)
  const said = Math.floor((limitTokens - reserveFor(limitTokens)) * safePart)
  // A limit that we stayed below by our count shows that the counts differ, by how much is not known.
  return Math.min(said, Math.floor(used * (limitTokens < windowTokens ? safePart : blindPart)))
}
