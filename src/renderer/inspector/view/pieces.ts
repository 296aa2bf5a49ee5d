import type { Context, PieceRecord } from '../../../shared/piece.ts'
import { formatAmount, formatCount, formatDay, formatDuration, formatScore } from '../../state/formats.ts'
import { labelWords, listScores, nameMark, regionWords } from './names.ts'

export type Outcome = PieceRecord['outcome']
export type PieceFilter = { outcome: Outcome | 'all'; region: PieceRecord['region'] | 'all'; text: string }

/** How many pieces went in, were shortened, and stayed out, and how many the answer used. */
export function countPieces(pieces: readonly PieceRecord[]): Record<Outcome | 'all' | 'used', number> {
  const counts = { in: 0, shortened: 0, out: 0, all: pieces.length, used: 0 }
  for (const piece of pieces) {
    counts[piece.outcome] += 1
    if (piece.used === true) counts.used += 1
  }
  return counts
}

/**
 * The pieces that a filter lets through: what is in comes first, then what was shortened, then what was left out.
 * Within these the regions keep the order of the prompt, and the better score stands higher.
 */
export function filterPieces(context: Context, filter: PieceFilter): PieceRecord[] {
  const wanted = filter.text.trim().toLowerCase()
  const order: Record<Outcome, number> = { in: 0, shortened: 1, out: 2 }
  return context.pieces
    .filter((piece) => (filter.outcome === 'all' || piece.outcome === filter.outcome)
      && (filter.region === 'all' || piece.region === filter.region)
      && (wanted === '' || piece.text.toLowerCase().includes(wanted) || piece.reason.toLowerCase().includes(wanted)))
    .map((piece, at) => ({ piece, at }))
    .sort((one, other) => order[one.piece.outcome] - order[other.piece.outcome]
      || (one.piece.region === other.piece.region ? (other.piece.score ?? 2) - (one.piece.score ?? 2) : 0)
      || one.at - other.at)
    .map(({ piece }) => piece)
}

/** Where a piece comes from, in a few words: `rule “identity”`, `you, 12 Mar 2025`, `memory of 3 May 2025`. */
export function nameSource(piece: PieceRecord, locale?: string): string {
  const source = piece.source
  if (source.kind === 'rule') return `rule “${source.name}”`
  if (source.kind === 'memory') return `memory of ${formatDay(source.at, locale)}`
  if (source.kind === 'summary') return `summary of ${formatAmount(source.messages, 'message')}, ${formatDay(source.at, locale)}`
  if (source.kind === 'file') return `${source.name}, part ${formatCount(source.part)}`
  if (source.kind === 'tool') return `tool “${source.name}”, ${formatDay(source.at, locale)}`
  const who = source.role === 'user' ? 'you' : 'answer'
  return source.title === undefined ? `${who}, ${formatDay(source.at, locale)}` : `${who}, ${source.title}, ${formatDay(source.at, locale)}`
}

/** The quiet line under a piece: where it comes from, how well it fits, and what holds it here. */
export function notePiece(piece: PieceRecord, locale?: string): string {
  const parts = [nameSource(piece, locale)]
  // The other parts of a score need their explanation, which stands in the opened piece.
  const plain = listScores(piece.scores).filter(({ part, score }) => score >= 0.005 && (part === 'meaning' || part === 'words'))
  for (const { name, score } of plain) parts.push(`${name.toLowerCase()}\u00a0${formatScore(score)}`)
  if (plain.length === 0 && piece.score !== null) parts.push(`fit\u00a0${formatScore(piece.score)}`)
  if (piece.label === 'local') parts.push('stays here')
  for (const mark of piece.marks) parts.push(nameMark(mark))
  return parts.join(' · ')
}

/** Tokens of a piece as its row shows them: what it takes, or what it would have taken. */
export function sizePiece(piece: PieceRecord): number {
  return piece.outcome === 'out' ? piece.wantedTokens : piece.tokens
}

/** `1 240 → 484 tokens` where something was cut, `18 tokens` where not. */
export function changePiece(piece: PieceRecord): string {
  if (piece.outcome === 'shortened') return `${formatCount(piece.wantedTokens)} → ${formatAmount(piece.tokens, 'token')}`
  return formatAmount(sizePiece(piece), 'token')
}

/**
 * Why a piece is not in, or not whole, in full sentences. The first is the recorded reason; the others put the
 * recorded numbers beside it. Nothing is guessed: a number that was not recorded is not mentioned.
 */
export function explainPiece(piece: PieceRecord, context: Context): string[] {
  const sentences = [piece.reason.trim() === '' ? 'No reason was recorded.' : piece.reason]
  if (piece.outcome === 'in') return sentences
  const use = context.regions.find((one) => one.region === piece.region)
  const name = regionWords[piece.region].name
  if (use !== undefined && (piece.code === 'over-budget' || piece.code === 'shortened' || piece.code === 'note-limit')) {
    sentences.push(`${name} asked for ${formatAmount(use.wanted, 'token')}, was given ${formatCount(use.budget)} and kept ${formatCount(use.kept)}.`)
  }
  if (piece.code === 'over-window') {
    sentences.push(`The window holds ${formatAmount(context.window, 'token')}; ${formatCount(context.reserve)} of them are kept for the answer.`)
  }
  if (piece.code === 'over-time' && context.time !== null) {
    sentences.push(`In ${formatDuration(context.time.seconds * 1000)} the model reads about ${formatAmount(context.time.tokens, 'token')}; ${formatCount(context.time.evaluated)} had to be read in this turn.`)
  }
  if (piece.code === 'over-trust' && context.trusted !== null) sentences.push(`This model was found to use about ${formatAmount(context.trusted, 'token')} of its window well.`)
  if (piece.code === 'switched-off') sentences.push('You left it out of this conversation. “Let it in again” takes that back.')
  if (piece.code === 'summed-up') sentences.push('The summary of the earlier messages stands in its place.')
  const kept = context.pieces.filter((other) => other.region === piece.region && other.outcome !== 'out' && other.score !== null)
  const weakest = Math.min(...kept.map((other) => other.score ?? 1))
  if (piece.score !== null && kept.length > 0 && piece.outcome === 'out') {
    sentences.push(`It fits this turn ${formatScore(piece.score)}; the weakest piece that is in fits ${formatScore(weakest)}.`)
  }
  if (piece.code === 'label') sentences.push(`Its label is “${labelWords[piece.label].name}”: ${labelWords[piece.label].hint.toLowerCase()}`)
  if (piece.source.kind === 'memory' && (piece.code === 'over-budget' || piece.code === 'below-threshold')) {
    sentences.push('Pin it to send it along in every turn.')
  }
  return sentences
}
