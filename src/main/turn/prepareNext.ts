import type { Message } from '../../shared/message.ts'
import type { Settings } from '../../shared/settings.ts'
import type { TurnTrace } from '../../shared/trace.ts'
import { renderPrompt } from '../context/render.ts'
import { forEachRegion } from '../context/regions.ts'
import type { LocalChatModel, Models } from '../models/ports.ts'
import { getConversation } from '../storage/conversations.ts'
import type { ReadDb } from '../storage/database.ts'
import { pathTo } from '../storage/messages.ts'
import { getTrace } from '../storage/traces.ts'
import { epochFor } from './epochs.ts'
import { talkPieces } from './gatherPieces.ts'
import { earlierLimit } from './turnTypes.ts'

/** What reading ahead needs. */
export interface PrepareTools { readonly store: { readonly read: ReadDb }; readonly models: Models; readonly settings: { get(): Settings } }

/**
 * Lets the model on this computer read ahead: the conversation as the next turn will begin, without the notes that stood
 * beside the last question. The next turn then reads its own message and little more.
 */
export async function prepareNext(trace: TurnTrace, tools: PrepareTools, signal: AbortSignal): Promise<void> {
  const { context, route } = trace
  if (context === null || route === null || route.destination !== 'local' || trace.status !== 'done') return
  // What is not loaded any more is not loaded for this.
  if (tools.models.peek(route.modelId)?.state !== 'ready') return
  const opened = await tools.models.open(route.modelId)
  if (!opened.ok || opened.value.place !== 'local' || opened.value.prepare === undefined || signal.aborted) return
  // As it is kept now: what was forgotten since the turn ended must not be read, and kept on disk, once more.
  const kept = getTrace(tools.store.read, trace.turnId)
  const messages = kept === null ? null : nextFront(kept, tools.store.read)
  if (messages !== null) await (opened.value as LocalChatModel & Required<Pick<LocalChatModel, 'prepare'>>).prepare({ conversationId: trace.conversationId, messages, signal })
}

/** The front of the next prompt: what was stable in this one, and the talk with the last question and its answer. */
function nextFront(trace: TurnTrace, db: ReadDb): { role: 'system' | 'user' | 'assistant'; text: string }[] | null {
  const conversation = getConversation(db, trace.conversationId)
  if (conversation === null || conversation.leafId === null || conversation.deletedAt !== null || trace.context === null) return null
  const path: Message[] = pathTo(db, conversation.leafId, earlierLimit).filter((message) => message.text !== '' && message.status !== 'failed')
  if (path.at(-1)?.role !== 'assistant') return null
  const epoch = epochFor(db, trace.conversationId, path)
  const stable = trace.context.pieces.filter((piece) => piece.outcome !== 'out' && piece.stability === 'stable' && piece.region !== 'summary')
  const left = new Set(trace.context.pieces.filter((piece) => piece.outcome === 'out').map((piece) => piece.id))
  const placed = forEachRegion((region) => [
    ...stable.filter((piece) => piece.region === region).map((piece) => ({ piece, text: piece.text })),
    ...talkPieces(path, epoch).filter((piece) => piece.region === region && !left.has(piece.id)).map((piece) => ({ piece, text: piece.text })),
  ])
  const prompt = renderPrompt(placed, { notes: { place: 'before', limit: null, plain: opensPlain(trace) }, order: 'best-last' })
  // The turn to come has no words yet: its empty message is no part of the front.
  return prompt.filter((message) => message.text !== '').map(({ role, text }) => ({ role, text }))
}

/** Whether profile notes stood beside the question and not in the system text, as small models get them. */
function opensPlain(trace: TurnTrace): boolean {
  const system = trace.context?.prompt[0]
  return system?.spans.every((span) => span.region !== 'profile') ?? true
}
