import type { PieceRecord } from '../../shared/piece.ts'
import type { Fidelity } from '../../shared/trace.ts'

/** The same pieces with what was found of their use; pieces that were not looked at stay as they are. */
export function markUsed(pieces: readonly PieceRecord[], fidelity: Fidelity): PieceRecord[] {
  const used = new Map(fidelity.pieces.map((use) => [use.pieceId, use.used]))
  return pieces.map((piece) => {
    const found = piece.outcome === 'out' ? undefined : used.get(piece.id)
    return found === undefined ? piece : { ...piece, used: found }
  })
}
