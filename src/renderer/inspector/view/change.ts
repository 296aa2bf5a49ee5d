import type { ContextChange } from '../../../shared/versions.ts'

export const noChange: ContextChange = { off: [], pinned: [], edited: [], strategy: null, modelId: null }

/** What a change does with one piece. */
export type PieceWish = 'as-it-was' | 'off' | 'pinned' | 'edited'

/** True where the context would be made under the same conditions as before. */
export function isUnchanged(change: ContextChange): boolean {
  return change.off.length === 0 && change.pinned.length === 0 && change.edited.length === 0 && change.strategy === null && change.modelId === null
}

/** What a change does with a piece. */
export function wishOf(change: ContextChange, pieceId: string): PieceWish {
  if (change.off.includes(pieceId)) return 'off'
  if (change.edited.some((one) => one.pieceId === pieceId)) return 'edited'
  return change.pinned.includes(pieceId) ? 'pinned' : 'as-it-was'
}

/** The change with another wish for one piece. An edit takes the text to stand in the piece's place. */
export function wishPiece(change: ContextChange, pieceId: string, wish: PieceWish, text = ''): ContextChange {
  const others = {
    ...change,
    off: change.off.filter((one) => one !== pieceId), pinned: change.pinned.filter((one) => one !== pieceId), edited: change.edited.filter((one) => one.pieceId !== pieceId),
  }
  if (wish === 'off') return { ...others, off: [...others.off, pieceId] }
  if (wish === 'pinned') return { ...others, pinned: [...others.pinned, pieceId] }
  return wish === 'edited' ? { ...others, edited: [...others.edited, { pieceId, text }] } : others
}

/** The pieces that a change names, in the order in which they were named. */
export function listWished(change: ContextChange): string[] {
  return [...change.off, ...change.pinned, ...change.edited.map((one) => one.pieceId)]
}

/** What was changed in a few words, for a list: "without 2 pieces, 1 edited, another model". */
export function tellChange(change: ContextChange): string {
  const count = (many: number, one: string, more: string) => many === 0 ? [] : [`${many === 1 ? one : more.replace('#', String(many))}`]
  const parts = [
    ...count(change.off.length, 'without one piece', 'without # pieces'), ...count(change.pinned.length, 'one pinned', '# pinned'), ...count(change.edited.length, 'one edited', '# edited'),
    ...(change.strategy === null ? [] : ['another strategy']), ...(change.modelId === null ? [] : ['another model']),
  ]
  return parts.length === 0 ? 'nothing changed' : parts.join(', ')
}
