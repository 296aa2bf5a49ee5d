import type { Piece, PieceRecord, RegionUse } from '../../shared/piece.ts'
import { regions, type Region } from '../../shared/words.ts'
import { regionRules } from './regions.ts'
import type { Shortened } from './shorten.ts'

export function enter(piece: Piece): PieceRecord {
  return { ...piece, outcome: 'in', code: null, reason: reasonToBeIn(piece), wantedTokens: piece.tokens }
}

export function leave(piece: Piece, code: PieceRecord['code'], reason: string): PieceRecord {
  return { ...piece, outcome: 'out', code, reason, wantedTokens: piece.tokens }
}

/** The record of a piece whose text was cut; a cut that changed nothing is no cut. */
export function shortened(piece: Piece, made: Shortened, reason: string): PieceRecord {
  if (made.text === piece.text) return enter(piece)
  return { ...piece, text: made.text, tokens: made.tokens, outcome: 'shortened', code: 'shortened', reason, wantedTokens: piece.tokens }
}

const whyIn: Readonly<Record<Region, string>> = {
  core: 'The rules of Casement', persona: 'Your wish for how answers sound', tools: 'A tool chosen for this turn', profile: 'Pinned by you',
  summary: 'What was said earlier, in short', history: 'Earlier in this conversation', memories: 'Fits the question',
  documents: 'From a document', results: 'What a tool answered', steering: 'What this turn is about',
  recent: 'The last exchanges', message: 'What you just wrote',
}

function reasonToBeIn(piece: Piece): string {
  return piece.score === null ? whyIn[piece.region] : `${whyIn[piece.region]} (${Math.round(piece.score * 100)} %)`
}

/** One line per region, in the regions' own order. `given` is the room it had; what never asked for any shows its budget. */
export function sumRegions(records: readonly PieceRecord[], budgets: Readonly<Record<Region, number>>, given: Readonly<Record<Region, number>>): RegionUse[] {
  return regions.map((region) => {
    const own = records.filter((record) => record.region === region)
    const inside = own.filter((record) => record.outcome !== 'out')
    const wanted = own.reduce((sum, record) => sum + record.wantedTokens, 0)
    const kept = inside.reduce((sum, record) => sum + record.tokens, 0)
    const isSqueezed = given[region] < Math.min(wanted, budgets[region])
    return {
      region, priority: regionRules[region].priority, budget: isSqueezed ? Math.max(kept, given[region]) : Math.max(kept, given[region], budgets[region]),
      wanted, kept, pieces: inside.length, leftOut: own.length - inside.length, stability: regionRules[region].stability,
    }
  })
}
