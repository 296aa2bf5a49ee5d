import type { Context } from '../../../shared/piece.ts'
import { regions } from '../../../shared/names.ts'
import { cutWindow, type Segment } from './bar.ts'

/** One cell of the window: which part it belongs to, and which tokens of the window it stands for. */
export type Cell = { key: Segment['key']; name: string; from: number; to: number }

export const cellCount = 200

/**
 * The window as cells of equal size. Every part that is more than nothing has at least one cell; what that takes comes
 * from the largest parts (largest remainders), so a small region is drawn larger than it is, never left out.
 */
export function layCells(context: Context, count = cellCount): Cell[] {
  const parts = cutWindow(context)
  const exact = parts.map((part) => part.share * count)
  const given = exact.map((share) => Math.max(1, Math.floor(share)))
  const spare = () => count - given.reduce((sum, one) => sum + one, 0)
  while (spare() > 0) given[indexOfMost(exact.map((share, at) => share - given[at]!))]! += 1
  while (spare() < 0) given[indexOfMost(given.map((one, at) => one > 1 ? one - exact[at]! : Number.NEGATIVE_INFINITY))]! -= 1
  let start = 0
  return parts.flatMap((part, at) => {
    const cells = Array.from({ length: given[at]! }, (_, index): Cell => ({
      key: part.key, name: part.name,
      from: start + (part.tokens * index) / given[at]!, to: start + (part.tokens * (index + 1)) / given[at]!,
    }))
    start += part.tokens
    return cells
  })
}

/** Which cells a piece lies in, by its place among the pieces of its region; none for a piece that is not in. */
export function findCells(context: Context, cells: readonly Cell[], pieceId: string | null): ReadonlySet<number> {
  const piece = context.pieces.find((one) => one.id === pieceId)
  if (piece === undefined || piece.outcome === 'out') return new Set()
  const kept = new Map(context.regions.map((use) => [use.region, use.kept]))
  let from = regions.slice(0, regions.indexOf(piece.region)).reduce((sum, region) => sum + (kept.get(region) ?? 0), 0)
  for (const other of context.pieces) {
    if (other === piece) break
    if (other.region === piece.region && other.outcome !== 'out') from += other.tokens
  }
  const to = from + Math.max(1, piece.tokens)
  return new Set(cells.flatMap((cell, at) => cell.key === piece.region && cell.from < to && cell.to > from ? [at] : []))
}

function indexOfMost(values: readonly number[]): number {
  return values.reduce((best, value, at) => value > values[best]! ? at : best, 0)
}
