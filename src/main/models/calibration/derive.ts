import type { NotePlace, ProfileCell } from '../../../shared/model.ts'
import { isClearlyBelow, lengthOf, partOf, shortestLength, sumUp, type Share } from './cells.ts'

/** How many notes the places are compared with. */
export const notesForPlace = 4
/** Notes in the system text change it in every turn, and all that follows must be read again: that must be worth it. */
const systemMustWinBy = 0.25
/** Before the question is where everything else expects the notes; less than this is chance. */
const afterMustWinBy = 0.1

/** Where notes should stand, by the answers with four notes in each place. */
export function derivePlace(cells: readonly ProfileCell[]): NotePlace {
  const part = (place: NotePlace) => partOf(sumUp(cells.filter((cell) => cell.place === place && cell.notes === notesForPlace && lengthOf(cell) === null)))
  const turn = part('after') - part('before') >= afterMustWinBy ? 'after' : 'before'
  return part('system') - part(turn) >= systemMustWinBy ? 'system' : turn
}

/** The answers by number of notes in one place, fewest notes first. */
export function sharesByNotes(cells: readonly ProfileCell[], place: NotePlace): { readonly notes: number; readonly share: Share }[] {
  const short = cells.filter((cell) => lengthOf(cell) === null && cell.place === place)
  return [...new Set(short.map((cell) => cell.notes))].sort((a, b) => a - b).map((notes) => ({ notes, share: sumUp(short.filter((cell) => cell.notes === notes)) }))
}

/**
 * How many notes are used well: going up from the best number, the last whose share of right answers is not clearly below the
 * best. Where most answers were wrong already with the fewest notes that were asked about, half as many; where all were, one.
 */
export function deriveNotes(cells: readonly ProfileCell[], place: NotePlace): number {
  const ladder = sharesByNotes(cells, place)
  const fewest = ladder[0]
  if (fewest === undefined) return 1
  const best = ladder.reduce((top, one) => partOf(one.share) > partOf(top.share) ? one : top, fewest)
  if (best.share.right === 0) return 1
  if (partOf(best.share) < 0.5) return Math.max(1, Math.floor(fewest.notes / 2))
  const above = ladder.slice(ladder.indexOf(best) + 1)
  const firstBelow = above.findIndex((one) => isClearlyBelow(one.share, best.share))
  return (firstBelow < 0 ? above.at(-1) : above[firstBelow - 1])?.notes ?? best.notes
}

/** The answers at one length. */
export function shareAt(cells: readonly ProfileCell[], length: number): Share {
  return sumUp(cells.filter((cell) => lengthOf(cell) === length))
}

/**
 * How far a prompt can go: the longest length before the first at which clearly fewer planted notes are found than at the
 * shortest. The whole window where none failed; never below the shortest length.
 */
export function deriveTrusted(cells: readonly ProfileCell[], windowTokens: number): number {
  const lengths = [...new Set(cells.map(lengthOf))].filter((length) => length !== null).sort((a, b) => a - b)
  const failing = lengths.findIndex((length) => isLost(cells, length))
  return failing < 0 ? windowTokens : Math.max(shortestLength, lengths[failing - 1] ?? 0)
}

/** Whether clearly fewer are found at this length than in short prompts. */
export function isLost(cells: readonly ProfileCell[], length: number): boolean {
  // One note without any talk is the measure: with the shortest talk alone a model that fails at once would look trusted.
  const short = cells.filter((cell) => cell.notes === 1 && lengthOf(cell) === null)
  const first = shareAt(cells, shortestLength)
  return isClearlyBelow(shareAt(cells, length), length === shortestLength || first.asked === 0 ? sumUp(short) : first)
}
