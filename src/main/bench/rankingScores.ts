/** A question with its ranking: indexes of turns, best first. */
export interface Ranked { readonly order: readonly number[]; readonly gold: readonly number[]; readonly category: number }

export interface RankingScores {
  turn_recall_at_5: number; turn_recall_at_10: number; turn_recall_at_25: number
  multi_hop_recall_at_10: number; session_all_at_10: number; session_recall_at_10: number; evidence_in_2000_tokens: number
}

/**
 * Means over questions. Recall is the share of a question's gold turns among the first k; a session counts as found at the
 * place of its first turn; evidence is the share of gold turns that fit when turns are taken in order up to 2,000 tokens.
 * @param sessionOf the session of a turn
 * @param tokensOf its tokens with speaker and date, as it would stand in a prompt
 */
export function scoreRankings(all: readonly { readonly ranked: Ranked; readonly sessionOf: (turn: number) => number; readonly tokensOf: (turn: number) => number }[]): RankingScores {
  const mean = (values: readonly number[]) => values.length === 0 ? 0 : values.reduce((sum, one) => sum + one, 0) / values.length
  const at = (k: number, only?: number) => mean(all.filter(({ ranked }) => only === undefined || ranked.category === only).map(({ ranked }) => shareOf(ranked.gold, new Set(ranked.order.slice(0, k)))))
  const sessions = all.map(({ ranked, sessionOf }) => {
    const first = new Set<number>()
    for (const turn of ranked.order) {
      if (first.size === 10) break
      first.add(sessionOf(turn))
    }
    return shareOf([...new Set(ranked.gold.map(sessionOf))], first)
  })
  const inBudget = all.map(({ ranked, tokensOf }) => {
    const taken = new Set<number>()
    let used = 0
    for (const turn of ranked.order) {
      used += tokensOf(turn)
      if (used > 2000) break
      taken.add(turn)
    }
    return shareOf(ranked.gold, taken)
  })
  return {
    turn_recall_at_5: at(5), turn_recall_at_10: at(10), turn_recall_at_25: at(25), multi_hop_recall_at_10: at(10, 1),
    session_all_at_10: mean(sessions.map((share) => share === 1 ? 1 : 0)), session_recall_at_10: mean(sessions), evidence_in_2000_tokens: mean(inBudget),
  }
}

function shareOf(wanted: readonly number[], found: ReadonlySet<number>): number {
  return wanted.filter((one) => found.has(one)).length / wanted.length
}
