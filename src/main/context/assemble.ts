import type { Context, Piece, PieceRecord, PromptMessage } from '../../shared/piece.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { Settings } from '../../shared/settings.ts'
import { labels, regions, strictestLabel, type Label, type Region } from '../../shared/words.ts'
import { budgetFor } from './budget.ts'
import { cutLongNotes } from './choose.ts'
import { fitPrompt, type Fitted } from './fit.ts'
import { limitNotes } from './notes.ts'
import { keptPrefix } from './prefix.ts'
import { leave, sumRegions } from './records.ts'
import { forEachRegion } from './regions.ts'
import type { Placement } from './render.ts'

export interface PromptCounter {
  readonly name: string
  readonly exact: boolean
  count(texts: string[]): Promise<number[]>
  /** Tokens of the whole chat as the model reads it. */
  countChat(messages: { readonly role: PromptMessage['role']; readonly text: string }[]): Promise<number>
}

export interface AssembleInput {
  /** In order: history oldest first. Their tokens are counted for the destination. */
  readonly pieces: readonly Piece[]
  readonly window: number
  readonly reserve: number
  readonly shares: Settings['regionShares']
  readonly counter: PromptCounter
  /** `small`: the best notes stand as plain sentences before the question, none in the system text. */
  readonly placement: Placement
  /** How many notes a small model gets at most. */
  readonly noteLimit: number
  readonly previousPrompt: PromptMessage[] | null
  /** The strictest label that the destination may see; `local` sees all. */
  readonly destinationCeiling: Label
}

/** Tokens of a note for a small model: two or three sentences. */
const longestShortNote = 100

/**
 * Chooses pieces, writes the prompt and proves its size: `countChat` of what is returned is at most the window less the
 * reserve. Fails with `message-too-long` only where not even the least of rules and message fits, and with `not-allowed`
 * where the message itself may not be seen by the destination.
 */
export async function assemble(input: AssembleInput): Promise<Result<Context>> {
  const limit = input.window - input.reserve
  const count = (texts: string[]) => input.counter.count(texts)
  const { allowed, refused } = splitByLabel(input)
  if (refused.some((record) => record.region === 'message')) {
    return fail('not-allowed', 'This message may not leave this computer.', 'Answer with a model on this computer.')
  }
  const { notes: wanted, passed } = input.placement === 'small'
    ? limitNotes(allowed.filter(isNote), input.noteLimit)
    : { notes: allowed.filter((piece) => piece.region === 'memories'), passed: [] }
  const inBase = allowed.filter((piece) => piece.region !== 'memories' && !(input.placement === 'small' && isNote(piece)))
  const byRegion = groupByRegion(inBase)
  const budgets = budgetFor(input.window, input.reserve, input.shares)
  const fixed = new Set(regions.filter((region) => input.shares[region] !== undefined))
  const noteBudget = budgets.memories + (input.placement === 'small' ? budgets.profile : 0)
  const notes = await cutLongNotes(wanted, input.placement === 'small' ? longestShortNote : Math.max(longestShortNote, Math.floor(noteBudget / 2)), count)

  const lasting = byRegion.recent.length
  // The last resort of a tiny window: the newest exchange alone, then none. A turn without them is better than no turn.
  for (const kept of new Set([lasting, Math.min(lasting, 2), 0])) {
    const gone = byRegion.recent.slice(0, lasting - kept).map((piece) => leave(piece, 'over-window', 'Left out: the window is too small for the last exchanges'))
    const fitted = await fitPrompt({
      byRegion: { ...byRegion, recent: byRegion.recent.slice(lasting - kept) }, budgets, fixed, previousPrompt: input.previousPrompt, count,
      limit, notes, noteBudget, placement: input.placement, countChat: (prompt) => input.counter.countChat(prompt.map(({ role, text }) => ({ role, text }))),
    })
    if (fitted !== null) return ok(await describe(input, inOrder(input.pieces, [...fitted.records, ...gone, ...passed, ...refused]), fitted, budgets, count))
  }
  return fail('message-too-long', `A window of ${input.window} tokens, ${input.reserve} of them kept for the answer, is too small even for a shortened message.`, 'Pick a model with a larger window, or send less text.')
}

/** What can be a note beside the question of a small model. */
const isNote = (piece: Piece) => piece.region === 'memories' || piece.region === 'profile'

function splitByLabel(input: AssembleInput): { allowed: Piece[]; refused: PieceRecord[] } {
  const isAllowed = (piece: Piece) => labels.indexOf(piece.label) <= labels.indexOf(input.destinationCeiling)
  return {
    allowed: input.pieces.filter(isAllowed),
    refused: input.pieces.filter((piece) => !isAllowed(piece)).map((piece) => leave(piece, 'label', piece.label === 'local'
      ? 'Left out: marked local, so it never leaves this computer'
      : 'Left out: personal, and this kind of task may not send personal text away')),
  }
}

function groupByRegion(pieces: readonly Piece[]): Record<Region, Piece[]> {
  const groups = forEachRegion((): Piece[] => [])
  for (const piece of pieces) groups[piece.region].push(piece)
  return groups
}

/** Every piece once, in the order in which it came. */
function inOrder(pieces: readonly Piece[], records: readonly PieceRecord[]): PieceRecord[] {
  const places = new Map(pieces.map((piece, at) => [piece.id, at]))
  return [...records].sort((a, b) => places.get(a.id)! - places.get(b.id)!)
}

async function describe(input: AssembleInput, records: PieceRecord[], fitted: Fitted, budgets: Record<Region, number>, count: (texts: string[]) => Promise<number[]>): Promise<Context> {
  return {
    window: input.window, reserve: input.reserve, used: fitted.used,
    counting: input.counter.exact ? 'exact' : 'estimate', tokenizer: input.counter.name,
    regions: sumRegions(records, budgets, fitted.given), pieces: records, prompt: fitted.prompt,
    label: strictestLabel(records.filter((record) => record.outcome !== 'out').map((record) => record.label)),
    keptPrefix: await keptPrefix(input.previousPrompt, fitted.prompt, count),
  }
}
