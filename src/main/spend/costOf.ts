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
 * What one answer cost, in US dollars. Null where a price is unknown for tokens that were used: an unknown price is
 * not a price of nothing.
 */
export function costOf(usage: Usage, price: TokenPrice): number | null {
  const cached = Math.min(usage.cachedTokens, usage.promptTokens)
  const written = Math.min(usage.cacheWriteTokens ?? 0, usage.promptTokens - cached)
  const parts = [
    [usage.promptTokens - cached - written, price.input],
    [cached, price.cachedInput ?? price.input],
    [written, price.cacheWriteInput ?? price.input],
    [usage.outputTokens, price.output],
  ] as const
  let cost = 0
  for (const [tokens, perMillion] of parts) {
    if (tokens === 0) continue
    if (perMillion === null) return null
    cost += tokens * perMillion / 1_000_000
  }
  return cost
}
