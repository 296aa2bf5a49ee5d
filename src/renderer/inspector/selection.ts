/** Which piece is chosen, and in which picture: its details open there, and the other pictures mark it. */
export type Selection = { pieceId: string; from: 'map' | 'list' | 'prompt' } | null

/** Chooses a piece in one picture; choosing what is open there closes it. */
export function choosePiece(before: Selection, pieceId: string | null, from: 'map' | 'list' | 'prompt'): Selection {
  return pieceId === null || (before?.pieceId === pieceId && before.from === from) ? null : { pieceId, from }
}
