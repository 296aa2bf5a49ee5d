import type { Piece, PieceRecord } from '../../shared/piece.ts'
import { formatCount, tokensIn } from './figures.ts'
import { enter, leave, shortened } from './records.ts'
import { shortenEnd, type CountTokens } from './shorten.ts'
import { rankUnits, type Unit } from './units.ts'

/** A note's line beside its own text: dash, day, speaker. */
const lineOfNote = 14

/** Which units are in, and by how many tokens each of the others is over. */
interface Picked { readonly inside: readonly Unit[]; readonly outside: readonly { readonly unit: Unit; readonly over: number }[] }

/** Takes units in their order as long as they fit; a smaller one may still go in after one that does not. */
function pickUnits(units: readonly Unit[], room: number, costOf: (unit: Unit) => number): Picked {
  const inside: Unit[] = []
  const outside: { unit: Unit; over: number }[] = []
  let used = 0
  for (const unit of units) {
    const cost = costOf(unit)
    if (used + cost <= room) { used += cost; inside.push(unit) } else outside.push({ unit, over: used + cost - Math.max(0, room) })
  }
  return { inside, outside }
}

/** The records of what was not picked. @param room what the region had; less than its budget means that the window had no more */
export function leaveOver({ outside }: Picked, room: number, budget: number): PieceRecord[] {
  const records: PieceRecord[] = []
  for (const { unit, over } of outside) {
    for (const piece of unit) {
      records.push(room < budget
        ? leave(piece, 'over-window', `Left out: the window had no room left, over by ${tokensIn(over)}`)
        : leave(piece, 'over-budget', `Left out: over the ${piece.region} budget by ${tokensIn(over)}`))
    }
  }
  return records
}

/** Whole or out: the best that fit. In no particular order. @param each tokens that a piece brings along beside its text */
export function dropLowest(pieces: readonly Piece[], room: number, budget: number, each: number): PieceRecord[] {
  const picked = pickUnits(rankUnits(pieces), room, (unit) => unit.reduce((sum, piece) => sum + piece.tokens + each, 0))
  return [...picked.inside.flat().map(enter), ...leaveOver(picked, room, budget)]
}

/** The notes of a turn, ranked once, with those cut that are too long to stand beside others. */
export interface Notes {
  readonly units: readonly Unit[]
  readonly cut: ReadonlyMap<Piece, PieceRecord>
}

/**
 * Notes ready to be picked. One that is too long to stand beside others is cut at the end of a sentence; what it says is more than nothing.
 * @param longest tokens of a note; null leaves all whole
 */
export async function prepareNotes(notes: readonly Piece[], longest: number | null, count: CountTokens): Promise<Notes> {
  const cut = new Map<Piece, PieceRecord>()
  for (const piece of notes) {
    if (longest === null || piece.tokens <= longest) continue
    const made = await shortenEnd(piece.text, piece.tokens, longest, count)
    cut.set(piece, shortened(piece, made, `Shortened: ${tokensIn(made.tokens)} of ${formatCount(piece.tokens)}, so that other notes have room`))
  }
  return { units: rankUnits(notes), cut }
}

/** The notes that fit into the room, best first; each costs its text and its line. */
export function pickNotes(notes: Notes, room: number): { picked: Picked; records: PieceRecord[]; tokens: number } {
  const costOf = (unit: Unit) => unit.reduce((sum, piece) => sum + (notes.cut.get(piece) ?? piece).tokens + lineOfNote, 0)
  const picked = pickUnits(notes.units, room, costOf)
  const records = picked.inside.flat().map((piece) => notes.cut.get(piece) ?? enter(piece))
  return { picked, records, tokens: picked.inside.reduce((sum, unit) => sum + costOf(unit), 0) }
}
