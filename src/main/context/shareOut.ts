import type { Piece, PieceRecord } from '../../shared/piece.ts'
import { formatCount, tokensIn } from './figures.ts'
import { enter, leave, shortened } from './records.ts'
import { regionRules } from './regions.ts'
import { shortenEnd, shortenMiddle, type CountTokens } from './shorten.ts'
import { rankUnits, type Unit } from './units.ts'

/** Less than this of a text says nothing. */
const leastUseful = 16

/**
 * Gives the room of a region to pieces that may be cut, best first. None claims more than half of the room before others had
 * theirs; what is left then makes the best ones longer. In no particular order.
 * @param each tokens that a piece brings along beside its text
 */
export async function shareOut(pieces: readonly Piece[], room: number, budget: number, each: number, count: CountTokens): Promise<PieceRecord[]> {
  const units = rankUnits(pieces)
  const parts = new Map<Unit, number>()
  let rest = room
  for (const unit of units) {
    const beside = each * unit.length
    const claim = Math.min(sumTokens(unit), Math.floor(room / 2))
    // What no longer fits as a whole may still say something useful in the last of the room.
    const part = claim + beside <= rest ? claim : rest - beside >= 4 * leastUseful * unit.length ? rest - beside : 0
    if (part < Math.min(sumTokens(unit), leastUseful * unit.length)) continue
    parts.set(unit, part)
    rest -= part + beside
  }
  const records: PieceRecord[] = []
  for (const unit of units) {
    const part = parts.get(unit)
    if (part === undefined) {
      records.push(...unit.map((piece) => leaveOut(piece, room < budget)))
      continue
    }
    const more = Math.min(rest, sumTokens(unit) - part)
    rest -= more
    for (const record of await shortenEach(unit, part + more, count)) {
      // Only the opening of a block of code would have fitted.
      records.push(record.text.trim() === '' && record.outcome === 'shortened' ? leaveOut(unit.find((piece) => piece.id === record.id)!, room < budget) : record)
    }
  }
  return records
}

function leaveOut(piece: Piece, isWindowFull: boolean): PieceRecord {
  return leave(piece, isWindowFull ? 'over-window' : 'over-budget', `Left out: no room in ${piece.region} for ${tokensIn(piece.tokens)}`)
}

/** Cuts pieces that must all stay. Long ones give first: each gets an equal part of the room, and what short ones leave goes to the others. */
export async function shortenEach(pieces: readonly Piece[], room: number, count: CountTokens): Promise<PieceRecord[]> {
  const parts = new Map<Piece, number>()
  let rest = room
  const byLength = pieces.toSorted((a, b) => a.tokens - b.tokens)
  byLength.forEach((piece, i) => {
    const part = Math.min(piece.tokens, Math.floor(rest / (byLength.length - i)))
    parts.set(piece, part)
    rest -= part
  })
  return Promise.all(pieces.map(async (piece) => {
    const part = parts.get(piece)!
    if (part >= piece.tokens) return enter(piece)
    const cut = regionRules[piece.region].overflow === 'shorten-middle' ? shortenMiddle : shortenEnd
    const made = await cut(piece.text, piece.tokens, part, count)
    return shortened(piece, made, `Shortened: ${tokensIn(made.tokens)} of ${formatCount(piece.tokens)} fit into ${piece.region === 'message' ? 'the window' : piece.region}`)
  }))
}

function sumTokens(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, piece) => sum + piece.tokens, 0)
}
