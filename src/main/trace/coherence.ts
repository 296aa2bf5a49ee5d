import type { Context, PieceRecord } from '../../shared/piece.ts'

export type CoherencePart = 'talk' | 'pairs' | 'cuts'

const inside = (piece: PieceRecord) => piece.outcome !== 'out'

/**
 * How well what the model saw hangs together: the smallest of three shares. Talk: the steps from one kept message to the next
 * between which none is missing. Pairs: the groups (a tool's call and its result) that are whole. Cuts: the tokens of pieces
 * that stand as they were written.
 */
export function coherenceOf(context: Context): { value: number; weakest: CoherencePart } {
  let weakest: CoherencePart = 'talk', value = 1
  for (const [part, share] of [['talk', talkPart(context.pieces)], ['pairs', pairsPart(context.pieces)], ['cuts', cutsPart(context.pieces)]] as const) {
    if (share < value) { weakest = part; value = share }
  }
  return { value, weakest }
}

/** A beginning that left is one missing step too, unless a summary stands for it. */
function talkPart(pieces: readonly PieceRecord[]): number {
  const talk = pieces.filter((piece) => (piece.region === 'history' || piece.region === 'recent') && piece.source.kind === 'message')
  const summed = pieces.some((piece) => piece.region === 'summary' && inside(piece))
  let steps = 0, missing = 0, gap = false, begun = false
  for (const piece of talk) {
    if (!inside(piece)) { gap ||= begun ? piece.code !== 'summed-up' : !summed; continue }
    steps++
    if (gap) missing++
    gap = false
    begun = true
  }
  // The way from the last kept message to the new one is a step as well.
  if (begun) { steps++; if (gap) missing++ }
  return steps === 0 ? 1 : 1 - missing / steps
}

function pairsPart(pieces: readonly PieceRecord[]): number {
  const groups = new Map<string, { in: number; out: number }>()
  for (const piece of pieces) {
    if (piece.group === undefined) continue
    const group = groups.get(piece.group) ?? { in: 0, out: 0 }
    if (inside(piece)) group.in++
    else group.out++
    groups.set(piece.group, group)
  }
  const begun = [...groups.values()].filter((group) => group.in > 0)
  return begun.length === 0 ? 1 : begun.filter((group) => group.out === 0).length / begun.length
}

function cutsPart(pieces: readonly PieceRecord[]): number {
  let all = 0, cut = 0
  for (const piece of pieces) {
    if (!inside(piece)) continue
    all += piece.tokens
    if (piece.outcome === 'shortened') cut += piece.tokens
  }
  return all === 0 ? 1 : 1 - cut / all
}
