import type { SpendLimit } from '../../shared/spending.ts'
import { toUsd } from './nano.ts'

/** "$1.20", "$0.0042": two digits, or as many as a small amount needs to be seen. */
export function sayUsd(usd: number): string {
  if (usd === 0 || usd >= 0.1) return `$${usd.toFixed(2)}`
  return `$${usd < 0.000_000_01 ? '0.00' : usd.toPrecision(2).includes('e') ? usd.toFixed(8) : String(Number(usd.toPrecision(2)))}`
}

/** Nano-dollars as `sayUsd` says dollars. */
export function sayNano(nano: number): string {
  return sayUsd(toUsd(nano))
}

/** "1 token", "12,000 tokens". */
export function sayTokens(tokens: number): string {
  return `${tokens.toLocaleString('en')} ${tokens === 1 ? 'token' : 'tokens'}`
}

/** "20 tokens of 90". */
export function sayTokensOf(used: number, most: number): string {
  return `${sayTokens(used)} of ${most.toLocaleString('en')}`
}

const periods: Readonly<Record<SpendLimit['period'], string>> = { day: 'today', month: 'this month', always: 'in all' }

/** "today", "this month for Anthropic", "for Anthropic" of all time: a limit within a sentence. @param scopeName what a limit of one thing is about */
export function sayLimit(limit: SpendLimit, scopeName: string | null): string {
  if (scopeName === null) return limit.period === 'always' ? 'for all time' : periods[limit.period]
  return limit.period === 'always' ? `for ${scopeName}` : `${periods[limit.period]} for ${scopeName}`
}

/** "Today", "This month for Anthropic", "In all": a limit as the name of a line. */
export function nameLimit(limit: SpendLimit, scopeName: string | null): string {
  const words = scopeName === null ? periods[limit.period] : `${periods[limit.period]} for ${scopeName}`
  return words.charAt(0).toUpperCase() + words.slice(1)
}
