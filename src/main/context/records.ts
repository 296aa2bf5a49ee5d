import type { Piece, PieceRecord, RegionUse } from '../../shared/piece.ts'
import { regions, type Region } from '../../shared/words.ts'
import type { ResolvedBudget } from './budget.ts'
import { forEachRegion, regionRules } from './regions.ts'
import type { Shortened } from './shorten.ts'

/** Longer texts are not kept twice beside what was made of them. */
const longestOriginal = 100_000

export function enter(piece: Piece): PieceRecord {
  return { ...piece, outcome: 'in', code: null, reason: reasonToBeIn(piece), wantedTokens: piece.tokens }
}

export function leave(piece: Piece, code: PieceRecord['code'], reason: string): PieceRecord {
  return { ...piece, outcome: 'out', code, reason, wantedTokens: piece.tokens }
}

/** The record of a piece whose text was cut; a cut that changed nothing is no cut. */
export function shortened(piece: Piece, made: Shortened, reason: string): PieceRecord {
  if (made.text === piece.text) return enter(piece)
  const record = { ...piece, text: made.text, tokens: made.tokens, outcome: 'shortened', code: 'shortened', reason, wantedTokens: piece.tokens } as const
  return piece.text.length > longestOriginal ? record : { ...record, original: piece.text }
}

const whyIn: Readonly<Record<Region, string>> = {
  core: 'The rules of Casement', persona: 'Your wish for how answers sound', tools: 'A tool chosen for this turn', profile: 'Pinned by you',
  summary: 'What was said earlier, in short', history: 'Earlier in this conversation', memories: 'Fits the question',
  documents: 'From a document', results: 'What a tool answered', steering: 'What this turn is about',
  recent: 'The last exchanges', message: 'What you just wrote',
}

function reasonToBeIn(piece: Piece): string {
  const why = piece.pinned === true ? 'Pinned by you' : whyIn[piece.region]
  return piece.score === null ? why : `${why} (${Math.round(piece.score * 100)} %)`
}

/** One line per region, in the regions' own order. `given` is the room it had; what never asked for any shows its budget. */
export function sumRegions(records: readonly PieceRecord[], budget: ResolvedBudget['regions'], given: Readonly<Record<Region, number>>): RegionUse[] {
  const sums = forEachRegion(() => ({ wanted: 0, kept: 0, pieces: 0, leftOut: 0 }))
  for (const record of records) {
    const sum = sums[record.region]
    sum.wanted += record.wantedTokens
    if (record.outcome === 'out') { sum.leftOut++; continue }
    sum.kept += record.tokens
    sum.pieces++
  }
  return regions.map((region) => {
    const { wanted, kept, pieces, leftOut } = sums[region]
    const { tokens, floor, priority } = budget[region]
    const isSqueezed = given[region] < Math.min(wanted, tokens)
    return {
      region, priority, floor, budget: isSqueezed ? Math.max(kept, given[region]) : Math.max(kept, given[region], tokens),
      wanted, kept, pieces, leftOut, stability: regionRules[region].stability,
    }
  })
}
