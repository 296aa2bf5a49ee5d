import type { Piece } from '../../shared/piece.ts'
import type { StrategyValues } from '../../shared/strategy.ts'
import { arrange } from './arrange.ts'
import { cutBefore } from './cut.ts'
import type { Draft, Placed } from './draft.ts'
import { compareFit } from './notes.ts'

const longestName = 120

/**
 * Writes documents or results: what belongs together (parts of one file, a tool call with its result) stays in reading order, and
 * these blocks are arranged by how well their best piece fits. Each says once where it comes from.
 */
export function writeSources(draft: Draft, region: 'documents' | 'results', heading: string, placed: readonly Placed[], order: StrategyValues['order']): void {
  if (placed.length === 0) return
  draft.gap()
  draft.write(heading)
  for (const block of arrangeBlocks(placed, order)) {
    const name = nameOf(block[0]!.piece)
    if (name !== '') draft.write(`\n[${name}]`)
    for (const [i, one] of block.entries()) {
      draft.write(i > 0 && hasGap(block[i - 1]!.piece, one.piece) ? '\n[…]\n' : '\n')
      draft.piece(region, one)
    }
  }
}

function arrangeBlocks(placed: readonly Placed[], order: StrategyValues['order']): Placed[][] {
  const blocks = [...Map.groupBy(placed, (one) => keyOf(one.piece)).values()].map((block) => block.toSorted((a, b) => partOf(a.piece) - partOf(b.piece)))
  // What has no score stands in the order in which it came.
  if (placed.every((one) => one.piece.score === null)) return blocks
  const best = new Map(blocks.map((block) => [block, block.map((one) => one.piece).toSorted(compareFit)[0]!]))
  return arrange(blocks.toSorted((a, b) => compareFit(best.get(a)!, best.get(b)!)), order, 'after')
}

function keyOf(piece: Piece): string {
  if (piece.group !== undefined) return `group ${piece.group}`
  const { source } = piece
  return source.kind === 'file' ? `file ${source.path ?? source.name}` : source.kind === 'tool' ? `call ${source.callId}` : `piece ${piece.id}`
}

function partOf(piece: Piece): number {
  return piece.source.kind === 'file' ? piece.source.part : 0
}

function hasGap(before: Piece, after: Piece): boolean {
  return before.source.kind === 'file' && after.source.kind === 'file' && after.source.part > before.source.part + 1
}

/** A name on one line: a file may be called anything, and must not look like text of its own. */
function nameOf(piece: Piece): string {
  const { source } = piece
  if (source.kind !== 'file' && source.kind !== 'tool') return ''
  const name = source.name.replaceAll(/[\s[\]\p{Cc}]+/gu, ' ').trim()
  return name.slice(0, cutBefore(name, longestName))
}
