import type { Epoch } from '../../shared/epoch.ts'
import type { AttemptRecord } from '../../shared/health.ts'
import type { Message } from '../../shared/message.ts'
import type { Piece, PromptMessage } from '../../shared/piece.ts'
import type { Failure } from '../../shared/result.ts'
import type { MemoryAnswer, RouteRecord, TurnTrace, Understanding } from '../../shared/trace.ts'
import { strictestLabel, type Label } from '../../shared/words.ts'
import type { Route, RouteFacts } from '../router/routeTypes.ts'
import type { Recorder } from '../trace/recorder.ts'
import { attemptAnswer, cancelled, give, type Attempt, type AttemptAsk } from './attemptAnswer.ts'
import type { CondenseAsk } from './condensePieces.ts'
import { writeEmergency } from './emergency.ts'
import type { AnswerDraft } from './keepTurn.ts'
import { nobodyAnswers, type Destination, type LayerFacts } from './makeContext.ts'
import type { RoutedTurn } from './routeTurn.ts'
import type { Answer } from './streamAnswer.ts'
import type { GivenAnswer, TurnHearing, TurnRequest, TurnTools } from './turnTypes.ts'

export interface AnswerAsk {
  readonly request: TurnRequest
  readonly tools: TurnTools
  readonly hearing: TurnHearing
  readonly recorder: Recorder
  readonly routed: RoutedTurn
  readonly understanding: Understanding
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
  readonly attempts: readonly AttemptRecord[]
  /** Set when the answer was given before, and its key where it may be given again. */
  readonly given: GivenAnswer | null
  readonly key: string | null
  /** The text stands in for an answer that nobody could give. */
  readonly isEmergency: boolean
  readonly squeezed: TurnTrace['squeezed']
}

/** Failures that a smaller prompt may end. */
const smallerHelps: readonly Failure['kind'][] = ['provider-overflow', 'prompt-mismatch', 'model-memory']
/** What a prompt cannot do without. */
const leastRegions: readonly Piece['region'][] = ['core', 'message']

/**
 * The chain of seed 001, until somebody answers: the chosen model; an older answer to the very same; the model on this computer,
 * where the person allows it; that one with the least context; one memory that answers by itself; and at last what is known,
 * with the reason why nobody could answer. After the first token nothing is switched: two voices in one answer would be
 * worse than half an answer.
 */
