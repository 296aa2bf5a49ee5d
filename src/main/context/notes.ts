import type { Piece, PieceRecord } from '../../shared/piece.ts'
import { leave } from './records.ts'

const days = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })

/** "(3 May 2026)": the day that a note comes from, on this computer's calendar; empty for what has no day. */
export function dayOf(piece: Piece): string {
  if (piece.source.kind === 'rule') return ''
  const day = new Date(piece.source.at)
  return Number.isNaN(day.getTime()) ? '' : `(${days.format(day)}) `
}

/** Who said it, where a note quotes an earlier talk and not the user's own fact. */
export function speakerOf(piece: Piece): string {
  // A talk between people, brought in from elsewhere, names its speakers in its own text.
  if (piece.source.kind !== 'message' || piece.trust === 'external') return ''
  return piece.source.role === 'user' ? 'You heard from the user: ' : 'You answered: '
}

/** Best fit first; equal fits by newer source, then by id, so that the same pieces always give the same order. */
export function compareFit(a: Piece, b: Piece): number {
  return (b.score ?? 0) - (a.score ?? 0) || at(b) - at(a) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}

const at = (piece: Piece) => (piece.source.kind === 'rule' ? 0 : piece.source.at)

/** A second note must fit nearly as well as the best one: beside an unrelated note a small model answers worse than with one alone. */
const nearlyAsWell = 0.7

/**
 * The notes that a small model gets at most.
 * @param limit how many; what is beyond is told with its reason
 */
export function limitNotes(pieces: readonly Piece[], limit: number): { notes: Piece[]; passed: PieceRecord[] } {
  const ranked = [...pieces].sort(compareFit)
  const best = ranked[0]?.score ?? 0
  const notes: Piece[] = []
  const passed: PieceRecord[] = []
  for (const piece of ranked) {
    if (notes.length >= limit) passed.push(leave(piece, 'note-limit', `Left out: this small model gets at most ${limit} ${limit === 1 ? 'note' : 'notes'} a turn`))
    else if (notes.length > 0 && (piece.score ?? 0) < best * nearlyAsWell) passed.push(leave(piece, 'below-threshold', 'Left out: fits much less than the best note, and would distract a small model'))
    else notes.push(piece)
  }
  return { notes, passed }
}
