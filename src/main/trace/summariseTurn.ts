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
    thumb: null, fidelity: trace.fidelity?.score ?? null, flags: trace.fidelity?.flags ?? [], shapedBy: shapedBy(trace),
    cached: trace.cached === null ? null : { at: trace.cached.at, messageId: trace.cached.messageId },
    near: trace.near === null ? null : { at: trace.near.at, messageId: trace.near.messageId },
  }
}

/** Marks on an answer: more of them would say less. */
const mostMarks = 8
const markChars = 160

/** The memories and earlier messages that the answer used, or quotes, the best fitting first. */
function shapedBy(trace: TurnTrace): TurnSummary['shapedBy'] {
  const used = new Set(trace.fidelity?.pieces.filter((use) => use.used).map((use) => use.pieceId) ?? [])
  const quoted = trace.memoryAnswer?.memoryId
  return (trace.context?.pieces ?? [])
    .filter((piece) => piece.outcome !== 'out' && (used.has(piece.id) || piece.id === quoted) && (piece.region === 'memories' || piece.region === 'profile'))
    .toSorted((a, b) => (b.score ?? 1) - (a.score ?? 1) || (a.id < b.id ? -1 : 1))
    .flatMap((piece): TurnSummary['shapedBy'] => {
      const { source } = piece
      const text = piece.text.length > markChars ? `${piece.text.slice(0, markChars).toWellFormed().trimEnd()} …` : piece.text
      if (source.kind === 'memory') return [{ kind: 'memory', id: source.memoryId, conversationId: source.conversationId, text }]
      return source.kind === 'message' ? [{ kind: 'message', id: source.messageId, conversationId: source.conversationId, text }] : []
    })
    .slice(0, mostMarks)
}
