import type { PieceRecord } from '../../../shared/piece.ts'
import { sizePiece } from './pieces.ts'

export type PieceOrder = { by: 'place' | 'tokens' | 'score' | 'outcome'; down: boolean }

/** The pieces in another order. A piece without a score stands last either way; equals keep their places. */
export function sortPieces(pieces: readonly PieceRecord[], { by, down }: PieceOrder): readonly PieceRecord[] {
  if (by === 'place') return down ? pieces.toReversed() : pieces
  const sign = down ? -1 : 1
  const outcomes = { in: 0, shortened: 1, out: 2 }
  return pieces.toSorted((one, other) => {
    if (by === 'score' && (one.score === null || other.score === null)) return Number(one.score === null) - Number(other.score === null)
    const value = (piece: PieceRecord) => by === 'tokens' ? sizePiece(piece) : by === 'score' ? piece.score ?? 0 : outcomes[piece.outcome]
    return sign * (value(one) - value(other))
  })
}
