import { regions, type Region } from '../../shared/words.ts'
import type { ResolvedBudget } from './budget.ts'
import { forEachRegion } from './regions.ts'

export interface AllotAsk {
  /** Tokens that each region would take if there were room for all; those of history with their share of the chat template. */
  readonly wants: Readonly<Record<Region, number>>
  readonly budget: ResolvedBudget['regions']
  readonly usable: number
  /** How much of this room the earlier turns take: they leave whole. Called once. */
  readonly takeHistory: (room: number) => number
}

/**
 * Shares the usable window out by priority.
 * 1. What never leaves gets its least: a quarter for the message, an eighth for core, a sixteenth each for persona and recent.
 * 2. Floors, by priority.
 * 3. Priority 0 and 1 get up to their budgets, then the message takes what it still needs: it is whole before anything below
 *    is in, and before any earlier turn. What never leaves and may not be cut is whole next.
 * 4. The others get up to their budgets, by priority. Memories are set aside by budget and not by want, so that one memory more
 *    or less changes no other region. Where the earlier turns are served, the last exchanges come before them.
 * 5. What is unused flows to recent, then history, then results, steering and documents; memories are given all that is left.
 */
export function allot(ask: AllotAsk): Record<Region, number> {
  const { wants, budget } = ask
  const given = forEachRegion(() => 0)
  let rest = Math.max(0, ask.usable)
  const give = (region: Region, upTo: number) => {
    const most = region === 'memories' ? upTo : Math.min(upTo, wants[region])
    const more = Math.min(rest, Math.max(0, Math.floor(most) - given[region]))
    given[region] += more
    rest -= more
  }
  const served = regions.toSorted((a, b) => budget[a].priority - budget[b].priority)

  give('message', Math.max(budget.message.tokens, ask.usable / 4))
  give('core', ask.usable / 8)
  for (const region of ['persona', 'recent'] as const) give(region, ask.usable / 16)
  for (const region of served) give(region, budget[region].floor)
  const isFirst = (region: Region) => budget[region].priority <= 1 && region !== 'history'
  for (const region of served.filter(isFirst)) give(region, budget[region].tokens)
  give('message', wants.message)
  for (const region of ['core', 'persona', 'recent'] as const) if (!budget[region].compressible) give(region, wants[region])
  for (const region of served.filter((one) => !isFirst(one))) {
    if (region === 'history' && !budget.recent.isSet && !budget.history.isSet) {
      // One talk, its newest part first: what the last exchanges take here, the earlier turns lack.
      const both = budget.recent.tokens + budget.history.tokens
      give('recent', Math.max(budget.recent.tokens, both - given.history))
      give('history', Math.max(given.history, both - Math.max(given.recent, budget.recent.tokens)))
    } else give(region, budget[region].tokens)
  }
  if (!budget.recent.isSet) give('recent', wants.recent)
  const held = given.history
  given.history = budget.history.isSet ? held : held + rest
  rest += held - Math.min(given.history, ask.takeHistory(given.history))
  for (const region of served) if ((region === 'results' || region === 'steering' || region === 'documents') && !budget[region].isSet) give(region, wants[region])
  if (!budget.memories.isSet) given.memories += rest
  return given
}
