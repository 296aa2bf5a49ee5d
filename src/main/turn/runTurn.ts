import type { Memory } from '../../shared/memory.ts'
import type { Message } from '../../shared/message.ts'
import type { Piece } from '../../shared/piece.ts'
import type { FocusDirective, TurnTrace, Understanding } from '../../shared/trace.ts'
import { strictestLabel } from '../../shared/words.ts'
import { planTurn } from '../context/plan.ts'
import { answerFromMemory } from '../memory/answerFromMemory.ts'
import { isInScope } from '../memory/scope.ts'
import type { Recalled } from '../memory/recall.ts'
import type { Embedder } from '../models/ports.ts'
import { newId } from '../platform/ids.ts'
import { screen, type LeftOut } from '../privacy/screen.ts'
import { listPinned } from '../storage/memories.ts'
import { getTraceJustKept, getTraceOfMessage } from '../storage/traces.ts'
import { createRecorder } from '../trace/recorder.ts'
import { readMood } from '../understand/mood.ts'
import { understand } from '../understand/understand.ts'
import { answerTurn, type AnswerOutcome } from './answerTurn.ts'
import { concludeTurn } from './concludeTurn.ts'
import { countHistory } from './countHistory.ts'
import { earlierFlags, noFlags } from './earlierFlags.ts'
import { epochFor, findableOwn } from './epochs.ts'
import { focusTurn, goalLikeness } from './focusTurn.ts'
import { gatherPieces, notesOf } from './gatherPieces.ts'
import { holdBackPersonal, holdBackTalk } from './holdBack.ts'
import { beginAnswer, keepTurn } from './keepTurn.ts'
import { learnFacts, nothingLearned } from './learnFacts.ts'
import { markReplaced } from './markReplaced.ts'
import { recallTurn, type RecalledTurn } from './recallTurn.ts'
import { routeTurn } from './routeTurn.ts'
import { selectRecalled } from './selectRecalled.ts'
import type { AnswerToKeep, TurnHearing, TurnRequest, TurnTools } from './turnTypes.ts'

/** Pinned memories stand in every prompt; the region's budget ends them anyway. */
const pinnedLimit = 50

/**
 * One turn, top to bottom: the only place that knows the order of the stages. Nothing below a line is known to anything
 * above it. The user's message is already committed; what comes back is already kept.
 */
