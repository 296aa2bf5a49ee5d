import type { Epoch } from '../../shared/epoch.ts'
import type { Message } from '../../shared/message.ts'
import type { ModelProfile } from '../../shared/model.ts'
import type { Piece } from '../../shared/piece.ts'
import type { BudgetPlan } from '../../shared/strategy.ts'
import { resolveBudget } from '../context/budget.ts'
import { countPieces } from '../context/countPieces.ts'
import type { ChatModel } from '../models/ports.ts'
import { newId } from '../platform/ids.ts'
import { insertEpoch } from '../storage/epochs.ts'
import { compactTalk, planTalk } from './compactTalk.ts'
import { trustedFor } from './makeContext.ts'
import { openMessages, summaryPiece, undoneLately } from './epochs.ts'
import type { TurnTools } from './turnTypes.ts'

/** In the middle of a turn nobody waits for thousands of sentences to be embedded: a longer talk is summed up by its words. */
const embeddedChars = 30_000

export interface TalkAsk {
  readonly tools: TurnTools
  readonly model: ChatModel
  readonly userMessage: Message
  readonly earlier: readonly Message[]
  readonly epoch: Epoch | null
  readonly pieces: readonly Piece[]
  /** Messages of this talk that fit the question: notes, once a summary stands in their place. */
  readonly ifSummedUp: readonly Piece[]
}

export interface TalkFor { readonly pieces: readonly Piece[]; readonly epoch: Epoch | null; readonly made: Epoch | null }

/**
 * The pieces of a turn as they go to one model. Where the talk has outgrown that model's budget, its older part is summed up
 * first and a new epoch begins; mostly that was done already, between two turns.
 */
export async function talkFor(ask: TalkAsk): Promise<TalkFor> {
  const { tools, model, epoch } = ask
  const count = (texts: string[]) => model.counter.count(texts)
  const forgets = tools.forgets()
  const open = openMessages(ask.earlier, epoch)
  const budgetTokens = talkBudget(tools.strategy.budget, model.windowTokens, tools.profileOf(model))
  const lasting = ask.pieces.filter((piece) => piece.region !== 'memories' && piece.region !== 'documents' && piece.region !== 'results')
  const used = (await countPieces(lasting, count)).reduce((sum, piece) => sum + piece.tokens, 0)
  const policy = tools.strategy.compression
  const plan = await planTalk({ policy, open, epoch, budgetTokens, used, newestText: ask.userMessage.text, count })
  if (plan === null || undoneLately(tools.write, ask.userMessage.conversationId, ask.earlier)) return { pieces: ask.pieces, epoch, made: null }
  const chars = open.reduce((sum, message) => sum + message.text.length, 0)
  const made = await compactTalk({
    conversationId: ask.userMessage.conversationId, open, epoch, plan, policy, budgetTokens, count, write: null, leftOut: tools.rules.off,
    embed: chars <= embeddedChars ? (texts) => tools.models.embedder.embed(texts) : null,
    newId: () => newId('e', tools.clock.now()), now: tools.clock.now(),
  })
  // What was forgotten meanwhile must not come back through a summary of before; the turn goes on with its talk as it is.
  if (made === null || tools.forgets() !== forgets) return { pieces: ask.pieces, epoch, made: null }
  insertEpoch(tools.write, made)
  return { pieces: replaceTalk(ask.pieces, open.slice(0, plan.upTo + 1), made, ask.ifSummedUp), epoch: made, made }
}

/** Tokens that a talk may take before it is summed up: the window less the reserve, and no more than the model was found to use well. */
export function talkBudget(plan: BudgetPlan, windowTokens: number, profile: ModelProfile | null): number {
  const { total, reserve } = resolveBudget(plan, windowTokens)
  return Math.min(total - reserve, trustedFor(profile, windowTokens) ?? Infinity)
}

/** The same pieces with a summary in the place of what it covers, and with those messages of it that fit the question. */
function replaceTalk(pieces: readonly Piece[], covered: readonly Message[], epoch: Epoch, notes: readonly Piece[]): Piece[] {
  const gone = new Set(covered.map((message) => message.id))
  const isTalk = (piece: Piece) => piece.region === 'history' || piece.region === 'recent'
  const rest = pieces.filter((piece) => piece.region !== 'summary' && !(isTalk(piece) && gone.has(piece.id)))
  const first = rest.findIndex((piece) => isTalk(piece) || piece.region === 'message')
  return [...rest.slice(0, first), summaryPiece(epoch), ...rest.slice(first, -1), ...notes.filter((note) => gone.has(note.id)), ...rest.slice(-1)]
}
