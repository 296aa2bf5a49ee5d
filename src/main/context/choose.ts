import type { Piece, PieceRecord, PromptMessage } from '../../shared/piece.ts'
import { regions, type Region } from '../../shared/words.ts'
import { allot } from './allot.ts'
import type { ResolvedBudget } from './budget.ts'
import { chooseHistory, planHistory, recordHistory } from './history.ts'
import { dropLowest } from './pick.ts'
import { enter } from './records.ts'
import { forEachRegion, regionRules } from './regions.ts'
import { shareOut, shortenEach } from './shareOut.ts'
import type { CountTokens } from './shorten.ts'

/** Tokens that the chat template adds per message, about: role names and their marks. */
const templatePerMessage = 8
/** Tokens that a piece brings along beside its own text (its line's beginning, its share of the template), about. */
export const alongside: Readonly<Record<Region, number>> = {
  core: 2, persona: 2, tools: 2, profile: 3, summary: 8, history: templatePerMessage, recent: templatePerMessage,
  memories: 14, documents: 6, results: 6, steering: 2, message: 2,
}
/** The chat template's frame around system text and question, and the headings of regions. */
const frame = 24

export interface ChooseAsk {
  readonly byRegion: Readonly<Record<Region, readonly Piece[]>>
  readonly budget: ResolvedBudget['regions']
  /** Tokens for pieces and their frame. */
  readonly usable: number
  readonly previousPrompt: readonly PromptMessage[] | null
  readonly count: CountTokens
}

export interface Chosen {
  /** What became of every piece outside the notes, region by region, in no particular order within one. */
  readonly records: Readonly<Record<Region, readonly PieceRecord[]>>
  readonly given: Readonly<Record<Region, number>>
}

/** Decides on everything but the notes (memories), by priority and budget. */
export async function chooseBase(ask: ChooseAsk): Promise<Chosen> {
  const { byRegion, usable, budget } = ask
  const history = planHistory(byRegion.history, byRegion.recent, alongside.history, ask.previousPrompt)
  const wants = forEachRegion((region) => region === 'memories' ? 0 : region === 'history' ? history.wanted : sumTokens(byRegion[region], regionRules[region].neverDropped ? 0 : alongside[region]))
  const beside = regions.reduce((sum, region) => sum + (regionRules[region].neverDropped ? alongside[region] * byRegion[region].length : 0), frame)
  let stays: ReadonlySet<Piece> = new Set()
  const given = allot({
    wants, budget, usable: usable - beside,
    takeHistory: (room) => {
      const chosen = chooseHistory(history, room)
      stays = chosen.stays
      return chosen.tokens
    },
  })
  const records = forEachRegion((): readonly PieceRecord[] => [])
  for (const region of regions) {
    const pieces = byRegion[region]
    if (region === 'memories' || pieces.length === 0) continue
    if (region === 'history') records.history = recordHistory(history, stays, given.history)
    else if (wants[region] <= given[region]) records[region] = pieces.map(enter)
    else if (regionRules[region].neverDropped) records[region] = await shortenEach(pieces, given[region], ask.count)
    else if (budget[region].compressible) records[region] = await shareOut(pieces, given[region], budget[region].tokens, alongside[region], ask.count)
    else records[region] = dropLowest(pieces, given[region], budget[region].tokens, alongside[region])
  }
  return { records, given }
}

function sumTokens(pieces: readonly Piece[], each: number): number {
  return pieces.reduce((sum, piece) => sum + piece.tokens + each, 0)
}
