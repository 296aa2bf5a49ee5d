import type { Epoch } from '../../shared/epoch.ts'
import type { Message } from '../../shared/message.ts'
import type { Piece, PromptMessage } from '../../shared/piece.ts'
import { FailureError, type Failure, type Result } from '../../shared/result.ts'
import type { MemoryAnswer, RouteRecord, TurnTrace } from '../../shared/trace.ts'
import type { Label, TaskKind } from '../../shared/words.ts'
import type { ChatModel } from '../models/ports.ts'
import { looksTruncated } from '../models/tokens/looksTruncated.ts'
import type { Route } from '../router/route.ts'
import type { Recorder } from '../trace/recorder.ts'
import type { CondenseAsk } from './condensePieces.ts'
import type { AnswerDraft } from './keepTurn.ts'
import { makeDestination, nobodyAnswers, type Destination, type LayerFacts } from './makeContext.ts'
import { streamAnswer, type Answer } from './streamAnswer.ts'
import { talkFor } from './talkFor.ts'
import { tighterLimit } from './tighterLimit.ts'
import type { TurnHearing, TurnRequest, TurnTools } from './turnTypes.ts'

export interface AnswerAsk {
  readonly request: TurnRequest
  readonly tools: TurnTools
  readonly hearing: TurnHearing
  readonly recorder: Recorder
  readonly chosen: Route
  readonly task: TaskKind
  readonly memoryAnswer: MemoryAnswer | null
  readonly earlier: readonly Message[]
  readonly epoch: Epoch | null
  readonly layers: LayerFacts
  readonly condense: CondenseAsk
  /** What the chosen destination may see, what a model on this computer may see, and notes of this talk for when it is summed up. */
  readonly pieces: { readonly forChosen: readonly Piece[]; readonly forLocal: readonly Piece[]; readonly ifSummedUp: readonly Piece[] }
  readonly previousPrompt: readonly PromptMessage[] | null
  readonly draft: AnswerDraft
}

export interface AnswerOutcome {
  readonly answer: Answer | null
  readonly destination: Destination | null
  readonly routed: RouteRecord
  readonly failure: Failure | null
  readonly firstTokenMs: number | null
  readonly epochId: string | null
  readonly tightened: TurnTrace['tightened']
  readonly notices: readonly string[]
}

type Attempt = { readonly answer: Answer | null; readonly failure: Failure | null }

/**
 * Assembles for the chosen model and lets it answer. When that fails before the first token, the model on this computer
 * may try, where the person allows it; when nobody can, one memory may answer by itself. After the first token nothing
 * is switched: two voices in one answer would be worse than half an answer.
 */