export async function answerTurn(ask: AnswerAsk): Promise<AnswerOutcome> {
  const { request, tools, hearing, recorder, memoryAnswer, draft, routed: { chosen, asked, facts } } = ask
  const attempts: AttemptRecord[] = []
  const notices: string[] = []
  let routed = recordOf(chosen, asked, facts, ask.understanding)
  let firstTokenMs: number | null = null
  let last: Attempt = { answer: null, failure: null, destination: null, given: null, key: null, epoch: ask.epoch, tightened: null, squeezed: [], notices: [] }
  const first = () => { firstTokenMs ??= recorder.elapsed() }
  const isLost = () => last.failure !== null && (last.answer?.text ?? '') === '' && !request.signal.aborted

  const tryModel = async (attempt: Pick<AttemptAsk, 'modelId' | 'strategy' | 'pieces' | 'ceiling'>): Promise<void> => {
    // A context that was made before stays to be seen where the next one could not be made.
    const { destination, epoch } = last
    const made = await attemptAnswer(ask, { ...attempt, epoch, first }, attempts)
    last = { ...made, destination: made.destination ?? destination }
    notices.push(...made.notices)
    if (made.destination !== null) routed = { ...routed, label: made.destination.context.label }
  }

  if (request.signal.aborted || asked === 'stop') last = { ...last, answer: cancelled }
  else if (chosen.destination !== 'local' && chosen.destination !== 'cloud') last = { ...last, failure: refusal(chosen) }
  // A cloud prompt holds the words of this conversation and, by holdBackPersonal, no personal note without consent.
  else await tryModel({ modelId: chosen.modelId, strategy: 'primary', pieces: ask.pieces.forChosen, ceiling: chosen.destination === 'cloud' ? 'personal' : 'local' })

  const old = isLost() && last.key !== null && !request.fresh ? tools.answers?.find(last.key, last.destination!.context.label, true) ?? null : null
  if (old !== null) {
    notices.push(`${last.failure!.message} An older answer to the same question is shown instead.`)
    last = { ...last, answer: give(ask, { first }, old, last.destination!.model), failure: null, given: old }
    attempts.push({ modelId: '', modelName: 'Answers kept from before', strategy: 'cache', startMs: recorder.elapsed(), ms: 0, outcome: 'answered', failure: null, breaker: 'closed', retries: 0 })
  }

  const { fallbackModelId } = chosen
  if (isLost() && fallbackModelId !== null) {
    const because = last.failure!
    const fallbackName = tools.models.peek(fallbackModelId)?.name ?? fallbackModelId
    await tryModel({ modelId: fallbackModelId, strategy: 'backup', pieces: ask.pieces.forLocal, ceiling: 'local' })
    const reason = `${chosen.modelName} was asked first and did not answer; ${fallbackName} on this computer ${isLost() ? 'could not answer either' : 'answered instead'}. ${because.message}`
    routed = { ...routed, destination: 'local', modelId: fallbackModelId, modelName: fallbackName, reason, fallback: { fromModelId: chosen.modelId, fromModelName: chosen.modelName, because } }
    notices.push(`${chosen.modelName} did not answer: ${because.message} The model on this computer ${isLost() ? 'could not answer either' : 'answered instead'}.`)
  }

  if (isLost() && smallerHelps.includes(last.failure!.kind)) {
    const pieces = (routed.destination === 'cloud' ? ask.pieces.forChosen : ask.pieces.forLocal).filter((piece) => leastRegions.includes(piece.region))
    const failed = last
    await tryModel({ modelId: routed.modelId, strategy: 'minimal', pieces, ceiling: routed.destination === 'cloud' ? 'personal' : 'local' })
    if (isLost()) last = { ...last, failure: failed.failure }
    else notices.push(`${routed.modelName} could not answer with the whole context (${failed.failure!.message}), so it read your message alone: no notes and no earlier messages.`)
  }

  if (isLost() && memoryAnswer !== null) {
    notices.push(`${last.failure!.message} The answer is quoted from your memories; no model was used.`)
    routed = { ...routed, destination: 'memory', modelId: '', modelName: 'Your memories', rule: 'memory-answer', reason: 'One memory answers this by itself.' }
    attempts.push({ modelId: '', modelName: 'Your memories', strategy: 'memory', startMs: recorder.elapsed(), ms: 0, outcome: 'answered', failure: null, breaker: 'closed', retries: 0 })
    last = { ...last, answer: show(memoryAnswer.sentence), failure: null }
  }

  const emergency = isLost() ? writeEmergency(last.failure!, ask.pieces.forLocal) : null
  if (emergency !== null) {
    routed = { ...routed, label: strictestLabel([routed.label, emergency.label]) }
    attempts.push({ modelId: '', modelName: 'What is known', strategy: 'emergency', startMs: recorder.elapsed(), ms: 0, outcome: 'answered', failure: null, breaker: 'closed', retries: 0 })
    last = { ...last, answer: show(emergency.text) }
  }

  return {
    answer: last.answer, destination: last.destination, routed, failure: last.failure, firstTokenMs, epochId: last.epoch?.id ?? null,
    tightened: last.tightened, notices, attempts, given: last.given, key: last.key, isEmergency: emergency !== null, squeezed: last.squeezed,
  }

  function show(text: string): Answer {
    first()
    draft.append(text)
    hearing.token(text, 0)
    return { text, usage: null, timing: null, stopped: 'end', failure: null }
  }
}

function recordOf(chosen: Route, asked: RoutedTurn['asked'], facts: RouteFacts, understanding: Understanding): RouteRecord {
  const { modelId, modelName, rule, reason, policyRule, taskClass, difficulty, expectedCost, alternatives } = chosen
  return {
    // A question that nobody answered went nowhere.
    destination: chosen.destination === 'ask' ? 'none' : chosen.destination, modelId, modelName, rule, reason, label: 'open' satisfies Label, task: understanding.task, fallback: null,
    policyRule, taskClass, difficulty, expectedCost, alternatives: [...alternatives], facts: { ...facts, topics: [...facts.topics] }, asked,
  }
}

/** A rule that refuses is the person's own word, and a provider that rests answers again; everything else is a model that is missing. */
function refusal(chosen: Route): Failure {
  if (chosen.rule === 'policy-refuse') return { kind: 'not-allowed', message: chosen.reason, next: 'Change or switch off that rule in Settings, under Rules.' }
  const { resting } = chosen
  if (resting === null) return nobodyAnswers(chosen.reason).error
  const nobodyHere = chosen.rule === 'health' ? 'Falling back to this computer is switched off in Settings.' : 'No model on this computer can step in.'
  return { ...resting, message: `${resting.message} ${nobodyHere}`, next: [...(resting.next === undefined ? [] : [resting.next]), 'Or press “Try now” beside it in Settings, under Health.'].join(' ') }
}
