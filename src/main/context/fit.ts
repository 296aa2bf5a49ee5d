import type { Piece, PieceRecord, PromptMessage } from '../../shared/piece.ts'
import { regions, type Region } from '../../shared/words.ts'
import { chooseBase, type ChooseAsk } from './choose.ts'
import type { Placed } from './draft.ts'
import { leaveOver, pickNotes, type Notes } from './pick.ts'
import { forEachRegion } from './regions.ts'
import { renderPrompt, type RenderStyle } from './render.ts'
import { settleGroups } from './units.ts'

/** All pieces of a turn as they came, and where each stands there. */
export interface PieceIndex {
  readonly pieces: readonly Piece[]
  readonly places: ReadonlyMap<string, number>
}

export function indexPieces(pieces: readonly Piece[]): PieceIndex {
  const places = new Map<string, number>()
  for (let at = 0; at < pieces.length; at++) places.set(pieces[at]!.id, at)
  return { pieces, places }
}

/** The piece of a record as it came, with its whole text. */
export function originalOf(index: PieceIndex, id: string): Piece {
  return index.pieces[index.places.get(id)!]!
}

export interface FitAsk extends Omit<ChooseAsk, 'usable'> {
  /** The most tokens that the prompt may have. */
  readonly limit: number
  readonly notes: Notes
  readonly noteBudget: number
  readonly style: RenderStyle
  readonly index: PieceIndex
  /** Groups that lost a piece before anything was fitted, with the reason's code. */
  readonly lostGroups: ReadonlyMap<string, PieceRecord['code']>
  readonly countChat: (prompt: readonly PromptMessage[]) => Promise<number>
}

export interface Fitted {
  readonly records: readonly PieceRecord[]
  readonly prompt: PromptMessage[]
  readonly used: number
  readonly given: Record<Region, number>
}

/** Rounds of tightening when real counts are above the sums: each takes at least as much again as all before it. */
const mostRounds = 14
const noteRounds = 3

/** Chooses and writes until the real count of the whole prompt is within the limit; null when even the least is not. */
export async function fitPrompt(ask: FitAsk): Promise<Fitted | null> {
  const settle = (records: readonly PieceRecord[]) => settleGroups(records, ask.lostGroups, (id) => originalOf(ask.index, id))
  let squeeze = 0
  for (let round = 0; round < mostRounds; round++) {
    const usable = Math.max(0, ask.limit - squeeze)
    const base = await chooseBase({ ...ask, usable })
    const baseRecords = regions.flatMap((region) => base.records[region])
    let room = base.given.memories
    let used = 0
    for (let noteRound = 0; noteRound <= noteRounds; noteRound++) {
      const roomNow = noteRound === noteRounds ? 0 : room
      const notes = pickNotes(ask.notes, roomNow)
      const records = settle([...baseRecords, ...notes.records, ...leaveOver(notes.picked, roomNow, ask.noteBudget)])
      const prompt = writePrompt(records, ask.style, ask.index)
      used = await ask.countChat(prompt)
      if (used <= ask.limit) return { records, prompt, used, given: { ...base.given, memories: room } }
      if (notes.tokens === 0) break
      // The notes give way first: a note more or less must not move what stands before it.
      room = Math.max(0, Math.min(room, notes.tokens) - (used - ask.limit))
    }
    if (usable === 0) return null
    squeeze = Math.max(squeeze + used - ask.limit, squeeze * 2)
  }
  return null
}

/** The prompt of what is in, region by region in the order in which the pieces came. */
export function writePrompt(records: readonly PieceRecord[], style: RenderStyle, index: PieceIndex): PromptMessage[] {
  const placed = forEachRegion((): Placed[] => [])
  const kept = records.filter((record) => record.outcome !== 'out').toSorted((a, b) => index.places.get(a.id)! - index.places.get(b.id)!)
  for (const record of kept) placed[record.region].push({ piece: record, text: record.text })
  return renderPrompt(placed, style)
}
