import type { ContextDiff } from '../../../shared/versions.ts'
import { regions } from '../../../shared/names.ts'
import type { Region } from '../../../shared/words.ts'
import { formatAmount, formatCount } from '../../state/formats.ts'

export type DiffItem = { pieceId: string; region: Region; text: string; note: string; size: string }
export type DiffList = { kind: 'left' | 'came' | 'changed' | 'moved'; name: string; hint: string; items: DiffItem[] }

/** The four lists of a difference with a line of words for every piece. */
export function listDiff(diff: ContextDiff): DiffList[] {
  return [
    { kind: 'left', name: 'Left', hint: 'no longer in', items: diff.left.map((piece) => ({ ...piece, note: piece.reason, size: formatCount(piece.tokens) })) },
    { kind: 'came', name: 'Came', hint: 'newly in', items: diff.came.map((piece) => ({ ...piece, note: piece.reason, size: formatCount(piece.tokens) })) },
    { kind: 'changed', name: 'Changed', hint: 'in both, with another text', items: diff.changed.map((piece) => ({ ...piece, note: piece.reason, size: `${formatCount(piece.tokensBefore)} → ${formatCount(piece.tokens)}` })) },
    { kind: 'moved', name: 'Moved', hint: 'in both, at another place', items: diff.moved.map((piece) => ({ ...piece, note: `from place ${formatCount(piece.from + 1)} to ${formatCount(piece.to + 1)}`, size: formatCount(piece.tokens) })) },
  ]
}

/** The difference in a sentence: "2 pieces left, 1 came, 3 moved: 240 tokens fewer." */
export function tellDifference(diff: ContextDiff): string {
  const counts = [[diff.left.length, 'left'], [diff.came.length, 'came'], [diff.changed.length, 'changed'], [diff.moved.length, 'moved']] as const
  const said = counts.filter(([count]) => count > 0).map(([count, what], at) => at === 0 ? `${formatAmount(count, 'piece')} ${what}` : `${formatCount(count)} ${what}`)
  const change = diff.tokensAfter - diff.tokensBefore
  const size = change === 0 ? 'as many tokens as before' : `${formatAmount(Math.abs(change), 'token')} ${change < 0 ? 'fewer' : 'more'}`
  return said.length === 0 ? `The same pieces, ${size}.` : `${said.join(', ')}: ${size}.`
}

/** The regions that have tokens on either side, in the order of the prompt. */
export function listRegionChanges(diff: ContextDiff): { region: Region; before: number; after: number; change: number }[] {
  return diff.regions.filter((row) => row.before > 0 || row.after > 0)
    .toSorted((one, other) => regions.indexOf(one.region) - regions.indexOf(other.region))
    .map((row) => ({ ...row, change: row.after - row.before }))
}
