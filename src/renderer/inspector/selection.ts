/** Which piece is chosen, and where: its details open there, and all other pictures mark it. */
export type ChosenIn = 'picture' | 'list' | 'prompt' | 'answer' | 'plan'
export type Selection = { pieceId: string; from: ChosenIn } | null

/** Chooses a piece in one picture; choosing what is open there closes it. */
export function choosePiece(before: Selection, pieceId: string | null, from: ChosenIn): Selection {
  return pieceId === null || (before?.pieceId === pieceId && before.from === from) ? null : { pieceId, from }
}
