import type { PieceRecord } from '../../../shared/piece.ts'

export type PieceRule = 'pin' | 'leave-out'

/** Whether a person may pin a piece or leave it out: what the app itself says and the message just written always go along. */
export function canRule(piece: Pick<PieceRecord, 'source' | 'region'>): boolean {
  return piece.source.kind !== 'rule' && piece.region !== 'message'
}

/** What was decided, in a sentence for a toast. */
export function tellRule(rule: PieceRule | null): string {
  if (rule === 'pin') return 'It goes along in every turn of this conversation.'
  return rule === 'leave-out' ? 'It is left out of this conversation from the next turn on.' : 'It is chosen by its fit again.'
}
