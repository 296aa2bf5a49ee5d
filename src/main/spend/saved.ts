import { costOf, type TokenPrice } from './costOf.ts'

/** What answers of this computer would have cost at a price, in US dollars; null where no price is known. */
export function localSaved(local: { readonly promptTokens: number; readonly outputTokens: number }, price: TokenPrice | null): number | null {
  if (price === null || price.input === null || price.output === null) return null
  return costOf({ ...local, evaluatedTokens: local.promptTokens, cachedTokens: 0, reported: true }, price)
}
