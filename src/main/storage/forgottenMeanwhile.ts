import type { TurnTrace } from '../../shared/trace.ts'
import { all, run, type WriteDb } from './database.ts'
import { usesOf } from './pieceUse.ts'
import { scrubTrace, type Forgotten } from './scrub.ts'
import { decodeText, type StoredText } from './text.ts'

interface SpanRow { memoryId: string; messageId: string | null; text: StoredText | null; start: number; end: number }

/**
 * A turn that is about to be kept, without what was forgotten while it ran: it had read it before. Its answer was written with it
 * in view, so it is not recalled. Belongs into the transaction that keeps the turn.
 */
export function withoutForgotten(db: WriteDb, trace: TurnTrace): TurnTrace {
  // Forgotten memories are never pinned: with that, an index finds the few that changed since.
  const rows = all<SpanRow>(db, `SELECT m.id AS memoryId, s.message_id AS messageId, o.text, s.start, s."end" FROM memory m
    LEFT JOIN memory_source s ON s.memory_id = m.id LEFT JOIN message o ON o.id = s.message_id
    WHERE m.pinned = 0 AND m.updated_at >= ? AND m.state = 'forgotten'`, trace.startedAt)
  if (rows.length === 0) return trace
  const uses = new Set([...usesOf(trace).map((use) => use.id), trace.userMessageId, ...trace.learned.map((fact) => fact.memoryId)])
  let clean = trace
  for (const [memoryId, sources] of Map.groupBy(rows, (row) => row.memoryId)) {
    const messageIds = new Set(sources.flatMap((source) => source.messageId ?? []))
    if (!uses.has(memoryId) && ![...messageIds].some((id) => uses.has(id))) continue
    clean = scrubTrace(clean, { memoryId, messageIds, words: wordsOf(trace, memoryId, sources) })
  }
  if (clean !== trace && trace.answerMessageId !== null) run(db, "INSERT OR IGNORE INTO unrecallable (message_id, reason) VALUES (?, 'forgotten')", trace.answerMessageId)
  return clean
}

/** The memory holds its words no more: the turn does, and the messages that it was learned from. */
function wordsOf(trace: TurnTrace, memoryId: string, sources: readonly SpanRow[]): Forgotten['words'] {
  const words = [
    ...(trace.context?.pieces ?? []).flatMap((piece) => piece.source.kind === 'memory' && piece.source.memoryId === memoryId ? [piece.original ?? piece.text] : []),
    ...trace.learned.flatMap((fact) => fact.memoryId === memoryId ? [fact.text] : []),
    ...(trace.memoryAnswer?.memoryId === memoryId ? [trace.memoryAnswer.text] : []),
    ...sources.flatMap((source) => source.text === null ? [] : [decodeText(source.text).slice(source.start, source.end)]),
  ]
  return [...new Set(words)].filter((word) => word.trim() !== '')
}
