import type { TurnSummary } from '../../shared/message.ts'
import type { TurnTrace } from '../../shared/trace.ts'

/** The few values of a trace that the line under an answer shows. The thumb is the person's and comes later. */
export function summariseTurn(trace: TurnTrace): TurnSummary {
  const pieces = trace.context?.pieces ?? []
  const answer = trace.memoryAnswer
  return {
    promptTokens: trace.usage?.promptTokens ?? trace.context?.used ?? 0,
    memories: pieces.filter((piece) => piece.region === 'memories' && piece.outcome !== 'out').length,
    totalMs: trace.totalMs, firstTokenMs: trace.firstTokenMs, cost: trace.cost,
    destination: trace.route?.destination ?? 'none',
    model: trace.route?.modelName ?? '',
    task: trace.understanding?.task ?? 'chat',
    dropped: pieces.filter((piece) => piece.outcome === 'out').length,
    shortened: pieces.filter((piece) => piece.outcome === 'shortened').length,
    fromMemory: answer === null ? null : { memoryId: answer.memoryId, text: answer.text, at: answer.at, sentence: answer.sentence },
    learned: trace.learned.filter((fact) => fact.change !== 'rejected').map(({ memoryId, text, change }) => ({ memoryId, text, change })),
    notices: trace.notices,
    thumb: null, fidelity: trace.fidelity?.score ?? null, flags: trace.fidelity?.flags ?? [],
  }
}