export async function runTurn(request: TurnRequest, tools: TurnTools, hearing: TurnHearing): Promise<TurnTrace> {
  const { userMessage, earlier } = request
  const { settings, strategy, goal } = tools
  const recorder = createRecorder(tools.clock.elapsed, hearing.stage)
  const { step, markFailed } = recorder
  const startedAt = tools.clock.now()
  const notices: string[] = []

  const { vector, searchVector, understanding } = await step('understand', () => readMessage(request, tools),
    (read) => `${read.understanding.task} ${Math.round(read.understanding.confidence * 100)} %, ${read.understanding.language}`)
  if (vector === null) markFailed('understand', 'the embedding model did not answer')

  const plan = await step('plan', () => planTurn(understanding, userMessage.text, { full: strategy.plan, goal, recent: earlier.slice(-4).map((message) => message.text), now: startedAt }),
    (made) => made.providers.join(' and ') || 'nothing to ask')

  const epoch = epochFor(tools.write, userMessage.conversationId, [...earlier, userMessage])
  const own = findableOwn(earlier, epoch, strategy.compression.keepMessages)
  const sources = await step('recall', () => recallTurn({ request, understanding, plan, searchVector, own, now: startedAt }, tools), sayRecalled)
  const { recalled, loaded } = sources
  if (sources.problems.length > 0) markFailed('recall', sources.problems.join(' '))
  notices.push(...sources.notices)
  const memoryAnswer = settings.answerFromMemory ? answerFromMemory(userMessage.text, understanding, recalled.found, startedAt) : null
  if (memoryAnswer !== null) hearing.quoted(memoryAnswer)

  const isSoon = (one: Recalled) => one.message !== null && own.soon.has(one.message.id)
  const isHere = (memory: Memory) => isInScope(memory, userMessage.conversationId, tools.projectId)
  const screened = await step('screen', () => {
    const pinned = listPinned(tools.library, pinnedLimit).filter(isHere)
    const gathered = gatherPieces({ userMessage, earlier, epoch, pinned, recalled: recalled.found.filter((one) => !isSoon(one)), loaded, pinnedPieces: tools.rules.pinned })
    const current = markReplaced({ pieces: gathered, question: userMessage.text, isInScope: isHere }, tools.library)
    const { kept: wanted, out: off } = leaveSwitchedOff(current.kept, tools.rules.off)
    const { kept, held } = holdBackTalk(wanted, userMessage.text)
    const clean = screen(kept)
    // What stands in the history still: a note only once a summary takes its place.
    const soon = leaveSwitchedOff(notesOf(recalled.found.filter(isSoon)), tools.rules.off).kept.filter((piece) => (piece.score ?? 0) >= strategy.retrieval.threshold)
    return { kept: clean.kept, out: [...current.out, ...off, ...held, ...clean.out], soon: screen(holdBackTalk(soon, userMessage.text).kept).kept }
  }, ({ kept, out }) => `${kept.length} kept, ${out.length} left out`)

  const selected = await step('select', () => selectRecalled({ pieces: screened.kept, question: userMessage.text, questionVector: searchVector, retrieval: strategy.retrieval, switchedOff: tools.rules.off }, tools.library, tools.index),
    ({ kept, out }) => `${kept.length} kept, ${out.length} left out`)

  const routed = await step('route', () => routeTurn({ request, understanding, pieces: selected.kept }, tools), (made) => made.chosen.reason)
  const { chosen } = routed
  // Who picked a model and got another one is told under the answer, not in the trace alone.
  if (chosen.destination === 'local' && isCloudPick(request, tools)) notices.push(chosen.reason)
  const allowed = chosen.destination === 'cloud' && chosen.ceiling === 'open' ? holdBackPersonal(selected.kept) : { kept: selected.kept, held: [] }

  const previous = turnBefore(request, tools)
  const { learning } = settings
  const learned = await step('learn', () => learning === 'off' || tools.isTemporary ? nothingLearned
    : learnFacts({ message: userMessage, lastAnswer: earlier.findLast((message) => message.role === 'assistant') ?? null, previous, mode: learning, fading: settings.fading, now: startedAt, newMemoryId: () => newId('y', tools.clock.now()) }, tools.write),
    ({ facts }) => facts.length === 0 ? 'nothing new' : `${facts.length} ${facts.length === 1 ? 'fact' : 'facts'}`).catch((error: unknown) => {
    tools.log.warn(`nothing could be learned from a message: ${error instanceof Error ? error.message : String(error)}`)
    return nothingLearned
  })
  if (learned.heldBack > 0) notices.push(learned.heldBack === 1 ? 'One fact was not learned, because you had it forgotten before. Add it by hand if you want it back.' : `${learned.heldBack} facts were not learned, because you had them forgotten before. Add them by hand if you want them back.`)

  const focus = strategy.focus ? await focusTurn({ question: userMessage.text, understanding, plan, pieces: allowed.kept, goal }, tools, request.signal) : null
  // Flags speak of notes of the turn before, which the cloud may not have seen.
  const passedOver = chosen.destination === 'cloud' && chosen.ceiling === 'open' ? noFlags : earlierFlags(previous, tools.rules.off, tools.write)
  const answerId = newId('m', tools.clock.now())
  const outcome = await answerTurn({
    request, tools, hearing, recorder, routed, understanding, memoryAnswer, earlier, epoch,
    layers: {
      persona: tools.persona, ownWords: settings.persona, mood: readMood(userMessage.text), plan: strategy.plan ? plan : null, goal, question: userMessage.text,
      goalLikeness: await goalLikeness(goal, vector, tools), turns: Math.floor(earlier.length / 2), task: understanding.task,
      documents: allowed.kept.filter((piece) => piece.region === 'documents' || piece.region === 'results'),
      focus: focus?.text ?? null, flags: passedOver.flags, lastAnswerUsed: previous?.fidelity?.score ?? null,
      noteLabel: strictestLabel([...allowed.kept.filter((piece) => piece.region !== 'message').map((piece) => piece.label), passedOver.label]),
    },
    condense: { question: userMessage.text, questionVector: vector, embed: (texts) => tools.models.embedder.embed(texts) },
    pieces: { forChosen: allowed.kept, forLocal: selected.kept, ifSummedUp: chosen.destination === 'cloud' && chosen.ceiling === 'open' ? [] : screened.soon },
    previousPrompt: previous?.context?.prompt ?? null,
    draft: beginAnswer(tools, request, answerId),
  })

  const trace = concludeTurn({
    request, answerId, startedAt, totalMs: recorder.elapsed(), understanding, plan, memoryAnswer, outcome,
    focus: focus === null ? null : directiveOf(focus, outcome.destination?.context.pieces ?? []), strategyName: tools.strategyName,
    fullHistoryTokens: await countHistory(earlier, userMessage, outcome.destination?.model ?? null),
    leftOut: [...screened.out, ...selected.out, ...(outcome.routed.destination === 'cloud' ? allowed.held : [])],
    learned: learned.facts, sources: sources.records, near: nearOf(request, tools, outcome, vector), notices: [...notices, ...outcome.notices],
  })
  return step('keep', () => keepTurn(tools, request, { ...trace, stages: recorder.stages.map((stage) => ({ ...stage })) }, outcome.answer?.text ?? '', learned, toKeep(trace, outcome, vector), outcome.failure === null ? outcome.answer?.cut ?? null : null), (kept) => kept.status)
}

/** True where the person picked the cloud, for this conversation or for this turn. */
function isCloudPick({ modelId }: TurnRequest, { candidates: { pinned, loopbackProviders }, models }: TurnTools): boolean {
  const picked = modelId === null ? pinned : models.peek(modelId)
  return picked !== null && picked.place === 'cloud' && !loopbackProviders.includes(picked.providerId ?? '')
}

