import type { Piece, PieceRecord } from '../../shared/piece.ts'
import type { Region } from '../../shared/words.ts'
import { compareKeeping } from './notes.ts'
import { leave } from './records.ts'

/** Pieces that go in together or stay out together: mostly one, or a tool call with its result. In the order given. */
export type Unit = readonly Piece[]

/** Pinned ones first, then by fit. A group stands where its best piece does. */
export function rankUnits(pieces: readonly Piece[]): Unit[] {
  const ranked = pieces.toSorted(compareKeeping)
  if (!pieces.some((piece) => piece.group !== undefined)) return ranked.map((piece) => [piece])
  const groups = Map.groupBy(pieces, (piece) => piece.group)
  const units: Unit[] = []
  const seen = new Set<string>()
  for (const piece of ranked) {
    if (piece.group === undefined) units.push([piece])
    else if (!seen.has(piece.group)) {
      seen.add(piece.group)
      units.push(groups.get(piece.group)!)
    }
  }
  return units
}

/** These stay whatever becomes of what they belong to. */
const alone: readonly Region[] = ['core', 'persona', 'message']

/**
 * Where one piece of a group is out, the others follow it out.
 * @param lost groups that lost a piece before; @param original the piece of a record, with its whole text
 */
export function settleGroups(records: readonly PieceRecord[], lost: ReadonlyMap<string, PieceRecord['code']>, original: (id: string) => Piece): readonly PieceRecord[] {
  const out = new Map(lost)
  for (const record of records) if (record.group !== undefined && record.outcome === 'out') out.set(record.group, record.code)
  if (out.size === 0) return records
  return records.map((record) => record.group === undefined || record.outcome === 'out' || alone.includes(record.region) || !out.has(record.group)
    ? record
    : leave(original(record.id), out.get(record.group)!, 'Left out: it belongs together with a piece that is left out'))
}
