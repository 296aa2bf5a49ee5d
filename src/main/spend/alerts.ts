import type { SpendAlert, SpendLimit } from '../../shared/spending.ts'
import { periodOf } from './calendar.ts'
import { shareOf, sharesOf, type LimitUse } from './limits.ts'
import { sayNano, sayTokensOf, sayUsd } from './sayMoney.ts'

export type AlertLevel = SpendAlert['level']
const levels: readonly (readonly [AlertLevel, number])[] = [['reached', 1], ['critical', 0.9], ['warning', 0.75]]
const rank = (level: AlertLevel) => levels.length - levels.findIndex(([name]) => name === level)

export interface DueAlert { readonly limitId: string; readonly period: string; readonly level: AlertLevel; readonly sentence: string }

/**
 * The alerts that are due now: of each limit the highest level that its used share has come to, once in a period. What was
 * passed over by a jump does not come later.
 * @param raised levels of a limit that were raised in a period already
 * @param refused ids of limits that just refused a call: from nine tenths on that is as good as reached
 */
export function alertsDue(uses: readonly LimitUse[], raised: (limitId: string, period: string) => readonly AlertLevel[], sayLimit: (limit: SpendLimit) => string, now: number, refused: readonly string[] = []): DueAlert[] {
  return uses.flatMap((use) => {
    const { limit } = use
    const level = levelOf(shareOf(use, false), refused.includes(limit.id))
    const period = periodOf(limit.period, now)
    if (level === null || raised(limit.id, period).some((one) => rank(one) >= rank(level))) return []
    return [{ limitId: limit.id, period, level, sentence: sentenceOf(use, level, sayLimit(limit)) }]
  })
}

function levelOf(share: number, refused: boolean): AlertLevel | null {
  const level = levels.find(([, from]) => share >= from)?.[0] ?? null
  return refused && level === 'critical' ? 'reached' : level
}

function sentenceOf(use: LimitUse, level: AlertLevel, words: string): string {
  const { limit, usedNano, usedTokens } = use
  const { money, tokens } = sharesOf(use, false)
  const used = limit.usd !== null && money >= tokens ? `${sayNano(usedNano)} of ${sayUsd(limit.usd)}` : sayTokensOf(usedTokens, limit.tokens ?? 0)
  if (level === 'reached') return `The budget ${words} is reached (${used}). Answers come from this computer until there is room again.`
  return `${level === 'critical' ? 'Nine tenths' : 'Three quarters'} of the budget ${words} are used (${used}).`
}
