import type { Failure } from '../../shared/result.ts'
import type { RouteRecord, TurnTrace } from '../../shared/trace.ts'
import { strictestLabel, type Label } from '../../shared/words.ts'
import { explainContext } from '../context/explain.ts'
import { planTurn } from '../context/plan.ts'
import { answerFromMemory } from '../memory/answerFromMemory.ts'
import { recall } from '../memory/recall.ts'
import { newId } from '../platform/ids.ts'
import { screen } from '../privacy/screen.ts'
import { route } from '../router/route.ts'
import { costOf } from '../spend/costOf.ts'
import { listMemories } from '../storage/memories.ts'
import { latestTrace } from '../storage/traces.ts'
import { createRecorder } from '../trace/recorder.ts'
import { markUsed } from '../trace/markUsed.ts'
import { understand } from '../understand/understand.ts'
import { gatherPieces } from './gatherPieces.ts'
import { beginAnswer, keepTurn } from './keepTurn.ts'
import { learnFacts } from './learnFacts.ts'
import { nobodyAnswers, openDestination, type Destination } from './openDestination.ts'
import { recallPorts } from './recallPorts.ts'
import { streamAnswer, type Answer } from './streamAnswer.ts'
import type { TurnHearing, TurnRequest, TurnTools } from './turnTypes.ts'

/** How many recalled notes are looked at; the budget decides how many go in. */
const recallLimit = 24
/** Pinned memories stand in every prompt; the region's budget ends them anyway. */
const pinnedLimit = 50

/**
 * One turn, top to bottom: the only place that knows the order of the stages. Nothing below a line is known to anything
 * above it. The user's message is already committed; what comes back is already kept.
 */
