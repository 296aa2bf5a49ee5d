import type { PieceRecord } from '../../../shared/piece.ts'
import type { Fidelity, PieceUse, Quality, TurnTrace } from '../../../shared/trace.ts'
import { formatCount } from '../../state/formats.ts'

/** How an answer treated a piece, as an icon's name and a word. */
export type UseWord = { kind: 'used' | 'unused' | 'ignored'; name: string; hint: string }

const hows: Record<PieceUse['how'], string> = { words: 'by its words', meaning: 'by its meaning', both: 'by its words and its meaning', none: '' }

/** What the answer did with one piece, in words. */
export function tellUse(use: PieceUse): UseWord {
  if (use.used) return { kind: 'used', name: 'used', hint: `The answer used it ${hows[use.how]}.`.replace(' .', '.') }
  if (use.ignored) return { kind: 'ignored', name: 'not used, though it fits', hint: 'It fits the question well, and the answer does without it or says something else.' }
  return { kind: 'unused', name: 'not used', hint: 'The answer does without it.' }
}

/** "The answer used 3 of 5 notes." */
export function tellFidelity(fidelity: Fidelity): string {
  const all = fidelity.pieces.length
  if (all === 0) return 'Nothing was given that the answer could have used.'
  const used = fidelity.pieces.filter((one) => one.used).length
  return `The answer used ${used === 0 ? 'none' : formatCount(used)} of ${formatCount(all)} ${all === 1 ? 'note' : 'notes'}.`
}

/** The judged pieces for a table: ignored ones first, then used ones, then the rest; within these the better fit. */
export function listUses(fidelity: Fidelity, pieces: readonly PieceRecord[]): { use: PieceUse; piece: PieceRecord }[] {
  const known = new Map(pieces.map((piece) => [piece.id, piece]))
  const rank = (use: PieceUse) => use.ignored ? 0 : use.used ? 1 : 2
  return fidelity.pieces.flatMap((use) => { const piece = known.get(use.pieceId); return piece === undefined ? [] : [{ use, piece }] })
    .sort((one, other) => rank(one.use) - rank(other.use) || (other.piece.score ?? 0) - (one.piece.score ?? 0))
}

/** The answer cut where it used pieces. The parts, one after the other, are exactly the answer. */
export function cutAnswer(answer: string, uses: readonly PieceUse[]): { text: string; pieceId: string | null }[] {
  const parts: { text: string; pieceId: string | null }[] = []
  let at = 0
  const spans = uses.flatMap((use) => use.span === null ? [] : [{ ...use.span, pieceId: use.pieceId }]).sort((one, other) => one.start - other.start)
  for (const span of spans) {
    // A span from an answer that was edited since, or one over another, marks nothing wrong: it is left out.
    if (span.start < at || span.end > answer.length || span.end <= span.start || answer.slice(span.start, span.end) !== span.quote) continue
    if (span.start > at) parts.push({ text: answer.slice(at, span.start), pieceId: null })
    parts.push({ text: answer.slice(span.start, span.end), pieceId: span.pieceId })
    at = span.end
  }
  if (at < answer.length) parts.push({ text: answer.slice(at), pieceId: null })
  return parts
}

/** One figure of a context's quality. `short` where it is worse than what is usual. */
export type QualityRow = { key: string; name: string; hint: string; value: number; short: boolean; better: 'higher' | 'lower' }

/** The figures of a context's quality in words; what is not known is not listed. */
export function listQuality(quality: Quality): QualityRow[] {
  const rows: (Omit<QualityRow, 'value' | 'short'> & { value: number | null; least: number })[] = [
    { key: 'completeness', name: 'Complete', hint: 'Whether what the question needs was there.', value: quality.completeness, better: 'higher', least: 0.5 },
    { key: 'relevance', name: 'To the point', hint: 'How well what went along fits the question. Below .70 falls short.', value: quality.relevance, better: 'higher', least: 0.7 },
    { key: 'redundancy', name: 'Said twice', hint: 'How much says the same as something else. Above .30 is too much.', value: quality.redundancy, better: 'lower', least: 0.3 },
    { key: 'coherence', name: 'Coherent', hint: 'How well the pieces belong together.', value: quality.coherence, better: 'higher', least: 0.4 },
    { key: 'efficiency', name: 'Economical', hint: 'How much of the tokens went to what fits.', value: quality.efficiency, better: 'higher', least: 0.3 },
  ]
  return rows.flatMap(({ least, value, ...row }) => value === null ? [] : [{ ...row, value, short: row.better === 'higher' ? value < least : value > least }])
}

/** The pieces that a layer of the prompt made: who answers, and how this one answer is steered. */
export function listLayers(trace: Pick<TurnTrace, 'context'>): PieceRecord[] {
  return (trace.context?.pieces ?? []).filter((piece) => piece.source.kind === 'rule' && (piece.region === 'persona' || piece.region === 'steering'))
}
