import type { Usage } from '../../shared/trace.ts'
import { cacheSaved, costOf, type TokenPrice } from './costOf.ts'
import { countOf, toNano } from './nano.ts'
import type { Reservation } from './worstCase.ts'

/** What a call that is over counts in the books. */
export interface Settlement {
  /** Null where the price is not known: then its tokens count alone. */
  readonly costNano: number | null
  readonly promptTokens: number
  readonly outputTokens: number
  readonly cachedTokens: number
  readonly cachedSavedNano: number
  /** Set where more was reported than could be: it counts as reported, and the person is told. */
  readonly overNano: number
  readonly overTokens: number
}

/** Turns what was used into what is booked. Whatever a server claims, nothing is booked below zero or twice. */
export function settle(usage: Usage, price: TokenPrice, reserved: Pick<Reservation, 'priced' | 'nano' | 'tokens'>): Settlement {
  const cost = costOf(usage, price)
  const costNano = cost === null ? null : toNano(cost)
  const promptTokens = countOf(usage.promptTokens)
  const outputTokens = countOf(usage.outputTokens)
  return {
    costNano, promptTokens, outputTokens, cachedTokens: Math.min(promptTokens, countOf(usage.cachedTokens)), cachedSavedNano: toNano(cacheSaved(usage, price)),
    overNano: reserved.priced && costNano !== null ? Math.max(0, costNano - reserved.nano) : 0,
    overTokens: Math.max(0, promptTokens + outputTokens - reserved.tokens),
  }
}
