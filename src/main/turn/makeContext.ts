import type { Context, Piece, PromptMessage } from '../../shared/piece.ts'
import type { ModelProfile } from '../../shared/model.ts'
import { fail, ok, type Failure, type Result } from '../../shared/result.ts'
import type { Settings } from '../../shared/settings.ts'
import type { StrategyValues } from '../../shared/strategy.ts'
import type { Label } from '../../shared/words.ts'
import { assemble, type NoteStyle } from '../context/assemble.ts'
import { resolveBudget } from '../context/budget.ts'
import { coreText } from '../context/coreText.ts'
import { countPieces } from '../context/countPieces.ts'
import { layerPieces, type LayerAsk } from '../context/layers/layerPieces.ts'
import type { ChatModel } from '../models/ports.ts'
import { labelOfMessage } from '../privacy/labels.ts'
import { condensePieces, tellCondensed, type CondenseAsk } from './condensePieces.ts'

/** A model that is ready, and the context made for it: its window, its tokenizer, and what it may see. */
export interface Destination { readonly model: ChatModel; readonly context: Context }

/** What the layers of a prompt are made of, but for the model that reads them. */
export type LayerFacts = Omit<LayerAsk, 'small'>

export interface ContextAsk {
  readonly model: ChatModel
  readonly profile: ModelProfile | null
  readonly pieces: readonly Piece[]
  /** Null where the pieces hold their layers already: a past context that is made again. */
  readonly layers: LayerFacts | null
  /** What long texts are cut down for; null leaves them to the assembler. */
  readonly condense: CondenseAsk | null
  readonly strategy: Pick<StrategyValues, 'budget' | 'order'>
  readonly firstTokenSeconds: Settings['firstTokenSeconds']
  /** The strictest label that the destination may see. */
  readonly ceiling: Label
  readonly previousPrompt: readonly PromptMessage[] | null
  /** Set when a provider refused more: tokens of the whole prompt by our count. */
  readonly limitTokens: number | null
}

/** A weak model that was not measured yet uses one or two notes well and drowns in more. */
const notesForSmall = 2
/** A model that used the most notes it was ever asked about is given as many as fit. */
const mostMeasured = 16

/** How a model is given its notes: as it was measured, else by its size. */
export function noteStyleOf(model: ChatModel, profile: ModelProfile | null): NoteStyle {
  const { small } = model.info
  const notes = profile?.notes ?? (small ? notesForSmall : null)
  return { place: profile?.place ?? 'before', limit: notes === null || notes >= mostMeasured ? null : notes, plain: small, measured: (profile?.notes ?? 0) > notesForSmall }
}

/**
 * Tokens up to which a model is trusted with a prompt; null where that is not known. What was measured is how well a fact is found in
 * the middle of a talk: notes beside the question are found far beyond, so a quarter of the window is always trusted, unless the person set less.
 */
export function trustedFor(profile: ModelProfile | null, windowTokens: number): number | null {
  if (profile === null || profile.trustedTokens === null) return null
  return profile.state === 'edited' ? profile.trustedTokens : Math.max(profile.trustedTokens, Math.floor(windowTokens / 4))
}

/**
 * Assembles for one model. Another model (a fallback, say) assembles again: the budget, the counts, the layers and what may
 * be seen belong to the destination.
 */
export async function makeContext(ask: ContextAsk): Promise<Result<Context>> {
  const { model, profile } = ask
  const notes = noteStyleOf(model, profile)
  // The rules are made for the model that reads them.
  const fitting = ask.pieces.map((piece) => piece.region === 'core' ? { ...piece, text: coreText(notes.plain ? 'small' : 'full') } : piece)
  const layered = [...fitting.filter((piece) => piece.region === 'core'), ...(ask.layers === null ? [] : layerPieces({ ...ask.layers, small: notes.plain }).map(holdSecrets)), ...fitting.filter((piece) => piece.region !== 'core')]
  const speed = profile?.readTokensPerSecond ?? null
  const count = (texts: string[]) => model.counter.count(texts)
  const counted = await countPieces(layered, count)
  const { pieces, before } = ask.condense === null ? { pieces: counted, before: new Map<string, never>() }
    : await condensePieces(counted, ask.condense, resolveBudget(ask.strategy.budget, model.windowTokens), notes, count)
  const made = await assemble({
    pieces,
    window: model.windowTokens, plan: ask.strategy.budget, counter: model.counter, notes, order: ask.strategy.order,
    previousPrompt: ask.previousPrompt === null ? null : [...ask.previousPrompt], destinationCeiling: ask.ceiling,
    time: model.place === 'local' && speed !== null && ask.firstTokenSeconds !== null ? { seconds: ask.firstTokenSeconds, tokensPerSecond: speed } : null,
    trustedTokens: trustedFor(profile, model.windowTokens), limitTokens: ask.limitTokens,
  })
  return made.ok && before.size > 0 ? ok({ ...made.value, pieces: tellCondensed(made.value.pieces, before) }) : made
}

/** Persona and goal are the person's own words, made into pieces after screening: a secret in them stays here all the same. */
function holdSecrets(piece: Piece): Piece {
  return labelOfMessage(piece.text) === 'local' ? { ...piece, label: 'local' } : piece
}

/** A destination, or why there is none. */
export async function makeDestination(ask: ContextAsk): Promise<Result<Destination>> {
  const context = await makeContext(ask)
  return context.ok ? ok({ model: ask.model, context: context.value }) : context
}

/** The failure of a turn that nobody can answer. */
export function nobodyAnswers(reason: string): { ok: false; error: Failure } {
  return fail('model-missing', reason, 'Open Settings, Models: download the small starter model, pick a GGUF file, point to a local server, or add a key.')
}
