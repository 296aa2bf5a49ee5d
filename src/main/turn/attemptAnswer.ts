import type { Epoch } from '../../shared/epoch.ts'
import type { AttemptRecord, AttemptReport } from '../../shared/health.ts'
import type { Piece } from '../../shared/piece.ts'
import { FailureError, type Failure, type Result } from '../../shared/result.ts'
import type { TurnTrace } from '../../shared/trace.ts'
import type { Label } from '../../shared/words.ts'
import type { ChatModel } from '../models/ports.ts'
import { looksTruncated } from '../models/tokens/looksTruncated.ts'
import type { AnswerAsk } from './answerTurn.ts'
import { makeDestination, type Destination } from './makeContext.ts'
import { squeezeTurn } from './squeezeTurn.ts'
import { streamAnswer, type Answer } from './streamAnswer.ts'
import { talkFor } from './talkFor.ts'
import { tighterLimit } from './tighterLimit.ts'
import type { GivenAnswer } from './turnTypes.ts'

/** What one model made of a turn, or why it made nothing. */
export interface Attempt {
  readonly answer: Answer | null
  readonly failure: Failure | null
  readonly destination: Destination | null
  /** Set when the answer was given before. */
  readonly given: GivenAnswer | null
  /** Under which this answer may be given again; null where it may not. */
  readonly key: string | null
  readonly epoch: Epoch | null
  readonly tightened: TurnTrace['tightened']
  /** How the prompt was made cheaper. */
  readonly squeezed: TurnTrace['squeezed']
  readonly notices: readonly string[]
}

export interface AttemptAsk {
  readonly modelId: string
  readonly strategy: AttemptRecord['strategy']
  readonly pieces: readonly Piece[]
  readonly ceiling: Label
  readonly epoch: Epoch | null
  /** Told when the first token stands. */
  readonly first: () => void
}

type Made = Pick<Attempt, 'answer' | 'failure' | 'destination' | 'given' | 'key'>

/** Lets one model answer: opens it, makes the context for it, and streams; once more with less where the other side found it too long. */
export async function attemptAnswer(ask: AnswerAsk, attempt: AttemptAsk, records: AttemptRecord[]): Promise<Attempt> {
  const { request, tools, hearing, recorder } = ask
  const startMs = recorder.elapsed()
  let report: AttemptReport | null = null
  let squeezed: TurnTrace['squeezed'] = []
  const done = (made: Made & Partial<Attempt>, modelName: string): Attempt => {
    const text = made.answer?.text ?? ''
    records.push({
      modelId: attempt.modelId, modelName, strategy: made.given === null ? attempt.strategy : 'cache', startMs, ms: recorder.elapsed() - startMs,
      outcome: made.answer?.stopped === 'cancelled' ? 'cancelled' : made.failure === null || text !== '' ? 'answered' : 'failed',
      failure: made.failure, breaker: report?.breaker ?? 'closed', retries: report?.retries ?? 0,
    })
    return { epoch: attempt.epoch, tightened: null, squeezed, notices: [], ...made }
  }

  const opened = await recorder.step('open', () => tools.models.open(attempt.modelId), (made) => made.ok ? made.value.info.name : made.error.message)
  if (!opened.ok) return done(nothing(opened.error), tools.models.peek(attempt.modelId)?.name ?? attempt.modelId)
  const model = opened.value
  const talk = await recorder.step('compact', () => talkFor({ tools, model, userMessage: request.userMessage, earlier: ask.earlier, epoch: attempt.epoch, pieces: attempt.pieces, ifSummedUp: ask.pieces.ifSummedUp }).then(asValue, asFailure),
    (made) => !made.ok ? made.error.message : made.value.made === null ? 'nothing to sum up' : `${made.value.made.messages} messages summed up`)
  if (!talk.ok) return done(nothing(talk.error), model.info.name)
  const { epoch, pieces } = talk.value
  const notices: string[] = []
  if (talk.value.made !== null) {
    hearing.compacted(talk.value.made)
    notices.push(`${talk.value.made.messages} earlier messages were summed up to make room.`)
  }

  const once = async (limitTokens: number | null): Promise<Made> => {
    const own = {
      model, profile: tools.profileOf(model), strategy: tools.strategy, firstTokenSeconds: tools.settings.firstTokenSeconds,
      ceiling: attempt.ceiling, previousPrompt: ask.previousPrompt, limitTokens,
    }
    const prepared = await recorder.step('assemble', () => makeDestination({ ...own, pieces, layers: ask.layers, condense: ask.condense })
      .then(async (made) => made.ok ? { ok: true as const, value: await squeezeTurn(made.value, own, ask.condense, tools) } : made).catch(asFailure),
    (made) => made.ok ? `${made.value.destination.context.used} of ${made.value.destination.context.window} tokens` : made.error.message)
    if (!prepared.ok) return nothing(prepared.error)
    const { destination, steps } = prepared.value
    squeezed = steps
    ask.draft.open(destination)
    const { shared = false, ...made } = await answerOrGive(ask, attempt, destination, sumOf(steps), (told) => { report = told })
    if (shared) notices.push('The very same was being asked at this moment, so both have one answer.')
    else if (made.given === null) notices.push(...truncated(model, destination, made.answer))
    return { ...made, failure: made.answer?.failure ?? null, destination }
  }

  const made = await once(null)
  const used = made.destination?.context.used ?? 0
  // What has the least already has nothing to leave out.
  if (attempt.strategy === 'minimal' || made.failure?.kind !== 'provider-overflow' || (made.answer?.text ?? '') !== '' || used === 0 || request.signal.aborted) return done({ ...made, epoch, notices }, model.info.name)
  // The other side counts in its own way: once more, smaller, before anybody is told that it is too long.
  const second = await once(tighterLimit(made.failure, used, model.windowTokens))
  const tightened = { fromTokens: used, toTokens: second.destination?.context.used ?? 0, because: made.failure.message }
  return done({ ...second, epoch, tightened, notices: [...notices, `${model.info.name} found the prompt too long, so it was made again with less.`] }, model.info.name)
}

