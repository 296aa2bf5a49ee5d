import type { Message, MessageStatus } from '../../shared/message.ts'
import { strictestLabel, type Label } from '../../shared/words.ts'
import { fadesAt } from '../memory/fade.ts'
import { labelOfAnswer } from '../privacy/labels.ts'
import type { TurnTrace } from '../../shared/trace.ts'
import { getConversation, updateConversation } from '../storage/conversations.ts'
import { transaction, transactionSoon } from '../storage/database.ts'
import { recordEgress } from '../storage/egress.ts'
import { withoutForgotten } from '../storage/forgottenMeanwhile.ts'
import { countUse, getMemory, loadMemories, saveMemory } from '../storage/memories.ts'
import { getMessage, insertMessage, updateMessage } from '../storage/messages.ts'
import { saveTrace } from '../storage/traces.ts'
import { summariseTurn } from '../trace/summariseTurn.ts'
import { mergeAgain, type Learned } from './learnFacts.ts'
import type { Destination } from './makeContext.ts'
import type { AnswerToKeep, TurnRequest, TurnTools } from './turnTypes.ts'

/** Text is written to disk at most this often while it streams: a killed process loses less than a second of it. */
const saveEveryMs = 500

export interface AnswerDraft {
  /** Puts the answer's row into the tree, before the model is asked for its first token. */
  open(destination: Destination): void
  append(text: string): void
}

/** The answer while it is being written: its row stands from the start, marked `streaming`, so a kill leaves it to be found. */
export function beginAnswer(tools: TurnTools, request: TurnRequest, answerId: string): AnswerDraft {
  let text = ''
  let opened = false
  let savedAt = 0
  return {
    open({ context }) {
      if (opened) return
      opened = true
      savedAt = tools.clock.elapsed()
      // Empty still: only a process that ends must leave it behind, and for that nobody waits for the disk.
      transactionSoon(tools.write, () => {
        insertMessage(tools.write, answerRow(request, answerId, '', 'streaming', context.label, tools.clock.now(), null))
        moveLeaf(tools, request, answerId)
      })
    },
    append(more) {
      text += more
      if (!opened || tools.clock.elapsed() - savedAt < saveEveryMs) return
      savedAt = tools.clock.elapsed()
      // A full disk in mid-answer must not silence the model: the person reads on, and keeping the turn decides.
      try { updateMessage(tools.write, answerId, { text }) } catch (error) { tools.log.warn(`the answer so far could not be saved: ${String(error)}`) }
    },
  }
}

/**
 * Keeps a turn whole: the answer, its trace, what was learned, what was used, what left the computer, in one transaction.
 * Either all of it is there afterwards or the answer still stands as `streaming`, to be marked interrupted.
 * @param again what lets this answer be given again; null where it may not be
 * @param cut why the answer was stopped before its end; null where it was not
 * @returns the trace as it is kept: without what was forgotten while the turn ran
 */
export function keepTurn(tools: TurnTools, request: TurnRequest, made: TurnTrace, text: string, learned: Learned, again: AnswerToKeep | null, cut: string | null): TurnTrace {
  const now = tools.clock.now()
  const status: MessageStatus = made.status
  const note = made.failure === null ? (made.status === 'interrupted' ? 'Stopped before the end.' : cut) : sentence(made.failure.message, made.failure.next)
  const label = labelOfAnswer(text, sourceLabel(tools, made))
  return transaction(tools.write, () => {
    const answerId = made.answerMessageId!
    if (getMessage(tools.write, answerId) === null) insertMessage(tools.write, answerRow(request, answerId, text, status, label, now, note))
    else updateMessage(tools.write, answerId, { text, status, note, label })
    moveLeaf(tools, request, answerId)
    const { writes, facts } = mergeAgain(learned, tools.write)
    for (const { memory, change } of writes) saveMemory(tools.write, memory, change)
    const used = (made.context?.pieces ?? []).flatMap((piece) => piece.outcome !== 'out' && piece.source.kind === 'memory' ? [piece.source.memoryId] : [])
    if (!tools.isTemporary) countUses(tools, [...new Set(used)], now)
    for (const row of tools.takeEgress()) recordEgress(tools.ledger, { ...row, turnId: tools.isTemporary ? null : request.turnId })
    const trace = withoutForgotten(tools.write, { ...made, learned: [...facts] })
    saveTrace(tools.write, trace, summariseTurn(trace))
    if (again !== null) tools.answers?.keep(tools.write, again)
    const conversation = getConversation(tools.write, request.userMessage.conversationId)
    if (conversation !== null) updateConversation(tools.write, conversation.id, { updatedAt: now })
    return trace
  })
}

/** What was used lasts longer; what had faded and was needed after all stands with the others again. */
function countUses(tools: TurnTools, ids: readonly string[], now: number): void {
  const { fading } = tools.settings
  const memories = loadMemories(tools.write, ids)
  countUse(tools.write, memories.map((memory) => ({ id: memory.id, fadesAt: fadesAt({ ...memory, uses: memory.uses + 1, lastUsedAt: now }, fading) })), now)
  for (const { id } of memories.filter((memory) => memory.state === 'faded')) {
    const used = getMemory(tools.write, id)!
    saveMemory(tools.write, { ...used, state: 'active', updatedAt: now }, { at: now, author: 'rule', action: 'revived', reason: 'It had faded and was used again.', before: null })
  }
}

function answerRow(request: TurnRequest, id: string, text: string, status: MessageStatus, label: Label, createdAt: number, note: string | null): Message {
  return {
    id, conversationId: request.userMessage.conversationId, parentId: request.userMessage.id, role: 'assistant',
    text, createdAt, status, turnId: request.turnId, label, trust: 'assistant', speaker: null, note,
  }
}

/** The shown branch follows the answer, unless the person has gone to another branch meanwhile. */
function moveLeaf(tools: TurnTools, request: TurnRequest, answerId: string): void {
  const conversation = getConversation(tools.write, request.userMessage.conversationId)
  if (conversation === null || conversation.leafId === answerId) return
  const leaf = conversation.leafId === null ? null : getMessage(tools.write, conversation.leafId)
  const stillThere = leaf === null || leaf.id === request.userMessage.id || leaf.parentId === request.userMessage.id
  if (stillThere) updateConversation(tools.write, conversation.id, { leafId: answerId })
}

/** What is derived is as private as its strictest source. */
function sourceLabel(tools: TurnTools, trace: TurnTrace): Label {
  if (trace.route?.destination === 'memory' && trace.memoryAnswer !== null) return getMemory(tools.library, trace.memoryAnswer.memoryId)?.label ?? 'personal'
  // What stands in for an answer quotes notes that no prompt held: the label of the route knows of them.
  const known = [trace.context?.label, trace.route?.label].filter((label) => label !== undefined)
  return known.length === 0 ? 'personal' : strictestLabel(known)
}

function sentence(message: string, next: string | undefined): string {
  return next === undefined ? message : `${message} ${next}`
}