export async function runTurn(request: TurnRequest, tools: TurnTools, hearing: TurnHearing): Promise<TurnTrace> {
  const { userMessage } = request
  const { step, stages, elapsed, markFailed } = createRecorder(tools.clock.elapsed, hearing.stage)
  const startedAt = tools.clock.now()
  const notices: string[] = []

  const understood = await step('understand', async () => {
    const vector = await embedOrNull(tools, userMessage.text)
    if (vector === null) return { vector, understanding: null }
    return { vector, understanding: understand({ text: userMessage.text, vector, previousUserText: previousUserText(request) }, tools.prototypes) }
  }, ({ understanding }) => understanding === null ? 'no embedding model, words only' : `${understanding.task} ${percent(understanding.confidence)}, ${understanding.language}`)
  if (understood.vector === null) markFailed('understand', 'the embedding model did not answer')
  const { vector, understanding } = understood

  const plan = await step('plan', () => planTurn(understanding, userMessage.text), (made) => made.providers.join(' and ') || 'nothing to ask')

  const outcome = await step('recall', async () => {
    if (plan.providers.length === 0) return { found: [], problems: [] }
    await tools.indexSettled()
    return recall({ text: plan.query, vector, conversationId: userMessage.conversationId, now: startedAt, understanding, limit: recallLimit }, recallPorts(tools.write, tools.index))
  }, ({ found }) => `${found.length} found`).catch(() => ({ found: [], problems: ['The search over memories did not answer, so none are used in this turn.'] }))
  if (outcome.problems.length > 0) {
    markFailed('recall', outcome.problems.join(' '))
    notices.push(...outcome.problems)
  }
  const memoryAnswer = tools.settings.answerFromMemory ? answerFromMemory(userMessage.text, understanding, outcome.found, startedAt) : null
  if (memoryAnswer !== null) hearing.quoted(memoryAnswer)

  const screened = await step('screen', () => {
    const pinned = listMemories(tools.write, { kind: null, state: 'active', pinned: true, conversationId: null, cursor: null, limit: pinnedLimit }).items
    return screen(gatherPieces({ userMessage, earlier: request.earlier, pinned, recalled: outcome.found, persona: tools.settings.persona }))
  }, ({ kept, out }) => `${kept.length} kept, ${out.length} left out`)

  const chosen = await step('route', () => route({
    understanding, label: strictestLabel(screened.kept.filter(bindsRoute).map((piece) => piece.label)),
    conversationRoute: tools.candidates.route, settings: tools.settings, offline: tools.offline,
    local: tools.candidates.local, cloud: tools.candidates.cloud, pinned: tools.candidates.pinned,
  }), (made) => made.reason)
  let routed: RouteRecord = {
    destination: chosen.destination, modelId: chosen.modelId, modelName: tools.models.peek(chosen.modelId)?.name ?? '', rule: chosen.rule, reason: chosen.reason,
    label: strictestLabel(screened.kept.filter(bindsRoute).map((piece) => piece.label)), task: understanding?.task ?? 'chat', fallback: null,
  }

  const previousPrompt = latestTrace(tools.write, userMessage.conversationId)?.context?.prompt ?? null
  const prepare = (modelId: string, ceiling: Label) => step('assemble',
    () => openDestination(tools.models, modelId, screened.kept, tools.settings, ceiling, previousPrompt),
    (made) => made.ok ? `${made.value.context.used} of ${made.value.context.window} tokens` : made.error.message)

  const learned = await step('learn', () => tools.settings.learning === 'off' ? { writes: [], facts: [] } : learnFacts(userMessage, tools.write, startedAt, () => newId('y', tools.clock.now())),
    ({ facts }) => facts.length === 0 ? 'nothing new' : `${facts.length} ${facts.length === 1 ? 'fact' : 'facts'}`).catch(() => ({ writes: [], facts: [] }))

  const answerId = newId('m', tools.clock.now())
  const draft = beginAnswer(tools, request, answerId)
  let destination: Destination | null = null
  let answer: Answer | null = null
  let failure: Failure | null = null
  let firstTokenMs: number | null = null

  const attempt = async (modelId: string, ceiling: Label): Promise<Answer | null> => {
    const prepared = await prepare(modelId, ceiling)
    if (!prepared.ok) { failure = prepared.error; return null }
    destination = prepared.value
    draft.open(destination)
    const ready = destination
    return step('generate', () => streamAnswer(ready, userMessage.conversationId, tools.settings, chosen.ceiling, request.signal, {
      first: () => { firstTokenMs = elapsed() },
      token: (text, offset) => { draft.append(text); hearing.token(text, offset) },
    }), (made) => `${made.text.length} characters, ${made.stopped}`)
  }

  if (chosen.destination === 'none') {
    failure = nobodyAnswers(chosen.reason).error
  } else if (request.signal.aborted) {
    answer = { text: '', usage: null, stopped: 'cancelled', failure: null }
  } else {
    answer = await attempt(chosen.modelId, chosen.destination === 'local' || isLoopback(tools, chosen.modelId) ? 'local' : chosen.ceiling)
    failure = answer?.failure ?? failure
    // Never after the first token: a switched answer would be two voices in one.
    const fallbackId = chosen.fallbackModelId
    if (failure !== null && (answer?.text ?? '') === '' && fallbackId !== null && tools.settings.fallbackToLocal && !request.signal.aborted) {
      routed = { ...routed, destination: 'local', modelId: fallbackId, modelName: tools.models.peek(fallbackId)?.name ?? fallbackId, fallback: { fromModelId: routed.modelId, fromModelName: routed.modelName, because: failure } }
      notices.push(`${routed.fallback!.fromModelName} did not answer: ${failure.message} The model on this computer answered instead.`)
      failure = null
      answer = await attempt(fallbackId, 'local')
      failure = answer?.failure ?? failure
    }
  }

  // No model could answer, but one memory can: quote it, and say so.
  if ((answer === null || (answer.failure !== null && answer.text === '')) && memoryAnswer !== null) {
    if (failure !== null) notices.push(`${failure.message} The answer is quoted from your memories; no model was used.`)
    answer = { text: memoryAnswer.sentence, usage: null, stopped: 'end', failure: null }
    failure = null
    routed = { ...routed, destination: 'memory', modelId: '', modelName: 'Your memories', rule: 'memory-answer', reason: 'One memory answers this by itself.' }
    firstTokenMs = elapsed()
    draft.append(answer.text)
    hearing.token(answer.text, 0)
  }

  const made = destination as Destination | null
  const context = made === null ? null : {
    ...made.context,
    pieces: markUsed([...made.context.pieces, ...screened.out.map(({ piece, code, reason }) => ({ ...piece, outcome: 'out' as const, code, reason, wantedTokens: piece.tokens }))], userMessage.text, answer?.text ?? ''),
  }
  if (context !== null) notices.push(...explainContext(context))
  const usage = answer?.usage ?? null
  const price = made !== null && made.model.place === 'cloud' ? made.model.price : { input: 0, output: 0 }
  const trace: TurnTrace = {
    turnId: request.turnId, conversationId: userMessage.conversationId, userMessageId: userMessage.id, answerMessageId: answerId,
    startedAt, totalMs: elapsed(), firstTokenMs,
    status: failure !== null && (answer?.text ?? '') === '' ? 'failed' : failure !== null || answer?.stopped === 'cancelled' ? 'interrupted' : 'done',
    failure, stages: [], understanding, plan, route: routed, context, usage,
    cost: usage === null ? 0 : costOf(usage, price) ?? 0,
    memoryAnswer, learned: [...learned.facts], notices,
  }
  return step('keep', () => keepTurn(tools, request, { ...trace, stages: [...stages] }, answer?.text ?? '', learned), (kept) => kept.status)
}

/**
 * Which pieces decide whether a turn may leave: the message, what was said before in this conversation, and a relevant
 * note that must stay local. A merely personal note does not hold the turn back: it stays behind itself.
 */
function bindsRoute(piece: { region: string; label: Label }): boolean {
  return piece.region === 'message' || piece.region === 'history' || piece.region === 'recent' || piece.label === 'local'
}

async function embedOrNull(tools: TurnTools, text: string): Promise<Float32Array | null> {
  try {
    return (await tools.models.embedder.embed([text]))[0] ?? null
  } catch (error) {
    tools.log.warn(`embedding failed: ${error instanceof Error ? error.message : String(error)}`)
    return null
  }
}

function previousUserText(request: TurnRequest): string | null {
  return request.earlier.findLast((message) => message.role === 'user')?.text ?? null
}

function isLoopback(tools: TurnTools, modelId: string): boolean {
  return [tools.candidates.cloud, tools.candidates.pinned].some((info) => info?.id === modelId && info.place === 'local')
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}
