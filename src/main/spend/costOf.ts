import type { Usage } from '../../shared/trace.ts'

/** US dollars per million tokens; null where nobody said. Without a price of their own, cached and cache-writing tokens cost the full one. */
export interface TokenPrice {
  readonly input: number | null
  readonly output: number | null
  /** For tokens that the provider read from its cache, and for those that it wrote there. */
  readonly cachedInput?: number | null
  readonly cacheWriteInput?: number | null
}

/**
 * What one answer cost, in US dollars. What the provider itself says it charged goes before any table. Null where a price is
 * unknown for tokens that were used: an unknown price is not a price of nothing.
 */
export function costOf(usage: Usage, price: TokenPrice): number | null {
  const { reportedCostUsd } = usage
  if (reportedCostUsd !== undefined && Number.isFinite(reportedCostUsd) && reportedCostUsd >= 0) return reportedCostUsd
  const { plain, cached, written, output } = partsOf(usage)
  const parts = [
    [plain, price.input],
    [cached, price.cachedInput ?? price.input],
    [written, price.cacheWriteInput ?? price.input],
    [output, price.output],
  ] as const
  let cost = 0
  for (const [tokens, perMillion] of parts) {
    if (tokens === 0) continue
    if (perMillion === null) return null
    cost += tokens * perMillion / 1_000_000
  }
  return cost
}

/** What the provider's cache saved of the full price, in US dollars; 0 where that is not known. */
export function cacheSaved(usage: Usage, price: TokenPrice): number {
  const cached = price.cachedInput
  if (price.input === null || cached === undefined || cached === null) return 0
  return Math.max(0, partsOf(usage).cached * (price.input - cached) / 1_000_000)
}

/** The tokens of a usage by what they cost; what a server claims below nothing is nothing, and no token counts twice. */
function partsOf(usage: Usage) {
  const atLeastNothing = (tokens: number) => Number.isFinite(tokens) ? Math.max(0, tokens) : 0
  const prompt = atLeastNothing(usage.promptTokens)
  const cached = Math.min(atLeastNothing(usage.cachedTokens), prompt)
  const written = Math.min(atLeastNothing(usage.cacheWriteTokens ?? 0), prompt - cached)
  return { plain: prompt - cached - written, cached, written, output: atLeastNothing(usage.outputTokens) }
}
