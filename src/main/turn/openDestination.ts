import { fail, ok, type Failure, type Result } from '../../shared/result.ts'
import type { Context, Piece, PromptMessage } from '../../shared/piece.ts'
import type { Label } from '../../shared/words.ts'
import type { Settings } from '../../shared/settings.ts'
import { assemble } from '../context/assemble.ts'
import { reserveFor } from '../context/budget.ts'
import { coreText } from '../context/coreText.ts'
import { countPieces } from '../context/countPieces.ts'
import type { ChatModel, Models } from '../models/ports.ts'

/** A model that is ready, and the context made for it: its window, its tokenizer, and what it may see. */
export interface Destination { readonly model: ChatModel; readonly context: Context }

/** A weak model uses one or two notes well and drowns in more. */
const notesForSmall = 2

/**
 * Opens the model and assembles for it. Another model (a fallback, say) assembles again: the budget, the counts and
 * what may be seen belong to the destination.
 */
export async function openDestination(
  models: Models, modelId: string, pieces: readonly Piece[], settings: Settings, ceiling: Label, previousPrompt: readonly PromptMessage[] | null,
): Promise<Result<Destination>> {
  const opened = await models.open(modelId)
  if (!opened.ok) return opened
  const model = opened.value
  const placement = model.info.small ? 'small' : 'full'
  // The rules are made for the model that reads them.
  const fitting = pieces.map((piece) => piece.region === 'core' ? { ...piece, text: coreText(placement) } : piece)
  const counted = await countPieces(fitting, (texts) => model.counter.count(texts))
  const context = await assemble({
    pieces: counted, window: model.windowTokens, reserve: reserveFor(model.windowTokens), shares: settings.regionShares,
    counter: model.counter, placement, noteLimit: notesForSmall,
    previousPrompt: previousPrompt === null ? null : [...previousPrompt], destinationCeiling: ceiling,
  })
  return context.ok ? ok({ model, context: context.value }) : context
}

/** The failure of a turn that nobody can answer. */
export function nobodyAnswers(reason: string): { ok: false; error: Failure } {
  return fail('model-missing', reason, 'Open Settings, Models: download the small starter model, pick a GGUF file, point to a local server, or add a key.')
}
