import type { NotePlace, ProfileCell } from '../../../shared/model.ts'
import { findCell, isClearlyBelow, lengthOf, shortestLength, sumUp, type Wanted } from './cells.ts'
import { derivePlace, isLost, notesForPlace, sharesByNotes } from './derive.ts'

/** What one model can be asked. */
export interface Scope {
  /** Numbers of notes whose prompts its window holds, fewest first. */
  readonly counts: readonly number[]
  /** Lengths of prompts, shortest first. */
  readonly lengths: readonly number[]
  /** Tokens of prompts that may be sent in all; null: no such limit, because nothing is paid for. */
  readonly mostTokens: number | null
}

const positions = ['first', 'middle', 'last'] as const
const places = ['before', 'system', 'after'] as const
/** Answers per position. A paid model is asked less, and is rarely the one that needs it. */
const own = { place: 4, notes: 6, length: 4 }
const paid = { place: 2, notes: 2, length: 1 }
/** A model that found nothing in so many questions is not asked more of the kind. */
const hopeless = 18
/** Tokens of notes and a question alone, about. */
const shortTokens = 200

/**
 * The next question: first the place, with four notes; then the number of notes, in the best place; then the length. Null when
 * there is nothing more to learn, or nothing more may be sent. The cells alone decide, so measuring can go on at any time.
 */
export function chooseNext(cells: readonly ProfileCell[], scope: Scope): Wanted | null {
  const rounds = scope.mostTokens === null ? own : paid
  const next = nextForPlace(cells, scope, rounds.place) ?? nextForNotes(cells, scope, rounds.notes) ?? nextForLength(cells, scope, rounds.length)
  if (next === null || scope.mostTokens === null) return next
  const spent = cells.reduce((sum, cell) => sum + cell.asked * cell.tokens, 0)
  return spent + (next.length ?? shortTokens) > scope.mostTokens ? null : next
}

/** About how many questions there are, for showing how far it is. */
export function countQuestions({ counts, lengths, mostTokens }: Scope): number {
  const rounds = mostTokens === null ? own : paid
  return rounds.place * positions.length * places.length + rounds.notes * positions.length * (counts.length - 1) + rounds.length * positions.length * lengths.length
}

function nextForPlace(cells: readonly ProfileCell[], { counts }: Scope, rounds: number): Wanted | null {
  if (!counts.includes(notesForPlace) || foundNothing(cells)) return null
  return leastAsked(cells, positions.flatMap((position) => places.map((place) => ({ notes: notesForPlace, position, place, length: null }))), rounds)
}

function nextForNotes(cells: readonly ProfileCell[], { counts }: Scope, rounds: number): Wanted | null {
  const place = derivePlace(cells)
  const goal = rounds * positions.length
  // One note is the measure of all others; a model that uses none of four may still use one.
  for (const notes of foundNothing(cells) ? counts.slice(0, 1) : counts) {
    const ladder = sharesByNotes(cells, place)
    const best = ladder.reduce((top, { share }) => share.asked > 0 && isClearlyBelow(top, share) ? share : top, ladder[0]?.share ?? { asked: 0, right: 0 })
    const below = ladder.filter((one) => one.notes < notes).at(-1)
    if (below !== undefined && notes > notesForPlace && isClearlyBelow(below.share, best)) return null
    const next = leastAsked(cells, standings(notes).map((position) => ({ notes, position, place, length: null })), goal / standings(notes).length)
    if (next !== null) return next
  }
  return null
}

function nextForLength(cells: readonly ProfileCell[], { lengths }: Scope, rounds: number): Wanted | null {
  if (sumUp(cells).right === 0 || foundNothing(cells)) return null
  const place = talkPlace(derivePlace(cells))
  for (const length of lengths) {
    const next = leastAsked(cells, positions.map((position) => ({ notes: 1, position, place, length })), rounds)
    if (next !== null) return next
    if (isLost(cells, length)) return null
  }
  return null
}

/** With notes in the system text every question would read all the talk again: there they stand before the question. */
function talkPlace(place: NotePlace): NotePlace {
  return place === 'system' ? 'before' : place
}

function foundNothing(cells: readonly ProfileCell[]): boolean {
  const { asked, right } = sumUp(cells.filter((cell) => cell.notes === notesForPlace && lengthOf(cell) === null))
  return right === 0 && asked >= hopeless
}

/** One note is first and last at once, and of two none is in the middle. */
function standings(notes: number): readonly ProfileCell['position'][] {
  return notes === 1 ? ['first'] : notes === 2 ? ['first', 'last'] : positions
}

/** The one that was asked least of those that were asked less than `rounds` times; the first of them where several were. */
function leastAsked(cells: readonly ProfileCell[], all: readonly Wanted[], rounds: number): Wanted | null {
  const asked = (wanted: Wanted) => findCell(cells, wanted)?.asked ?? 0
  return all.filter((wanted) => asked(wanted) < rounds).reduce<Wanted | null>((least, wanted) => least === null || asked(wanted) < asked(least) ? wanted : least, null)
}

/** Room for the answer and for what a chat template adds. */
const spareTokens = 64

/** The lengths for a window: doubling from the shortest, and last the window itself. */
export function lengthsFor(windowTokens: number): number[] {
  const whole = windowTokens - spareTokens
  const lengths: number[] = []
  for (let length = shortestLength; length < whole * 0.75; length *= 2) lengths.push(length)
  return whole < shortestLength ? lengths : [...lengths, whole]
}
