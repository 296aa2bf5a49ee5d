import type { Memory } from '../../../shared/memory.ts'
import type { PieceRecord } from '../../../shared/piece.ts'
import type { TurnTrace } from '../../../shared/trace.ts'

/** A memory that was in front of the model in a turn, or answered by itself. */
export type Shaping = { memoryId: string; text: string; used: boolean; how: 'quoted' | 'in' | 'shortened'; score: number | null }

/** Which memories shaped an answer: the quoted one first, then what the answer used, then what was only there. */
export function listShaping(trace: Pick<TurnTrace, 'context' | 'memoryAnswer'>): Shaping[] {
  const found = new Map<string, Shaping>()
  const quoted = trace.memoryAnswer
  if (quoted !== null) found.set(quoted.memoryId, { memoryId: quoted.memoryId, text: quoted.text, used: true, how: 'quoted', score: quoted.confidence })
  for (const piece of trace.context?.pieces ?? []) {
    const memoryId = memoryOf(piece)
    if (memoryId === null || piece.outcome === 'out' || found.has(memoryId)) continue
    found.set(memoryId, { memoryId, text: piece.text, used: piece.used === true, how: piece.outcome, score: piece.score })
  }
  const order = (one: Shaping) => one.how === 'quoted' ? 0 : one.used ? 1 : 2
  return [...found.values()].sort((one, other) => order(one) - order(other) || (other.score ?? 0) - (one.score ?? 0))
}

/** The memory that a piece was made from; null for anything else. */
export function memoryOf(piece: Pick<PieceRecord, 'source'>): string | null {
  return piece.source.kind === 'memory' ? piece.source.memoryId : null
}

/** What a turn changed in the memories, in words: `learned`, `heard again`, … */
export const changeWords: Record<TurnTrace['learned'][number]['change'], string> = {
  'learned': 'learned', 'strengthened': 'heard again', 'superseded': 'replaces an older one',
  'for-review': 'to review', 'rejected': 'not kept',
}

/** True where undoing makes sense: something new stands in the memories because of this turn. */
export function canUndo(change: string): boolean {
  return change === 'learned' || change === 'superseded' || change === 'for-review'
}

/** The first place a memory came from that can still be opened; null where it was written by hand. */
export function openableSource(memory: Pick<Memory, 'sources'>): { messageId: string; conversationId: string } | null {
  for (const source of memory.sources) {
    if (source.messageId !== null && source.conversationId !== null) return { messageId: source.messageId, conversationId: source.conversationId }
  }
  return null
}
