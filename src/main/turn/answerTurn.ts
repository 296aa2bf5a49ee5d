import type { Piece, PromptMessage } from '../../shared/piece.ts'
import { FailureError, type Failure } from '../../shared/result.ts'
import type { MemoryAnswer, RouteRecord } from '../../shared/trace.ts'
import type { Label, TaskKind } from '../../shared/words.ts'
import type { Route } from '../router/route.ts'
import type { Recorder } from '../trace/recorder.ts'
import type { AnswerDraft } from './keepTurn.ts'
import { nobodyAnswers, openDestination, type Destination } from './openDestination.ts'
import { streamAnswer, type Answer } from './streamAnswer.ts'
import type { TurnHearing, TurnRequest, TurnTools } from './turnTypes.ts'

export interface AnswerAsk {
  readonly request: TurnRequest
  readonly tools: TurnTools
  readonly hearing: TurnHearing
  readonly recorder: Recorder
  readonly chosen: Route
  readonly task: TaskKind
  readonly memoryAnswer: MemoryAnswer | null
  /** What the chosen destination may see, and what a model on this computer may see. */
  readonly pieces: { readonly forChosen: readonly Piece[]; readonly forLocal: readonly Piece[] }
  readonly previousPrompt: readonly PromptMessage[] | null
  readonly draft: AnswerDraft
}

export interface AnswerOutcome {
  readonly answer: Answer | null
  readonly destination: Destination | null
  readonly routed: RouteRecord
  readonly failure: Failure | null
  readonly firstTokenMs: number | null
  readonly notices: readonly string[]
}

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

  const attempt = async (modelId: string, pieces: readonly Piece[], ceiling: Label): Promise<{ answer: Answer | null; failure: Failure | null }> => {
    const prepared = await recorder.step('assemble', () => openDestination(tools.models, modelId, pieces, tools.settings, ceiling, ask.previousPrompt).catch(asFailure),
      (made) => made.ok ? `${made.value.context.used} of ${made.value.context.window} tokens` : made.error.message)
    if (!prepared.ok) return { answer: null, failure: prepared.error }
    destination = prepared.value
    routed = { ...routed, label: prepared.value.context.label }
    draft.open(prepared.value)
    const answer = await recorder.step('generate', () => streamAnswer(prepared.value, request.userMessage.conversationId, tools.settings, request.signal, {
      first: () => { firstTokenMs = recorder.elapsed() },
      token: (text, offset) => { draft.append(text); hearing.token(text, offset) },
    }), (made) => `${made.text.length} characters, ${made.stopped}`)
    return { answer, failure: answer.failure }
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
    answer = { text: memoryAnswer.sentence, usage: null, stopped: 'end', failure: null }
    failure = null
    draft.append(answer.text)
    hearing.token(answer.text, 0)
  }
  return { answer, destination, routed, failure, firstTokenMs, notices }
}

/** A model that dies while it counts tells it by a throw: it is a failure to answer, like any other. */
function asFailure(error: unknown): { ok: false; error: Failure } {
  if (error instanceof FailureError) return { ok: false, error: error.failure }
  throw error
}

const cancelled: Answer = { text: '', usage: null, stopped: 'cancelled', failure: null }
