import type { Piece, PieceRecord } from '../../shared/piece.ts'
import type { Region } from '../../shared/words.ts'
import type { ResolvedBudget } from '../context/budget.ts'
import { compressText, type Embed } from '../context/compress/compressText.ts'
import type { NoteStyle } from '../context/notes.ts'
import type { CountTokens } from '../context/shorten.ts'

export interface CondenseAsk {
  readonly question: string
  readonly questionVector: Float32Array | null
  /** Null works by words alone. */
  readonly embed: Embed | null
}

/** Pieces with the passages that matter, and what they were before, by id. */
export interface Condensed { readonly pieces: Piece[]; readonly before: ReadonlyMap<string, { readonly text: string; readonly tokens: number }> }

const recalled: readonly Region[] = ['memories', 'documents', 'results']
/** A note for a small model is two or three sentences; others may be a few paragraphs even in a narrow budget. */
const leastTokens = { plain: 100, full: 200 }
/** Nobody waits for hundreds of sentences to be embedded: a longer text is judged by its words. */
const embeddedChars = 12_000
/** Longer texts are cut by the assembler at their ends: reading them whole would hold up the turn. */
const mostChars = 400_000
/** The original is kept with the record up to here; a longer one is read from its source. */
const originalChars = 100_000

/**
 * Cuts recalled texts that would take more than half of their region to the passages that fit the question, so that a long message
 * or document brings what it was found for, and leaves room for others.
 */
export async function condensePieces(pieces: readonly Piece[], ask: CondenseAsk, budget: ResolvedBudget, notes: NoteStyle, count: CountTokens): Promise<Condensed> {
  const before = new Map<string, { text: string; tokens: number }>()
  const query = { text: ask.question.slice(0, 2000), vector: ask.questionVector }
  const condensed: Piece[] = []
  for (const piece of pieces) {
    const target = longestFor(piece.region, budget, notes)
    if (!recalled.includes(piece.region) || piece.pinned === true || piece.tokens <= target || piece.text.length > mostChars || !budget.regions[piece.region].compressible) { condensed.push(piece); continue }
    const made = await compressText({ text: piece.text, target, query, count, embed: piece.text.length <= embeddedChars ? ask.embed : null })
    if (made.text === '' || made.level === 'none') { condensed.push(piece); continue }
    before.set(piece.id, { text: piece.text, tokens: piece.tokens })
    condensed.push({ ...piece, text: made.text, tokens: made.tokens })
  }
  return { pieces: condensed, before }
}

function longestFor(region: Region, budget: ResolvedBudget, notes: NoteStyle): number {
  if (notes.plain && region === 'memories') return leastTokens.plain
  return Math.max(leastTokens.full, Math.floor(budget.regions[region].tokens / 2))
}

/** The records of an assembled context, telling of what was condensed before. */
export function tellCondensed(records: readonly PieceRecord[], before: Condensed['before']): PieceRecord[] {
  return records.map((record) => {
    const whole = before.get(record.id)
    if (whole === undefined) return record
    if (record.outcome === 'out') return { ...record, wantedTokens: whole.tokens }
    return {
      ...record, outcome: 'shortened', code: record.code ?? 'shortened', wantedTokens: whole.tokens,
      reason: `Shortened: the passages that fit the question, ${figures.format(record.tokens)} of ${figures.format(whole.tokens)} tokens`,
      ...(whole.text.length <= originalChars ? { original: whole.text } : {}),
    }
  })
}

const figures = new Intl.NumberFormat('en-US')
