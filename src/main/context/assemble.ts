import type { Context, Piece, PieceRecord, PromptMessage } from '../../shared/piece.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { BudgetPlan, StrategyValues } from '../../shared/strategy.ts'
import { labels, strictestLabel, type Label, type Region } from '../../shared/words.ts'
import { resolveBudget, type ResolvedBudget } from './budget.ts'
import { fitPrompt, indexPieces, type PieceIndex } from './fit.ts'
import { limitNotes, type NoteStyle } from './notes.ts'
import { prepareNotes } from './pick.ts'
import { leave, sumRegions } from './records.ts'
import { forEachRegion } from './regions.ts'
import { soften, tokensToRead, type Softened, type SoftLimits } from './soften.ts'

export type { NoteStyle } from './notes.ts'

export interface PromptCounter {
  readonly name: string
  readonly exact: boolean
  count(texts: string[]): Promise<number[]>
  /** Tokens of the whole chat as the model reads it. */
  countChat(messages: { readonly role: PromptMessage['role']; readonly text: string }[]): Promise<number>
}

export interface AssembleInput extends SoftLimits {
  /** In order: history oldest first. Their tokens are counted for the destination; their ids differ. */
  readonly pieces: readonly Piece[]
  /** Tokens that the model holds. */
  readonly window: number
  readonly plan: BudgetPlan
  readonly counter: PromptCounter
  readonly notes: NoteStyle
  /** Where the best notes stand among the notes. */
  readonly order: StrategyValues['order']
  /** What the model may still hold from the turn before. */
  readonly previousPrompt: readonly PromptMessage[] | null
  /** The strictest label that the destination may see; `local` sees all. */
  readonly destinationCeiling: Label
  /** A tighter limit on the prompt than the budget's own: a provider refused more. */
  readonly limitTokens?: number | null
}

/** Tokens of a note for a small model: two or three sentences. */
const longestShortNote = 100

/**
 * Chooses pieces, writes the prompt and proves its size: `countChat` of what is returned is at most the smaller of window and
 * budget less the reserve. Fails with `message-too-long` only where not even the least of rules and message fits, and with
 * `not-allowed` where the message itself may not be seen by the destination.
 */
export async function assemble(input: AssembleInput): Promise<Result<Context>> {
  const budget = resolveBudget(input.plan, input.window)
  const limit = Math.min(budget.total - budget.reserve, input.limitTokens ?? Infinity)
  const count = (texts: string[]) => input.counter.count(texts)
  const countChat = (prompt: readonly PromptMessage[]) => input.counter.countChat(prompt.map(({ role, text }) => ({ role, text })))
  const index = indexPieces(input.pieces)
  const { allowed, refused } = splitByLabel(input)
  if (refused.some((record) => record.region === 'message')) {
    return fail('not-allowed', 'This message may not leave this computer.', 'Answer with a model on this computer.')
  }
  const isNote = (piece: Piece) => piece.region === 'memories' || (input.notes.plain && piece.region === 'profile')
  const { notes: wanted, passed } = limitNotes(allowed.filter(isNote), input.notes)
  const byRegion = groupByRegion(allowed.filter((piece) => !isNote(piece)))
  const noteBudget = budget.regions.memories.tokens + (input.notes.plain ? budget.regions.profile.tokens : 0)
  const longest = input.notes.plain ? longestShortNote : Math.max(longestShortNote, Math.floor(noteBudget / 2))
  const notes = await prepareNotes(wanted, budget.regions.memories.compressible ? longest : null, count)
  const style = { notes: input.notes, order: input.order }

  const lasting = byRegion.recent.length
  // The last resort of a tiny window: the newest exchange alone, then none. A turn without them is better than no turn.
  for (const kept of new Set([lasting, Math.min(lasting, 2), 0])) {
    const gone = byRegion.recent.slice(0, lasting - kept).map((piece) => leave(piece, 'over-window', 'Left out: the window is too small for the last exchanges'))
    const before = [...gone, ...passed, ...refused]
    const fitted = await fitPrompt({
      byRegion: { ...byRegion, recent: byRegion.recent.slice(lasting - kept) }, budget: budget.regions, previousPrompt: input.previousPrompt,
      count, countChat, limit, notes, noteBudget, style, index, lostGroups: listLostGroups(before),
    })
    if (fitted === null) continue
    const softened = await soften({ fitted, limits: input, budget: budget.regions, style, index, previousPrompt: input.previousPrompt, count, countChat })
    return ok(describe(input, budget, inOrder(index, [...softened.records, ...before]), softened))
  }
  return fail('message-too-long', `A window of ${input.window} tokens, ${budget.reserve} of them kept for the answer, is too small even for a shortened message.`, 'Pick a model with a larger window, or send less text.')
}

function splitByLabel(input: AssembleInput): { allowed: Piece[]; refused: PieceRecord[] } {
  const ceiling = labels.indexOf(input.destinationCeiling)
  const allowed: Piece[] = []
  const refused: PieceRecord[] = []
  for (const piece of input.pieces) {
    if (labels.indexOf(piece.label) <= ceiling) allowed.push(piece)
    else refused.push(leave(piece, 'label', piece.label === 'local' ? 'Left out: marked local, so it never leaves this computer' : 'Left out: personal, and this kind of task may not send personal text away'))
  }
  return { allowed, refused }
}

function groupByRegion(pieces: readonly Piece[]): Record<Region, Piece[]> {
  const groups = forEachRegion((): Piece[] => [])
  for (const piece of pieces) groups[piece.region].push(piece)
  return groups
}

function listLostGroups(records: readonly PieceRecord[]): Map<string, PieceRecord['code']> {
  return new Map(records.flatMap((record) => record.group === undefined ? [] : [[record.group, record.code]]))
}

/** Every piece once, in the order in which it came. */
function inOrder(index: PieceIndex, records: readonly PieceRecord[]): PieceRecord[] {
  const ordered = Array<PieceRecord>(records.length)
  for (const record of records) ordered[index.places.get(record.id)!] = record
  return ordered
}

function describe(input: AssembleInput, budget: ResolvedBudget, records: PieceRecord[], made: Softened): Context {
  const codes = new Set(records.map((record) => record.code))
  // Steering is Casement's own: that some of it gave way is no cut into what a person has.
  const hasWindowCut = records.some(({ region, code }) => region !== 'steering' && (code === 'over-window' || code === 'over-budget' || code === 'shortened'))
  return {
    window: input.window, reserve: budget.reserve, used: made.used,
    counting: input.counter.exact ? 'exact' : 'estimate', tokenizer: input.counter.name,
    regions: sumRegions(records, budget.regions, made.given), pieces: records, prompt: made.prompt,
    label: strictestLabel(made.records.filter((record) => record.outcome !== 'out').map((record) => record.label)),
    keptPrefix: made.kept,
    time: input.time === null ? null : { ...input.time, tokens: tokensToRead(input.time), evaluated: made.evaluated },
    trusted: input.trustedTokens,
    cutBy: [...(hasWindowCut ? ['window' as const] : []), ...(codes.has('over-time') ? ['time' as const] : []), ...(codes.has('over-trust') ? ['trust' as const] : [])],
  }
}
