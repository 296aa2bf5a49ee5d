import type { Piece } from '../../shared/piece.ts'
import type { Failure } from '../../shared/result.ts'
import { strictestLabel, type Label } from '../../shared/words.ts'

/** Notes that fit less well than this would only distract. */
const fitsAtLeast = 0.3
const mostNotes = 3
const noteChars = 300

/**
 * What stands in for an answer that nobody could give: why, and the notes on the subject that would have been given to the
 * model, so that the person is not left with nothing. Null where there are none: then the failure says it all.
 * Seed 001 calls this the emergency context.
 */
export function writeEmergency(failure: Failure, pieces: readonly Piece[]): { readonly text: string; readonly label: Label } | null {
  const notes = pieces
    .filter((piece) => (piece.region === 'memories' || piece.region === 'results') && (piece.score ?? 1) >= fitsAtLeast && piece.marks.length === 0)
    .toSorted((a, b) => (b.score ?? 1) - (a.score ?? 1))
    .slice(0, mostNotes)
  if (notes.length === 0) return null
  const lines = notes.map(({ text }) => `- ${text.length > noteChars ? `${text.slice(0, noteChars).toWellFormed().trimEnd()} …` : text}`)
  return {
    text: `No model could answer: ${failure.message}${failure.next === undefined ? '' : ` ${failure.next}`}\n\nYour notes on this, unread by any model:\n${lines.join('\n')}`,
    label: strictestLabel(notes.map((note) => note.label)),
  }
}
