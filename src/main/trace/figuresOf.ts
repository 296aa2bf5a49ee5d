import type { TurnFigures } from '../../shared/insights.ts'
import type { TurnTrace } from '../../shared/trace.ts'

/** What a trace alone can say of a turn; the store adds the bytes it keeps and the thumb. */
export type TraceFigures = Omit<TurnFigures, 'contextBytes' | 'thumb'>

/** The regions whose pieces were looked up for this turn: what precision and recall are about. */
const recalledRegions: ReadonlySet<string> = new Set(['memories', 'documents'])

/** The figures of one turn, as they are kept for sums over many. Milliseconds, tokens, and the currency of the price table. */
export function figuresOf(trace: TurnTrace): TraceFigures {
  const { context, usage, route, fidelity } = trace
  const uses = new Map((fidelity?.pieces ?? []).map((use) => [use.pieceId, use]))
  const given = (context?.pieces ?? []).filter((piece) => piece.outcome !== 'out' && recalledRegions.has(piece.region))
  const looked = given.flatMap((piece) => uses.get(piece.id) ?? [])
  return {
    turnId: trace.turnId, conversationId: trace.conversationId, at: trace.startedAt, status: trace.status,
    destination: route?.destination ?? 'none', modelId: route?.modelId ?? '', strategy: trace.strategy,
    promptTokens: usage?.promptTokens ?? context?.used ?? 0, outputTokens: usage?.outputTokens ?? 0, cachedTokens: usage?.cachedTokens ?? 0,
    fullHistoryTokens: trace.fullHistoryTokens,
    window: context?.window ?? 0, reserve: context?.reserve ?? 0, used: context?.used ?? 0,
    firstTokenMs: trace.firstTokenMs, totalMs: trace.totalMs,
    generateMs: trace.stages.reduce((sum, stage) => stage.name === 'generate' ? sum + stage.ms : sum, 0),
    cost: trace.cost, fidelity: fidelity?.score ?? null, quality: trace.quality,
    // Where nobody looked at the answer, nothing is said of its notes: "given but unused" would be a guess.
    given: fidelity === null ? 0 : given.length,
    usedPieces: looked.filter((use) => use.used).length,
    ignoredPieces: looked.filter((use) => use.ignored).length,
  }
}
