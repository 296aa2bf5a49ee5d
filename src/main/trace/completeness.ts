import type { Context, PieceRecord } from '../../shared/piece.ts'
import type { TurnPlan, Understanding } from '../../shared/trace.ts'

export type CompletenessPart = 'message' | 'talk' | 'notes' | 'recall'

/** Reasons for which a piece that fitted found no room. What was left out on purpose is not missing. */
const noRoom: ReadonlySet<string> = new Set(['over-budget', 'over-window', 'over-time'])
const chosenRegions: ReadonlySet<string> = new Set(['memories', 'documents', 'results'])
/** Earlier messages that left on purpose are not missing either. */
const onPurpose: ReadonlySet<string> = new Set(['summed-up', 'switched-off'])
const foundRegions: ReadonlySet<string> = new Set(['memories', 'documents', 'results', 'profile', 'summary', 'history', 'recent'])
/** What was handed in for this very turn speaks of it, even where its likeness is not known. */
const attached: ReadonlySet<string> = new Set(['documents', 'results'])
/** The fit from which on a piece is taken to speak of what was asked. */
const speaksOfIt = 0.5

/**
 * How much of what this turn needed was inside: the smallest of the parts that apply. A context is as complete as its most
 * incomplete part, and a mean would hide a message that was cut in half.
 */
export function completenessOf(context: Context, understanding: Understanding | null, plan: TurnPlan | null, fit: (piece: PieceRecord) => number | null): { value: number; weakest: CompletenessPart } {
  const parts: Array<readonly [CompletenessPart, number | null]> = [
    ['message', keptShare(context.pieces.filter((piece) => piece.region === 'message'), () => 1)],
    ['talk', keptShare(context.pieces.filter((piece) => piece.region === 'recent' && !onPurpose.has(piece.code ?? '')), () => 1)],
    ['notes', keptShare(context.pieces.filter((piece) => chosenRegions.has(piece.region) && (piece.outcome !== 'out' || noRoom.has(piece.code ?? ''))), (piece) => fit(piece) ?? 1)],
    ['recall', needsRecall(understanding, plan) ? recallPart(context.pieces, fit) : null],
  ]
  let weakest: CompletenessPart = 'message', value = 1
  for (const [part, share] of parts) if (share !== null && share < value) { weakest = part; value = share }
  return { value, weakest }
}

function needsRecall(understanding: Understanding | null, plan: TurnPlan | null): boolean {
  return understanding !== null && understanding.needsMemory && (plan === null || plan.providers.length > 0)
}

/** The part of the wanted tokens that was kept, each weighed; null where nothing was wanted. */
function keptShare(pieces: readonly PieceRecord[], weight: (piece: PieceRecord) => number): number | null {
  let wanted = 0, kept = 0
  for (const piece of pieces) {
    const weighed = weight(piece)
    wanted += weighed * piece.wantedTokens
    if (piece.outcome !== 'out') kept += weighed * Math.min(piece.tokens, piece.wantedTokens)
  }
  return wanted <= 0 ? null : kept / wanted
}

/** 1 where something inside speaks of what was asked, less where the best hardly does, 0 where nothing was found. */
function recallPart(pieces: readonly PieceRecord[], fit: (piece: PieceRecord) => number | null): number {
  let best = 0
  for (const piece of pieces) if (piece.outcome !== 'out' && foundRegions.has(piece.region)) best = Math.max(best, fit(piece) ?? (attached.has(piece.region) ? 1 : 0))
  return Math.min(1, best / speaksOfIt)
}
