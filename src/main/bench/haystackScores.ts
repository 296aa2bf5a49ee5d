/** What a ranking of one question's haystack found: places of turns and sessions, best first. */
export interface HaystackRanked {
  readonly turns: readonly number[]
  readonly sessions: readonly string[]
  readonly gold: readonly number[]
  readonly goldSessions: readonly string[]
}

export interface HaystackScores { session_all_at_5: number; session_any_at_5: number; session_all_at_10: number; turn_all_at_10: number; turn_recall_at_10: number; ndcg_at_10: number }

/** Means over questions. `all` counts a question only where everything it needs is among the first k; nDCG is over sessions, gain 1, log2(rank + 1). */
export function scoreHaystacks(all: readonly HaystackRanked[]): HaystackScores {
  const mean = (read: (one: HaystackRanked) => number) => all.length === 0 ? 0 : all.reduce((sum, one) => sum + read(one), 0) / all.length
  const within = (one: HaystackRanked, k: number) => one.goldSessions.filter((session) => one.sessions.slice(0, k).includes(session)).length
  const turns = (one: HaystackRanked) => one.gold.filter((turn) => one.turns.slice(0, 10).includes(turn)).length
  return {
    session_all_at_5: mean((one) => (within(one, 5) === one.goldSessions.length ? 1 : 0)), session_any_at_5: mean((one) => (within(one, 5) > 0 ? 1 : 0)), session_all_at_10: mean((one) => (within(one, 10) === one.goldSessions.length ? 1 : 0)),
    turn_all_at_10: mean((one) => (turns(one) === one.gold.length ? 1 : 0)), turn_recall_at_10: mean((one) => turns(one) / Math.max(1, one.gold.length)),
    ndcg_at_10: mean((one) => gain(one.sessions.slice(0, 10).map((session) => (one.goldSessions.includes(session) ? 1 : 0))) / gain(one.goldSessions.slice(0, 10).map(() => 1))),
  }
}

function gain(gains: readonly number[]): number {
  return gains.reduce((sum, one, at) => sum + one / Math.log2(at + 2), 0)
}

/** How often a score of the first kind is higher than one of the second, ties half: the area under the ROC curve. */
export function areaUnder(positives: readonly number[], negatives: readonly number[]): number {
  let above = 0
  for (const positive of positives) for (const negative of negatives) above += positive > negative ? 1 : positive === negative ? 0.5 : 0
  return positives.length === 0 || negatives.length === 0 ? 0 : above / positives.length / negatives.length
}
