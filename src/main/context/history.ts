import type { Piece, PieceRecord, PromptMessage } from '../../shared/piece.ts'
import { tokensIn } from './figures.ts'
import { enter, leave } from './records.ts'
import { roleOf } from './render.ts'

/** After something had to leave, this part of the room stays free, so that the next turns can grow without moving the front. */
export const filledTo = 0.75
/** A front that uses less than this part of the room is not worth keeping: a long message or a small window had cut it short. */
const worthKeeping = 0.5

/** The earlier turns of a talk, ready to be fitted into a room. */
export interface HistoryPlan {
  readonly pieces: readonly Piece[]
  /** Tokens of each piece with its share of the chat template. */
  readonly costs: readonly number[]
  /** Where exchanges begin; never between two pieces of one group. */
  readonly starts: readonly number[]
  /** The exchanges that the person pinned, newest first: ranges of indices, the end excluded. */
  readonly pinned: readonly (readonly [start: number, end: number])[]
  /** Where the previous prompt began its talk, as an index into these pieces; null when it held none of it. */
  readonly previousStart: number | null
  /** Tokens of all of it. */
  readonly wanted: number
}

/** @param each tokens that a message brings along beside its text */
export function planHistory(history: readonly Piece[], recent: readonly Piece[], each: number, previous: readonly PromptMessage[] | null): HistoryPlan {
  const costs = history.map((piece) => piece.tokens + each)
  const starts = listStarts(history, recent)
  const pinned = starts.map((start, i) => [start, starts[i + 1] ?? history.length] as const)
    .filter(([start, end]) => history.slice(start, end).some((piece) => piece.pinned)).reverse()
  return { pieces: history, costs, starts, pinned, previousStart: findPreviousStart(history, recent, pinned, previous), wanted: sum(costs) }
}

/**
 * Which earlier turns stay: pinned exchanges, then the newest without a gap, from the start of an exchange on. Where the turn
 * before began its history, this one does too as long as that fits: the front of the prompt stays byte-identical.
 */
export function chooseHistory(plan: HistoryPlan, room: number): { stays: ReadonlySet<Piece>; tokens: number } {
  const own = [...plan.costs]
  const inside = new Set<number>()
  let rest = room
  for (const [start, end] of plan.pinned) {
    const cost = sum(plan.costs.slice(start, end))
    if (cost > rest) continue
    rest -= cost
    for (let i = start; i < end; i++) { inside.add(i); own[i] = 0 }
  }
  const first = firstKept(plan.starts, own, rest, plan.previousStart)
  for (let i = first; i < plan.pieces.length; i++) inside.add(i)
  return { stays: new Set([...inside].map((i) => plan.pieces[i]!)), tokens: [...inside].reduce((total, i) => total + plan.costs[i]!, 0) }
}

export function recordHistory(plan: HistoryPlan, stays: ReadonlySet<Piece>, room: number): PieceRecord[] {
  const over = plan.pieces.reduce((total, piece) => total + piece.tokens, 0) - room
  const reason = over > 0 ? `Left out: the earlier turns are over the room for history by ${tokensIn(over)}` : 'Left out: an earlier turn that made room for the next ones'
  return plan.pieces.map((piece) => stays.has(piece) ? enter(piece) : leave(piece, 'over-window', reason))
}

/** Indices at which an exchange begins, from the first piece on. */
export function listStarts(pieces: readonly Piece[], after: readonly Piece[] = []): number[] {
  const groupEnds = new Map<string, number>()
  for (const [i, piece] of [...pieces, ...after].entries()) if (piece.group !== undefined) groupEnds.set(piece.group, i)
  const starts: number[] = []
  let openUntil = -1
  for (const [i, piece] of pieces.entries()) {
    if (i === 0 || (i > openUntil && roleOf(piece) === 'user' && roleOf(pieces[i - 1]!) !== 'user')) starts.push(i)
    if (piece.group !== undefined) openUntil = Math.max(openUntil, groupEnds.get(piece.group)!)
  }
  return starts
}

function firstKept(starts: readonly number[], costs: readonly number[], room: number, previousStart: number | null): number {
  const from: number[] = [...costs, 0]
  for (let i = costs.length - 1; i >= 0; i--) from[i] = costs[i]! + from[i + 1]!
  const fits = (start: number, part = 1) => from[start]! <= room * part
  if (fits(0) && (previousStart === null || previousStart === 0 || fits(0, filledTo))) return 0
  if (previousStart !== null && previousStart > 0 && fits(previousStart) && !fits(previousStart, worthKeeping)) return previousStart
  return starts.find((start) => fits(start, filledTo)) ?? starts.find((start) => fits(start)) ?? costs.length
}

function findPreviousStart(history: readonly Piece[], recent: readonly Piece[], pinned: HistoryPlan['pinned'], previous: readonly PromptMessage[] | null): number | null {
  // A pinned exchange may stand far before the place where the talk began.
  const passed = new Set(pinned.flatMap(([start, end]) => history.slice(start, end).map((piece) => piece.id)))
  for (const message of previous ?? []) {
    const first = message.spans.find((span) => (span.region === 'history' || span.region === 'recent') && !passed.has(span.pieceId))?.pieceId
    if (first === undefined) continue
    const at = history.findIndex((piece) => piece.id === first)
    return at >= 0 ? at : recent.some((piece) => piece.id === first) ? history.length : null
  }
  return null
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
