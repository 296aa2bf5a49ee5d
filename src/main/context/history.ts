import type { Piece, PromptMessage } from '../../shared/piece.ts'
import { roleOf } from './render.ts'

/** After something had to leave, this part of the room stays free, so that the next turns can grow without moving the front. */
const filledTo = 0.75
/** A front that uses less than this part of the room is not worth keeping: a long message or a small window had cut it short. */
const worthKeeping = 0.5

/**
 * Which earlier turns stay: always the newest ones without a gap, from the start of an exchange on. Where the turn before began
 * its history, this one does too as long as that fits: the front of the prompt stays byte-identical.
 * @param costs tokens of each piece with its share of the chat template
 * @returns index of the first piece that stays; `pieces.length` when all leave
 */
export function firstKept(pieces: readonly Piece[], costs: readonly number[], room: number, previousStart: number | null): number {
  const from: number[] = [...costs, 0]
  for (let i = costs.length - 1; i >= 0; i--) from[i] = costs[i]! + from[i + 1]!
  const starts = [...pieces.keys()].filter((i) => i === 0 || (roleOf(pieces[i]!) === 'user' && roleOf(pieces[i - 1]!) !== 'user'))
  const fits = (start: number, part = 1) => from[start]! <= room * part
  if (fits(0) && (previousStart === null || previousStart === 0 || fits(0, filledTo))) return 0
  if (previousStart !== null && previousStart > 0 && fits(previousStart) && !fits(previousStart, worthKeeping)) return previousStart
  return starts.find((start) => fits(start, filledTo)) ?? starts.find((start) => fits(start)) ?? pieces.length
}

/** Where the previous prompt's conversation began, as an index into today's history; null when it held none of it. */
export function previousStart(history: readonly Piece[], recent: readonly Piece[], previous: readonly PromptMessage[] | null): number | null {
  const spans = (previous ?? []).flatMap((message) => message.spans)
  const first = spans.find((span) => span.region === 'history' || span.region === 'recent')?.pieceId
  if (first === undefined) return null
  const at = [...history, ...recent].findIndex((piece) => piece.id === first)
  return at < 0 ? null : Math.min(at, history.length)
}
