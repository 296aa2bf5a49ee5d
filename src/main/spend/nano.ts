/** Money is whole nano-dollars wherever it is added up or kept: sums of thousands of calls stay exact. */
export const nanoPerDollar = 1_000_000_000
/** One call counts a million dollars at most: what a broken or lying server says must not break the sums. */
export const mostNanoPerCall = 1_000_000 * nanoPerDollar
/** Tokens of one call count so many at most, for the same reason. */
export const mostTokensPerCall = 1_000_000_000

/** US dollars as nano-dollars, to the nearest; what is no amount of money is 0. */
export function toNano(usd: number): number {
  return clampNano(Math.round(usd * nanoPerDollar))
}

/** US dollars as nano-dollars, never fewer: what is set aside must hold all that can be charged. */
export function toNanoUp(usd: number): number {
  return clampNano(Math.ceil(usd * nanoPerDollar))
}

/** Nano-dollars as US dollars, for showing; sums are made before. */
export function toUsd(nano: number): number {
  return nano / nanoPerDollar
}

function clampNano(nano: number): number {
  if (Number.isNaN(nano)) return 0
  return Math.min(mostNanoPerCall, Math.max(0, nano))
}

/** A count of tokens as it can be booked: whole, not negative, within bounds. */
export function countOf(tokens: number): number {
  if (Number.isNaN(tokens)) return 0
  return Math.min(mostTokensPerCall, Math.max(0, Math.ceil(tokens)))
}