/** A like question of before, to be offered beside this answer. */
function nearOf({ fresh, userMessage }: TurnRequest, { answers }: TurnTools, { given, routed }: AnswerOutcome, vector: Float32Array | null): TurnTrace['near'] {
  if (fresh || given !== null || vector === null) return null
  const found = answers?.near(vector, userMessage.text, routed.label, routed.modelId) ?? null
  return found === null ? null : { turnId: found.turnId, messageId: found.messageId, at: found.at, similarity: found.similarity }
}

/** What is kept so that this answer may be given again; null where it may not, or where it was given before itself. */
function toKeep(trace: TurnTrace, { answer, key, given, failure }: AnswerOutcome, vector: Float32Array | null): AnswerToKeep | null {
  if (key === null || given !== null || failure !== null || answer === null || answer.stopped !== 'end' || answer.doubt !== undefined || trace.answerMessageId === null) return null
  return {
    key, messageId: trace.answerMessageId, questionId: trace.userMessageId, turnId: trace.turnId, text: answer.text, label: trace.route?.label ?? 'personal',
    modelId: trace.route?.modelId ?? '', costUsd: trace.costKnown ? trace.cost : null, tookMs: trace.totalMs, vector,
  }
}

/** What a message says, with its vector by the model that came along, and by the one that the index is searched with. */
async function readMessage(request: TurnRequest, tools: TurnTools): Promise<{ vector: Float32Array | null; searchVector: Float32Array | null; understanding: Understanding }> {
  const { text } = request.userMessage
  const { searcher, models: { embedder } } = tools
  const embed = async (by: Embedder): Promise<Float32Array | null> => (await by.embed([text], 'question'))[0] ?? null
  const failed = (error: unknown) => {
    tools.log.warn(`a message could not be embedded: ${error instanceof Error ? error.message : String(error)}`)
    return null
  }
  const isOne = searcher.modelId === embedder.modelId
  const [vector, other] = await Promise.all([embed(embedder).catch(failed), isOne ? null : embed(searcher).catch(failed)])
  const searchVector = isOne ? vector : other
  if (vector === null) return { vector, searchVector, understanding: notUnderstood }
  const said = (role: Message['role']) => request.earlier.findLast((message) => message.role === role)?.text ?? null
  return {
    vector, searchVector,
    understanding: understand({ text, vector, previousUserText: said('user'), previousAnswer: said('assistant'), now: tools.clock.now() }, tools.prototypes, tools.heads),
  }
}

/** What the person switched off in this conversation stays out, wherever it would have stood; their message and the rules cannot be. */
function leaveSwitchedOff(pieces: readonly Piece[], off: ReadonlySet<string>): { kept: Piece[]; out: LeftOut[] } {
  const isOff = (piece: Piece) => off.has(piece.id) && piece.region !== 'message' && piece.region !== 'core'
  return {
    kept: pieces.filter((piece) => !isOff(piece)),
    out: pieces.filter(isOff).map((piece) => ({ piece, code: 'switched-off', reason: 'Left out: switched off by you in this conversation.' })),
  }
}

/** The turn that this one follows on its own branch, answered or not; what was said on another branch is another talk. */
function turnBefore(request: TurnRequest, tools: TurnTools): TurnTrace | null {
  const last = request.earlier.at(-1)
  try {
    if (last?.role === 'user') return getTraceOfMessage(tools.write, last)
    const turnId = last?.turnId ?? null
    return turnId === null ? null : getTraceJustKept(tools.write, turnId)
  } catch (error) {
    tools.log.warn(`the context of the turn before could not be read: ${String(error)}`)
    return null
  }
}

/** The directive as the trace tells it: whether it stood in the prompt. */
function directiveOf(focus: Omit<FocusDirective, 'given' | 'reason'>, pieces: readonly { readonly id: string; readonly outcome: string }[]): FocusDirective {
  const piece = pieces.find((one) => one.id === 'steering:focus')
  if (piece === undefined) return { ...focus, given: false, reason: 'Not given to a small model: it would recite it.' }
  return piece.outcome === 'out' ? { ...focus, given: false, reason: 'There was no room for it.' } : { ...focus, given: true, reason: 'Stood before the question.' }
}

/** What a turn goes on with when the embedding model is gone: ask the memories, promise nothing. */
const notUnderstood: Understanding = {
  task: 'chat', confidence: 0, alternatives: [], topics: [], language: 'und', difficulty: 0.5, isQuestion: true, needsMemory: true,
  intent: null, inScope: true, isFollowUp: false, taskClass: 'medium', entities: [], times: [], needs: { memory: true, files: false, tools: false, fresh: false, arithmetic: false },
}

function sayRecalled({ recalled, records, loaded }: RecalledTurn): string {
  const others = records.filter(({ id, state }) => id !== 'recall' && state === 'delivered').map(({ name }) => name)
  return `${recalled.found.length} found${others.length === 0 ? '' : `, ${loaded.length} more from ${others.join(', ')}`}`
}
