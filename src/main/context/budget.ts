import type { Settings } from '../../shared/settings.ts'
import { regions, type Region } from '../../shared/words.ts'
import { forEachRegion, regionRules } from './regions.ts'

type Shares = Settings['regionShares']

/**
 * Tokens kept free for the answer: an eighth of the window, at least 128 and at most 4,096 (which every window from
 * 32,768 on keeps), and never more than half.
 */
export function reserveFor(windowTokens: number): number {
  return Math.min(Math.floor(windowTokens / 2), Math.max(128, Math.min(4096, Math.floor(windowTokens / 8))))
}

/** Small windows would leave too little to say anything: these parts of the usable window are always granted by default. */
const leastParts: Partial<Record<Region, number>> = { core: 1 / 4, persona: 1 / 8, memories: 1 / 8 }
const leastTokens: Partial<Record<Region, number>> = { core: 128, persona: 64, memories: 64 }

/**
 * The budget of each region in tokens. Shares are parts of the whole window, so 8,000 tokens give exactly the table's figures;
 * history is given what the window less the reserve and all other budgets leaves.
 * @param shares thousandths of the window per region, as the user set them; a region without one keeps its default
 */
export function budgetFor(windowTokens: number, reserve: number, shares: Shares): Record<Region, number> {
  const usable = Math.max(0, windowTokens - reserve)
  const budgets = forEachRegion((region) => {
    const share = shares[region]
    if (share !== undefined) return Math.floor((windowTokens * share) / 1000)
    const least = Math.min(leastTokens[region] ?? 0, Math.floor(usable * (leastParts[region] ?? 0)))
    return Math.max(least, Math.floor((windowTokens * (regionRules[region].tokensOf8000 ?? 0)) / 8000))
  })
  if (shares.history === undefined) {
    const others = regions.reduce((sum, region) => sum + (region === 'history' ? 0 : budgets[region]), 0)
    budgets.history = Math.max(0, usable - others)
  }
  return budgets
}
