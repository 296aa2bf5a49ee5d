import type { Message } from '../../shared/message.ts'
import { fail, FailureError, ok, type Failure, type Result } from '../../shared/result.ts'
import type { TurnTrace } from '../../shared/trace.ts'
import { getConversation } from '../storage/conversations.ts'
import type { WriteDb } from '../storage/database.ts'
import { recordEgress } from '../storage/egress.ts'
import { childrenOf, pathTo, updateMessage } from '../storage/messages.ts'
import { findSupersededBy } from '../storage/findMemories.ts'
import { asFailureError } from '../storage/problems.ts'
import type { Place } from '../resilience/waitingLine.ts'
import { earlierLimit } from '../turn/turnTypes.ts'
import { ledgerOf } from './engineParts.ts'
import type { TalkEngineParts } from './talkParts.ts'
import { turnToolsFor } from './turnTools.ts'

interface Broken { readonly userMessage: Message; readonly turnId: string; readonly text: string; readonly failure: Failure }
interface Running { readonly turnId: string; readonly userMessageId: string; readonly abort: AbortController; text: string; readonly done: Promise<void> }

/** Starts, watches and stops turns: one at a time per conversation. */
export interface TurnDesk {
  /** @param wish a model for this turn alone, and whether answers of before are passed over */
  start(write: WriteDb, userMessage: Message, turnId: string, wish: { readonly modelId: string | null; readonly fresh: boolean }): Result<void>
  cancel(turnId: string): void
  /** Stops the turn of a conversation, with the question that it may wait for. */
  stop(conversationId: string): void
  isRunning(turnId: string): boolean
  running(conversationId: string): { turnId: string | null; text: string }
  busy(conversationId: string): Failure | null
  /** True while any turn runs. */
  isBusy(): boolean
  /** Loads what the first turn needs, so that it need not. */
  warmUp(): Promise<void>
  close(): Promise<void>
}

/** Taggers, date readers and language tables take half a second to load: a start does not wait for them. */
const loadTurn = () => import('../turn/runTurn.ts')

type DeskParts = Omit<TalkEngineParts, 'turns'>

export function createTurnDesk(parts: DeskParts): TurnDesk {
  const running = new Map<string, Running>()
  /** Turns that could not be kept, tried again when there may be room on the disk. */
  let broken: Broken[] = []
  let closing = false

  const markBroken = (write: WriteDb): void => { broken = broken.filter((one) => !tryToMark(parts, write, one)) }

  const busy = (conversationId: string): Failure | null => {
    if (closing) return fail('busy', 'Casement is closing.', 'Start it again; what you wrote stays as a draft.').error
    if (running.has(conversationId)) return fail('busy', 'An answer is still being written in this conversation.', 'Stop it, or wait for its end.').error
    return parts.queue.full()
  }

  return {
    busy,
    isBusy: () => running.size > 0,
    async warmUp() { await loadTurn() },
    start(write, userMessage, turnId, { modelId, fresh }) {
      const { conversationId } = userMessage
      const full = busy(conversationId)
      if (full !== null) return { ok: false, error: full }
      markBroken(write)
      parts.calibrator.giveWay()
      parts.learning.giveWay()
      parts.after.giveWay(conversationId)
      const { emit } = parts.events
      const waits = (inLine: number): void => { if (inLine > 0) emit('turn.waiting', { turnId, conversationId, inLine }) }
      const place = parts.queue.join(waits)
      if (!place.ok) return place
      const abort = new AbortController()
      let holding: Place = place.value
      abort.signal.addEventListener('abort', () => holding.leave())
      let letIndexerGo = holdIndexer(parts)
      const settle = () => { letIndexerGo(); holding.leave() }
      const { count: forgets } = parts.forgets
      const entry: Running = {
        turnId, userMessageId: userMessage.id, abort, text: '',
        // A turn begins after the call has been answered, so the caller knows its id before its first event.
        done: new Promise<void>((resolve) => { setImmediate(resolve) }).then(async () => {
          emit('turn.started', { turnId, conversationId, userMessageId: userMessage.id })
          waits(holding.inLine())
          await holding.ready
          const earlier = userMessage.parentId === null ? [] : pathTo(write, userMessage.parentId, earlierLimit)
            // An answer that nobody could give is no part of the talk.
            .filter((message) => message.text !== '' && message.status !== 'failed')
          const { runTurn } = await loadTurn()
          const tools = turnToolsFor(parts, write, { turnId, conversationId, modelId })
          // A person may take hours: whoever waits for one keeps nobody else waiting, and stands in line again afterwards.
          const askPerson: typeof tools.askPerson = async (question, signal) => {
            settle()
            const choice = await tools.askPerson(question, signal)
            if (choice === 'stop') return choice
            letIndexerGo = holdIndexer(parts)
            holding = parts.queue.rejoin(waits)
            if (signal.aborted) holding.leave()
            waits(holding.inLine())
            return await holding.ready ? choice : 'stop'
          }
          const trace = await runTurn({ turnId, userMessage, earlier, modelId, fresh, signal: abort.signal }, { ...tools, askPerson }, {
            stage: (stage, state, ms) => emit('turn.stage', { turnId, conversationId, stage, state, ms }),
            quoted: (answer) => emit('turn.quoted', { turnId, conversationId, answer }),
            compacted: () => emit('epochs.changed', { conversationId }),
            token: (text, offset) => { entry.text += text; emit('turn.token', { turnId, conversationId, text, offset }) },
          })
          running.delete(conversationId)
          // What the model read for this turn may hold what was forgotten since, or what lies in the bin now.
          if (parts.forgets.count !== forgets || getConversation(write, conversationId)?.deletedAt !== null) dropPrefix(parts, conversationId)
          after(parts, trace)
        }).catch((error: unknown) => {
          running.delete(conversationId)
          const failure = failureOf(error)
          parts.log.warn(`a turn threw: ${error instanceof Error ? error.stack ?? error.message : String(error)}`)
          recordLeft(parts, write, conversationId, turnId)
          broken.push({ userMessage, turnId, text: entry.text, failure })
          markBroken(write)
          if (!parts.isTemporary) parts.indexer.changed([userMessage.id])
          emit('turn.ended', { turnId, conversationId, status: 'failed', messageId: null, failure })
        }).finally(settle),
      }
      running.set(conversationId, entry)
      return ok(undefined)
    },
    cancel(turnId) {
      for (const entry of running.values()) if (entry.turnId === turnId) entry.abort.abort()
    },
    stop(conversationId) { running.get(conversationId)?.abort.abort() },
    isRunning: (turnId) => [...running.values()].some((entry) => entry.turnId === turnId),
    running(conversationId) {
      const entry = running.get(conversationId)
      return entry === undefined ? { turnId: null, text: '' } : { turnId: entry.turnId, text: entry.text }
    },
    async close() {
      closing = true
      for (const entry of running.values()) entry.abort.abort()
      await Promise.allSettled([...running.values()].map((entry) => entry.done))
      if (parts.store.write !== null) markBroken(parts.store.write)
    },
  }
}

