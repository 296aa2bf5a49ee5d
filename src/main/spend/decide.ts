import type { SpendLimit, ThriftSettings } from '../../shared/spending.ts'
import { fail, ok, type Failure, type Result } from '../../shared/result.ts'
import type { LimitUse } from './limits.ts'
import { toNano } from './nano.ts'
import { sayNano, sayTokens, sayTokensOf, sayUsd } from './sayMoney.ts'
import type { Reservation } from './worstCase.ts'

export interface DecideAsk {
  /** All limits that the call falls under, with what counts against them; running calls count with what they may cost. */
  readonly uses: readonly LimitUse[]
  readonly reservation: Reservation
  readonly modelName: string
  readonly unpriced: ThriftSettings['unpriced']
  /** The person allowed this one call although nobody knows its price. */
  readonly allowUnpriced: boolean
  /** A limit within a sentence: "today", "this month for Anthropic". */
  readonly sayLimit: (limit: SpendLimit) => string
}

/**
 * May this call be made? Yes, only where it fits into every limit with the most that it can cost, beside everything that runs.
 * @returns `over-budget` with the limit, what is used of it, and the way out on this computer
 */
export function decide(ask: DecideAsk): Result<null> {
  const { uses } = ask
  const unheld = unpricedUnder(ask)
  if (unheld !== null) return unpriced(ask, unheld)
  for (const use of uses) {
    const refusal = moneyRefusal(use, ask) ?? tokenRefusal(use, ask)
    if (refusal !== null) return { ok: false, error: refusal }
  }
  return ok(null)
}

/** The limit of money that a call may not be made under because nobody knows its price; null where that is not the reason. */
export function unpricedUnder({ uses, reservation, unpriced, allowUnpriced }: Pick<DecideAsk, 'uses' | 'reservation' | 'unpriced' | 'allowUnpriced'>): SpendLimit | null {
  if (reservation.priced || unpriced === 'allow' || (unpriced === 'ask' && allowUnpriced)) return null
  return uses.find(({ limit }) => limit.usd !== null)?.limit ?? null
}

/** The limits that a call does not fit into. */
export function tooSmallFor(uses: readonly LimitUse[], reservation: Reservation): LimitUse[] {
  return uses.filter((use) => !holdsMoney(use, reservation) || !holdsTokens(use, reservation))
}

function holdsMoney({ limit, usedNano, reservedNano }: LimitUse, reservation: Reservation): boolean {
  // What costs nothing takes nothing from a budget, however far it is used.
  return limit.usd === null || !reservation.priced || reservation.nano === 0 || usedNano + reservedNano + reservation.nano <= toNano(limit.usd)
}

function holdsTokens({ limit, usedTokens, reservedTokens }: LimitUse, reservation: Reservation): boolean {
  return limit.tokens === null || usedTokens + reservedTokens + reservation.tokens <= limit.tokens
}

function moneyRefusal(use: LimitUse, { reservation, sayLimit }: DecideAsk): Failure | null {
  const { limit, usedNano, reservedNano } = use
  if (limit.usd === null || holdsMoney(use, reservation)) return null
  const used = `${sayNano(usedNano)} of ${sayUsd(limit.usd)}`
  if (limit.usd === 0 || usedNano >= toNano(limit.usd)) return over(`The budget ${sayLimit(limit)} is used up: ${used}.`)
  return over(`The budget ${sayLimit(limit)} does not hold this answer: ${used} ${reservedNano > 0 ? 'are used, ' + sayNano(reservedNano) + ' are set aside for answers being written' : 'are used'}, and this one may cost up to ${sayNano(reservation.nano)}.`)
}

function tokenRefusal(use: LimitUse, { reservation, sayLimit }: DecideAsk): Failure | null {
  const { limit, usedTokens, reservedTokens } = use
  if (limit.tokens === null || holdsTokens(use, reservation)) return null
  const used = sayTokensOf(usedTokens, limit.tokens)
  if (usedTokens >= limit.tokens) return over(`The budget ${sayLimit(limit)} is used up: ${used}.`)
  return over(`The budget ${sayLimit(limit)} does not hold this answer: ${used} ${usedTokens === 1 ? 'is' : 'are'} used${reservedTokens > 0 ? `, ${reservedTokens.toLocaleString('en')} are set aside for answers being written` : ''}, and this one may take up to ${sayTokens(reservation.tokens)}.`)
}

function over(message: string): Failure {
  return { kind: 'over-budget', message, next: 'Answer with the model on this computer, or raise the budget under Costs.' }
}

function unpriced({ modelName, unpriced: rule, sayLimit }: DecideAsk, limit: SpendLimit): Result<null> {
  return fail('over-budget', `Nobody knows the price of ${modelName}, so it cannot be held to the budget ${sayLimit(limit)}.`,
    rule === 'ask' ? 'Answer with the model on this computer, enter its price with the provider in Settings, or allow this one answer.' : 'Answer with the model on this computer, or enter its price with the provider in Settings.')
}
