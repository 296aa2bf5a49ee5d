import type { Region } from '../../shared/words.ts'
import { forEachRegion } from './regions.ts'

export interface AllotAsk {
  /** Tokens that each region would take if there were room for all. */
  readonly wants: Readonly<Record<Region, number>>
  readonly budgets: Readonly<Record<Region, number>>
  /** Regions that the user set by hand: they take nothing of what others leave. */
  readonly fixed: ReadonlySet<Region>
  readonly usable: number
  /** How much of this room the earlier turns take: they leave whole. */
  readonly takeHistory: (room: number) => number
}

/**
 * Shares the usable window out by priority.
 * 1. What never leaves gets its least: a quarter for the message, an eighth for core, a sixteenth each for persona and recent.
 * 2. Priority 0 and 1 get up to their budgets, then the message takes what it still needs: it is whole before anything below is in.
 * 3. Priority 2 to 4 get up to their budgets. Memories are set aside by budget and not by want, so that one memory more or
 *    less changes no other region.
 * 4. What is unused flows to recent, then history, then results and documents; memories are given all that is left.
 */
export function allot(ask: AllotAsk): Record<Region, number> {
  const given = forEachRegion(() => 0)
  let rest = Math.max(0, ask.usable)
  const give = (region: Region, upTo: number) => {
    const more = Math.max(0, Math.min(Math.floor(upTo), ask.wants[region]) - given[region])
    given[region] += Math.min(more, rest)
    rest -= Math.min(more, rest)
  }
  give('message', Math.max(ask.budgets.message, ask.usable / 4))
  give('core', ask.usable / 8)
  for (const region of ['persona', 'recent'] as const) give(region, ask.usable / 16)
  for (const region of ['core', 'persona', 'recent', 'tools', 'profile'] as const) give(region, ask.budgets[region])
  give('message', ask.wants.message)
  for (const region of ['results', 'steering', 'summary'] as const) give(region, ask.budgets[region])
  const setAside = Math.min(rest, ask.budgets.memories)
  rest -= setAside
  give('documents', ask.budgets.documents)
  if (!ask.fixed.has('recent')) give('recent', ask.wants.recent)
  const historyRoom = ask.fixed.has('history') ? Math.min(rest, ask.budgets.history) : rest
  given.history = historyRoom
  rest -= Math.min(rest, ask.takeHistory(historyRoom))
  for (const region of ['results', 'documents'] as const) if (!ask.fixed.has(region)) give(region, ask.wants[region])
  given.memories = ask.fixed.has('memories') ? setAside : setAside + rest
  return given
}