/** Indexing gives way until the returned function is called. */
function holdIndexer({ indexer }: DeskParts): () => void {
  const { promise, resolve } = Promise.withResolvers<void>()
  indexer.giveWay(promise)
  return resolve
}

function dropPrefix(parts: DeskParts, conversationId: string): void {
  void parts.models.dropPrefixes([conversationId]).catch((error: unknown) => parts.log.warn(`a kept prefix could not be dropped: ${String(error)}`))
}

/** What follows a kept turn: the index learns of it, and everyone hears. */
function after(parts: DeskParts, trace: TurnTrace): void {
  const { emit } = parts.events
  // What a newer fact ended leaves the index as the newer one enters it.
  const ended = trace.learned.flatMap((fact) => fact.change === 'superseded' ? findSupersededBy(parts.store.read, fact.memoryId) : [])
  const memoryIds = [...new Set([...trace.learned.map((fact) => fact.memoryId), ...ended.map((memory) => memory.id)])]
  if (!parts.isTemporary) parts.indexer.changed([trace.userMessageId, ...(trace.answerMessageId === null ? [] : [trace.answerMessageId]), ...memoryIds])
  emit('turn.ended', { turnId: trace.turnId, conversationId: trace.conversationId, status: trace.status, messageId: trace.answerMessageId, failure: trace.failure })
  emit('conversations.changed', { conversationId: trace.conversationId })
  if (memoryIds.length > 0) emit('memories.changed', { memoryIds })
  parts.backUp()
  parts.after.turnEnded(trace)
  if (!parts.isTemporary) parts.learning.turnEnded(trace)
}

/** What left for a turn that was not kept has left all the same. */
function recordLeft(parts: DeskParts, write: WriteDb, conversationId: string, turnId: string): void {
  try {
    for (const row of parts.models.takeEgress(conversationId)) recordEgress(ledgerOf(parts) ?? write, { ...row, turnId: parts.isTemporary ? null : turnId })
  } catch (error) {
    parts.log.warn(`what left for a broken turn could not be written down: ${String(error)}`)
  }
}

function failureOf(error: unknown): Failure {
  const known = asFailureError(error)
  if (known instanceof FailureError) return known.failure
  return fail('unsupported', 'This turn ended by a fault in Casement. Your message is kept.', 'Send it again; if it happens twice, run the doctor.').error
}

/** The last resort: the turn could not be kept, so its row is at least marked with the text so far. False while the store takes nothing. */
function tryToMark(parts: DeskParts, write: WriteDb, { userMessage, turnId, text, failure }: Broken): boolean {
  try {
    for (const answer of childrenOf(write, userMessage.id)) {
      if (answer.turnId !== turnId || answer.status !== 'streaming') continue
      updateMessage(write, answer.id, { text, status: text === '' ? 'failed' : 'interrupted', note: `${failure.message} ${failure.next ?? ''}`.trim() })
      parts.events.emit('conversations.changed', { conversationId: userMessage.conversationId })
    }
    return true
  } catch (error) {
    parts.log.warn(`a broken turn could not be marked: ${String(error)}; the next turn or the next start marks it`)
    return false
  }
}
