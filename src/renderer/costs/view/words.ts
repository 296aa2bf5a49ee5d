import type { LimitState, SpendLimit, SpendSums } from '../../../shared/spending.ts'
import { formatAmount, formatCount, formatMoment, formatMoney, formatShare } from '../../state/formats.ts'

const purposes: Readonly<Record<string, string>> = {
  'answer': 'Answers', 'summary': 'Summing up', 'learning': 'Learning', 'focus': 'Finding the focus', 'calibration': 'Measuring models',
  'comparison': 'Turns run again', 'test': 'Tests of a server',
}

/** What calls were made for; a purpose that is not known here keeps its own name. */
export function sayPurpose(purpose: string): string {
  return purposes[purpose] ?? purpose.charAt(0).toUpperCase() + purpose.slice(1).replaceAll('-', ' ')
}

/** Calls whose price nobody knows, in a sentence; null where there are none. */
export function sayUnpriced({ unpricedCalls, calls }: Pick<SpendSums, 'unpricedCalls' | 'calls'>): string | null {
  if (unpricedCalls === 0) return null
  const all = unpricedCalls === calls ? 'No call of this time has a known price' : `${formatCount(unpricedCalls)} of ${formatAmount(calls, 'call')} ${unpricedCalls === 1 ? 'has' : 'have'} no known price`
  return `${all}, so their money is in no sum. Their tokens are counted. Prices can be set in Settings, at the server.`
}

const periodWords: Record<SpendLimit['period'], string> = { day: 'today', month: 'this month', always: 'so far' }

/** How much of a limit is used, in money and tokens where each is limited. */
export function sayUsed({ limit, usedUsd, usedTokens }: LimitState): string {
  const money = limit.usd === null ? [] : [sayMoneyUsed(usedUsd, limit.usd)]
  const tokens = limit.tokens === null ? [] : [`${formatCount(usedTokens)} of ${formatAmount(limit.tokens, 'token')}`]
  return `${[...money, ...tokens].join(' and ')} ${periodWords[limit.period]}`
}

/** Nothing used of a limit below a cent has as many digits as the limit, so that both read as one amount: "$0.00000 of $0.00010". */
function sayMoneyUsed(used: number, most: number): string {
  const shown = formatMoney(most)
  return `${used === 0 ? shown.replaceAll(/\d/g, '0').replace(/^\$0[^.]*/, '$0') : formatMoney(used)} of ${shown}`
}

/** What running calls may still take, where the period would end, and when it starts anew, each as a short sentence. */
export function sayAhead({ limit, reservedUsd, reservedTokens, projectedUsd, resetsAt, share }: LimitState): string[] {
  const reserved = limit.usd !== null && reservedUsd > 0 ? [`${formatMoney(reservedUsd)} set aside for calls that run now.`]
    : limit.tokens !== null && reservedTokens > 0 ? [`${formatAmount(reservedTokens, 'token')} set aside for calls that run now.`] : []
  const over = limit.usd !== null && projectedUsd !== null && projectedUsd > limit.usd
  const projected = projectedUsd === null || limit.usd === null || share >= 1 ? [] : [`At this pace ${formatMoney(projectedUsd)} by its end${over ? ', more than the limit' : ''}.`]
  return [...reserved, ...projected, ...resetsAt === null ? [] : [`Starts anew ${formatMoment(resetsAt)}.`]]
}

/** How a limit stands, as one word with its share; the colour of its bar says the same. */
export function sayStanding(share: number): { word: string; tone: 'calm' | 'warn' | 'bad' } {
  if (share >= 1) return { word: 'reached', tone: 'bad' }
  return { word: `${formatShare(share)} used`, tone: share >= 0.75 ? 'warn' : 'calm' }
}

/** The widths of what is used and what is set aside on a bar of 0 to 1, so that both together never leave it. */
export function barOf({ limit, share, usedUsd, reservedUsd, usedTokens, reservedTokens }: LimitState): { used: number; reserved: number } {
  const used = Math.min(1, Math.max(0, share))
  const part = (of: number, most: number | null) => most === null || most === 0 ? 0 : of / most
  // Whichever is nearer to its end is drawn, as the share says it.
  const byMoney = part(usedUsd, limit.usd) >= part(usedTokens, limit.tokens)
  const reserved = byMoney ? part(reservedUsd, limit.usd) : part(reservedTokens, limit.tokens)
  return { used, reserved: Math.min(1 - used, Math.max(0, reserved)) }
}
