import type { NotePlace, ProfileCell } from '../../../shared/model.ts'

/** What is asked: so many notes, where the right one stands among them, where all stand, and after how much talk. */
export interface Wanted {
  readonly notes: number
  readonly position: ProfileCell['position']
  readonly place: NotePlace
  /** Tokens of the whole prompt where it is filled up with talk; null: the notes and the question alone. */
  readonly length: number | null
}

export interface Share { readonly asked: number; readonly right: number }

/** The shortest prompt that is filled up with talk; notes and a question alone are shorter. */
export const shortestLength = 512

/** The cell of what was asked; none while it was not. */
export function findCell(cells: readonly ProfileCell[], wanted: Wanted): ProfileCell | undefined {
  return cells.find((cell) => isSame(cell, wanted))
}

function isSame(cell: ProfileCell, { notes, position, place, length }: Wanted): boolean {
  return cell.notes === notes && cell.position === position && cell.place === place && lengthOf(cell) === length
}

/** The length that a cell was asked at; null for notes and a question alone. */
export function lengthOf(cell: ProfileCell): number | null {
  return cell.tokens < shortestLength ? null : cell.tokens
}

/** The cells with one more answer. @param tokens of the whole prompt */
export function addAnswer(cells: readonly ProfileCell[], wanted: Wanted, tokens: number, right: boolean): ProfileCell[] {
  const before = findCell(cells, wanted)
  const { length, ...key } = wanted
  const now = { ...key, tokens: length ?? before?.tokens ?? Math.min(tokens, shortestLength - 1), asked: (before?.asked ?? 0) + 1, right: (before?.right ?? 0) + Number(right) }
  return before === undefined ? [...cells, now] : cells.map((cell) => cell === before ? now : cell)
}

/** All answers of some cells together. */
export function sumUp(cells: readonly ProfileCell[]): Share {
  return { asked: cells.reduce((sum, cell) => sum + cell.asked, 0), right: cells.reduce((sum, cell) => sum + cell.right, 0) }
}

/** The part that was right; 0 where nothing was asked. */
export function partOf({ asked, right }: Share): number {
  return asked === 0 ? 0 : right / asked
}

/**
 * A smaller loss than this is worth taking. Fewer notes cost answers as well, because the right one may be among those left
 * out: the best of what recall brings is the right one six to seven times in ten, and the next few hold most of the rest.
 */
const worthTaking = 0.25
/** How many standard errors a difference must have: one in twenty such differences comes by chance alone. */
const standardErrors = 1.645

/**
 * Whether fewer were right, by more than is worth taking and by more than so few questions show by chance (one-sided test of two
 * shares with a pooled error, 5 %). With 18 questions on each side chance alone is up to 27 points.
 */
export function isClearlyBelow(low: Share, high: Share): boolean {
  if (low.asked === 0 || high.asked === 0) return false
  const pooled = (low.right + high.right) / (low.asked + high.asked)
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / low.asked + 1 / high.asked))
  return partOf(high) - partOf(low) > Math.max(worthTaking, standardErrors * error)
}
