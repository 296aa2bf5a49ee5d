import type { LimitScope, LimitState, SpendLimit } from '../../shared/spending.ts'
import { boundsOf } from './calendar.ts'
import { toNano, toUsd } from './nano.ts'
import { project } from './project.ts'

/** What counts against one limit in the period that runs. */
export interface LimitUse {
  readonly limit: SpendLimit
  readonly usedNano: number
  /** What running calls may still cost. */
  readonly reservedNano: number
  readonly usedTokens: number
  readonly reservedTokens: number
}

/** What a call is, for the limits that it falls under. */
export interface Charged { readonly providerId: string; readonly modelId: string; readonly conversationId: string | null }

/** The limits that a call falls under. */
export function limitsFor(limits: readonly SpendLimit[], call: Charged): SpendLimit[] {
  return limits.filter(({ scope }) => fits(scope, call))
}

function fits(scope: LimitScope, call: Charged): boolean {
  if (scope.kind === 'all') return true
  if (scope.kind === 'provider') return scope.providerId === call.providerId
  if (scope.kind === 'model') return scope.modelId === call.modelId
  return scope.conversationId === call.conversationId
}

/** The share that is used of a limit, of money or tokens whichever is nearer to its end. A limit of nothing is used up. */
export function shareOf(use: LimitUse, withRunning: boolean): number {
  const { money, tokens } = sharesOf(use, withRunning)
  return Math.max(money, tokens)
}

/** The shares that are used of its money and of its tokens; 0 for what is not limited. */
export function sharesOf({ limit, usedNano, reservedNano, usedTokens, reservedTokens }: LimitUse, withRunning: boolean): { readonly money: number; readonly tokens: number } {
  const part = (used: number, most: number | null) => most === null ? 0 : most === 0 ? 1 : used / most
  const running = withRunning ? 1 : 0
  return { money: part(usedNano + running * reservedNano, limit.usd === null ? null : toNano(limit.usd)), tokens: part(usedTokens + running * reservedTokens, limit.tokens) }
}

/** The highest share that is used, running calls included, of all these limits; 0 where there is none. */
export function highestShare(uses: readonly LimitUse[]): number {
  return Math.max(0, ...uses.map((use) => shareOf(use, true)))
}

/** US dollars that are left in the tightest limit of money, running calls set aside; null where no limit of money stands. */
export function leftUsd(uses: readonly LimitUse[]): number | null {
  const left = uses.flatMap(({ limit, usedNano, reservedNano }) => limit.usd === null ? [] : [Math.max(0, toNano(limit.usd) - usedNano - reservedNano)])
  return left.length === 0 ? null : toUsd(Math.min(...left))
}

/** How far each limit is used, when it starts anew, and where its period ends if it goes on like this. */
export function limitStates(uses: readonly LimitUse[], nameOf: (limit: SpendLimit) => string, now: number): LimitState[] {
  return uses.map((use) => ({
    limit: use.limit, name: nameOf(use.limit),
    usedUsd: toUsd(use.usedNano), reservedUsd: toUsd(use.reservedNano), usedTokens: use.usedTokens, reservedTokens: use.reservedTokens,
    share: shareOf(use, false), resetsAt: boundsOf(use.limit.period, now).end, projectedUsd: project(use, now),
  }))
}
