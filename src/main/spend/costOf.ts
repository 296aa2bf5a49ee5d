import type { Usage } from '../../shared/trace.ts'

/** US dollars per million tokens; null where nobody said. Without a price for cached tokens they cost the full one. */
export interface TokenPrice {
  readonly input: number | null
  readonly output: number | null
  readonly cachedInput?: number | null
}

/**
 * What one answer cost, in US dollars. Null where a price is unknown for tokens that were used: an unknown price is
 * not a price of nothing.
 */
export function costOf(usage: Usage, price: TokenPrice): number | null {
  const cached = Math.min(usage.cachedTokens, usage.promptTokens)
  const parts = [
    [usage.promptTokens - cached, price.input],
    [cached, price.cachedInput ?? price.input],
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
