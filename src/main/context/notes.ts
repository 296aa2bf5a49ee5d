import type { NotePlace } from '../../shared/model.ts'
import type { Piece, PieceRecord } from '../../shared/piece.ts'
import { leave } from './records.ts'

/** How a model reads notes best. */
export interface NoteStyle {
  /** At the end of the system text, or in the user's turn before or after the question. */
  readonly place: NotePlace
  /** How many it uses well; null: no limit. */
  readonly limit: number | null
  /** True for a small model: pinned facts and notes as short "Note:" sentences, none in a list. */
  readonly plain: boolean
  /** True where the limit was found by asking this very model, so that weaker notes need not be kept from it as strictly. */
  readonly measured?: boolean
}

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

/** Who goes in first: what the person pinned, then the best fit. */
export function compareKeeping(a: Piece, b: Piece): number {
  return Number(b.pinned ?? false) - Number(a.pinned ?? false) || compareFit(a, b)
}

const at = (piece: Piece) => (piece.source.kind === 'rule' ? 0 : piece.source.at)

/** A second note must fit nearly as well as the best one: beside an unrelated note a small model answers worse than with one alone. */
const nearlyAsWell = 0.7
/** A model that was found to use several notes gets those that fit half as well, too. */
const halfAsWell = 0.45

/**
 * The notes that a model gets at most, beside what the person pinned: that is always among them, and takes no other note's place.
 * @returns those that stay, and those that pass with their reason
 */
export function limitNotes(pieces: readonly Piece[], style: NoteStyle): { notes: readonly Piece[]; passed: PieceRecord[] } {
  if (style.limit === null && !style.plain) return { notes: pieces, passed: [] }
  const limit = style.limit ?? Infinity
  const part = style.measured === true ? halfAsWell : nearlyAsWell
  const notes: Piece[] = pieces.filter((piece) => piece.pinned === true).sort(compareFit)
  const found = pieces.filter((piece) => piece.pinned !== true).sort(compareFit)
  const most = notes.length + limit
  const best = found[0]?.score ?? 0
  const passed: PieceRecord[] = []
  for (const piece of found) {
    if (notes.length >= most) passed.push(leave(piece, 'note-limit', `Left out: this model gets at most ${limit} ${limit === 1 ? 'note' : 'notes'} a turn`))
    else if (style.plain && (piece.score ?? 0) < best * part) passed.push(leave(piece, 'below-threshold', 'Left out: fits much less than the best note, and would distract a small model'))
    else notes.push(piece)
  }
  return { notes, passed }
}