/** An answer of before where one fits, else a new one; equal questions of one moment wait for one model call. Who asked afresh wants another answer, so that request stands alone. */
async function answerOrGive(ask: AnswerAsk, attempt: AttemptAsk, destination: Destination, squeezedTokens: number, told: (report: AttemptReport) => void): Promise<Pick<Made, 'answer' | 'given' | 'key'> & { readonly shared?: boolean }> {
  const { request, tools, hearing, recorder, draft } = ask
  const { model, context } = destination
  const key = tools.answers?.keyOf({ question: request.userMessage.text, understanding: ask.understanding, context, model, settings: tools.settings, persona: tools.persona }) ?? null
  const given = key === null || request.fresh ? null : tools.answers!.find(key, context.label, false)
  if (given !== null) {
    return { answer: give(ask, attempt, given, model), given, key }
  }

  const stream = () => recorder.step('generate', () => streamAnswer(destination, {
    conversationId: request.userMessage.conversationId, turnId: request.turnId, settings: tools.settings, signal: request.signal, keep: !tools.isTemporary, onAttempt: told,
    allowUnpriced: ask.routed.asked === 'cloud', squeezedTokens,
  }, {
    first: attempt.first,
    token: (text, offset) => { draft.append(text); hearing.token(text, offset) },
  }), (made) => `${made.text.length} characters, ${made.stopped}`)
  if (key === null || request.fresh) return { answer: await noted(ask, destination, stream), given: null, key }
  const { value, shared } = await tools.answers!.share(key, request.signal, () => noted(ask, destination, stream), (made) => made.failure === null && made.stopped === 'end' && made.doubt === undefined)
    .catch((error: unknown): { value: Answer; shared: boolean } => { if (request.signal.aborted) return { value: cancelled, shared: false }; throw error })
  if (!shared) return { answer: value, given: null, key }
  // Somebody asked the very same a moment ago: their answer is this one too, it cost once, and it is kept once, as theirs.
  show(ask, attempt, value.text)
  return { answer: { ...value, usage: null, timing: null }, given: null, key: null, shared: true }
}

async function noted({ tools }: AnswerAsk, { model, context }: Destination, stream: () => Promise<Answer>): Promise<Answer> {
  const answer = await stream()
  tools.noteUse({ model, context, usage: answer.usage, timing: answer.timing })
  return answer
}

/** Shows an answer of before as this turn's own, and books what it saved of the model that would have answered. */
export function give(ask: AnswerAsk, attempt: Pick<AttemptAsk, 'first'>, given: GivenAnswer, { info }: ChatModel): Answer {
  if (given.savedUsd !== null && given.savedUsd > 0) ask.tools.noteGiven({ modelId: info.id, modelName: info.name, savedUsd: given.savedUsd })
  show(ask, attempt, given.text)
  return { text: given.text, usage: null, timing: null, stopped: 'end', failure: null }
}

function show({ draft, hearing }: AnswerAsk, attempt: Pick<AttemptAsk, 'first'>, text: string): void {
  attempt.first()
  draft.append(text)
  hearing.token(text, 0)
}

function truncated(model: ChatModel, { context }: Destination, answer: Answer | null): string[] {
  if (answer?.usage?.reported !== true || !looksTruncated(context.used, answer.usage.promptTokens, context.counting === 'exact')) return []
  return [`${model.info.name} says that it read ${answer.usage.promptTokens} of about ${context.used} tokens: its server holds less than the window that is set for it. Set a smaller window with the provider in Settings.`]
}

function sumOf(steps: TurnTrace['squeezed']): number {
  return steps.reduce((sum, { tokens }) => sum + tokens, 0)
}

function nothing(failure: Failure): Made {
  return { answer: null, failure, destination: null, given: null, key: null }
}

/** A model that dies while it counts tells it by a throw: it is a failure to answer, like any other. */
function asFailure(error: unknown): { ok: false; error: Failure } {
  if (error instanceof FailureError) return { ok: false, error: error.failure }
  throw error
}

function asValue<T>(value: T): Result<T> {
  return { ok: true, value }
}

export const cancelled: Answer = { text: '', usage: null, timing: null, stopped: 'cancelled', failure: null }