export async function answerTurn(ask: AnswerAsk): Promise<AnswerOutcome> {
  const { request, tools, hearing, recorder, chosen, memoryAnswer, draft } = ask
  const notices: string[] = []
  let routed: RouteRecord = {
    destination: chosen.destination, modelId: chosen.modelId, modelName: chosen.modelName, rule: chosen.rule, reason: chosen.reason,
    label: 'open', task: ask.task, fallback: null,
  }
  let destination: Destination | null = null
  let firstTokenMs: number | null = null
  let epoch = ask.epoch
  let tightened: TurnTrace['tightened'] = null

  const assembleAndAnswer = async (model: ChatModel, pieces: readonly Piece[], ceiling: Label, limitTokens: number | null): Promise<Attempt> => {
    const prepared = await recorder.step('assemble', () => makeDestination({
      model, profile: tools.profileOf(model), pieces, layers: ask.layers, condense: ask.condense, strategy: tools.strategy, firstTokenSeconds: tools.settings.firstTokenSeconds,
      ceiling, previousPrompt: ask.previousPrompt, limitTokens,
    }).catch(asFailure), (made) => made.ok ? `${made.value.context.used} of ${made.value.context.window} tokens` : made.error.message)
    if (!prepared.ok) return { answer: null, failure: prepared.error }
    destination = prepared.value
    routed = { ...routed, label: prepared.value.context.label }
    draft.open(prepared.value)
    const answer = await recorder.step('generate', () => streamAnswer(prepared.value, request.userMessage.conversationId, tools.settings, request.signal, {
      first: () => { firstTokenMs = recorder.elapsed() },
      token: (text, offset) => { draft.append(text); hearing.token(text, offset) },
    }, !tools.isTemporary), (made) => `${made.text.length} characters, ${made.stopped}`)
    tools.noteUse({ model, context: prepared.value.context, usage: answer.usage, timing: answer.timing })
    const { context } = prepared.value
    if (answer.usage?.reported === true && looksTruncated(context.used, answer.usage.promptTokens, context.counting === 'exact')) {
      notices.push(`${model.info.name} says that it read ${answer.usage.promptTokens} of about ${context.used} tokens: its server holds less than the window that is set for it. Set a smaller window with the provider in Settings.`)
    }
    return { answer, failure: answer.failure }
  }

  const attempt = async (modelId: string, pieces: readonly Piece[], ceiling: Label): Promise<Attempt> => {
    const opened = await recorder.step('open', () => tools.models.open(modelId), (made) => made.ok ? made.value.info.name : made.error.message)
    if (!opened.ok) return { answer: null, failure: opened.error }
    const model = opened.value
    const talk = await recorder.step('compact', () => talkFor({ tools, model, userMessage: request.userMessage, earlier: ask.earlier, epoch, pieces, ifSummedUp: ask.pieces.ifSummedUp }).then(asValue, asFailure),
      (made) => !made.ok ? made.error.message : made.value.made === null ? 'nothing to sum up' : `${made.value.made.messages} messages summed up`)
    if (!talk.ok) return { answer: null, failure: talk.error }
    epoch = talk.value.epoch
    if (talk.value.made !== null) {
      hearing.compacted(talk.value.made)
      notices.push(`${talk.value.made.messages} earlier messages were summed up to make room.`)
    }
    const first = await assembleAndAnswer(model, talk.value.pieces, ceiling, null)
    const used = (destination as Destination | null)?.context.used ?? 0
    if (first.failure?.kind !== 'provider-overflow' || (first.answer?.text ?? '') !== '' || used === 0 || request.signal.aborted) return first
    // The other side counts in its own way: once more, smaller, before anybody is told that it is too long.
    const limit = tighterLimit(first.failure, used, model.windowTokens)
    const second = await assembleAndAnswer(model, talk.value.pieces, ceiling, limit)
    tightened = { fromTokens: used, toTokens: (destination as Destination | null)?.context.used ?? 0, because: first.failure.message }
    notices.push(`${model.info.name} found the prompt too long, so it was made again with less.`)
    return second
  }

  // A cloud prompt holds the words of this conversation and, by holdBackPersonal, no personal note without consent.
  const ceiling: Label = chosen.destination === 'cloud' ? 'personal' : 'local'
  let { answer, failure } = request.signal.aborted ? { answer: cancelled, failure: null }
    : chosen.destination === 'none' ? { answer: null, failure: nobodyAnswers(chosen.reason).error }
      : await attempt(chosen.modelId, ask.pieces.forChosen, ceiling)

  const { fallbackModelId } = chosen
  if (failure !== null && (answer?.text ?? '') === '' && fallbackModelId !== null && !request.signal.aborted) {
    const because = failure
    const fallbackName = tools.models.peek(fallbackModelId)?.name ?? fallbackModelId
    ;({ answer, failure } = await attempt(fallbackModelId, ask.pieces.forLocal, 'local'))
    routed = { ...routed, destination: 'local', modelId: fallbackModelId, modelName: fallbackName, fallback: { fromModelId: chosen.modelId, fromModelName: chosen.modelName, because } }
    const outcome = failure === null || (answer?.text ?? '') !== '' ? 'answered instead' : 'could not answer either'
    notices.push(`${chosen.modelName} did not answer: ${because.message} The model on this computer ${outcome}.`)
  }

  if (failure !== null && (answer?.text ?? '') === '' && memoryAnswer !== null) {
    notices.push(`${failure.message} The answer is quoted from your memories; no model was used.`)
    routed = { ...routed, destination: 'memory', modelId: '', modelName: 'Your memories', rule: 'memory-answer', reason: 'One memory answers this by itself.' }
    firstTokenMs = recorder.elapsed()
    answer = { text: memoryAnswer.sentence, usage: null, timing: null, stopped: 'end', failure: null }
    failure = null
    draft.append(answer.text)
    hearing.token(answer.text, 0)
  }
  return { answer, destination, routed, failure, firstTokenMs, epochId: epoch?.id ?? null, tightened, notices }
}

/** A model that dies while it counts tells it by a throw: it is a failure to answer, like any other. */
function asFailure(error: unknown): { ok: false; error: Failure } {
  if (error instanceof FailureError) return { ok: false, error: error.failure }
  throw error
}

function asValue<T>(value: T): Result<T> {
  return { ok: true, value }
}

const cancelled: Answer = { text: '', usage: null, timing: null, stopped: 'cancelled', failure: null }
