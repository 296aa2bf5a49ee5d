import type { Context, PieceRecord } from '../../shared/piece.ts'
import type { Quality, TurnPlan, Understanding } from '../../shared/trace.ts'
import { coherenceOf } from './coherence.ts'
import { completenessOf } from './completeness.ts'
import { recommend } from './recommend.ts'
import { byTokens, repetitionOf } from './redundancy.ts'
import { cosineOf, ramp } from './textMeasures.ts'

/** Regions whose pieces were looked up for this question, so that their fit is a matter of quality. */
const recalledRegions: ReadonlySet<string> = new Set(['memories', 'documents'])
/** A vector's cosine with the question, and the score of recall, at which a piece does not fit at all and at which it fits fully. */
const cosineFit = { low: 0.05, high: 0.4 } as const
const scoreFit = { low: 0.1, high: 0.4 } as const

/**
 * How good a context was for its turn. SPEC.md says what each of the five figures means; every one lies between 0 and 1.
 * @param ask.vectors unit vectors of pieces by their id, as far as they are known
 */
export function scoreQuality(ask: {
  readonly understanding: Understanding | null
  readonly plan: TurnPlan | null
  readonly context: Context
  readonly vectors: ReadonlyMap<string, Float32Array>
  readonly questionVector: Float32Array | null
}): Quality {
  const { context, vectors, questionVector } = ask
  const inside = context.pieces.filter((piece) => piece.outcome !== 'out')
  const fit = (piece: PieceRecord) => fitOf(piece, vectors.get(piece.id), questionVector)
  // What the person attached or a tool returned has no fit to speak of: nobody chose it for its likeness.
  const recalled = inside.filter((piece) => recalledRegions.has(piece.region) && fit(piece) !== null)
  const repeated = repetitionOf(inside, vectors)
  const complete = completenessOf(context, ask.understanding, ask.plan, fit)
  const coherent = coherenceOf(context)
  const useful = inside.map((piece, at) => piece.tokens * (1 - repeated[at]!) * (recalledRegions.has(piece.region) ? fit(piece) ?? 1 : 1))
  const figures = {
    completeness: complete.value,
    relevance: byTokens(recalled, recalled.map((piece) => fit(piece) ?? 1)),
    redundancy: byTokens(inside, repeated) ?? 0,
    coherence: coherent.value,
    efficiency: context.used === 0 ? 1 : Math.min(1, useful.reduce((sum, tokens) => sum + tokens, 0) / context.used),
  }
  return { ...figures, recommendations: recommend(figures, complete.weakest, coherent.weakest, context) }
}

/** 0 to 1: how well a piece fits the question, by its vector or by the score of recall, whichever says more; null where neither is known. */
function fitOf(piece: PieceRecord, vector: Float32Array | undefined, question: Float32Array | null): number | null {
  if (piece.pinned === true) return 1
  if (piece.score === null && (vector === undefined || question === null)) return null
  const byScore = piece.score === null ? 0 : ramp(piece.score, scoreFit.low, scoreFit.high)
  const byVector = vector === undefined || question === null ? 0 : ramp(cosineOf(vector, question), cosineFit.low, cosineFit.high)
  return Math.max(byScore, byVector)
}
