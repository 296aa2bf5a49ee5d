import type { TurnTrace, Understanding } from '../../shared/trace.ts'
import { strictestLabel } from '../../shared/words.ts'
import { planTurn } from '../context/plan.ts'
import { answerFromMemory } from '../memory/answerFromMemory.ts'
import { recall } from '../memory/recall.ts'
import { newId } from '../platform/ids.ts'
import { screen } from '../privacy/screen.ts'
import { route } from '../router/route.ts'
import { listMemories } from '../storage/memories.ts'
import { getTrace } from '../storage/traces.ts'
import { createRecorder } from '../trace/recorder.ts'
import { understand } from '../understand/understand.ts'
import { answerTurn } from './answerTurn.ts'
import { concludeTurn } from './concludeTurn.ts'
import { gatherPieces } from './gatherPieces.ts'
import { bindingLabel, holdBackPersonal, holdBackTalk } from './holdBack.ts'
import { beginAnswer, keepTurn } from './keepTurn.ts'
import { learnFacts } from './learnFacts.ts'
import { recallPorts } from './recallPorts.ts'
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
  const { settings } = tools
  const recorder = createRecorder(tools.clock.elapsed, hearing.stage)
  const { step, markFailed } = recorder
  const startedAt = tools.clock.now()
  const notices: string[] = []

  const { vector, understanding } = await step('understand', () => readMessage(request, tools),
    (read) => `${read.understanding.task} ${Math.round(read.understanding.confidence * 100)} %, ${read.understanding.language}`)
  if (vector === null) markFailed('understand', 'the embedding model did not answer')

  const plan = await step('plan', () => planTurn(understanding, userMessage.text), (made) => made.providers.join(' and ') || 'nothing to ask')

  const recalled = await step('recall', async () => {
    if (plan.providers.length === 0) return { found: [], problems: [] }
    const incomplete = await tools.indexSettled()
    if (incomplete !== null) notices.push(incomplete)
    return recall({ text: plan.query, vector, conversationId: userMessage.conversationId, now: startedAt, understanding, limit: recallLimit }, recallPorts(tools.write, tools.index))
  }, ({ found }) => `${found.length} found`).catch((error: unknown) => {
    tools.log.warn(`recall failed: ${error instanceof Error ? error.message : String(error)}`)
    return { found: [], problems: ['The search over memories did not answer, so none are used in this turn.'] }
  })
  if (recalled.problems.length > 0) markFailed('recall', recalled.problems.join(' '))
  notices.push(...recalled.problems)
  const memoryAnswer = settings.answerFromMemory ? answerFromMemory(userMessage.text, understanding, recalled.found, startedAt) : null
  if (memoryAnswer !== null) hearing.quoted(memoryAnswer)

  const screened = await step('screen', () => {
    const pinned = listMemories(tools.write, { kind: null, state: 'active', pinned: true, conversationId: null, cursor: null, limit: pinnedLimit }).items
    const gathered = gatherPieces({ userMessage, earlier: request.earlier, pinned, recalled: recalled.found, persona: settings.persona })
    const { kept, held } = holdBackTalk(gathered, userMessage.text)
    const clean = screen(kept)
    return { kept: clean.kept, out: [...held, ...clean.out] }
  }, ({ kept, out }) => `${kept.length} kept, ${out.length} left out`)

  const chosen = await step('route', () => {
    const { route: conversationRoute, ...models } = tools.candidates
    return route({ understanding, label: strictestLabel(screened.kept.map(bindingLabel)), conversationRoute, settings, offline: tools.offline, ...models })
  }, (made) => made.reason)
  const allowed = chosen.destination === 'cloud' && chosen.ceiling === 'open' ? holdBackPersonal(screened.kept) : { kept: screened.kept, held: [] }

  const previous = turnBefore(request, tools)
  const learned = await step('learn', () => settings.learning === 'off' ? { writes: [], facts: [] } : learnFacts(userMessage, previous, tools.write, startedAt, () => newId('y', tools.clock.now())),
    ({ facts }) => facts.length === 0 ? 'nothing new' : `${facts.length} ${facts.length === 1 ? 'fact' : 'facts'}`).catch((error: unknown) => {
    tools.log.warn(`nothing could be learned from a message: ${error instanceof Error ? error.message : String(error)}`)
    return { writes: [], facts: [] }
  })

  const answerId = newId('m', tools.clock.now())
  const outcome = await answerTurn({
    request, tools, hearing, recorder, chosen, task: understanding.task, memoryAnswer,
    pieces: { forChosen: allowed.kept, forLocal: screened.kept },
    previousPrompt: previous?.context?.prompt ?? null,
    draft: beginAnswer(tools, request, answerId),
  })

  const trace = concludeTurn({
    request, answerId, startedAt, totalMs: recorder.elapsed(), understanding, plan, memoryAnswer, outcome,
    leftOut: [...screened.out, ...(outcome.routed.destination === 'cloud' ? allowed.held : [])],
    learned: learned.facts, notices: [...notices, ...outcome.notices],
  })
  return step('keep', () => keepTurn(tools, request, { ...trace, stages: recorder.stages.map((stage) => ({ ...stage })) }, outcome.answer?.text ?? '', learned), (kept) => kept.status)
}

async function readMessage(request: TurnRequest, tools: TurnTools): Promise<{ vector: Float32Array | null; understanding: Understanding }> {
  const { text } = request.userMessage
  try {
    const vector = (await tools.models.embedder.embed([text]))[0]!
    const previousUserText = request.earlier.findLast((message) => message.role === 'user')?.text ?? null
    return { vector, understanding: understand({ text, vector, previousUserText }, tools.prototypes) }
  } catch (error) {
    tools.log.warn(`a message could not be embedded: ${error instanceof Error ? error.message : String(error)}`)
    return { vector: null, understanding: notUnderstood }
  }
}

/** The turn that this one follows on its own branch; what was said on another branch is another talk. */
function turnBefore(request: TurnRequest, tools: TurnTools): TurnTrace | null {
  const turnId = request.earlier.findLast((message) => message.role === 'assistant')?.turnId ?? null
  return turnId === null ? null : getTrace(tools.write, turnId)
}

/** What a turn goes on with when the embedding model is gone: ask the memories, promise nothing. */
const notUnderstood: Understanding = {
  task: 'chat', confidence: 0, alternatives: [], topics: [], language: 'und', difficulty: 0.5, isQuestion: true, needsMemory: true,
}
