import type { Context, Piece, PieceRecord } from '../../shared/piece.ts'
import type { Result } from '../../shared/result.ts'
import type { TurnTrace } from '../../shared/trace.ts'
import { isFounded, pointToRepeats, type Reference } from './references.ts'

export type SqueezeStep = TurnTrace['squeezed'][number]

export interface SqueezeAsk {
  /** As it was assembled, with everything that fits. */
  readonly context: Context
  /** Tokens of texts as the destination counts them. */
  readonly count: (texts: string[]) => Promise<number[]>
  /** A persona without its examples; null where the piece holds none. */
  readonly withoutExamples: (piece: Piece) => string | null
  /** A text cut down to about so many tokens for this question; whole sentences. */
  readonly condense: (piece: Piece, target: number) => Promise<string>
  /** Makes the context again of these pieces alone, under the same budget. */
  readonly assemble: (pieces: readonly Piece[]) => Promise<Result<Context>>
}

export interface Squeezed { readonly context: Context; readonly steps: readonly SqueezeStep[] }

/** Of a note, so much stays. */
const keptShare = 0.6
/** Shorter notes hold little that could go. */
const fewestTokens = 40
const condensable: readonly Piece['region'][] = ['memories', 'documents', 'results']
const reason = 'Made smaller because little is left of the budget'
const longestOriginal = 100_000

/**
 * Makes a prompt cheaper while money is short: examples of the persona go, what is said twice is pointed to, notes are cut down.
 * The message, the rules, tools, what was pinned and the talk's own answers keep every word. What saves nothing, does not fit or
 * would point to something that is not in the prompt is not done; at the worst the context stays as it was.
 */
export async function squeezeContext(ask: SqueezeAsk): Promise<Squeezed> {
  const whole = inOrderOfPrompt(ask.context)
  const withReferences = await makeSmaller(ask, whole, true)
  return await tryContext(ask, whole, withReferences)
    ?? (withReferences.references.length === 0 ? null : await tryContext(ask, whole, await makeSmaller(ask, whole, false)))
    ?? { context: ask.context, steps: [] }
}

/** True for what keeps every word. */
export function isProtected(piece: Piece): boolean {
  return piece.pinned === true || ['message', 'core', 'tools', 'profile', 'steering'].includes(piece.region)
}

interface Smaller { readonly pieces: readonly Piece[]; readonly steps: readonly SqueezeStep[]; readonly references: readonly Reference[] }

async function makeSmaller(ask: SqueezeAsk, whole: readonly Piece[], pointing: boolean): Promise<Smaller> {
  const steps: SqueezeStep[] = []
  let pieces = whole
  const take = async (step: SqueezeStep['step'], next: readonly Piece[]): Promise<void> => {
    const counted = await recount(pieces, next, ask.count)
    const saved = sumOf(pieces) - sumOf(counted)
    pieces = counted
    if (saved > 0) steps.push({ step, tokens: saved })
  }
  await take('examples-out', pieces.map((piece) => piece.region === 'persona' && !isProtected(piece) ? withText(piece, ask.withoutExamples(piece)) : piece))
  const { pieces: pointed, references } = pointing ? pointToRepeats(pieces, mayPoint) : { pieces, references: [] }
  await take('references', pointed)
  const fixed = new Set(references.flatMap((one) => [one.targetId, one.pieceId]))
  const condensed: Piece[] = []
  for (const piece of pieces) condensed.push(mayCondense(piece) && !fixed.has(piece.id) ? withText(piece, await ask.condense(piece, Math.floor(piece.tokens * keptShare))) : piece)
  await take('compressed', condensed)
  // A piece that came out no smaller is as it was, and then nothing in it points anywhere.
  return { pieces, steps, references: references.filter((one) => pieces.some((piece) => piece.id === one.pieceId && piece.text.includes(one.line))) }
}

/** An answer of the assistant that only points would teach it to answer so. */
function mayPoint(piece: Piece): boolean {
  if (isProtected(piece) || piece.region === 'persona') return false
  return !(piece.source.kind === 'message' && piece.source.role === 'assistant' && ['history', 'recent'].includes(piece.region))
}

function mayCondense(piece: Piece): boolean {
  return !isProtected(piece) && condensable.includes(piece.region) && piece.tokens >= fewestTokens
}

/** The context of the smaller pieces, where nothing went wrong with it; null where it is not to be used. */
async function tryContext(ask: SqueezeAsk, whole: readonly Piece[], smaller: Smaller): Promise<Squeezed | null> {
  if (smaller.steps.length === 0) return null
  const made = await ask.assemble(smaller.pieces)
  if (!made.ok || made.value.used >= ask.context.used) return null
  const inIt = inOrderOfPrompt(made.value)
  const texts = new Map(inIt.map((piece) => [piece.id, piece.text]))
  if (whole.some((piece) => isProtected(piece) && texts.get(piece.id) !== piece.text)) return null
  if (smaller.pieces.some((piece) => texts.get(piece.id) !== piece.text)) return null
  if (!smaller.references.every((one) => isFounded(one, inIt))) return null
  return { context: tellSqueezed(ask.context, made.value), steps: smaller.steps }
}

/** What is in a prompt, in the order in which it is read. */
function inOrderOfPrompt(context: Context): Piece[] {
  const places = new Map(context.prompt.flatMap((message) => message.spans).map((span, at) => [span.pieceId, at]))
  return context.pieces.filter((record) => record.outcome !== 'out').map(pieceOf).sort((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0))
}

function pieceOf({ outcome: _outcome, code: _code, reason: _reason, wantedTokens: _wanted, original: _original, used: _used, ...piece }: PieceRecord): Piece {
  return piece
}

function withText(piece: Piece, text: string | null): Piece {
  return text === null || text === piece.text || text.trim() === '' ? piece : { ...piece, text }
}

/** Counts what changed; what came out no smaller stays as it was. */
async function recount(before: readonly Piece[], after: readonly Piece[], count: SqueezeAsk['count']): Promise<Piece[]> {
  const changed = after.filter((piece, at) => piece.text !== before[at]!.text)
  const counts = changed.length === 0 ? [] : await count(changed.map((piece) => piece.text))
  const sizes = new Map(changed.map((piece, at) => [piece.id, counts[at]!]))
  return after.map((piece, at) => {
    const tokens = sizes.get(piece.id)
    return tokens === undefined ? piece : tokens < before[at]!.tokens ? { ...piece, tokens } : before[at]!
  })
}

const sumOf = (pieces: readonly Piece[]) => pieces.reduce((sum, piece) => sum + piece.tokens, 0)

/** The smaller context with what the whole one knew: what was left out before, and how long each text was. */
function tellSqueezed(before: Context, after: Context): Context {
  const made = new Map(after.pieces.map((record) => [record.id, record]))
  const pieces = before.pieces.map((record): PieceRecord => {
    const now = made.get(record.id)
    if (record.outcome === 'out' || now === undefined) return record
    const original = record.original ?? record.text
    if (now.text === record.text) return record
    return {
      ...now, outcome: 'shortened', code: 'shortened', reason, wantedTokens: record.wantedTokens,
      ...(original.length > longestOriginal ? {} : { original }),
    }
  })
  const regions = after.regions.map((region) => {
    const earlier = before.regions.find((one) => one.region === region.region)
    return { ...region, wanted: earlier?.wanted ?? region.wanted, leftOut: earlier?.leftOut ?? region.leftOut }
  })
  return { ...after, pieces, regions, cutBy: before.cutBy }
}
