import { cosineOf } from '../../../shared/cosine.ts'
import type { leftOutReasons, Piece } from '../../../shared/piece.ts'
import type { StrategyValues } from '../../../shared/strategy.ts'
import type { Region } from '../../../shared/words.ts'
import { feedbackFactor, type PastUse } from './feedback.ts'
import { findTwins, type Twin } from './findTwins.ts'

export type LeftOutReason = (typeof leftOutReasons)[number]
export interface SelectedOut { readonly piece: Piece; readonly code: LeftOutReason; readonly reason: string }
export interface Selected { readonly kept: Piece[]; readonly out: SelectedOut[] }

export interface SelectAsk {
  readonly pieces: readonly Piece[]
  readonly question: string
  /** Unit vector of the question; null where the embedding model did not answer. */
  readonly questionVector: Float32Array | null
  /** Unit vectors by piece id, of those that have one. */
  readonly vectors: ReadonlyMap<string, Float32Array>
  readonly retrieval: StrategyValues['retrieval']
  /** By piece id: past turns in which it stood. */
  readonly feedback: ReadonlyMap<string, readonly PastUse[]>
  /** Ids of pieces that the person does not want in this conversation. */
  readonly switchedOff: ReadonlySet<string>
}

/** What is looked up for a turn. The conversation itself, rules and what is pinned stay as they are. */
const judgedRegions: readonly Region[] = ['memories', 'documents', 'results']
/** The rules and the message are the turn itself: nobody can switch them off. */
const neverOff: readonly Region[] = ['core', 'message']

/**
 * Decides which of the recalled pieces go on to the budget: what was switched off, fits too little or says again what another
 * one says leaves, each with its code and a sentence. The order of what stays is the order given. A kept piece carries the
 * factor of its past use in `scores.feedback` and `scores.fit`, its score before that.
 */
export function selectPieces(ask: SelectAsk): Selected {
  const out: SelectedOut[] = []
  const offGroups = new Set(ask.pieces.flatMap((piece) => isOff(piece, ask) && piece.group !== undefined ? [piece.group] : []))
  const staying: Piece[] = []
  for (const piece of ask.pieces) {
    if (isOff(piece, ask) || (piece.group !== undefined && offGroups.has(piece.group))) {
      out.push({ piece, code: 'switched-off', reason: 'Left out: switched off by you in this conversation' })
      continue
    }
    const judged = judgedRegions.includes(piece.region) ? judge(piece, ask) : piece
    if (isBelow(judged, ask.retrieval.threshold)) out.push({ piece: judged, code: 'below-threshold', reason: `Left out: fits the question by ${percent(fitOf(judged) ?? 0)} %, and ${percent(ask.retrieval.threshold)} % is asked for` })
    else staying.push(judged)
  }
  const anchors = staying.filter((piece) => piece.region === 'profile')
  const twins = findTwins(staying.filter((piece) => judgedRegions.includes(piece.region) && piece.group === undefined), anchors, ask.vectors, ask.retrieval.redundancy)
  for (const [piece, twin] of twins) out.push({ piece, code: twin.code, reason: sayTwin(twin) })
  return { kept: staying.filter((piece) => !twins.has(piece)), out }
}

const isOff = (piece: Piece, ask: SelectAsk) => ask.switchedOff.has(piece.id) && !neverOff.includes(piece.region)

/** The piece with its score for this turn. What memory did not score is scored by its meaning alone, where that is known. */
function judge(piece: Piece, ask: SelectAsk): Piece {
  const vector = ask.vectors.get(piece.id)
  const fit = piece.score ?? (vector === undefined || ask.questionVector === null ? null : Math.max(0, cosineOf(ask.questionVector, vector)))
  if (fit === null) return piece
  const factor = ask.retrieval.feedback ? feedbackFactor(piece, ask.feedback.get(piece.id)) : 1
  if (factor === 1) return piece.score === fit ? piece : { ...piece, score: fit, scores: { ...piece.scores, meaning: fit } }
  return { ...piece, score: fit * factor, scores: { ...piece.scores, fit, feedback: factor } }
}

/** The score by which a piece may go in: past use ranks it lower, but never throws it out. */
const fitOf = (piece: Piece) => piece.scores.fit ?? piece.score

function isBelow(piece: Piece, threshold: number): boolean {
  if (!judgedRegions.includes(piece.region) || piece.pinned === true || piece.group !== undefined || (piece.scores.exact ?? 0) > 0) return false
  const fit = fitOf(piece)
  return fit !== null && fit < threshold
}

function sayTwin({ better, code, likeness }: Twin): string {
  const what = better.region === 'profile' || better.pinned === true ? 'a note that you pinned'
    : better.source.kind === 'memory' ? 'another memory' : better.source.kind === 'file' ? `another part of ${better.source.name}` : 'another note'
  return code === 'contained' ? `Left out: ${what} says this and more` : `Left out: says nearly the same as ${what} (${percent(likeness)} %)`
}

const percent = (share: number) => Math.round(share * 100)
