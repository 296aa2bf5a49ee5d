import { fail, type Result } from '../../../shared/result.ts'
import { mostLimits, type SpendLimit } from '../../../shared/spending.ts'
import { getConversation } from '../../storage/conversations.ts'
import type { ReadDb } from '../../storage/database.ts'

/** Why a new list of budgets cannot stand in the place of another; null where it can. */
export function limitsProblem(db: ReadDb, limits: readonly SpendLimit[], before: readonly SpendLimit[]): Result<never> | null {
  if (new Set(limits.map((limit) => limit.id)).size < limits.length) return fail('bad-input', 'Two budgets have the same id.', 'Give each its own, then save again.')
  if (limits.some((limit) => limit.usd === null && limit.tokens === null)) return fail('bad-input', 'A budget needs an amount of money or of tokens.', 'Enter one of them, or remove this budget, then save again.')
  return strangeConversation(db, limits, before)
}

/** Budgets without those of conversations that are in the bin or gone: they bind nothing, and nobody can look after them. */
export function limitsAwake(db: ReadDb, limits: readonly SpendLimit[]): SpendLimit[] {
  return limits.filter(({ scope }) => scope.kind !== 'conversation' || stateOf(db, scope.conversationId) === 'open')
}

/** Budgets of conversations in the bin, which a new list leaves out because nobody sees them: a restore brings them back. Those of conversations that are gone go too. */
export function limitsAsleep(db: ReadDb, before: readonly SpendLimit[], limits: readonly SpendLimit[]): SpendLimit[] {
  return before.filter(({ id, scope }) => scope.kind === 'conversation' && stateOf(db, scope.conversationId) === 'bin' && !limits.some((limit) => limit.id === id)).slice(0, mostLimits - limits.length)
}

function stateOf(db: ReadDb, conversationId: string): 'open' | 'bin' | 'gone' {
  const found = getConversation(db, conversationId)
  return found === null ? 'gone' : found.deletedAt === null ? 'open' : 'bin'
}

/** A budget that stands may outlive its conversation; a new one cannot be for none. */
function strangeConversation(db: ReadDb, limits: readonly SpendLimit[], before: readonly SpendLimit[]): Result<never> | null {
  const stood = new Set(before.flatMap(({ scope }) => scope.kind === 'conversation' ? [scope.conversationId] : []))
  const isStrange = ({ scope }: SpendLimit) => scope.kind === 'conversation' && !stood.has(scope.conversationId) && getConversation(db, scope.conversationId) === null
  return limits.some(isStrange) ? fail('bad-input', 'A budget is for a conversation that is not there.', 'Choose one that is there, or remove this budget, then save again.') : null
}
