import type { Output } from '../../../shared/contract.ts'

export type Spent = Output<'budget.get'>['turns'][number]
/** One turn of a conversation as the picker names it. Numbers start at 1 with the oldest. */
export type TurnChoice = { turnId: string; number: number; at: number | null }

/**
 * The turns of a conversation, oldest first. The turn on show is always among them, also while it still runs and
 * nothing is booked for it yet.
 */
export function listTurns(spent: readonly Spent[], shownTurnId: string | null): TurnChoice[] {
  const turns = [...spent].sort((one, other) => one.at - other.at)
    .map((turn, at): TurnChoice => ({ turnId: turn.turnId, number: at + 1, at: turn.at }))
  if (shownTurnId !== null && !turns.some((turn) => turn.turnId === shownTurnId)) turns.push({ turnId: shownTurnId, number: turns.length + 1, at: null })
  return turns
}

/** The turn before and the turn after one; null at either end. */
export function neighbours(turns: readonly TurnChoice[], turnId: string | null): { previous: string | null; next: string | null } {
  const at = turns.findIndex((turn) => turn.turnId === turnId)
  if (at < 0) return { previous: null, next: null }
  return { previous: turns[at - 1]?.turnId ?? null, next: turns[at + 1]?.turnId ?? null }
}

/** Where a turn went, in a word. */
export function namePlace(destination: string): string {
  return { local: 'this computer', cloud: 'cloud', memory: 'memory', none: 'no model' }[destination] ?? destination
}
