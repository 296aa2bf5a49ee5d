import type { Piece, PieceRecord, PromptMessage } from '../../shared/piece.ts'
import { regions, type Region } from '../../shared/words.ts'
import { chooseBase, chooseNotes, costOfNotes, type ChooseAsk } from './choose.ts'
import { forEachRegion } from './regions.ts'
import { renderPrompt, type Placed, type Placement } from './render.ts'

export interface FitAsk extends Omit<ChooseAsk, 'usable'> {
  /** The most tokens that the prompt may have. */
  readonly limit: number
  readonly notes: ReadonlyMap<Piece, PieceRecord>
  readonly noteBudget: number
  readonly placement: Placement
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
  let squeeze = 0
  for (let round = 0; round < mostRounds; round++) {
    const usable = Math.max(0, ask.limit - squeeze)
    const base = await chooseBase({ ...ask, usable })
    let room = base.given.memories
    let used = 0
    for (let noteRound = 0; noteRound <= noteRounds; noteRound++) {
      const notes = chooseNotes(ask.notes, noteRound === noteRounds ? 0 : room, ask.noteBudget)
      const records = [...regions.flatMap((region) => base.records[region]), ...notes]
      const prompt = renderPrompt(placeRecords(records), ask.placement)
      used = await ask.countChat(prompt)
      if (used <= ask.limit) return { records, prompt, used, given: { ...base.given, memories: room } }
      const taken = costOfNotes(notes)
      if (taken === 0) break
      // The notes give way first: a note more or less must not move what stands before it.
      room = Math.max(0, Math.min(room, taken) - (used - ask.limit))
    }
    if (usable === 0) return null
    squeeze = Math.max(squeeze + used - ask.limit, squeeze * 2)
  }
  return null
}

function placeRecords(records: readonly PieceRecord[]): Record<Region, Placed[]> {
  const placed = forEachRegion((): Placed[] => [])
  for (const record of records) if (record.outcome !== 'out') placed[record.region].push({ piece: record, text: record.text })
  return placed
}
